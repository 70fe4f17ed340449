"""Room `cli`, workshops: how a call on a server comes out, from what a participant may know of it."""

from __future__ import annotations

from typing import Any

from trainer.cli import output
from trainer.cli.outlets import KEYS, JsonOutlet, Outlet, PlainOutlet
from trainer.conversation.attempts import counts
from trainer.conversation.events import CustomerSaid, Ended, Event, LearnerSaid
from trainer.reports import wire
from trainer.workshop.client.remote import RemoteInterview
from trainer.workshop.client.steps import Me, left_in_words


class RoundOutlet:
    """Where a round is shown: as JSON for programs, or as plain lines."""

    def __init__(self, *, json: bool, echo: bool) -> None:
        """Take the form, and whether the learner's own lines are written too."""
        self._json, self._echo = json, echo
        self._outlet: Outlet = JsonOutlet(explain=False)

    def begin(self, me: Me, interview: RemoteInterview) -> None:
        """Show the start, or where a call that goes on stands."""
        brief = me["brief"]
        if self._json:
            output.emit(started(me, interview.session))
        else:
            self._outlet = PlainOutlet(str(brief["customer"]), explain=False, echo=self._echo)
            for line in briefing(me, goes_on=interview.turn > 0):
                output.note(line)
        log = interview.log if self._json else _last_exchange(interview.log)
        for event in log:
            self._outlet.show(event)

    def show(self, event: Event) -> None:
        """Show what has happened."""
        if self._json or not isinstance(event, Ended) or event.reason == "learner":
            self._outlet.show(event)

    def paused(self) -> None:
        """Write the end that is none."""
        if self._json:
            output.emit(wire.PAUSED)


def started(me: Me, session: str) -> dict[str, Any]:
    """Give the shape of a start. The seed stays on the server until the reveal, so it is null."""
    brief = me["brief"]
    shape = {"event": "started", "session": session, "scenario": brief["scenario"], "personas": brief["personas"]}
    more = {"seed": None, "content": brief["content"], "counts": counts(True, 0)}
    return {**shape, **more, "level": brief["level"], "workshop": me["workshop"], "round": me["round"]}


def briefing(me: Me, *, goes_on: bool) -> list[str]:
    """Give what a participant knows before the call."""
    brief, left = me["brief"], left_in_words(me.get("left"))
    round_ = f"Round {me['round']} of {me['rounds']}{f', {left}' if left else ''}."
    if goes_on:
        return [f"{round_} {brief['title']}, with {brief['customer']}, goes on. {KEYS}"]
    return [
        f"{round_} {brief['title']}",
        f"{brief['product']['name']}: {brief['product']['about']}",
        f"What the business believes: {brief['belief']}",
        f"Your brief: {brief['brief']}",
        f"On the call: {brief['customer']}. {brief['bio']}",
        f"At most {brief['limits']['turns']} turns. {'' if brief['hints'] else 'No hints. '}Bring no script.",
        KEYS if brief["hints"] else KEYS.replace("/hint asks for a hint, ", ""),
    ]


def _last_exchange(log: list[Event]) -> list[Event]:
    said = [event for event in log if isinstance(event, LearnerSaid | CustomerSaid)]
    at = max((i for i, event in enumerate(said) if isinstance(event, LearnerSaid)), default=0)
    return list(said[at:])
