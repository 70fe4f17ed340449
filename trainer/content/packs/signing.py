"""Room `content`, packs: checks a signature that the tool minisign has made of `pack.yaml` (Ed25519).

Whoever signs `pack.yaml` signs the whole pack, for it names the hash of every other file. Nothing is signed here. The
form of keys and signatures is minisign's own: https://jedisct1.github.io/minisign/#signature-format.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from trainer.content.findings import has_control
from trainer.content.packs.faults import refusal
from trainer.content.packs.names import SIGNATURE

_PLAIN, _PREHASHED = b"Ed", b"ED"
"""What is signed: the file itself, or its BLAKE2b-512 hash (minisign since 0.10)."""
_KEY_SIZE, _SIGNATURE_SIZE = 42, 74
"""Bytes: two of the algorithm, eight of the key's id, then 32 or 64."""
_UNTRUSTED, _TRUSTED = "untrusted comment:", "trusted comment: "


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as it stands in its file."""

    algorithm: bytes
    key_id: bytes
    body: bytes
    comment: bytes
    """The trusted comment, which `whole` covers with the signature."""
    whole: bytes

    @property
    def key(self) -> str:
        """The id of the key that signed, as minisign prints it."""
        return self.key_id[::-1].hex().upper()


@dataclass(frozen=True, slots=True)
class Key:
    """Somebody's public key."""

    key_id: bytes
    body: bytes


def read_key(text: str, source: str) -> Key:
    """Read a public key: what minisign wrote into its file, or the one line of it that begins with `RW`.

    Raises:
        PackError: it is none.
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(_UNTRUSTED)]
    raw = _decoded(lines[0], _KEY_SIZE) if len(lines) == 1 else None
    if raw is None or raw[:2] != _PLAIN:
        raise refusal(source, "", "key", "Give minisign's public key: its file, or the line that begins with RW.")
    return Key(raw[2:10], raw[10:])


def read_signature(data: bytes, source: str) -> Signature:
    """Read a signature file.

    Raises:
        PackError: it is not of minisign's form.
    """
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        lines = []
    if len(lines) == 4 and lines[0].startswith(_UNTRUSTED) and lines[2].startswith(_TRUSTED):
        raw, whole = _decoded(lines[1], _SIGNATURE_SIZE), _decoded(lines[3], 64)
        comment = lines[2].removeprefix(_TRUSTED)
        if raw and whole and raw[:2] in (_PLAIN, _PREHASHED) and not has_control(comment):
            return Signature(raw[:2], raw[2:10], raw[10:], comment.encode(), whole)
    raise refusal(source, SIGNATURE, "signature", "Sign pack.yaml again with minisign; this is no signature of it.")


def check_signature(signature: Signature | None, key: Key, signed: bytes, source: str) -> None:
    """See that `key` signed these bytes of `pack.yaml`.

    Raises:
        PackError: they are not signed, by another key, or changed since; or signatures cannot be checked here.
    """
    if signature is None:
        raise refusal(source, SIGNATURE, "signature", "Ask for a signed pack, or leave --key away; it is not there.")
    if signature.key_id != key.key_id:
        raise refusal(source, SIGNATURE, "signature", f"Give the key that signed it; that was {signature.key}.")
    try:
        # 20 ms, and only where a key is given. No dependency of ours by itself: it comes with the keyring on Linux.
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        remedy = "Install the package cryptography beside the trainer; without it no signature can be checked."
        raise refusal(source, SIGNATURE, "signature", remedy) from None
    prehashed = signature.algorithm == _PREHASHED
    try:
        public = Ed25519PublicKey.from_public_bytes(key.body)
        public.verify(signature.body, hashlib.blake2b(signed).digest() if prehashed else signed)
        public.verify(signature.whole, signature.body + signature.comment)
    except (InvalidSignature, ValueError):
        remedy = "Ask for the pack anew; it was changed after it was signed."
        raise refusal(source, SIGNATURE, "signature", remedy) from None


def _decoded(line: str, size: int) -> bytes | None:
    """Give what a line of Base64 holds, if it is of this size."""
    try:
        raw = base64.b64decode(line.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == size else None
