"""Room `reports`: everything that a report on one session tells, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trainer.conversation.events import Coached, CustomerSaid, Debriefed, Event, LearnerSaid, Started
from trainer.reports.course import Step, charts_of, course_of, table_of
from trainer.reports.shapes import Chart, Table
from trainer.scoring.beside import Beside, beside_of
from trainer.scoring.scorecard import Item, Scorecard


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the call."""

    turn: int
    speaker: str
    text: str
    notes: tuple[Item, ...] = ()
    """Evidence that this line gave; the learner's lines only."""
    said: tuple[str, ...] = ()
    """What the learner says of how it was heard."""


@dataclass(frozen=True, slots=True)
class Report:
    """One session, told to its end."""

    title: str
    """Of the scenario."""
    customer: str
    card: Scorecard
    seed: int
    debrief: tuple[tuple[str, str], ...]
    """Insight and forces with what the learner wrote; those left empty are not there."""
    lines: tuple[Line, ...]
    coached: Coached | None = None
    """The newest notes of a model, where there are any."""
    beside: Beside = field(default_factory=Beside)
    """What stands beside the scorecard and changes no figure."""
    course: tuple[Step, ...] = ()
    """The call turn by turn."""
    words: bool = True
    """Whether what was said is in it (`private.without_words` takes it out)."""

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The pictures of the session."""
        return charts_of(self.card, self.course)

    @property
    def data(self) -> Table:
        """The turns as one table."""
        return table_of(self.card.session, self.course, words=self.words)


def report_of(card: Scorecard, events: Sequence[Event], title: str, customer: str) -> Report:
    """Put a report together.

    Raises:
        ValueError: the session is not debriefed; a report would tell what is hidden.
    """
    debriefed = next((event for event in events if isinstance(event, Debriefed)), None)
    started = events[0] if events else None
    if debriefed is None or not isinstance(started, Started):
        raise ValueError("a report comes after the debrief")
    texts = [(name.capitalize(), getattr(debriefed, name)) for name in ("insight", "push", "pull", "anxiety", "habit")]
    beside = beside_of(events, card)
    lines = tuple(_lines(card, beside, events, customer))
    written = tuple((name, text) for name, text in texts if text)
    coached = next((event for event in reversed(events) if isinstance(event, Coached)), None)
    return Report(title, customer, card, started.seed, written, lines, coached, beside, course_of(events, card))


def _lines(card: Scorecard, beside: Beside, events: Sequence[Event], customer: str) -> list[Line]:
    out, theirs = [], beside.of_lines(card.items)
    for event in events:
        if isinstance(event, LearnerSaid):
            notes = tuple(item for item in card.items if item.turn == event.turn)
            own = tuple(text for turn, text in theirs if turn == event.turn)
            out.append(Line(event.turn, "You", event.text, notes, own))
        elif isinstance(event, CustomerSaid):
            said = event.lines or ((customer, event.text),)
            out.extend(Line(event.turn, name, words) for name, words in said)
    return out
