"""Whether the time of an answer tells ids that there are from others: the database is asked the same for both.

No time is measured: the statements are counted and compared, and the answers with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event as listening
from sqlalchemy.engine import Engine

from trainer.workshop.service import tokens

from .stage import Stage

pytestmark = pytest.mark.usefixtures("unhurried")

UNKNOWN = "f" * 32
NOBODY = "0123456789abcdef"
KEY = {"idempotency-key": "one-key-of-a-stranger"}


@contextmanager
def statements() -> Iterator[list[str]]:
    """Note what is asked of databases meanwhile."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        seen.append(" ".join(statement.split()))

    listening.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        listening.remove(Engine, "before_cursor_execute", note)


def alike(first: Callable[[], Any], second: Callable[[], Any]) -> None:
    """See that two requests are answered alike, after the same questions to the database."""
    first(), second()  # what is noted once in a while (who is there) is noted now
    told = []
    for ask in (first, second):
        with statements() as seen:
            answer = ask()
        told.append((answer.status_code, answer.content, seen))
    assert told[0] == told[1] and told[0][0] in (401, 404, 409) and told[0][2]


CALLS: tuple[tuple[str, str, Any], ...] = (
    ("GET", "/calls/{}", None), ("GET", "/calls/{}/scorecard", None), ("POST", "/calls/{}/end", {}),
    ("POST", "/calls/{}/lines", {"turn": 1, "text": "What happened then?"}), ("POST", "/calls/{}/hint", {}),
    ("POST", "/calls/{}/debrief", {"insight": "Company."}),
    ("PUT", "/calls/{}/draft", {"purpose": "line", "text": "x"}),
    ("GET", "http://workshop.test/call/{}/report.html", None),
    ("GET", "http://workshop.test/call/{}/session.json", None),
)  # fmt: skip


@pytest.mark.parametrize(("method", "path", "data"), CALLS, ids=[path for _, path, _ in CALLS])
def test_a_call_of_somebody_else_and_one_that_there_is_not(stage: Stage, method: str, path: str, data: Any) -> None:
    stage.event.steering.start(stage.event.id)
    call = stage.begin(stage.ben)
    asks = [
        lambda id=id: stage.ask(method, path.format(id), stage.ann["token"], data, headers=KEY)
        for id in (call, UNKNOWN)
    ]  # fmt: skip
    alike(*asks)


SEATS: tuple[tuple[str, str, Any], ...] = (
    ("PATCH", "/workshop/seats/{}", {"name": "Zed"}), ("POST", "/workshop/seats/{}/remove", {}),
    ("POST", "/workshop/seats/{}/reopen", {}), ("GET", "/workshop/seats/{}/conversation", None),
    ("GET", "http://workshop.test/facilitator/seats/{}", None),
)  # fmt: skip


@pytest.mark.parametrize(("method", "path", "data"), SEATS, ids=[f"{method} {path}" for method, path, _ in SEATS])
def test_a_seat_of_another_workshop_and_one_that_there_is_not(stage: Stage, method: str, path: str, data: Any) -> None:
    alike(*(
        lambda id=id: stage.ask(method, path.format(id), stage.facilitator, data)
        for id in (stage.eve["seat"], NOBODY)
    ))  # fmt: skip


def test_a_note_on_a_seat_of_another_workshop(stage: Stage) -> None:
    def note(seat: str) -> Any:
        return stage.ask("POST", "/workshop/notes", stage.facilitator, {"text": "x", "seat": seat}, headers=KEY)

    alike(lambda: note(stage.eve["seat"]), lambda: note(NOBODY))


def test_the_token_of_a_removed_seat_and_one_that_there_never_was(stage: Stage) -> None:
    stage.event.steering.seat(stage.event.id, stage.ben["seat"], "remove", {})
    made = tokens.new(tokens.PARTICIPANT)
    alike(lambda: stage.ask("GET", "/me", stage.ben["token"]), lambda: stage.ask("GET", "/me", made))


@pytest.mark.parametrize("headers", [None, KEY], ids=["without a key", "with a key"])
def test_a_wrong_code_a_closed_door_and_an_ended_workshop(stage: Stage, headers: dict[str, str] | None) -> None:
    stage.event.steering.set(stage.event.id, {"lobby_open": False})
    stage.other.steering.end(stage.other.id)
    codes = (stage.event.opened.code, "2345-6789", stage.other.opened.code)
    closed, wrong, ended = (
        lambda n=n, code=code: stage.ask(
            "POST", "/join", data={"code": code, "name": "Zed"}, at=f"10.4.0.{n}", headers=headers
        )
        for n, code in enumerate(codes)
    )
    alike(closed, wrong)
    alike(ended, wrong)


@pytest.mark.parametrize("headers", [None, KEY], ids=["without a key", "with a key"])
def test_an_invitation_that_was_used_and_one_that_there_never_was(
    stage: Stage, headers: dict[str, str] | None
) -> None:  # fmt: skip
    claim = stage.hall.doors.reopen(stage.event.id, stage.ann["seat"])
    stage.hall.doors.who(stage.hall.doors.claim(claim, "10.0.0.1", "key-of-its-owner-alone")["token"])
    made = tokens.new(tokens.CLAIM)
    used, never = (
        lambda n=n, one=one: stage.ask("POST", "/claim", data={"claim": one}, at=f"10.5.0.{n}", headers=headers)
        for n, one in enumerate((claim, made))
    )
    alike(used, never)


def test_a_round_that_is_hidden_and_one_that_there_is_not(stage: Stage) -> None:
    stage.event.steering.start(stage.event.id)
    alike(*(lambda n=n: stage.ask("GET", f"/reveal?round={n}", stage.board) for n in (2, 9)))
