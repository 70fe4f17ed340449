"""Room `content`, drills: finds drills by id in the shipped library, and reads a file of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.content.catalogue import library_folder
from trainer.content.findings import ContentError, nearest, shown
from trainer.content.loading import parse_content, read_text, show_path, validate

if TYPE_CHECKING:
    from trainer.content.drills.schema import Drill, Drills, Kind

FOLDER = "drills"
_SUFFIXES = (".yaml", ".yml")
_NOT_JUDGED_BY = {"better", "passes", "fails", "why"}
"""Fields that change no verdict on an answer."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A drill with the skill it belongs to."""

    skill: str
    """Id of the skill; `own` for those made of the learner's own calls."""
    title: str
    """The skill's title."""
    kind: Kind
    task: str
    item: Drill

    @property
    def id(self) -> str:
        """The drill's id."""
        return self.item.id

    @property
    def hash(self) -> str:
        """Give the version of what is asked and how it is judged: 64 hexadecimal digits of SHA-256."""
        asked = {
            "kind": self.kind.value,
            "task": self.task,
            **self.item.model_dump(mode="json", exclude=_NOT_JUDGED_BY),
        }
        text = json.dumps(asked, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


class Shelf:
    """The shipped drills, by skill."""

    def __init__(self, root: Path | None = None) -> None:
        """Take the folder that holds `drills/`, by default the shipped library.

        Raises:
            ContentError: the shipped content cannot be found.
        """
        self._folder = (root if root is not None else library_folder()) / FOLDER

    @cached_property
    def skills(self) -> tuple[Drills, ...]:
        """The skills with their drills, by id.

        Raises:
            ContentError: a file is broken, or the folder cannot be read.
        """
        try:
            paths = sorted(path for path in self._folder.iterdir() if path.suffix in _SUFFIXES)
        except OSError:
            raise ContentError("The drills that come with the trainer cannot be read; install it again.") from None
        return tuple(map(load_drills, paths))

    @cached_property
    def all(self) -> dict[str, Placed]:
        """Every drill by its id.

        Raises:
            ContentError: as `skills`.
        """
        return {item.id: placed(skill, item) for skill in self.skills for item in skill.items}

    def find(self, name: str) -> Placed:
        """Give a drill by id.

        Raises:
            ContentError: there is none, with the nearest ids.
        """
        if found := self.all.get(name):
            return found
        near = nearest(name, self.all)
        hint = f"did you mean {' or '.join(near)}?" if near else "`trainer drills` lists them."
        raise ContentError(f"There is no drill `{shown(name)}`; {hint}")


def placed(skill: Drills, item: Drill) -> Placed:
    """Give a drill with its skill."""
    return Placed(skill.id, skill.title, skill.kind, item.task or skill.task, item)


def load_drills(path: Path) -> Drills:
    """Read and check a file of drills.

    Raises:
        ContentError: the file cannot be read or holds no sound drills.
    """
    text = read_text(path)
    return drills_of(text, show_path(path))


def drills_of(text: str, file: str) -> Drills:
    """Make drills of the text of a file; `file` is its name in findings.

    Raises:
        ContentError: it holds no sound drills.
    """
    from trainer.content.drills.integrity import drill_problems
    from trainer.content.drills.schema import Drills

    return validate(parse_content(text, file), text, file, Drills, drill_problems)
