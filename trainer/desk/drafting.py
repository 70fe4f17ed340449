"""Room `desk`: begins a persona or scenario file: made, linted, and only then written, never over another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.content.findings import ContentError, Finding

FOLDERS = {"persona": "personas", "scenario": "scenarios"}


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft before it is written."""

    kind: str
    text: str
    file: Path
    findings: tuple[Finding, ...]
    """What lint says of it; a file is written only where nothing is found."""


def place_of(kind: str, id: str, out: Path | None) -> Path:
    """Give where a draft is to lie: `out`, or the folder of its kind below the current one.

    Raises:
        ContentError: there is a file already, or `out` is not named for the id.
    """
    path = out or Path(FOLDERS[kind]) / f"{id}.yaml"
    if path.suffix not in (".yaml", ".yml") or path.stem != id:
        raise ContentError(f"--out must end in {id}.yaml: a file is named for its id.")
    if path.exists() or path.is_symlink():
        raise ContentError(f"There is already a file {path.name}; give another id, or move it away.")
    return path


def begin(kind: str, id: str, answers: Mapping[str, str], file: Path) -> Begun:
    """Make a draft of answers and lint it; nothing is written.

    Raises:
        AnswerError: an answer does not fit.
    """
    from trainer.content.drafting.drafted import persona_text, scenario_text

    if kind == "persona":
        return lint_draft(kind, persona_text(id, answers), file)
    return lint_draft(kind, scenario_text(id, answers), file, answers["personas"].split(","))


def lint_draft(kind: str, text: str, file: Path, personas: Sequence[str] = ()) -> Begun:
    """Give a text as a draft, with what lint says of it."""
    from trainer.content.drafting.proving import prove

    found = prove(kind, text, file, [one.strip() for one in personas])
    return Begun(kind, text, file, tuple(found))


def write(begun: Begun) -> tuple[Path, ...]:
    """Write a draft, and the schema for editors beside it where there is none; give what was written.

    Raises:
        JournalError: there is a file already, or it cannot be written.
    """
    from trainer.content.drafting.drafted import schema_name, schema_text
    from trainer.storage.faults import told
    from trainer.storage.files import write_new

    with told(f"{begun.file.name} could not be written", "choose another folder"):
        begun.file.parent.mkdir(parents=True, exist_ok=True)
    schema = begun.file.with_name(schema_name(begun.kind))
    fresh = not schema.exists()
    if fresh:
        write_new(schema, schema_text(begun.kind))
    try:
        write_new(begun.file, begun.text)
    except BaseException:
        if fresh:
            schema.unlink(missing_ok=True)
        raise
    return (begun.file, schema) if fresh else (begun.file,)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file of the author's own, as a list shows it."""

    path: Path
    kind: str
    name: str
    """The persona's name, or the scenario's title; the file's name where it cannot be read."""


def drafts(folder: Path) -> list[Draft]:
    """Give the content files of a folder and of its `personas` and `scenarios`, by kind and name.

    Raises:
        ContentError: the folder is not there or cannot be read.
    """
    try:
        paths = [path for path in folder.iterdir() if path.is_file() or path.name in FOLDERS.values()]
        inside = [one for path in paths if path.is_dir() for one in path.iterdir()]
    except OSError as error:
        raise ContentError(f"{folder} cannot be read ({error.strerror or 'no folder'}); name another.") from None
    found = [_draft(path) for path in (*paths, *inside) if path.suffix in (".yaml", ".yml") and path.is_file()]
    return sorted((one for one in found if one is not None), key=lambda one: (one.kind, one.name, one.path))


def _draft(path: Path) -> Draft | None:
    """Give a file as a draft; None where it is neither a persona nor a scenario."""
    from trainer.content.loading import parse_content, read_text

    kinds = {folder: kind for kind, folder in FOLDERS.items()}
    try:
        value = parse_content(read_text(path), path.name)
    except ContentError:
        kind = kinds.get(path.parent.name)
        return Draft(path, kind, path.name) if kind else None
    kind = "persona" if "facts" in value else "scenario" if "belief" in value else kinds.get(path.parent.name)
    name = value.get("name" if kind == "persona" else "title")
    return Draft(path, kind, name if isinstance(name, str) else path.name) if kind else None


def lint_lines(path: Path) -> list[str]:
    """Give what lint says of a file, a line each."""
    from trainer.content.lint.run import lint

    return [f"{found} [{found.rule}]" for found in lint([path])]
