"""Room `content`, packs: reads a pack from wherever it lies and checks all of it: sound, or refused whole."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.content.findings import ContentError, Finding, has_control, shown
from trainer.content.lint.run import lint
from trainer.content.loading import decode, show_path
from trainer.content.packs.archives import read_archive
from trainer.content.packs.basket import Basket
from trainer.content.packs.faults import PackError, fault, refusal
from trainer.content.packs.folders import read_folder, write_folder
from trainer.content.packs.limits import ARCHIVE
from trainer.content.packs.manifest import Manifest, hash_of, read_manifest
from trainer.content.packs.names import FOLDERS, MANIFEST, PAGES, SIGNATURE, id_of, is_content
from trainer.content.packs.signing import Key, Signature, check_signature, read_signature

_TEMPLATE = re.compile(r"\{\{|\{%|\{#")

Owners = Mapping[str, Mapping[str, str]]
"""For `personas` and `scenarios`: the ids that are taken, and by whom (`the library`, `the pack x`)."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack whose every file was checked."""

    manifest: Manifest
    files: Mapping[str, bytes]
    """By path in the pack; `pack.yaml` and, if there is one, its signature among them."""
    hash: str
    """SHA-256 of `pack.yaml`, which names the hash of every other file."""
    signature: Signature | None

    def ids(self, kind: str) -> list[str]:
        """Give the ids of its `personas` or `scenarios`."""
        return [id_of(name) for name in sorted(self.files) if name.startswith(f"{kind}/")]


def read_files(path: Path, *, own: bool = True) -> Basket:
    """Read the files of a folder or archive into memory; `own` as in `read_folder`.

    Raises:
        PackError: it is not there, cannot be read, or holds something that a pack may not.
    """
    basket = Basket(shown(path.name or path, 80))
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            read_folder(path, basket, own=own)
            return basket
        if not stat.S_ISREG(mode):
            raise basket.refusal("", "archive", "Give a folder, a .zip or a .tar.gz; this is a device or pipe.")
        with path.open("rb") as stream:
            raw = stream.read(ARCHIVE + 1)
    except (OSError, ValueError) as error:
        reason = shown(getattr(error, "strerror", None) or error)
        raise basket.refusal("", "unreadable", f"Check the path ({reason}).") from None
    read_archive(raw, basket)
    return basket


def examine(
    files: Mapping[str, bytes], source: str, taken: Owners, key: Key | None, folder: Path | None = None
) -> Pack:
    """Check everything about a pack. With `folder`, it is written there, a new folder, and left if it is sound.

    Raises:
        PackError: something is wrong; `findings` holds all that was found of it.
        OSError: it could not be written.
    """
    pack = _opened(files, source, key)
    findings = [*_listed(pack), *_plain_text(pack)] or list(_ids_taken(pack, taken))
    if not findings:
        if folder is not None:
            write_folder(folder, files)
            findings = _linted(folder)
        else:
            with tempfile.TemporaryDirectory(prefix="trainer-pack-") as place:
                write_folder(Path(place, "pack"), files)
                findings = _linted(Path(place, "pack"))
    if findings:
        raise PackError.about(source, findings)
    return pack


def _opened(files: Mapping[str, bytes], source: str, key: Key | None) -> Pack:
    """Read signature and manifest: the signature first, for nothing unsigned is to be believed."""
    signed, stamp = files.get(MANIFEST), files.get(SIGNATURE)
    signature = read_signature(stamp, source) if stamp is not None else None
    if key is not None and signed is not None:
        check_signature(signature, key, signed, source)
    manifest = read_manifest(signed, source)
    if not any(name.startswith("scenarios/") for name in files):
        raise refusal(source, "", "empty", "Put a scenario into `scenarios/`; there is nothing to practise in it.")
    return Pack(manifest, files, hash_of(signed or b""), signature)


def _listed(pack: Pack) -> Iterator[Finding]:
    """Compare the files with the list in `pack.yaml`."""
    hashes = pack.manifest.files
    there = {name for name in pack.files if name not in (MANIFEST, SIGNATURE)}
    for name in sorted(there | hashes.keys()):
        if name not in there:
            yield fault(name, "missing-file", f"Put the file back; {MANIFEST} lists it, and it is not there.")
        elif name not in hashes:
            yield fault(name, "extra-file", f"Remove the file, or let `trainer pack build` list it in {MANIFEST}.")
        elif hash_of(pack.files[name]) != hashes[name]:
            yield fault(name, "hash", f"Get the pack anew; the file is not the one that {MANIFEST} lists.")


def _plain_text(pack: Pack) -> Iterator[Finding]:
    """See that all files are text, and hold no templates."""
    for name, data in pack.files.items():
        if name in (MANIFEST, SIGNATURE) or not (is_content(name) or name in PAGES):
            continue
        try:
            text = decode(data, name)
        except ContentError as error:
            yield from error.findings
            continue
        if is_content(name) and (found := _TEMPLATE.search(text)):
            line = text.count("\n", 0, found.start()) + 1
            yield Finding(name, line, "", "template", f"Write it out; `{found.group()}` begins a template.")
        elif name in PAGES and has_control(text.replace("\r\n", "\n")):
            yield fault(name, "control-character", "Remove the control or invisible characters.")


def _ids_taken(pack: Pack, taken: Owners) -> Iterator[Finding]:
    for kind in FOLDERS:
        for id in pack.ids(kind):
            if owner := taken[kind].get(id):
                remedy = f"Rename `{id}` and its file; {owner} has a {kind[:-1]} of this id."
                yield fault(f"{kind}/{id}.yaml", "duplicate-id", remedy)


def _linted(folder: Path) -> list[Finding]:
    """Run every rule of `trainer lint`; the findings name the files as they are in the pack."""
    places = [folder / kind for kind in FOLDERS if (folder / kind).is_dir()]
    names = {show_path(path): path.relative_to(folder).as_posix() for place in places for path in place.iterdir()}
    above = f"{show_path(folder)}{os.sep}"
    return [
        replace(found, file=names.get(found.file, found.file), remedy=found.remedy.replace(above, ""))
        for found in lint(places)
    ]
