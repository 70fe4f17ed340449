"""Forged words about the client's address and scheme: they count nothing, save what a named proxy itself has said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from trainer.workshop.server.serving import Place

from .served import Served, head, serving_at
from .stage import Stage

WRONG = 10
Serve = Callable[..., Served]


@pytest.fixture
def serve(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    with ExitStack() as open_:
        yield lambda *proxies: open_.enter_context(serving_at(stage, Place(port=0, proxies=proxies), monkeypatch))


def join(served: Served, code: str, name: str, *lines: str) -> int:
    body = json.dumps({"code": code, "name": name}).encode()
    sent = ("content-type: application/json", f"content-length: {len(body)}", "connection: close", *lines)
    return int(served.send(head("POST", "/api/v1/join", *sent) + body).split(b" ", 2)[1])


def guess(served: Served, times: int, forwarded: Callable[[int], tuple[str, ...]]) -> list[int]:
    return [join(served, "2345-6789", "Eve", *forwarded(n)) for n in range(times)]


@pytest.mark.parametrize("proxies", [(), ("10.1.1.1",)], ids=["no proxy", "another proxy"])
def test_without_the_proxy_being_named_its_words_count_nothing(serve: Serve, proxies: tuple[str, ...]) -> None:
    served = serve(*proxies)
    told = guess(served, WRONG + 2, lambda n: (f"x-forwarded-for: 10.8.{n}.1", "x-forwarded-proto: https"))
    assert told == [404] * WRONG + [429] * 2, "one address, however many it names"
    code = served.stage.event.opened.code
    assert join(served, code, "Di", "x-forwarded-for: 10.9.0.1") == 429


@pytest.mark.parametrize(
    "forwarded",
    [
        lambda n: (f"x-forwarded-for: 10.8.{n}.1, 10.6.6.6",),  # a proxy that appends
        lambda n: (f"x-forwarded-for: 10.8.{n}.1", "x-forwarded-for: 10.6.6.6"),  # one that adds a line
        lambda n: (f"x-forwarded-for: 127.0.0.1, 10.8.{n}.1, 127.0.0.1, 10.6.6.6",),  # who plays the proxy
        lambda n: ("x-forwarded-for: 10.6.6.6", f"x-real-ip: 10.8.{n}.1", f"forwarded: for=10.8.{n}.1"),
        lambda n: (f"x-forwarded-for: {'10.9.0.1, ' * 500}10.6.6.6",),
    ],
    ids=["appended", "a line more", "as the proxy", "other headers", "many"],
)
def test_behind_a_named_proxy_nobody_evades_the_limit_or_locks_others_out(
    serve: Serve, forwarded: Callable[[int], tuple[str, ...]]
) -> None:
    served = serve("127.0.0.1")
    assert guess(served, WRONG + 2, forwarded) == [404] * WRONG + [429] * 2
    code = served.stage.event.opened.code
    for n, other in enumerate(("10.8.0.1", "10.8.5.1", "10.9.0.1", "127.0.0.1")):
        assert join(served, code, f"Di {n}", f"x-forwarded-for: {other}") == 201, "those that were named are not out"
    assert join(served, code, "Eve", "x-forwarded-for: 10.6.6.6") == 429


def session(served: Served, *lines: str) -> bytes:
    body = b'{"token":"' + served.stage.ann["token"].encode() + b'"}'
    sent = ("content-type: application/json", f"content-length: {len(body)}", "connection: close", *lines)
    return served.send(head("POST", "/api/v1/session", *sent) + body).lower()


def test_a_scheme_that_one_gives_oneself_counts_nothing_without_a_proxy(serve: Serve) -> None:
    said = session(serve(), "x-forwarded-proto: https")
    assert b" 200 " in said and b"__host-" not in said and b"strict-transport" not in said


def test_the_scheme_of_a_named_proxy_counts_and_nonsense_does_not(serve: Serve) -> None:
    served = serve("127.0.0.1")
    said = session(served, "x-forwarded-for: 10.6.6.6", "x-forwarded-proto: https")
    assert b"__host-ws_seat=" in said and b"; secure" in said and b"strict-transport" in said
    for nonsense in ("ftp", "https, http", "javascript:", "https\x0b"):
        said = session(served, "x-forwarded-for: 10.6.6.6", f"x-forwarded-proto: {nonsense}")
        assert said[9:12] in (b"200", b"400") and b"__host-" not in said, nonsense


def test_who_names_every_address_as_a_proxy_is_refused() -> None:
    from tests.cli.running import assert_one_line, run

    for proxy in ("*", "0.0.0.0/0", "::/0", "10.0.0.9/24", "not an address"):
        done = run("workshop", "host", "--port", "0", "--model", "authored", "--proxy", proxy, "--json")
        assert_one_line(done)
