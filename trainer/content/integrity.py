"""Room `content`: what must hold between the values of one file, so that it can be played at all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

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
    rubric = scenario.rubric
    whole = rubric.discovery + rubric.insight + rubric.technique + rubric.unscripted
    if not math.isclose(whole, 1.0, abs_tol=1e-6):
        yield Problem(("rubric",), "rubric-sum", f"Make the four weights add up to 1 (they add up to {whole:g}).")
    found = rubric.discovery + rubric.insight
    if found < RUBRIC_HALF - 1e-6:
        yield Problem(
            ("rubric",), "rubric-half", f"Give discovery and insight at least {RUBRIC_HALF} together (now {found:g})."
        )


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
