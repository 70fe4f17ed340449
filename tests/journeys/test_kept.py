"""Kept content plays like the file it was read from: the order of keys in a file means nothing.

Content that is kept comes back with its keys sorted; a call played from the file must verify against it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.journeys.learners import Played, blind_calls
from tests.scoring.conftest import Nowhere
from trainer.content.catalogue import Catalogue
from trainer.content.version import canonical, from_canonical
from trainer.conversation.call import Call
from trainer.conversation.events import Event
from trainer.conversation.session import Session

CATALOGUE = Catalogue()
WHERE = {persona: card.id for card in CATALOGUE.scenarios() for persona in card.personas}
CALLS = [*blind_calls(), *blind_calls("library")]
#: "What happened", "how did that feel" and the like, which ask for any of several follow-ups.
VAGUE = ("How did that begin?", "It sounds like that stayed with you.", "What do you do about it today?")
#: Enough for several stories to be told and asked on.
TURNS = 14


def _played(call: Call, lines: Sequence[str], seed: int) -> tuple[Event, ...]:
    session = Session.start(call, Nowhere(), "s", seed)
    for line in lines:
        if not session.closed:
            session.say(line)
    return session.events


@pytest.mark.parametrize("played", CALLS, ids=lambda played: played.name)
def test_a_call_plays_the_same_from_the_file_and_from_what_was_kept_of_it(played: Played) -> None:
    persona = played.persona if played.persona in WHERE else None  # else two are on the call
    cast = CATALOGUE.cast(WHERE.get(played.persona, played.persona), persona)
    kept = from_canonical(canonical(cast.scenario, cast.personas))
    lines = [line for pair in zip(played.lines, VAGUE * len(played.lines), strict=False) for line in pair][:TURNS]
    assert _played(Call.of(cast.scenario, cast.personas, cast.hash), lines, played.seed) == _played(
        Call.of(*kept, cast.hash), lines, played.seed
    )
