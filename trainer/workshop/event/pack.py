"""Room `workshop`, event: the debrief pack: what a group found out together, from the logs of its first attempts.

Nobody who did not agree is quoted, and spread and habits name nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from trainer.conversation.call import Call
from trainer.conversation.events import Debriefed, Event
from trainer.scoring.habits import NEXT, NOTES
from trainer.scoring.record import record_of
from trainer.scoring.score import score
from trainer.scoring.scorecard import MissedMoment, Scorecard
from trainer.scoring.weights import DEPTH_WEIGHT, FAULTS

FORCES = ("push", "pull", "anxiety", "habit")
BEST = 8
"""Questions that are shown, at most two of one participant."""
_OF_ONE = 2
MOMENTS = 5
"""Missed moments that are shown: more are read by nobody in an hour."""
COMMON = 2
"""People who have a habit at least, for it to be common; one would be known by everybody in the room."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One participant's attempt, as it goes into the pack."""

    name: str
    """As the board shows them: name or alias."""
    consent: bool
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A learner's line with what it was said to; only ever of somebody who agreed."""

    who: str
    """Empty where those who are quoted are not named."""
    turn: int
    text: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """One fact, and what the group made of it."""

    id: str
    title: str
    depth: int
    force: str
    earned: int
    volunteered: int
    missed: int
    best: Quote | None
    """The line that opened it with the fewest turns before it."""


@dataclass(frozen=True, slots=True)
class ForceMap:
    """One of the four forces: what there was, and what the group took away."""

    force: str
    facts: tuple[tuple[str, int], ...]
    """Title, and how many heard it."""
    claimed: int
    """Debriefs that say something of this force."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A fact that many missed: how it was passed by."""

    title: str
    missed: int
    near: int
    """Of them: who came near it."""
    what: str
    """What most of those lacked where they were closest."""
    lacked: int
    """How many of those."""
    early: int
    """Of those who came near: in the first half of their call."""
    example: Quote | None


@dataclass(frozen=True, slots=True)
class HabitOf:
    """A habit that costs, and how many have it."""

    rule: str
    note: str
    instead: str
    people: int
    times: int


