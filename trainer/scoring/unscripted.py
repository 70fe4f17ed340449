"""Room `scoring`: did the call follow the customer, or a list? Uptake, threads, jumps, likeness to known lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import sqrt

from trainer.conversation.directing.trust import is_closed
from trainer.conversation.hearing.ordinary import STOCK_QUESTIONS
from trainer.language.text import jaccard, stems_of, trigrams
from trainer.scoring import weights
from trainer.scoring.better import take_up
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
    words = turn.heard.taken_up
    quote = words[0] if words and words[0] in turn.text else turn.text
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
    lists: list[tuple[str, Sequence[str]]] = [("a list of stock questions", STOCK_QUESTIONS)]
    if record.fingerprint.notes:
        lists.append(("your briefing notes", record.fingerprint.notes))
    lists += [("an earlier session of yours", earlier) for earlier in record.fingerprint.earlier]
    worst, where, examples = 0.0, "", []
    for name, questions in lists:
        matched = matches([turn.text for turn in asked], questions)
        share = len(matched) / len(asked)
        if share > worst:
            worst, where, examples = share, name, [asked[i] for i in matched]
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


def matches(asked: Sequence[str], questions: Iterable[str]) -> list[int]:
    """Give the places in `asked` of questions that are, in other words or the same, on a list."""
    known = [(_marks(q)) for q in questions if len(stems_of(q)) >= 1]
    index: dict[str, list[int]] = {}
    for place, (stems, _) in enumerate(known):
        for stem in stems:
            index.setdefault(stem, []).append(place)
    out = []
    for place, text in enumerate(asked):
        stems, grams = _marks(text)
        near = {p for stem in stems for p in index.get(stem, ())}
        if any(_alike(stems, grams, *known[p]) >= weights.ALIKE for p in near):
            out.append(place)
    return out


@lru_cache(maxsize=8192)
def _marks(text: str) -> tuple[frozenset[str], frozenset[str]]:
    return stems_of(text), trigrams(text)


def _alike(stems: frozenset[str], grams: frozenset[str], other: frozenset[str], other_grams: frozenset[str]) -> float:
    cosine = len(grams & other_grams) / sqrt(len(grams) * len(other_grams)) if grams and other_grams else 0.0
    return 0.5 * jaccard(stems, other) + 0.5 * cosine
