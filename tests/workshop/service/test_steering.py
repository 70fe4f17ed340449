"""The facilitator's acts, each once however often it is asked for, and the clock of a round."""

from __future__ import annotations

import json
from typing import Any

import pytest

from trainer.conversation.events import Debrief
from trainer.workshop.service.declined import Declined

from .event import LINES, Clock, Event


def _board(event: Event, *, facilitator: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(event.hall.boards.board(event.id, facilitator=facilitator)[1])
    return found


def test_a_round_runs_pauses_and_goes_on_with_the_time_it_had(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id = event.call(ann, turns=1)
    event.clock.forward(5)
    event.steering.pause(event.id)
    event.steering.pause(event.id)
    with pytest.raises(Declined) as declined:
        event.hall.calls.say(ann, id, 2, LINES[1], event.key())
    assert declined.value.code == "paused"
    event.clock.forward(60)
    assert event.hall.telling.me(ann)["left"] == 600
    event.steering.start(event.id)
    event.steering.start(event.id)
    assert event.hall.calls.say(ann, id, 2, LINES[1], event.key())
    acts = [act["act"] for act in event.whole()["audit"]]
    assert acts == ["open", "start", "pause", "start"]


def test_before_the_first_round_there_is_nothing_to_reveal(event: Event) -> None:
    with pytest.raises(Declined, match="No round has begun"):
        event.steering.reveal(event.id)


def test_when_the_time_is_up_calls_end_and_debriefs_are_taken(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id = event.call(ann, turns=6)
    event.clock.forward(15)
    with pytest.raises(Declined) as declined:
        event.hall.calls.say(ann, id, 7, LINES[6], event.key())
    assert declined.value.code == "over"
    event.steering.tick()
    event.steering.tick()
    told = event.hall.calls.told(ann, id)
    assert (told["state"], told["events"][-1]) == ("ended", {"event": "ended", "reason": "time"})
    assert event.whole()["state"] == "debriefing"
    assert event.hall.calls.debrief(ann, id, Debrief("The pictures."), event.key()) == {"state": "debriefed"}


def test_more_time_keeps_a_round_on(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id = event.call(ann, turns=1)
    event.steering.extend(event.id, 10)
    event.clock.forward(20)
    event.steering.tick()
    assert event.hall.calls.say(ann, id, 2, LINES[1], event.key())
    assert event.hall.telling.me(ann)["left"] == 300
    for minutes in (0, -5, 1000):
        with pytest.raises(Declined):
            event.steering.extend(event.id, minutes)


def test_the_reveal_shows_scores_to_all_and_closes_the_debriefs(event: Event) -> None:
    ann, ben = event.join("Ann"), event.join("Ben")
    event.steering.start(event.id)
    done, late = event.finished(ann), event.call(ben, turns=6)
    with pytest.raises(Declined):
        event.steering.reveal(event.id)
    assert event.steering.end(event.id) == "round"
    seen = {seat["name"]: seat["call"]["overall"] for seat in event.whole()["seats"]}
    assert seen["Ann"] is not None and seen["Ben"] is None
    assert all(row["overall"] is None for row in _board(event)["rows"])
    event.steering.reveal(event.id)
    event.steering.reveal(event.id)
    with pytest.raises(Declined) as declined:
        event.hall.calls.debrief(ben, late, Debrief("Too late."), event.key())
    assert declined.value.code == "gone", "it says why, and not that one was handed in"
    card = event.hall.results.scorecard(ann, done)
    rows = {row["name"]: row for row in _board(event)["rows"]}
    assert rows["Ann"]["overall"] == card["scored"]["overall"] == seen["Ann"]
    assert rows["Ben"]["overall"] == event.hall.results.scorecard(ben, late)["scored"]["overall"]
    assert event.hall.telling.revealed(event.id)["motivations"]
    assert event.hall.telling.me(ann)["place"]["of"] == 2


def test_two_rounds_and_the_end(event: Event) -> None:
    ann = event.join("Ann")
    for number in (1, 2):
        event.steering.start(event.id)
        event.finished(ann)
        event.steering.end(event.id)
        with pytest.raises(Declined):
            event.steering.start(event.id)
        event.steering.reveal(event.id)
        assert [one["round"] for one in _board(event)["rows"][0]["rounds"]] == list(range(1, number + 1))
    with pytest.raises(Declined):
        event.steering.start(event.id)
    assert event.steering.end(event.id) == "workshop"
    assert event.steering.end(event.id) == "workshop"
    with pytest.raises(Declined):
        event.join("Late")


def test_frozen_means_frozen_for_everybody_but_the_facilitator(event: Event) -> None:
    ann, ben = event.join("Ann"), event.join("Ben")
    event.steering.start(event.id)
    event.finished(ann)
    event.steering.freeze(event.id)
    then = event.hall.boards.board(event.id, facilitator=False)[1]
    event.finished(ben)
    event.steering.end(event.id)
    event.steering.reveal(event.id)
    assert event.hall.boards.board(event.id, facilitator=False)[1] == then and json.loads(then)["frozen"]
    assert event.hall.telling.me(ann)["place"] is None
    assert all(row["overall"] is not None for row in _board(event, facilitator=True)["rows"])
    event.steering.freeze(event.id, False)
    assert all(row["overall"] is not None for row in _board(event)["rows"])


def test_rounds_that_have_begun_stay_as_they_are(event: Event) -> None:
    event.steering.start(event.id)
    kept = event.whole()["settings"]["rounds"]
    with pytest.raises(Declined):
        event.steering.set(event.id, {"rounds": [kept[1]]})
    with pytest.raises(Declined):
        event.steering.set(event.id, {"rounds": [{**kept[0], "level": "closed"}, kept[1]]})
    event.steering.set(event.id, {"rounds": [kept[0], {**kept[1], "minutes": 20}, kept[1]]})
    assert [one["minutes"] for one in event.whole()["rounds"]] == [15, 20, 10]
    event.steering.set(event.id, {"rounds": [kept[0]]})
    assert len(event.whole()["rounds"]) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "revealed"}, {"round": 2}, {"top": 0}, {"names": "nobody"}, {"rounds": []}, {"title": ""},
        {"rounds": [{"scenario": "no-such-one"}]}, {"rounds": [{"scenario": "../secret"}]}, {"lobby_open": "yes"},
        {"mode": "teams", "teams": ["One"]}, {"secret": "0"}, {"facilitator_hash": "0"},
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_in_a_line_that_names_it(event: Event, changes: dict[str, Any]) -> None:
    before = event.whole()
    with pytest.raises(Declined) as declined:
        event.steering.set(event.id, changes)
    assert declined.value.code == "bad_request" and "\n" not in str(declined.value)
    assert str(declined.value).startswith(next(iter(changes))) or "teams" in str(declined.value)
    assert event.whole() == before


def test_a_conversation_is_read_only_with_consent_and_that_is_written_down(event: Event) -> None:
    ann, ben = event.join("Ann", consent=True), event.join("Ben")
    event.steering.start(event.id)
    event.call(ann, turns=1), event.call(ben, turns=1)
    assert [e["event"] for e in event.hall.telling.conversation(event.id, ann.id)["events"]][-1] == "customer"
    with pytest.raises(Declined) as declined:
        event.hall.telling.conversation(event.id, ben.id)
    assert declined.value.code == "forbidden"


def test_what_a_server_left_when_it_died_is_finished_by_the_next(event: Event) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    id = event.call(ann, turns=6)
    event.hall.store.write(lambda books: books.set_round(event.id, 1, state="revealed"))  # it died in the midst of it
    event.steering.settle_all()
    assert event.hall.calls.told(ann, id)["state"] == "debriefed"
    assert event.hall.results.scorecard(ann, id)["scored"]["overall"] is not None


def test_time_and_notes_that_are_sent_again_are_given_once(event: Event, clock: Clock) -> None:
    event.steering.start(event.id)
    key, other = event.key(), event.key()
    for _ in range(2):
        event.steering.extend(event.id, 5, key)
        event.steering.note(event.id, "Ann asks well.", None, None, other)
    assert event.whole()["left"] == 20 * 60
    assert [note["text"] for note in event.whole()["notes"]] == ["Ann asks well."]
    event.steering.extend(event.id, 5)
    assert event.whole()["left"] == 25 * 60


def test_a_round_whose_server_was_away_past_its_end_pauses(event: Event, clock: Clock) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    clock.forward(5)
    event.call(ann, turns=1)
    clock.forward(60)
    event.steering.come_back()
    whole = event.whole()
    assert (whole["state"], whole["left"]) == ("paused", 10 * 60), "what was left when somebody was last heard of"
    assert whole["audit"][-1]["actor"] == "server"
    event.steering.come_back()
    event.steering.start(event.id)
    assert event.hall.calls.open(ann)["state"] == "open"


def test_a_round_whose_end_has_just_gone_by_is_over_when_a_server_starts(event: Event, clock: Clock) -> None:
    event.join("Ann")
    event.steering.start(event.id)
    clock.forward(15.5)
    event.steering.come_back()
    event.steering.settle_all()
    assert event.whole()["state"] == "debriefing"


def test_times_do_not_go_back_with_the_clock(event: Event, clock: Clock) -> None:
    ann = event.join("Ann")
    event.steering.start(event.id)
    call = event.call(ann, turns=1)
    clock.forward(-1)
    event.hall.calls.say(ann, call, 2, "What happened then?", event.key())
    event.steering.extend(event.id, 1)
    log = event.hall.store.read(lambda books: books.log(call))
    assert [line.at for line in log] == sorted(line.at for line in log)
    times = [act["at"] for act in event.whole()["audit"]]
    assert times == sorted(times)
