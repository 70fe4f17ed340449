"""Room `content`, lint: customers do not sound alike. A line of one is no line of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.content.findings import Finding, Path, Problem, field_name
from trainer.content.lint.sheets import Sheet
from trainer.content.lint.spoken import spoken, words_of
from trainer.content.loading import located
from trainer.content.schema import Persona
from trainer.language.text import sentences, without_gestures

LONGEST_SHARED = 5
"""Words; what is shorter ("I don't know that yet.") anybody may say."""


@dataclass(frozen=True, slots=True)
class _Place:
    file: str
    path: Path
    persona: str


def shared_lines(sheets: list[Sheet[Persona]]) -> Iterator[Finding]:
    """Give lines and sentences of more than five words that two customers say; at the later file, one for each line."""
    first: dict[str, _Place] = {}
    for sheet in sheets:
        problems = []
        for text in spoken(sheet.content):
            words = without_gestures(text.words)
            for said in dict.fromkeys(map(_plain, (words, *sentences(words)))):
                if len(said.split()) <= LONGEST_SHARED:
                    continue
                place = first.setdefault(said, _Place(sheet.file, text.path, sheet.content.id))
                if place.persona != sheet.content.id:
                    remedy = f"Reword “{said}”; {place.file} has it in {field_name(place.path)}."
                    problems.append(Problem(text.path, "shared-line", remedy))
                    break
        yield from located(problems, sheet.text, sheet.file)


def _plain(line: str) -> str:
    return " ".join(words_of(line))
