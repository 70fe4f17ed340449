"""Room `reports`: a learner's habits over their calls as a page."""

from __future__ import annotations

from trainer.reports.shapes import Chart, Point, ReportPage, Section, Series, Table
from trainer.scoring.skills import Skill, Skills

_PRACTICE = "Practice is rehearsal, not evidence about customers."


def habits_page(skills: Skills) -> ReportPage:
    """Give the page of a learner's habits; where too little is known, it says that and states no figure."""
    headings = ("habit", "says", "wanted", "chances", "value", "low", "high")
    rows = tuple((s.name, s.says, s.wanted, s.chances, s.value, s.low, s.high) for s in skills.skills)
    data = Table("Habits", headings, rows)
    lead: tuple[str, ...]
    if skills.reason:
        lead = (f"Nothing is stated yet: {skills.reason}.", "Each scorecard has notes on its own turns.")
        return ReportPage("Progress", data, lead, footnotes=(_PRACTICE,))
    lead = (f"From {skills.sessions} calls with {skills.turns} turns. What lies within a band is noise, not progress.",)
    sections = tuple(
        Section(title, charts=(_chart(title, chosen),))
        for title, wanted in (("More of it is better", "more"), ("Less of it is better", "less"))
        if (chosen := [skill for skill in skills.skills if skill.wanted == wanted])
    )
    return ReportPage("Progress", data, lead, sections, (_PRACTICE,))


def _chart(title: str, skills: list[Skill]) -> Chart:
    points = tuple(
        Point(s.says, s.value, s.low, s.high, "" if s.value is not None else f"too few to say ({s.chances})")
        for s in skills
    )
    says = "Each bar is a share of your questions or turns; the thin line over it is where it may well lie."
    return Chart(title, says, "bars", (Series("share", points),), percent=True)
