"""The switch that turns the network off for the whole suite."""

from __future__ import annotations

import asyncio
import os
import socket
from pathlib import Path

import pytest

from ..offline import NetworkUsedError, is_here

#: An address kept for documentation (RFC 5737): nobody answers there, should the switch fail.
ELSEWHERE = ("192.0.2.1", 80)


def test_no_connection_leaves_this_machine() -> None:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_INET, kind) as one:
            one.settimeout(0.5)
            with pytest.raises(NetworkUsedError):
                one.connect(ELSEWHERE)
            with pytest.raises(NetworkUsedError):
                one.connect_ex(ELSEWHERE)


def test_no_datagram_and_no_look_up_leaves_this_machine() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, pytest.raises(NetworkUsedError):
        one.sendto(b"hello", ELSEWHERE)
    with pytest.raises(NetworkUsedError):
        socket.getaddrinfo("example.invalid", 80)
    with pytest.raises(NetworkUsedError):
        socket.create_connection(("example.invalid", 80), timeout=0.5)


async def test_an_event_loop_is_held_to_it_as_well() -> None:
    with pytest.raises(NetworkUsedError):
        await asyncio.open_connection("example.invalid", 80)
    with socket.socket(socket.AF_INET) as one:
        one.setblocking(False)
        with pytest.raises(NetworkUsedError):
            await asyncio.get_running_loop().sock_connect(one, ELSEWHERE)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()[:2]) as one:
        there, _ = server.accept()
        one.sendall(b"hello")
        with there:
            assert there.recv(5) == b"hello"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no Unix sockets here")
def test_a_unix_socket_is_on_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of such a socket has to be short
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as one:
        server.bind("here")
        server.listen()
        one.connect("here")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", ""])
def test_loopback_is_here(host: str) -> None:
    assert is_here((host, 80))


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "localhost.example.invalid", "127.0.0.1.invalid"])
def test_other_hosts_are_not(host: str) -> None:
    assert not is_here((host, 80))


def test_every_test_has_a_home_of_its_own(tmp_path: Path) -> None:
    home = Path(os.environ["TRAINER_HOME"])
    assert home.is_dir() and not any(home.iterdir())
    assert tmp_path not in (home, *home.parents)
