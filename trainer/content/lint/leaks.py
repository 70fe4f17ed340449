"""Room `content`, lint: words of a deep fact that can be read or heard before it is earned.

What the lines of a fact have in common, whatever their wording, is its core: a paraphrase has to hold it too. Handles,
the single odd words that lead on, are meant to come early; what counts as a leak is a whole phrase, a run of the same
words, or most of what a line says. Shallower facts may share more with a deeper one than public text may.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trainer.content.findings import Path, Problem, field_name
from trainer.content.lint.graph import ancestors
from trainer.content.lint.spoken import Text, briefing, open_lines, public, tells_of, told_by, words_of
from trainer.content.schema import Fact, Persona, Scenario
from trainer.language.text import canon, is_specific, phrase_of, shingles, stems_of


@dataclass(frozen=True, slots=True)
class _Measure:
    """How much of a secret another text may not hold."""

    run: int
    """Words in a row …"""
    telling: int
    """… if so many of their stems are telling."""
    share: float
    """Of the telling stems of one line, if there are at least `_LEAST`."""


_IN_PUBLIC = _Measure(4, 2, 0.6)
_IN_EARLIER_FACTS = _Measure(5, 3, 0.75)
_LEAST = 3
_LEAST_OF_CORE = 4
"""Of the telling stems that at least `_IN_CORE` lines of a fact share: fewer may be the handle."""
_IN_CORE = 2
COMMON = 4
"""Open lines and surface facts with a stem, from which on it is ordinary talk of this customer."""
_HIDDEN_FROM = 2
"""Depth from which a fact is hidden."""
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class _Secret:
    """A hidden fact, or a motivation: what must not be heard before it."""

    name: str
    told: tuple[str, ...]
    """Lines that tell it."""
    hinted: tuple[str, ...] = ()
    """Lines that hint at it."""
    phrases: tuple[str, ...] = ()
    """What a question on it touches; of the deepest facts only."""


def leak_problems(persona: Persona) -> Iterator[Problem]:
    """Give the lines of a persona that tell what has yet to be earned."""
    search = _Search(persona)
    open_texts = list(public(persona))
    before = ancestors(persona.facts)
    for secret in _secrets(persona):
        yield from search.leaks(secret, open_texts, _IN_PUBLIC)
    for at, fact in enumerate(persona.facts):
        if fact.depth < _HIDDEN_FROM:
            continue
        earlier = [
            text
            for place, other in enumerate(persona.facts)
            if other.depth < fact.depth or (other.id in before[fact.id] and other.id != fact.id)
            for text in (*told_by(place, other), *tells_of(place, other))
        ]
        yield from search.leaks(_Secret(fact.id, fact.says), [*earlier, *tells_of(at, fact)], _IN_EARLIER_FACTS)
        if fact.depth == _DEEPEST:
            yield from _asked_elsewhere(persona, fact, search)


def _asked_elsewhere(persona: Persona, fact: Fact, search: _Search) -> Iterator[Problem]:
    """Look for phrases of shallower facts made of words that only the deep one says: asking for it would meet them."""
    shallower = [(at, other) for at, other in enumerate(persona.facts) if other.depth < fact.depth]
    heard = {stem for text in public(persona) for stem in stems_of(text.words)}
    for at, other in enumerate(persona.facts):
        texts = (*(told_by(at, other) if other.depth < fact.depth else ()), *tells_of(at, other))
        heard |= {stem for text in texts for stem in stems_of(text.words)}
    own = search.core(fact.says) - heard
    for at, other in shallower:
        for place, phrase in enumerate(other.about):
            telling = {stem for stem in phrase_of(phrase).stems if is_specific(stem)}
            if telling and telling <= own:
                path = ("facts", at, "about", place)
                remedy = f"Move “{phrase}” to `{fact.id}`, which alone speaks of it; here `{other.id}` would answer."
                yield Problem(path, "leak-about", remedy)


def briefing_leaks(scenario: Scenario, persona: Persona) -> Iterator[Problem]:
    """Give the texts of a scenario that tell what one of its customers hides."""
    yield from lines_leak(persona, list(briefing(scenario)))


def lines_leak(persona: Persona, texts: Sequence[Text]) -> Iterator[Problem]:
    """Give which of these texts, that anybody may read or hear, tell what a customer hides."""
    search = _Search(persona)
    for secret in _secrets(persona):
        yield from search.leaks(secret, texts, _IN_PUBLIC)


def _secrets(persona: Persona) -> Iterator[_Secret]:
    for fact in persona.facts:
        if fact.depth >= _HIDDEN_FROM:
            phrases = fact.about if fact.depth == _DEEPEST else ()
            yield _Secret(fact.id, fact.says, fact.tell.says if fact.tell else (), phrases)
    for motivation in persona.motivations:
        yield _Secret(motivation.id, (motivation.insight, *motivation.accepted))


class _Search:
    """Looks for the secrets of one customer, knowing what is ordinary talk for them."""

    def __init__(self, persona: Persona) -> None:
        self._known: dict[str, frozenset[str]] = {}
        surface = [
            text.words
            for at, fact in enumerate(persona.facts)
            if fact.depth < _HIDDEN_FROM
            for text in (*told_by(at, fact), *tells_of(at, fact))
        ]
        open_words = [text.words for text in open_lines(persona)]
        counts = Counter(stem for words in (*open_words, *surface) for stem in stems_of(words))
        self._common = frozenset(stem for stem, lines in counts.items() if lines >= COMMON)
        self._surface_runs = frozenset(run for words in surface for run in _runs(words, _IN_PUBLIC.run))

    def leaks(self, secret: _Secret, texts: Iterable[Text], measure: _Measure) -> Iterator[Problem]:
        """Give the texts that tell a secret; one problem a text."""
        lines = (*secret.told, *secret.hinted)
        runs = {run for line in lines for run in _runs(line, measure.run)} - self._surface_runs
        runs = {run for run in runs if len(self._of_these(map(canon, run))) >= measure.telling}
        parts = [stems for line in secret.told if len(stems := self._telling(line)) >= _LEAST]
        core = self.core(secret.told)
        phrases = [(phrase, stems) for phrase in secret.phrases if len(stems := self._whole(phrase)) > 1]
        for text in texts:
            here = self._telling(text.words)
            run = next((run for run in _runs(text.words, measure.run) if run in runs), None)
            part = max(
                (stems & here for stems in parts if len(stems & here) >= measure.share * len(stems)),
                key=len,
                default=None,
            )
            gist = core & here
            phrase = next((phrase for phrase, stems in phrases if stems <= here), None)
            if run:
                yield _leak(text.path, "leak-run", secret, f"“{' '.join(run)}” stands in it too")
            elif part:
                yield _leak(text.path, "leak-words", secret, f"it shares {', '.join(sorted(part))}")
            elif len(gist) >= max(_LEAST_OF_CORE, measure.share * len(core)):
                yield _leak(text.path, "leak-gist", secret, f"it holds {', '.join(sorted(gist))}")
            elif phrase:
                yield _leak(text.path, "leak-phrase", secret, f"“{phrase}” asks for it")

    def _telling(self, words: str) -> frozenset[str]:
        """Give the stems that could stand neither in any interview nor in any line of this customer."""
        if words not in self._known:
            self._known[words] = self._of_these(stems_of(words))
        return self._known[words]

    def _of_these(self, stems: Iterable[str]) -> frozenset[str]:
        return frozenset(stem for stem in stems if is_specific(stem)) - self._common

    def core(self, told: tuple[str, ...]) -> frozenset[str]:
        """Give the telling stems that at least two lines share: what is told, whatever the words."""
        counts = Counter(stem for line in told for stem in self._telling(line))
        return frozenset(stem for stem, lines in counts.items() if lines >= _IN_CORE)

    def _whole(self, phrase: str) -> frozenset[str]:
        """Give the stems of a phrase if all of them are telling; else nothing."""
        stems = stems_of(phrase)
        return stems if stems == self._telling(phrase) else frozenset()


def _leak(path: Path, rule: str, secret: _Secret, why: str) -> Problem:
    return Problem(path, rule, f"Reword {field_name(path)}, which gives away `{secret.name}`: {why}.")


@lru_cache(maxsize=16384)
def _runs(words: str, length: int) -> tuple[tuple[str, ...], ...]:
    return tuple(shingles(words_of(words), length))
