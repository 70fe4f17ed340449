"""Pages of any origin: the same structure whatever the words are, every figure in every form."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from trainer.reports.charts import WIDTH, Drawing, drawn
from trainer.reports.render import as_csv, as_markdown, page_as_html, page_as_json, page_as_markdown
from trainer.reports.shapes import Chart, Point, ReportPage, Section, Series, Table, figure, numbers, spoken

from .made import RUNNING, page
from .test_reports import HOSTILE, PLAIN_SHAPE, Page, report, shape

PAGE_TAGS, PAGE_SHAPE = Page(page_as_html(page())).tags, shape(page_as_markdown(page()))


@pytest.mark.parametrize("text", [*HOSTILE, *RUNNING])
def test_no_text_becomes_part_of_a_page(text: str) -> None:
    made = Page(page_as_html(page(text)))
    assert made.tags == PAGE_TAGS
    assert not {name for name, _ in made.attributes} & {"onerror", "href", "src", "style", "onload"}
    assert shape(page_as_markdown(page(text))) == PAGE_SHAPE
    assert shape(as_markdown(report(text))) == PLAIN_SHAPE
    for text_of_it in (page_as_markdown(page(text)), as_markdown(report(text))):
        shown = Page(MarkdownIt("gfm-like", {"linkify": True, "html": True}).render(text_of_it))
        assert not {"a", "img", "script", "svg", "iframe", "style", "pre", "code"} & set(shown.tags)


def test_a_page_is_whole_in_every_form() -> None:
    made = page()
    html, text, data = page_as_html(made), page_as_markdown(made), json.loads(page_as_json(made))
    assert html.startswith("<!doctype html>") and html.count("<svg") == 2 and "default-src 'none'" in html
    assert text.startswith("# plain words\n") and "| 5 | 0.6, likely 0.5 to 0.7 | 0.45 |" in text
    assert "50 %, likely 25 % to 75 %" in text and "50 %, likely 25 % to 75 %" in html
    assert data["sections"][0]["charts"][0]["series"][0]["points"][0]["low"] == 0.05
    assert as_csv(made).splitlines()[1] == '"plain words",-0.5'


def marks(drawing: Drawing) -> list[float]:
    return [x for mark in drawing.marks for x in mark.at]


values = st.none() | st.floats(-1e6, 1e6) | st.sampled_from((0.0, 1.0))


@given(st.lists(values, max_size=30), st.sampled_from(("lines", "bars")), st.floats(-10, 10), st.floats(-10, 10))
def test_no_mark_leaves_the_picture(given_values: list[float | None], kind: str, low: float, high: float) -> None:
    points = tuple(Point(str(n), v, v, v) if n % 2 else Point(str(n), v) for n, v in enumerate(given_values))
    drawing = drawn(Chart("t", "s", "lines" if kind == "lines" else "bars", (Series("a", points),) * 3, low, high))
    assert all(-1 <= place <= max(WIDTH, drawing.height) + 60 for place in marks(drawing))
    assert not [mark for mark in drawing.marks if re.search("nan|inf", mark.points)]


def test_a_gap_is_not_bridged_and_series_differ_by_more_than_colour() -> None:
    trend = page().sections[0].charts[0]
    # of the first a stretch, then a point and its band; of the second a point and a stretch
    lines = [mark for mark in drawn(trend).marks if mark.kind == "line" and mark.style in ("s0", "s1")]
    assert [mark.style for mark in lines] == ["s0", "s0", "s0", "s1", "s1"]
    style = page_as_html(page())
    assert "polyline.s1 { stroke: var(--s1); stroke-dasharray" in style
    names = [mark.text for mark in drawn(trend).marks if mark.style.startswith("start")]
    assert names == ["plain words a", "plain words b"]


def test_a_noise_band_is_drawn_where_it_is_known() -> None:
    trend, bars = page().sections[0].charts
    assert [mark.style for mark in drawn(trend).marks if mark.kind == "area"] == ["band s0"] * 2
    assert sum(mark.style == "whisker" for mark in drawn(bars).marks) == 3


def test_numbers_of_a_chart_stand_beside_it() -> None:
    table = numbers(page().sections[0].charts[0])
    assert table.headings == ("Plain words", "plain words a", "plain words b")
    assert table.rows[3] == ("4", "not known", "") and table.rows[1] == ("2", "0.3, likely 0.2 to 0.4", "not known")


@pytest.mark.parametrize(("value", "percent", "reads"), [
    (None, False, ""), (True, False, "yes"), (0.125, True, "12 %"), (-0.004, False, "0"), (-1.5, False, "−1.5"),
    (100, False, "100"), ("a", True, "a"), (0.0, True, "0 %"),
])  # fmt: skip
def test_figures_read_as_people_write_them(value: float | str | None, percent: bool, reads: str) -> None:
    assert figure(value, percent=percent) == reads


def test_a_value_is_never_said_without_its_band() -> None:
    assert spoken(Point("x", 0.5, 0.25, 0.75), percent=True) == "50 %, likely 25 % to 75 %"
    assert spoken(Point("x", None)) == "not known"


def test_an_empty_page_is_a_page() -> None:
    bare = ReportPage(
        "Nothing", Table("", ("a",), ()), sections=(Section("s", charts=(Chart("c", "s", "lines", ()),)),)
    )
    assert "<h1>Nothing</h1>" in page_as_html(bare) and page_as_markdown(bare).startswith("# Nothing")
