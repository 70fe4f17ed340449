"""Room `content`, lint: lines that say the same. Nobody on a call says one sentence twice."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.content.findings import Path, Problem, field_name
from trainer.content.lint.spoken import Text, spoken, words_of
from trainer.content.schema import Persona
from trainer.language.text import is_specific, jaccard, sentences, stems_of, without_gestures

LONG_SENTENCE = 4
"""Words; a shorter sentence ("I don't know.") may come twice."""
LONG_LINE = 5
"""Different words; shorter lines of a pool are alike by nature ("Could be.", "Might be.")."""
TELLING = 4
"""Telling words of an answer; one with fewer may well hold them all ("Four seconds.")."""
ALIKE = 0.7
"""Share of words that two lines have in common, from which on a listener hears the same. Shipped lines reach 0.67."""


def repeat_problems(persona: Persona) -> Iterator[Problem]:
    """Give lines that stand twice in the file, and long sentences that stand in two lines."""
    lines: dict[str, Path] = {}
    known: dict[str, Path] = {}
    found: set[Path] = set()
    for text in spoken(persona):
        line = _plain(text.words) or text.words
        if line in lines:
            remedy = f"Reword the line; the same stands in {field_name(lines[line])}."
            yield Problem(text.path, "duplicate-line", remedy)
            continue
        lines[line] = text.path
        for sentence in map(_plain, sentences(without_gestures(text.words))):
            first = known.setdefault(sentence, text.path)
            if first != text.path and len(sentence.split()) >= LONG_SENTENCE:
                remedy = f"Reword the sentence “{sentence}”; it stands in {field_name(first)} too."
                found.add(text.path)
                yield Problem(text.path, "duplicate-sentence", remedy)
    yield from (problem for problem in _nearly(persona) if problem.path not in found)
    yield from _told_again(persona)


def _nearly(persona: Persona) -> Iterator[Problem]:
    """Look, in each pool or fact, for lines that differ in a word or two."""
    pools: dict[Path, list[Text]] = {}
    for text in spoken(persona):
        pools.setdefault(text.path[:2], []).append(text)
    for texts in pools.values():
        earlier: list[tuple[frozenset[str], Path]] = []
        for text in texts:
            words = frozenset(words_of(without_gestures(text.words)))
            if len(words) < LONG_LINE:
                continue
            same = next((path for other, path in earlier if ALIKE <= jaccard(words, other) < 1), None)
            if same:
                remedy = f"Reword the line; it is nearly the one in {field_name(same)}."
                yield Problem(text.path, "near-duplicate", remedy)
            earlier.append((words, text.path))


def _told_again(persona: Persona) -> Iterator[Problem]:
    """Look for answers to follow-ups that hold nothing but what two of the lines before have told."""
    for at, fact in enumerate(persona.facts):
        told = [(line, stems_of(words)) for line, words in enumerate(fact.says)]
        for facet, words in fact.more.items():
            telling = frozenset(stem for stem in stems_of(words) if is_specific(stem))
            lines = [line for line, stems in told if telling <= stems]
            if len(telling) >= TELLING and len(lines) > 1:
                remedy = f"Add a detail of its own; {field_name(('facts', at, 'says', lines[0]))} tells all of this."
                yield Problem(("facts", at, "more", facet.value), "adds-nothing", remedy)


def _plain(line: str) -> str:
    return " ".join(words_of(line))
