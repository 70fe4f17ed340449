"""Room `desk`: everything of the learner's in one file, and back: the database, and the packs that were installed."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.storage.home import home_folder

if TYPE_CHECKING:
    from trainer.storage.store import Store

_PACKS = "packs"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    kept: Path
    """The backup of what was there before."""
    packs: tuple[str, ...]
    """Packs that were put back."""
    refused: tuple[str, ...]
    """Packs of the backup that were not, each with the reason in one line."""


def backup(store: Store, file: Path, home: Path | None = None) -> None:
    """Write a copy of everything to a new file, complete or not at all.

    Raises:
        JournalError: there is such a file, or it could not be written.
    """
    store.backup(file, _pack_files((home or home_folder()) / _PACKS))


def restore(file: Path, home: Path | None = None) -> Restored:
    """Put a backup in the place of the learner's database, and its packs beside those installed.

    A pack is checked as if it came from elsewhere; one of the same name is replaced.

    Raises:
        JournalError: the file is no sound backup, or the data folder cannot be written; nothing has changed.
    """
    from trainer.storage.restoring import restore as put_back

    folder = home or home_folder()
    files: dict[str, bytes] = {}
    kept = put_back(file, home, beside=_pack_files(folder / _PACKS), found=files.update)
    return Restored(kept, *_install(files, home))


def _pack_files(root: Path) -> dict[str, bytes]:
    """Give the files of the installed packs by their names from the data folder on."""
    out = {}
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if folder.name.startswith(".") or folder.is_symlink() or not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                out[f"{_PACKS}/{path.relative_to(root).as_posix()}"] = path.read_bytes()
    return out


def _install(files: Mapping[str, bytes], home: Path | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Install the packs among the files; give the names of those installed, and why others were not."""
    names = sorted({name.split("/")[1] for name in files if name.startswith(f"{_PACKS}/") and name.count("/") > 1})
    if not names:
        return (), ()
    from trainer.content.packs.faults import PackError
    from trainer.desk.library import shelf

    installed, refused = [], []
    for pack in names:
        with tempfile.TemporaryDirectory(prefix="trainer-pack-") as folder:
            for name, content in files.items():
                if name.startswith(f"{_PACKS}/{pack}/"):
                    path = Path(folder, *name.split("/")[1:])
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
            try:
                shelf(home).install(Path(folder, pack), replace=True)
                installed.append(pack)
            except PackError as error:
                refused.append(f"{pack}: {error}")
    return tuple(installed), tuple(refused)
