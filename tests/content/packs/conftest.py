"""A place of its own for each test: the shelf, where the pack comes from, and all else that could be written to."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from trainer.content.packs.faults import PackError
from trainer.content.packs.shelf import Shelf

from .made import tree


@dataclass(frozen=True)
class Place:
    """Where a test of packs happens."""

    shelf: Shelf
    root: Path
    """The shelf's folder."""
    around: Path
    """All else: the learner's own files, the working folder, the system's temporary folder, where packs come from."""

    @property
    def source(self) -> Path:
        return self.around / "incoming"

    def refused(self, source: Path) -> str:
        """Install a pack that must be refused, and check it; give the line. Nothing may be written by it."""
        before, shelf = tree(self.around), self.on_shelf()
        lines = []
        for attempt in (self.shelf.install, self.shelf.check):
            with pytest.raises(PackError) as caught:
                attempt(source)
            lines.append(str(caught.value))
        assert tree(self.around) == before, "something was written outside of the shelf"
        assert self.on_shelf() == shelf, "something was left on the shelf"
        assert lines[0].isprintable() and len(lines[0]) < 600, lines[0]
        return lines[0]

    def on_shelf(self) -> dict[str, object]:
        return {name: data for name, data in tree(self.root).items() if not name.endswith("/.lock")}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    around = tmp_path / "around"
    for name in ("incoming", "temp", "work", "home"):
        (around / name).mkdir(parents=True)
    (around / "home" / "diary.txt").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(around / "temp"))
    monkeypatch.chdir(around / "work")
    root = tmp_path / "shelf" / "packs"
    return Place(Shelf(root), root, around)
