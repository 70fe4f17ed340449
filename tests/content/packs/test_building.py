"""A folder becomes an archive that installs: hashes brought up to date, the author's own lines kept, the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from trainer.content.packs.building import build
from trainer.content.packs.faults import PackError

from .conftest import Place
from .made import NAME, PERSONA, SCENARIO, content, folder_of, signed, tree

HEAD = "# Ours, for new people.\nformat: 1\nname: night-shift\nversion: '1.0.0'  # raise me\ntitle: The night shift\n"


@pytest.fixture
def folder(place: Place) -> Path:
    return folder_of({**content(), "pack.yaml": HEAD.encode()}, place.source / "pack")


@pytest.mark.parametrize("name", ["pack.zip", "pack.tar.gz", "PACK.TGZ"])
def test_what_was_built_installs(name: str, folder: Path, place: Place) -> None:
    target = place.source / name
    built = build(folder, target, place.shelf)
    assert place.shelf.install(target).hash == built.hash
    assert place.shelf.check(folder).hash == built.hash, "the folder itself is a pack too"


def test_the_same_files_give_the_same_bytes(folder: Path, place: Place) -> None:
    for suffix in (".zip", ".tar.gz"):
        one, two = place.source / f"one{suffix}", place.source / f"two{suffix}"
        build(folder, one, place.shelf)
        (folder / PERSONA).touch()
        build(folder, two, place.shelf)
        assert one.read_bytes() == two.read_bytes()


def test_hashes_are_brought_up_to_date_and_the_authors_lines_stay(folder: Path, place: Place) -> None:
    build(folder, place.source / "one.zip", place.shelf)
    (folder / SCENARIO).write_bytes((folder / SCENARIO).read_bytes() + b"# later\n")
    build(folder, place.source / "two.zip", place.shelf)
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    assert text.startswith(HEAD) and text.count("files:") == 1
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (PERSONA, SCENARIO)}
    assert yaml.safe_load(text)["files"] == hashes


def test_a_pack_that_is_installed_can_be_built_again(folder: Path, place: Place) -> None:
    build(folder, place.source / "one.zip", place.shelf)
    place.shelf.install(place.source / "one.zip")
    assert build(folder, place.source / "two.zip", place.shelf).manifest.name == NAME


def test_a_signature_that_fits_goes_into_the_archive(folder: Path, place: Place) -> None:
    build(folder, place.source / "one.zip", place.shelf)
    files, _ = signed({"pack.yaml": (folder / "pack.yaml").read_bytes()})
    folder_of(files, folder)
    build(folder, place.source / "two.zip", place.shelf)
    assert place.shelf.install(place.source / "two.zip").signature


def _unsound(folder: Path) -> None:
    (folder / "pack.yaml.minisig").unlink()
    (folder / PERSONA).write_bytes(b"id: x")


REFUSED: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "signed and changed": ("two.zip", lambda f: (f / SCENARIO).write_bytes(b"id: x"), "sign pack.yaml again"),
    "unsound": ("two.zip", _unsound, "Add "),
    "extra file": ("two.zip", lambda f: (f / "notes.txt").write_text("x"), "a pack holds only pack.yaml"),
    "no pack.yaml": ("two.zip", lambda f: (f / "pack.yaml").unlink(), "Write pack.yaml at the top"),
    "name taken": ("one.zip", lambda f: None, "There is already a file one.zip"),
    "other kind": ("two.rar", lambda f: None, "Name the archive .zip or .tar.gz"),
    "into itself": ("pack/two.zip", lambda f: None, "Write the archive outside of the folder"),
    "into nowhere": ("nowhere/two.zip", lambda f: None, "No such file or directory"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_built_is_refused_and_nothing_is_written(kind: str, folder: Path, place: Place) -> None:
    build(folder, place.source / "one.zip", place.shelf)
    files, _ = signed({"pack.yaml": (folder / "pack.yaml").read_bytes()})
    folder_of(files, folder)
    target, spoil, words = REFUSED[kind]
    spoil(folder)
    before = tree(place.around)
    with pytest.raises(PackError, match=words):
        build(folder, place.source / target, place.shelf)
    assert tree(place.around) == before


def test_a_file_is_no_folder_to_build_from(place: Place) -> None:
    with pytest.raises(PackError, match="Name the folder that holds pack.yaml"):
        build(place.around / "home" / "diary.txt", place.source / "x.zip", place.shelf)
