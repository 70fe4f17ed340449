"""Room `cli`, workshops: the server of a token file, and exit codes for what it declines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trainer.cli.faults import Refused

if TYPE_CHECKING:
    from trainer.workshop.client.connection import Connection

TokenFile = Annotated[
    Path | None,
    typer.Option(
        "--token-file",
        metavar="F",
        help="The facilitator's file that `workshop host` wrote; without it the newest of this machine.",
    ),
]
NO = (404, 409, 410)
"""HTTP statuses that say: not now, or no such thing. The rest is wrong usage, or a fault."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a token file holds."""

    file: Path
    address: str
    workshop: str
    token: str
    """The facilitator's; empty in a file for a wall."""
    board: str


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what a server declined into the exit codes: 1 the answer is no, 2 wrong usage, 3 it cannot be reached."""
    from trainer.workshop.client.faults import RemoteFault, Unreachable

    try:
        yield
    except Unreachable as fault:
        raise Refused(str(fault), 3) from None
    except RemoteFault as fault:
        code = 1 if fault.status in NO else 3 if fault.status == 429 or fault.status >= 500 else 2
        raise Refused(str(fault), code) from None


@contextmanager
def facilitating(file: Path | None) -> Iterator[tuple[Connection, Tokens]]:
    """Give a connection as the facilitator."""
    tokens = read(file)
    if not tokens.token:
        raise Refused(f"{tokens.file} holds no facilitator's token")
    with refusing(), connected(tokens.address, tokens.token) as connection:
        yield connection, tokens


@contextmanager
def connected(address: str, token: str) -> Iterator[Connection]:
    """Give a connection."""
    from trainer.workshop.client.addresses import read_addresses
    from trainer.workshop.client.connection import Connection

    connection = Connection(read_addresses(address), token)
    try:
        yield connection
    finally:
        connection.close()


def read(file: Path | None) -> Tokens:
    """Read a token file.

    Raises:
        Refused: there is none, or it is none; code 2.
    """
    from trainer.workshop.client.keeping import kept

    found = file or newest()
    if found is None:
        raise Refused("there is no token file here; give --token-file with the one that `trainer workshop host` wrote")
    data = kept(found)
    if data is None:
        raise Refused(f"{found}: this is no token file; `trainer workshop host` writes one")
    texts = {key: data.get(key, "") for key in ("address", "workshop", "token", "board")}
    if not all(isinstance(text, str) for text in texts.values()) or not texts["address"]:
        raise Refused(f"{found}: this is no token file; `trainer workshop host` writes one")
    return Tokens(found, **texts)


def newest() -> Path | None:
    """Give the facilitator's token file of this machine that was written last."""
    from trainer.workshop.client.keeping import folder

    files = [one for one in folder().glob("*.json") if "-" not in one.name and not one.name.startswith(".")]
    return max(files, key=lambda one: (one.stat().st_mtime_ns, one.name), default=None)


def summary(whole: dict[str, Any]) -> dict[str, Any]:
    """Give in short where a workshop is, of what the facilitator is told."""
    keys = ("workshop", "title", "state", "round", "left", "frozen", "lobby_open", "version")
    seats = [seat for seat in whole["seats"] if seat["status"] == "active"]
    return {**{key: whole[key] for key in keys}, "rounds": len(whole["rounds"]), "seats": len(seats)}
