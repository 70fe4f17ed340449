"""Thirty people on the wall: nothing is cut off, in any state of a workshop, at the sizes that projectors have."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from trainer.workshop.server import drawing
from trainer.workshop.server.stagepages import board_words

from ...browser import Browser

NAMES = ("Ann", "W" * 40, "Bartholomew Featherstonehaugh-Cholmondele", "دنه كهن", "Łukasz Żółć", "Cinnamon Blackbird")
SIZES = [(1280, 720), (1920, 1080)]
_LOOK = """() => ({
    over: document.documentElement.scrollHeight - innerHeight,
    wide: document.documentElement.scrollWidth - innerWidth,
    cut: [...document.querySelectorAll('td, thead th')].filter((one) => one.scrollWidth > one.clientWidth + 1)
        .map((one) => one.textContent),
    high: [...document.querySelectorAll('td')].filter((one) => {
        const style = getComputedStyle(one);
        return one.scrollHeight > 3 * parseFloat(style.fontSize);
    }).map((one) => one.textContent),
    size: parseFloat(getComputedStyle(document.querySelector('tbody .name')).fontSize),
    rows: document.querySelectorAll('tbody tr').length,
})"""


def row(at: int, state: str) -> dict[str, Any]:
    scored = state in ("revealed", "ended")
    one = {
        "rank": 1 + at if scored else None, "name": NAMES[at % len(NAMES)], "team": ("North", "South", "East")[at % 3],
        "overall": 100.0 - at if scored else None, "low": 90.0 - at if scored else None, "high": 100.0,
        "parts": None, "attempt": "first", "status": ("in call", "ended", "debriefed")[at % 3], "turns": 14,
    }  # fmt: skip
    rounds = [{"round": number, "overall": 99.0 if scored else None} for number in (1, 2)]
    return {**one, "rounds": rounds if scored else []}


def board(state: str, *, frozen: bool, practice: int = 0) -> dict[str, Any]:
    scored = state in ("revealed", "ended")
    teams = [
        {"rank": 1 if scored else None, "name": name, "overall": 50.0 if scored else None, "low": 40.0 if scored else
         None, "high": 60.0, "members": 10}
        for name in ("North", "South", "East")
    ]  # fmt: skip
    rows = [row(at, state) for at in range(30)]
    rows += [{**row(at, "revealed"), "rank": None, "attempt": "practice"} for at in range(practice)]
    return {
        "workshop": "w", "title": "Spring 2027: three offices", "version": 1, "state": state,
        "round": 0 if state == "lobby" else 2, "rounds": 2, "left": 1800 if state == "running" else None,
        "frozen": frozen, "open_content": True, "names": "aliases", "mode": "teams", "more": 0, "teams": teams,
        "counts": {"joined": 30, "in_call": 10, "debriefing": 10, "done": 10}, "rows": rows,
    }  # fmt: skip


def page(folder: Path, shape: dict[str, Any], name: str) -> Path:
    """Write the wall's page as a file, with its styles in it and where to join, which a script puts there."""
    text = drawing.drawn("board.html.j2", **board_words(shape), role="board")
    styles = Path(str(drawing.__file__)).parent / "static"
    css = "".join((styles / one).read_text("utf-8") for one in ("pages.css", "board.css"))
    text = re.sub(r'<(link rel="stylesheet"|script)[^>]*>(</script>)?', "", text)
    text = text.replace("</head>", f"<style>{css}</style></head>")
    join = 'id="join-at">Join at <span>192.168.100.200:8765</span> with <strong>XXXX-XXXX</strong>'
    file = folder / f"{name}.html"
    file.write_text(text.replace('id="join-at" data-keep hidden>', join), "utf-8")
    return file


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_thirty_people_fit_the_wall_in_every_state(width: int, height: int, browser: Browser, tmp_path: Path) -> None:
    boards = {
        "lobby": board("lobby", frozen=False), "running": board("running", frozen=False),
        "frozen": board("debriefing", frozen=True), "revealed": board("revealed", frozen=False),
        "practised": board("revealed", frozen=True, practice=5),
    }  # fmt: skip

    async def look(open_page: Any) -> Any:
        return await open_page.evaluate(_LOOK)

    pages = [page(tmp_path, shape, name) for name, shape in boards.items()]
    seen = browser.visit_all(pages, look, width=width, height=height)
    for name, one in zip(boards, seen, strict=True):
        found = one.result
        assert found["rows"] == 30 and (found["over"], found["wide"]) <= (0, 0), (name, found)
        assert found["cut"] == [] and found["high"] == [], (name, found)
        assert found["size"] >= height / 48, f"{name}: a name is a forty-eighth of the wall's height at least"
