"""What a scored session counts: the figures are those of its events, and hold no words."""

from __future__ import annotations

import json

import pytest

from benchmarks.habitual import Rates, play
from benchmarks.progress import customers
from trainer.conversation.call import Call
from trainer.conversation.events import Event, LearnerSaid, Started, TurnHeard
from trainer.practice.progress.counting import tally_of
from trainer.practice.progress.tally import FORCES, SKILLS, Tally, Turns, tally_from, text_of, turns_from
from trainer.scoring.score import score
from trainer.scoring.scorecard import Scorecard

Played = tuple[tuple[Event, ...], Scorecard, Call]


@pytest.fixture(scope="module")
def played() -> Played:
    call, _ = customers()["maren-tveit"]
    events = play(call, Rates(open=0.7, gives_back=0.3, builds_on=0.8, tells=0.15, leads=0.2, doubles=0.1), 5)
    return events, score(events, call), call


@pytest.fixture(scope="module")
def counted(played: Played) -> tuple[Tally, dict[str, Turns]]:
    return tally_of(*played)


def test_every_skill_is_counted_and_its_turns_are_those_that_were_counted(
    counted: tuple[Tally, dict[str, Turns]],
) -> None:
    tally, turns = counted
    assert tuple(tally.counts) == SKILLS
    for habit in SKILLS[: -len(FORCES)]:
        found, rest = turns[habit]
        assert tally.counts[habit] == (len(found), len(found) + len(rest))
        assert not set(found) & set(rest) and sorted(found) == list(found)
        assert all(1 <= turn <= tally.turns for turn in (*found, *rest))


def test_open_questions_are_the_turns_that_were_heard_as_such(
    played: Played, counted: tuple[Tally, dict[str, Turns]]
) -> None:
    events, _, _ = played
    heard = [event for event in events if isinstance(event, TurnHeard)]
    found, rest = counted[1]["open"]
    assert found == tuple(event.turn for event in heard if event.heard.question == "open")
    assert rest == tuple(event.turn for event in heard if event.heard.question == "closed")
    assert len(found) > len(rest) > 0


def test_forces_count_what_was_earned_of_all_there_was(played: Played, counted: tuple[Tally, dict[str, Turns]]) -> None:
    _, card, call = played
    for force in FORCES:
        earned = [fact for fact in card.facts if fact.force == force and fact.outcome == "earned"]
        assert counted[0].counts[force] == (len(earned), sum(f.force.value == force for f in call.persona.facts))
        assert counted[1][force][0] == tuple(sorted(fact.turn or 0 for fact in earned))
    assert sum(counted[0].counts[force][0] for force in FORCES) > 0


def test_it_is_written_and_read_again_and_holds_no_word_of_the_call(
    played: Played, counted: tuple[Tally, dict[str, Turns]]
) -> None:
    tally, turns = counted
    assert tally_from(text_of(tally)) == tally
    assert turns_from(text_of(turns)) == turns
    words = {word for event in played[0] if isinstance(event, LearnerSaid) for word in event.text.split()}
    written = set(json.dumps([text_of(tally), text_of(turns)]).replace('\\"', " ").split())
    assert not {word for word in words if len(word) > 4} & written


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"counts":3}', '{"counts":[1,2]}', "[" * 100_000])
def test_what_is_no_tally_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        tally_from(text)
    if text != "{}":
        with pytest.raises(ValueError):
            turns_from(text)


def test_the_same_events_give_the_same_tally(played: Played, counted: tuple[Tally, dict[str, Turns]]) -> None:
    assert tally_of(*played) == counted
    events, card, call = played
    started = events[0]
    assert isinstance(started, Started) and not counted[0].seen
    assert tally_of(events, card, call)[0].difficulty == call.scenario.difficulty
