"""Room `scoring`: how a turn was labelled, and where a learner says otherwise. Theirs stands beside ours, not instead.

A label is one of a closed list for an aspect of the learner's line. An item of the scorecard is `right` or `wrong`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.conversation.call import ENGINE_VERSION
from trainer.conversation.events import Challenged, Event
from trainer.conversation.hearing.heard import Heard, Kind
from trainer.conversation.interview import SessionError
from trainer.scoring.manner import listened
from trainer.scoring.record import record_of
from trainer.scoring.scorecard import PARTS, SCORING_VERSION, Item, Scorecard

HEARD = "heard"
"""What stands for the part where a label is meant and not an item."""
LABELS: Mapping[str, tuple[str, ...]] = {
    "question": ("none", "open", "closed"),
    "reflection": ("none", "mirror", "label", "paraphrase", "summary"),
    "input": ("yes", "no"),
    "leading": ("yes", "no"),
}
"""Aspect → its labels, as `trainer analyze` prints them; yes and no for its true and false."""
RIGHT, WRONG = "right", "wrong"
VERDICTS = (RIGHT, WRONG)


def fits(part: str, rule: str, label: str) -> bool:
    """Say whether `label` is one that can be given for this."""
    if part == HEARD:
        return label in LABELS.get(rule, ())
    return part in PARTS and 0 < len(rule) <= 80 and label in VERDICTS


def labels_of(events: Sequence[Event]) -> dict[int, dict[str, str]]:
    """Give our labels of every turn, as the scorecard has them: turn → aspect → label."""
    record = record_of(events)
    heard = (one.heard for one in listened(record) if one.heard is not None)
    return {turn.number: _labels(one) for turn, one in zip(record.turns, heard, strict=True)}


def _labels(heard: Heard) -> dict[str, str]:
    return {
        "question": heard.question,
        "reflection": heard.reflection,
        "input": _yes(heard.informs),
        "leading": _yes(heard.has(Kind.LEADING)),
    }


def challenges_of(events: Sequence[Event]) -> tuple[Challenged, ...]:
    """Give what the learner says otherwise, by turn; of several on one thing the latest."""
    latest = {(e.turn, e.part, e.rule): e for e in events if isinstance(e, Challenged)}
    return tuple(sorted(latest.values(), key=lambda e: e.turn))


def challenge(
    events: Sequence[Event], card: Scorecard, turn: int, label: str, reason: str, rule: str = ""
) -> Challenged:
    """Put a challenge together: what is meant, our own label, and theirs.

    `rule` names an aspect or an item's rule; it may be left out where `label` fits one thing of the turn only.

    Raises:
        SessionError: no such turn, item or label, or it could be several; one line says what can be given.
    """
    items = [item for item in card.items if item.turn == turn]
    labels = labels_of(events)
    ours = labels.get(turn, {})
    if not (items or ours):
        raise SessionError(f"turn {turn} is not in this session; it has turns 1 to {max(labels, default=0)}")
    if label in VERDICTS:
        item = _item(items, turn, rule)
        return Challenged(turn, item.part, item.rule, RIGHT, label, reason, SCORING_VERSION, ENGINE_VERSION)
    aspect = _aspect(ours, turn, label, rule)
    return Challenged(turn, HEARD, aspect, ours[aspect], label, reason, SCORING_VERSION, ENGINE_VERSION)


def sentence(one: Challenged) -> str:
    """Say a challenge to the learner, with ours beside theirs where that is no item; the reason in their own words."""
    if one.part != HEARD:
        return f"You say: {one.theirs}, because “{one.reason}”"
    ours = f"heard: {one.ours}" if one.ours != one.theirs else "as heard"
    return f"{one.rule.capitalize()}: you say {one.theirs} ({ours}), because “{one.reason}”"


def about(one: Challenged, item: Item) -> bool:
    """Say whether a challenge is of this item."""
    return (one.turn, one.part, one.rule) == (item.turn, item.part, item.rule)


def _item(items: Sequence[Item], turn: int, rule: str) -> Item:
    known = sorted({item.rule for item in items})
    if not known:
        raise SessionError(f"there is no item at turn {turn}; `right` and `wrong` are said of an item")
    if not rule and len(known) == 1:
        return items[0]
    found = next((item for item in items if item.rule == rule), None)
    if found is None:
        what = f"rule {rule!r} has no item at turn {turn}" if rule else f"turn {turn} has several items"
        raise SessionError(f"{what}; name one with --rule: {', '.join(known)}")
    return found


def _aspect(ours: Mapping[str, str], turn: int, label: str, rule: str) -> str:
    if not ours:
        raise SessionError(f"nothing was heard at turn {turn}; an item of it is `right` or `wrong`")
    if rule:
        if rule not in LABELS:
            raise SessionError(
                f"{label!r} says nothing of {rule!r}; an item is `right` or `wrong`, a label is of {', '.join(LABELS)}"
            )
        if label not in LABELS[rule]:
            raise SessionError(f"{label!r} is no label of {rule}; there are {', '.join(LABELS[rule])}")
        return rule
    fitting = [aspect for aspect, labels in LABELS.items() if label in labels]
    if not fitting:
        known = dict.fromkeys(one for labels in LABELS.values() for one in labels)
        raise SessionError(f"{label!r} is no label; there are {', '.join([*known, *VERDICTS])}")
    if len(fitting) > 1:
        raise SessionError(f"{label!r} is a label of several; name one with --rule: {', '.join(fitting)}")
    return fitting[0]


def _yes(value: bool) -> str:
    return "yes" if value else "no"
