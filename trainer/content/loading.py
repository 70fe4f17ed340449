"""Room `content`: reads one content file, safely. Nothing of a file is run, expanded or trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from trainer.content.findings import ContentError, Finding, Problem, field_name, shown

if TYPE_CHECKING:
    from trainer.content.drills.schema import Drills
    from trainer.content.schema import Persona, Scenario

SIZE_LIMIT = 256 * 1024
"""Bytes; the largest customer takes about a third."""

Model = TypeVar("Model", "Persona", "Scenario", "Drills")


def load_persona(path: Path) -> Persona:
    """Read and check a persona file.

    Raises:
        ContentError: the file cannot be read or is no sound persona.
    """
    from trainer.content.integrity import persona_problems
    from trainer.content.schema import Persona

    return _load(path, Persona, persona_problems)


def load_scenario(path: Path) -> Scenario:
    """Read and check a scenario file.

    Raises:
        ContentError: the file cannot be read or is no sound scenario.
    """
    from trainer.content.integrity import scenario_problems
    from trainer.content.schema import Scenario

    return _load(path, Scenario, scenario_problems)


def load_head(path: Path, keys: Iterable[str]) -> dict[str, Any]:
    """Read a file no further than its top-level `keys` and give all that was read; nothing is validated.

    Raises:
        ContentError: the file cannot be read, or is broken before all keys were met.
    """
    return parse_content(read_text(path), show_path(path), frozenset(keys))


def read_text(path: Path) -> str:
    """Read a content file as text.

    Raises:
        ContentError: no such file, no right to read it, too large, empty, or not UTF-8 text.
    """
    file = show_path(path)
    try:
        if not path.is_file():
            kind = "a folder or device, not a file" if path.exists() else "not there"
            raise _whole_file(file, "file-missing", f"Check the path; it is {kind}.")
        with path.open("rb") as stream:
            raw = stream.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise _whole_file(file, "file-unreadable", f"Make the file readable ({shown(reason)}).") from None
    if len(raw) > SIZE_LIMIT:
        raise _whole_file(file, "file-size", f"Shorten the file to at most {SIZE_LIMIT // 1024} KB.")
    return decode(raw, file)


def decode(raw: bytes, file: str) -> str:
    """Give the bytes of a content file as text.

    Raises:
        ContentError: empty, binary, or not UTF-8.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        finding = Finding(file, line, "", "encoding", "Save the file as UTF-8 text.")
        raise ContentError.of([finding]) from None
    if "\0" in text:
        raise _whole_file(file, "encoding", "Save the file as UTF-8 text; this one is binary.")
    if not text.strip():
        raise _whole_file(file, "file-empty", "Write the content; the file is empty.")
    return text


def parse_content(text: str, file: str, only: frozenset[str] | None = None) -> dict[str, Any]:
    """Give the top-level mapping of a content text; nothing is validated.

    Raises:
        ContentError: not the plain YAML that content is written in, or no mapping.
    """
    from trainer.content.plain_yaml import YamlFault, parse  # yaml: 20 ms, not on the way to home

    try:
        value = parse(text, only)
    except YamlFault as fault:
        finding = Finding(file, fault.line, field_name(fault.path), fault.rule, fault.remedy)
        raise ContentError.of([finding]) from None
    if not isinstance(value, dict):
        raise _whole_file(file, "not-a-mapping", "Write `key: value` lines; a content file is a mapping.")
    return value


def validate(
    value: dict[str, Any], text: str, file: str, model: type[Model], check: Callable[[Model], Iterable[Problem]]
) -> Model:
    """Make a persona or scenario of parsed data; `text` is what it was parsed from, for the lines of faults.

    Raises:
        ContentError: it does not fit the schema, or `check` finds a problem in it.
    """
    from pydantic import ValidationError

    try:
        made = model.model_validate(value)
    except ValidationError as error:
        from trainer.content.remedies import problems_of

        raise ContentError.of(located(problems_of(error, model), text, file)) from None
    problems = list(check(made))
    if problems:
        raise ContentError.of(located(problems, text, file))
    return made


def located(problems: Iterable[Problem], text: str, file: str) -> list[Finding]:
    """Give problems as findings, with the lines at which their values stand in `text`."""
    problems = list(problems)
    from trainer.content.plain_yaml import line_of, lines_of

    lines = lines_of(text) if problems else {}
    return [Finding(file, line_of(lines, p.path), field_name(p.path), p.rule, p.remedy) for p in problems]


def show_path(path: Path) -> str:
    """Give a path as people want to see it: from where they are, if it is below that."""
    try:
        return str(path.relative_to(Path.cwd()) if path.is_absolute() else path)
    except (OSError, ValueError):
        return str(path)


def _load(path: Path, model: type[Model], check: Callable[[Model], Iterable[Problem]]) -> Model:
    text, file = read_text(path), show_path(path)
    return validate(parse_content(text, file), text, file, model, check)


def _whole_file(file: str, rule: str, remedy: str) -> ContentError:
    return ContentError.of([Finding(file, 0, "", rule, remedy)])
