"""Room `content`, packs: reads a folder into memory, and writes a pack that is sound as a folder."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from trainer.content.findings import shown
from trainer.content.packs.basket import Basket
from trainer.content.packs.limits import DEPTH

#: A link that is put there after the look is not followed, and a pipe does not block (Windows has neither).
_NO_TRICKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
"""Windows would change line ends."""
_FOR_EDITORS = {"persona.schema.json", "scenario.schema.json"}
"""What `trainer new` writes beside a file, so that an editor knows its keys."""


def read_folder(folder: Path, basket: Basket, *, own: bool) -> None:
    """Put the files of a folder into a basket.

    With `own`, a folder that somebody works in, what an editor needs and names at the top that begin with a dot
    (`.git`) are passed over; without it they are extra files.

    Raises:
        PackError: something in it is refused, or cannot be read.
    """
    try:
        _walk(folder, "", basket, own)
    except OSError as error:
        raise basket.refusal("", "unreadable", f"Make it readable ({shown(error.strerror or error)}).") from None


def _walk(folder: Path, above: str, basket: Basket, own: bool) -> None:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = above + entry.name
            if own and (entry.name in _FOR_EDITORS or (not above and entry.name.startswith("."))):
                continue
            if entry.is_symlink():
                raise basket.refusal(name, "link", "Put the file itself there; it is a symbolic link.")
            if entry.is_dir(follow_symlinks=False):
                basket.admit_folder(name)
                if name.count("/") < DEPTH:
                    _walk(Path(entry.path), f"{name}/", basket, own)
            elif not entry.is_file(follow_symlinks=False):
                raise basket.refusal(name, "device", "Remove it; it is a device or pipe.")
            else:
                _take(Path(entry.path), name, basket)


def _take(path: Path, name: str, basket: Basket) -> None:
    with open(os.open(path, os.O_RDONLY | _NO_TRICKS | _BINARY), "rb") as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise basket.refusal(name, "device", "Remove it; it is a device or pipe.")
        if found.st_nlink > 1:
            raise basket.refusal(name, "link", "Copy the file; it is a hard link.")
        basket.admit(name, found.st_size)
        basket.put(name, stream.read(found.st_size + 1), found.st_size)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, whose names were all checked, into a new folder, and see them on the disk (0700, 0600).

    Raises:
        OSError: it is there already, or cannot be written.
    """
    folder.mkdir(mode=0o700)
    below = {path.parent for path in map(Path, files) if path.parent != Path()}
    for path in sorted(below):
        (folder / path).mkdir(mode=0o700)
    for name, data in files.items():
        with open(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    for path in (*sorted(below), Path()):
        sync_folder(folder / path)


def sync_folder(folder: Path) -> None:
    """See the names in a folder on the disk, where the system can."""
    with contextlib.suppress(OSError):  # Windows opens no folders
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
