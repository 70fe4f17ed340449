"""Room `workshop.server`: whose request this is: by a bearer token, or by the cookie that our pages keep it in."""

from __future__ import annotations

import ipaddress

from starlette.requests import Request
from starlette.responses import Response

from trainer.workshop.service.declined import Declined
from trainer.workshop.service.tokens import BOARD, FACILITATOR, PARTICIPANT, TOKEN

COOKIES = {PARTICIPANT: "ws_seat", FACILITATOR: "ws_facilitator", BOARD: "ws_board"}
DAYS = 3
"""Days that a browser keeps a token."""
AGENT = 300
"""Characters of a program's name that count."""


def token_of(request: Request, *roles: str) -> str:
    """Give the token that was sent for one of these roles; the first role that a cookie is there for counts.

    Raises:
        Declined: there is none.
    """
    scheme, _, sent = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        token = sent.strip()
        if not TOKEN.fullmatch(token):
            raise Declined("unauthorized", "This is no token of a workshop.")
        if not token.startswith(roles):
            raise Declined("forbidden", "This token is for something else.")
        return token
    for role in roles:
        token = request.cookies.get(_name(role, request), "")
        if TOKEN.fullmatch(token) and token.startswith(role):
            return token
    raise Declined("unauthorized", "This needs a token of the workshop; join it, or open the link you were given.")


def keep(response: Response, request: Request, token: str) -> None:
    """Keep a token in the browser: no script can read it, and no other site can have it sent."""
    role = next(role for role in COOKIES if token.startswith(role))
    response.set_cookie(
        _name(role, request), token, max_age=DAYS * 86_400, path="/", secure=_secure(request), httponly=True,
        samesite="strict",
    )  # fmt: skip


def forget(response: Response, request: Request, role: str) -> None:
    """Take a token out of the browser."""
    response.delete_cookie(_name(role, request), path="/", secure=_secure(request), httponly=True, samesite="strict")


def address_of(request: Request) -> str:
    """Give the address that a request comes from; a proxy's word counts where the host has named the proxy."""
    return network_of(request.client.host if request.client else "?")


def client_of(request: Request) -> str:
    """Give what tells one client from another: address and program. Many of one office may have the same."""
    return f"{address_of(request)}\n{request.headers.get('user-agent', '')[:AGENT]}"


def network_of(address: str) -> str:
    """Give what counts as one address: of IPv6 its /64, since whoever has one address there has all of them."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _name(role: str, request: Request) -> str:
    return f"__Host-{COOKIES[role]}" if _secure(request) else COOKIES[role]
