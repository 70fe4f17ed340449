"""Forms: filled in by schema, JSON mode or plain words, whichever the model manages, and remembered."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.conversation.model import FaultKind, ModelFault, Stop
from trainer.llm import ladder, loading
from trainer.llm.gateway import Gateway
from trainer.llm.ladder import Form

from .conftest import PROMPT
from .faulty import FaultServer
from .misdeeds import ANSWER_TOKENS, PROMPT_TOKENS

pytestmark = pytest.mark.usefixtures("quiet")
Make = Callable[..., Gateway]


class Act(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Note:
    act: Act
    sure: float


@dataclass(frozen=True)
class Strict:
    __pydantic_config__ = {"extra": "forbid"}
    act: Act
    sure: float = 0.0


@dataclass(frozen=True)
class Sheet:
    __pydantic_config__ = {"extra": "forbid"}
    notes: tuple[Strict, ...]


NOTE = Note(Act.OPEN, 0.5)


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    loading.loaded(Stop(), 120)


def ways(server: FaultServer, model: str) -> list[str | None]:
    """Give how each request asked for the form."""
    return [(one.body.get("response_format") or {}).get("type") for one in server.asked(model)]


@pytest.mark.parametrize(("model", "asked"), [
    ("form", ["json_schema"]),
    ("form-fenced", ["json_schema"]),
    ("form-no-schema", ["json_schema", "json_object"]),
    ("form-no-json", ["json_schema", "json_object", None]),
])  # fmt: skip
def test_the_ladder_is_gone_down_as_far_as_needed_and_once(
    model: str, asked: list[str | None], server: FaultServer, gateway: Make
) -> None:
    one = gateway(model)
    assert one.fill(PROMPT, Note, Stop(), within=5.0).value == NOTE
    assert ways(server, model) == asked
    assert gateway(model).fill(PROMPT, Note, Stop(), within=5.0).value == NOTE
    assert ways(server, model) == [*asked, asked[-1]]
    assert ladder.rungs() == [(server.url, f"openai/{model}", len(asked) - 1)]


def test_what_was_known_before_is_used(server: FaultServer, gateway: Make) -> None:
    ladder.remember(server.url, "openai/form-no-json", 2)
    ladder.remember(server.url, "openai/form", 7)
    gateway("form-no-json").fill(PROMPT, Note, Stop(), within=5.0)
    assert ways(server, "form-no-json") == [None]
    assert ladder.rungs() == [(server.url, "openai/form-no-json", 2)]


@pytest.mark.parametrize("model", ["form-broken", "form-prose", "empty"])
def test_no_form_after_three_requests_is_a_fault(model: str, server: FaultServer, gateway: Make) -> None:
    with pytest.raises(ModelFault) as caught:
        gateway(model).fill(PROMPT, Note, Stop(), within=5.0)
    assert caught.value.kind is FaultKind.EMPTY and server.requests(model) == ladder.REQUESTS
    assert ladder.rungs() == []


def test_an_unusable_answer_forbids_no_rung_for_the_next_time(server: FaultServer, gateway: Make) -> None:
    with pytest.raises(ModelFault):
        gateway("form-prose").fill(PROMPT, Note, Stop(), within=5.0)
    gateway("form-prose")
    server.forget()
    server.say("form-prose", '{"act": "closed", "sure": 1}')
    assert gateway("form-prose").fill(PROMPT, Note, Stop(), within=5.0).value == Note(Act.CLOSED, 1.0)
    assert ways(server, "form-prose") == ["json_schema"]


def test_extra_fields_pass_only_where_the_form_allows_them(gateway: Make) -> None:
    assert gateway("form-extra").fill(PROMPT, Note, Stop(), within=5.0).value == NOTE
    with pytest.raises(ModelFault):
        gateway("form-extra").fill(PROMPT, Strict, Stop(), within=5.0)


@pytest.mark.parametrize(("model", "kind"), [
    ("401", FaultKind.AUTH), ("500", FaultKind.SERVER), ("429-3600", FaultKind.RATE_LIMIT), ("cut", FaultKind.CUT),
])  # fmt: skip
def test_a_fault_that_is_no_matter_of_form_ends_it(
    model: str, kind: FaultKind, server: FaultServer, gateway: Make
) -> None:
    with pytest.raises(ModelFault) as caught:
        gateway(model).fill(PROMPT, Note, Stop(), within=5.0)
    assert caught.value.kind is kind and server.requests(model) == 1


def test_time_is_for_all_requests_together(server: FaultServer, gateway: Make) -> None:
    began = time.monotonic()
    with pytest.raises(ModelFault) as caught:
        gateway("hang").fill(PROMPT, Note, Stop(), within=0.6)
    assert caught.value.kind is FaultKind.TIMEOUT and time.monotonic() - began < 1.1
    assert server.requests("hang") == 1


def test_usage_is_that_of_all_requests(gateway: Make) -> None:
    with pytest.raises(ModelFault) as caught:
        gateway("form-prose").fill(PROMPT, Note, Stop(), within=5.0)
    usage = caught.value.usage
    assert usage is not None and (usage.prompt_tokens, usage.answer_tokens) == (3 * PROMPT_TOKENS, 3 * ANSWER_TOKENS)


def test_the_schema_is_closed_all_the_way_down() -> None:
    wanted = Form(Sheet).wanted(ladder.Rung.SCHEMA)
    assert wanted is not None
    schema = wanted["json_schema"]["schema"]
    inner = schema["$defs"]["Strict"]
    assert schema["additionalProperties"] is False and inner["additionalProperties"] is False
    assert inner["required"] == ["act", "sure"] and "default" not in inner["properties"]["sure"]


def test_below_the_highest_rung_the_schema_stands_in_the_prompt() -> None:
    form = Form(Note)
    assert form.asked(PROMPT, ladder.Rung.SCHEMA) == PROMPT
    asked = form.asked(PROMPT, ladder.Rung.PLAIN)
    assert asked.messages[0].text.startswith(PROMPT.messages[0].text) and '"sure"' in asked.messages[0].text
    assert asked.messages[1:] == PROMPT.messages[1:]


@pytest.mark.parametrize(("text", "found"), [
    ('{"act":"open","sure":0.5}', True),
    ('Here: {"act":"open","sure":0.5} and {"act":"closed","sure":0.5}', True),
    ('{curly} words {"act":"open","sure":0.5}', True),
    ('```json\n{"act":"open","sure":0.5}\n```', True),
    ('[{"act":"open","sure":0.5}]', True),
    ('{"act":"open","sure":"0.5"}', False),
    ('{"act":"other","sure":0.5}', False),
    ('{"act":"open","sure":NaN}', False),
    ('{"act":"open"}', False),
    ("{" * 100_000, False),
    ('{"a":' * 50_000, False),
    ("", False),
])  # fmt: skip
def test_a_form_is_found_in_an_answer_and_read_strictly(text: str, found: bool) -> None:
    assert Form(Note).read(text) == (NOTE if found else None)


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    value = Form(Note).read(text)
    assert value is None or isinstance(value, Note)
