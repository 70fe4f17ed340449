"""Every route, with every token that is not meant for it, and with the right role of another workshop or seat."""

from __future__ import annotations

from typing import Any

import pytest

from trainer.workshop.server.openapi import ANYBODY, BOARD, OPERATIONS, SEAT
from trainer.workshop.service import tokens

from .stage import Stage

pytestmark = pytest.mark.usefixtures("unhurried")

BODIES: dict[str, Any] = {
    "Join": {"code": "2222-2222", "name": "Zed"}, "Claim": {"claim": "wsc_" + "A" * 43},
    "Token": {"token": "wsp_" + "A" * 43}, "Begin": {}, "Line": {"turn": 1, "text": "Hello?"}, "Nothing": {},
    "DebriefIn": {"insight": "x"}, "Draft": {"purpose": "line", "text": "x"}, "Settings": {"title": "Mine"},
    "Extend": {"minutes": 5}, "Note": {"text": "x"}, "SeatChange": {"name": "Mine"},
}  # fmt: skip
GUARDED = [op for op in OPERATIONS if op[2] != ANYBODY]
WRONG = {
    SEAT: ("none", "made up", "board", "facilitator", "claim"),
    BOARD: ("none", "made up", "claim"),
    "facilitator": ("none", "made up", "board", "participant", "claim"),
}
OWN_IDS = [op for op in GUARDED if "{id}" in op[0]]


def _token(stage: Stage, kind: str, role: str) -> str:
    made_up = {SEAT: tokens.PARTICIPANT, BOARD: tokens.BOARD}.get(role, tokens.FACILITATOR) + "A" * 43
    found: dict[str, str] = {
        "none": "", "made up": made_up, "board": stage.board, "facilitator": stage.facilitator,
        "participant": stage.ann["token"], "claim": tokens.CLAIM + "A" * 43,
    }  # fmt: skip
    return found[kind]


def _try(stage: Stage, op: Any, id: str, token: str) -> Any:
    path, method, _, kind, _, _, _ = op
    data = None if kind is None else BODIES[kind.__name__]
    headers = {"idempotency-key": "a-key-for-an-attack"}
    return stage.ask(method.upper(), path.replace("{id}", id), token, data, headers=headers)


@pytest.mark.parametrize(
    ("op", "kind"),
    [(op, kind) for op in GUARDED for kind in WRONG[op[2]]],
    ids=lambda v: v if isinstance(v, str) else f"{v[1]}{v[0]}",
)
def test_a_route_is_closed_to_who_it_is_not_for(long: Stage, op: Any, kind: str) -> None:
    call, before = long.begin(long.ann), long.whole()
    answer = _try(long, op, call if op[2] == SEAT else long.ann["seat"], _token(long, kind, op[2]))
    assert answer.status_code in (401, 403), answer.text
    assert answer.json()["code"] in ("unauthorized", "forbidden") and set(answer.json()) == {"error", "code"}
    assert long.whole() == before


@pytest.mark.parametrize("op", OWN_IDS, ids=lambda op: f"{op[1]}{op[0]}")
@pytest.mark.parametrize("whose", ["Ben", "Eve"])
def test_ids_of_others_are_answered_like_ids_that_are_not_there(long: Stage, op: Any, whose: str) -> None:
    of_seat = op[2] == SEAT
    if not of_seat and whose == "Ben":
        whose = "the other facilitator"
    token = {"Ben": long.ben["token"], "Eve": long.eve["token"] if of_seat else long.other.opened.facilitator}
    asker = token.get(whose, long.other.opened.facilitator)
    target, before = long.begin(long.ann) if of_seat else long.ann["seat"], long.whole()
    found, unknown = _try(long, op, target, asker), _try(long, op, "0" * len(target), asker)
    assert found.status_code == unknown.status_code == 404
    assert found.content == unknown.content and sorted(found.headers) == sorted(unknown.headers)
    assert long.whole() == before


def test_another_workshops_tokens_show_and_change_only_that_workshop(long: Stage) -> None:
    before = long.whole()
    for path, token in (
        ("/board", long.other.opened.board), ("/board", long.other.opened.facilitator), ("/me", long.eve["token"]),
        ("/workshop", long.other.opened.facilitator), ("/workshop/export", long.other.opened.facilitator),
    ):  # fmt: skip
        answer = long.ask("GET", path, token)
        assert answer.status_code == 200
        for secret in (long.event.id, long.ann["seat"], "Ann", long.ann["alias"]):
            assert secret not in answer.text
    assert long.ask("POST", "/workshop/pause", long.other.opened.facilitator, {}).status_code == 200
    assert long.ask("POST", "/workshop/start", long.other.opened.facilitator, {}).status_code == 200
    assert long.whole() == before


def test_a_note_cannot_name_another_workshops_seat(long: Stage) -> None:
    answer = long.ask("POST", "/workshop/notes", long.other.opened.facilitator, {"text": "x", "seat": long.ann["seat"]})
    assert answer.status_code == 404


def test_a_removed_seat_is_nobody(stage: Stage) -> None:
    stage.event.steering.start(stage.event.id)
    call = stage.begin(stage.ann)
    stage.ask("POST", f"/workshop/seats/{stage.ann['seat']}/remove", stage.facilitator, {})
    for path in ("/me", f"/calls/{call}", "/board", "/reveal"):
        assert stage.ask("GET", path, stage.ann["token"]).status_code == 401
    assert stage.say(stage.ann, call, 1, "Am I still here?").status_code == 401


@pytest.mark.parametrize("how", ["query", "cookie of another role", "basic", "two headers", "trailing", "prefix"])
def test_a_token_counts_only_where_it_belongs(long: Stage, how: str) -> None:
    token = long.facilitator
    path, headers = "/workshop", {}
    if how == "query":
        path += f"?token={token}&access_token={token}"
    elif how == "cookie of another role":
        headers = {"cookie": f"ws_seat={token}; ws_board={token}"}
    elif how == "basic":
        headers = {"authorization": f"Basic {token}"}
    elif how == "two headers":
        headers = {"authorization": f"Bearer {long.ann['token']}", "x-authorization": f"Bearer {token}"}
    elif how == "trailing":
        headers = {"authorization": f"Bearer {token}x"}
    else:
        headers = {"authorization": f"Bearer {token[:-1]}"}
    assert long.ask("GET", path, headers=headers).status_code in (401, 403)


def test_one_person_with_the_code_fills_no_more_seats_than_there_are_to_be(both: Stage) -> None:
    both.event.steering.set(both.event.id, {"seats": 6})
    asked = [("POST", "/join", "", {"code": both.event.opened.code, "name": f"Zed {n}"}) for n in range(12)]
    answers = both.ask_all(asked, headers={"user-agent": "Mallory/1"})
    assert sorted(answer.status_code for answer in answers) == [201] * 4 + [409] * 8
    whole = both.ask("GET", "/workshop", both.facilitator).json()
    assert [len(ids) for ids in whole["clients"]] == [4]
    both.ask("POST", f"/workshop/seats/{whole['clients'][0][0]}/remove", both.facilitator, {})
    assert both.ask("POST", "/join", data={"code": both.event.opened.code, "name": "Di"}).status_code == 201
    for path in ("/me", "/board"):
        assert "client" not in both.ask("GET", path, both.ann["token"]).text
