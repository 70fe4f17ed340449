"""Room `llm`: the door to a language model, as the rest of the trainer knows it (`conversation/model.py`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from trainer.conversation.model import FaultKind, Filled, Prompt, Retried, Stop, Stopped, Usage, Written

from . import loading
from .faults import Failed, fault, line_of
from .ladder import Form, climb
from .route import Deadlines, Route
from .worker import worker

if TYPE_CHECKING:
    import httpx

Shape = TypeVar("Shape")
Price = Callable[[int, int], float | None]
#: Seconds that a request may run over its own deadlines before the caller is let go all the same.
GRACE = 0.4


def unknown_price(prompt_tokens: int, answer_tokens: int) -> None:
    """Stand in for the price of a model whose price nobody knows."""
    del prompt_tokens, answer_tokens


class Gateway:
    """The model behind one route. Blocking; may be used from any thread, one request at a time."""

    def __init__(self, route: Route, price: Price = unknown_price) -> None:
        """Take the route, and what gives a request's cost in US dollars (None: unknown) by its tokens."""
        self._route = route
        self._price = price
        self._client: tuple[httpx.AsyncClient, Any] | None = None

    @property
    def name(self) -> str:
        """The model's name, as the learner gave it."""
        return self._route.name

    def write(self, prompt: Prompt, stop: Stop, *, again: bool, retried: Retried) -> Written:
        """Write an answer. With `again`, a fault that may pass is tried once more.

        The retry has what is left of the one total deadline; the wait before it (5 s at most) comes on top.

        Raises:
            ModelFault: no answer came.
            Stopped: `stop` was set; the server has been let go.
        """
        self._prepare(stop, loading.WITHIN)
        began = time.monotonic()
        try:
            return self._once(prompt, stop, self._route.deadlines)
        except Failed as failed:
            first = failed
        left = self._route.deadlines.total - (time.monotonic() - began)
        if not again or first.wait is None or left <= 0:
            raise fault(first.kind, self._route, first.usage) from None
        retried(first.kind, line_of(first.kind, self._route), first.wait)
        worker().rest(first.wait, stop)
        try:
            return self._once(prompt, stop, replace(self._route.deadlines, total=left))
        except Failed as failed:
            second = failed
        raise fault(second.kind, self._route, second.usage) from None

    def fill(self, prompt: Prompt, form: type[Shape], stop: Stop, *, within: float) -> Filled[Shape]:
        """Fill in a form: a dataclass of plain fields, validated strictly. `within`: seconds for all of it.

        Raises:
            ModelFault: no answer, or none that fits the form (kind `empty`).
            Stopped: `stop` was set.
        """
        end = time.monotonic() + within
        self._prepare(stop, within)

        def request(asked: Prompt, shape: Any) -> Written:
            left = end - time.monotonic()
            if left <= 0:
                raise Failed(FaultKind.TIMEOUT)
            return self._once(asked, stop, Deadlines(left, left, left), shape)

        try:
            return climb((self._route.url, self._route.model), Form(form), prompt, request)
        except Failed as failed:
            last = failed
        raise fault(last.kind, self._route, last.usage) from None

    def close(self) -> None:
        """Close the connections. The gateway can be used again; it then opens new ones."""
        if self._client is not None:
            http, self._client = self._client[0], None
            worker().soon(http.aclose)

    def _prepare(self, stop: Stop, within: float) -> None:
        stop.check()
        if not self._route.key and not self._route.url:
            raise fault(FaultKind.AUTH, self._route)
        loading.loaded(stop, within)

    def _once(self, prompt: Prompt, stop: Stop, deadlines: Deadlines, shape: Any = None) -> Written:
        """Ask once; what comes back knows its cost.

        Raises:
            Failed: no answer came.
            Stopped: `stop` was set.
        """
        from .asking import ask

        async def work() -> Written:
            return await ask(self._route, self._clients()[1], prompt, deadlines, shape)

        try:
            written = worker().run(work, stop, deadlines.total + GRACE)
        except TimeoutError:
            self.close()
            raise Failed(FaultKind.TIMEOUT) from None
        except (Stopped, KeyboardInterrupt):
            self.close()  # whatever a library still holds: the server is to see that nobody waits
            raise
        except Failed as failed:
            failed.usage = self._priced(failed.usage) if failed.usage else None
            raise
        return replace(written, usage=self._priced(written.usage))

    def _clients(self) -> tuple[httpx.AsyncClient, Any]:
        """Give our HTTP client and what litellm takes; made at the first request, in the worker's loop."""
        from .clients import client_for, forget_other_addresses, http_client

        if self._client is None:
            forget_other_addresses(self._route)
            http = http_client(self._route)
            self._client = (http, client_for(self._route, http))
        return self._client

    def _priced(self, usage: Usage) -> Usage:
        return replace(usage, cost=self._price(usage.prompt_tokens, usage.answer_tokens))
