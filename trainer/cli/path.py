"""Room `cli`: the way to a first real call, in steps: `path`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Json

if TYPE_CHECKING:
    from trainer.desk.path import Way
    from trainer.practice.path.evidence import StepState
    from trainer.practice.path.readiness import Readiness
    from trainer.practice.path.schema import Exchange

Step = Annotated[str | None, typer.Argument(metavar="[STEP]", help="Number or id of a step: shows its page.")]
Report = Annotated[bool, typer.Option("--report", help="Give the readiness report, to keep or to hand on.")]
Card = Annotated[bool, typer.Option("--card", help="Give the card to have beside you in the call.")]
Format = Annotated[str, typer.Option("--format", metavar="md|html|csv|json", help="Of the report.")]
FORMATS = ("md", "html", "csv", "json")
#: State → what stands before a step in the list.
MARKS = {"shown": "[x]", "begun": "[~]", "new": "[ ]"}


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(path)


def path(
    step: Step = None, report: Report = False, card: Card = False, format: Format = "md", json: Json = False
) -> None:
    """Go from your first page to your first real call, in twelve steps; each is passed by what you show."""
    if sum((step is not None, report, card)) > 1:
        raise Refused("give one of: a step, --report, --card")
    if format not in FORMATS:
        raise Refused(f"--format is one of {', '.join(FORMATS)}, not {format!r}")
    with opened() as desk:
        if report:
            return _report(desk.path.report(), "json" if json else format)
        if card:
            lines = desk.path.card()
            return output.emit({"lines": list(lines)}) if json else _say(lines)
        way = desk.path.overview()
        if step is None:
            return output.emit(_shape(way)) if json else _say(_list(way))
        from trainer.practice.path.pages import find

        page = find([one.page for one in way.steps], step)
        desk.path.read(page.id)
    state = next(one for one in way.steps if one.page.id == page.id)
    if json:
        return output.emit({**_shape_of(state), "page": page.model_dump(mode="json")})
    _say(_page(state))


def _report(made: Readiness, format: str) -> None:
    if format == "json":
        return output.emit({"shown": made.shown, "of": len(made.steps), **asdict(made)})
    from trainer.reports.readiness import readiness_page
    from trainer.reports.render import as_csv, page_as_html, page_as_markdown

    page = readiness_page(asdict(made))
    output.raw({"md": page_as_markdown, "html": page_as_html, "csv": as_csv}[format](page))


def _say(lines: Iterator[str] | tuple[str, ...]) -> None:
    for line in lines:
        output.say(line)


def _list(way: Way) -> Iterator[str]:
    for one in way.steps:
        how = {"call": "shown in a call", "drills": "shown by its drills"}.get(one.by, one.state)
        yield f"{MARKS[one.state]} {one.number:2}. {one.page.title}  ({one.page.id}; {one.page.minutes} min, {how})"
    yield ""
    hours = round(sum(one.page.minutes for one in way.steps) / 60)
    yield f"{way.shown} of {len(way.steps)} shown. All of it takes about {hours} hours; nothing is locked."
    if way.next is not None:
        yield f"Next: `trainer path {way.next.number}`."
    yield "`trainer path --report` says what you can show, `trainer path --card` is the sheet for the call itself."


def _page(state: StepState) -> Iterator[str]:
    from trainer.practice.path.readiness import told

    page = state.page
    yield f"{state.number}. {page.title}"
    for text in page.read:
        yield ""
        yield text
    for head, exchange in (("It can go like this:", page.poor), ("Or like this:", page.good)):
        yield ""
        yield head
        yield from _exchange(exchange)
    yield ""
    yield f"Keep: {page.keep}"
    yield ""
    for drill in page.drills:
        yield f"Drill: `trainer drill {drill}`"
    practice = page.practice
    yield f"Call: `trainer interview {practice.scenario} --level {practice.level}`"
    yield f"  {practice.task}"
    yield ""
    yield "So far: " + ("shown." if state.by else "not shown yet.")
    for line in told(state):
        yield f"  {line}"


def _exchange(exchange: Exchange) -> Iterator[str]:
    for line in exchange.lines:
        yield f"  {'You' if line.who == 'you' else 'Customer'}: {line.says}"
        if line.note:
            yield f"    ({line.note})"
    yield f"  {exchange.so}"


def _shape(way: Way) -> dict[str, Any]:
    return {"steps": [_shape_of(one) for one in way.steps], "shown": way.shown,
            "next": way.next.page.id if way.next else None}  # fmt: skip


def _shape_of(one: StepState) -> dict[str, Any]:
    page = one.page
    return {
        "number": one.number, "id": page.id, "title": page.title, "minutes": page.minutes, "state": one.state,
        "shown_by": one.by or None, "read": one.read, "drills": list(page.drills), "scenario": page.practice.scenario,
        "level": page.practice.level, "turns": page.practice.turns or None, "drill_evidence": asdict(one.drills),
        "call_evidence": asdict(one.call) if one.call is not None else None,
    }  # fmt: skip
