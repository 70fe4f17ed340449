"""A colleague's call, replayed line by line at another seed: it gains nothing, and the likeness is shown."""

from __future__ import annotations

from contextlib import closing
from functools import cache

import pytest

from tests.journeys.learners import CALLS, Played, blind_calls
from trainer.conversation.events import Debrief
from trainer.desk import Desk
from trainer.scoring.beside import Beside, beside_of
from trainer.scoring.scorecard import Scorecard

BLIND = {call.name: call for call in blind_calls()}
SCENARIO = {persona: scenario for scenario, persona in CALLS}
#: Points of 100 by which scores of the same lines differ by chance alone, and of 5 for what is certain in itself.
NOISE, SLIGHT = 3.0, 0.2


def play(desk: Desk, call: Played, seed: int) -> tuple[Scorecard, Beside]:
    session = desk.start(SCENARIO[call.persona], call.persona, seed=seed)
    for line in call.lines:
        if not session.closed:
            session.say(line)
    session.end()
    card = desk.debrief(session, Debrief(call.insight, call.forces))
    return card, beside_of(desk.events(session.id), card)


@cache
def copied(name: str) -> tuple[Scorecard, Scorecard, Beside]:
    """Play a call as it was, and its lines once more at another seed."""
    with closing(Desk.open(database="sqlite://")) as desk:
        original, alone = play(desk, BLIND[name], BLIND[name].seed)
        assert alone == Beside()
        return original, *play(desk, BLIND[name], BLIND[name].seed + 1)


def overall(card: Scorecard) -> float:
    assert card.overall is not None
    return card.overall


def value(card: Scorecard, part: str) -> float:
    figure = card.part(part).value
    assert figure is not None
    return figure


@pytest.mark.parametrize("name", BLIND)
def test_a_copied_call_is_shown_as_one_and_gains_nothing(name: str) -> None:
    original, copy, beside = copied(name)
    assert beside.seen
    assert beside.alike is not None and beside.alike.lines == beside.alike.of >= 15
    for part in ("discovery", "insight"):
        assert value(copy, part) <= value(original, part) + SLIGHT
    assert copy.low is not None and original.high is not None
    assert copy.low <= original.high  # the bands overlap: there is no gain that could be claimed


def test_copying_gains_nothing_on_the_whole() -> None:
    pairs = [copied(name)[:2] for name in BLIND]
    gains = sorted(overall(copy) - overall(original) for original, copy in pairs)
    assert sum(gains) / len(gains) <= 0.0
    assert gains[len(gains) // 2] <= NOISE


@pytest.mark.parametrize("persona", sorted(SCENARIO))
def test_two_interviewers_of_one_customer_are_not_taken_for_copies(persona: str) -> None:
    first, second = (call for call in BLIND.values() if call.persona == persona)
    with closing(Desk.open(database="sqlite://")) as desk:
        play(desk, first, first.seed)
        assert play(desk, second, second.seed)[1].alike is None
