"""A call plays the same from its file and from the canonical text that was stored of it, where keys are sorted."""

from __future__ import annotations

from trainer.content.catalogue import Catalogue
from trainer.content.version import canonical, from_canonical
from trainer.conversation.call import Call


def test_the_order_of_follow_ups_in_a_file_is_not_played() -> None:
    catalogue = Catalogue()
    for card in catalogue.scenarios():
        cast = catalogue.cast(card.id)
        stored = from_canonical(canonical(cast.scenario, cast.personas))
        live, again = Call.of(cast.scenario, cast.personas, cast.hash), Call.of(*stored, cast.hash)
        assert list(live.ear.more) == list(again.ear.more)
        assert live.cast == again.cast
