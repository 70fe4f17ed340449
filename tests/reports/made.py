"""Pages for the tests of reports: one with something in every place."""

from __future__ import annotations

from trainer.reports.shapes import Chart, Point, ReportPage, Section, Series, Table


def page(text: str = "plain words") -> ReportPage:
    """Give a page in which `text` stands wherever text can stand, with charts of both kinds."""
    trend = Chart(
        text, text, "lines",
        (
            Series(f"{text} a", tuple(Point(f"{n}", v, low, high) for n, v, low, high in TREND)),
            Series(f"{text} b", (Point("1", 0.5), Point("2", None), Point("3", 0.4), Point("5", 0.45))),
        ),
        along=text,
    )  # fmt: skip
    bars = Chart(
        text, text, "bars",
        (Series(text, (Point(f"{text} x", 0.5, 0.25, 0.75), Point(f"{text} y", None, says=text), Point(text, 3.0))),),
        percent=True,
    )  # fmt: skip
    table = Table(text, (text, "figure"), ((text, -0.5), (f"{text} z", None), ("yes or no", True)))
    sections = (Section(text, (text, text), (text, text), (trend, bars), (table,)), Section(f"{text} 2"))
    return ReportPage(text, table, (text,), sections, (text,))


#: Place, value and noise band; the fourth is not known.
TREND = (
    (1, 0.2, 0.05, 0.35), (2, 0.3, 0.2, 0.4), (3, 0.35, 0.25, 0.5), (4, None, None, None), (5, 0.6, 0.5, 0.7),
)  # fmt: skip
