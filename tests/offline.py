"""The one switch that turns the network off for the whole suite: only this machine's loopback can be reached."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any


class NetworkUsedError(RuntimeError):
    """A test reached for another machine. No OSError: code that copes with a network that is down must not hide it."""


def is_here(address: object) -> bool:
    """Say whether a socket address stays on this machine: a Unix socket's path, or a loopback host."""
    if isinstance(address, str | bytes):
        return True
    return isinstance(address, tuple) and bool(address) and _is_loopback(address[0])


def _is_loopback(host: object) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "localhost")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _guarded(real: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a method of sockets whose last argument is the address (absent or None: already connected)."""

    def call(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1] if arguments else None
        if isinstance(address, tuple) and not is_here(address):
            raise NetworkUsedError(f"no test may reach {address[0]}")
        return real(self, *arguments)

    return call


def _look_up(real: Callable[..., Any]) -> Callable[..., Any]:
    def call(host: Any, *arguments: Any, **options: Any) -> Any:
        if host is not None and not _is_loopback(host):
            raise NetworkUsedError(f"no test may look up {host}")
        return real(host, *arguments, **options)

    return call


def switch_network_off() -> None:
    """Refuse every connection, datagram and look-up that leaves this machine, for the rest of this process."""
    if getattr(socket, "_trainer_offline", False):
        return
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        setattr(socket, name, _look_up(getattr(socket, name)))
    socket._trainer_offline = True  # type: ignore[attr-defined]
