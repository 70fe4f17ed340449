"""Room `tui`: what a participant's screens need of a workshop, as a small protocol, and what they say. No network."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from textual.message import Message

from trainer.tui.widgets.blocks import Block

if TYPE_CHECKING:
    from trainer.workshop.client.connection import Link
    from trainer.workshop.client.steps import Me, Step

Shape = Mapping[str, Any]


class WorkshopPort(Protocol):
    """One seat in a workshop; `trainer.workshop.client.attending.Attendance` is one."""

    link: Link
    """How the way to the server is."""
    told: Callable[[Link], None]
    """Told when that changes."""

    async def me(self) -> Me:
        """Say where the participant is."""
        ...

    async def open(self, me: Me) -> tuple[Any, Mapping[str, str]]:
        """Begin the call of this round, or go on with it; also give what was being typed."""
        ...

    async def reveal(self) -> Shape:
        """Give what the customer hid."""
        ...

    async def scorecard(self, call: str) -> Shape:
        """Give the scorecard of a call, and its session."""
        ...

    def boards(self) -> AsyncIterator[dict[str, Any]]:
        """Give the board as it changes."""
        ...

    async def close(self) -> None:
        """Let go."""
        ...


@dataclass
class MeArrived(Message):
    """Where the participant is now."""

    me: Me


@dataclass
class LinkChanged(Message):
    """The way to the server is broken, or well again."""

    link: Link


@dataclass
class Revealed(Message):
    """What the customer hid is there; `session` is the own session, kept in the learner's trainer (or empty)."""

    round: int
    reveal: Shape
    session: str
    problem: str = ""
    """Why it could not be kept."""


SAYS: dict[Step, str] = {
    "lobby": "Waiting for the facilitator to start. You need not press anything.",
    "paused": "The facilitator has paused the round. You can call as soon as it goes on.",
    "brief": "Enter: call {customer}. The time runs for everybody.",
    "call": "Your call is open. Enter: go on with it.",
    "debrief": "Your call has ended. Enter: write what you understood.",
    "handed": "Your debrief is in. Waiting for the facilitator to show what was hidden.",
    "missed": "This round is over, and you had no call in it. Waiting for the reveal.",
    "revealed": "Waiting for the next round, or the end of the workshop.",
    "ended": "The workshop has ended. Thank you. Esc leaves.",
}
STATES = {
    "lobby": "waiting to start", "running": "running", "paused": "paused", "debriefing": "debriefs",
    "revealed": "revealed", "ended": "over",
}  # fmt: skip
HOW = (
    "Bring no script. Ask about what really happened, follow their last words, leave room. "
    "Nobody sees a score before the facilitator shows what was hidden."
)


def says(step: Step, me: Me) -> str:
    """Say what is going on and what can be done."""
    brief = me.get("brief") or {}
    return SAYS[step].format(customer=brief.get("customer", ""))


def who_and_where(me: Me) -> Iterator[Block]:
    """Give who the participant is here, and what the workshop is like."""
    names = f"{me['name']}. The board shows {me['alias'] if me['names'] == 'aliases' else 'your name'}."
    yield Block(names, mark="You are")
    if me["team"]:
        yield Block(me["team"], mark="Your team")
    rounds = f"{me['rounds']} round{'' if me['rounds'] == 1 else 's'}. Everybody interviews the same customer."
    yield Block(rounds, mark="The workshop")
    shared = "The facilitator may read your conversation and quote it, as you agreed."
    yield Block(shared if me["consent"] else "Nobody but you reads them.", mark="Your words")


def briefing(me: Me) -> Iterator[Block]:
    """Give what a participant knows before the call."""
    brief = me["brief"]
    yield Block(brief["brief"], mark="What you know")
    yield Block(brief["belief"], mark="What the business believes")
    yield Block(brief["product"]["about"], mark=f"The product: {brief['product']['name']}")
    yield Block(brief["bio"], mark=f"Who you call: {brief['customer']}")
    hints = "Hints can be asked for." if brief["hints"] else "There are no hints."
    yield Block(f"At most {brief['limits']['turns']} turns. {hints}", mark="The call")
    yield Block(HOW, mark="How")


def hidden_side(reveal: Shape) -> Iterator[Block]:
    """Give what the customer hid."""
    for one in reveal["motivations"]:
        yield Block(f"{one['insight']} ({', '.join(one['forces'])})", mark="What it was for")
    yield Block(reveal["decoy"], mark="The surface story")
    for one in reveal["facts"]:
        yield Block(one["title"], mark=f"Depth {one['depth']}, {one['force']}", notes=f"“{one['says']}”")
