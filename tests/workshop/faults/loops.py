"""File systems in a file, for simulated power cuts: what lies in the image is what has reached the disk."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

MEGABYTES = 48


def impossible() -> str:
    """Say why file systems cannot be mounted here; empty where they can."""
    if os.geteuid() != 0:
        return "mounting an image needs root"
    missing = [name for name in ("mkfs.ext4", "mount", "umount", "losetup") if shutil.which(name) is None]
    return f"missing here: {', '.join(missing)}" if missing else ""


def image(file: Path) -> None:
    """Make an ext4 in a file. Skips the test where it cannot be made."""
    with file.open("wb") as made:
        made.truncate(MEGABYTES * 2**20)
    done = subprocess.run(["mkfs.ext4", "-q", "-F", str(file)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no ext4 can be made here: {done.stderr.strip()[:200]}")


@contextlib.contextmanager
def mounted(what: str | Path, at: Path, *options: str) -> Iterator[Path]:
    """Mount an image, or a `tmpfs`. Skips the test where it cannot be mounted."""
    at.mkdir()
    done = subprocess.run(["mount", *options, str(what), str(at)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()[:200]}")
    try:
        yield at
    finally:
        if subprocess.run(["umount", str(at)], capture_output=True).returncode:
            subprocess.run(["umount", "-l", str(at)], capture_output=True)


def copied(source: Path, target: Path) -> None:
    """Copy an image as it is now."""
    subprocess.run(["cp", "--sparse=always", str(source), str(target)], check=True)
