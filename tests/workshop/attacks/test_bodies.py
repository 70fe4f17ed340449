"""Bodies that are too much, malformed, or bring what nobody may send."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from trainer.workshop.server.bodies import BODY_LIMIT
from trainer.workshop.server.openapi import OPERATIONS

from .stage import Stage
from .test_roles import BODIES

pytestmark = pytest.mark.usefixtures("unhurried")

WRITES = [op for op in OPERATIONS if op[3] is not None]
FORGED = (
    "score", "overall", "low", "high", "events", "at", "seat", "workshop", "seed", "token", "state", "role", "admin",
    "facilitator", "status", "turns", "hash", "round", "seat_id", "__proto__", "model_config", "__class__",
)  # fmt: skip


def _send(stage: Stage, op: Any, content: bytes, kind: str = "application/json", **more: str) -> Any:
    path, method, role, *_ = op
    token = {"participant": stage.ann["token"], "facilitator": stage.facilitator}.get(role, "")
    id = stage.begin(stage.ann) if "calls" in path else stage.ben["seat"]
    headers = {"idempotency-key": "a-key-for-an-attack", "content-type": kind} | more
    return stage.ask(method.upper(), path.replace("{id}", id), token, content=content, headers=headers)


def _name(op: Any) -> str:
    return f"{op[1]}{op[0]}"


@pytest.mark.parametrize("op", WRITES, ids=_name)
def test_a_field_that_is_not_asked_for_is_refused(long: Stage, op: Any) -> None:
    before = long.whole()
    for field in FORGED:
        body = BODIES[op[3].__name__]
        if field in body or field in op[3].model_fields:
            continue
        answer = _send(long, op, json.dumps(body | {field: 100}).encode())
        assert answer.status_code == 400 and field in answer.json()["error"], (field, answer.text)
    assert long.whole() == before


MALFORMED: dict[str, bytes] = {
    "nothing": b"", "null": b"null", "a list": b"[]", "a string": b'"x"', "a number": b"1", "half": b'{"text": "x',
    "deep": b'{"text":' + b"[" * 20_000 + b"]" * 20_000 + b"}", "deep objects": b'{"a":' * 9000 + b"1" + b"}" * 9000,
    "not a number": b'{"turn": NaN, "text": "x"}', "infinite": b'{"turn": Infinity, "text": "x"}',
    "1e999": b'{"turn": 1e999, "text": "x"}', "4,000 digits": b'{"turn": ' + b"9" * 4000 + b', "text": "x"}',
    "60,000 digits": b'{"turn": ' + b"9" * 60_000 + b', "text": "x"}', "a fraction": b'{"turn": 1.5, "text": "x"}',
    "a word for a number": b'{"turn": "1", "text": "x"}', "a boolean": b'{"turn": true, "text": "x"}',
    "below nought": b'{"turn": -1, "text": "x"}', "twice": b'{"turn": 1, "turn": 2, "text": "x"}',
    "no UTF-8": b'{"turn": 1, "text": "\xff\xfe"}', "UTF-16": '{"turn": 1, "text": "x"}'.encode("utf-16"),
    "UTF-32": '{"turn": 1, "text": "x"}'.encode("utf-32"), "a mark": b"\xef\xbb\xbf" + b'{"turn": 1, "text": "x"}',
    "overlong": b'{"turn": 1, "text": "\xc0\xaf"}', "a comment": b'{"turn": 1, "text": "x"} // x',
    "two": b'{"turn": 1, "text": "x"}{}', "a raw NUL": b'{"turn": 1, "text": "\x00"}',
    "a surrogate for a name": b'{"\\ud800": 1}', "too long a text": json.dumps({"turn": 1, "text": "x" * 4001}).encode(),
    "gzip": gzip.compress(b'{"turn": 1, "text": "x"}'), "too large": b'{"text": "' + b"x" * BODY_LIMIT + b'"}',
    "a thousand fields": json.dumps({f"f{n}": n for n in range(1000)}).encode(),
}  # fmt: skip


@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_body_is_refused_in_a_line(long: Stage, content: bytes) -> None:
    before = long.whole()
    for path in ("/calls/{id}/lines", "/workshop", "/join"):
        op = next(op for op in WRITES if op[0] == path)
        answer = _send(long, op, content)
        assert answer.status_code in (400, 413), answer.text
        assert set(answer.json()) == {"error", "code"} and len(answer.content) < 500
    assert long.whole() == before


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json", "application/jsonx", "a" * 5000]
)  # fmt: skip
def test_only_json_is_read_as_json(long: Stage, kind: str) -> None:
    op = next(op for op in WRITES if op[0] == "/calls/{id}/lines")
    assert _send(long, op, b'{"turn": 1, "text": "x"}', kind).status_code == 400


def test_a_packed_body_is_not_unpacked(long: Stage) -> None:
    op = next(op for op in WRITES if op[0] == "/calls/{id}/lines")
    bomb = gzip.compress(b" " * 50_000_000)
    answer = _send(long, op, bomb[:60_000], **{"content-encoding": "gzip"})
    assert answer.status_code == 400


@pytest.mark.parametrize("depth", [50, 200, 500, 900])
@pytest.mark.parametrize("field", ["debrief", "rounds"])
def test_deep_settings_are_refused(long: Stage, field: str, depth: int) -> None:
    deep: Any = {}
    for _ in range(depth):
        deep = {"a": deep}
    data = {field: deep if field == "debrief" else [deep]}
    op = next(op for op in WRITES if op[:2] == ("/workshop", "patch"))
    assert _send(long, op, json.dumps(data).encode()).status_code == 400


@pytest.mark.parametrize(
    "key",
    ["", "short", "x" * 65, "with blank in it ok", "=?utf-8?q?key-key?=", "a;b'c\"d--------", "../../../../../etc"],
)
def test_a_key_that_is_none_is_refused(long: Stage, key: str) -> None:
    call = long.begin(long.ann)
    headers = {"idempotency-key": key}
    answer = long.ask("POST", f"/calls/{call}/lines", long.ann["token"], {"turn": 1, "text": "x"}, headers=headers)
    assert answer.status_code == 400 and answer.json()["code"] == "bad_request"


def test_lone_surrogates_and_nul_do_no_harm(both: Stage) -> None:
    both.event.steering.start(both.event.id)
    call = both.begin(both.ann)
    raw = b'"a\\u0000b\\u001b[2J\\u202ec"'
    token, boss = both.ann["token"], both.facilitator
    key = {"idempotency-key": "a-key-for-an-attack"}
    for method, path, who, body, good in (
        ("POST", f"/calls/{call}/lines", token, b'{"turn": 1, "text": %s}', 200),
        ("PUT", f"/calls/{call}/draft", token, b'{"purpose": "line", "text": %s}', 200),
        ("POST", "/workshop/notes", boss, b'{"text": %s}', 201),
        ("POST", "/workshop/notes", boss, b'{"text": "x", "seat": %s}', 400),
        ("PATCH", f"/workshop/seats/{both.ben['seat']}", boss, b'{"name": %s}', 200),
        ("PATCH", f"/workshop/seats/{both.ben['seat']}", boss, b'{"team": %s}', 400),
        ("PATCH", "/workshop", boss, b'{"title": %s}', 200),
        ("POST", "/claim", "", b'{"claim": %s}', 404),
        ("POST", "/session", "", b'{"token": %s}', 401),
        ("POST", "/join", "", b'{"code": %s, "name": "Zed"}', 404),
        ("POST", "/join", "", b'{"code": "2222-2222", "name": "Zed", "team": %s}', 404),
    ):
        answer = both.ask(method, path, who, content=body % raw, headers=key)
        assert answer.status_code == good, (path, answer.text)
        assert both.ask(method, path, who, content=body % rb'"a\ud800b"', headers=key).status_code == 400, path
    both.event.steering.end(both.event.id)
    both.event.steering.reveal(both.event.id)
    for path in ("/workshop", "/workshop/export", "/workshop/pack", "/board"):
        answer = both.ask("GET", path, boss)
        assert answer.status_code == 200 and "\\ud800" not in answer.text and "\\u0000" not in answer.text


def test_what_fills_the_database_has_an_end(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.workshop.service.calls.HINTS", 3)
    monkeypatch.setattr("trainer.workshop.service.calls.PRACTICES", 2)
    stage.event.steering.start(stage.event.id)
    call = stage.begin(stage.ann)
    path = f"/calls/{call}/hint"
    told = [
        stage.ask("POST", path, stage.ann["token"], {}, headers={"idempotency-key": stage.event.key()}).status_code
        for _ in range(5)
    ]
    assert told == [200, 200, 200, 409, 409]
    stage.event.steering.end(stage.event.id), stage.event.steering.reveal(stage.event.id)
    for want in (200, 200, 409):
        answer = stage.ask("POST", "/calls", stage.ann["token"], {"practice": True})
        assert answer.status_code == want, answer.text
        if want == 200:
            stage.hand_in(answer.json()["id"], stage.ann["seat"])
