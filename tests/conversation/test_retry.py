"""A store that fails for a while: nothing is lost and nothing is said twice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from trainer.content.catalogue import Catalogue
from trainer.conversation.call import Call
from trainer.conversation.events import CustomerSaid, Event, LearnerSaid
from trainer.conversation.interview import JournalError
from trainer.conversation.session import Session


class Failing:
    """A journal that refuses the appends whose places are named."""

    def __init__(self, *refused: int) -> None:
        self.refused, self.calls = set(refused), 0
        self.kept: list[Event] = []

    def append(self, session: str, events: Sequence[Event]) -> None:
        self.calls += 1
        if self.calls in self.refused:
            raise JournalError("the disk is full")
        self.kept += events


def started(journal: Failing) -> Session:
    played = Catalogue().cast("phones-for-the-field")
    return Session.start(Call(played.scenario, played.personas[0], played.hash), journal, "s", 3)


def spoken(session: Session) -> list[tuple[int, str]]:
    return [(e.turn, e.text) for e in session.events if isinstance(e, LearnerSaid | CustomerSaid)]


LINE, NEXT = "What did yesterday look like?", "Who wrote to you?"


def unbroken() -> list[tuple[int, str]]:
    session = started(Failing())
    session.say(LINE)
    session.say(NEXT)
    return spoken(session)


@pytest.mark.parametrize("refused", [2, 3])
def test_a_line_said_again_after_a_failure_is_said_once(refused: int) -> None:
    journal = Failing(refused)
    session = started(journal)
    with pytest.raises(JournalError):
        session.say(LINE)
    assert any(isinstance(event, CustomerSaid) and event.turn == 1 for event in session.say(LINE))
    session.say(NEXT)
    assert spoken(session) == unbroken()
    assert list(session.events) == journal.kept


def test_another_line_after_a_failure_comes_after_the_answer_to_the_first() -> None:
    session = started(Failing(3))
    with pytest.raises(JournalError):
        session.say(LINE)
    said = [event for event in session.say(NEXT) if isinstance(event, LearnerSaid | CustomerSaid)]
    assert [event.turn for event in said] == [1, 1, 2, 2]
    assert spoken(session) == unbroken()
