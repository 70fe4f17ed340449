"""Every customer of the library, played inside the process: blind calls of theirs, and learners who only ask badly."""

from __future__ import annotations

from functools import cache

import pytest

from tests.journeys.inside import CATALOGUE, Whole, converse
from tests.journeys.learners import CALLS, POOR, Played, blind_calls
from tests.journeys.test_journeys import assert_at_the_surface, assert_nothing_said_twice, assert_uncovered

BLIND = {call.name: call for call in blind_calls("library")}
SCENARIOS = tuple(CATALOGUE.scenario(card.id) for card in CATALOGUE.scenarios())
#: By the name of its blind calls, scenario and persona of everybody who is called alone; a pair goes by its scenario.
CASTS = {persona: (one.id, persona) for one in SCENARIOS if not one.together for persona in one.personas}
CASTS |= {one.id: (one.id, one.together[0].persona) for one in SCENARIOS if one.together}


@cache
def replayed(name: str) -> Whole:
    call: Played = BLIND[name]
    scenario, persona = CASTS[call.persona]
    return converse(scenario, persona, call.lines, seed=call.seed, insight=call.insight, forces=call.forces)


@pytest.mark.parametrize("name", BLIND)
def test_a_skilled_interviewer_uncovers_what_is_hidden(name: str) -> None:
    whole = replayed(name)
    assert_uncovered(whole.scored)
    assert whole.scored["overall"] >= 75, whole.scored["parts"]
    assert_nothing_said_twice(whole.said)


@pytest.mark.parametrize(("scenario", "persona"), CASTS.values())
def test_poor_interviewing_stays_at_the_surface(scenario: str, persona: str) -> None:
    belief = CATALOGUE.scenario(scenario).belief[:280]
    for kind, learner in POOR.items():
        whole = converse(scenario, persona, learner(scenario), insight=belief)
        try:
            assert_at_the_surface(whole.scored, whole.said)
        except AssertionError as error:
            raise AssertionError(f"{kind}: {error}") from error


def test_every_customer_was_played_blind_at_least_twice() -> None:
    for name, cast in CASTS.items():
        assert cast in CALLS or sum(1 for call in BLIND.values() if call.persona == name) >= 2, name
