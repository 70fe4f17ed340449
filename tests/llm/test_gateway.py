"""Every way in which a server can fail gives one outcome, in time, and nothing else."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable

import pytest

from trainer.conversation.model import FaultKind, Message, ModelFault, Prompt, Stop, Usage, Written
from trainer.llm import loading
from trainer.llm.gateway import Gateway
from trainer.llm.route import Deadlines, Route, Secret

from .conftest import KEY, PROMPT, SHORT, Told
from .faulty import FaultServer
from .misdeeds import ANSWER_TOKENS, HOSTILE_TEXT, MISDEEDS, OK, PROMPT_TOKENS

pytestmark = pytest.mark.usefixtures("quiet")
Make = Callable[..., Gateway]

#: What becomes of each misdeed: a text, or a kind of fault; and how many requests it takes, with a retry allowed.
OUTCOMES: dict[str, tuple[str | FaultKind, int]] = {
    "ok": (OK, 1),
    "drip-ok": (OK, 1),
    "429": (FaultKind.RATE_LIMIT, 2),
    "429-1": (FaultKind.RATE_LIMIT, 2),
    "429-2": (FaultKind.RATE_LIMIT, 2),
    "429-3600": (FaultKind.RATE_LIMIT, 1),
    "429-odd": (FaultKind.RATE_LIMIT, 2),
    "429-date": (FaultKind.RATE_LIMIT, 1),
    "once-429-1": (OK, 2),
    "quota": (FaultKind.QUOTA, 1),
    "402": (FaultKind.QUOTA, 1),
    "401": (FaultKind.AUTH, 1),
    "403": (FaultKind.FORBIDDEN, 1),
    "404": (FaultKind.MODEL_NOT_FOUND, 1),
    "400": (FaultKind.BAD_REQUEST, 1),
    "400-context": (FaultKind.CONTEXT, 1),
    "400-filter": (FaultKind.CONTENT_FILTER, 1),
    "400-format": (FaultKind.BAD_REQUEST, 1),
    "413": (FaultKind.CONTEXT, 1),
    "422": (FaultKind.BAD_REQUEST, 1),
    "500": (FaultKind.SERVER, 1),
    "502-page": (FaultKind.SERVER, 1),
    "503": (FaultKind.LOADING, 2),
    "once-503": (OK, 2),
    "504": (FaultKind.TIMEOUT, 1),
    "reset": (FaultKind.CONNECT, 2),
    "once-reset": (OK, 2),
    "closed": (FaultKind.CONNECT, 2),
    "once-closed": (OK, 2),
    "hang": (FaultKind.TIMEOUT, 1),
    "quiet": (FaultKind.TIMEOUT, 1),
    "stall": (FaultKind.CUT, 1),
    "slow-head": (FaultKind.TIMEOUT, 1),
    "drip": (FaultKind.TIMEOUT, 1),
    "endless": (FaultKind.CUT, 1),
    "repeat": (FaultKind.CUT, 1),
    "long": (FaultKind.CUT, 1),
    "cut": (FaultKind.CUT, 1),
    "clean-end": (FaultKind.CUT, 1),
    "no-done": (OK, 1),
    "open-end": (OK, 1),
    "length": ("Well, it was the", 1),
    "filtered": (FaultKind.CONTENT_FILTER, 1),
    "bad-json": (FaultKind.EMPTY, 1),
    "mid-json": (FaultKind.CUT, 1),
    "mid-error": (FaultKind.CUT, 1),
    "page": (FaultKind.EMPTY, 1),
    "no-choices": (FaultKind.EMPTY, 1),
    "error-200": (FaultKind.EMPTY, 1),
    "error-event": (FaultKind.SERVER, 1),
    "empty": (FaultKind.EMPTY, 1),
    "blank": (FaultKind.EMPTY, 1),
    "null": (FaultKind.EMPTY, 1),
    "nothing": (FaultKind.EMPTY, 1),
    "odd-types": (FaultKind.EMPTY, 1),
    "tool": (FaultKind.EMPTY, 1),
    "refusal": ("I'm sorry, but I can't help with that.", 1),
    "refusal-field": (FaultKind.EMPTY, 1),
    "think": (OK, 1),
    "think-open": (FaultKind.EMPTY, 1),
    "think-late": (OK, 1),
    "reasoning": (OK, 1),
    "wrong-role": (OK, 1),
    "split": ("Schön war das.", 1),
    "crlf": (OK, 1),
    "ndjson": (FaultKind.EMPTY, 1),
    "redirect": (FaultKind.SERVER, 1),
    "hostile-text": (HOSTILE_TEXT, 1),
    "gzip": (OK, 1),
    "bad-gzip": (FaultKind.EMPTY, 1),
}
#: Not faults of the line: forms have their own tests, actors are for those of the session.
ELSEWHERE = {name for name in MISDEEDS if name.startswith("form")} | {
    "messages", "echo", "parrot", "invent", "confirm", "break", "contradict", "leak",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    loading.loaded(Stop(), 120)


def outcome(gateway: Gateway, *, again: bool = True) -> tuple[Written | ModelFault, Told]:
    told: Told = []
    try:
        return gateway.write(PROMPT, Stop(), again=again, retried=lambda *one: told.append(one)), told
    except ModelFault as fault:
        return fault, told


def test_every_misdeed_of_the_server_is_tried() -> None:
    assert {name.removeprefix("once-") for name in OUTCOMES} == set(MISDEEDS) - ELSEWHERE


@pytest.mark.parametrize("model", OUTCOMES)
def test_a_misdeed_has_one_outcome_in_time(model: str, server: FaultServer, gateway: Make) -> None:
    expected, requests = OUTCOMES[model]
    with FaultServer() as other:
        server.elsewhere = other.url
        began = time.monotonic()
        result, told = outcome(gateway(model))
        took = time.monotonic() - began
        assert other.requests() == 0
    assert took < SHORT.total + sum(wait for _, _, wait in told) + 0.5
    assert server.requests(model) == requests
    assert len(told) == requests - 1
    if isinstance(result, Written):
        assert result.text == expected
    else:
        assert result.kind is expected
        assert "\n" not in str(result) and f"the model {model}" in str(result)
    seen = f"{result!r} {result} {told}"
    if isinstance(result, ModelFault):
        assert result.__cause__ is None and result.__suppress_context__
        seen += "".join(traceback.TracebackException.from_exception(result, capture_locals=True).format())
        assert result.__context__ is None or KEY not in repr(result.__context__)
    assert KEY not in seen


@pytest.mark.parametrize("model", ["429-1", "503", "reset"])
def test_nothing_is_asked_twice_unless_it_may(model: str, server: FaultServer, gateway: Make) -> None:
    result, told = outcome(gateway(model), again=False)
    assert isinstance(result, ModelFault) and not told and server.requests(model) == 1


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_nobody_there_is_a_fault_of_the_connection(scheme: str, server: FaultServer, gateway: Make) -> None:
    url = server.refused_url if scheme == "http" else server.url.replace("http:", "https:")
    result, told = outcome(gateway("ok", url=url))
    assert isinstance(result, ModelFault) and result.kind is FaultKind.CONNECT
    assert len(told) == 1 and told[0][2] == 0.0 and server.requests() == 0


def test_a_retry_is_told_with_its_wait(gateway: Make) -> None:
    result, told = outcome(gateway("once-429-1"))
    assert isinstance(result, Written)
    ((kind, line, wait),) = told
    assert (kind, wait) == (FaultKind.RATE_LIMIT, 1.0) and "the model once-429-1" in line


def test_usage_is_the_servers_where_it_counts(server: FaultServer, gateway: Make) -> None:
    result, _ = outcome(gateway("ok"))
    assert isinstance(result, Written)
    assert result.usage == Usage(PROMPT_TOKENS, ANSWER_TOKENS, None, estimated=False)
    assert server.asked("ok")[0].body["stream_options"] == {"include_usage": True}


def test_usage_is_an_estimate_where_nobody_counted(gateway: Make) -> None:
    result, _ = outcome(gateway("crlf"))
    assert isinstance(result, Written)
    assert result.usage.estimated and result.usage.prompt_tokens > 0 and result.usage.answer_tokens == -(-len(OK) // 4)
    broken, _ = outcome(gateway("cut"))
    assert isinstance(broken, ModelFault) and broken.usage is not None and broken.usage.estimated


def test_cost_comes_from_the_price_that_was_given(server: FaultServer) -> None:
    route = Route("priced", "openai/ok", server.url, Secret(KEY), SHORT)
    result, _ = outcome(Gateway(route, lambda prompt, answer: prompt * 0.5 + answer))
    assert isinstance(result, Written) and result.usage.cost == PROMPT_TOKENS * 0.5 + ANSWER_TOKENS


def test_what_is_sent_is_the_prompt_and_its_limits(server: FaultServer, gateway: Make) -> None:
    outcome(gateway("ok"))
    body = server.asked("ok")[0].body
    assert body["messages"] == [{"role": one.role, "content": one.text} for one in PROMPT.messages]
    assert (body["max_tokens"], body["temperature"], body["stream"]) == (PROMPT.most_tokens, PROMPT.temperature, True)


def test_a_server_of_its_own_gets_nothing_of_the_environment(
    server: FaultServer, gateway: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultServer() as other:
        names = ("API_KEY", "ORGANIZATION", "ORG_ID", "PROJECT_ID", "ADMIN_KEY")
        for name in names:
            monkeypatch.setenv(f"OPENAI_{name}", f"stray-{name}")
        monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Stray: stray-header")
        for name in ("BASE_URL", "API_BASE"):
            monkeypatch.setenv(f"OPENAI_{name}", other.url)
        for key in (Secret(), Secret(KEY)):
            result, _ = outcome(gateway("ok", key=key))
            assert isinstance(result, Written)
        assert other.requests() == 0
    without, with_key = (one.headers for one in server.asked("ok"))
    assert "stray" not in f"{without} {with_key}"
    assert "authorization" not in without and with_key["authorization"] == f"Bearer {KEY}"
    assert set(with_key) <= {
        "host", "accept", "accept-encoding", "connection", "content-type", "content-length", "authorization",
        "user-agent",
    }  # fmt: skip
    assert "python" not in f"{with_key}".lower()


def test_a_server_on_this_machine_is_reached_past_a_proxy(
    server: FaultServer, gateway: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, server.refused_url.removesuffix("/v1"))
    result, _ = outcome(gateway("ok"))
    assert isinstance(result, Written)


def test_a_hosted_model_without_a_key_is_not_asked() -> None:
    result, told = outcome(Gateway(Route("gpt", "openai/gpt")))
    assert isinstance(result, ModelFault) and result.kind is FaultKind.AUTH and "no key is set for gpt" in str(result)
    assert not told


def test_a_key_that_a_model_repeats_is_hidden(server: FaultServer, gateway: Make) -> None:
    server.say("ok", lambda asked: f"Your key is {asked.headers['authorization']}.")
    result, _ = outcome(gateway("ok"))
    assert isinstance(result, Written) and result.text == "Your key is Bearer [key]."


def test_a_longer_allowance_reads_a_longer_answer(gateway: Make) -> None:
    prompt = Prompt((Message("user", "Go on."),), "test-1", most_tokens=1000)
    written = gateway("long").write(prompt, Stop(), again=False, retried=lambda *_: None)
    assert len(written.text) == len("It went on and on. " * 300) - 1


def test_a_closed_gateway_opens_again(gateway: Make) -> None:
    one = gateway("ok")
    assert isinstance(outcome(one)[0], Written)
    one.close()
    assert isinstance(outcome(one)[0], Written)


def test_the_usual_deadlines_are_those_that_were_tried() -> None:
    assert Deadlines() == Deadlines(first=8.0, idle=5.0, total=20.0)
