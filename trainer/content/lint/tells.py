"""Room `content`, lint: hints that lead somewhere, and facts that a listener can find by what was said before."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.content.findings import Problem
from trainer.content.lint.graph import ancestors
from trainer.content.lint.spoken import open_lines, tells_of, told_by
from trainer.content.schema import Fact, Persona
from trainer.language.text import is_specific, phrase_of, stems_of


def tell_problems(persona: Persona) -> Iterator[Problem]:
    """Give tells that nothing can follow, and hidden facts to which no word said before leads."""
    before = ancestors(persona.facts)
    said_of = [_stems_told(at, fact) for at, fact in enumerate(persona.facts)]
    anywhere = frozenset(stem for text in open_lines(persona) for stem in stems_of(text.words))
    for at, fact in enumerate(persona.facts):
        yield from _dead(at, fact)
        if fact.depth > 1:
            earlier = [
                said_of[place]
                for place, other in enumerate(persona.facts)
                if place != at and (other.depth < fact.depth or other.id in before[fact.id])
            ]
            hints = frozenset(stem for text in tells_of(at, fact) for stem in stems_of(text.words))
            if not _leads(fact, anywhere.union(hints, *earlier)):
                remedy = f"Write into `about` a word that is said before `{fact.id}`; no question leads to it now."
                yield Problem(("facts", at, "about"), "no-handle", remedy)


def _dead(at: int, fact: Fact) -> Iterator[Problem]:
    """Look for hints without a word (nor a gesture) that a question could take up."""
    if fact.tell is None or fact.tell.cue is not None:
        return
    for text in tells_of(at, fact):
        if not any(map(is_specific, stems_of(text.words))):
            remedy = f"Put a word into the tell that a question can take up; nothing in it leads to `{fact.id}`."
            yield Problem(text.path, "dead-tell", remedy)


def _stems_told(at: int, fact: Fact) -> frozenset[str]:
    return frozenset(stem for text in (*told_by(at, fact), *tells_of(at, fact)) for stem in stems_of(text.words))


def _leads(fact: Fact, said: frozenset[str]) -> bool:
    """Say whether one phrase of a fact takes up a telling word of what was said, or stands in it as a whole."""
    phrases = (phrase_of(phrase).stems for phrase in fact.about)
    return any(phrase <= said or any(map(is_specific, phrase & said)) for phrase in phrases)
