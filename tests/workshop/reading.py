"""Content files are read once for all tests of a process: each hall would parse the same library again."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from trainer.content import catalogue


def once(read: Callable[..., Any]) -> Callable[..., Any]:
    """Give a function that reads a shipped file again only when it has changed; what it gives is the caller's own.

    Files of tests are read each time: they may change within one tick of the clock of files.
    """
    shipped = catalogue.library_folder()

    @cache
    def kept(path: Path, when: tuple[int, int], folder: Path, *more: Any) -> Any:
        return read(path, *more)

    def reading(path: Path, *more: Any) -> Any:
        try:
            if shipped not in path.parents:
                return read(path, *more)
            stat = path.stat()
        except OSError:
            return read(path, *more)
        made = kept(path, (stat.st_mtime_ns, stat.st_size), Path.cwd(), *(tuple(one) for one in more))
        return copy.deepcopy(made) if isinstance(made, dict) else made  # else a model, which nobody can change

    return reading


def read_once() -> None:
    """Read through `once` in this process from now on."""
    for name in ("load_head", "load_persona", "load_scenario"):
        read = getattr(catalogue, name)
        if read.__name__ == name:
            setattr(catalogue, name, once(read))
