"""Archives and folders that are no honest pack: refused whole, in one line, and nothing is written anywhere."""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.content.packs.building import tarred as made_tar
from trainer.content.packs.building import zipped as made_zip
from trainer.content.packs.checking import read_files
from trainer.content.packs.faults import PackError
from trainer.content.packs.names import fault_of

from .conftest import Place
from .made import PERSONA, content, entry, folder_of, sealed, tar_of, zip_of

Maker = Callable[[Path], Path]
GOOD = sealed(content())
ZIP, TAR = "pack.zip", "pack.tar.gz"
#: Without the customer, whose bytes are nearly all of it: what is interesting are the headers.
_SMALL = {name: data for name, data in GOOD.items() if name != PERSONA}
_RAW = {ZIP: made_zip(_SMALL), TAR: made_tar(_SMALL)}


def named(name: str) -> Maker:
    """Give the maker of a .zip with one more file of this name."""
    return lambda at: zip_of({**GOOD, name: b"id: x\n"}, at / ZIP)


def tarred(*odd: tarfile.TarInfo) -> Maker:
    return lambda at: tar_of(GOOD, at / TAR, *odd)


def patched(path: Path, old: bytes, new: bytes, times: int = -1) -> Path:
    """Change bytes of an archive that is there."""
    raw = path.read_bytes()
    assert old in raw
    path.write_bytes(raw.replace(old, new, times))
    return path


def encrypted(at: Path) -> Path:
    """Set the flag of encryption in every header."""
    raw = bytearray(zip_of(GOOD, at / ZIP).read_bytes())
    for head, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = raw.find(head)
        while found >= 0:
            raw[found + offset] |= 1
            found = raw.find(head, found + 1)
    (at / ZIP).write_bytes(raw)
    return at / ZIP


def lying(size: int) -> Maker:
    """Let the headers of a file tell another size."""

    def make(at: Path) -> Path:
        path = zip_of(GOOD, at / ZIP)
        with zipfile.ZipFile(path) as archive:
            real = archive.getinfo(PERSONA).file_size
        return patched(path, real.to_bytes(4, "little"), size.to_bytes(4, "little"))

    return make


def large(each: bytes, count: int) -> Maker:
    return lambda at: zip_of({**GOOD, **{f"personas/p-{n}.yaml": each for n in range(count)}}, at / ZIP)


def cut(name: str) -> Maker:
    def make(at: Path) -> Path:
        path = zip_of(GOOD, at / name) if name == ZIP else tar_of(GOOD, at / name)
        path.write_bytes(path.read_bytes()[:-400])
        return path

    return make


def file(data: bytes, name: str = ZIP) -> Maker:
    def make(at: Path) -> Path:
        (at / name).write_bytes(data)
        return at / name

    return make


def in_folder(spoil: Callable[[Path], object]) -> Maker:
    """Give the maker of a sound folder that was spoiled afterwards."""

    def make(at: Path) -> Path:
        folder = folder_of(GOOD, at / "pack")
        spoil(folder)
        return folder

    return make


def pipe(at: Path) -> Path:
    os.mkfifo(at / ZIP)
    return at / ZIP


def _hard_link(folder: Path) -> None:
    (folder.parent / "twin.yaml").hardlink_to(folder / PERSONA)


def _linked_folder(folder: Path) -> None:
    (folder / "personas").rename(folder.parent / "elsewhere")
    (folder / "personas").symlink_to(folder.parent / "elsewhere")


#: 250 KB that pack to a fortieth: under the ratio that makes a bomb.
_DENSE = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(160)) * 50
_PAX = entry("personas/plain.yaml")
_PAX.pax_headers = {"path": "../../evil.yaml"}
_LINK = stat.S_IFLNK | 0o777

