"""Room `content`, lint: what hangs on what. Every fact must be reachable, and the way there must go upwards."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.content.findings import Problem
from trainer.content.schema import Fact, Persona


def graph_problems(persona: Persona) -> Iterator[Problem]:
    """Give cycles, facts that can never be told, and facts easier to open than what they hang on."""
    yield from _unreachable(persona.facts)
    yield from _falling_trust(persona.facts)


def ancestors(facts: tuple[Fact, ...]) -> dict[str, frozenset[str]]:
    """Give for each fact those that may have to be told before it, near and far."""
    direct = {fact.id: {*fact.unlock.after, *fact.unlock.after_any} for fact in facts}
    out: dict[str, frozenset[str]] = {}
    for fact in direct:
        found: set[str] = set()
        waiting = list(direct[fact])
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(direct[one])
        out[fact] = frozenset(found)
    return out


def _unreachable(facts: tuple[Fact, ...]) -> Iterator[Problem]:
    reached: set[str] = set()
    grows = True
    while grows:
        new = {fact.id for fact in facts if fact.id not in reached and _opens(fact, reached)}
        reached |= new
        grows = bool(new)
    before = ancestors(facts)
    for at, fact in enumerate(facts):
        if fact.id in reached:
            continue
        key = "after" if set(fact.unlock.after) - reached else "after_any"
        if fact.id in before[fact.id]:
            remedy = f"Break the circle: `{fact.id}` hangs, in the end, on itself."
            yield Problem(("facts", at, "unlock", key), "after-cycle", remedy)
        else:
            remedy = f"Let `{fact.id}` hang on a fact that can be reached; it can never be told."
            yield Problem(("facts", at, "unlock", key), "unreachable", remedy)


def _opens(fact: Fact, reached: set[str]) -> bool:
    some = not fact.unlock.after_any or not reached.isdisjoint(fact.unlock.after_any)
    return some and reached.issuperset(fact.unlock.after)


def _falling_trust(facts: tuple[Fact, ...]) -> Iterator[Problem]:
    by_id = {fact.id: fact for fact in facts}
    for at, fact in enumerate(facts):
        own = fact.unlock.trust
        for one in fact.unlock.after:
            if own < by_id[one].unlock.trust:
                yield _raise_trust(at, fact, by_id[one])
        easiest = min((by_id[one] for one in fact.unlock.after_any), key=lambda f: f.unlock.trust, default=None)
        if easiest is not None and own < easiest.unlock.trust:
            yield _raise_trust(at, fact, easiest)
        for key, names in (("after", fact.unlock.after), ("after_any", fact.unlock.after_any)):
            for place, one in enumerate(names):
                if by_id[one].depth > fact.depth:
                    remedy = f"Hang `{fact.id}` (depth {fact.depth}) on facts no deeper than itself, not on `{one}`."
                    yield Problem(("facts", at, "unlock", key, place), "after-deeper", remedy)


def _raise_trust(at: int, fact: Fact, on: Fact) -> Problem:
    least = on.unlock.trust
    remedy = f"Raise the trust of `{fact.id}` to at least {least:g}, that of `{on.id}`, on which it hangs."
    return Problem(("facts", at, "unlock"), "trust-falls", remedy)
