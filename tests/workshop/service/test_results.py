"""What is left of a workshop: an export that plays again, and sessions for the participants' own trainers."""

from __future__ import annotations

import json

import pytest

from trainer.desk import Desk
from trainer.storage.exchange import import_session
from trainer.workshop.service.declined import Declined
from trainer.workshop.verifying import verify

from .event import Event


def _two_rounds(event: Event) -> list[str]:
    ann, ben = event.join("Ann", consent=True), event.join("=Ben|")
    calls = []
    for _ in range(2):
        event.steering.start(event.id)
        calls += [event.finished(ann), event.call(ben, turns=3)]
        event.steering.end(event.id)
        event.steering.reveal(event.id)
    return calls


def test_an_export_plays_again_to_the_scores_on_the_board(event: Event) -> None:
    calls = _two_rounds(event)
    raw = event.hall.results.export(event.id)
    found = json.loads(raw)
    verdict = verify(raw, event.opened.public_key)
    assert verdict.sound, verdict.findings
    assert verdict.replayed == len(calls) == 4
    for secret in (event.opened.facilitator, event.opened.board, event.opened.code, "token", "secret", "private_key"):
        assert secret not in raw.decode().replace('"every_word"', "")
    assert found["board"]["rows"][0]["overall"] is not None


def test_an_export_in_the_midst_of_a_round_is_sound_as_well(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    event.call(ann, turns=2)
    assert verify(event.hall.results.export(event.id)).sound


def test_practice_and_a_line_that_lost_its_answer_play_again_too(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id = event.call(ann, turns=1)
    with monkeypatch.context() as broken, pytest.raises(SystemExit):
        broken.setattr("trainer.conversation.session.answer", _dies)
        event.hall.calls.say(ann, id, 2, "What happened then?", event.key())
    event.steering.end(event.id)
    event.steering.reveal(event.id)
    practice = event.hall.calls.open(ann, practice=True)["id"]
    event.hall.calls.say(ann, practice, 1, "What happened then?", event.key())
    verdict = verify(event.hall.results.export(event.id))
    assert verdict.sound and verdict.replayed == 2, verdict.findings


def _dies(*args: object) -> None:
    raise SystemExit


def test_a_score_that_was_changed_in_the_database_does_not_verify(event: Event) -> None:
    calls = _two_rounds(event)
    event.hall.store.write(lambda books: books.set_call(calls[0], overall=9999))
    verdict = verify(event.hall.results.export(event.id))
    assert [one.where for one in verdict.findings if one.what == "score"] == [calls[0]]


def test_a_session_goes_into_the_participants_own_trainer_after_the_reveal(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id = event.finished(ann)
    with pytest.raises(Declined):
        event.hall.results.scorecard(ann, id)
    event.steering.end(event.id)
    event.steering.reveal(event.id)
    card = event.hall.results.scorecard(ann, id)
    desk = Desk.open()
    try:
        kept = import_session(desk.store, json.dumps(card["session"]).encode(), lambda events: events)
        assert kept == id and desk.score(id).overall == card["scored"]["overall"]
    finally:
        desk.close()


def test_the_debrief_pack_comes_with_the_reveal_and_quotes_only_who_agreed(event: Event) -> None:
    with pytest.raises(Declined) as declined:
        event.hall.results.pack(event.id, "html")
    assert declined.value.code == "not_yet"
    _two_rounds(event)
    page = event.hall.results.pack(event.id, "html")
    assert "Round 1" in page and "Round 2" in page
    assert "=Ben" not in page
    for form in ("md", "json", "csv"):
        assert event.hall.results.pack(event.id, form)
    with pytest.raises(Declined):
        event.hall.results.pack(event.id, "pdf")


def test_who_comes_later_is_told_which_rounds_are_open_and_nothing_of_others(event: Event) -> None:
    ann, ben = event.join("Ann"), event.join("Ben")
    assert event.hall.telling.me(ann)["revealed"] == []
    event.steering.start(event.id)
    call = event.call(ann, turns=1)
    event.steering.end(event.id)
    assert event.hall.telling.me(ann)["revealed"] == []
    event.steering.reveal(event.id)
    for _ in range(2):  # also in the next round
        (told,) = event.hall.telling.me(ann)["revealed"]
        assert (told["round"], told["call"]) == (1, call)
        assert event.hall.telling.me(ben)["revealed"] == [{**told, "call": None}]
        if event.whole()["round"] == 1:
            event.steering.start(event.id)
            event.call(ann)


def test_an_earlier_reveal_can_be_read_again(event: Event) -> None:
    event.join("Ann")
    event.steering.start(event.id)
    event.steering.end(event.id)
    event.steering.reveal(event.id)
    first = event.hall.telling.revealed(event.id)
    event.steering.start(event.id)
    assert event.hall.telling.revealed(event.id, 1) == first
    for number in (None, 2, 3):
        with pytest.raises(Declined) as declined:
            event.hall.telling.revealed(event.id, number)
        assert declined.value.code == "not_yet"
