"""Room `workshop.client`: the learner's seat in a workshop: taken once, and taken again from the same machine."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from trainer.workshop.client import requests
from trainer.workshop.client.addresses import Addresses
from trainer.workshop.client.connection import Connection
from trainer.workshop.client.faults import RemoteFault
from trainer.workshop.client.keeping import drop, folder, keep, kept


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a workshop, and the token that it is known by."""

    address: str
    """Where the workshop is; several with commas between."""
    workshop: str
    seat: str
    token: str
    name: str
    alias: str = ""
    team: str = ""
    key: str = ""
    """Under which it was asked for: asked again after a lost answer, it is the same seat."""


def take(
    addresses: Addresses, code: str, name: str, *, team: str = "", share: bool = False, home: Path | None = None
) -> tuple[Seat, bool]:
    """Give the seat of this name behind this code, and whether it was there before.

    Raises:
        Unreachable: no server answers.
        RemoteFault: a wrong code, a name that is taken, a team that there is not.
        JournalError: the seat cannot be kept here.
    """
    file = _file(code, name, home)
    there = _read(kept(file))
    if there is not None and there.token and _still(addresses, there.token):
        return _kept(file, replace(there, address=addresses.text)), True
    key = there.key if there is not None and there.key and not there.token else requests.new_key()
    keep(file, asdict(Seat(addresses.text, "", "", "", name, key=key)))
    connection = Connection(addresses)
    try:
        found = connection.ask(requests.join(code, name, team, share, key))
    except RemoteFault as fault:
        if fault.status and fault.status < 500 and fault.status != 429:
            drop(file)
        raise
    finally:
        connection.close()
    return _kept(file, _seat(addresses, found, key)), False


def seated(code: str, name: str, *, home: Path | None = None) -> bool:
    """Say whether this machine has a seat of this name behind this code."""
    there = _read(kept(_file(code, name, home)))
    return there is not None and bool(there.token)


def take_again(addresses: Addresses, code: str, invitation: str, *, home: Path | None = None) -> Seat:
    """Give the seat that the facilitator has opened again.

    Raises:
        RemoteFault: the invitation is not good any more, or no server answers.
    """
    connection = Connection(addresses)
    try:
        found = connection.ask(requests.claim(invitation))
    finally:
        connection.close()
    seat = _seat(addresses, found, "")
    return _kept(_file(code, seat.name, home), seat)


def _still(addresses: Addresses, token: str) -> bool:
    connection = Connection(addresses, token)
    try:
        connection.ask(requests.ME)
    except RemoteFault as fault:
        if fault.status == 401:
            return False
        raise
    finally:
        connection.close()
    return True


def _file(code: str, name: str, home: Path | None) -> Path:
    """Name the file by what is typed to join, so that typing it again finds it; the code is not in the name."""
    typed = "".join(char for char in code if char.isalnum()).upper(), " ".join(name.casefold().split())
    return folder(home) / f"seat-{hashlib.sha256(repr(typed).encode()).hexdigest()[:24]}.json"


def _seat(addresses: Addresses, found: dict[str, Any], key: str) -> Seat:
    try:
        names = ("workshop", "seat", "token", "name", "alias", "team")
        return Seat(addresses.text, **{name: str(found[name]) for name in names}, key=key)
    except KeyError:
        raise RemoteFault("The server's answer cannot be read; it may be of another version of the trainer.") from None


def _kept(file: Path, seat: Seat) -> Seat:
    keep(file, asdict(seat))
    return seat


def _read(data: dict[str, Any] | None) -> Seat | None:
    if data is None or not all(isinstance(value, str) for value in data.values()):
        return None
    try:
        return Seat(**data)
    except TypeError:
        return None
