"""Room `workshop.server`: what holds for every request: hosts, origins, headers, rates. Comes before any route."""

from __future__ import annotations

import ipaddress
import json
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Collection
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trainer.workshop.server.identity import network_of
from trainer.workshop.service.tokens import BOARD, TOKEN

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
SAFE = ("GET", "HEAD", "OPTIONS")
RATE, BURST = 20.0, 60.0
"""Requests a second and at once, of one token: a participant needs about one a second."""
ADDRESS_RATE, ADDRESS_BURST = 400.0, 1200.0
"""The same of one address: a whole office may share one, and all of it joins within half a minute."""
HEAD = 32 * 1024
"""Bytes of the head of a request, however quickly they came."""
TOKENS = 4
"""Tokens that a request is counted for: a browser keeps at most three."""
BUCKETS = 20_000
"""Counters kept, the ones used last."""


class Guard:
    """Refuses what no page or program of ours sends, and puts the security headers on every answer."""

    def __init__(
        self, app: ASGIApp, hosts: Collection[str], *, tls: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take the app, names that this server is called by beside IP addresses, and whether it speaks TLS itself."""
        self._app, self._tls = app, tls
        self._hosts = {host.lower() for host in hosts} | {"localhost"}
        self._rates = Rates(clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope.get("scheme") == "https":
                    headers.setdefault("strict-transport-security", "max-age=31536000")
            await send(message)

        if refused := self._refused(scope):
            await _answer(headed, *refused)
            return
        await self._app(scope, receive, headed)

    def _refused(self, scope: Scope) -> tuple[int, str, str, int] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if len(scope["path"]) + sum(len(name) + len(value) for name, value in scope["headers"]) > HEAD:
            return 431, "too_large", f"The head of the request is too large; at most {HEAD // 1024} kB.", 0
        if not self._is_ours(host):
            return (
                421,
                "bad_request",
                "This server has another name; use its address, or start it with --name.",
                0,
            )
        if scope["method"] not in SAFE and not _same_origin(headers, scope.get("scheme", "http"), host):
            return 403, "forbidden", "This came from a page of another site.", 0
        address = network_of((scope.get("client") or ("?", 0))[0])
        after = self._rates.over(f"a:{address}", ADDRESS_RATE, ADDRESS_BURST)
        if not after:
            # By the tokens, not by the headers: blanks, upper case or a further cookie would make a header another one.
            sent = " ".join((*headers.getlist("authorization"), *headers.getlist("cookie")))
            # The wall's link is everybody's: whoever has it counts by address.
            tokens = [token for token in sorted(set(TOKEN.findall(sent))) if not token.startswith(BOARD)][:TOKENS]
            after = max((self._rates.over(f"t:{token}", RATE, BURST) for token in tokens), default=0)
        if after:
            return 429, "too_many", "Too many requests at once; slow down.", after
        if any(unicodedata.category(char) == "Cc" for char in scope["path"]):
            return 404, "not_found", "There is nothing here.", 0
        return None

    def _is_ours(self, host: str) -> bool:
        split = _split(f"//{host}") if host.isascii() and not set(host) & set("/?#@\\") else None
        name = split.hostname if split is not None else None
        if name is None:
            return False
        return name.lower() in self._hosts or _is_address(name)


class Rates:
    """Token buckets in memory. They slow down who is too quick on one server; codes are counted in the database."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take a clock in seconds that never goes back."""
        self._clock = clock
        self._buckets: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def over(self, who: str, rate: float, burst: float) -> int:
        """Count one request; give the seconds to wait, 0 if it is within the rate."""
        now, key = self._clock(), hash(who)
        left, then = self._buckets.pop(key, (burst, now))
        left = min(burst, left + (now - then) * rate)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        while len(self._buckets) > BUCKETS:
            self._buckets.popitem(last=False)
        return 0 if allowed else max(1, round((1 - left) / rate))


def _same_origin(headers: Headers, scheme: str, host: str) -> bool:
    """Say whether a request that changes something comes from our own page, or from a program (which has no origin)."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if origin is not None:
        there = _split(origin)
        return there is not None and there.netloc.lower() == host.lower() and there.scheme in ("http", "https")
    if site is not None:
        return site in ("same-origin", "none")
    return headers.get("cookie") is None


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address) if len(address) < 300 else None
    except ValueError:  # "http://[" is none
        return None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


async def _answer(send: Send, status: int, code: str, line: str, after: int) -> None:
    data = json.dumps({"error": line, "code": code}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(data)).encode())]
    if after:
        headers.append((b"retry-after", str(after).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": data})
