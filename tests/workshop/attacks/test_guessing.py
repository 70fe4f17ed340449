"""Guessing codes, invitations and tokens; and the memory of those who count."""

from __future__ import annotations

from typing import Any

import pytest

from trainer.workshop.event.names import CODE_ALPHABET
from trainer.workshop.server import guarding
from trainer.workshop.server.guarding import Rates
from trainer.workshop.server.identity import network_of
from trainer.workshop.service import tokens

from .stage import Stage

WRONG = 10


def _join(n: int, code: str = "") -> tuple[str, str, str, dict[str, str]]:
    made = code or "".join(CODE_ALPHABET[(n // 20**k) % 20] for k in range(8))
    return "POST", "/join", "", {"code": made, "name": f"Zed {n}"}


def _right(stage: Stage, n: int, at: str) -> int:
    return stage.ask(
        *_join(n, stage.event.opened.code)[:2], data=_join(n, stage.event.opened.code)[3], at=at
    ).status_code


def test_codes_one_after_the_other(both: Stage) -> None:
    told = [both.ask_all([_join(n)], at="10.6.6.6")[0].status_code for n in range(WRONG + 3)]
    assert told == [404] * WRONG + [429] * 3
    assert _right(both, 1, "10.6.6.6") == 429 and _right(both, 2, "10.6.6.7") == 201


def test_codes_all_at_once(both: Stage) -> None:
    told = [answer.status_code for answer in both.ask_all([_join(n) for n in range(50)], at="10.6.6.6")]
    assert told.count(404) == WRONG and told.count(429) == 40


def test_codes_from_many_addresses(stage: Stage) -> None:
    told = [stage.ask_all([_join(n)], at=f"10.6.{n}.1")[0].status_code for n in range(110)]
    assert told == [404] * 100 + [429] * 10
    locked = stage.ask("POST", "/join", data=_join(1, stage.event.opened.code)[3], at="10.7.7.7")
    assert locked.status_code == 429 and 0 < int(locked.headers["retry-after"]) <= 60
    stage.clock.forward(1)
    assert _right(stage, 1, "10.7.7.7") == 201


@pytest.mark.parametrize(
    "name", ["x-forwarded-for", "forwarded", "x-real-ip", "x-client-ip", "cf-connecting-ip", "via"]
)
def test_an_address_that_one_gives_oneself_counts_nothing(stage: Stage, name: str) -> None:
    told = []
    for n in range(WRONG + 2):
        value = f"for=10.8.{n}.1" if name == "forwarded" else f"10.8.{n}.1"
        told.append(stage.ask_all([_join(n)], at="10.6.6.6", headers={name: value})[0].status_code)
    assert told == [404] * WRONG + [429] * 2


def test_addresses_of_one_network_are_one() -> None:
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:10.0.0.1") == network_of("10.0.0.1") != network_of("10.0.0.2")
    assert network_of("fe80::1%eth0") == network_of("fe80::2") and network_of("?") == "?"


def test_a_wrong_code_a_closed_door_and_an_ended_workshop_are_answered_alike(stage: Stage) -> None:
    wrong = stage.ask("POST", "/join", data=_join(1)[3], at="10.1.0.1")
    stage.event.steering.set(stage.event.id, {"lobby_open": False})
    stage.other.steering.end(stage.other.id)
    shut = stage.ask("POST", "/join", data=_join(1, stage.event.opened.code)[3], at="10.1.0.2")
    ended = stage.ask("POST", "/join", data=_join(1, stage.other.opened.code)[3], at="10.1.0.3")
    assert wrong.status_code == shut.status_code == ended.status_code == 404
    assert wrong.content == shut.content == ended.content and dict(wrong.headers) == dict(shut.headers)


def test_an_old_code_opens_nothing(stage: Stage) -> None:
    old = stage.event.opened.code
    new = stage.ask("POST", "/workshop/code", stage.facilitator, {}).json()["code"]
    assert stage.ask("POST", "/join", data=_join(1, old)[3]).status_code == 404
    assert stage.ask("POST", "/join", data=_join(1, new)[3]).status_code == 201


def test_invitations_are_counted_like_codes_and_are_good_once(both: Stage) -> None:
    claim = both.ask("POST", f"/workshop/seats/{both.ann['seat']}/reopen", both.facilitator, {}).json()["claim"]
    taken = both.ask_all([("POST", "/claim", "", {"claim": claim})] * 5, at="10.2.0.1")
    good = [answer.json() for answer in taken if answer.status_code == 201]
    assert len({one["token"] for one in good}) == 1, "an invitation may be answered again to who sent it, never to two"
    assert both.ask("GET", "/me", both.ann["token"]).status_code == 401
    assert both.ask("GET", "/me", claim).status_code in (401, 403)
    told = [
        both.ask("POST", "/claim", data={"claim": tokens.new(tokens.CLAIM)}, at="10.2.0.2").status_code
        for _ in range(WRONG + 1)
    ]
    assert told[0] == 404 and told[-1] == 429


def test_a_replayed_invitation_gives_a_token_to_its_first_sender_alone_and_only_until_it_is_used(both: Stage) -> None:
    claim = both.ask("POST", f"/workshop/seats/{both.ann['seat']}/reopen", both.facilitator, {}).json()["claim"]

    def sent(key: str) -> list[Any]:
        headers = {"idempotency-key": key} if key else None
        return both.ask_all([("POST", "/claim", "", {"claim": claim})] * 3, at="10.2.0.1", headers=headers)

    first = sent("key-of-the-first-sender")
    assert [one.status_code for one in first] == [201] * 3 and len({one.json()["token"] for one in first}) == 1
    for key in ("key-of-somebody-else", ""):
        assert [one.status_code for one in sent(key)] == [404] * 3
    token = first[0].json()["token"]
    assert both.ask("GET", "/me", token).json()["seat"] == both.ann["seat"]
    assert [one.status_code for one in sent("key-of-the-first-sender")] == [404] * 3
    assert both.ask("GET", "/me", token).status_code == 200


def test_two_who_send_an_invitation_at_once_do_not_get_one_seat(both: Stage) -> None:
    claim = both.ask("POST", f"/workshop/seats/{both.ann['seat']}/reopen", both.facilitator, {}).json()["claim"]
    request, good = ("POST", "/claim", "", {"claim": claim}), []
    for key in ("key-of-the-first-sender", "key-of-the-second-one"):
        good += [one for one in both.ask_all([request] * 3, headers={"idempotency-key": key}) if one.status_code == 201]
    assert len(good) == 3 and len({one.json()["token"] for one in good}) == 1


def test_an_invitation_to_a_seat_that_was_removed_is_void(stage: Stage) -> None:
    path = f"/workshop/seats/{stage.ann['seat']}"
    claim = stage.ask("POST", f"{path}/reopen", stage.facilitator, {}).json()["claim"]
    stage.ask("POST", f"{path}/remove", stage.facilitator, {})
    assert stage.ask("POST", "/claim", data={"claim": claim}).status_code == 404


def test_tokens_are_not_guessed_without_end(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "ADDRESS_RATE", 1e-3)
    monkeypatch.setattr(guarding, "ADDRESS_BURST", 60.0)
    asked = [("GET", "/me", tokens.new(tokens.PARTICIPANT), None) for _ in range(80)]
    told = [answer.status_code for answer in stage.ask_all(asked, at="10.6.6.6")]
    assert told.count(401) == 60 and told.count(429) == 20
    assert stage.ask("GET", "/me", stage.ann["token"], at="10.6.6.7").status_code == 200


def test_one_token_is_one_rate_however_it_is_written(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "RATE", 1e-3)
    token = stage.ann["token"]
    told = []
    for n in range(90):
        headers = (
            {"authorization": f"bEaReR{' ' * (n + 1)}{token}"},
            {"cookie": f"a{n}={n}; ws_seat={token}"},
            {"cookie": f"ws_seat={token}; ws_board=wsb_{n:043}"},
        )[n % 3]
        told.append(stage.ask("GET", "/me", headers=headers).status_code)
    assert told.count(429) == 30 and told[:60].count(429) == 0


def test_who_counts_forgets_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "BUCKETS", 50)
    rates = Rates(lambda: 0.0)
    assert not any(rates.over(f"t:{n}", 1, 1) for n in range(500))
    assert len(rates._buckets) == 50
    assert rates.over("t:499", 1, 1) == 1 and rates.over("t:0", 1, 1) == 0


def test_wrong_codes_of_hours_ago_are_forgotten(stage: Stage) -> None:
    for _ in range(3):
        stage.ask_all([_join(1)], at="10.6.6.6")
        stage.clock.forward(200)
    stage.ask_all([_join(1)], at="10.6.6.6")
    from sqlalchemy import text

    with stage.hall.store._reader.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM workshop_tries")).scalar() == 2
