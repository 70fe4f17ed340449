"""Room `content`, lint: lines that are too hard to take in. A call is heard once, and learners read in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.content.findings import Problem
from trainer.content.lint.coverage import LONGEST_LINE
from trainer.content.lint.spoken import Text, briefing, spoken, words_of
from trainer.content.schema import Persona, Scenario
from trainer.language.text import count_words, flat, sentences, without_gestures

HARDEST = 16.0
"""School years, by Flesch and Kincaid (J. P. Kincaid and others 1975); plain English for the public is 8 to 10, and
what the shipped customers say reaches 15.5."""
LEAST_WORDS = 15
"""The formula says little of a shorter text: one long word would carry it."""
LONGEST_SENTENCE = 40
"""Words; the longest sentence of the shipped customers has 38."""

_PROSE = frozenset({"bio", "manner", "brief", "belief", "focus", "product"})
_VOWELS = re.compile(r"[aeiouy]+")
_LETTERS = re.compile(r"[^a-z]")


def hard_lines(persona: Persona) -> Iterator[Problem]:
    """Give what a customer says, and is said of them in public, that is too hard to read."""
    told = [Text(("bio",), persona.bio), Text(("manner",), persona.manner), *spoken(persona)]
    yield from _hard(told)


def hard_briefing(scenario: Scenario) -> Iterator[Problem]:
    """Give what the learner reads before the call that is too hard to read."""
    yield from _hard(briefing(scenario))


def _hard(texts: list[Text] | Iterator[Text]) -> Iterator[Problem]:
    for text in texts:
        words = without_gestures(text.words)
        longest = max(map(count_words, sentences(words)), default=0)
        if count_words(words) > LONGEST_LINE and text.path[0] not in _PROSE:
            continue  # a speech: `long-line` says so
        if longest > LONGEST_SENTENCE:
            remedy = f"Cut the sentence of {longest} words in two; {LONGEST_SENTENCE} are the most one can follow."
            yield Problem(text.path, "hard-sentence", remedy)
        elif count_words(words) >= LEAST_WORDS and (years := grade(words)) > HARDEST:
            remedy = f"Use shorter words; it takes {years:.0f} years of school to read; {HARDEST:g} are the most."
            yield Problem(text.path, "hard-words", remedy)


def grade(text: str) -> float:
    """Give the school years that a text asks for: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    words = words_of(text)
    parts = max(1, len(sentences(text)))
    return 0.39 * len(words) / parts + 11.8 * sum(map(syllables, words)) / len(words) - 15.59 if words else 0.0


def syllables(word: str) -> int:
    """Count the syllables of an English word by its groups of vowels; a silent final e is none."""
    plain = _LETTERS.sub("", flat(word))
    count = len(_VOWELS.findall(plain))
    silent = plain.endswith("e") and not plain.endswith("le") and count > 1
    return max(1, count - silent)
