"""Room `reports`: where the marks of a chart stand. Plain geometry; the templates print it as SVG.

Series are told apart by their dashes and by a name at their end, not by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trainer.reports.shapes import Chart, Point, Series, figure, spoken

#: Pixels of a picture before it is scaled to the page: its width, and the room at the left, right, top and below.
WIDTH, LEFT, RIGHT, TOP, BELOW = 640.0, 48.0, 132.0, 12.0, 40.0
#: Height of the field of a line chart; height of a row of bars, and the room for its label.
FIELD, ROW, LABEL = 170.0, 30.0, 230.0
STYLES = 4
"""Styles of a series; a fifth looks like the first."""
_TICKS = 8
"""Places that are named along a line chart at most."""
_LETTERS = 34
"""Letters of a label beside a bar."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: `line` (points), `area` (points), `box` (x, y, width, height) or `text` (at x, y)."""

    kind: str
    style: str
    """Class in the style sheet."""
    at: tuple[float, ...] = ()
    text: str = ""

    @property
    def points(self) -> str:
        """The coordinates as SVG takes them."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(self.at[::2], self.at[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as marks on a field of this size."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def drawn(chart: Chart) -> Drawing:
    """Give the marks of a chart."""
    if chart.kind == "lines":
        return Drawing(WIDTH, TOP + FIELD + BELOW, tuple(_lines(chart)))
    rows = [(series, point) for series in chart.series for point in series.points]
    return Drawing(WIDTH, max(1, len(rows)) * ROW + TOP, tuple(_bars(chart, rows)))


def _share(chart: Chart, value: float) -> float:
    span = chart.high - chart.low
    return min(1.0, max(0.0, (value - chart.low) / span)) if span else 0.0


def _height(chart: Chart, value: float) -> float:
    return TOP + FIELD * (1 - _share(chart, value))


def _lines(chart: Chart) -> Iterator[Mark]:
    places = list(dict.fromkeys(point.at for series in chart.series for point in series.points))
    wide = WIDTH - LEFT - RIGHT
    step = wide / max(1, len(places) - 1)
    xs = {place: LEFT + n * step for n, place in enumerate(places)}
    for value in (chart.low, (chart.low + chart.high) / 2, chart.high):
        y = _height(chart, value)
        yield Mark("line", "grid", (LEFT, y, LEFT + wide, y))
        yield Mark("text", "end", (LEFT - 6, y + 4), figure(value, percent=chart.percent))
    every = -(-len(places) // _TICKS) or 1
    for place in places[::every]:
        yield Mark("text", "middle", (xs[place], TOP + FIELD + 18), place[:12])
    if chart.along:
        yield Mark("text", "middle", (LEFT + wide / 2, TOP + FIELD + 35), chart.along)
    taken: list[float] = []
    for number, series in enumerate(chart.series):
        yield from _line(chart, series, number, xs, taken)


def _line(chart: Chart, series: Series, number: int, xs: dict[str, float], taken: list[float]) -> Iterator[Mark]:
    style, last = f"s{number % STYLES}", None
    for run in _runs(series.points):
        at = [(xs[p.at], p, _height(chart, p.value or 0.0)) for p in run]
        if all(p.low is not None and p.high is not None for p in run):
            upper = [(x, _height(chart, p.high or 0.0)) for x, p, _ in at]
            lower = [(x, _height(chart, p.low or 0.0)) for x, p, _ in reversed(at)]
            yield Mark("area", f"band {style}", tuple(c for pair in (*upper, *lower) for c in pair))
        yield Mark("line", style, tuple(c for x, _, y in at for c in (x, y)))
        for x, p, y in at if len(at) == 1 else ():
            yield Mark("box", style, (x - 3, y - 3, 6, 6))
            if p.low is not None and p.high is not None:  # an area of one point would not be seen
                yield Mark("line", style, tuple(c for end in (p.low, p.high) for c in (x, _height(chart, end))))
        last = at[-1][2]
    if last is not None:
        while any(abs(last - other) < 14 for other in taken):  # names at the end do not lie on each other
            last += 14
        taken.append(last)
        yield Mark("text", f"start {style}", (WIDTH - RIGHT + 8, last + 4), _short(series.name, 18))


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Give the stretches of known values; a gap is not bridged."""
    run: list[Point] = []
    for point in points:
        if point.value is not None:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _bars(chart: Chart, rows: Sequence[tuple[Series, Point]]) -> Iterator[Mark]:
    wide = WIDTH - LABEL - RIGHT - 40
    for number, (_, point) in enumerate(rows):
        y = TOP / 2 + number * ROW
        yield Mark("text", "end", (LABEL - 8, y + 19), _short(point.at, _LETTERS))
        yield Mark("box", "frame", (LABEL, y + 6, wide, ROW - 12))
        if point.value is not None:
            yield Mark("box", "bar", (LABEL, y + 6, wide * _share(chart, point.value), ROW - 12))
        if point.value is not None and point.low is not None and point.high is not None:
            low, high = (LABEL + wide * _share(chart, end) for end in (point.low, point.high))
            middle = y + ROW / 2
            yield Mark("line", "whisker", (low, middle, high, middle))
            for x in (low, high):
                yield Mark("line", "whisker", (x, middle - 5, x, middle + 5))
        yield Mark("text", "start", (LABEL + wide + 8, y + 19), _short(spoken(point, percent=chart.percent), 30))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
