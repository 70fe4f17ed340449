"""Room `content`, packs: the learner's packs. Each is a folder of its name, whole or not there at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from trainer.content.catalogue import Catalogue
from trainer.content.findings import nearest, shown
from trainer.content.packs.checking import Owners, Pack, examine, read_files
from trainer.content.packs.faults import PackError, fault, refusal
from trainer.content.packs.folders import sync_folder
from trainer.content.packs.manifest import hash_of, read_manifest
from trainer.content.packs.names import FOLDERS, MANIFEST, SIGNATURE, id_of
from trainer.content.packs.signing import Key

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows: two trainers that change packs at the same instant are not told apart
    fcntl = None

_LOCK = ".lock"
_NEW, _OLD, _GONE = ".new-", ".old-", ".gone-"
"""Beginnings of folders that are on their way in or out; what one left behind is cleared up by the next change."""


@dataclass(frozen=True, slots=True)
class Row:
    """An installed pack as a list shows it."""

    name: str
    title: str
    version: str
    hash: str
    """SHA-256 of its `pack.yaml`."""
    personas: tuple[str, ...]
    scenarios: tuple[str, ...]
    signed: bool
    """Whether a signature came with it; `verify` with a key says whether it is good."""
    fault: str = ""
    """Why its `pack.yaml` cannot be read, in one line; then all but the name is empty."""


class Shelf:
    """The folder of installed packs. It need not exist before something is installed."""

    def __init__(self, root: Path) -> None:
        """Take the folder."""
        self._root = root

    def rows(self) -> list[Row]:
        """Give the installed packs by name. Reads their `pack.yaml` only; never raises."""
        return [_row(self._root / name) for name in Catalogue(packs=self._root).packs()]

    def install(self, source: Path, key: Key | None = None, *, replace: bool = False) -> Pack:
        """Check a folder or archive and put it on the shelf; with `replace`, in the place of another version.

        With a `key`, only if that key signed it.

        Raises:
            PackError: something is wrong with it, its name is taken, or it could not be written; all is as before.
        """
        basket = read_files(source)
        manifest = read_manifest(basket.files.get(MANIFEST), basket.source)
        with self._changing(basket.source):
            place = self._root / manifest.name
            if os.path.lexists(place) and not replace:
                remedy = f"Remove the pack `{manifest.name}` first, or give --replace; one of that name is installed."
                raise refusal(basket.source, "", "name-taken", remedy)
            staging = self._root / f"{_NEW}{manifest.name}"
            try:
                pack = examine(basket.files, basket.source, self.taken(manifest.name), key, staging)
                self._put(staging, place)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
        return pack

    def remove(self, name: str) -> None:
        """Take a pack off the shelf, whole.

        Raises:
            PackError: there is none of that name, or it could not be removed.
        """
        self._known(name)
        with self._changing(name):
            gone = self._root / f"{_GONE}{name}"
            os.rename(self._root / name, gone)
            sync_folder(self._root)
            shutil.rmtree(gone, ignore_errors=True)  # what cannot be deleted now is cleared up later

    def verify(self, name: str, key: Key | None = None) -> Pack:
        """Check an installed pack again: every hash, every rule, and with a `key` its signature.

        Raises:
            PackError: there is none of that name, or it is not as it should be; `findings` holds what differs.
        """
        self._known(name)
        pack = self._checked(self._root / name, name, key, own=False)
        if pack.manifest.name != name:
            remedy = f"Install the pack anew; it calls itself `{pack.manifest.name}`."
            raise PackError.about(name, [fault(MANIFEST, "name", remedy)])
        return pack

    def check(self, source: Path, key: Key | None = None) -> Pack:
        """Check a folder or archive as `install` would, and put it nowhere.

        Raises:
            PackError: something is wrong with it; `findings` holds what was found.
        """
        return self._checked(source, "", key, own=True)

    def has(self, name: str) -> bool:
        """Say whether a pack of this name is installed."""
        return name in Catalogue(packs=self._root).packs()

    def taken(self, but: str) -> Owners:
        """Give the ids of the library and of all installed packs but the one of this name."""
        catalogue = Catalogue(packs=self._root)
        return {kind: _named(catalogue.owners(kind), but) for kind in FOLDERS}

    def _checked(self, source: Path, name: str, key: Key | None, *, own: bool) -> Pack:
        basket = read_files(source, own=own)
        but = name or read_manifest(basket.files.get(MANIFEST), basket.source).name
        with _told(basket.source):
            return examine(basket.files, basket.source, self.taken(but), key)

    def _known(self, name: str) -> None:
        packs = Catalogue(packs=self._root).packs()
        if name not in packs:
            near = nearest(name, packs) or packs
            hint = f"installed are {', '.join(near)}." if near else "none is installed."
            raise PackError(f"There is no pack `{shown(name)}`; {hint}")

    def _put(self, staging: Path, place: Path) -> None:
        """Move a complete pack to its place, and what was there out of it."""
        old = self._root / f"{_OLD}{place.name}"
        there = os.path.lexists(place)
        if there:
            os.rename(place, old)
        try:
            os.rename(staging, place)
        except OSError:
            if there:
                os.rename(old, place)
            raise
        sync_folder(self._root)
        shutil.rmtree(old, ignore_errors=True)

    @contextmanager
    def _changing(self, source: str) -> Iterator[None]:
        """Be the only trainer that changes the shelf, and begin with what one that was interrupted left behind."""
        with _told(source):
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            fd = os.open(self._root / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                if fcntl is not None:
                    _lock(fd, fcntl, source)
                self._clear_up()
                yield
            finally:
                os.close(fd)

    def _clear_up(self) -> None:
        for left in sorted(self._root.glob(".*-*")):
            if left.name.startswith(_OLD) and not (self._root / left.name.removeprefix(_OLD)).exists():
                os.rename(left, self._root / left.name.removeprefix(_OLD))
            elif left.name.startswith((_NEW, _OLD, _GONE)):
                shutil.rmtree(left, ignore_errors=True)


def _lock(fd: int, flock: ModuleType, source: str) -> None:
    try:
        flock.flock(fd, flock.LOCK_EX | flock.LOCK_NB)
    except BlockingIOError:
        remedy = "Another trainer is changing the packs; wait until it is done and try again."
        raise refusal(source, "", "busy", remedy) from None


@contextmanager
def _told(source: str) -> Iterator[None]:
    """Say in one line why something could not be written."""
    try:
        yield
    except OSError as error:
        reason = shown(error.strerror or error)
        raise refusal(source, "", "unwritable", f"Make room or give the right to write ({reason}).") from None


def _named(owners: dict[str, str], but: str) -> dict[str, str]:
    return {id: f"the pack {pack}" if pack else "the library" for id, pack in owners.items() if not pack or pack != but}


def _row(folder: Path) -> Row:
    try:
        raw = (folder / MANIFEST).read_bytes()
        manifest = read_manifest(raw, folder.name)
    except OSError:
        return Row(
            folder.name, "", "", "", (), (), False, f"{folder.name}: {MANIFEST} cannot be read; install it anew."
        )
    except PackError as error:
        return Row(folder.name, "", "", "", (), (), False, str(error))
    personas, scenarios = (
        tuple(id_of(name) for name in sorted(manifest.files) if name.startswith(f"{kind}/")) for kind in FOLDERS
    )
    signed = (folder / SIGNATURE).is_file()
    return Row(manifest.name, manifest.title, manifest.version, hash_of(raw), personas, scenarios, signed)
