"""Room `scoring`: did the call follow the customer, or a list? Uptake, threads, jumps, likeness to known lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trainer.conversation.hearing.ordinary import STOCK_QUESTIONS
from trainer.language.likeness import on_list
from trainer.scoring import weights
from trainer.scoring.better import take_up
from trainer.scoring.calls import figures
from trainer.scoring.calls.held import Held
from trainer.scoring.calls.listening import Listened
from trainer.scoring.calls.unscripted import compared, curve
from trainer.scoring.likeness import on_prints
from trainer.scoring.record import Record, Turn
from trainer.scoring.scorecard import Item


@dataclass
class Unscripted:
    """The part as judged, and its evidence."""

    value: float | None
    """0 to 5, or None with the reason."""
    reason: str = ""
    shift: float = 0.0
    """What threads and lists have added to the figure that a recorded call would have."""
    items: list[Item] = field(default_factory=list)


def judge(record: Record, turns: Sequence[Listened], found: Held) -> Unscripted:
    """Judge how far the learner's turns grew out of the customer's: `turns` as heard, `found` what they are worth.

    The points of an item say how much the part would differ without that turn.
    """
    out = Unscripted(None, found.reasons.get("unscripted", ""))
    if found.unscripted is None:
        return out
    value, threads = found.unscripted, _threads(record)
    if threads is not None:
        value = (1 - weights.THREADS_SHARE) * value + weights.THREADS_SHARE * min(value, 5.0 * threads)
    value -= _listed(out, record)
    out.value = min(5.0, max(0.0, value))
    out.shift = out.value - found.unscripted
    fits = compared(found.acts, found.worn)
    spoken = [one for one in turns if one.heard is not None]
    for turn, one in zip(record.turns, spoken, strict=True):
        if turn.engaged and turn.number > 1:
            worth = _worth(fits, one.index)
            out.items += [_grew(turn, worth)] if turn.direction.contingent == "strong" else []
            out.items += [_jumped(turn, worth)] if turn.heard.jumps else []
    return out


def _worth(fits: dict[int, float], index: int) -> float:
    """Give how much less the part would be without a turn, to a hundredth."""
    if index not in fits or len(fits) < 2:
        return 0.0
    total = sum(fits.values())
    return round(curve(total / len(fits)) - curve((total - fits[index]) / (len(fits) - 1)), 2) + 0.0


def _jumped(turn: Turn, worth: float) -> Item:
    note = "It shares nothing with what was being talked about."
    return Item("unscripted", "jump", turn.number, turn.text, min(0.0, worth), note, take_up(turn.before))


def _grew(turn: Turn, worth: float) -> Item:
    words = sorted((w for w in turn.heard.taken_up if w in turn.text), key=len)
    quote = words[-1] if words else turn.text
    return Item("unscripted", "took-up", turn.number, quote, max(0.0, worth), "It grew out of what they had just said.")


def _threads(record: Record) -> float | None:
    """Give the share of dropped tells that were taken up within two turns, or None if none was dropped."""
    if not record.hinted:
        return None
    taken = 0
    for fact, at in record.hinted.items():
        told = record.told.get(fact)
        soon = [t for t in record.turns if at < t.number <= at + 2]
        named = any(topic.id == fact and topic.via in ("tell", "about") for t in soon for topic in t.heard.topics)
        taken += bool(named or (told and told.number <= at + 4))
    return taken / len(record.hinted)


def _listed(out: Unscripted, record: Record) -> float:
    """Give the points lost by likeness to a list, beyond what stock questions have cost already, and say to which."""
    asked = [turn for turn in record.engaged if turn.heard.question != "none"]
    if len(asked) < weights.LEAST_ASKED:
        return 0.0
    texts = [turn.text for turn in asked]
    stock = on_list(texts, STOCK_QUESTIONS)
    likeness = [("a list of stock questions", stock), ("your briefing notes", on_list(texts, record.fingerprint.notes))]
    likeness += [
        ("an earlier call of yours with somebody else", on_prints(texts, prints))
        for prints in record.fingerprint.earlier
    ]
    where, places = max(likeness, key=lambda found: len(found[1]))
    cost = _cost(len(places) / len(asked))
    if not cost:
        return 0.0
    first, note = asked[places[0]], f"{len(places)} of {len(asked)} questions stand on {where}."
    out.items.append(
        Item("unscripted", "listed", first.number, first.text, round(-cost, 2), note, take_up(first.before))
    )
    return cost - _cost(len(stock) / len(asked))


def _cost(share: float) -> float:
    return figures.LIST_COST * max(0.0, share - figures.LIST_FREE)
