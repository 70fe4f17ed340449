"""Room `scoring`: did the call follow the customer, or a list? Uptake, threads, jumps, likeness to known lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainer.conversation.directing.trust import is_closed
from trainer.conversation.hearing.ordinary import STOCK_QUESTIONS
from trainer.scoring import weights
from trainer.scoring.better import take_up
from trainer.scoring.likeness import on_list, on_prints
from trainer.scoring.record import Record, Turn
from trainer.scoring.scorecard import Item


@dataclass
class Unscripted:
    """The part as judged: 0 to 5 or None with the reason, and its evidence."""

    value: float | None = None
    reason: str = ""
    sure: str = ""
    items: list[Item] = field(default_factory=list)


def judge(record: Record) -> Unscripted:
    """Judge how far the learner's turns grew out of the customer's. The first turn has nothing to grow out of."""
    out = Unscripted()
    engaged = [turn for turn in record.engaged if turn.number > 1]
    if len(record.turns) < weights.LEAST_TURNS or len(engaged) < weights.LEAST_ENGAGED:
        out.reason = f"too little to judge: {len(record.turns)} turns"
        return out
    credit = sum(_credit(turn) for turn in engaged) / len(engaged)
    jumps = [turn for turn in engaged if turn.heard.jumps]
    threads = _threads(record)
    grown = min(1.0, credit / weights.CONTINGENT_FULL)
    value = 5.0 * (
        (1 - weights.THREADS_SHARE) * grown + weights.THREADS_SHARE * (grown if threads is None else threads)
    )
    value -= weights.JUMP_COST * len(jumps) / len(engaged)
    value -= _listed(out, record)
    out.value = min(5.0, max(0.0, value))
    out.items += [_grew(turn) for turn in engaged if turn.direction.contingent == "strong"]
    out.items += [
        Item(
            "unscripted",
            "jump",
            t.number,
            t.text,
            -0.2,
            "It shares nothing with what was being talked about.",
            take_up(t.before),
        )
        for t in jumps
    ]
    out.sure = "fairly sure" if len(engaged) >= 12 else f"a rough figure: only {len(engaged)} turns"
    return out


def _credit(turn: Turn) -> float:
    credit = weights.CONTINGENT[turn.direction.contingent]
    return credit * (weights.CLOSED_CREDIT if is_closed(turn.heard) else 1.0)


def _grew(turn: Turn) -> Item:
    words = sorted((w for w in turn.heard.taken_up if w in turn.text), key=len)
    quote = words[-1] if words else turn.text
    return Item("unscripted", "took-up", turn.number, quote, 0.2, "It grew out of what they had just said.")


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
    """Give the points lost by likeness to a list, and say to which."""
    asked = [turn for turn in record.engaged if turn.heard.question != "none"]
    if len(asked) < weights.LEAST_ENGAGED:
        return 0.0
    texts = [turn.text for turn in asked]
    likeness = [("a list of stock questions", on_list(texts, STOCK_QUESTIONS))]
    likeness.append(("your briefing notes", on_list(texts, record.fingerprint.notes)))
    likeness += [
        ("an earlier call of yours with somebody else", on_prints(texts, prints))
        for prints in record.fingerprint.earlier
    ]
    where, places = max(likeness, key=lambda found: len(found[1]))
    examples, worst = [asked[place] for place in places], len(places) / len(asked)
    if worst <= weights.LISTED_FREE:
        return 0.0
    cost = weights.LISTED_COST * (worst - weights.LISTED_FREE)
    note = f"{len(examples)} of {len(asked)} questions stand on {where}."
    out.items.append(
        Item(
            "unscripted",
            "listed",
            examples[0].number,
            examples[0].text,
            round(-cost, 2),
            note,
            take_up(examples[0].before),
        )
    )
    return cost
