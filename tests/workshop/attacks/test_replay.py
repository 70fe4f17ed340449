"""The same request again: with other words, from another seat, for another call, at the same moment."""

from __future__ import annotations

import pytest

from .stage import Stage

pytestmark = pytest.mark.usefixtures("unhurried")

KEY = "one-key-sent-often"


def _lines(stage: Stage, who: dict[str, str], call: str) -> list[str]:
    events = stage.ask("GET", f"/calls/{call}", who["token"]).json()["events"]
    return [event["text"] for event in events if event["event"] == "learner"]


def test_a_line_sent_again_is_said_once(both: Stage) -> None:
    both.event.steering.start(both.event.id)
    call = both.begin(both.ann)
    answers = [both.say(both.ann, call, 1, "What happened then?", KEY) for _ in range(3)]
    assert len({answer.text for answer in answers}) == 1 and answers[0].status_code == 200
    assert _lines(both, both.ann, call) == ["What happened then?"]


def test_a_line_sent_five_times_at_once_is_said_once(both: Stage) -> None:
    both.event.steering.start(both.event.id)
    call = both.begin(both.ann)
    request = ("POST", f"/calls/{call}/lines", both.ann["token"], {"turn": 1, "text": "What happened then?"})
    answers = both.ask_all([request] * 5, headers={"idempotency-key": KEY})
    assert {answer.status_code for answer in answers} <= {200, 503} and len(
        {a.text for a in answers if a.status_code == 200}
    ) == 1
    assert _lines(both, both.ann, call) == ["What happened then?"]


@pytest.mark.parametrize("data", [{"turn": 1, "text": "Other words?"}, {"turn": 2, "text": "What happened then?"}])
def test_a_key_with_another_body_is_refused(both: Stage, data: dict[str, object]) -> None:
    both.event.steering.start(both.event.id)
    call = both.begin(both.ann)
    both.say(both.ann, call, 1, "What happened then?", KEY)
    headers = {"idempotency-key": KEY}
    assert both.ask("POST", f"/calls/{call}/lines", both.ann["token"], data, headers=headers).status_code == 422
    assert both.ask("POST", f"/calls/{call}/hint", both.ann["token"], {}, headers=headers).status_code == 422
    assert _lines(both, both.ann, call) == ["What happened then?"]


def test_another_seats_key_gives_nothing_of_that_seat(both: Stage) -> None:
    both.event.steering.start(both.event.id)
    call, mine = both.begin(both.ann), both.begin(both.ben)
    both.say(both.ann, call, 1, "Xylographic quokkas?", KEY)
    assert both.say(both.ben, call, 1, "Xylographic quokkas?", KEY).status_code == 404
    answer = both.say(both.ben, mine, 1, "What happened then?", KEY)
    assert answer.status_code == 200 and "quokka" not in answer.text


def test_a_key_for_another_call_of_ones_own_is_refused(stage: Stage) -> None:
    stage.event.steering.start(stage.event.id)
    first = stage.begin(stage.ann)
    stage.say(stage.ann, first, 1, "What happened then?", KEY)
    stage.event.steering.end(stage.event.id), stage.event.steering.reveal(stage.event.id)
    stage.event.steering.start(stage.event.id)
    second = stage.begin(stage.ann)
    assert second != first and stage.say(stage.ann, second, 1, "What happened then?", KEY).status_code == 422


def test_a_debrief_is_handed_in_once(both: Stage) -> None:
    both.event.steering.start(both.event.id)
    call = both.begin(both.ann)
    both.say(both.ann, call, 1, "What happened then?")
    both.ask("POST", f"/calls/{call}/end", both.ann["token"], {})
    path, headers = f"/calls/{call}/debrief", {"idempotency-key": KEY}
    assert both.ask("POST", path, both.ann["token"], {"insight": "One."}, headers=headers).status_code == 200
    before = both.whole()
    assert both.ask("POST", path, both.ann["token"], {"insight": "One."}, headers=headers).status_code == 200
    assert both.ask("POST", path, both.ann["token"], {"insight": "Two."}, headers=headers).status_code == 422
    again = both.ask("POST", path, both.ann["token"], {"insight": "Two."}, headers={"idempotency-key": KEY + "2"})
    assert again.status_code == 409
    assert both.whole() == before


def test_lines_of_another_time_are_refused(stage: Stage) -> None:
    stage.event.steering.start(stage.event.id)
    call = stage.begin(stage.ann)
    for turn in (0, 2, 5, 10_000, -1):
        assert stage.say(stage.ann, call, turn, "What happened then?").status_code in (400, 409)
    stage.clock.forward(16)
    assert stage.say(stage.ann, call, 1, "What happened then?").json()["code"] == "over"
    assert _lines(stage, stage.ann, call) == []


def test_a_time_that_a_client_gives_counts_nothing(stage: Stage) -> None:
    stage.event.steering.start(stage.event.id)
    call = stage.begin(stage.ann)
    stage.clock.forward(16)
    headers = {"date": "Mon, 01 Jan 2001 00:00:00 GMT", "x-timestamp": "0", "idempotency-key": KEY}
    answer = stage.ask("POST", f"/calls/{call}/lines", stage.ann["token"], {"turn": 1, "text": "x"}, headers=headers)
    assert answer.json()["code"] == "over"


def test_a_name_is_not_taken_twice(both: Stage) -> None:
    data = {"code": both.event.opened.code, "name": "Ann"}
    for name in ("Ann", "ANN", " ann ", "Ａｎｎ", "A\u200bnn"):
        assert both.ask("POST", "/join", data=data | {"name": name}).status_code == 409
    change = {"name": "Ann"}
    assert both.ask("PATCH", f"/workshop/seats/{both.ben['seat']}", both.facilitator, change).status_code == 409
