"""Room `reports`: what the lab found as a page of its own, with a picture of what hangs on what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainer.reports.render import page

#: Size of a box and the space between boxes, in pixels of the picture.
WIDTH, HEIGHT, ACROSS, DOWN = 190, 54, 40, 14


@dataclass(frozen=True, slots=True)
class Box:
    """One fact in the picture."""

    x: int
    y: int
    title: str
    opened: float
    """Share of skilled calls, 0 to 1."""
    depth: int


@dataclass(frozen=True, slots=True)
class Line:
    """From a fact to one that hangs on it."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The facts of a customer, the surface at the left."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def as_html(found: Sequence[Mapping[str, Any]]) -> str:
    """Give the page for what was measured, customer by customer; `found` is what `trainer lab --json` prints."""
    return page("lab.html.j2", found=[{**one, "picture": picture(one["facts"])} for one in found])


def levels_as_html(found: Sequence[Mapping[str, Any]]) -> str:
    """Give the page for customers played at all levels; `found` is what `trainer lab --levels --json` prints."""
    return page("levels.html.j2", found=found)


def picture(facts: Sequence[Mapping[str, Any]]) -> Picture:
    """Lay the facts out in columns by depth, with a line from each fact to those that hang on it."""
    boxes: dict[str, Box] = {}
    rows = dict.fromkeys((1, 2, 3), 0)
    for fact in facts:
        depth = fact["depth"]
        x, y = (depth - 1) * (WIDTH + ACROSS), rows[depth] * (HEIGHT + DOWN)
        rows[depth] += 1
        boxes[fact["id"]] = Box(x, y, fact["title"], fact["opened"], depth)
    lines = []
    for fact in facts:
        here = boxes[fact["id"]]
        for one in fact["after"]:
            there = boxes[one]
            x1 = there.x + (WIDTH if there.depth < here.depth else 0)
            lines.append(Line(x1, there.y + HEIGHT // 2, here.x, here.y + HEIGHT // 2))
    return Picture(3 * WIDTH + 2 * ACROSS, max(rows.values()) * (HEIGHT + DOWN), tuple(boxes.values()), tuple(lines))
