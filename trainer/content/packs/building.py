"""Room `content`, packs: makes an archive of a folder, and writes the hashes into its `pack.yaml`."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from trainer.content.findings import shown
from trainer.content.packs.checking import Pack, examine, read_files
from trainer.content.packs.faults import PackError, refusal
from trainer.content.packs.manifest import read_manifest, sealed
from trainer.content.packs.names import MANIFEST, SIGNATURE
from trainer.content.packs.shelf import Shelf

_DAY = (1980, 1, 1, 0, 0, 0)
"""Every file's date in a .zip, the earliest that can be written: the same files give the same archive."""


def build(folder: Path, target: Path, shelf: Shelf) -> Pack:
    """Check a folder, bring the hashes in its `pack.yaml` up to date, and write it all to a new .zip or .tar.gz.

    The same files give the same bytes. `shelf` knows the ids that are taken.

    Raises:
        PackError: something is wrong with it, or it is signed and has changed, or the file cannot be written.
            Then nothing was written.
    """
    pack_up = _kind_of(target)
    if not folder.is_dir():
        raise PackError(f"{shown(folder.name or folder)}: Name the folder that holds {MANIFEST}; this is none.")
    if target.absolute().resolve().is_relative_to(folder.resolve()):
        raise PackError(f"{shown(target.name)}: Write the archive outside of the folder, or it is part of the pack.")
    if os.path.lexists(target):
        raise PackError(f"There is already a file {shown(target.name)}; give another name or move it away.")
    basket = read_files(folder)
    before = basket.files.get(MANIFEST)
    manifest = sealed(before, basket.files, basket.source)
    if manifest != before and SIGNATURE in basket.files:
        remedy = "Remove it, build, and sign pack.yaml again; the files have changed since it was signed."
        raise refusal(basket.source, SIGNATURE, "signature", remedy)
    files = {**basket.files, MANIFEST: manifest}
    try:
        pack = examine(files, basket.source, shelf.taken(read_manifest(manifest, basket.source).name), None)
        _write_new(target, pack_up(files))
        try:
            if manifest != before:
                _write_over(folder / MANIFEST, manifest)
        except OSError:
            target.unlink(missing_ok=True)
            raise
    except FileExistsError:
        raise PackError(f"There is already a file {shown(target.name)}; give another name or move it away.") from None
    except OSError as error:
        reason = shown(error.strerror or error)
        raise refusal(basket.source, "", "unwritable", f"Make room or give the right to write ({reason}).") from None
    return pack


def _kind_of(target: Path) -> Callable[[Mapping[str, bytes]], bytes]:
    name = target.name.lower()
    if name.endswith(".zip"):
        return zipped
    if name.endswith((".tar.gz", ".tgz")):
        return tarred
    raise PackError(f"{shown(target.name or target)}: Name the archive .zip or .tar.gz.")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Give files as a .zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it is that of the system it is made on
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    """Give files as a .tar.gz."""
    out = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=out, mode="wb", filename="", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for name in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size = len(files[name])
            archive.addfile(entry, io.BytesIO(files[name]))
    return out.getvalue()


def _write_new(path: Path, data: bytes) -> None:
    """Write a new file; it is complete or not there."""
    with path.open("xb") as stream:
        try:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _write_over(path: Path, data: bytes) -> None:
    """Put a file in the place of another in one step."""
    new = path.with_name(f".{path.name}.new")
    try:
        _write_new(new, data)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
