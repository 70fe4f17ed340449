"""Hosted providers: litellm has a way of its own to each. Here each one's address is the fault server's."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from trainer.conversation.model import ModelFault, Stop, Written
from trainer.llm import loading
from trainer.llm.clients import address_of, forget_other_addresses
from trainer.llm.gateway import Gateway
from trainer.llm.route import Route, Secret

from .conftest import KEY, SHORT
from .faulty import FaultServer
from .misdeeds import ANSWER_TOKENS, OK, PROMPT_TOKENS
from .test_gateway import outcome

#: Those with an entry in `providers.py` that are asked over HTTP by litellm itself or by OpenAI's library.
PROVIDERS = (
    "openai", "anthropic", "gemini", "mistral", "groq", "deepseek", "openrouter", "xai", "together_ai", "fireworks_ai",
    "cohere_chat",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    loading.loaded(Stop(), 120)


@pytest.fixture(autouse=True)
def _silent(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    assert capfd.readouterr() == ("", "")


def test_anthropics_protocol_is_spoken_too(server: FaultServer) -> None:
    route = Route("claude", "anthropic/messages", server.url.removesuffix("/v1"), Secret(KEY), SHORT)
    result, _ = outcome(Gateway(route))
    assert isinstance(result, Written) and result.text == OK
    assert (result.usage.prompt_tokens, result.usage.answer_tokens) == (PROMPT_TOKENS, ANSWER_TOKENS)
    assert server.asked("messages")[0].path == "/v1/messages"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_redirect_is_followed_whatever_the_provider(provider: str, server: FaultServer) -> None:
    """Each provider has a way of its own through litellm. Here the provider's address is the server's."""
    with FaultServer() as other:
        server.elsewhere = other.url
        result, told = outcome(Gateway(Route("a model", f"{provider}/redirect", server.url, Secret(KEY), SHORT)))
        assert other.requests() == 0
    assert isinstance(result, ModelFault) and not told
    assert server.requests() == 1


@pytest.mark.parametrize("provider", [one for one in PROVIDERS if one not in ("anthropic", "gemini", "cohere_chat")])
def test_every_provider_that_speaks_as_openai_does_is_understood(provider: str, server: FaultServer) -> None:
    server.say("accounts/fireworks/models/ok", OK)
    result, _ = outcome(Gateway(Route("a model", f"{provider}/ok", server.url, Secret(KEY), SHORT)))
    assert isinstance(result, Written) and result.text == OK
    assert server.asked()[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("name", ["OPENAI_BASE_URL", "OPENAI_API_BASE", "MISTRAL_API_BASE"])
def test_a_providers_key_goes_to_no_address_of_the_environment(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    route = Route("hosted", f"{name.partition('_')[0].lower()}/small", key=Secret(KEY))
    forget_other_addresses(route)
    assert name not in os.environ
    assert address_of(route) in (None, "https://api.openai.com/v1")
