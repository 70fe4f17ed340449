"""The pictures of the README: drawn by the app itself, the same each time."""

from __future__ import annotations

from pathlib import Path

from trainer.tui import shots


def test_pictures_are_drawn_and_the_same_content_gives_the_same_picture(tmp_path: Path) -> None:
    drawn = {path.name: path.read_text() for path in shots.draw(tmp_path / "all")}
    assert list(drawn) == ["catalogue.svg", "interview.svg", "scorecard.svg", "transcript.svg"]
    assert all(len(picture) > 10_000 and str(tmp_path) not in picture for picture in drawn.values())
    (again,) = shots.draw(tmp_path / "again", ["interview"])
    assert again.read_text() == drawn["interview.svg"]
