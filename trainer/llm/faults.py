"""Room `llm`: tells what went wrong with a request, and how it is put to people.

litellm's exceptions are known by the names of their classes, by status and code; so this module imports none of them.
The provider's words are looked at and never repeated: they may hold the key, and anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from trainer.conversation.model import FaultKind, ModelFault, Usage

from .route import Route

#: Seconds to wait before the one retry. A server that wants more than LONGEST is not asked again.
LONGEST, UNSAID, LOADING = 5.0, 2.0, 2.0

_NO_CREDIT = re.compile(
    r"insufficient_quota|current quota|billing|credit balance|insufficient (?:credits|balance|funds)"
)
_TOO_LONG = re.compile(
    r"context.?length|context.?window|context.?size|maximum context|too many tokens|(?:prompt|input) is too long"
)
_FILTERED = re.compile(r"content.?filter|content.?policy|content management policy|safety system")
#: Classes (of httpx, aiohttp, openai, the system) that say that no connection came about, or that it broke.
_UNREACHED = {
    "ConnectError", "ConnectTimeout", "ReadError", "WriteError", "CloseError", "RemoteProtocolError",
    "LocalProtocolError", "ProxyError", "UnsupportedProtocol", "ClientConnectionError", "ServerDisconnectedError",
    "SSLError", "gaierror", "ConnectionError",
}  # fmt: skip
#: What a reader of chunks meets in a chunk that is none.
_NO_ANSWER = {"DecodingError", "JSONDecodeError", "UnicodeDecodeError", "AttributeError", "TypeError"}
_LATE = {"Timeout", "TimeoutException", "TimeoutError", "APITimeoutError"}
_BY_STATUS = {
    400: FaultKind.BAD_REQUEST, 401: FaultKind.AUTH, 402: FaultKind.QUOTA, 403: FaultKind.FORBIDDEN,
    404: FaultKind.MODEL_NOT_FOUND, 408: FaultKind.TIMEOUT, 413: FaultKind.CONTEXT, 422: FaultKind.BAD_REQUEST,
    429: FaultKind.RATE_LIMIT, 504: FaultKind.TIMEOUT,
}  # fmt: skip

_LINES = {
    FaultKind.AUTH: "{name} refused the key; give the right one with `trainer model set`",
    FaultKind.QUOTA: "the account for {name} has no credit left; top it up, or choose another model",
    FaultKind.FORBIDDEN: "{name} may not be used with this key; ask its provider, or choose another model",
    FaultKind.MODEL_NOT_FOUND: "there is no {name} at this address; check name and address with `trainer model`",
    FaultKind.RATE_LIMIT: "{name} was asked too often; wait a little, then ask again",
    FaultKind.CONTEXT: "the call has become too long for {name}; choose a model with a larger context",
    FaultKind.CONTENT_FILTER: "{name} did not want to answer this; put it in other words, or go on",
    FaultKind.BAD_REQUEST: "{name} did not understand the request; `trainer model test` tells more",
    FaultKind.SERVER: "the server of {name} is in trouble; try again later, or choose another model",
    FaultKind.LOADING: "{name} is still being loaded by its server; try again in a moment",
    FaultKind.CONNECT: "{name} cannot be reached; check the address and that its server runs",
    FaultKind.TIMEOUT: "{name} took too long; try again, or allow it more time with `trainer model set --wait`",
    FaultKind.CUT: "the answer of {name} broke off; ask again",
    FaultKind.EMPTY: "{name} gave no answer that could be used; ask again, or choose another model",
    FaultKind.UNFIT: "{name} said what the customer may not say",
}


class Failed(Exception):
    """A request failed. Made of plain data: nothing of the exception below, which may hold the key, is kept."""

    def __init__(self, kind: FaultKind, wait: float | None = None, usage: Usage | None = None) -> None:
        """Take the kind, the seconds to wait before a retry (None: it would be of no use), and what was used."""
        super().__init__(kind.value)
        self.kind = kind
        self.wait = wait
        self.usage = usage


def fault(kind: FaultKind, route: Route, usage: Usage | None = None) -> ModelFault:
    """Give the fault of a kind, with its line for people."""
    return ModelFault(kind, line_of(kind, route), usage)


def line_of(kind: FaultKind, route: Route) -> str:
    """Give the line for people: what happened and what to do."""
    if kind is FaultKind.AUTH and not route.key:
        return f"no key is set for {route.name}; give it with `trainer model set`"
    line = _LINES[kind].format(name=route.name)
    return route.key.hide_in(line)


def kind_of(error: BaseException, *, begun: bool) -> FaultKind:
    """Tell what an exception of litellm's, or of what lies below it, means. `begun`: whether words had come."""
    if begun:
        return FaultKind.CUT
    chain = list(_chain(error))
    names = {kind.__name__ for one in chain for kind in type(one).__mro__}
    status = _status_of(chain[0])
    said = f"{getattr(error, 'code', '')} {error}".lower()
    if status is not None and 400 <= status < 500:
        return _of_refusal(names, status, said)
    if names & _NO_ANSWER:
        return FaultKind.EMPTY
    if names & _UNREACHED and not _answered(status):
        return FaultKind.CONNECT
    if names & _LATE:
        return FaultKind.TIMEOUT
    if status == 503 and "loading" in said:
        return FaultKind.LOADING
    return _BY_STATUS.get(status or 0, FaultKind.SERVER)


def _of_refusal(names: set[str], status: int, said: str) -> FaultKind:
    """Tell what a 4xx means; the same status stands for several things."""
    if names & _UNREACHED and status == 408:
        return FaultKind.CONNECT
    if status != 401 and _NO_CREDIT.search(said):
        return FaultKind.QUOTA
    if status in (400, 413, 422):
        if "ContextWindowExceededError" in names or _TOO_LONG.search(said):
            return FaultKind.CONTEXT
        if "ContentPolicyViolationError" in names or _FILTERED.search(said):
            return FaultKind.CONTENT_FILTER
    if "AuthenticationError" in names:
        return FaultKind.AUTH
    return _BY_STATUS.get(status, FaultKind.BAD_REQUEST)


def wait_before(kind: FaultKind, error: BaseException) -> float | None:
    """Give the seconds to wait before the one retry; None where a retry would be of no use."""
    if kind is FaultKind.CONNECT:
        return 0.0
    if kind is FaultKind.LOADING:
        return LOADING
    if kind is FaultKind.RATE_LIMIT:
        wait = _asked_wait(error)
        return wait if wait <= LONGEST else None
    return None


def _asked_wait(error: BaseException) -> float:
    """Give the seconds that the server wants, in either form of the header; a usual wait where it does not say."""
    headers = getattr(error, "litellm_response_headers", None) or {}
    said = str(headers.get("retry-after", "")).strip()
    if re.fullmatch(r"-?\d+(\.\d+)?", said):
        return max(0.0, float(said))
    try:
        date = parsedate_to_datetime(said)
        return max(0.0, (date.astimezone(UTC) - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return UNSAID


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Go through an exception and what it came from, the outermost first."""
    seen: set[int] = set()
    queue = [error]
    while queue:
        one = queue.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        below = (getattr(one, "original_exception", None), one.__cause__, one.__context__)
        queue += [other for other in below if isinstance(other, BaseException)]


def _status_of(error: BaseException) -> int | None:
    inner = getattr(error, "original_exception", None)
    status = getattr(inner if isinstance(inner, BaseException) else error, "status_code", None)
    return status if isinstance(status, int) else None


def _answered(status: int | None) -> bool:
    """Say whether a status was sent: litellm gives 500 to whatever it cannot place."""
    return status is not None and status != 500
