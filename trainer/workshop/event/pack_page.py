"""Room `workshop`, event: the debrief pack as a page: Markdown, HTML, JSON, or its facts as CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from trainer.reports.render import as_csv, page_as_html, page_as_json, page_as_markdown
from trainer.reports.shapes import Chart, Point, ReportPage, Section, Series, Table, figure
from trainer.workshop.event.pack import Found, Quote, RoundPack

Format = Literal["md", "html", "json", "csv"]
_WRITTEN: Mapping[str, Callable[[ReportPage], str]] = {
    "md": page_as_markdown, "html": page_as_html, "json": page_as_json, "csv": as_csv,
}  # fmt: skip
FOOTNOTES = (
    "First attempts only; practice is left out. Counts are people.",
    "Quoted are only those who agreed before the call. Spread and habits name nobody.",
    "One call says little about a skill: talk about the questions, not about the scores.",
)


def pack_page(title: str, rounds: Sequence[RoundPack]) -> ReportPage:
    """Give the pack of a workshop as a page. Every text in it is escaped where it is written."""
    headings = ("round", "fact", "title", "depth", "force", "people", "earned", "volunteered", "missed")
    rows = tuple(
        (
            one.number,
            fact.id,
            fact.title,
            fact.depth,
            fact.force,
            one.people,
            fact.earned,
            fact.volunteered,
            fact.missed,
        )
        for one in rounds
        for fact in one.found
    )
    sections = tuple(section for one in rounds for section in _round(one, len(rounds) > 1))
    lead = tuple(
        f"Round {one.number}: {one.title}, with {one.customer}. {_people(one.people)}, {one.debriefs} with a debrief."
        for one in rounds
    )
    data = Table("Facts", headings, rows)
    return ReportPage(f"Debrief: {title}", data, lead or ("No round has been revealed.",), sections, FOOTNOTES)


def written(page: ReportPage, form: Format) -> str:
    """Give a pack in a format.

    Raises:
        KeyError: there is no such format.
    """
    return _WRITTEN[form](page)


def _round(one: RoundPack, several: bool) -> tuple[Section, ...]:
    of = f"Round {one.number}: " if several else ""
    if not one.people:
        return (Section(f"{of}nobody was on the call"),)
    return (
        _insights(one, of), _found(one, of), _forces(one, of), _best(one, of), _moments(one, of), _habits(one, of),
        _spread(one, of), Section(f"{of}Questions for the talk", points=one.questions),
    )  # fmt: skip


def _found(one: RoundPack, of: str) -> Section:
    rows = tuple((f.title, f.depth, f.force, f.earned, f.volunteered, f.missed) for f in one.found)
    table = Table("Facts", ("fact", "depth", "force", "earned", "volunteered", "missed"), rows)
    opened = tuple(f"{_head(f)}: {_quoted(f.best)}" for f in one.found if f.best)
    return Section(f"{of}Who found what, and how", points=opened, tables=(table,))


def _head(found: Found) -> str:
    return f"“{found.title}” ({found.earned} earned it)"


def _forces(one: RoundPack, of: str) -> Section:
    """Show the four forces: of each how much of it the group heard, and how many debriefs speak of it."""
    points = []
    for force in one.forces:
        most = len(force.facts) * one.people
        heard = sum(count for _, count in force.facts)
        says = f"{heard} of {most} that could be heard" if most else "this customer has none"
        points.append(Point(force.force, heard / most if most else None, says=says))
    chart = Chart(
        "What the group heard of each force", "Of each force: the share of its facts that was heard, over everybody.",
        "bars", (Series("heard", tuple(points)),), percent=True,
    )  # fmt: skip
    rows = tuple((force.force, title, count) for force in one.forces for title, count in force.facts)
    claimed = tuple((force.force, force.claimed, one.debriefs) for force in one.forces)
    return Section(
        f"{of}The four forces", charts=(chart,),
        tables=(
            Table("Facts of each force", ("force", "fact", "heard by"), rows),
            Table("What the debriefs say", ("force", "debriefs that name it", "debriefs"), claimed),
        ),
    )  # fmt: skip


def _insights(one: RoundPack, of: str) -> Section:
    points = tuple(
        f"{each.title}: uncovered by {each.uncovered}, stated by {each.stated} of {one.people}. {each.insight}"
        for each in one.insights
    )
    return Section(f"{of}What lay behind it", points=points)


def _best(one: RoundPack, of: str) -> Section:
    if not one.best:
        return Section(f"{of}Best questions", ("None can be quoted: nobody who agreed opened a fact.",))
    return Section(
        f"{of}Best questions", points=tuple(f"{_quoted(quote)} {_sentence(quote.why)}" for quote in one.best)
    )


def _moments(one: RoundPack, of: str) -> Section:
    if not one.moments:
        return Section(f"{of}The moment most people missed", ("Nobody came near a fact and missed it.",))
    points = []
    for moment in one.moments:
        line = f"“{moment.title}”: {moment.near} of {one.people} came near it and passed it by; "
        line += f"{moment.missed} did not hear it."
        if moment.lacked:
            line += f" Where they were closest, mostly ({moment.lacked} of {moment.near}): {moment.what}."
        if moment.early:
            line += f" {_people(moment.early)} came near in the first half of the call."
        if moment.example:
            line += f" One example: {_quoted(moment.example)}"
        points.append(line)
    return Section(f"{of}The moment most people missed", points=tuple(points))


def _habits(one: RoundPack, of: str) -> Section:
    points = tuple(f"{h.note} {_people(h.people)}, {_times(h.times)}. {h.instead}".strip() for h in one.habits)
    return Section(f"{of}Common habits", () if points else ("None that costs and that two people share.",), points)


def _spread(one: RoundPack, of: str) -> Section:
    spread = one.spread
    if not spread.scored:
        return Section(f"{of}Spread of the scores", ("Nobody has a score: too few turns.",))
    low, middle, high = (figure(value) for value in (spread.low, spread.middle, spread.high))
    line = f"{_people(spread.scored)} scored, from {low} to {high} of 100; half of them {middle} or less."
    return Section(f"{of}Spread of the scores", (line,))


def _quoted(quote: Quote) -> str:
    who = f"{quote.who}, turn {quote.turn}" if quote.who else f"turn {quote.turn}"
    said = f"“{quote.text}” ({who})"
    return f"{said} → “{quote.answer}”" if quote.answer else said


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
