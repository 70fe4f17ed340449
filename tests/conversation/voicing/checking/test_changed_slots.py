"""Change one number, date or name in any line that a customer may tell, and it is no longer painted."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests import conftest
from trainer.content.schema import Persona
from trainer.conversation.voicing.checking import Kind, flaws_in
from trainer.conversation.voicing.checking.names import names_of

from . import made
from .test_authored_lines import CASTS

_WORDS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBER = re.compile(rf"\b(?:\d[\d,.:]*\d|\d|{'|'.join(_WORDS + _TENS)}|twice|dozen)\b", re.IGNORECASE)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DATE = re.compile(rf"\b(?:{'|'.join(_MONTHS + _DAYS)})(?=s?\b)")


def lines(persona: Persona) -> Iterator[str]:
    """Name every fact, detail, tell and profile answer."""
    for fact in persona.facts:
        yield from (f"fact:{fact.id}:{place}" for place in range(len(fact.says)))
        yield from (f"more:{fact.id}:{facet.value}" for facet in fact.more)
        yield from (f"tell:{fact.id}:{place}" for place in range(len(fact.tell.says) if fact.tell else 0))
    for answer in persona.profile:
        yield from (f"profile:{answer.id}:{place}" for place in range(len(answer.says)))


def other_numbers(word: str) -> Iterator[str]:
    """Give the next number and one further away, written as the word is."""
    low = word.lower()
    if low in ("twice", "dozen"):
        yield {"twice": "three times", "dozen": "score"}[low]
    elif low in _WORDS:
        for step in (1, 7):
            yield _as(word, _WORDS[(_WORDS.index(low) + step) % len(_WORDS)])
    elif low in _TENS:
        for step in (1, 3):
            yield _as(word, _TENS[(_TENS.index(low) + step) % len(_TENS)])
    else:
        yield re.sub(r"\d(?=\D*$)", lambda m: str((int(m.group()) + 3) % 10), word)


def _as(word: str, other: str) -> str:
    return other.capitalize() if word[0].isupper() else other


def changed(text: str, kind: Kind, given: str) -> Iterator[str]:
    """Give the line with one slot of a kind changed to what stands nowhere in what was given."""
    if kind is Kind.NAME:
        for name in sorted(names_of(text)):
            for found in re.finditer(rf"(?<!\w){name}(?!\w)", text, re.IGNORECASE):
                if found.group()[0].isupper():
                    for other in ("Gudrun", "Bartholomew", "Kit", "Halden"):
                        if other.lower() not in given.lower():
                            yield text[: found.start()] + other + text[found.end() :]
        return
    pattern = _NUMBER if kind is Kind.NUMBER else _DATE
    for found in pattern.finditer(text):
        word = found.group()
        row = _MONTHS if word in _MONTHS else _DAYS
        others = other_numbers(word) if kind is Kind.NUMBER else (row[(row.index(word) + n) % len(row)] for n in (1, 3))
        for other in others:
            if not re.search(rf"\b{re.escape(other)}s?\b", given, re.IGNORECASE):
                yield text[: found.start()] + other + text[found.end() :]


@pytest.mark.parametrize("kind", (Kind.NUMBER, Kind.DATE, Kind.NAME))
@pytest.mark.parametrize(("scenario", "name"), CASTS)
def test_a_changed_slot_is_never_painted(scenario: str, name: str, kind: Kind) -> None:
    _, persona = made.cast(scenario, name)
    tried, passed = 0, []
    for piece in list(lines(persona))[:: 1 if conftest.SOAK else 3]:
        bounds = made.bounds_of(scenario, name, (piece,), (), ("Can you tell me about that?",))
        for text in changed(bounds.gist[0], kind, " ".join((*bounds.gist, *bounds.public))):
            tried += 1
            if not flaws_in(text, bounds):
                passed.append((piece, text))
    assert tried > 5
    assert passed == []
