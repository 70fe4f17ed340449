"""Requests from other sites, to other names, by strange paths and methods; and the headers of every answer."""

from __future__ import annotations

import pytest

from trainer.workshop.server.guarding import HEADERS
from trainer.workshop.server.openapi import OPERATIONS

from .stage import Stage

pytestmark = pytest.mark.usefixtures("unhurried")

CROSS: dict[str, dict[str, str]] = {
    "another origin": {"origin": "http://evil.example"}, "null": {"origin": "null"}, "empty": {"origin": ""},
    "another port": {"origin": "http://workshop.test:81"}, "a longer name": {"origin": "http://workshop.test.evil.example"},
    "a name in the user": {"origin": "http://workshop.test@evil.example"}, "no URL": {"origin": "http://["},
    "another scheme": {"origin": "file://workshop.test"}, "very long": {"origin": "http://" + "a" * 5000},
    "cross-site": {"sec-fetch-site": "cross-site"}, "same-site": {"sec-fetch-site": "same-site"}, "no origin": {},
    "ours, but cross-site by origin": {"sec-fetch-site": "same-origin", "origin": "http://evil.example"},
}  # fmt: skip


@pytest.mark.parametrize("headers", CROSS.values(), ids=CROSS.keys())
def test_another_sites_page_changes_nothing_by_a_cookie(long: Stage, headers: dict[str, str]) -> None:
    before = long.whole()
    cookie = {"cookie": f"ws_facilitator={long.facilitator}; ws_seat={long.ann['token']}"}
    for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
        for path in ("/workshop/end", "/workshop/freeze", "/calls"):
            answer = long.ask("POST", path, data={}, headers=cookie | headers | {"content-type": kind})
            assert answer.status_code == 403, answer.text
            assert not any(name.startswith("access-control") for name in answer.headers)
    assert long.whole() == before


def test_our_own_page_may(long: Stage) -> None:
    headers = {"cookie": f"ws_seat={long.ann['token']}", "origin": "http://workshop.test"}
    assert long.ask("POST", "/calls", data={}, headers=headers).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://workshop.test"])
def test_no_other_site_is_allowed_to_read(long: Stage, origin: str) -> None:
    asks = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
    }
    for method in ("OPTIONS", "GET"):
        answer = long.ask(method, "/board", long.board, headers=asks)
        assert not any(name.startswith("access-control") for name in answer.headers)
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "workshop.test.evil.example", "evil.example:8765", "", "[", "[::1", "a@workshop.test", "workshop.test/",
     "workshop.test#x", "workshop.test\\x", "x" * 400, "xn--wrkshop-n2a.test", "127.0.0.1.evil.example", "0x7f.1", "127.1"],
)  # fmt: skip
def test_a_name_that_is_not_ours_is_not_answered(long: Stage, host: str) -> None:
    for path in ("/board", "/join"):
        answer = long.ask("GET", path, long.board, headers={"host": host})
        assert answer.status_code == 421 and "rows" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"


PATHS = (
    "/api/v1//board", "//api/v1/board", "/api/v1/board/", "/api/v1/%2e%2e/v1/workshop/",
    "/api/v1/board;x=1", "/api/v1/board%00", "/api/v1/calls/%00", "/api/v1/calls/%0d%0aset-cookie:x", "/api/v1/calls/%1b[2J",
    "/api/v1/calls/..%2f..%2fetc%2fpasswd", "/api/v1/calls/%2e%2e%2f", "/api/v1/BOARD", "/static/../../../etc/passwd",
    "/static/%2e%2e/%2e%2e/app.py", "/static/..%5c..%5capp.py", "/.git/config", "/api/v1/calls/" + "a" * 8000,
    "/api/v1/workshop/seats/%00", "/api/v1/workshop/seats/%F0%9F%92%A9", "/api/v1/workshop/seats/1'%20or%20'1'='1",
    "/docs", "/redoc", "/metrics", "/debug", "/api/v2/board", "/%2fevil.example/%2e%2e",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
def test_a_strange_path_leads_nowhere(long: Stage, path: str) -> None:
    _leads_nowhere(long, path)


def test_strange_paths_lead_nowhere_on_either_database(both: Stage) -> None:
    for path in PATHS:
        _leads_nowhere(both, path)


def _leads_nowhere(stage: Stage, path: str) -> None:
    for token in (stage.facilitator, stage.ann["token"]):
        answer = stage.ask("GET", "http://workshop.test" + path, token)
        assert answer.status_code in (401, 403, 404, 405), answer.text
        assert "location" not in answer.headers and "set-cookie" not in answer.headers
        assert answer.headers["content-security-policy"] and "Traceback" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "CONNECT", "OPTIONS", "FOO", "PROPFIND"])
