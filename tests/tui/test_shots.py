"""The pictures of the README: drawn by the app itself, the same each time."""

from __future__ import annotations

from pathlib import Path

from trainer.tui import shots


def test_pictures_are_drawn_and_the_same_content_gives_the_same_picture(tmp_path: Path) -> None:
    import re

    first, second = (shots.draw(tmp_path / name) for name in ("first", "second"))
    assert [path.name for path in first] == ["catalogue.svg", "interview.svg", "scorecard.svg", "transcript.svg"]
    for one, other in zip(first, second, strict=True):
        texts = [re.findall(r"<text[^>]*>([^<]*)</text>", path.read_text()) for path in (one, other)]
        assert texts[0] == texts[1] and len(texts[0]) > 20
        assert str(tmp_path) not in one.read_text()
