"""Room `content`, lint: typed details. What is counted, dated or aged in one line is not otherwise in another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from trainer.content.findings import Path, Problem, field_name
from trainer.content.lint.numbers import (
    OLDEST,
    YOUNGEST,
    Count,
    age_in_bio,
    ages_of_others,
    counts_in,
    numbers_in,
    own_age_in,
    weekdays_in,
)
from trainer.content.lint.spoken import Text, public, told_by
from trainer.content.schema import Fact, Persona

FEWEST = 3
"""Smaller numbers are said of different things all the time."""
SETTLED = 3
"""Lines that give one number of a thing, from which on it is a fixed detail; what the bio counts is one at once."""
SETTING = 4
"""Words at the head of a line in which it says when something was ("It was a Tuesday …")."""
CLOSE = 0.85
"""A number is a slip for another if the smaller is at least this part of the larger; beyond, it is another thing."""


def detail_problems(persona: Persona) -> Iterator[Problem]:
    """Give ages, counts and weekdays that contradict each other; each at the line that stands alone with its own."""
    yield from _own_age(persona)
    yield from _ages_of_others(persona)
    found = set()
    for at, fact in enumerate(persona.facts):
        for problem in (*_days(at, fact), *_counts_of_fact(at, fact)):
            found.add(problem.path)
            yield problem
    yield from (problem for problem in _counts(persona) if problem.path not in found)


def _lines(persona: Persona) -> list[Text]:
    facts = [text for at, fact in enumerate(persona.facts) for text in told_by(at, fact)]
    return [*public(persona), *facts]


def _own_age(persona: Persona) -> Iterator[Problem]:
    age = age_in_bio(persona.bio)
    if age is None:
        return
    fits = {age, age + 1}  # "I'll be forty-seven in May"
    asked = [
        (("profile", at, "says", line), words)
        for at, answer in enumerate(persona.profile)
        if answer.id == "age"
        for line, words in enumerate(answer.says)
    ]
    for path, words in asked:
        said = {number for number in numbers_in(words) if YOUNGEST <= number <= OLDEST}
        if said and said.isdisjoint(fits):
            yield _age(path, persona.name, age, min(said))
    answers = {path for path, _ in asked}
    for text in _lines(persona):
        own = own_age_in(text.words)
        if own is not None and own != age and text.path not in answers and text.path != ("bio",):
            yield _age(text.path, persona.name, age, own)


def _age(path: Path, name: str, age: int, said: int) -> Problem:
    return Problem(path, "detail-age", f"Make the age of {name} {age}, as in the bio, or mend the bio (here {said}).")


def _ages_of_others(persona: Persona) -> Iterator[Problem]:
    known: dict[str, tuple[int, Path]] = {}
    for text in _lines(persona):
        for name, age in ages_of_others(text.words):
            first, where = known.setdefault(name, (age, text.path))
            if first != age and text.path != ("bio",) and name not in persona.name:
                remedy = f"Give {name} one age: {age} here, {first} in {field_name(where)}."
                yield Problem(text.path, "detail-age", remedy)


def _days(at: int, fact: Fact) -> Iterator[Problem]:
    """Look for the line that puts a fact on another weekday. Its first words set the day; later ones may move on."""
    first = [(line, weekdays_in(" ".join(words.split()[:SETTING]))) for line, words in enumerate(fact.says)]
    named = [(line, next(iter(days))) for line, days in first if len(days) == 1]
    usual = Counter(day for _, day in named).most_common(1)
    for line, day in named:
        if day != usual[0][0]:
            remedy = (
                f"Let every line of `{fact.id}` name the same day: {day.title()} here, {usual[0][0].title()} before."
            )
            yield Problem(("facts", at, "says", line), "detail-day", remedy)


def _counts_of_fact(at: int, fact: Fact) -> Iterator[Problem]:
    """Look for lines of one fact that count the same thing otherwise; the others must not know the number at all."""
    lines = [(line, words, counts_in(words)) for line, words in enumerate(fact.says)]
    for line, words, counts in lines:
        for earlier, before, others in lines[:line]:
            clash = _clash(counts, others, numbers_in(words), numbers_in(before))
            if clash:
                yield _otherwise(("facts", at, "says", line), clash[0], clash[1], ("facts", at, "says", earlier))
                break
        else:
            continue
        break


def _clash(
    here: tuple[Count, ...], there: tuple[Count, ...], numbers: frozenset[int], before: frozenset[int]
) -> tuple[Count, Count] | None:
    for one in here:
        for other in there:
            same = one.noun == other.noun and min(one.number, other.number) >= FEWEST
            if same and one.number not in before and other.number not in numbers:
                return one, other
    return None


def _counts(persona: Persona) -> Iterator[Problem]:
    """Look over the whole file for a number that is nearly the settled one of a thing ("forty fitters")."""
    said: dict[str, dict[int, list[tuple[Path, Count]]]] = defaultdict(lambda: defaultdict(list))
    for text in _lines(persona):
        for count in counts_in(text.words):
            said[count.noun][count.number].append((text.path, count))
    for numbers in said.values():
        for number, places in numbers.items():
            in_bio = any(path == ("bio",) for path, _ in places)
            if number < FEWEST or not (in_bio or len(places) >= SETTLED):
                continue
            for other, elsewhere in numbers.items():
                if len(elsewhere) == 1 and _slip(number, other, in_bio):
                    yield _otherwise(elsewhere[0][0], elsewhere[0][1], places[0][1], places[0][0])


def _slip(settled: int, other: int, in_bio: bool) -> bool:
    """Say whether a number is nearly the settled one. "All but one" is none, nor is one more, except beside the bio."""
    apart = other not in (settled, settled - 1, settled + (not in_bio))
    return apart and min(settled, other) >= CLOSE * max(settled, other)


def _otherwise(path: Path, here: Count, there: Count, where: Path) -> Problem:
    remedy = f"Make the numbers agree: “{here.words}” here, “{there.words}” in {field_name(where)}."
    return Problem(path, "detail-number", remedy)
