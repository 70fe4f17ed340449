"""Room `cli`, workshops: what the facilitator does: start, pause, end, freeze, reveal, seats and more."""

from __future__ import annotations

import json as json_
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.options import Json
from trainer.cli.workshop.reaching import TokenFile, Tokens, facilitating, summary

if TYPE_CHECKING:
    from trainer.workshop.client.connection import Connection

STATES = {
    "lobby": "The lobby is open; no round has begun.",
    "running": "Round {round} of {rounds} is running, {left}.",
    "paused": "Round {round} of {rounds} pauses, with {left}.",
    "debriefing": "Round {round} of {rounds} is over; debriefs can be handed in until you reveal.",
    "revealed": "Round {round} of {rounds}: the customer's reasons are shown.",
    "ended": "The workshop has ended.",
}

CALLS = {"open": "in the call", "ended": "writing the debrief", "debriefed": "done"}

Off = Annotated[bool, typer.Option("--off", help="Let it move again.")]
MinutesMore = Annotated[int, typer.Argument(metavar="MINUTES", help="How many more.")]
Text = Annotated[str, typer.Argument(metavar="TEXT", help="What to keep.")]
SeatName = Annotated[str | None, typer.Option("--seat", metavar="NAME", help="The participant that it is about.")]
AtTurn = Annotated[int | None, typer.Option("--turn", help="The turn that it is about.")]
Reopen = Annotated[str | None, typer.Option("--reopen", metavar="NAME", help="Give an invitation to take it again.")]
Remove = Annotated[str | None, typer.Option("--remove", metavar="NAME", help="Take it away.")]
Settings = Annotated[str, typer.Argument(metavar="[JSON]", help='As {"title":"…","top":10}; rounds as a list.')]
TitleSet = Annotated[str | None, typer.Option("--title", help="What it is called.")]
NamesSet = Annotated[str | None, typer.Option("--names", help="What the board shows: names or aliases.")]
TopSet = Annotated[int | None, typer.Option("--top", help="Places that everybody sees.")]
LobbySet = Annotated[bool | None, typer.Option("--lobby/--no-lobby", help="Whether the code opens the door.")]
ConsentSet = Annotated[bool | None, typer.Option("--consent/--no-consent", help="Whether sharing is asked for.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (start, pause, extend, end, freeze, reveal, code, seats, note):
        app.command()(command)
    app.command("set")(set_)


def start(token_file: TokenFile = None, json: Json = False) -> None:
    """Start the next round, or go on with one that pauses."""
    _act("start", token_file, json)


def pause(token_file: TokenFile = None, json: Json = False) -> None:
    """Stop the clock of the round; nobody can speak until `start`."""
    _act("pause", token_file, json)


def extend(minutes: MinutesMore, token_file: TokenFile = None, json: Json = False) -> None:
    """Give the round more minutes."""
    _act("extend", token_file, json, {"minutes": minutes})


def end(token_file: TokenFile = None, json: Json = False) -> None:
    """End the round that is on; after its reveal, the workshop."""
    _act("end", token_file, json)


def freeze(off: Off = False, token_file: TokenFile = None, json: Json = False) -> None:
    """Freeze the board for everybody but you."""
    _act("unfreeze" if off else "freeze", token_file, json)


def reveal(token_file: TokenFile = None, json: Json = False) -> None:
    """Show everybody what the customer hid, and the scores."""
    _act("reveal", token_file, json)


def code(token_file: TokenFile = None, json: Json = False) -> None:
    """Make a new join code; the old one opens nothing any more."""
    from trainer.workshop.client import requests
    from trainer.workshop.client.keeping import keep, kept

    with facilitating(token_file) as (connection, tokens):
        found = connection.ask(requests.act("code"))
        keep(tokens.file, {**(kept(tokens.file) or {}), "code": found["code"]})
    if json:
        return output.emit({"code": found["code"]})
    output.say(str(found["code"]))


def seats(reopen: Reopen = None, remove: Remove = None, token_file: TokenFile = None, json: Json = False) -> None:
    """List the participants; open a seat again for somebody who lost their machine; take one away."""
    from trainer.workshop.client import requests

    if reopen is not None and remove is not None:
        raise Refused("give one of --reopen and --remove")
    with facilitating(token_file) as (connection, tokens):
        if reopen is not None:
            seat = _seat(connection, reopen)
            claim = connection.ask(requests.seat(seat["id"], "reopen"))["claim"]
            return _tell_claim(tokens, seat, claim, json)
        if remove is not None:
            whole = connection.ask(requests.seat(_seat(connection, remove)["id"], "remove"))
        else:
            whole = connection.ask(requests.WHOLE)
    if json:
        return output.emit({"seats": whole["seats"]})
    for seat in whole["seats"]:
        output.say(_seat_line(seat))
    if not whole["seats"]:
        output.note("Nobody has joined yet.")


def note(
    text: Text, seat: SeatName = None, turn: AtTurn = None, token_file: TokenFile = None, json: Json = False
) -> None:
    """Keep a note for the debrief; participants do not see it."""
    from trainer.workshop.client import requests

    with facilitating(token_file) as (connection, _):
        about = None if seat is None else _seat(connection, seat)["id"]
        shape = {"text": text, "seat": about, "turn": turn}
        connection.ask(requests.act("notes", {key: value for key, value in shape.items() if value is not None}))
        notes = connection.ask(requests.WHOLE)["notes"]
    if json:
        return output.emit({"notes": notes})
    output.note("Kept.")


def set_(
    settings: Settings = "{}",
    title: TitleSet = None,
    names: NamesSet = None,
    top: TopSet = None,
    lobby: LobbySet = None,
    consent: ConsentSet = None,
    token_file: TokenFile = None,
    json: Json = False,
) -> None:
    """Change settings; rounds that have begun stay as they are. Without any: print them."""
    from trainer.workshop.client import requests

    options = {"title": title, "names": names, "top": top, "lobby_open": lobby, "consent": consent}
    wanted = {**_object(settings), **{key: value for key, value in options.items() if value is not None}}
    with facilitating(token_file) as (connection, _):
        whole = connection.ask(requests.change(wanted) if wanted else requests.WHOLE)
    shape = {**whole["settings"], "lobby_open": whole["lobby_open"]}
    output.emit({"settings": shape}) if json else output.say(output.json_text(shape, indent=2))


def _act(name: str, file: Any, json: bool, body: dict[str, Any] | None = None) -> None:
    from trainer.workshop.client import requests

    with facilitating(file) as (connection, _):
        shape = summary(connection.ask(requests.act(name, body)))
    if json:
        return output.emit(shape)
    output.say(state_line(shape))
    if shape["frozen"]:
        output.say("The board is frozen for everybody but you.")


def state_line(shape: dict[str, Any]) -> str:
    """Say where a workshop is."""
    from trainer.workshop.client.steps import left_in_words

    left = left_in_words(shape["left"]) or "no time left"
    return STATES.get(shape["state"], "").format(round=shape["round"], rounds=shape["rounds"], left=left)


def _seat(connection: Connection, name: str) -> dict[str, Any]:
    """Find a seat by name, alias or id. Raises Refused (1) where there is none."""
    from trainer.workshop.client import requests

    wanted = name.casefold().strip()
    found = [
        seat for seat in connection.ask(requests.WHOLE)["seats"]
        if wanted in (seat["name"].casefold(), seat["alias"].casefold(), seat["id"])
    ]  # fmt: skip
    if not found:
        raise Refused(f"nobody here is called {name}; `trainer workshop seats` lists them", 1)
    return dict(found[0])


def _tell_claim(tokens: Tokens, seat: dict[str, Any], claim: str, json: bool) -> None:
    link = f"{tokens.address.partition(',')[0]}/claim#{claim}"
    if json:
        return output.emit({"seat": seat["id"], "name": seat["name"], "claim": claim, "link": link})
    output.say(f"Link for {seat['name']}: {link}")
    output.say(f"In a terminal: trainer workshop join {tokens.address} CODE --claim {claim}")
    output.note("It works once; their old machine is out from then on.")


def _seat_line(seat: dict[str, Any]) -> str:
    call = seat["call"]
    where = "removed" if seat["status"] != "active" else "away" if seat["away"] else "here"
    doing = f"{CALLS.get(call['state'], call['state'])}, turn {call['turns']}" if call else "no call in this round"
    score = f", {call['overall']:.1f}" if call and call["overall"] is not None else ""
    team = f", {seat['team']}" if seat["team"] else ""
    return f"{seat['name']} ({seat['alias']}{team}): {where}; {doing}{score}"


def _object(text: str) -> dict[str, Any]:
    try:
        found = json_.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused('settings: write a JSON object, as {"title":"…"}')
    return found
