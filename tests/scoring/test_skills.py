"""Habits over several calls: stated late, with a noise band, told apart only where the figures bear it."""

from __future__ import annotations

from trainer.scoring.calls.listening import Listened, listen
from trainer.scoring.calls.transcript import Transcript, Turn
from trainer.scoring.skills import LEAST_SESSIONS, LEAST_TURNS, Skill, Skills, skills_of

THINGS = ("shed", "roof", "ladder", "mower", "garden", "fence", "kettle", "window", "barn", "bicycle")


def call_of(questions: tuple[str, ...], turns: int) -> tuple[Listened, ...]:
    said = []
    for k in range(turns):
        thing = THINGS[k % len(THINGS)]
        said.append(Turn("customer", f"Last winter the {thing} gave me trouble again and I had to see to it myself."))
        said.append(Turn("interviewer", questions[k % len(questions)].format(thing)))
    return listen(Transcript("a", tuple(said)))


OPEN = ("What happened with the {}?", "How did you see to the {}?", "What was the {} like before?")
CLOSED = ("Did you mend the {}?", "Is the {} all right now?", "Was the {} old?")


def skill(skills: Skills, name: str) -> Skill:
    return next(one for one in skills.skills if one.name == name)


def test_one_long_call_states_no_habit() -> None:
    skills = skills_of([call_of(OPEN, 3 * LEAST_TURNS)])
    assert skills.skills == () and "1 call with" in skills.reason


def test_many_short_calls_state_no_habit() -> None:
    skills = skills_of([call_of(OPEN, 5)] * LEAST_SESSIONS)
    assert skills.skills == () and str(LEAST_TURNS) in skills.reason


def test_no_calls_at_all() -> None:
    assert skills_of([]).reason


def test_open_and_closed_askers_lie_outside_each_others_bands() -> None:
    opens, closes = (skill(skills_of([call_of(lines, 30)] * 4), "open") for lines in (OPEN, CLOSED))
    assert opens.value is not None and closes.value is not None
    assert opens.low is not None and closes.high is not None
    assert opens.value > 0.9 and closes.value < 0.1
    assert closes.high < opens.low


def test_a_band_holds_its_figure_and_is_narrower_with_more_turns() -> None:
    few, many = (skill(skills_of([call_of((*OPEN, *CLOSED), turns)] * 4), "open") for turns in (26, 200))
    for one in (few, many):
        assert one.low is not None and one.value is not None and one.high is not None
        assert 0 <= one.low <= one.value <= one.high <= 1
    assert many.high - many.low < few.high - few.low  # type: ignore[operator]


def test_a_habit_with_few_chances_has_no_figure() -> None:
    telling = call_of(("We are launching a new {} next month and it is great.",), 30)
    assert skill(skills_of([telling] * 4), "open").value is None
    tells = skill(skills_of([telling] * 4), "tells")
    assert tells.value is not None and tells.value > 0.9 and tells.wanted == "less"
