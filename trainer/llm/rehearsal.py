"""Room `llm`: one request to nobody, so that the first real one finds everything loaded. It opens no connection."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trainer.conversation.model import Message, Prompt, Stop

from .asking import ask
from .clients import client_for, http_client
from .faults import Failed
from .route import Deadlines, Route
from .worker import worker

if TYPE_CHECKING:
    import httpx

_ROUTE = Route(name="rehearsal", model="openai/rehearsal", url="http://127.0.0.1:9/v1")
_PROMPT = Prompt((Message("user", "Hello"),), "rehearsal-1")
#: Seconds that it may take; the parts of litellm that it loads take one to three.
WITHIN = 30.0


def rehearse() -> None:
    """Go through a good answer and a refused one."""
    for status in (200, 400):
        worker().run(lambda status=status: _once(status), Stop(), WITHIN)  # type: ignore[misc]


async def _once(status: int) -> None:
    import httpx

    def answer(request: httpx.Request) -> httpx.Response:
        del request
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "rehearsal"}
        words = {**chunk, "choices": [{"index": 0, "delta": {"content": "Hello"}, "finish_reason": None}]}
        last = {**chunk, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
        body = "".join(f"data: {json.dumps(one)}\n\n" for one in (words, last)) + "data: [DONE]\n\n"
        kind = "text/event-stream" if status == 200 else "application/json"
        return httpx.Response(status, headers={"content-type": kind}, text=body if status == 200 else "{}")

    client = http_client(_ROUTE, httpx.MockTransport(answer))
    try:
        await ask(_ROUTE, client_for(_ROUTE, client), _PROMPT, Deadlines(WITHIN, WITHIN, WITHIN))
    except Failed:
        if status == 200:
            raise
    finally:
        await client.aclose()
