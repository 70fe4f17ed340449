"""Room `reports`: how a call went, turn by turn: as rows, and as charts of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.conversation.events import CustomerSaid, Event, LearnerSaid, TurnDirected
from trainer.language.text import count_words
from trainer.reports.shapes import Chart, Point, Series, Table
from trainer.scoring.scorecard import Scorecard
from trainer.scoring.sureness import part_in_words

_DEPTHS = {1: "Depth 1, the surface", 2: "Depth 2", 3: "Depth 3, the reason"}


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of a call."""

    turn: int
    learner: str
    customer: str
    """Their answer; empty where the line was not answered."""
    learner_words: int
    customer_words: int
    trust: float | None
    """After the turn, 0 to 1; None where the line was not answered."""
    patience: float | None
    """After the turn, 0 and up."""
    told: tuple[str, ...]
    """Titles of the facts told in it."""
    points: float
    """Points of the evidence that the learner's line gave."""


def course_of(events: Sequence[Event], card: Scorecard) -> tuple[Step, ...]:
    """Give a call turn by turn. Lines that were taken back must not be in the log."""
    answers = {event.turn: event.text for event in events if isinstance(event, CustomerSaid)}
    directions = {event.turn: event.direction for event in events if isinstance(event, TurnDirected)}
    out = []
    for line in (event for event in events if isinstance(event, LearnerSaid)):
        direction, answer = directions.get(line.turn), answers.get(line.turn, "")
        out.append(
            Step(
                line.turn, line.text, answer, count_words(line.text), count_words(answer),
                None if direction is None else direction.trust, None if direction is None else direction.patience,
                tuple(fact.title for fact in card.facts if fact.turn == line.turn),
                round(sum(item.points for item in card.items if item.turn == line.turn), 2),
            )
        )  # fmt: skip
    return tuple(out)


def table_of(session: str, course: Sequence[Step], *, words: bool = True) -> Table:
    """Give the turns as one table, without what was said unless `words`."""
    headings = ["session", "turn"] + ["learner", "customer"] * words
    headings += ["learner_words", "customer_words", "trust", "patience", "facts_told", "points"]
    rows = []
    for step in course:
        said = (step.learner, step.customer) if words else ()
        figures = (
            step.learner_words,
            step.customer_words,
            step.trust,
            step.patience,
            "; ".join(step.told),
            step.points,
        )
        rows.append((session, step.turn, *said, *figures))
    return Table("Turn by turn", tuple(headings), tuple(rows))


def charts_of(card: Scorecard, course: Sequence[Step]) -> tuple[Chart, ...]:
    """Give the pictures of a session: parts with their bands, trust and patience, facts by depth, who talked."""
    made = (_parts(card), _feeling(course), _depths(card), _talk(course))
    return tuple(chart for chart in made if chart is not None)


def _parts(card: Scorecard) -> Chart:
    points = [
        Point(
            part.name.capitalize(), part.value, part.low, part.high,
            "not scored" if part.value is None else part_in_words(part),
        )
        for part in card.parts
    ]  # fmt: skip
    says = "The four parts, each 0 to 5; the thin line over a bar is where the figure may well lie."
    return Chart("Parts", says, "bars", (Series("figure", tuple(points)),), 0.0, 5.0, told_elsewhere=True)


def _feeling(course: Sequence[Step]) -> Chart | None:
    if not any(step.trust is not None for step in course):
        return None
    series = tuple(
        Series(name.capitalize(), tuple(Point(str(step.turn), getattr(step, name)) for step in course))
        for name in ("trust", "patience")
    )
    known = [step.trust for step in course if step.trust is not None]
    says = (
        f"Trust began at {known[0]:.2f} after the first turn, was {max(known):.2f} at its highest and "
        f"{known[-1]:.2f} at the end. Trust opens facts; without patience the call ends."
    )
    top = max(1.0, *(step.patience or 0.0 for step in course))
    return Chart("Trust and patience", says, "lines", series, 0.0, top, along="turn")


def _depths(card: Scorecard) -> Chart | None:
    points, told, total = [], 0, 0
    for depth in sorted({fact.depth for fact in card.facts}):
        here = [fact for fact in card.facts if fact.depth == depth]
        found = sum(fact.outcome != "missed" for fact in here)
        told, total = told + found, total + len(here)
        name = _DEPTHS.get(depth, f"Depth {depth}")
        points.append(Point(name, found / len(here), says=f"{found} of {len(here)}"))
    if not points:
        return None
    says = f"You were told {told} of {total} facts; those of depth 3 are the reasons."
    return Chart("Facts by depth", says, "bars", (Series("told", tuple(points)),), percent=True)


def _talk(course: Sequence[Step]) -> Chart | None:
    own, theirs = (sum(getattr(step, name) for step in course) for name in ("learner_words", "customer_words"))
    if own + theirs == 0:
        return None
    shares = ((name, words, words / (own + theirs)) for name, words in (("You", own), ("The customer", theirs)))
    points = tuple(Point(name, share, says=f"{100 * share:.0f} % ({words} words)") for name, words, share in shares)
    says = f"{100 * own / (own + theirs):.0f} % of the words were yours, the customer's opening left out."
    return Chart("Who talked", says, "bars", (Series("of all words", points),), percent=True)
