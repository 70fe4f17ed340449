"""Room `cli`, workshops: what is shown after the reveal, and how the session comes into the learner's own trainer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from trainer.cli import output
from trainer.cli.opening import opened
from trainer.conversation.interview import JournalError
from trainer.workshop.client.steps import place_in_words

if TYPE_CHECKING:
    from trainer.desk import Desk

Shape = Mapping[str, Any]


def tell_result(reveal: Shape | None, card: Shape | None, place: Shape | None, *, json: bool) -> None:
    """Show what the customer hid, the own scorecard and place; as JSON the scorecard alone."""
    if reveal is not None and not json:
        for line in hidden_side(reveal):
            output.say(line)
    if card is None:
        output.note("You had no call in this round.")
        return
    if json:
        output.emit(card["scored"])
    with opened() as desk:
        session = keep(desk, card["session"])
        if session and not json:
            _tell_card(desk, session)
    if words := place_in_words(place):
        (output.note if json else output.say)(words)
    if session:
        output.note(f"Kept in your own trainer as an attempt: trainer score {session}")


def keep(desk: Desk, exported: Any) -> str:
    """Take a session of a workshop into the learner's own trainer and give its id; empty where that cannot be."""
    from trainer.conversation.interview import SessionError
    from trainer.workshop.client.bringing import bring

    try:
        return bring(desk, exported)
    except (JournalError, SessionError) as error:
        output.note(f"Not kept in your own trainer: {error}")
        return ""


def hidden_side(reveal: Shape) -> list[str]:
    """Give in lines what a customer hid."""
    lines = ["", f"What {reveal['customer']} hid:"]
    for one in reveal["motivations"]:
        lines.append(f"- {one['insight']} ({', '.join(one['forces'])})")
    lines += ["", "What there was to hear:"]
    lines += [f"- Depth {one['depth']}, {one['force']}: {one['title']}. “{one['says']}”" for one in reveal["facts"]]
    return [*lines, "", f"The surface story: {reveal['decoy']}"]


def _tell_card(desk: Desk, session: str) -> None:
    from trainer.cli.card import card_lines
    from trainer.scoring.beside import beside_of

    card = desk.score(session)
    for line in card_lines(card, beside_of(desk.events(session), card)):
        output.say(line)
