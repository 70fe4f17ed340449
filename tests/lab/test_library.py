"""Every customer of the library is fair: skill finds what they hide, nothing else does. The full numbers: make soak."""

from __future__ import annotations

from functools import cache

import pytest

from tests.conftest import SOAK
from trainer.content.catalogue import Catalogue, Played
from trainer.content.version import canonical
from trainer.conversation.call import Call, together
from trainer.lab.bots.every import SKILLED
from trainer.lab.bots.poor import KINDS
from trainer.lab.measuring import GOOD, HIDDEN, NEARLY_ALL, POOR, Measured, measure
from trainer.lab.playing import play
from trainer.lab.trials import run

CATALOGUE = Catalogue()
SCENARIOS = tuple(CATALOGUE.scenario(card.id) for card in CATALOGUE.scenarios())
#: Two who are on one call are played once.
CASTS = tuple(
    (one.id, persona) for one in SCENARIOS for persona in (one.personas[:1] if one.together else one.personas)
)
#: Calls of each bot; the short form sees that nothing is broken, the long one what the library promises.
SEEDS = range(1, 101) if SOAK else range(1, 2)


@cache
def cast(scenario: str, persona: str) -> Played:
    return CATALOGUE.cast(scenario, persona)


@cache
def measured(scenario: str, persona: str) -> Measured:
    played = cast(scenario, persona)
    kinds = (SKILLED, *KINDS)
    trials = run(canonical(played.scenario, played.personas), persona, kinds, SEEDS, 2 if SOAK else 1)
    return measure(scenario, played.scenario.difficulty, together(played.personas), trials.played, trials.wanted)


@pytest.mark.parametrize(("scenario", "persona"), CASTS)
def test_a_skilled_bot_solves_it_and_no_other_does(scenario: str, persona: str) -> None:
    found = measured(scenario, persona)
    skilled = next(bot for bot in found.bots if bot.kind == SKILLED)
    if SOAK:
        assert skilled.good >= NEARLY_ALL, skilled
    else:
        assert skilled.overall >= GOOD - 5 and skilled.uncovered >= 0.5, skilled
    for bot in found.bots:
        if bot.kind != SKILLED:
            assert bot.most <= POOR, bot
            assert bot.hidden <= (1 - NEARLY_ALL if SOAK else 0), (bot, HIDDEN)


def test_a_call_is_played_alike_through_the_session_and_the_lab() -> None:
    scenario, persona = CASTS[0]
    played = cast(scenario, persona)
    call = Call.of(played.scenario, played.personas, played.hash)
    assert play(call, SKILLED, 5) == play(call, SKILLED, 5)
