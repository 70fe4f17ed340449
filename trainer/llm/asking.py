"""Room `llm`: one request, from the prompt to the whole answer, with its own deadlines. Runs in the worker's loop."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

from trainer.conversation.model import FaultKind, Prompt, Usage, Written

from .clients import NO_KEY, address_of
from .faults import Failed, kind_of, wait_before
from .route import Deadlines, Route

#: Characters that an answer may have for each token that was allowed. A server that sends more ignores the limit;
#: what it sends is not read to its end.
WIDEST_TOKEN = 8
#: Characters of a token, where nobody counted.
USUAL_TOKEN = 4
#: Seconds to wait for the usage after the last word.
LAST = 0.5
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_THOUGHT_BEFORE = re.compile(r"\A.*</think(?:ing)?>", re.DOTALL | re.IGNORECASE)


async def ask(route: Route, client: Any, prompt: Prompt, deadlines: Deadlines, form: Any = None) -> Written:
    """Ask once. `client` is what litellm takes as such; `form` what it takes as `response_format`.

    Raises:
        Failed: no answer came. Nothing of what lies below is chained to it.
    """
    reply = Reply(prompt)
    now = asyncio.get_running_loop().time
    end = now() + deadlines.total
    failed: Failed | None = None
    try:
        async with asyncio.timeout_at(min(end, now() + deadlines.first)) as limit:
            async for _ in reply.pieces(route, client, form, deadlines.total):
                limit.reschedule(min(end, now() + (LAST if reply.finish else deadlines.idle)))
    except TimeoutError:
        broke_off = reply.text.strip() and now() < end
        failed = Failed(FaultKind.CUT if broke_off else FaultKind.TIMEOUT)
    except Failed as error:
        failed = error
    except Exception as error:  # whatever litellm and the libraries below it can raise
        kind = kind_of(error, begun=bool(reply.text.strip()))
        failed = Failed(kind, wait_before(kind, error))
    if failed is None or reply.finish:  # what goes wrong after the last word takes nothing from the answer
        kind_now = reply.fault()
        failed = None if kind_now is None else Failed(kind_now)
    if failed is not None:
        failed.usage = reply.usage() if reply.text else None
        raise failed from None
    return Written(route.key.hide_in(without_thoughts(reply.text)), reply.usage())


def without_thoughts(text: str) -> str:
    """Give `text` without what a model thought aloud: marked parts, also when the mark is not closed or not opened."""
    return _THOUGHT_BEFORE.sub("", _THOUGHT.sub("", text)).strip()


class Reply:
    """An answer as it comes in."""

    def __init__(self, prompt: Prompt) -> None:
        """Take the prompt that is answered."""
        self.text = ""
        self.finish: str | None = None
        """How it is said to have ended; None while it has not."""
        self._prompt = prompt
        self._told: tuple[int, int] | None = None
        self._counted = False
        self._full = False

    async def pieces(self, route: Route, client: Any, form: Any, timeout: float) -> AsyncIterator[None]:
        """Send the request and take its answer in; gives a sign of life whenever something of it arrives."""
        import litellm

        stream = await litellm.acompletion(**_request(route, client, self._prompt, form, timeout))
        if stream is None:  # what litellm gives for some refusals of a parameter
            raise Failed(FaultKind.BAD_REQUEST)
        try:
            # litellm says "stop" of a stream that merely ended, and makes up a usage where none was sent. Where the
            # server's own chunks have OpenAI's shape they are read as they come.
            inner = getattr(stream, "completion_stream", None)
            self._counted = type(inner).__module__.startswith("openai")
            chunks: Any = inner if self._counted else stream
            async for chunk in chunks:
                if self._take(chunk):
                    yield
                if self._full:
                    break
        finally:
            await stream.aclose()

    def _take(self, chunk: Any) -> bool:
        """Take one chunk; say whether it carried anything."""
        used = getattr(chunk, "usage", None)
        counts = (getattr(used, "prompt_tokens", None), getattr(used, "completion_tokens", None))
        if all(isinstance(count, int) for count in counts) and any(counts):
            self._told = counts  # type: ignore[assignment]
        if not chunk.choices:
            return False
        choice = chunk.choices[0]
        delta = choice.delta
        self.finish = choice.finish_reason or self.finish
        words = getattr(delta, "content", None) or ""
        thoughts = getattr(delta, "reasoning_content", None) or getattr(delta, "reasoning", None)
        if isinstance(words, str):  # OpenAI's library checks no types
            self.text += words
        self._full = len(self.text) > WIDEST_TOKEN * self._prompt.most_tokens
        return bool(words or thoughts or self.finish)

    def fault(self) -> FaultKind | None:
        """Tell what is wrong with an answer that ended without an exception."""
        if self.finish == "content_filter":
            return FaultKind.CONTENT_FILTER
        if self._full:
            return FaultKind.CUT
        if not without_thoughts(self.text):
            return FaultKind.EMPTY
        return None if self.finish else FaultKind.CUT

    def usage(self) -> Usage:
        """Give what the request used, by the server's count if there is one."""
        if self._told:
            return Usage(*self._told, estimated=not self._counted)
        asked = sum(len(message.text) for message in self._prompt.messages)
        return Usage(-(-asked // USUAL_TOKEN), -(-len(self.text) // USUAL_TOKEN))


def _request(route: Route, client: Any, prompt: Prompt, form: Any, timeout: float) -> dict[str, Any]:
    request: dict[str, Any] = {
        "model": route.model,
        "messages": [{"role": message.role, "content": message.text} for message in prompt.messages],
        "temperature": prompt.temperature,
        "max_tokens": prompt.most_tokens,
        "stream": True,
        "stream_options": {"include_usage": True},
        "api_key": route.key.reveal() or NO_KEY,
        "api_base": address_of(route),
        "timeout": timeout,
        "max_retries": 0,
        "num_retries": 0,
        # A known provider's limits are litellm's to know. For others it would send a refused request a second time.
        "drop_params": not route.url,
    }
    if form is not None:
        request["response_format"] = form
    if client is not None:
        request["client"] = client
    return request
