"""What shows a step: counts with their band and quotes, drills at the first try, whole calls as hard as asked."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from trainer.content.version import canonical, from_canonical
from trainer.conversation.call import Call
from trainer.conversation.events import Event
from trainer.conversation.session import Session
from trainer.desk.library import library
from trainer.practice.path.card import COLUMNS, LINES, card
from trainer.practice.path.evidence import Played, call_of, drills_of, state_of
from trainer.practice.path.pages import find, pages
from trainer.practice.path.readiness import readiness, told
from trainer.practice.path.signs import band
from trainer.scoring.record import Record, record_of
from trainer.scoring.skills import Skills

ASKED = (
    "Hello. What was this morning like with the school?",
    "What happened then?",
    "Who else was there?",
    "How did you come to do that?",
    "What was the last time like?",
    "How did that leave you?",
    "What did you do next?",
    "What was going on just before?",
)
TOLD = (
    "We are building a daily bundle that will save you time.",
    "You should try the new view, it is much better.",
    "Our app can do that already, let me explain how it works.",
    "You just have to switch it on in the settings.",
    "The bundle comes at six and it has everything in it.",
    "It will be great, believe me.",
    "You ought to read it once a day.",
    "We have also made the letters larger.",
)
NOTHING = Skills(1, 8, reason="too little to state a habit")


class _Nowhere:
    def append(self, session: str, events: tuple[Event, ...]) -> None:
        """Keep nothing."""


@pytest.fixture(scope="module")
def call() -> Call:
    cast = library(None).cast("what-people-do", None)
    scenario, personas = from_canonical(canonical(cast.scenario, cast.personas))
    return Call.of(scenario, personas, cast.hash).at("gentle")


def said(call: Call, lines: tuple[str, ...]) -> Record:
    session = Session.start(call, _Nowhere(), "one", 1, number=1)  # type: ignore[arg-type]
    for line in lines:
        session.say(line)
    return record_of(session.events)


def played(record: Record, **fields: object) -> Played:
    made = Played("one", "what-people-do", "What people do", 1, "gentle", record, True, False, None, None, lambda: ())
    return replace(made, **fields)  # type: ignore[arg-type]


def test_the_band_is_wilsons_interval() -> None:
    low, high = band(8, 10)  # Newcombe 1998, by the formula: .490 to .943
    assert math.isclose(low, 0.490, abs_tol=0.001) and math.isclose(high, 0.943, abs_tol=0.001)
    assert band(0, 0) == (0.0, 1.0) and band(0, 5)[0] == 0.0 and band(5, 5)[1] == 1.0


def test_a_call_that_asks_shows_the_first_step_and_one_that_tells_does_not(call: Call) -> None:
    page = find(pages(), "what-it-is-for")
    good, poor = call_of(page, played(said(call, ASKED)), 1), call_of(page, played(said(call, TOLD)), 1)
    assert good is not None and good.holds and good.turns == 6
    assert poor is not None and not poor.holds
    tells = next(one for one in poor.counts if one.sign == "tells")
    assert tells.found > 1 and tells.quotes[0] == (1, TOLD[0]) and tells.low < tells.found / tells.of < tells.high


def test_a_part_that_is_too_short_is_nothing_to_judge_by(call: Call) -> None:
    assert call_of(find(pages(), "no-script"), played(said(call, ASKED[:5])), 1) is None


def test_a_whole_call_counts_only_as_hard_as_asked_with_somebody_new_as_an_attempt(call: Call) -> None:
    page, record = find(pages(), "a-harder-call"), said(call, ASKED)
    fine = played(record, level="plain", difficulty=3, overall=90.0, low=80.0, earned=lambda: [("push", 3)])
    whole = call_of(page, fine, 3)
    assert whole is not None and whole.holds
    for worse in ({"level": "gentle"}, {"difficulty": 2}, {"seen": True}, {"attempt": False}):
        assert call_of(page, replace(fine, **worse), 3) is None
    for short in ({"low": 55.0}, {"overall": None, "low": None}, {"earned": lambda: [("push", 2)]}):
        found = call_of(page, replace(fine, **short), 3)
        assert found is not None and not found.holds


def test_drills_show_a_step_only_at_the_first_try_and_never_a_whole_call() -> None:
    page = find(pages(), "no-script")
    first = {drill: [True] for drill in page.drills}
    second = {**first, page.drills[0]: [False, True]}
    assert state_of(2, page, False, first, []).by == "drills"
    again = state_of(2, page, False, second, [])
    assert (again.by, again.state, again.drills.first, again.drills.passed) == ("", "begun", 2, 3)
    whole = find(pages(), "a-whole-call")
    assert state_of(11, whole, False, {drill: [True] for drill in whole.drills}, []).by == ""
    assert drills_of(page, {}).tried == 0 and state_of(2, page, False, {}, []).state == "new"


def test_reading_alone_proves_nothing() -> None:
    states = [state_of(n, page, True, {}, []) for n, page in enumerate(pages(), 1)]
    assert {state.state for state in states} == {"begun"}
    report = readiness(states, [], NOTHING)
    assert report.shown == 0 and "None of the 12 steps" in report.verdict
    assert all(any("No call yet" in line for line in step.evidence) for step in report.steps)


def test_the_report_names_what_to_watch_with_the_learners_words(call: Call) -> None:
    page = find(pages(), "what-it-is-for")
    record = said(call, TOLD)
    found = call_of(page, played(record), 1)
    assert found is not None
    state = state_of(1, page, True, {}, [found])
    report = readiness([state], [record], NOTHING)
    assert report.watch[0].says.startswith("You explained, advised or pitched") and TOLD[0] in report.watch[0].seen
    assert any(line.startswith("- turns that tell") for line in told(state))
    assert "no evidence about real customers" in report.says_not and "trainer analyze" in report.afterwards


def test_the_card_fits_on_one_page(call: Call) -> None:
    lines = card(pages(), readiness([], [said(call, TOLD)], NOTHING).watch)
    assert len(lines) <= LINES and max(map(len, lines)) <= COLUMNS
    assert "YOURS TO WATCH" in lines and "YOURS TO WATCH" not in card(pages())
