"""Room `content`, lint: what a customer must have, so that there is something to find and a way to find it."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.content.findings import Problem
from trainer.content.lint.spoken import spoken
from trainer.content.schema import Force, Persona
from trainer.language.text import count_words

LONGEST_LINE = 60
"""Words of one line; nobody on a call says more at once."""
_DEEPEST = 3


def coverage_problems(persona: Persona) -> Iterator[Problem]:
    """Give missing forces, deep facts without a tell, motivations that nothing deep leads to, and speeches."""
    yield from _forces(persona)
    yield from _tells(persona)
    yield from _motivations(persona)
    for text in spoken(persona):
        words = count_words(text.words)
        if words > LONGEST_LINE:
            yield Problem(text.path, "long-line", f"Shorten the line to {LONGEST_LINE} words (it has {words}).")


def _forces(persona: Persona) -> Iterator[Problem]:
    there = {fact.force for fact in persona.facts}
    for force in Force:
        if force is not Force.CONTEXT and force not in there:
            yield Problem(("facts",), "missing-force", f"Write a fact whose force is `{force.value}`; there is none.")


def _tells(persona: Persona) -> Iterator[Problem]:
    for at, fact in enumerate(persona.facts):
        if fact.depth == _DEEPEST and fact.tell is None:
            yield Problem(("facts", at), "missing-tell", f"Give `{fact.id}` a `tell`; every fact of depth 3 needs one.")


def _motivations(persona: Persona) -> Iterator[Problem]:
    deep = {fact.motivation for fact in persona.facts if fact.depth == _DEEPEST}
    for at, motivation in enumerate(persona.motivations):
        if motivation.id not in deep:
            remedy = f"Write a fact of depth 3 with `motivation: {motivation.id}`; nothing uncovers it."
            yield Problem(("motivations", at), "dead-motivation", remedy)
