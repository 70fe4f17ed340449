"""A participant's call: played by the server, told as far as it was said aloud, and nothing said twice."""

from __future__ import annotations

import json
import threading

import pytest

from trainer.conversation.events import Debrief
from trainer.conversation.helped import Assisted
from trainer.desk.library import library
from trainer.storage.workshop.store import WorkshopStore
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.hall import Hall

from .event import LINES, Event


def test_a_call_begins_once_and_is_the_same_for_everybody_but_the_seed(event: Event) -> None:
    ann, ben = event.join("Ann"), event.join("Ben")
    event.steering.start(event.id)
    first, again = event.hall.calls.open(ann), event.hall.calls.open(ann)
    other = event.hall.calls.open(ben)
    assert first["id"] == again["id"] != other["id"]
    assert [e["event"] for e in first["events"]] == ["customer"]
    rows = event.hall.store.read(lambda books: books.calls(event.id, 1))
    assert len(rows) == 2 and len({row.seed for row in rows}) == 2


def test_a_line_sent_again_with_its_key_is_answered_once(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id, key = event.call(ann), event.key()
    first = event.hall.calls.say(ann, id, 1, LINES[0], key)
    assert [e["event"] for e in first] == ["learner", "customer"]
    assert event.hall.calls.say(ann, id, 1, LINES[0], key) == first
    assert event.hall.calls.told(ann, id)["turns"] == 1


def test_a_key_is_for_one_line_alone(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id, key = event.call(ann), event.key()
    event.hall.calls.say(ann, id, 1, LINES[0], key)
    with pytest.raises(Declined) as declined:
        event.hall.calls.say(ann, id, 2, LINES[1], key)
    assert declined.value.code == "mismatch"
    assert event.hall.calls.told(ann, id)["turns"] == 1


def test_lines_out_of_order_are_refused_with_the_turn_that_is_next(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id = event.call(ann, turns=2)
    for turn in (1, 2, 4):
        with pytest.raises(Declined) as declined:
            event.hall.calls.say(ann, id, turn, "And then?", event.key())
        assert declined.value.code == "conflict" and declined.value.more == {"turn": 3}


def test_the_same_line_from_many_threads_at_once_is_said_once(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id, key, answers = event.call(ann), event.key(), []

    def say() -> None:
        answers.append(json.dumps(event.hall.calls.say(ann, id, 1, LINES[0], key)))

    threads = [threading.Thread(target=say) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8 and len(set(answers)) == 1
    assert event.hall.calls.told(ann, id)["turns"] == 1


def test_nothing_but_what_was_said_aloud_is_told_before_the_reveal(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id = event.finished(ann)
    told = json.dumps([event.hall.calls.told(ann, id), event.hall.telling.me(ann)])
    board = event.hall.boards.board(event.id, facilitator=False)[1].decode()
    kinds = {e["event"] for e in event.hall.calls.told(ann, id)["events"]}
    assert kinds == {"learner", "customer", "ended"}
    played = library().cast("game-nobody-plays")
    for secret in ('overall": ', "unlock", "trust", "withheld", "direction", *(f.id for f in played.personas[0].facts)):
        assert secret not in told.replace('"overall": null', "")
    assert all(row["overall"] is None and row["parts"] is None for row in json.loads(board)["rows"])
    with pytest.raises(Declined) as declined:
        event.hall.results.scorecard(ann, id)
    assert declined.value.code == "not_yet"
    with pytest.raises(Declined):
        event.hall.telling.revealed(event.id)


def test_the_call_of_somebody_else_is_as_unknown_as_none(event: Event) -> None:
    ann, ben = event.join("Ann"), event.join("Ben")
    event.steering.start(event.id)
    id, said = event.call(ann, turns=1), []
    acts = (
        lambda of: event.hall.calls.told(ben, of), lambda of: event.hall.calls.say(ben, of, 2, "And?", event.key()),
        lambda of: event.hall.calls.end(ben, of), lambda of: event.hall.results.scorecard(ben, of),
        lambda of: event.hall.calls.debrief(ben, of, Debrief("x"), event.key()),
        lambda of: event.hall.calls.keep_draft(ben, of, "line", "x"),
        lambda of: event.hall.calls.hint(ben, of, event.key()),
    )  # fmt: skip
    for act in acts:
        for of in (id, "0" * 32):
            with pytest.raises(Declined) as declined:
                act(of)
            said.append((declined.value.code, str(declined.value)))
    assert len(set(said)) == 1 and said[0][0] == "not_found"


def test_a_debrief_needs_an_ended_call_and_counts_once(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id = event.call(ann, turns=1)
    with pytest.raises(Declined) as declined:
        event.hall.calls.debrief(ann, id, Debrief("x"), event.key())
    assert declined.value.code == "not_yet"
    event.hall.calls.end(ann, id)
    with pytest.raises(Declined) as declined:
        event.hall.calls.debrief(ann, id, Debrief("x" * 1000), event.key())
    assert declined.value.code == "bad_request"
    key = event.key()
    assert event.hall.calls.debrief(ann, id, Debrief("The pictures."), key) == {"state": "debriefed"}
    assert event.hall.calls.debrief(ann, id, Debrief("The pictures."), key) == {"state": "debriefed"}
    with pytest.raises(Declined):
        event.hall.calls.debrief(ann, id, Debrief("Another."), event.key())


def test_another_server_goes_on_where_the_first_was(event: Event, workshop_url: object) -> None:
    if not isinstance(workshop_url, str):
        pytest.skip("one server for each SQLite file")
    ann = event.join("Ann")
    event.steering.start(event.id)
    id, key = event.call(ann, turns=2), event.key()
    store = WorkshopStore.open(workshop_url, event.clock)
    try:
        other = Hall(store, library(), event.clock)
        there = other.calls.say(ann, id, 3, LINES[2], key)
        assert event.hall.calls.say(ann, id, 3, LINES[2], key) == there
        assert event.hall.calls.say(ann, id, 4, LINES[3], event.key())[0]["turn"] == 4
        assert other.calls.told(ann, id) == event.hall.calls.told(ann, id)
        version = event.hall.boards.versions([event.id])
        assert version == other.boards.versions([event.id])
    finally:
        store.close()


class Silent:
    """A model that nobody comes to ask."""

    name = "silent"


@pytest.mark.parametrize("voiced", [False, True], ids=["authored", "by a model"])
def test_a_line_whose_answer_was_lost_with_the_server_is_answered_when_it_comes_again(
    event: Event, monkeypatch: pytest.MonkeyPatch, voiced: bool
) -> None:
    """A model is waited for, so the line is stored before it; else it is stored with its answer or not at all."""
    ann = event.join("Ann")
    event.steering.start(event.id)
    id, key = event.call(ann, turns=1), event.key()

    def dies(*args: object) -> None:
        raise SystemExit

    hall = Hall(event.hall.store, library(), event.clock, Assisted(Silent()) if voiced else None)  # type: ignore[arg-type]
    with monkeypatch.context() as broken, pytest.raises(SystemExit):
        broken.setattr("trainer.conversation.session.answer", dies)
        hall.calls.say(ann, id, 2, LINES[1], key)
    fresh = Hall(event.hall.store, library(), event.clock)  # the server starts again
    last = fresh.calls.told(ann, id)["events"][-1]
    assert (last["event"], last["turn"]) == (("learner", 2) if voiced else ("customer", 1))
    said = fresh.calls.say(ann, id, 2, LINES[1], key)
    assert [(e["event"], e["turn"]) for e in said] == [("learner", 2), ("customer", 2)]
    assert fresh.calls.say(ann, id, 3, LINES[2], event.key())[-1]["turn"] == 3


def test_what_could_not_be_stored_is_not_remembered_either(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id, key = event.call(ann, turns=1), event.key()

    def dies(*args: object) -> None:
        raise SystemExit

    with monkeypatch.context() as broken, pytest.raises(SystemExit):
        broken.setattr("trainer.conversation.session.answer", dies)
        event.hall.calls.say(ann, id, 2, LINES[1], key)
    event.steering.end(event.id)
    with pytest.raises(Declined) as declined:  # the round is over when the line would be stored
        event.hall.calls.say(ann, id, 2, LINES[1], key)
    assert declined.value.code == "over"
    whole = event.hall.calls.told(ann, id)["events"]
    assert [(e["event"], e.get("turn")) for e in whole][-2:] == [("customer", 1), ("ended", None)]
    event.hall.calls.debrief(ann, id, Debrief("The pictures."), event.key())
    assert event.hall.calls.told(ann, id)["state"] == "debriefed"


def test_practice_comes_after_the_reveal_and_ranks_nowhere(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    event.finished(ann)
    with pytest.raises(Declined):
        event.hall.calls.open(ann, practice=True)
    event.steering.end(event.id)
    event.steering.reveal(event.id)
    first = event.hall.calls.open(ann, practice=True)
    assert event.hall.calls.open(ann, practice=True)["id"] == first["id"]
    for turn in range(1, 7):
        event.hall.calls.say(ann, first["id"], turn, LINES[turn - 1], event.key())
    event.hall.calls.end(ann, first["id"])
    event.hall.calls.debrief(ann, first["id"], Debrief("The pictures."), event.key())
    rows = json.loads(event.hall.boards.board(event.id, facilitator=False)[1])["rows"]
    assert [(row["attempt"], row["rank"]) for row in rows] == [("first", 1), ("practice", None)]
