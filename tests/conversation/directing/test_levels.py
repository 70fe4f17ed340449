"""Levels: each step takes something away, none changes what there is to find, and the plain one changes nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from trainer.conversation.call import Call
from trainer.conversation.directing import tuning
from trainer.conversation.directing.direct import direct
from trainer.conversation.directing.direction import EVADED, Answer
from trainer.conversation.directing.level import PLAIN, Level
from trainer.conversation.directing.state import Cast, State
from trainer.conversation.hearing.heard import Heard, Kind

from .. import made as shipped
from . import made

LEVELS = tuple(tuning.LEVELS.values())
STEPS = tuple(pairwise(LEVELS))
NAMES = [level.name for level in LEVELS]


def at(level: Level) -> Cast:
    """Give the small cast at a level; only what the director reads of it."""
    return Cast((replace(made.ROLE, level=level),), 25, 20)


def test_there_are_four_and_the_plain_one_is_as_written() -> None:
    assert [level.rank for level in LEVELS] == [-1, 0, 1, 2]
    plain = tuning.LEVELS[PLAIN]
    assert (plain.trust, plain.patience, plain.time, plain.evasions) == (0.0, 1.0, 1.0, 0)
    assert set(plain.bars.values()) == {0.0} and plain.listened == tuning.LISTENED
    assert (plain.decoys, plain.volunteers) == (tuning.DECOYS_UNASKED, tuning.VOLUNTEERS)
    assert (plain.tell_near, plain.tell_rest) == (tuning.TELL_NEAR, tuning.TELL_REST)


@pytest.mark.parametrize(("easier", "harder"), STEPS, ids=NAMES[1:])
def test_no_number_gets_easier_from_one_level_to_the_next(easier: Level, harder: Level) -> None:
    assert harder.trust < easier.trust and harder.patience < easier.patience and harder.time < easier.time
    assert all(harder.bars[depth] > easier.bars[depth] for depth in (2, 3))
    assert all(harder.listened[depth] >= easier.listened[depth] for depth in (1, 2, 3))
    assert harder.listened[3] > easier.listened[3] and harder.tell_near < easier.tell_near
    assert harder.evasions >= easier.evasions and harder.decoys > easier.decoys
    assert harder.volunteers < easier.volunteers and harder.tell_rest >= easier.tell_rest


@pytest.mark.parametrize(("easier", "harder"), STEPS, ids=NAMES[1:])
def test_every_customer_begins_with_less_and_asks_for_more(call: Call, easier: Level, harder: Level) -> None:
    before, after = call.at(easier.name).cast, call.at(harder.name).cast
    assert after.turns <= before.turns and (after.turns, after.minutes) < (before.turns, before.minutes)
    for one, other in zip(before.roles, after.roles, strict=True):
        assert other.trust < one.trust and other.patience < one.patience
        assert other.patience > tuning.WARN_PATIENCE  # nobody begins at the point of leaving
        assert list(other.rules) == list(one.rules)
        for fact, rule in other.rules.items():
            plain = one.rules[fact]
            assert rule.trust > plain.trust if rule.depth > 1 else rule.trust == plain.trust
            assert replace(rule, trust=plain.trust) == plain  # nothing else of it changes


def test_at_the_plain_level_a_call_is_as_its_content_says(call: Call) -> None:
    role, mood = call.cast.first, call.persona.temperament
    assert (role.trust, role.patience) == (mood.trust, mood.patience)
    assert {fact.id: fact.unlock.trust for fact in call.persona.facts} == {r.id: r.trust for r in role.rules.values()}
    assert (call.cast.turns, call.cast.minutes) == (call.scenario.limits.turns, call.scenario.limits.minutes)
    assert call.at(PLAIN) is call


@given(state=made.states(), heard=made.utterances())
@settings(deadline=None)
def test_what_a_harder_level_tells_an_easier_one_does_not_lock(state: State, heard: Heard) -> None:
    for easier, harder in STEPS:
        told = direct(state, heard, at(harder))
        if not told.disclose or not told.earned:
            continue
        locked = {one.fact for one in direct(state, heard, at(easier)).withheld if one.missing[0].code != "one-a-turn"}
        assert told.disclose not in locked


@given(calls=made.calls)
@settings(deadline=None)
def test_at_every_level_nothing_hidden_comes_without_its_conditions(calls: list[Heard]) -> None:
    for level in LEVELS:
        for state, _, direction, after in made.fold(calls, cast=at(level)):
            rule = made.ROLE.rules.get(direction.disclose or "")
            assert 0 <= after.trust <= 1 and after.patience >= 0 and len(after.evaded) <= level.evasions
            if rule is None or rule.depth == 1:
                continue
            assert state.listened + 2 >= level.listened[rule.depth]  # a strong turn and a tell count one each
            assert set(rule.after) <= set(state.told)


READY = replace(
    made.START, turn=12, trust=0.9, listened=9, told={"kettle": 9, "stairs": 11}, thread="stairs", thread_turn=12
)


def test_what_was_earned_is_evaded_once_and_then_told() -> None:
    asked = made.open_question(made.about("letter"))
    assert direct(READY, asked, made.CAST).disclose == "letter"
    evading, after = made.after(READY, asked, at(tuning.LEVELS["closed"]))
    assert evading.disclose is None and evading.answer in (Answer.DECOY, Answer.DEFLECT)
    assert [(one.fact, one.missing[0].code) for one in evading.withheld][0] == ("letter", EVADED)
    assert after.evaded == {"letter"} and after.heavy
    again = made.open_question(taken_up=("lamp",))  # no word of the fact: it hangs in the air
    assert direct(after, again, at(tuning.LEVELS["closed"])).disclose == "letter"


def test_evasions_are_counted_over_the_call_and_the_surface_is_never_evaded() -> None:
    closed = tuning.LEVELS["closed"]
    spent = replace(READY, evaded=frozenset(f"other-{n}" for n in range(closed.evasions)))
    assert direct(spent, made.open_question(made.about("letter")), at(closed)).disclose == "letter"
    assert direct(READY, made.open_question(made.about("window")), at(closed)).disclose == "window"


def test_a_harder_customer_offers_the_surface_story_more_often_and_gives_away_less() -> None:
    asked = made.utterance(Kind.OPEN_QUESTION, question="open")
    late = replace(made.START, turn=7, trust=0.3, decoys=tuning.DECOYS_UNASKED)
    assert direct(made.START, asked, at(tuning.LEVELS["gentle"])).answer is Answer.FACT
    assert direct(made.START, asked, at(tuning.LEVELS["closed"])).answer is Answer.DECOY
    told = replace(late, told={"kettle": 1, "stairs": 2})
    assert direct(told, asked, at(tuning.LEVELS[PLAIN])).answer is not Answer.DECOY
    assert direct(told, asked, at(tuning.LEVELS["closed"])).answer is Answer.DECOY


def test_an_unknown_level_is_no_level() -> None:
    with pytest.raises(KeyError):
        shipped.call_of("judith-okafor").at("brutal")
