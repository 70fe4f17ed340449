"""The client's small parts: addresses, waiting, shapes, steps, private files, and the board as lines."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from trainer.conversation.events import CustomerSaid, Ended, Faulted, HintAsked, LearnerSaid
from trainer.workshop.client.addresses import read_addresses
from trainer.workshop.client.board_lines import lines
from trainer.workshop.client.drafts import Drafts
from trainer.workshop.client.faults import RemoteFault, Unreachable
from trainer.workshop.client.keeping import keep, kept
from trainer.workshop.client.listening import Lines
from trainer.workshop.client.outbox import Outbox
from trainer.workshop.client.retrying import CAP, Plan, declined, passes, seconds_of, unreachable
from trainer.workshop.client.seats import take
from trainer.workshop.client.shapes import events_of
from trainer.workshop.client.steps import Step, left_in_words, place_in_words, step_of


@pytest.mark.parametrize(
    ("typed", "urls", "token"),
    [
        ("192.168.1.20:8765", ("http://192.168.1.20:8765",), ""),
        (" https://ws.example/board#wsb_x , [::1]:9", ("https://ws.example", "http://[::1]:9"), "wsb_x"),
        ("LOCALHOST:1/", ("http://localhost:1",), ""),
    ],
)
def test_addresses_are_read_as_people_type_them(typed: str, urls: tuple[str, ...], token: str) -> None:
    found = read_addresses(typed)
    assert (found.urls, found.token) == (urls, token)


@pytest.mark.parametrize(
    "typed", ["", ",", "http://", "ftp://x", "http://me:secret@x", "x:99999", "http://[", "a\x1b[2Jb"]
)
def test_what_is_no_address_is_told_in_one_line(typed: str) -> None:
    with pytest.raises(RemoteFault) as told:
        read_addresses(typed)
    assert "\n" not in str(told.value) and "\x1b" not in str(told.value)


def test_waits_double_up_to_the_cap_with_jitter() -> None:
    why = unreachable("there", "refused")
    longest, shortest = Plan(None, lambda: 1.0), Plan(None, lambda: 0.0)
    waits = [longest.wait(why) for _ in range(12)]
    assert waits[:4] == [0.25, 0.5, 1.0, 2.0] and waits[-1] == CAP == 30.0
    assert [shortest.wait(why) for _ in range(2)] == [0.125, 0.25]


def test_a_servers_own_time_is_waited_for() -> None:
    plan = Plan(None, lambda: 1.0)
    assert plan.wait(unreachable("there", ""), seconds_of("7")) == 7.0
    assert seconds_of("Wed, 21 Oct 2015 07:28:00 GMT") == seconds_of(None) == 0.0


def test_patience_ends_with_the_fault() -> None:
    plan, why = Plan(1.0, lambda: 1.0), unreachable("there", "refused")
    assert [plan.wait(why), plan.wait(why)] == [0.25, 0.5]
    with pytest.raises(Unreachable, match="does not answer"):
        plan.wait(why)


def test_what_passes_is_tried_again_and_what_does_not_is_told() -> None:
    assert declined(201, {}) is None
    for status, code in ((429, "too_many"), (503, "busy"), (502, ""), (408, ""), (425, ""), (409, "busy")):
        fault = declined(status, {"error": "x", "code": code})
        assert fault is not None and passes(fault), status
    for status, code in ((409, "conflict"), (409, "paused"), (401, "unauthorized"), (422, "mismatch"), (410, "gone")):
        fault = declined(status, {"error": "no\nway\x1b[2J", "code": code, "turn": 3})
        assert fault is not None and not passes(fault), status
        assert fault.more == {"turn": 3} and "\n" not in str(fault) and "\x1b" not in str(fault)
    other = declined(200, ["no", "workshop"])
    assert other is not None and "check the address" in str(other)


def test_shapes_become_events() -> None:
    shapes: list[dict[str, Any]] = [
        {"event": "learner", "turn": 1, "text": "Hm?"},
        {"event": "fault", "kind": "timeout", "turn": 1, "action": "authored"},
        {"event": "customer", "turn": 1, "text": "A B", "voice": "model", "closing": True,
         "lines": [{"speaker": "Al", "text": "A"}, {"speaker": "Bo", "text": "B"}]},
        {"event": "hint", "turn": 1, "text": "Listen."},
        {"event": "something new"},
        {"event": "ended", "reason": "time"},
    ]  # fmt: skip
    learner, fault, customer, hint, ended = events_of(shapes)
    assert learner == LearnerSaid(1, "Hm?")
    assert isinstance(fault, Faulted) and fault.action == "authored" and fault.message
    assert customer == CustomerSaid(1, "A B", "model", True, lines=(("Al", "A"), ("Bo", "B")))
    assert (hint, ended) == (HintAsked(1, "Listen."), Ended(1, "time"))


@pytest.mark.parametrize("shapes", [None, "x", [1], [{"event": "learner"}], [{"event": "customer", "turn": "1"}]])
def test_a_broken_answer_is_told_in_one_line(shapes: object) -> None:
    with pytest.raises(RemoteFault, match="cannot be read"):
        events_of(shapes)


@pytest.mark.parametrize(
    ("state", "round_", "call", "step"),
    [
        ("lobby", 0, None, "lobby"), ("running", 1, None, "brief"), ("paused", 1, None, "paused"),
        ("running", 1, "open", "call"), ("paused", 1, "open", "call"), ("running", 1, "ended", "debrief"),
        ("debriefing", 1, "open", "debrief"), ("debriefing", 1, None, "missed"),
        ("debriefing", 1, "debriefed", "handed"), ("running", 1, "debriefed", "handed"),
        ("revealed", 1, "debriefed", "revealed"), ("ended", 1, None, "ended"),
    ],
)  # fmt: skip
def test_a_participant_is_told_what_they_can_do(state: str, round_: int, call: str | None, step: Step) -> None:
    me = {"state": state, "round": round_, "call": {"id": "x", "state": call} if call else None}
    assert step_of(me) == step


def test_time_and_place_in_words() -> None:
    assert [left_in_words(x) for x in (None, 0, 59.6, 754)] == ["", "0:00 left", "1:00 left", "12:34 left"]
    assert place_in_words({"rank": 2, "of": 8}) == "Place 2 of 8." and place_in_words(None) == ""


def test_what_is_kept_is_private_and_whole(tmp_path: Path) -> None:
    box = Outbox("../../call", tmp_path)
    first = box.line(1, "Grüße")
    (file,) = (tmp_path / "workshops").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert box.line(1, "Grüße") == first == Outbox("../../call", tmp_path).waiting()
    assert box.line(1, "Other words").key != first.key
    assert Outbox("another", tmp_path).waiting() is None
    box.done()
    assert box.waiting() is None and not list((tmp_path / "workshops").iterdir())


@pytest.mark.parametrize("text", ["", "[]", '{"call": 1}', "\x00", "[" * 100_000])
def test_a_broken_file_is_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)
    assert (kept(file) or {}).get("token") is None
    keep(file, {"token": "t"})
    assert kept(file) == {"token": "t"}


def test_drafts_of_this_machine_come_before_those_of_the_server(tmp_path: Path) -> None:
    drafts = Drafts("call", {"line": "there", "debrief": "{}"}, tmp_path)
    assert drafts.draft("call", "line") == "there"
    drafts.save_draft("call", "line", "here")
    again = Drafts("call", {"line": "there"}, tmp_path)
    assert again.draft("call", "line") == "here"
    again.drop_draft("call", "debrief")
    assert Drafts("call", {}, tmp_path).draft("call", "line") == ""


def test_nobody_at_an_address_is_told_and_the_seat_is_asked_for_with_the_same_key(tmp_path: Path) -> None:
    keys = []
    for _ in range(2):
        with pytest.raises(Unreachable, match="does not answer"):
            take(read_addresses("127.0.0.1:9"), "ABCD-EFGH", "Ann", home=tmp_path)
        (file,) = (tmp_path / "workshops").iterdir()
        keys.append((kept(file) or {})["key"])
    assert keys[0] == keys[1] != ""


def test_events_of_a_stream_are_read_line_by_line() -> None:
    stream = Lines()
    sent = ["retry: 2000", "", ": hb", "", "event: board", "id: 4", 'data: {"a":1}', "", "event: bye", "data: {}", ""]
    assert [event for line in sent if (event := stream.take(line))] == [("board", '{"a":1}'), ("bye", "{}")]


def row(rank: int | None, name: str, overall: float | None, **more: Any) -> dict[str, Any]:
    shape = {"rank": rank, "name": name, "team": "", "overall": overall, "low": None, "high": None, "parts": None}
    return {**shape, "attempt": "first", "rounds": [], "status": "in call", "turns": 3, **more}


def board(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    counts = {"joined": 3, "in_call": 1, "debriefing": 1, "done": 1}
    shape = {"title": "Monday", "state": "running", "round": 1, "rounds": 2, "left": 65, "frozen": False, "more": 0}
    return {**shape, "open_content": False, "counts": counts, "rows": list(rows), "teams": [], **more}


def test_a_board_in_lines_tells_ties_and_figures_without_colour() -> None:
    rows = (
        row(1, "Ann", 61.0, low=50, high=70), row(1, "Bo\x1b[31mb", 58.0), row(3, "名" * 40, 20.0),
        row(None, "Di", None), row(None, "Ann", 80.0, attempt="practice"),
    )  # fmt: skip
    teams = [{"rank": 1, "name": "Red", "overall": 59.5, "low": None, "high": None, "members": 2}]
    for width in (40, 80, 140):
        out = lines(board(*rows, teams=teams, frozen=True, more=7), width)
        text = "\n".join(out)
        assert out[0] == "Monday · round 1 of 2 · running · 1:05 left · FROZEN"
        assert "  1= Ann" in text and "  1= Bob" in text and "  3. 名" in text and "practice" in text
        assert "61.0 (50 to 70)" in text and "in call, turn 3" in text and "Team Red" in text and "2 members" in text
        assert out[-1] == "… and 7 more" and "\x1b" not in text
    assert "█" in lines(board(*rows), 80)[3] and "█" not in lines(board(*rows), 40)[3]


def test_a_wide_board_shows_the_parts_and_a_narrow_one_does_not() -> None:
    parts = {"discovery": 3.1, "insight": 2.0, "technique": None, "unscripted": 3.9}
    rounds = [{"round": 1, "overall": 60.0}, {"round": 2, "overall": 62.0}]
    wide = lines(board(row(1, "Ann", 61.0, low=50, high=70, parts=parts, rounds=rounds), state="revealed"), 136)[3]
    assert "disc 3.1 ins 2.0 tech – unscr 3.9" in wide and "R1 60 R2 62" in wide and len(wide) <= 136
    assert "disc" not in lines(board(row(1, "Ann", 61.0, parts=parts)), 100)[3]


def test_after_the_reveal_a_row_without_a_score_says_why() -> None:
    rows = (row(1, "Ann", 61.0), row(None, "Di", None, turns=3), row(None, "Ed", None, status="waiting", turns=0))
    text = "\n".join(lines(board(*rows, state="revealed"), 80))
    assert "not scored: 3 turns" in text and "no call" in text and "turn 0" not in text


def test_a_board_that_is_too_long_says_how_many_are_left_out() -> None:
    out = lines(board(*(row(None, f"P{n}", None) for n in range(30)), more=2), 80, 10)
    assert len(out) == 10 and out[-1] == "… and 26 more"
    assert lines(board(), 80)[-1] == "Nobody has joined yet."
