"""Signatures of minisign. The first key and signature are those that minisign's libraries publish to test with."""

from __future__ import annotations

import builtins
from typing import Any

import pytest

from trainer.content.packs.faults import PackError
from trainer.content.packs.signing import check_signature, read_key, read_signature

from .made import content, sealed, signed

KEY = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
SIGNATURE = (
    b"untrusted comment: signature from minisign secret key\n"
    b"RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=\n"
    b"trusted comment: timestamp:1633700835\tfile:test\tprehashed\n"
    b"wLMDjy9FLAuxZ3q4NlEvkgtyhrr0gtTu6KC4KBJdITbbOeAi1zBIYo0v4iTgt8jJpIidRJnp94ABQkJAgAooBQ==\n"
)
FORGED = {
    "another file": (SIGNATURE, b"tests"),
    "another trusted comment": (SIGNATURE.replace(b"1633700835", b"1933700835"), b"test"),
    "a signature that was changed": (SIGNATURE.replace(b"9r3g7V1q", b"9r3g7V1r"), b"test"),
}
MALFORMED = {
    "nothing": b"",
    "one line": SIGNATURE.splitlines()[1],
    "no comment": SIGNATURE.replace(b"trusted comment: t", b"t"),
    "no Base64": SIGNATURE.replace(b"RUQf", b"R*Qf"),
    "too short": SIGNATURE.replace(b"RUQf6LRCGA9i", b""),
    "another algorithm": SIGNATURE.replace(b"RUQf", b"RXQf"),
    "no text": SIGNATURE + b"\xff",
    "a comment that steers the terminal": SIGNATURE.replace(b"file:test", b"\x1b[2J"),
}


def test_what_minisign_signed_is_good() -> None:
    signature = read_signature(SIGNATURE, "pack")
    check_signature(signature, read_key(KEY, "--key"), b"test", "pack")
    assert signature.key == "E7620F1842B4E81F"


def test_a_key_may_come_as_the_file_that_minisign_writes() -> None:
    assert read_key(f"untrusted comment: minisign public key\n{KEY}\n", "--key") == read_key(KEY, "--key")


@pytest.mark.parametrize("kind", FORGED)
def test_what_was_forged_is_refused(kind: str) -> None:
    signature, data = FORGED[kind]
    with pytest.raises(PackError, match="changed after it was signed"):
        check_signature(read_signature(signature, "pack"), read_key(KEY, "--key"), data, "pack")


@pytest.mark.parametrize("kind", MALFORMED)
def test_what_is_no_signature_is_refused(kind: str) -> None:
    with pytest.raises(PackError, match="this is no signature of it"):
        read_signature(MALFORMED[kind], "pack")


@pytest.mark.parametrize("text", ["", "x", "RWQ=", KEY[:-4], f"{KEY}\n{KEY}", "untrusted comment: only", "\x1b[2J"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(PackError, match="Give minisign's public key"):
        read_key(text, "--key")


def test_another_key_is_named() -> None:
    _, other = signed(sealed(content()))
    with pytest.raises(PackError, match="Give the key that signed it; that was E7620F1842B4E81F"):
        check_signature(read_signature(SIGNATURE, "pack"), read_key(other, "--key"), b"test", "pack")


def test_an_unsigned_pack_is_refused_where_a_key_is_given() -> None:
    with pytest.raises(PackError, match="Ask for a signed pack"):
        check_signature(None, read_key(KEY, "--key"), b"test", "pack")


def test_without_the_package_that_checks_it_a_key_is_refused_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *rest: Any) -> Any:
        if name.startswith("cryptography"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(PackError, match="Install the package cryptography"):
        check_signature(read_signature(SIGNATURE, "pack"), read_key(KEY, "--key"), b"test", "pack")
