"""Calls to score: played in memory against a shipped customer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.journeys.learners import blind_calls
from trainer.content.catalogue import Catalogue
from trainer.conversation.call import Call
from trainer.conversation.events import Debrief, Event, Fingerprinted
from trainer.conversation.session import Session
from trainer.scoring.score import score
from trainer.scoring.scorecard import Scorecard


class Nowhere:
    """A journal that keeps nothing."""

    def append(self, session: str, events: Sequence[Event]) -> None:
        """Keep nothing."""


@pytest.fixture(scope="session")
def maren() -> Call:
    played = Catalogue().cast("game-nobody-plays")
    return Call(played.scenario, played.personas[0], played.hash)


#: A call that somebody played from the briefing alone: it uncovers both motivations.
PLAYED = next(call for call in blind_calls() if call.persona == "maren-tveit")
SKILLED = PLAYED.lines

Finish = Callable[..., Scorecard]


@pytest.fixture
def finish(maren: Call) -> Finish:
    """Play lines, hand in a debrief and score."""

    def play(
        lines: Sequence[str],
        insight: str = "",
        fingerprint: Fingerprinted | None = None,
        seed: int = PLAYED.seed,
        **forces: str,
    ) -> Scorecard:
        session = Session.start(maren, Nowhere(), "s", seed)
        for line in lines:
            if not session.closed:
                session.say(line)
        session.end()
        session.debrief(Debrief(insight, forces), fingerprint)
        return score(session.events, maren)

    return play