KINDS: dict[str, tuple[Maker, str]] = {
    "zip: up and out": (named("../evil.yaml"), "leads out of it"),
    "zip: up and out from inside": (named("personas/../../evil.yaml"), "leads out of it"),
    "zip: absolute": (lambda at: named(f"{at.parent}/away/evil.yaml")(at), "absolute paths are refused"),
    "zip: windows drive": (named("C:/evil.yaml"), "drives and streams"),
    "zip: backslashes": (named("..\\evil.yaml"), "a backslash is refused"),
    "zip: stream of a file": (named("pack.yaml:evil"), "drives and streams"),
    "zip: empty step": (named("personas//evil.yaml"), "empty step"),
    "zip: too deep": (named("personas/a/b/c/evil.yaml"), "nothing deeper"),
    "zip: reserved name": (named("personas/con.yaml"), "Windows keeps this name"),
    "zip: reserved name with an ending": (named("personas/nul.x.yaml"), "Windows keeps this name"),
    "zip: dot at the end": (named("personas/ada-lind.yaml."), "a dot at the end"),
    "zip: control character": (named("personas/\x1b[31mada.yaml"), "control or invisible"),
    "zip: turned writing": (named("personas/ada\u202elmay.yaml"), "control or invisible"),
    "zip: foreign letters": (named("personas/аda-lind.yaml"), "plain letters"),
    "zip: zero byte": (
        lambda at: patched(named("personas/bo-fisk.yaml_evil")(at), b".yaml_evil", b".yaml\0evil"),
        "control or invisible",
    ),
    "zip: nested archive": (named("more.zip"), "a pack holds no archives"),
    "zip: nested archive in a folder": (named("personas/more.tar.gz"), "a pack holds no archives"),
    "zip: folder with content": (named("scenarios/"), "a folder in it has content"),
    "zip: program": (named("setup.py"), "a pack holds only pack.yaml"),
    "zip: hidden file": (named(".bashrc"), "a pack holds only pack.yaml"),
    "zip: id in capitals": (named("personas/Bo-Fisk.yaml"), "small letters"),
    "zip: id too long": (named(f"personas/{'x' * 60}.yaml"), "at most 48"),
    "zip: other ending": (named("personas/bo-fisk.yml"), "Name it ID.yaml"),
    "zip: foreign folder": (lambda at: zip_of({**GOOD, "drills/": b""}, at / ZIP), "`personas/` and `scenarios/` only"),
    "zip: same name twice": (lambda at: zip_of([*GOOD.items(), (PERSONA, b"x")], at / ZIP), "stands twice"),
    "zip: same name but for its case": (named("Personas/ada-lind.yaml"), "stands twice, but for its case"),
    "zip: symbolic link": (
        lambda at: zip_of({**GOOD, "personas/bo-fisk.yaml": b"/etc/passwd"}, at / ZIP, mode=_LINK),
        "symbolic link",
    ),
    "zip: device": (
        lambda at: zip_of({**GOOD, "personas/bo-fisk.yaml": b""}, at / ZIP, mode=stat.S_IFCHR | 0o666),
        "device or pipe",
    ),
    "zip: encrypted": (encrypted, "without a password"),
    "zip: says it is smaller": (lying(100), "damaged"),
    "zip: says it is larger": (lying(200_000), "not of the size that it says"),
    "zip: says it is huge": (lying(0x7FFFFFFF), "at most 256 KB"),
    "zip: other compression": (
        lambda at: zip_of(GOOD, at / ZIP, method=zipfile.ZIP_BZIP2),
        "another way of packing is not read",
    ),
    "zip: cut short": (cut(ZIP), "damaged"),
    "zip: bomb": (large(b" " * 250_000, 40), "100 times its size"),
    "zip: huge file": (large(b"# " * 150_000, 1), "at most 256 KB"),
    "zip: too much": (large(_DENSE, 70), "more than 16 MB"),
    "zip: too many": (large(b"x", 300), "more than 256 files"),
    "zip: far too many": (large(b"x", 3000), "more than 256 files"),
    "zip: archive too large": (file(b"PK\x03\x04" + b"\0" * (8 << 20)), "the archive is over 8 MB"),
    "tar: up and out": (tarred(entry("../evil.yaml")), "leads out of it"),
    "tar: absolute": (lambda at: tarred(entry(f"{at.parent}/away/evil.yaml"))(at), "absolute paths are refused"),
    "tar: symbolic link": (tarred(entry("personas/x.yaml", tarfile.SYMTYPE, "/etc/passwd")), "symbolic link"),
    "tar: linked folder": (tarred(entry("drills", tarfile.SYMTYPE, "/tmp")), "symbolic link"),
    "tar: hard link": (tarred(entry("personas/x.yaml", tarfile.LNKTYPE, "/etc/passwd")), "hard link"),
    "tar: device": (tarred(entry("personas/x.yaml", tarfile.CHRTYPE)), "it is a device"),
    "tar: disk": (tarred(entry("personas/x.yaml", tarfile.BLKTYPE)), "it is a device"),
    "tar: pipe": (tarred(entry("personas/x.yaml", tarfile.FIFOTYPE)), "named pipe"),
    "tar: sparse file": (tarred(entry("personas/x.yaml", tarfile.GNUTYPE_SPARSE)), "sparse file"),
    "tar: unknown kind": (tarred(entry("personas/x.yaml", b"Z")), "a kind that a pack does not hold"),
    "tar: other path in its header": (tarred(_PAX), "leads out of it"),
    "tar: says it is huge": (tarred(entry("personas/x.yaml", size=1 << 40)), "damaged"),
    "tar: too many": (tarred(*(entry(f"personas/p-{n}.yaml") for n in range(600))), "more than 256 files"),
    "tar: cut short": (cut(TAR), "cut short"),
    "tar: something follows": (lambda at: file(tar_of(GOOD, at / TAR).read_bytes() + b"evil", TAR)(at), "follows it"),
    "tar: bomb": (file(gzip.compress(b"\0" * 50_000_000), TAR), "100 times its size"),
    "tar: no tar inside": (file(gzip.compress(hashlib.sha512(b"x").digest() * 40), TAR), "damaged"),
    "no archive": (file(b"#!/bin/sh\nrm -rf ~\n"), "this is none of them"),
    "nothing at all": (file(b""), "this is none of them"),
    "another archive": (file(b"7z\xbc\xaf\x27\x1c rest"), "this is none of them"),
    "not there": (lambda at: at / "nowhere.zip", "Check the path"),
    "folder: symbolic link": (in_folder(lambda f: (f / "LICENSE").symlink_to("/etc/passwd")), "symbolic link"),
    "folder: linked folder": (in_folder(_linked_folder), "symbolic link"),
    "folder: hard link": (in_folder(_hard_link), "hard link"),
    "folder: pipe": (in_folder(lambda f: os.mkfifo(f / "personas" / "x.yaml")), "device or pipe"),
    "folder: program": (in_folder(lambda f: (f / "evil.py").write_text("import os")), "a pack holds only pack.yaml"),
    "folder: too deep": (in_folder(lambda f: (f / "personas" / "a").mkdir()), "`personas/` and `scenarios/` only"),
    "a pipe": (pipe, "device or pipe"),
    "signature that is none": (
        lambda at: zip_of({**GOOD, "pack.yaml.minisig": b"trust me\n"}, at / ZIP),
        "this is no signature of it",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_archive_is_refused_whole_and_nothing_is_written(kind: str, place: Place) -> None:
    make, words = KINDS[kind]
    assert words in place.refused(make(place.source))


def test_what_was_installed_before_stays_as_it_was(place: Place) -> None:
    place.shelf.install(zip_of(GOOD, place.source / ZIP))
    other = sealed(content(), name="day-shift")
    assert "leads out of it" in place.refused(zip_of({**other, "../../evil": b""}, place.source / "other.zip"))
    assert place.shelf.verify("night-shift").manifest.name == "night-shift"


def test_a_huge_file_is_not_read_to_find_that_out(place: Place) -> None:
    with (place.source / ZIP).open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(1 << 40)  # takes no room on the disk
    with pytest.raises(PackError, match="over 8 MB"):
        place.shelf.install(place.source / ZIP)


def test_a_name_never_reaches_the_terminal_as_it_is(place: Place) -> None:
    line = place.refused(zip_of({**GOOD, "personas/\x1b]0;owned\x07.yaml": b""}, place.source / ZIP))
    assert "\x1b" not in line and "owned" in line


@settings(max_examples=300)
@given(form=st.sampled_from([ZIP, TAR]), at=st.integers(0, 1 << 20), byte=st.integers(0, 255), cut=st.integers(0, 64))
def test_whatever_byte_is_wrong_a_pack_is_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, form: str, at: int, byte: int, cut: int
) -> None:
    raw = bytearray(_RAW[form])
    raw[at % len(raw)] = byte
    if byte % 8 == 0:
        del raw[len(raw) - cut :]
    path = tmp_path_factory.getbasetemp() / form
    path.write_bytes(raw)
    try:
        files = read_files(path).files
    except PackError as error:
        assert str(error).isprintable()
    else:
        assert not [name for name in files if fault_of(name)]
