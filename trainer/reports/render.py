"""Room `reports`: a report as Markdown, as a web page of its own, as JSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainer.reports.charts import drawn
from trainer.reports.escape import markdown, plain
from trainer.reports.report import Report
from trainer.reports.shapes import ReportPage, figure, numbers
from trainer.reports.sheet import as_csv as table_as_csv
from trainer.scoring.beside import notices
from trainer.scoring.coaching import shown
from trainer.scoring.sureness import overall_in_words, part_in_words

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"


def as_markdown(report: Report) -> str:
    """Give a report as Markdown. Every text in it is escaped."""
    return _environment(False, markdown).get_template("report.md.j2").render(report=report, card=report.card)


def as_html(report: Report) -> str:
    """Give a report as one web page: nothing is loaded from elsewhere, nothing runs, every text in it is escaped."""
    return _environment(True, plain).get_template("report.html.j2").render(report=report, card=report.card)


def page(template: str, **words: Any) -> str:
    """Give a web page of its own from a template of this room, every text in it escaped."""
    return _environment(True, plain).get_template(template).render(**words)


def as_json(report: Report) -> str:
    """Give the scorecard of a report as JSON, with all its evidence and what stands beside it.

    A model's notes stand under `coach` if there are any.
    """
    shape = {**asdict(report.card), "not_scored": report.card.not_scored, **report.beside.shape()}
    shape["course"] = [asdict(step) for step in report.course]
    shape["words"] = report.words
    if (noted := report.coached) is not None:
        head = {"model": noted.model, "prompt": noted.prompt, "at": noted.at}
        shape["coach"] = {**head, **shown.as_data(noted.coaching)}
    return json.dumps(shape, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def as_csv(report: Report | ReportPage) -> str:
    """Give the figures of a report as CSV: of a session one row a turn."""
    return table_as_csv(report.data)


def page_as_markdown(page: ReportPage) -> str:
    """Give a page as Markdown, charts as tables. Every text in it is escaped."""
    return _environment(False, markdown).get_template("page.md.j2").render(page=page)


def page_as_html(page: ReportPage) -> str:
    """Give a page as one web page: nothing is loaded from elsewhere, nothing runs, every text in it is escaped."""
    return _environment(True, plain).get_template("page.html.j2").render(page=page)


def page_as_json(page: ReportPage) -> str:
    """Give all that a page holds as JSON; `data` has its figures, unrounded."""
    return json.dumps(asdict(page), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


@lru_cache(maxsize=2)
def _environment(autoescape: bool, finalize: Callable[[Any], Any]) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 60 ms: only when a report is written

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=autoescape,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["points"] = _points
    environment.filters["figure"] = figure
    environment.filters["drawn"] = drawn
    environment.filters["numbers"] = numbers
    environment.filters["part_in_words"] = part_in_words
    environment.filters["overall_in_words"] = overall_in_words
    environment.globals["coach"] = shown
    environment.globals["notices"] = notices
    return environment


def _points(value: float) -> str:
    """Give points with their sign; what moves nothing is a note."""
    return f"{value:+.2f}".replace("-", "−") if value else "note"
