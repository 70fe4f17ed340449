"""Room `content`: what must hold between the values of one file, so that it can be played at all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from trainer.content.findings import Path, Problem, nearest
from trainer.content.schema import Persona, Scenario

RUBRIC_HALF = 0.5
"""Least weight of discovery and insight together."""


def persona_problems(persona: Persona) -> Iterator[Problem]:
    """Give ids that stand twice and names of facts or motivations that do not exist."""
    facts = [fact.id for fact in persona.facts]
    motivations = [motivation.id for motivation in persona.motivations]
    yield from _twice(facts, ("facts",))
    yield from _twice(motivations, ("motivations",))
    yield from _twice([answer.id for answer in persona.profile], ("profile",))
    for at, motivation in enumerate(persona.motivations):
        yield from _twice([claim.id for claim in motivation.claims], ("motivations", at, "claims"))
    for at, fact in enumerate(persona.facts):
        if fact.motivation is not None:
            yield from _unknown([fact.motivation], motivations, ("facts", at, "motivation"), "motivation")
        yield from _unknown(fact.unlock.after, facts, ("facts", at, "unlock", "after"), "fact")
        yield from _unknown(fact.unlock.after_any, facts, ("facts", at, "unlock", "after_any"), "fact")


def scenario_problems(scenario: Scenario) -> Iterator[Problem]:
    """Give personas listed twice and a rubric whose weights do not fit."""
    for at, persona in enumerate(scenario.personas):
        if persona in scenario.personas[:at]:
            yield Problem(("personas", at), "duplicate-id", f"Remove `{persona}`; it is listed twice.")
    yield from _seats(scenario)
    rubric = scenario.rubric
    whole = rubric.discovery + rubric.insight + rubric.technique + rubric.unscripted
    if not math.isclose(whole, 1.0, abs_tol=1e-6):
        yield Problem(("rubric",), "rubric-sum", f"Make the four weights add up to 1 (they add up to {whole:g}).")
    found = rubric.discovery + rubric.insight
    if found < RUBRIC_HALF - 1e-6:
        yield Problem(
            ("rubric",), "rubric-half", f"Give discovery and insight at least {RUBRIC_HALF} together (now {found:g})."
        )


def _seats(scenario: Scenario) -> Iterator[Problem]:
    seated = [seat.persona for seat in scenario.together]
    if len(seated) == 1:
        yield Problem(("together",), "together", "Name two people who are on one call, or leave `together` out.")
    for at, name in enumerate(seated):
        if name in seated[:at]:
            yield Problem(
                ("together", at, "persona"), "duplicate-id", f"Name somebody else; `{name}` is there already."
            )
        elif name not in scenario.personas:
            remedy = f"List `{name}` under `personas` too, or name somebody who is."
            yield Problem(("together", at, "persona"), "unknown-id", remedy)


def together_problems(personas: Sequence[Persona]) -> Iterator[Problem]:
    """Give, for two people on one call, what keeps them from being told apart: a first name or an id they share."""
    first, second = personas
    if first_name(first).casefold() == first_name(second).casefold():
        yield Problem(("together",), "same-name", f"Rename one of them; both answer to `{first_name(first)}`.")
    for what in ("facts", "motivations"):
        known = {one.id for one in getattr(first, what)}
        for one in getattr(second, what):
            if one.id in known:
                remedy = f"Rename `{one.id}` of `{second.id}`; `{first.id}` has it under `{what}` too."
                yield Problem(("together",), "duplicate-id", remedy)


def first_name(persona: Persona) -> str:
    """Give the name that somebody is called by on a call."""
    return persona.name.split()[0]


def _twice(ids: list[str], path: Path) -> Iterator[Problem]:
    for at, name in enumerate(ids):
        if name in ids[:at]:
            yield Problem((*path, at, "id"), "duplicate-id", f"Rename `{name}`; the id stands twice in `{path[-1]}`.")


def _unknown(names: Iterable[str], known: list[str], path: Path, what: str) -> Iterator[Problem]:
    for at, name in enumerate(names):
        if name not in known:
            near = nearest(name, known, 1)
            instead = f"did you mean `{near[0]}`?" if near else f"name one of the file's {what}s."
            where = path if what == "motivation" else (*path, at)
            yield Problem(where, "unknown-id", f"Replace `{name}`, there is no such {what}; {instead}")
