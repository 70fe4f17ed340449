"""The files of the checkout, for tests of the project itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_MADE = {"build", "dist", "__pycache__", "snapshot_report.html"}
_HIDDEN_BUT_OURS = {".ci", ".importlinter", ".pre-commit-config.yaml", ".gitignore"}


def committed() -> list[Path]:
    """Give the files that git knows; without git (a copy, an unpacked archive) all that nobody made while working."""
    try:
        listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.CalledProcessError):
        return list(_walk())
    known = [ROOT / name for name in os.fsdecode(listed.stdout).split("\0") if name]
    return [path for path in known if path.is_file()] or list(_walk())


def _walk() -> Iterator[Path]:
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if _is_ours(name)]
        yield from (Path(folder) / name for name in names if _is_ours(name))


def _is_ours(name: str) -> bool:
    return name not in _MADE and (not name.startswith(".") or name in _HIDDEN_BUT_OURS)


def shown(path: Path) -> str:
    """Give a path as a message names it, from the root of the checkout."""
    return path.relative_to(ROOT).as_posix()
