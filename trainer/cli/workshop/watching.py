"""Room `cli`, workshops: `workshop board`, once or as it changes."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.options import Json, Plain
from trainer.cli.workshop.reaching import TokenFile, connected, read, refusing

Address = Annotated[
    str | None, typer.Argument(metavar="[ADDRESS]", help="Where the workshop is, or the link of its board.")
]
Watch = Annotated[bool, typer.Option("--watch", help="Go on with every change, until Ctrl-C.")]
All = Annotated[bool, typer.Option("--all", help="As only the facilitator sees it: live, with what is not revealed.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(board)


def board(
    address: Address = None,
    token_file: TokenFile = None,
    watch: Watch = False,
    all: All = False,
    plain: Plain = False,
    json: Json = False,
) -> None:
    """Show the board, as everybody sees it."""
    from trainer.workshop.client import requests
    from trainer.workshop.client.addresses import read_addresses

    link = None
    if address is not None:
        with refusing():
            link = read_addresses(address)
    if link is not None and link.token and token_file is None:
        where, token = link.text, link.token
    else:
        tokens = read(token_file)
        where = link.text if link is not None else tokens.address
        token = (tokens.token if all else tokens.board) or tokens.token or tokens.board
    if not token:
        raise Refused("this file holds no token for a board")
    if watch:
        if output.is_terminal() and not (plain or json):
            from trainer.cli.workshop import screens

            raise typer.Exit(screens.board(where, token))
        return _follow(where, token, json)
    with refusing(), connected(where, token) as connection:
        _show(connection.ask(requests.BOARD), json)


def _follow(where: str, token: str, json: bool) -> None:
    from trainer.workshop.client.addresses import read_addresses
    from trainer.workshop.client.listening import boards

    async def following() -> None:
        async for shape in boards(read_addresses(where), token):
            _show(shape, json)
            if shape.get("state") == "ended":
                return

    with refusing():
        asyncio.run(following())


def _show(shape: dict[str, Any], json: bool) -> None:
    from trainer.workshop.client.board_lines import lines

    if json:
        return output.emit(shape)
    for line in lines(shape, 100):
        output.say(line)
