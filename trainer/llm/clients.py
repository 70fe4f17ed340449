"""Room `llm`: the HTTP clients: what they send, to whom, and what they never do.

No redirect is followed. A server with an address of its own gets our headers only: no key, organisation or header
that the environment holds for somebody else. This machine's own servers are reached past any proxy.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .route import Route

if TYPE_CHECKING:
    import ssl

    import httpx
    from openai import AsyncOpenAI

#: What goes to a server with an address of its own; everything else is taken off.
SENT = frozenset({
    "host", "accept", "accept-encoding", "connection", "content-type", "content-length", "authorization", "user-agent",
})  # fmt: skip
#: Stands in for the key of a server that wants none: an empty one would be looked for in the environment.
NO_KEY = "none"
AGENT = "interview-trainer"
_HERE = ("localhost", "127.0.0.1", "[::1]")
#: Addresses of providers whose own are taken from the environment otherwise.
_OWN = {"openai": "https://api.openai.com/v1"}
#: Providers whose handler has to be given with each request. The others find it where litellm keeps it, or go through
#: OpenAI's library with the client that `loading` leaves with litellm.
_TAKE_HANDLER = frozenset({
    "anthropic", "gemini", "mistral", "groq", "deepseek", "openrouter", "xai", "together_ai",
})  # fmt: skip
_BASES = ("_API_BASE", "_BASE_URL", "_API_URL")


def address_of(route: Route) -> str | None:
    """Give the base that litellm is to use; None where it knows the provider's own."""
    return route.url or _OWN.get(provider_of(route))


def provider_of(route: Route) -> str:
    """Give the provider that litellm will take the request to."""
    return route.model.partition("/")[0]


def forget_other_addresses(route: Route) -> None:
    """Take the variables out of the environment that would silently send a provider's key to another address."""
    for end in _BASES:
        os.environ.pop(provider_of(route).upper() + end, None)


def http_client(route: Route, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """Give a client for a route. `transport` stands in for the network."""
    import httpx  # 110 ms, and never before litellm

    async def only_ours(request: httpx.Request) -> None:
        request.extensions["whole"] = request.headers.copy()
        for name in {name.lower() for name in request.headers} - SENT:
            del request.headers[name]
        request.headers["user-agent"] = AGENT
        if not route.key:
            request.headers.pop("authorization", None)

    async def as_it_was(response: httpx.Response) -> None:
        response.request.headers = response.request.extensions["whole"]  # openai reads its own notes there

    past_proxies: dict[str, Any] = {f"all://{host}": None for host in _HERE}
    return httpx.AsyncClient(
        verify=_certificates(),
        transport=transport,
        mounts=None if transport else past_proxies,
        event_hooks={"request": [only_ours], "response": [as_it_was]} if route.url else {},
        follow_redirects=False,
        timeout=None,  # ours are around the whole request
    )


def client_for(route: Route, http: httpx.AsyncClient) -> Any:
    """Give what litellm takes as `client` for this route; None where it has to make its own."""
    provider = provider_of(route)
    if provider == "openai":
        return _of_openai(route, http)
    try:
        handlers = _handlers_of(provider)
    except ValueError:  # a provider that litellm asks in some other way
        return None
    for handler in handlers:
        handler.client = http  # its own would follow redirects, with the key in a header
    return handlers[0] if provider in _TAKE_HANDLER else None


def _handlers_of(provider: str) -> list[Any]:
    """Give the handlers that litellm keeps for a provider, under both names by which it looks for one.

    Raises:
        ValueError: it knows no such provider.
    """
    from litellm.llms.custom_httpx.http_handler import get_async_httpx_client
    from litellm.types.utils import LlmProviders

    known = LlmProviders(provider)
    return [get_async_httpx_client(known, params=params) for params in (None, {"ssl_verify": None})]


def _of_openai(route: Route, http: httpx.AsyncClient) -> AsyncOpenAI:
    from openai import AsyncOpenAI

    return AsyncOpenAI(
        api_key=route.key.reveal() or NO_KEY, base_url=address_of(route), http_client=http, max_retries=0, timeout=None
    )


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    """Load the certificates once; each context costs 20 ms."""
    import httpx

    return httpx.create_ssl_context()
