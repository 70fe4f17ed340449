"""Room `content`, lint: the shortest way to each fact, and whether a call is long enough to go it.

The figures of the director stand here again, since content may not know it; a test holds them equal.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trainer.content.findings import Problem
from trainer.content.schema import Act, Fact, Limits, Persona, Scenario
from trainer.language.text import count_words

MOST_TRUST_A_TURN = 0.1
"""Trust that one turn can bring at best (`MOST_A_TURN` in `conversation/directing/tuning.py`)."""
LISTENED = {1: 0, 2: 2, 3: 5}
"""Turns that built on the customer's words before a fact of that depth opens (`LISTENED` there)."""
TELL_EASES_TRUST, TELL_EASES_TURNS = 0.08, 1
"""What taking up the tell of a fact of depth 2 spares (`TELL_EASES` there)."""
WORDS_A_MINUTE, THOUGHT_SECONDS = 150.0, 4.0
"""How simulated time passes (of the same names there)."""
FEWEST_WORDS = 3
"""Words of the shortest question that builds on something ("Shut since Friday?")."""
_EASED = 2
"""Depth at which a tell eases a fact."""


@dataclass(frozen=True, slots=True)
class Way:
    """The fewest facts that must be told to reach one, in order; the fact itself is the last."""

    facts: tuple[str, ...]
    turn: int
    """The first turn in which it can be told, if every turn is as good as a turn can be."""
    minutes: float
    """Simulated minutes that these turns take at least."""

    def __str__(self) -> str:
        """Give the way for people: a → b → c (turn 6)."""
        return f"{' → '.join(self.facts)} (turn {self.turn})"


def shortest_ways(persona: Persona) -> dict[str, Way]:
    """Give the shortest way to every fact that can be reached; the others are not in it.

    Where several facts must come first their ways are joined, each the shortest of its own: exact where ways do not
    share a detour, and never more than a few turns too long.
    """
    orders = _orders(persona.facts)
    by_id = {fact.id: fact for fact in persona.facts}
    return {name: _timed([by_id[one] for one in order], persona.temperament.trust) for name, order in orders.items()}


def _orders(facts: tuple[Fact, ...]) -> dict[str, tuple[str, ...]]:
    orders: dict[str, tuple[str, ...]] = {}
    shorter = True
    while shorter:
        shorter = False
        for fact in facts:
            order = _order(fact, orders)
            if order is not None and (fact.id not in orders or len(order) < len(orders[fact.id])):
                orders[fact.id], shorter = order, True
    return orders


def _order(fact: Fact, orders: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    if any(one not in orders for one in fact.unlock.after):
        return None
    before = tuple(dict.fromkeys(name for one in fact.unlock.after for name in orders[one]))
    if fact.unlock.after_any:
        ways = [tuple(dict.fromkeys((*before, *orders[one]))) for one in fact.unlock.after_any if one in orders]
        if not ways:
            return None
        before = min(ways, key=len)
    return None if fact.id in before else (*before, fact.id)


def _timed(facts: list[Fact], trust: float) -> Way:
    turn = 0
    for fact in facts:
        eased = fact.depth == _EASED and fact.tell is not None
        needed = fact.unlock.trust - trust - TELL_EASES_TRUST * eased
        turns = math.ceil(round(needed / MOST_TRUST_A_TURN, 6))
        turn = max(turn + 1, turns, LISTENED[fact.depth] - TELL_EASES_TURNS * eased)
    said = sum(min(count_words(line) for line in fact.says) for fact in facts) + FEWEST_WORDS * turn
    return Way(tuple(fact.id for fact in facts), turn, said / WORDS_A_MINUTE + THOUGHT_SECONDS * turn / 60)


def condition_problems(persona: Persona) -> Iterator[Problem]:
    """Give unlock conditions that no learner can meet, and hidden facts that ask for nothing."""
    for at, fact in enumerate(persona.facts):
        hangs = fact.unlock.after or fact.unlock.after_any
        if set(fact.unlock.by) == {Act.PAUSE} and not hangs and fact.tell is None:
            remedy = f"Let `{fact.id}` hang on a fact or give it a tell; a silence alone asks for nothing."
            yield Problem(("facts", at, "unlock", "by"), "unmeetable", remedy)
        elif fact.depth > 1 and fact.unlock.trust == 0 and not hangs:
            remedy = f"Give `{fact.id}` a trust or let it hang on a fact; nothing has to be earned for it."
            yield Problem(("facts", at, "unlock"), "too-open", remedy)


def out_of_time(scenario: Scenario, persona: Persona) -> Iterator[Problem]:
    """Give the facts of a customer that a call of this scenario is too short for: one problem, for the furthest."""
    late = _late(persona, scenario.limits)
    if late is not None:
        limits = scenario.limits
        key, least = ("turns", late.turn) if late.turn > limits.turns else ("minutes", math.ceil(late.minutes))
        remedy = f"Allow {least} {key} or ease `{late.facts[-1]}`; the shortest way there is {late}."
        yield Problem(("limits", key), "out-of-time", remedy)


def out_of_any_time(persona: Persona) -> Iterator[Problem]:
    """Give the fact that is too far for a call of ordinary length; for a persona in no scenario."""
    late = _late(persona, Limits())
    if late is not None:
        at = next(at for at, fact in enumerate(persona.facts) if fact.id == late.facts[-1])
        remedy = f"Ease `{late.facts[-1]}`; {Limits().turns} turns are too few for the shortest way there: {late}."
        yield Problem(("facts", at, "unlock"), "out-of-time", remedy)


def _late(persona: Persona, limits: Limits) -> Way | None:
    ways: Iterable[Way] = shortest_ways(persona).values()
    late = [way for way in ways if way.turn > limits.turns or way.minutes > limits.minutes]
    return max(late, key=lambda way: (way.turn, way.minutes), default=None)
