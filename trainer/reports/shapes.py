"""Room `reports`: what a page holds, as plain data. Whoever reports fills these in; `render` writes them.

Every text may be of any origin: it is escaped where it is written. A figure that is not known is None, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cell = str | float | int | bool | None
"""What a table holds; None is shown as an empty cell."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. Every row has as many cells as there are headings; the first cell names the row."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series."""

    at: str
    """Where it stands, in words: `3`, `12 May`, `open questions`."""
    value: float | None
    low: float | None = None
    high: float | None = None
    """The noise band around it; both or neither."""
    says: str = ""
    """Value and band in words, such as `2 of 3`; empty: they are put into words here."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values that belong together; in a line chart in the order in which they came."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of series, with its numbers in a table below it."""

    title: str
    says: str
    """What is to be seen in it, in a sentence; for those who do not see it, this is the picture."""
    kind: Literal["lines", "bars"]
    """`lines`: series over the same places; `bars`: one row for each point, the noise band as a line over it."""
    series: tuple[Series, ...]
    low: float = 0.0
    high: float = 1.0
    """Ends of the scale. What lies beyond them is drawn at the end."""
    along: str = ""
    """What the places are: `turn`, `date`."""
    percent: bool = False
    """Whether values are shares, 0 to 1, and read as percent."""
    told_elsewhere: bool = False
    """Whether its numbers stand on the page already, so that no table of them is needed."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under its own heading."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    """A list."""
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report: on progress, on readiness, on anything that these shapes can say."""

    title: str
    data: Table
    """Its figures as one table of unrounded values: what CSV gives."""
    lead: tuple[str, ...] = ()
    """Paragraphs below the title."""
    sections: tuple[Section, ...] = ()
    footnotes: tuple[str, ...] = ()


def figure(value: Cell, *, percent: bool = False) -> str:
    """Give a cell as people read it: figures to two digits after the point at most, shares as percent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    text = f"{100 * value:.0f} %" if percent else f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace("-", "−") if text not in ("-0", "-0 %") else text[1:]


def spoken(point: Point, *, percent: bool = False) -> str:
    """Give a point's value in words, with its band: `62 %, likely 50 % to 74 %`."""
    if point.says or point.value is None:
        return point.says or "not known"
    said = figure(point.value, percent=percent)
    if point.low is None or point.high is None:
        return said
    return f"{said}, likely {figure(point.low, percent=percent)} to {figure(point.high, percent=percent)}"


def numbers(chart: Chart) -> Table:
    """Give a chart's values as a table: places down, series across."""
    places = list(dict.fromkeys(point.at for series in chart.series for point in series.points))
    values = [{p.at: spoken(p, percent=chart.percent) for p in series.points} for series in chart.series]
    rows = tuple((place, *(of.get(place, "") for of in values)) for place in places)
    return Table(chart.title, (chart.along.capitalize() or " ", *(series.name for series in chart.series)), rows)
