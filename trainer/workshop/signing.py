"""Room `workshop`: the host's signature: Ed25519 over the heads of all logs. Keys and signatures are hexadecimal."""

from __future__ import annotations


def new_keys() -> tuple[str, str]:
    """Make a pair of keys: public, private."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # 30 ms

    private = Ed25519PrivateKey.generate()
    return private.public_key().public_bytes_raw().hex(), private.private_bytes_raw().hex()


def signed(private: str, data: bytes) -> str:
    """Sign data."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private)).sign(data).hex()


def is_signed(public: str, signature: str, data: bytes) -> bool:
    """Say whether a signature is that of a key over data; anything that is no key or signature is not."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True
