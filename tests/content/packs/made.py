"""Packs for tests, sound ones and such as no honest tool would make."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import stat
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from ..sample import persona_data, scenario_data

NAME = "night-shift"
PERSONA, SCENARIO = "personas/ada-lind.yaml", "scenarios/small-shop.yaml"
Files = dict[str, bytes]


def as_yaml(data: Mapping[str, Any]) -> bytes:
    return yaml.safe_dump(dict(data), sort_keys=False, allow_unicode=True, width=200).encode()


def content(**persona: Any) -> Files:
    """Give a persona, changed as asked, and a scenario that it plays in."""
    return {PERSONA: as_yaml({**persona_data(), **persona}), SCENARIO: as_yaml(scenario_data())}


def sealed(files: Mapping[str, bytes], /, **head: Any) -> Files:
    """Give files with a `pack.yaml` that lists their hashes; `head` changes what it says."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    told = {"format": 1, "name": NAME, "version": "1.0.0", "title": "The night shift", "files": hashes, **head}
    return {"pack.yaml": as_yaml(told), **files}


def folder_of(files: Mapping[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def zip_of(
    files: Mapping[str, bytes] | Iterable[tuple[str, bytes]], path: Path, *, mode: int = 0, method: int = 8
) -> Path:
    """Write a .zip; `mode` is the kind of file that its last entry says it is."""
    pairs = list(files.items() if isinstance(files, Mapping) else files)
    with zipfile.ZipFile(path, "w") as archive:
        for at, (name, data) in enumerate(pairs):
            entry = zipfile.ZipInfo(name)
            entry.filename = entry.orig_filename = name  # as given, also where the library would mend it
            entry.compress_type = method
            entry.external_attr = (mode if mode and at == len(pairs) - 1 else stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, data)
    return path


def tar_of(files: Mapping[str, bytes], path: Path, *odd: tarfile.TarInfo) -> Path:
    """Write a .tar.gz with odd entries at its end."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        for entry in odd:
            archive.addfile(entry)
    path.write_bytes(gzip.compress(out.getvalue(), mtime=0))
    return path


def entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "", size: int = 0) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname, made.size = kind, link, size
    return made


def signed(files: Mapping[str, bytes], seed: bytes = b"k" * 32) -> tuple[Files, str]:
    """Sign as minisign does; give the files with the signature, and the public key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private, key_id = Ed25519PrivateKey.from_private_bytes(seed), hashlib.sha256(seed).digest()[:8]
    body = private.sign(hashlib.blake2b(files["pack.yaml"]).digest())
    comment = "timestamp:1700000000\tfile:pack.yaml\thashed"
    lines = (
        "untrusted comment: signature from minisign secret key",
        base64.b64encode(b"ED" + key_id + body).decode(),
        f"trusted comment: {comment}",
        base64.b64encode(private.sign(body + comment.encode())).decode(),
    )
    key = base64.b64encode(b"Ed" + key_id + private.public_key().public_bytes_raw()).decode()
    return {**files, "pack.yaml.minisig": ("\n".join(lines) + "\n").encode()}, key


def tree(*folders: Path) -> dict[str, object]:
    """Give everything below folders: kinds, and what is in files and links."""
    found: dict[str, object] = {}
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            found[str(path)] = path.readlink()
        else:
            found[str(path)] = path.read_bytes() if stat.S_ISREG(mode) else stat.S_IFMT(mode)
    return found