@dataclass(frozen=True, slots=True)
class Insight:
    """A motivation: how many uncovered it, and how many said so."""

    title: str
    insight: str
    uncovered: int
    stated: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How far apart the scores are, 0 to 100; None where nobody has one."""

    scored: int
    low: float | None
    middle: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class RoundPack:
    """What one round gave. A round that nobody played has empty lists."""

    number: int
    title: str
    customer: str
    people: int
    debriefs: int
    """In which something is written; one that was never handed in is empty."""
    found: tuple[Found, ...]
    forces: tuple[ForceMap, ...]
    insights: tuple[Insight, ...]
    best: tuple[Quote, ...]
    moments: tuple[Moment, ...]
    """At most `MOMENTS`: those first that most came near and missed; then most missed, deep before shallow."""
    habits: tuple[HabitOf, ...]
    spread: Spread
    questions: tuple[str, ...]
    """For the debrief talk."""


@dataclass(frozen=True, slots=True)
class _Read:
    who: Heard
    card: Scorecard
    debrief: Debriefed | None
    answers: dict[int, str]


def round_pack(number: int, call: Call, heard: Sequence[Heard], *, quotes: bool, named: bool) -> RoundPack:
    """Give the pack of a revealed round. `quotes` and `named` are the debrief rules of the settings.

    Only calls in which something was said count; the order of `heard` does not matter.
    """
    read = [_read(one, call, named) for one in sorted(heard, key=lambda one: (one.name, one.events[0].turn))]
    read = [one for one in read if one.card.turns]
    quoting = [one for one in read if quotes and one.who.consent]
    found = tuple(_found(fact.id, read, quoting, call) for fact in call.whole.facts)
    moments = _moments(found, read, quoting)
    habits = _habits(read)
    insights = _insights(read, call)
    return RoundPack(
        number, call.scenario.title, call.name, len(read), sum(one.debrief is not None for one in read), found,
        tuple(_force(force, found, read) for force in FORCES), insights, _best(quoting), moments, habits,
        _spread(read), _questions(moments, habits, insights, len(read)),
    )  # fmt: skip


def _read(one: Heard, call: Call, named: bool) -> _Read:
    debrief = next((event for event in one.events if isinstance(event, Debriefed) and _says(event)), None)
    answers = {turn.number: turn.answer for turn in record_of(one.events).turns}
    who = one if named else replace(one, name="")
    return _Read(who, score(one.events, call), debrief, answers)


def _says(debrief: Debriefed) -> bool:
    """Say whether anything stands in it: where none was handed in, the reveal has put an empty one."""
    return any(text.strip() for text in (debrief.insight, *(getattr(debrief, force) for force in FORCES)))


def _found(fact: str, read: Sequence[_Read], quoting: Sequence[_Read], call: Call) -> Found:
    source = next(one for one in call.whole.facts if one.id == fact)
    outcomes = Counter(one.outcome for each in read for one in each.card.facts if one.id == fact)
    opened = [
        Quote(each.who.name, one.turn or 0, one.quote, one.said, "; ".join(one.because))
        for each in quoting
        for one in each.card.facts
        if one.id == fact and one.outcome == "earned" and one.quote
    ]
    best = min(opened, key=lambda quote: (quote.turn, len(quote.text), quote.text), default=None)
    counts = (outcomes["earned"], outcomes["volunteered"], outcomes["missed"])
    return Found(fact, source.title, source.depth, source.force.value, *counts, best)


def _force(force: str, found: Sequence[Found], read: Sequence[_Read]) -> ForceMap:
    facts = tuple((one.title, one.earned + one.volunteered) for one in found if one.force == force)
    claimed = sum(bool(one.debrief and getattr(one.debrief, force).strip()) for one in read)
    return ForceMap(force, tuple(sorted(facts, key=lambda fact: -fact[1])), claimed)


def _insights(read: Sequence[_Read], call: Call) -> tuple[Insight, ...]:
    out = []
    for motivation in call.whole.motivations:
        mine = [one for each in read for one in each.card.motivations if one.id == motivation.id]
        uncovered, stated = sum(one.uncovered for one in mine), sum(one.stated >= 0.5 for one in mine)
        out.append(Insight(motivation.title, motivation.insight, uncovered, stated))
    return tuple(out)


def _best(quoting: Sequence[_Read]) -> tuple[Quote, ...]:
    """Give the questions that opened most: by the weight of the facts they opened, then by their technique."""
    every: list[tuple[float, float, Quote, int]] = []
    for place, each in enumerate(quoting):
        for turn in sorted({one.turn for one in each.card.facts if one.outcome == "earned" and one.turn}):
            opened = [one for one in each.card.facts if one.outcome == "earned" and one.turn == turn]
            craft = sum(item.points for item in each.card.items if item.turn == turn and item.part == "technique")
            why = "; ".join(f"opened “{one.title}”" for one in opened)
            quote = Quote(each.who.name, turn, opened[0].quote, each.answers.get(turn, opened[0].said), why)
            if quote.text:
                every.append((sum(DEPTH_WEIGHT[one.depth] for one in opened), craft, quote, place))
    every.sort(key=lambda one: (-one[0], -one[1], one[2].text))
    taken: Counter[int] = Counter()
    out: list[Quote] = []
    asked: set[str] = set()
    for _, _, quote, place in every:
        words = " ".join(quote.text.casefold().split())
        if taken[place] < _OF_ONE and len(out) < BEST and words not in asked:
            taken[place] += 1
            asked.add(words)
            out.append(quote)
    return tuple(out)


def _moments(found: Sequence[Found], read: Sequence[_Read], quoting: Sequence[_Read]) -> tuple[Moment, ...]:
    """Give the deeper facts that somebody missed after coming near, those first that most came near and missed."""
    out: list[tuple[int, Moment]] = []
    for fact in found:
        near = [(each, one) for each in read for one in each.card.missed_moments if one.fact == fact.id]
        if not near:
            continue
        lacks = Counter(_kind(reason) for _, one in near for reason in one.missing)
        what, lacked = min(lacks.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))
        early = sum(2 * one.turn <= each.card.turns for each, one in near)
        shown = [(each, one) for each, one in near if each in quoting and one.quote]
        example = _missed(*min(shown, key=lambda pair: (pair[1].turn, pair[1].quote))) if shown else None
        out.append((fact.depth, Moment(fact.title, fact.missed, len(near), what, lacked, early, example)))
    out.sort(key=lambda pair: (-pair[1].near, -pair[1].missed, -pair[0]))
    return tuple(moment for _, moment in out[:MOMENTS])


def _kind(reason: str) -> str:
    """Give what was missing without its detail (a figure, a title, somebody's words), so that it can be counted."""
    if reason.startswith("trust "):
        return "too little trust"
    return reason.split(":")[0].split(' "')[0].strip()


def _missed(each: _Read, one: MissedMoment) -> Quote:
    return Quote(each.who.name, one.turn, one.quote, each.answers.get(one.turn, ""), one.better)


def _habits(read: Sequence[_Read]) -> tuple[HabitOf, ...]:
    times = [Counter(item.rule for item in one.card.items if item.rule in FAULTS) for one in read]
    out = [
        HabitOf(
            rule, NOTES[rule], NEXT.get(rule, ""), sum(one[rule] > 0 for one in times), sum(one[rule] for one in times)
        )
        for rule in FAULTS
        if rule in NOTES
    ]
    return tuple(
        sorted((one for one in out if one.people >= COMMON), key=lambda one: (-one.people, -one.times, one.rule))
    )


def _spread(read: Sequence[_Read]) -> Spread:
    scores = [one.card.overall for one in read if one.card.overall is not None]
    if not scores:
        return Spread(0, None, None, None)
    return Spread(len(scores), min(scores), median(scores), max(scores))


def _questions(
    moments: Sequence[Moment], habits: Sequence[HabitOf], insights: Sequence[Insight], people: int
) -> tuple[str, ...]:
    """Give questions for the talk, from what this group did."""
    out = ["What did the customer say that surprised you, and what had you asked just before?"]
    if moments:
        first = moments[0]
        out.append(f"{first.near} of {people} came near “{first.title}” and passed it by. What would have led there?")
    for one in insights:
        if one.uncovered > one.stated:
            gap = one.uncovered - one.stated
            out.append(f"{gap} heard what “{one.title}” is about and did not write it down. Why did it seem small?")
    out += [f"“{one.note}” {one.people} of {people} did this. When do you do it at work?" for one in habits[:2]]
    out.append("Which question will you ask in your next real call?")
    return tuple(out)
