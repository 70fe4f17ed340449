"""Room `cli`, workshops: `workshop host`: makes a workshop, prints how to get in, and serves it until Ctrl-C."""

from __future__ import annotations

import logging
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Json

if TYPE_CHECKING:
    from trainer.conversation.helped import Assistance
    from trainer.workshop.server.serving import Place
    from trainer.workshop.service.hall import Hall

SCENARIO = "game-nobody-plays"
"""What is played where no scenario is named."""
DATABASE = "workshops.db"
OPEN = (
    "This scenario is part of the trainer: who has it installed can read what its customer hides, and the board says "
    "“open content”. docs/workshops.md shows how to make one that only you hold."
)
NO_TLS = (
    "Others on the network can read along: there is no TLS. Give --tls-cert and --tls-key, put a proxy before it "
    "(--proxy), or stay on a network that you trust."
)

Host = Annotated[str, typer.Option("--host", help="Where to listen: 0.0.0.0 lets others on the network in.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="0: one that is free.")]
Database = Annotated[str, typer.Option("--database", help="postgresql+psycopg://… or a file; else one of your own.")]
Scenarios = Annotated[
    list[str] | None, typer.Option("--scenario", metavar="ID", help="Of a round; give it once for each round.")
]
Minutes = Annotated[int, typer.Option("--minutes", help="Of each round.")]
Level = Annotated[
    str, typer.Option("--level", help="How hard the customer makes it: gentle, plain, guarded or closed.")
]
NoHints = Annotated[bool, typer.Option("--no-hints", help="Nobody can ask for a hint.")]
Teams = Annotated[str, typer.Option("--teams", metavar="A,B", help="Names of teams; the board is theirs then.")]
Aliases = Annotated[bool, typer.Option("--aliases", help="The board shows other names.")]
Top = Annotated[int, typer.Option("--top", help="Places that everybody sees; nobody is named below them.")]
Seats = Annotated[int, typer.Option("--seats", help="Seats at most.")]
Title = Annotated[str, typer.Option("--title", help="What it is called.")]
Model = Annotated[str | None, typer.Option("--model", help="Who voices the customers: a model of yours, or authored.")]
Cert = Annotated[Path | None, typer.Option("--tls-cert", help="Certificate (PEM).")]
Key = Annotated[Path | None, typer.Option("--tls-key", help="Its key (PEM).")]
Proxies = Annotated[
    list[str] | None, typer.Option("--proxy", metavar="ADDR", help="A proxy whose word on addresses is believed.")
]
Names = Annotated[list[str] | None, typer.Option("--name", help="A name that the server is called by beside its IP.")]
Again = Annotated[bool, typer.Option("--again", help="Make no workshop: go on with the one that was hosted last.")]


@dataclass(frozen=True, slots=True)
class Door:
    """How to get in. Held by the host alone."""

    workshop: str
    code: str
    token: str
    board: str
    file: Path | None
    open_content: bool = False
    key: str = ""
    """The public key that exports are signed with."""


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(host)


def host(
    host: Host = "127.0.0.1",
    port: Port = 8765,
    database: Database = "",
    scenario: Scenarios = None,
    minutes: Minutes = 15,
    level: Level = "plain",
    no_hints: NoHints = False,
    teams: Teams = "",
    aliases: Aliases = False,
    top: Top = 30,
    seats: Seats = 100,
    title: Title = "Workshop",
    model: Model = None,
    tls_cert: Cert = None,
    tls_key: Key = None,
    proxy: Proxies = None,
    name: Names = None,
    again: Again = False,
    json: Json = False,
) -> None:
    """Make a workshop and serve it until Ctrl-C."""
    from trainer.workshop.server.serving import Place

    if (tls_cert is None) != (tls_key is None):
        raise Refused("give --tls-cert and --tls-key together")
    for one in proxy or ():
        _must_be_address(one)
    rounds = [{"scenario": one, "minutes": minutes, "level": level, "hints": not no_hints} for one in scenario or ()]
    settings: dict[str, Any] = {
        "title": title,
        "top": top,
        "rounds": rounds or [{"scenario": SCENARIO, "minutes": minutes, "level": level, "hints": not no_hints}],
        "seats": seats,
        "names": "aliases" if aliases else "names",
        "teams": [team.strip() for team in teams.split(",") if team.strip()],
        "mode": "teams" if teams.strip() else "individual",
    }
    place = Place(host, port, tls_cert, tls_key, tuple(proxy or ()))
    _run(place, database, None if again else settings, model, tuple(name or ()), json)


def _must_be_address(proxy: str) -> None:
    """Refuse a proxy that is everybody: whoever names an address would be believed."""
    import ipaddress

    try:
        network = ipaddress.ip_network(proxy)
    except ValueError:
        network = None
    if network is None or network.prefixlen == 0:
        raise Refused("--proxy: give the address of the proxy (or its network, as 10.0.0.0/24)")


def _run(
    place: Place, database: str, settings: dict[str, Any] | None, model: str | None, names: tuple[str, ...], json: bool
) -> None:
    from trainer.desk.library import library
    from trainer.storage.workshop.store import WorkshopStore
    from trainer.workshop.client.keeping import folder
    from trainer.workshop.server.serving import bound
    from trainer.workshop.service.declined import Declined
    from trainer.workshop.service.hall import Hall

    helped = _assistance(model)
    try:
        taken = bound(place)
    except Declined as declined:
        raise Refused(str(declined)) from None
    with taken:
        store = WorkshopStore.open(database or folder() / DATABASE)
        try:
            hall = Hall(store, library(), store.clock, helped)
            addresses = _addresses(place, taken.getsockname()[1], names)
            door = _made(hall, settings, addresses[0]) if settings else _again(hall, addresses[0])
            _warn(place, door.open_content)
            hall.warm()
            _serve(hall, place, taken, names, lambda: _tell(door, addresses, _rounds(hall, door), json))
        except Declined as declined:
            raise Refused(str(declined)) from None
        finally:
            store.close()


def _assistance(model: str | None) -> Assistance | None:
    """Give the host's model; the participants' own settings play no part."""
    if model == "authored":
        return None
    with opened() as desk:
        return desk.models.assistance(model)


def _addresses(place: Place, port: int, names: tuple[str, ...]) -> list[str]:
    from trainer.workshop.server.reached import reached_by

    scheme = "https" if place.tls else "http"
    hosts = [*names, *reached_by(place.host)]
    return [f"{scheme}://{f'[{one}]' if ':' in one else one}:{port}" for one in hosts]


def _made(hall: Hall, settings: dict[str, Any], address: str) -> Door:
    from trainer.workshop.client.keeping import folder

    made = hall.open(settings)
    file = folder() / f"{made.workshop}.json"
    door = Door(made.workshop, made.code, made.facilitator, made.board, file, made.open_content, made.public_key)
    _keep(door, address)
    return door


def _again(hall: Hall, address: str) -> Door:
    """Give the door of the workshop hosted last here, if it is in this database: another server needs no tokens."""
    from trainer.cli.workshop.reaching import newest
    from trainer.workshop.client.keeping import kept
    from trainer.workshop.service.declined import Declined

    file = newest()
    data = kept(file) if file is not None else None
    nothing = Door("", "", "", "", None)
    if data is None or file is None or not isinstance(data.get("token"), str):
        return nothing
    try:
        hall.doors.who(data["token"])
    except Declined:
        return nothing
    names = ("workshop", "code", "token", "board", "key")
    workshop, code, token, board, key = (str(data.get(name, "")) for name in names)
    door = Door(workshop, code, token, board, file, key=key)
    _keep(door, address)
    return door


def _keep(door: Door, address: str) -> None:
    from trainer.workshop.client.keeping import keep

    if door.file is not None:
        shape = {"address": address, "workshop": door.workshop, "token": door.token, "board": door.board}
        keep(door.file, {**shape, "code": door.code, "key": door.key})


def _warn(place: Place, open_content: bool) -> None:
    if open_content:
        output.note(OPEN)
    if place.foreign and not place.tls and not place.proxies:
        output.note(NO_TLS)


def _rounds(hall: Hall, door: Door) -> list[str]:
    """Say in a line each what will be played."""
    if not door.workshop:
        return []
    return [
        f"{one['title']}, with {one['customer']}; {one['minutes']} minutes, level {one['level']}, "
        f"{'hints' if one['hints'] else 'no hints'}{', open content' if one['open_content'] else ''}"
        for one in hall.telling.whole(door.workshop)["rounds"]
    ]


def _tell(door: Door, addresses: list[str], rounds: list[str], json: bool) -> None:
    links = {name: f"{addresses[0]}/{name}#{token}" for name, token in _links(door)}
    if json:
        shape: dict[str, Any] = {"workshop": door.workshop, "code": door.code, "addresses": addresses, **links}
        shape["public_key"] = door.key
        return output.emit({**shape, "token_file": str(door.file) if door.file else None})
    if not door.workshop:
        output.say(f"Serving the workshops of this database at {', '.join(addresses)}")
        output.note("The token file of none of them is here; whoever made one runs it from there.")
        return
    for number, text in enumerate(rounds, 1):
        output.say(f"{f'Round {number}:':<13} {text}")
    output.say(f"Join code:    {door.code}")
    for at, address in enumerate(addresses):
        output.say(f"{'Address:     ' if not at else ' ' * 13} {address}")
    output.say(f"To join:      trainer workshop join {addresses[0]} {door.code}   (or the address in a browser)")
    output.say(f"Facilitator:  {links['facilitator']}")
    output.say(f"Board:        {links['board']}")
    output.say(f"Token file:   {door.file}")
    output.say(f"Public key:   {door.key}   (what exports are signed with)")
    output.note("The facilitator's link and the token file are yours alone. Open the link to start the first round.")
    output.note("Ctrl-C ends the server; all is kept, and `trainer workshop host --again` goes on with it.")


def _links(door: Door) -> tuple[tuple[str, str], ...]:
    """Give what stands behind the # of each link: a token, and what its page shows (`docs/workshop-pages.md`)."""
    if not door.workshop:
        return ()
    pieces = {"facilitator": (door.token, door.code, door.board), "board": (door.board, door.code)}
    return tuple((name, ".".join(filter(None, found))) for name, found in pieces.items())


def _serve(hall: Hall, place: Place, taken: Any, names: tuple[str, ...], began: Any) -> None:
    from trainer.workshop.server.app import application
    from trainer.workshop.server.serving import nimble, serve

    log = logging.StreamHandler(sys.stderr)
    log.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("trainer.workshop")
    logger.addHandler(log)
    # The server ends in order at either signal and then raises it again, which would cut short what comes after.
    before = {number: signal.signal(number, _nothing) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with nimble():
            serve(application(hall, names, tls=place.tls), place, taken, began)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        logger.removeHandler(log)


def _nothing(number: int, frame: Any) -> None:
    """Take a signal that has done its work."""
