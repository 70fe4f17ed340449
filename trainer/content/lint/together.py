"""Room `content`, lint: two people on one call must be told apart, and what they put in must give nobody away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trainer.content.findings import Problem, field_name
from trainer.content.integrity import together_problems
from trainer.content.lint.leaks import lines_leak
from trainer.content.lint.spoken import Text, spoken
from trainer.content.schema import Persona, Scenario
from trainer.language.text import tokens


def pair_problems(scenario: Scenario, personas: Mapping[str, Persona]) -> Iterator[Problem]:
    """Give what is wrong between two people on one call; nothing where one of them cannot be read."""
    people = [personas[seat.persona] for seat in scenario.together if seat.persona in personas]
    if len(people) < 2:  # a fault of its own
        return
    yield from together_problems(people)
    for persona in people:
        yield from lines_leak(persona, list(_chimes(scenario)))
    yield from _shared(people[0], people[1])
    yield from _twice(scenario, people)


def _chimes(scenario: Scenario) -> Iterator[Text]:
    for at, seat in enumerate(scenario.together):
        for line, words in enumerate(seat.chimes):
            yield Text(("together", at, "chimes", line), words)


def _shared(first: Persona, second: Persona) -> Iterator[Problem]:
    known = {_plain(text.words): text.path for text in spoken(first)}
    for text in spoken(second):
        words = _plain(text.words)
        if len(words.split()) > 5 and words in known:  # "Yes, that's so." may be anybody's
            remedy = f"Reword {field_name(text.path)} of `{second.id}`; `{first.id}` says the same on the same call."
            yield Problem(("together",), "same-line", remedy)


def _twice(scenario: Scenario, people: list[Persona]) -> Iterator[Problem]:
    known = {_plain(text.words) for persona in people for text in spoken(persona)}
    for text in _chimes(scenario):
        words = _plain(text.words)
        if words in known:
            yield Problem(text.path, "duplicate-line", "Reword the line; one of the two says the same elsewhere.")
        known.add(words)


def _plain(line: str) -> str:
    return " ".join(token.word for token in tokens(line))
