"""Room `practice`: drills from the learner's own weak moments ("turn 7, again"), made of a scorecard."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.content.drills.schema import Kind
from trainer.content.drills.shelf import Placed
from trainer.conversation.events import Event
from trainer.conversation.hearing.segments import units
from trainer.language.text import is_specific, stems_of, tokens, without_gestures
from trainer.practice.drills.judge import judge
from trainer.practice.own_kept import id_of, placed
from trainer.scoring.better import telling_words
from trainer.scoring.habits import NEXT
from trainer.scoring.record import Turn, record_of
from trainer.scoring.scorecard import Scorecard

#: Moments of one session at most: the costliest; more would only repeat them.
MOST = 4
#: Rule of a scorecard's item → what is to be done better there. What is not here is no single line's fault.
KINDS: dict[str, Kind] = {
    "leading": Kind.OPEN,
    "interrogated": Kind.OPEN,
    "double_barrelled": Kind.SPLIT,
    "hypothetical": Kind.LAST_TIME,
    "pitch": Kind.FOLLOW,
    "advice": Kind.FOLLOW,
    "pressure": Kind.FOLLOW,
    "stuffing": Kind.FOLLOW,
    "probed": Kind.FOLLOW,
    "parroted": Kind.FOLLOW,
    "formula": Kind.FOLLOW,
    "repeated": Kind.FOLLOW,
}
#: Kind → tasks; what cost points in the call stands before it.
_TASKS = {
    Kind.OPEN: "Ask it again as an open question, without your own answer in it.",
    Kind.SPLIT: "Ask one of the two, and wait.",
    Kind.LAST_TIME: "Ask about one time when it really happened.",
    Kind.FOLLOW: "Ask an open question that takes up their last words.",
}
_CLOSE = "You were close to something here. Ask an open question that takes up their last words."


def own_drills(card: Scorecard, events: Sequence[Event], customer: str) -> tuple[Placed, ...]:
    """Make drills of a debriefed session's weak moments, costliest first, at most one of a turn.

    Only of what the learner saw: the customer's last words and their own line. Nothing of a secret is in them.
    """
    turns = {turn.number: turn for turn in record_of(events).turns}
    faults = sorted(
        (item for item in card.items if item.part == "technique" and item.rule in KINDS and item.turn in turns),
        key=lambda item: (item.points, item.turn),
    )
    moments = [(item.turn, KINDS[item.rule], NEXT.get(item.rule, ""), item.better) for item in faults]
    moments += [(one.turn, Kind.FOLLOW, "", one.better) for one in card.missed_moments if one.turn in turns]
    out: dict[int, Placed] = {}
    for number, kind, what, better in moments:
        if number not in out and len(out) < MOST:
            if made := _made(card, turns[number], kind, what, customer, better.strip("“”")):
                out[number] = made
    return tuple(out.values())


def _made(card: Scorecard, turn: Turn, kind: Kind, what: str, customer: str, better: str) -> Placed | None:
    """Make one drill; None where the customer's line has nothing to take up, or no better wording can be shown."""
    before = without_gestures(turn.before)
    if not any(is_specific(stem) for stem in stems_of(before)):
        return None
    task = f"{what} {_TASKS[kind]}" if what and kind is Kind.FOLLOW else _TASKS[kind] if what else _CLOSE
    situation = f"Your call with {customer}, turn {turn.number}, again."
    told = (id_of(card.session, turn.number), situation, turn.before, turn.text)
    drill = placed(kind, task, *told, ())
    wordings = (*_halves(kind, turn.text), better, *_wordings(kind, before, turn.text))
    shown = next((text for text in wordings if text and judge(drill, text).passed), "")
    return placed(kind, task, *told, (shown,)) if shown else None


def _halves(kind: Kind, line: str) -> tuple[str, ...]:
    """Give the single questions of a line that asked several."""
    if kind is not Kind.SPLIT:
        return ()
    return tuple(f"{unit.text.rstrip(' ?.!')}?" for unit in units(line, tokens(line)) if unit.asks or not unit.marked)


def _wordings(kind: Kind, before: str, line: str) -> tuple[str, ...]:
    """Give wordings to show, of the customer's words or the learner's; the judge says which of them will do."""
    theirs, mine = telling_words(before), telling_words(line)
    about = (mine or theirs or "that") if kind in (Kind.OPEN, Kind.LAST_TIME) else (theirs or mine or "that")
    return (
        f"What happened the last time with {about}?" if kind is Kind.LAST_TIME else f"What is it about {about}?",
        f"You mentioned {about}. What was going on there?",
        f"Tell me about {about}.",
    )
