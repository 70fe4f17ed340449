"""Room `content`, lint: finds typed details (counts of things, weekdays, ages) in plain English lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trainer.language.text import flat, stem

_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: at + 1 for at, word in enumerate(_ONES)} | {word: 20 + 10 * at for at, word in enumerate(_TENS)}
_NUMBER = (
    rf"(?:\d{{1,4}}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[:9])}))?|{'|'.join(sorted(_ONES, key=len)[::-1])})"
)
_ANY = re.compile(rf"(?<![\w:.,'’-]){_NUMBER}(?![\w:'’-]|[.,]\d)")
_COUNT = re.compile(
    rf"(?<![\w:.-])((?:about|around|nearly|almost|over|under|some|roughly|than|least|most|by|or|to|and|another|other|"
    rf"first|last|next)[ ])?({_NUMBER})(?![.,:]\d) (?:of (?:the|our|my|your|these|those) )?"
    r"([a-z]{3,}s|men|women|children)\b"
)
_WEEKDAY = re.compile(r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b")
_I_AM = re.compile(rf"(?:^|[.!?,;:…] |\b(?:and|but|so) )i(?:'m| am) ({_NUMBER})(?=[.,;!?]|$| years old\b)")
_IN_BIO = re.compile(rf"(?:,| is) ({_NUMBER})(?=,| and | years old\b)")
_OTHER_AGE = re.compile(rf"\b([A-Z][a-zà-ÿ]{{2,}})(?:['’]s| is|,) ((?i:{_NUMBER}))(?=[.,;!?]|$| years old\b| now\b)")
_NO_NAMES = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "that", "this", "what",
    "there", "here", "mine", "yours", "hers", "his", "one", "and",
})  # fmt: skip
#: Nouns that measure rather than count things (a customer has many durations, and no two need agree), or that only look
#: like plurals.
_MEASURES = (
    "seconds", "minutes", "hours", "days", "nights", "evenings", "mornings", "weeks", "weekends", "months", "years",
    "times", "pounds", "euros", "dollars", "cents", "pence", "francs", "kilos", "tons", "tonnes", "metres", "miles",
    "kilometres", "feet", "inches", "degrees", "percent", "points", "hundreds", "thousands", "goes", "words", "steps",
    "lines", "was", "has", "does", "this", "yes", "less", "always",
)  # fmt: skip
MEASURES = frozenset(map(stem, _MEASURES))
YOUNGEST, OLDEST = 16, 99
"""Ages of customers; smaller and larger numbers beside an age are something else."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something."""

    number: int
    noun: str
    """Its stem."""
    words: str
    """As it stands in the line, in lower case."""


def value_of(words: str) -> int:
    """Give the number that a match of the patterns here stands for."""
    return int(words) if words.isdigit() else sum(_VALUES[word] for word in re.split(r"[- ]", words))


@lru_cache(maxsize=8192)
def counts_in(line: str) -> tuple[Count, ...]:
    """Give the counted things of a line; rounded counts ("nearly forty") and measures are left out."""
    found = []
    for match in _COUNT.finditer(flat(line)):
        hedge, number, noun = match.groups()
        if not hedge and stem(noun) not in MEASURES:
            found.append(Count(value_of(number), stem(noun), f"{number} {noun}"))
    return tuple(found)


def numbers_in(line: str) -> frozenset[int]:
    """Give every number of a line, whatever it counts."""
    return frozenset(value_of(match.group()) for match in _ANY.finditer(flat(line)))


def weekdays_in(line: str) -> frozenset[str]:
    """Give the weekdays that a line names, in lower case."""
    return frozenset(_WEEKDAY.findall(flat(line)))


def own_age_in(line: str) -> int | None:
    """Give the age that a speaker gives as their own ("I'm forty-six."), if there is one."""
    match = _I_AM.search(flat(line))
    age = value_of(match.group(1)) if match else 0
    return age if YOUNGEST <= age <= OLDEST else None


def age_in_bio(bio: str) -> int | None:
    """Give the age that a bio states ("Ilse Brandt, 46, …"), if there is one."""
    ages = (value_of(match.group(1)) for match in _IN_BIO.finditer(flat(bio)))
    return next((age for age in ages if YOUNGEST <= age <= OLDEST), None)


def ages_of_others(line: str) -> Iterator[tuple[str, int]]:
    """Give (name, age) for each person of whom a line says how old they are ("Nika's eleven.")."""
    for match in _OTHER_AGE.finditer(line):
        if match.group(1).lower() not in _NO_NAMES:
            yield match.group(1), value_of(flat(match.group(2)))
