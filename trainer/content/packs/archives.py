"""Room `content`, packs: reads a .zip or .tar.gz into memory. Nothing is ever extracted to a path out of an archive."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
import zlib

from trainer.content.packs import limits
from trainer.content.packs.basket import Basket
from trainer.content.packs.names import top_folder

_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_ZIP_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1 | 0x40 | 0x2000
"""Bits of a zip entry's flags: encrypted, strongly encrypted, hidden headers."""
_TAR_BLOCK = 512
_TAR_KINDS = {
    tarfile.SYMTYPE: ("link", "Put the file itself there; it is a symbolic link."),
    tarfile.LNKTYPE: ("link", "Put the file itself there; it is a hard link."),
    tarfile.CHRTYPE: ("device", "Remove it; it is a device."),
    tarfile.BLKTYPE: ("device", "Remove it; it is a device."),
    tarfile.FIFOTYPE: ("device", "Remove it; it is a named pipe."),
    tarfile.GNUTYPE_SPARSE: ("sparse-file", "Make the archive anew; it holds a sparse file."),
}
_UNREADABLE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, ValueError, LookupError, OverflowError, RecursionError,
    NotImplementedError, RuntimeError, OSError,
)  # fmt: skip
"""What the standard library raises on a damaged or doctored archive."""


def read_archive(raw: bytes, basket: Basket) -> None:
    """Put the files of an archive into a basket.

    Raises:
        PackError: no .zip or .tar.gz, damaged, encrypted, or something in it is refused.
    """
    if len(raw) > limits.ARCHIVE:
        raise basket.refusal("", "pack-size", f"Split the pack; the archive is over {limits.ARCHIVE >> 20} MB.")
    try:
        if raw.startswith(_ZIP):
            _zip(raw, basket)
        elif raw.startswith(_GZIP):
            _tar(_gunzipped(raw, basket), basket)
        else:
            raise basket.refusal("", "archive", "Give a folder, a .zip or a .tar.gz; this is none of them.")
    except _UNREADABLE:
        raise basket.refusal("", "damaged", "Make the archive anew; it is damaged.") from None


def _zip(raw: bytes, basket: Basket) -> None:
    # Counted in the raw bytes: the library builds an object for each entry before it can be asked how many there are.
    if raw.count(_ZIP_ENTRY) > 2 * limits.FILES:
        raise basket.refusal("", "file-count", f"Split the pack; it has more than {limits.FILES} files.")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entries = archive.infolist()
        # The name as it stands there: `filename` ends at the first NUL.
        names = [_plain(entry.orig_filename) for entry in entries]
        top = top_folder(names)
        for entry, name in zip(entries, names, strict=True):
            _zip_entry(archive, entry, name.removeprefix(top), basket)
            _refuse_bomb(basket, len(raw))


def _zip_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, basket: Basket) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if entry.flag_bits & _ENCRYPTED:
        raise basket.refusal(name, "encrypted", "Make the archive without a password.")
    if kind == stat.S_IFLNK:
        raise basket.refusal(name, *_TAR_KINDS[tarfile.SYMTYPE])
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise basket.refusal(name, "device", "Remove it; it is a device or pipe.")
    if not name or name.endswith("/") or kind == stat.S_IFDIR:
        if entry.file_size:
            raise basket.refusal(name, "damaged", "Make the archive anew; a folder in it has content.")
        return _folder(name, basket)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise basket.refusal(name, "archive", "Compress with deflate; another way of packing is not read.")
    basket.admit(name, entry.file_size)
    with archive.open(entry) as stream:
        basket.put(name, stream.read(entry.file_size + 1), entry.file_size)


def _gunzipped(raw: bytes, basket: Basket) -> bytes:
    """Unpack gzip, no further than a pack of the largest size needs."""
    most = limits.TOTAL + 3 * _TAR_BLOCK * limits.FILES
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
    plain = unpacking.decompress(raw, min(most, limits.RATIO * len(raw)) + 1)
    if len(plain) > limits.RATIO * len(raw):
        raise _bomb(basket)
    if len(plain) > most:
        raise basket.refusal("", "pack-size", f"Split the pack; it holds more than {limits.TOTAL >> 20} MB.")
    if not unpacking.eof or unpacking.unused_data:
        raise basket.refusal("", "damaged", "Make the archive anew; it is cut short, or something follows it.")
    return plain


def _tar(plain: bytes, basket: Basket) -> None:
    with tarfile.open(fileobj=io.BytesIO(plain), mode="r:") as archive:
        entries = []
        for entry in archive:
            entries.append(entry)
            if len(entries) > 2 * limits.FILES:
                raise basket.refusal("", "file-count", f"Split the pack; it has more than {limits.FILES} files.")
        names = [_plain(entry.name) + "/" * entry.isdir() for entry in entries]
        top = top_folder(names)
        for entry, name in zip(entries, names, strict=True):
            _tar_entry(archive, entry, name.removeprefix(top), basket)


def _tar_entry(archive: tarfile.TarFile, entry: tarfile.TarInfo, name: str, basket: Basket) -> None:
    if entry.isdir():
        return _folder(name, basket)
    if entry.issparse():
        raise basket.refusal(name, *_TAR_KINDS[tarfile.GNUTYPE_SPARSE])
    if entry.type not in (tarfile.REGTYPE, tarfile.AREGTYPE):
        unknown = ("device", "Remove it; it is of a kind that a pack does not hold.")
        raise basket.refusal(name, *_TAR_KINDS.get(entry.type, unknown))
    basket.admit(name, entry.size)
    stream = archive.extractfile(entry)
    basket.put(name, stream.read(entry.size + 1) if stream else b"", entry.size)


def _folder(name: str, basket: Basket) -> None:
    """Admit a folder, but for the one that everything lies in."""
    if plain := name.removesuffix("/"):
        basket.admit_folder(plain)


def _plain(name: str) -> str:
    """Give an entry's name without the `./` that `tar -C folder .` puts before it."""
    return "" if name in (".", "./") else name.removeprefix("./")


def _refuse_bomb(basket: Basket, size: int) -> None:
    if basket.total > limits.RATIO * size:
        raise _bomb(basket)


def _bomb(basket: Basket) -> Exception:
    times = f"it unpacks to more than {limits.RATIO} times its size."
    return basket.refusal("", "bomb", f"Make the archive anew of text files; {times}")
