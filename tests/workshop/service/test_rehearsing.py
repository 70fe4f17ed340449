"""Before the first participant comes the rounds are made ready, and nothing of that is to be seen."""

from __future__ import annotations

from trainer.desk.library import library
from trainer.language import spelling
from trainer.workshop.service.hall import Hall

from .event import LINES, Event


def test_what_a_first_line_needs_is_there_and_no_call_is(event: Event) -> None:
    spelling.common_stems.cache_clear()
    spelling._is_common.cache_clear()  # else what it knows of other tests' words spares it the stems
    fresh = Hall(event.hall.store, library(), event.clock)
    fresh.warm()
    before = spelling.common_stems.cache_info()
    assert before.currsize == 1
    assert not event.hall.store.read(lambda books: books.calls(event.id))
    ann = event.join("Ann")
    event.steering.start(event.id)
    id = str(fresh.calls.open(ann)["id"])
    assert fresh.calls.say(ann, id, 1, LINES[0], event.key())[-1]["turn"] == 1
    assert spelling.common_stems.cache_info().misses == before.misses
