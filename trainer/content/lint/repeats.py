"""Room `content`, lint: lines that say the same. Nobody on a call says one sentence twice."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.content.findings import Path, Problem, field_name
from trainer.content.lint.spoken import spoken
from trainer.content.schema import Persona
from trainer.language.text import sentences, tokens, without_gestures

LONG_SENTENCE = 4
"""Words; a shorter sentence ("I don't know.") may come twice."""


def repeat_problems(persona: Persona) -> Iterator[Problem]:
    """Give lines that stand twice in the file, and long sentences that stand in two lines."""
    lines: dict[str, Path] = {}
    known: dict[str, Path] = {}
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
                yield Problem(text.path, "duplicate-sentence", remedy)


def _plain(line: str) -> str:
    return " ".join(token.word for token in tokens(line))
