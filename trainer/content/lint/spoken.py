"""Room `content`, lint: every line that a customer can say, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trainer.content.findings import Path
from trainer.content.schema import Fact, Persona, Scenario
from trainer.language.text import words_in


@lru_cache(maxsize=8192)
def words_of(line: str) -> tuple[str, ...]:
    """Give the words of a line in lower case. Several rules read each line; this holds those of a few customers."""
    return words_in(line)


@dataclass(frozen=True, slots=True)
class Text:
    """Some words of a file."""

    path: Path
    words: str


def told_by(at: int, fact: Fact) -> Iterator[Text]:
    """Give the lines in which a fact and its details are told."""
    for line, words in enumerate(fact.says):
        yield Text(("facts", at, "says", line), words)
    for facet, words in fact.more.items():
        yield Text(("facts", at, "more", facet.value), words)


def tells_of(at: int, fact: Fact) -> Iterator[Text]:
    """Give the lines in which a fact is hinted at."""
    for line, words in enumerate(fact.tell.says if fact.tell else ()):
        yield Text(("facts", at, "tell", "says", line), words)


def open_lines(persona: Persona) -> Iterator[Text]:
    """Give the lines that may be said to anybody, whatever they have earned."""
    for at, words in enumerate(persona.opening):
        yield Text(("opening", at), words)
    for at, words in enumerate(persona.decoy.says):
        yield Text(("decoy", "says", at), words)
    for at, answer in enumerate(persona.profile):
        for line, words in enumerate(answer.says):
            yield Text(("profile", at, "says", line), words)
    for pool, lines in persona.lines:
        for at, words in enumerate(lines):
            yield Text(("lines", pool, at), words)


def spoken(persona: Persona) -> Iterator[Text]:
    """Give every line that the customer can say."""
    for at, fact in enumerate(persona.facts):
        yield from told_by(at, fact)
        yield from tells_of(at, fact)
    yield from open_lines(persona)


def public(persona: Persona) -> Iterator[Text]:
    """Give what anybody can read or hear of the customer."""
    yield Text(("bio",), persona.bio)
    yield Text(("manner",), persona.manner)
    yield from open_lines(persona)


def briefing(scenario: Scenario) -> Iterator[Text]:
    """Give what the learner reads before the call."""
    yield Text(("title",), scenario.title)
    yield Text(("focus",), scenario.focus)
    yield Text(("product", "about"), scenario.product.about)
    yield Text(("belief",), scenario.belief)
    yield Text(("brief",), scenario.brief)
