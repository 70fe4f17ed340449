"""Exceptions by their names and numbers, and the lines for people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from trainer.conversation.model import FaultKind
from trainer.llm.asking import without_thoughts
from trainer.llm.faults import LOADING, UNSAID, Failed, fault, kind_of, line_of, wait_before
from trainer.llm.route import Route, Secret

KEY = "sk-a-key-that-nobody-may-see"
ROUTE = Route("local/tiny", "openai/tiny", "http://127.0.0.1:1/v1", Secret(KEY))


class Refused(Exception):
    """Stands in for an exception of litellm's."""

    def __init__(self, status: int | None, text: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(text)
        self.status_code = status
        self.litellm_response_headers = headers


class ConnectError(Exception):
    """Named like httpx's."""


@pytest.mark.parametrize(("status", "text", "kind"), [
    (400, "the request exceeds the available context size, try increasing it", FaultKind.CONTEXT),
    (400, "prompt is too long: 210000 tokens", FaultKind.CONTEXT),
    (400, "Your credit balance is too low to access the API", FaultKind.QUOTA),
    (400, "The response was filtered due to the content management policy", FaultKind.CONTENT_FILTER),
    (401, "check your plan and billing", FaultKind.AUTH),
    (405, "", FaultKind.BAD_REQUEST),
    (418, "", FaultKind.BAD_REQUEST),
    (307, "", FaultKind.SERVER),
    (503, "Loading model", FaultKind.LOADING),
    (503, "overloaded", FaultKind.SERVER),
    (529, "overloaded", FaultKind.SERVER),
    (None, "", FaultKind.SERVER),
])  # fmt: skip
def test_a_status_and_its_words_tell_the_kind(status: int | None, text: str, kind: FaultKind) -> None:
    assert kind_of(Refused(status, text), begun=False) is kind


def test_once_words_have_come_it_is_a_cut_whatever_else() -> None:
    assert kind_of(Refused(500), begun=True) is FaultKind.CUT


def test_what_lies_below_an_exception_is_seen() -> None:
    try:
        try:
            raise ConnectError
        except ConnectError:
            raise Refused(500, "Connection error.") from None
    except Refused as error:
        assert kind_of(error, begun=False) is FaultKind.CONNECT


def test_an_exception_that_is_its_own_cause_ends() -> None:
    error = Refused(500)
    error.__context__ = other = ValueError()
    other.__context__ = error
    assert kind_of(error, begun=False) is FaultKind.SERVER


@pytest.mark.parametrize(("said", "wait"), [
    ("0", 0.0), ("2", 2.0), ("5", 5.0), ("-3", 0.0), ("5.1", None), ("3600", None), ("soon", UNSAID), ("", UNSAID),
    ("nan", UNSAID), ("inf", UNSAID),
])  # fmt: skip
def test_the_wait_is_the_servers_if_it_is_short(said: str, wait: float | None) -> None:
    assert wait_before(FaultKind.RATE_LIMIT, Refused(429, headers={"retry-after": said})) == wait


@pytest.mark.parametrize(("ahead", "within"), [(-60, (0.0, 0.0)), (4, (2.0, 4.0)), (3600, None)])
def test_a_date_is_a_wait_too(ahead: int, within: tuple[float, float] | None) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=ahead), usegmt=True)
    wait = wait_before(FaultKind.RATE_LIMIT, Refused(429, headers={"retry-after": date}))
    if within is None:
        assert wait is None
    else:
        assert wait is not None and within[0] <= wait <= within[1]


def test_only_what_may_pass_is_tried_again() -> None:
    waits = {kind: wait_before(kind, Refused(None)) for kind in FaultKind}
    assert {kind: wait for kind, wait in waits.items() if wait is not None} == {
        FaultKind.RATE_LIMIT: UNSAID, FaultKind.LOADING: LOADING, FaultKind.CONNECT: 0.0,
    }  # fmt: skip


@pytest.mark.parametrize("kind", list(FaultKind))
def test_every_kind_has_one_line_that_names_the_model(kind: FaultKind) -> None:
    line = line_of(kind, ROUTE)
    assert "local/tiny" in line and "\n" not in line and len(line) < 140
    assert str(fault(kind, ROUTE)) == line and fault(kind, ROUTE).kind is kind


def test_a_key_in_a_name_is_hidden() -> None:
    assert KEY not in line_of(FaultKind.SERVER, Route(f"x{KEY}", "openai/x", "http://a/v1", Secret(KEY)))


def test_a_failure_holds_nothing_of_what_was_below() -> None:
    assert vars(Failed(FaultKind.AUTH)) == {"kind": FaultKind.AUTH, "wait": None, "usage": None}


@pytest.mark.parametrize(("text", "left"), [
    ("<think>a</think>b", "b"), ("<think>a", ""), ("a</think>b", "b"), ("x<THINKING>a</THINKING> y", "x y"),
    ("<think>a</think>b<think>c</think>d", "bd"), ("I think so.", "I think so."), ("a < think > b", "a < think > b"),
])  # fmt: skip
def test_thoughts_are_taken_out(text: str, left: str) -> None:
    assert without_thoughts(text) == left
