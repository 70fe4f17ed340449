"""Requests made of the served description by a generator: no fault of ours, nothing that is not described."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from starlette.routing import Mount, Route

from trainer.workshop.server import guarding
from trainer.workshop.server.openapi import OPERATIONS, description

from ...conftest import SOAK
from .stage import API, Stage

EXAMPLES = 400 if SOAK else 6
SCHEMA = schemathesis.openapi.from_dict(description(API))
_ALL: list[Any] = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]
MADE = {f"{made.method} {made.path}": made for made in _ALL}
TOLD: Counter[int] = Counter()


def _routes(found: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    for route in found:
        if isinstance(route, Mount):
            yield from _routes(route.routes, prefix + route.path)
        elif isinstance(route, Route):
            yield from ((method.lower(), prefix + route.path) for method in (route.methods or ()) if method != "HEAD")


def test_the_description_has_every_route_and_no_other(long: Stage) -> None:
    app: Any = long.app
    routes = {found for found in _routes(app._app.routes) if found[1].startswith(API)}
    assert routes == {(method, API + path) for path, method, *_ in OPERATIONS}
    assert description(API) == long.ask("GET", "http://workshop.test/openapi.json").json()


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("name", MADE)
def test_generated_requests_are_answered_as_described(
    long: Stage, name: str, mode: GenerationMode, monkeypatch: pytest.MonkeyPatch
) -> None:
    for rate in ("RATE", "BURST", "ADDRESS_RATE", "ADDRESS_BURST"):
        monkeypatch.setattr(guarding, rate, 1e9)
    if name.endswith("/stream"):
        pytest.skip("has no end; see test_wire")
    operation = MADE[name]
    tokens = (long.ann["token"], long.ben["token"], long.facilitator, long.board, "")
    known = long.call if "/calls" in operation.path else long.ben["seat"]  # Ann keeps her seat to the end
    responses = description(API)["paths"][operation.path][operation.method]["responses"]
    phases = (Phase.generate,)

    @settings(max_examples=EXAMPLES, phases=phases, suppress_health_check=list(HealthCheck), deadline=None)
    @given(operation.as_strategy(generation_mode=mode))
    def sent(case: Any) -> None:
        content = case.body if isinstance(case.body, bytes) else _json(case.body)
        headers = [(key, str(value)) for key, value in (case.headers or {}).items() if _sendable(key, str(value))]
        query = "&".join(f"{key}={value}" for key, value in (case.query or {}).items()).encode("utf-8", "replace")
        for n, token in enumerate(tokens):
            path = case.formatted_path if n % 2 else operation.path.replace("{id}", known)
            url = f"http://workshop.test{path}" + (f"?{query.decode()}" if query else "")
            mine = [one for one in headers if one[0].lower() not in ("authorization", "cookie", "host")]
            try:
                answer = long.ask(case.method, url, token, headers=mine, content=content)
            except Exception as error:  # what the client cannot even write is not the server's matter
                assert type(error).__name__ in ("InvalidURL", "UnicodeEncodeError"), repr(error)
                continue
            TOLD[answer.status_code] += 1
            assert answer.status_code < 500, (case.method, url, content, answer.text)
            if answer.status_code not in (404, 405) or str(answer.status_code) in responses:
                kinds = responses[str(answer.status_code)]["content"]
                assert answer.headers["content-type"].partition(";")[0] in kinds
            if answer.status_code >= 400:
                assert set(answer.json()) >= {"error", "code"}

    if mode is GenerationMode.NEGATIVE and not _can_be_wrong(operation):
        pytest.skip("nothing of it can be wrong")
    sent()


def _can_be_wrong(operation: Any) -> bool:
    spec = description(API)["paths"][operation.path][operation.method]
    return bool(spec["parameters"]) or "requestBody" in spec


def _json(body: Any) -> bytes | None:
    return None if type(body).__name__ == "NotSet" else json.dumps(body).encode()


def _sendable(name: str, value: str) -> bool:
    return (name + value).isascii() and (name + value).isprintable() and bool(name.strip()) and " " not in name
