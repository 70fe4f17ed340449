"""What is tried below HTTP, against the real server: slow, broken and endless requests, many connections."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from trainer.workshop.server import stream, wire
from trainer.workshop.server.serving import Place

from .served import Served, all_of, head, serving_at, until
from .stage import Stage


@pytest.fixture
def served(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    with serving_at(stage, Place(port=0), monkeypatch) as found:
        yield found


@pytest.mark.parametrize(
    "part",
    [b"", b"G", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nhost: a\r\nx-slow: ", b"\r\n" * 10, b"\x16\x03\x01\x02"],
    ids=["nothing", "a letter", "a line", "half a head", "blank lines", "TLS"],
)  # fmt: skip
def test_a_slow_head_is_cut_and_others_are_answered(served: Served, part: bytes) -> None:
    with ExitStack() as open_:
        slow = [open_.enter_context(served.open()) for _ in range(20)]
        for one in slow:
            one.sendall(part)
        assert served.answers()
        assert all(b" 200 " not in all_of(one) for one in slow)


def test_a_slow_head_after_an_answer_is_cut_too(served: Served) -> None:
    with served.open() as made:
        made.sendall(head("GET", "/healthz"))
        assert b'"ok"' in until(made, b'"ok":true}')
        made.sendall(b"GET /healthz HTT")
        assert all_of(made) == b""


@pytest.mark.parametrize("how", ["content-length: 5000", "transfer-encoding: chunked"])
def test_a_slow_body_is_cut_and_others_are_answered(served: Served, how: str) -> None:
    token, path = served.stage.ann["token"], "/api/v1/calls"
    with served.open() as made:
        made.sendall(head("POST", path, how, f"authorization: Bearer {token}", "content-type: application/json"))
        made.sendall(b"1\r\n{\r\n" if "chunked" in how else b"{")
        assert served.answers()
        assert b"did not arrive" in until(made, b"}")
        assert all_of(made) == b""


def test_a_body_without_end_is_cut_at_the_limit(served: Served) -> None:
    token = served.stage.ann["token"]
    chunk = b"4000\r\n" + b" " * 0x4000 + b"\r\n"
    with served.open() as made:
        made.sendall(
            head("POST", "/api/v1/calls", "transfer-encoding: chunked", f"authorization: Bearer {token}",
                 "content-type: application/json")
        )  # fmt: skip
        with pytest.raises(ConnectionError):
            for _ in range(20_000):
                made.sendall(chunk)
    assert served.answers()


BROKEN: dict[str, bytes] = {
    "two lengths": head("POST", "/api/v1/join", "content-length: 2", "content-length: 3") + b"{}x",
    "length and chunks": head("POST", "/api/v1/join", "content-length: 2", "transfer-encoding: chunked") + b"0\r\n\r\n",
    "a length below nought": head("POST", "/api/v1/join", "content-length: -1"),
    "a length that is no number": head("POST", "/api/v1/join", "content-length: 0x10"),
    "a chunk that is no number": head("POST", "/api/v1/join", "transfer-encoding: chunked") + b"zz\r\n",
    "two hosts": head("GET", "/healthz", "host: evil.example"), "no host": b"GET /healthz HTTP/1.1\r\n\r\n",
    "a NUL": head("GET", "/health\x00z"),
    "a blank in a name": head("GET", "/healthz", "x y: z"), "no HTTP": b"\x00\x01\x02\x03\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "a huge head": head("GET", "/healthz", "x: " + "y" * 100_000),
    "many lines": head("GET", "/healthz", *(f"x{n}: y" for n in range(20_000))),
    "a huge path": head("GET", "/" + "a" * 100_000),
    "another site's path": head("GET", "http://evil.example/api/v1/board"), "a star": head("OPTIONS", "*"),
}  # fmt: skip


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_request_is_refused_and_the_server_stands(
    served: Served, raw: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    said = served.send(raw)
    assert said.partition(b"\r\n")[0].split(b" ")[1:2] in ([], [b"400"], [b"404"], [b"405"], [b"421"], [b"431"]), said[
        :200
    ]
    assert b"Traceback" not in said and not [one for one in caplog.records if one.levelname == "ERROR"]
    assert served.answers()


@pytest.mark.parametrize("path", ["/api/v1/./board", "/api/v1/../api/v1/workshop/../board", "/../../etc/passwd"])
def test_dots_in_a_path_lead_nowhere(served: Served, path: str) -> None:
    raw = head("GET", path, f"authorization: Bearer {served.stage.facilitator}", "connection: close")
    assert b" 404 " in served.send(raw).partition(b"\r\n")[0]


def test_a_length_that_lies_does_not_smuggle(served: Served) -> None:
    token = served.stage.facilitator
    inner = head("POST", "/api/v1/workshop/end", f"authorization: Bearer {token}", "content-length: 0")
    raw = head(
        "POST", "/api/v1/join", f"content-length: {len(inner)}", "content-type: application/json", "connection: close"
    )
    assert served.send(raw + inner).count(b"HTTP/1.1 ") == 1
    assert served.stage.whole()["state"] == "running"


def test_connections_of_one_address_are_bounded(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "OF_ADDRESS", 10)
    monkeypatch.setattr(wire, "HEAD_SECONDS", 60.0)
    with ExitStack() as open_:
        made = [open_.enter_context(served.open()) for _ in range(10)]
        for one in made:
            one.sendall(head("GET", "/healthz"))
            assert b'"ok"' in until(one, b'"ok":true}')
        assert served.send(b"") == b""
    assert served.answers()


def _listen(served: Served, token: str) -> bytes:
    return head("GET", "/api/v1/stream", f"authorization: Bearer {token}")


def test_streams_of_one_token_are_bounded(served: Served) -> None:
    with ExitStack() as open_:
        for _ in range(stream.OF_TOKEN):
            made = open_.enter_context(served.open())
            made.sendall(_listen(served, served.stage.board))
            assert b"event: board" in until(made, b"event: board")
        with served.open() as more:
            more.sendall(_listen(served, served.stage.board))
            said = until(more, b"}").lower()
            assert b" 503 " in said and b"retry-after: 5" in said and b"content-security-policy" in said
        with served.open() as else_:
            else_.sendall(_listen(served, served.stage.ann["token"]))
            assert b"event: board" in until(else_, b"event: board")


@pytest.mark.parametrize("moving", [False, True], ids=["still", "moving"])
def test_a_removed_seats_stream_ends(served: Served, monkeypatch: pytest.MonkeyPatch, moving: bool) -> None:
    monkeypatch.setattr(stream, "BEAT", 0.5)
    stage, over = served.stage, threading.Event()
    with served.open() as made:
        made.sendall(_listen(served, stage.ann["token"]))
        assert b"event: board" in until(made, b"event: board")
        stage.event.steering.seat(stage.event.id, stage.ann["seat"], "remove", {})

        def move() -> None:
            while not over.wait(0.1):
                stage.hall.store.write(lambda books: books.touch(stage.event.id))

        mover = threading.Thread(target=move, daemon=True)
        if moving:
            mover.start()
        try:
            said = until(made, b"event: bye")
        finally:
            over.set()
        if moving:
            mover.join()
        assert b"event: bye" in said


def test_a_stream_tells_nothing_before_the_reveal(served: Served) -> None:
    from .test_secrets import SCORES, hidden_in

    stage = served.stage
    with served.open() as made:
        made.sendall(_listen(served, stage.ben["token"]))
        until(made, b"event: board")
        stage.hand_in(stage.begin(stage.ann), stage.ann["seat"])
        stage.event.steering.end(stage.event.id)
        said = until(made, b'"state":"debriefing"').decode()
    assert '"done":1' in said and not SCORES.search(said)
    assert not [secret for secret in hidden_in(stage) if secret in said]


def test_a_frozen_workshops_round_is_told_to_those_who_take_part_and_to_nobody_else(served: Served) -> None:
    steering, id = served.stage.event.steering, served.stage.event.id
    steering.freeze(id)
    with served.open() as seat, served.open() as wall:
        seat.sendall(_listen(served, served.stage.ann["token"]))
        wall.sendall(_listen(served, served.stage.board))
        assert b'"frozen":true' in until(wall, b"event: board")
        said = until(seat, b'"running", "round": 1}\n\n')
        assert said.count(b"event: board") == 1 and said.count(b"event: round") == 1
        served.stage.hand_in(served.stage.begin(served.stage.ben), served.stage.ben["seat"])
        steering.pause(id)
        said = until(seat, b'"paused", "round": 1}\n\n')
        assert b"event: board" not in said and said.count(b"event: round") == 1, "nothing of what others do"
        steering.freeze(id, False)
        assert b"event: board" in until(seat, b'"state":"paused"')
        assert b"event: round" not in until(wall, b'"state":"paused"')


def test_head_of_a_stream_ends(served: Served) -> None:
    raw = head("HEAD", "/api/v1/stream", f"authorization: Bearer {served.stage.board}", "connection: close")
    assert b" 200 " in served.send(raw)
