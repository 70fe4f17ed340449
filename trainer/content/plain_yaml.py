"""Room `content`: the small, safe part of YAML that content is written in.

Values are built from the parser's events one by one, so that nothing is ever expanded, no depth of nesting recurses,
and a file can be read only as far as it is needed. Scalars follow YAML 1.2: `no`, `on` and `1:30` are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from trainer.content.findings import Path, has_control, shown

DEPTH_LIMIT = 20
"""Levels of nesting; the deepest content needs six."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]{1,15}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,15}|[0-9]{1,15}(?:\.[0-9]{0,15})?)(?:[eE][-+]?[0-9]{1,3})?")
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    ".nan": float("nan"), ".inf": float("inf"), "-.inf": float("-inf"), "+.inf": float("inf"),
}  # fmt: skip


class YamlFault(Exception):
    """The text is not the plain YAML that content is written in."""

    def __init__(self, rule: str, line: int, remedy: str, path: Path = ()) -> None:
        """Take the rule that is broken, the line (from 1, 0 for none), what to do, and where in the file it is."""
        super().__init__(remedy)
        self.rule, self.line, self.remedy, self.path = rule, line, remedy, path


@dataclass(slots=True)
class _Level:
    """A mapping or list that is being filled."""

    holds: dict[str, Any] | list[Any]
    line: int
    path: Path = ()
    key: str | None = None
    key_line: int = 0


@dataclass(slots=True)
class _Builder:
    """Builds values from events; notes the line of each where `lines` is given."""

    lines: dict[Path, int] | None
    levels: list[_Level] = field(default_factory=list)
    root: Any = None
    documents: int = 0

    def take(self, event: Any) -> None:
        """Take the next event."""
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_tricks(event)
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open({}, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open([], event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.levels.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise self._fault("yaml-alias", event, "Write the value out; anchors and aliases are not read.")
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._fault("yaml-documents", event, "Keep one document in a file; remove this `---`.")

    def _fault(self, rule: str, event: Any, remedy: str) -> YamlFault:
        return YamlFault(rule, event.start_mark.line + 1, remedy, self._here())

    def _here(self) -> Path:
        """Where the next value goes."""
        if not self.levels:
            return ()
        level = self.levels[-1]
        step = level.key if isinstance(level.holds, dict) else len(level.holds)
        return level.path if step is None else (*level.path, step)

    def _refuse_tricks(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._fault("yaml-alias", event, "Remove the anchor; anchors and aliases are not read.")
        if event.tag is not None:
            raise self._fault("yaml-tag", event, f"Remove the tag `{shown(event.tag, 40)}`; tags are not read.")

    def _open(self, holds: dict[str, Any] | list[Any], event: Any) -> None:
        self._refuse_tricks(event)
        if len(self.levels) >= DEPTH_LIMIT:
            raise self._fault("yaml-depth", event, f"Nest at most {DEPTH_LIMIT} levels deep.")
        if self.levels and isinstance(self.levels[-1].holds, dict) and self.levels[-1].key is None:
            raise self._fault("yaml-key", event, "Use a plain word as key.")
        path, line = self._here(), event.start_mark.line + 1
        self._put(holds, line)
        self.levels.append(_Level(holds, line, path))

    def _scalar(self, event: Any) -> None:
        level = self.levels[-1] if self.levels else None
        if has_control(event.value):
            raise self._fault("control-character", event, "Remove the control or invisible character.")
        if level is not None and isinstance(level.holds, dict) and level.key is None:
            if event.value == "<<" and not event.style:
                raise self._fault("yaml-alias", event, "Write the keys out; merge keys (`<<`) are not read.")
            if event.value in level.holds:
                raise self._fault("duplicate-key", event, f"Remove one `{shown(event.value)}`; the key stands twice.")
            level.key, level.key_line = event.value, event.start_mark.line + 1
            return
        plain = event.implicit[0] and not event.style
        self._put(_plain(event.value) if plain else event.value, event.start_mark.line + 1)

    def _put(self, value: Any, line: int) -> None:
        if self.lines is not None:
            inside = self.levels[-1] if self.levels else None
            keyed = inside is not None and isinstance(value, (dict, list)) and isinstance(inside.holds, dict)
            self.lines[self._here()] = inside.key_line if inside is not None and keyed else line
        if not self.levels:
            self.root = value
            return
        level = self.levels[-1]
        if isinstance(level.holds, list):
            level.holds.append(value)
        elif level.key is not None:
            level.holds[level.key] = value
            level.key = None


def _plain(text: str) -> Any:
    """Give the value of an unquoted scalar: null, a truth value, a number, or the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "-+.0123456789":
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = shown(error.problem or error.context or "it cannot be parsed")
        raise YamlFault("yaml-syntax", mark.line + 1 if mark else 0, f"Mend the YAML here: {what}.") from None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise YamlFault("yaml-syntax", 0, f"Mend the YAML: {shown(error)}.") from None


def parse(text: str, only: frozenset[str] | None = None) -> Any:
    """Give the value that `text` holds; with `only`, stop as soon as all these top-level keys have been read.

    Raises:
        YamlFault: broken YAML, or an alias, tag, merge key, duplicate key, control character or too deep nesting.
    """
    builder = _Builder(None)
    for event in _events(text):
        builder.take(event)
        if only is not None and len(builder.levels) == 1 and isinstance(builder.root, dict):
            level = builder.levels[0]
            if level.key is None and only <= level.holds.keys():  # type: ignore[union-attr]
                break
    return builder.root


def lines_of(text: str) -> dict[Path, int]:
    """Give the line (from 1) of every value of a text that `parse` reads; of as much as can be read otherwise."""
    builder = _Builder({})
    try:
        for event in _events(text):
            builder.take(event)
    except YamlFault:
        pass
    return builder.lines or {}


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Give the line of a value, or of the nearest thing around it; 1 where nothing is known."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)
