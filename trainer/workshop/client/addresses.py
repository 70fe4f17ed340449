"""Room `workshop.client`: addresses as people type them, and the token that a link may carry behind its #."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from trainer.content.findings import shown
from trainer.workshop.client.faults import RemoteFault

LOOPBACK = ("localhost", "127.0.0.1", "::1")
MOST = 16
"""Addresses of one workshop."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a workshop is served: one address, or several servers on one database."""

    urls: tuple[str, ...]
    """Without a path, at least one."""
    token: str = ""
    """What stood in the fragment of a link; empty where none did."""

    @property
    def text(self) -> str:
        """The addresses as they can be typed again."""
        return ",".join(self.urls)


def read_addresses(text: str) -> Addresses:
    """Read `host:port`, `http://host:port/board#token`, or several with commas between.

    Raises:
        RemoteFault: something in it is no address.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or len(parts) > MOST:
        raise RemoteFault(f"Give 1 to {MOST} addresses, as in 192.168.1.20:8765.")
    found = [_one(part) for part in parts]
    return Addresses(tuple(url for url, _ in found), next((token for _, token in found if token), ""))


def _one(part: str) -> tuple[str, str]:
    full = part if "://" in part else f"http://{part}"
    try:
        url = urlsplit(full)
        port, host = url.port, url.hostname
    except ValueError:
        port = host = None
    if host is None or url.scheme not in ("http", "https") or url.username is not None or not full.isprintable():
        raise RemoteFault(f"{shown(part)} is no address; write it as 192.168.1.20:8765 or https://workshop.example.")
    name = f"[{host}]" if ":" in host else host
    token = url.fragment.partition(".")[0]  # the join code may follow
    return f"{url.scheme}://{name}{f':{port}' if port else ''}", token


def is_here(url: str) -> bool:
    """Say whether an address is this machine's own: no proxy is asked for the way to it."""
    return (urlsplit(url).hostname or "") in LOOPBACK
