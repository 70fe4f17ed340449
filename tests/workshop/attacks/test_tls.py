"""Handshakes that are slow on purpose, broken, or never begun: they hold nobody up, and nobody has too many."""

from __future__ import annotations

import datetime
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from trainer.workshop.server import handshake, wire
from trainer.workshop.server.serving import Place

from .served import Served, all_of, head, serving_at, until
from .stage import Stage


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate that signs itself, and its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    begin = datetime.datetime(2020, 1, 1)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(begin).not_valid_after(begin.replace(year=2099))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    files = folder / "cert.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(pem))
    files[1].write_bytes(key.private_bytes(pem, form, serialization.NoEncryption()))
    return files


@pytest.fixture
def served(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    cert, key = certificate(tmp_path)
    with serving_at(stage, Place(port=0, cert=cert, key=key), monkeypatch) as found:
        yield found


def hello() -> bytes:
    """Give what a client says first."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    one = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).wrap_bio(incoming, outgoing, server_hostname="workshop.test")
    with pytest.raises(ssl.SSLWantReadError):
        one.do_handshake()
    return outgoing.read()


SAID = {
    "nothing": lambda: b"", "a byte": lambda: b"\x16", "half of it": lambda: hello()[:100], "and no more": hello,
}  # fmt: skip


@pytest.mark.parametrize("said", SAID.values(), ids=SAID.keys())
def test_a_handshake_that_stops_is_cut_and_others_are_answered(served: Served, said: object) -> None:
    assert callable(said)
    with ExitStack() as open_:
        slow = [open_.enter_context(served.bare()) for _ in range(20)]
        for one in slow:
            one.sendall(said())
        assert served.answers()
        for one in slow:
            assert b"HTTP" not in all_of(one)  # reads to the end: the server has cut it


def test_a_head_that_is_slow_behind_tls_is_cut_too(served: Served) -> None:
    with served.open() as made:
        made.sendall(b"GET /healthz HTT")
        assert all_of(made) == b""


@pytest.mark.parametrize("said", [b"GET / HTTP/1.1\r\nhost: a\r\n\r\n", b"\x00" * 5000, b"\x16\x03\x01\xff\xff"])
def test_what_is_no_tls_gets_no_answer_and_the_server_stands(served: Served, said: bytes) -> None:
    with served.bare() as made:
        made.sendall(said)
        assert b"HTTP" not in all_of(made)
    assert served.answers()


def test_half_open_handshakes_of_one_address_are_bounded(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "OF_ADDRESS", 10)
    monkeypatch.setattr(handshake, "HANDSHAKE_SECONDS", 60.0)
    with ExitStack() as open_:
        for _ in range(10):
            open_.enter_context(served.bare())
        with served.bare() as more:
            assert all_of(more) == b"", "refused at once, before any handshake"
    for _ in range(100):  # they are given back, as soon as the server has heard that they are closed
        try:
            assert served.answers()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("they were not given back")


def test_half_open_handshakes_of_all_are_bounded(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handshake, "SHAKING", 5)
    with ExitStack() as open_:
        for _ in range(5):
            open_.enter_context(served.bare())
        with served.bare() as more:
            assert all_of(more) == b""


def test_a_request_that_comes_with_the_end_of_the_handshake_is_answered_and_cookies_are_for_tls_alone(
    served: Served,
) -> None:
    body = b'{"token":"' + served.stage.ann["token"].encode() + b'"}'
    lines = ("content-type: application/json", f"content-length: {len(body)}", "connection: close")
    said = served.send(head("POST", "/api/v1/session", *lines) + body).lower()
    assert b" 200 " in said and b"__host-ws_seat=" in said and b"secure" in said and b"strict-transport" in said
    with served.open() as made:
        assert isinstance(made, ssl.SSLSocket) and (made.version() or "") >= "TLSv1.2"
        made.sendall(head("GET", "/healthz"))
        assert b'"ok"' in until(made, b'"ok":true}')
        made.sendall(head("GET", "/healthz"))
        assert b'"ok"' in until(made, b'"ok":true}')


def test_old_versions_of_tls_are_refused(served: Served) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as bare, pytest.raises(OSError):
        old.wrap_socket(bare)