def test_a_method_that_is_not_there_does_nothing(long: Stage, method: str) -> None:
    before = long.whole()
    for path in dict.fromkeys(op[0].replace("{id}", long.ann["seat"]) for op in OPERATIONS if op[1] != "put"):
        answer = long.ask(method, path, long.facilitator)
        assert answer.status_code in (403, 404, 405), (path, answer.status_code)
    assert long.whole() == before


@pytest.mark.parametrize("name", ["x-http-method-override", "x-http-method", "x-method-override", "_method"])
def test_a_method_cannot_be_put_over_another(long: Stage, name: str) -> None:
    before = long.whole()
    for path in ("/workshop/end?_method=POST", "/workshop?_method=PATCH"):
        long.ask("GET", path, long.facilitator, headers={name: "POST" if "end" in path else "PATCH"})
    assert long.whole() == before


def test_looking_changes_nothing(long: Stage) -> None:
    before = long.whole()
    for path in ("/workshop/start", "/workshop/end", "/workshop/freeze", "/workshop/code", "/calls"):
        assert long.ask("GET", path, long.facilitator).status_code == 405
    assert long.whole() == before


def test_every_answer_has_the_headers(long: Stage) -> None:
    tag = long.ask("GET", "/board", long.board).headers["etag"]
    asked = [
        ("GET", "/board", long.board, {}), ("GET", "/board", long.board, {"if-none-match": tag}), ("GET", "/me", "", {}),
        ("GET", "/nothing", "", {}), ("DELETE", "/board", "", {}), ("GET", "/board", long.board, {"host": "evil.example"}),
        ("POST", "/join", "", {"origin": "http://evil.example"}), ("GET", "/workshop", long.ann["token"], {}),
        ("HEAD", "/stream", long.board, {}), ("GET", "http://workshop.test/openapi.json", "", {}),
        ("GET", "http://workshop.test/healthz", "", {}), ("GET", "http://workshop.test/api/v1/calls/%00", "", {}),
    ]  # fmt: skip
    statuses = set()
    for method, path, token, headers in asked:
        answer = long.ask(method, path, token, headers=headers)
        statuses.add(answer.status_code)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (path, name)
        assert "server" not in answer.headers and "x-powered-by" not in answer.headers
        assert "strict-transport-security" not in answer.headers
    assert statuses == {200, 304, 401, 403, 404, 405, 421}
    assert "unsafe" not in HEADERS["content-security-policy"] and "*" not in HEADERS["content-security-policy"]


def test_a_fault_of_our_own_says_nothing_and_has_the_headers(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object, **named: object) -> None:
        raise RuntimeError(f"canary {args}")

    monkeypatch.setattr(stage.hall.telling, "me", broken)
    answer = stage.ask("GET", "/me", stage.ann["token"])
    assert answer.status_code == 500 and "canary" not in answer.text and stage.ann["token"] not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]
    assert "canary" not in caplog.text and "RuntimeError in " in caplog.text


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("role", ["ann", "facilitator", "board"])
def test_cookies_are_out_of_reach(long: Stage, scheme: str, role: str) -> None:
    token = long.ann["token"] if role == "ann" else getattr(long, role)
    answer = long.ask("POST", "/session", data={"token": token}, base=f"{scheme}://workshop.test")
    parts = [part.strip().lower() for part in answer.headers["set-cookie"].split(";")]
    assert {"httponly", "samesite=strict", "path=/"} <= set(parts) and not any(p.startswith("domain") for p in parts)
    assert ("secure" in parts) == (scheme == "https") == parts[0].startswith("__host-")
    assert ("strict-transport-security" in answer.headers) == (scheme == "https")


def test_a_cookie_of_plain_http_counts_nothing_under_tls(long: Stage) -> None:
    headers = {"cookie": f"ws_facilitator={long.facilitator}"}
    assert long.ask("GET", "/workshop", headers=headers, base="https://workshop.test").status_code == 401
