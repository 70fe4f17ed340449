"""Room `content`, lint: finds the files to check and reads those that fit their schema."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic

from trainer.content.findings import ContentError, Finding
from trainer.content.integrity import persona_problems, scenario_problems
from trainer.content.loading import Model, parse_content, read_text, show_path, validate
from trainer.content.schema import Persona, Scenario

_SUFFIXES = (".yaml", ".yml")
_KINDS = {"personas": "persona", "scenarios": "scenario", "drills": "drills"}
_OF_PERSONA = frozenset({"facts", "motivations", "temperament", "lines"})
_OF_SCENARIO = frozenset({"personas", "brief", "belief", "product"})
_OF_DRILLS = frozenset({"kind", "items"})


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Model]):
    """A file that fits its schema."""

    path: Path
    text: str
    content: Model

    @property
    def file(self) -> str:
        """The file's name in findings."""
        return show_path(self.path)


@dataclass(slots=True)
class Desk:
    """All files that are checked together."""

    personas: list[Sheet[Persona]]
    scenarios: list[Sheet[Scenario]]
    findings: list[Finding]
    """Of the files that do not fit their schema, or are not there."""


def read_all(paths: Iterable[Path]) -> Desk:
    """Read files, and the content files in folders; a file given twice is read once."""
    desk = Desk([], [], [])
    seen: set[str] = set()
    for given in paths:
        found = _files_of(given)
        if not found:
            desk.findings.append(Finding(show_path(given), 0, "", "no-content", "Name a folder with content files."))
        for path in found:
            real = os.path.abspath(path)
            if real not in seen:
                seen.add(real)
                _read(path, desk, asked=path == given)
    return desk


def drill_files(paths: Iterable[Path]) -> list[Path]:
    """Give the files of drills among files and in folders; they are judged elsewhere, by what hears answers."""
    found: dict[str, Path] = {}
    for path in (path for given in paths for path in _files_of(given)):
        try:
            text = read_text(path)
            if _is(path, parse_content(text, show_path(path))) == "drills":
                found.setdefault(os.path.abspath(path), path)
        except ContentError:  # `read_all` says what is wrong with it
            continue
    return list(found.values())


def _is(path: Path, value: dict[str, Any]) -> str:
    return _KINDS.get(path.absolute().parent.name) or _kind_of(value)


def _files_of(given: Path) -> list[Path]:
    try:
        return list(_content_in(given)) if given.is_dir() else [given]
    except (OSError, ValueError):  # no right to look, or no path at all: reading says which
        return [given]


def _content_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix in _SUFFIXES and not hidden and path.is_file():
            yield path


def _read(path: Path, desk: Desk, asked: bool) -> None:
    file = show_path(path)
    try:
        text = read_text(path)
        value = parse_content(text, file)
        kind = _is(path, value)
        if kind == "persona":
            made = validate(value, text, file, Persona, persona_problems)
            desk.personas.append(Sheet(path, text, made))
        elif kind == "scenario":
            desk.scenarios.append(Sheet(path, text, validate(value, text, file, Scenario, scenario_problems)))
        elif asked and kind != "drills":
            remedy = (
                "Write a persona (with `facts`), a scenario (with `personas`) or drills (with `items`); this is none."
            )
            desk.findings.append(Finding(file, 1, "", "unknown-kind", remedy))
    except ContentError as error:
        desk.findings.extend(error.findings)


def _kind_of(value: dict[str, Any]) -> str:
    if _OF_PERSONA & value.keys():
        return "persona"
    if value.keys() >= _OF_DRILLS:
        return "drills"
    return "scenario" if len(_OF_SCENARIO & value.keys()) > 1 else ""
