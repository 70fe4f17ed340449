"""Room `cli`, workshops: `workshop join`: take a seat, and take part."""

from __future__ import annotations

import asyncio
import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.options import JsonLines, Plain
from trainer.cli.source import Source, stdin
from trainer.cli.workshop.reaching import refusing

if TYPE_CHECKING:
    from trainer.workshop.client.seats import Seat

Address = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="As the host printed it; of several servers with commas between.")
]
Code = Annotated[str, typer.Argument(metavar="CODE", help="The join code; case and dashes do not matter.")]
Name = Annotated[
    str, typer.Option("--name", help="What the others call you; without it you are asked, and a program has its login.")
]
Team = Annotated[str, typer.Option("--team", help="Your team, where there are teams.")]
Share = Annotated[
    bool | None,
    typer.Option(
        "--share/--no-share",
        help="Whether the facilitator may read your conversation and quote it; without either you are asked.",
    ),
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
    share: Share = None,
    claim: Claim = "",
    plain: Plain = False,
    json: JsonLines = False,
) -> None:
    """Take part in a workshop. With the same code and name this machine comes back to the same seat."""
    source = Source(stdin(), output.ask) if output.is_terminal() and not json else None
    seat, again = _seat(address, code, name, team, share, claim, source)
    if source is not None and not plain:
        from trainer.cli.workshop import screens

        raise typer.Exit(screens.taking_part(seat))
    output.note(f"You are {seat.name}{' again' if again else ''}. On a board of aliases you are {seat.alias}.")
    from trainer.cli.workshop.taking_part import take_part

    try:
        with refusing():
            asyncio.run(take_part(seat, json=json))
    except KeyboardInterrupt:
        raise Refused("left; come back with the same command, nothing is lost") from None


def _seat(
    address: str, code: str, name: str, team: str, share: bool | None, claim: str, source: Source | None
) -> tuple[Seat, bool]:
    from trainer.cli.workshop.asking import Wanted, asked
    from trainer.workshop.client.addresses import read_addresses
    from trainer.workshop.client.seats import take, take_again

    with refusing():
        found = read_addresses(address)
        if claim:
            return take_again(found, code, claim), True
        if source is not None:
            return asked(found, code, Wanted(name.strip(), team, share), _login(), source)
        return take(found, code, name.strip() or _login() or _nameless(), team=team, share=bool(share))


def _login() -> str:
    """Give the name that this machine's system knows; empty where it knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _nameless() -> str:
    raise Refused("give a name: --name NAME")
