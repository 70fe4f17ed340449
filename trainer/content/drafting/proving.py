"""Room `content`, drafting: lints the text of a draft before any file of it is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from trainer.content.catalogue import Catalogue
from trainer.content.findings import Finding
from trainer.content.lint.run import lint
from trainer.content.loading import show_path
from trainer.language.text import stems_of

_FOLDERS = {"persona": "personas", "scenario": "scenarios"}
_SUFFIXES = (".yaml", ".yml")


def prove(kind: str, text: str, file: Path, personas: Iterable[str] = ()) -> list[Finding]:
    """Give what `trainer lint` will say of the text as `file`; `personas` are the ids that a scenario names."""
    with TemporaryDirectory() as name:
        root = Path(name)
        for folder in _FOLDERS.values():
            (root / folder).mkdir()
        for id in personas:
            _copy(id, file.absolute().parent, root / "personas")
        trial = root / _FOLDERS[kind] / file.name
        trial.write_text(text, encoding="utf-8")
        own = show_path(trial)
        return [replace(found, file=show_path(file)) for found in lint([trial]) if found.file == own]


def beside(id: str, folder: Path) -> Path | None:
    """Give the file of a persona by id, in the folder or in `personas` next to it; None where there is none."""
    for place in (folder, folder.parent / "personas"):
        for suffix in _SUFFIXES:
            if (path := place / (id + suffix)).is_file():
                return path
    return None


def known_personas(folder: Path) -> list[str]:
    """Give the ids that a scenario in a folder can name: of the files beside, else of the library."""
    places = (folder.parent / "personas", folder)
    own = {path.stem for place in places for path in place.glob("*.y*ml") if _is_persona(path)}
    return sorted(own) or [card.id for card in Catalogue().personas()]


def to_blame(findings: Iterable[Finding], answers: Mapping[str, str]) -> list[str]:
    """Give the keys of the answers whose words stand in what was found; those are worth another answer."""
    said = frozenset().union(*(stems_of(found.remedy) for found in findings))
    return [key for key, answer in answers.items() if stems_of(answer) & said]


def _copy(id: str, folder: Path, into: Path) -> None:
    if path := beside(id, folder):
        (into / path.name).write_bytes(path.read_bytes())


def _is_persona(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            return any(line.startswith("facts:") for line in stream)
    except OSError:
        return False
