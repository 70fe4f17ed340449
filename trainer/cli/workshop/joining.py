"""Room `cli`, workshops: `workshop join`: take a seat, and take part."""

from __future__ import annotations

import asyncio
import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.options import JsonLines, Plain
from trainer.cli.workshop.reaching import refusing

if TYPE_CHECKING:
    from trainer.workshop.client.seats import Seat

Address = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="As the host printed it; of several servers with commas between.")
]
Code = Annotated[str, typer.Argument(metavar="CODE", help="The join code; case and dashes do not matter.")]
Name = Annotated[str, typer.Option("--name", help="What the others call you; without it your login.")]
Team = Annotated[str, typer.Option("--team", help="Your team, where there are teams.")]
Share = Annotated[
    bool, typer.Option("--share", help="The facilitator may read your conversation and quote from it afterwards.")
]
Claim = Annotated[str, typer.Option("--claim", metavar="TOKEN", help="Take a seat that was opened again for you.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(join)


def join(
    address: Address,
    code: Code,
    name: Name = "",
    team: Team = "",
    share: Share = False,
    claim: Claim = "",
    plain: Plain = False,
    json: JsonLines = False,
) -> None:
    """Take part in a workshop. With the same code and name this machine comes back to the same seat."""
    seat, again = _seat(address, code, name, team, share, claim)
    if not (plain or json) and output.is_terminal():
        from trainer.cli.workshop import screens

        raise typer.Exit(screens.taking_part(seat))
    output.note(f"You are {seat.name}{' again' if again else ''}. On a board of aliases you are {seat.alias}.")
    from trainer.cli.workshop.taking_part import take_part

    try:
        with refusing():
            asyncio.run(take_part(seat, json=json))
    except KeyboardInterrupt:
        raise Refused("left; come back with the same command, nothing is lost") from None


def _seat(address: str, code: str, name: str, team: str, share: bool, claim: str) -> tuple[Seat, bool]:
    from trainer.workshop.client.addresses import read_addresses
    from trainer.workshop.client.seats import take, take_again

    with refusing():
        found = read_addresses(address)
        if claim:
            return take_again(found, code, claim), True
        return take(found, code, name.strip() or _login(), team=team, share=share)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise Refused("give a name: --name NAME") from None
