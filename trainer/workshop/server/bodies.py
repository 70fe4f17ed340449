"""Room `workshop.server`: what a request may bring, read with limits. Unknown fields are refused."""

from __future__ import annotations

import asyncio
import re
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import ClientDisconnect, Request

from trainer.content.findings import shown
from trainer.language import strict_json
from trainer.workshop.service.declined import Declined

BODY_LIMIT = 64 * 1024
"""Bytes of a body; the longest line has 16 kB."""
BODY_SECONDS = 10.0
"""Seconds in which a body has to be there: slow ones hold a connection and nothing else."""
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


class Body(BaseModel):
    """A body of a request."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Join(Body):
    """Who wants to take part."""

    code: str = Field(max_length=40)
    name: str = Field(max_length=400)
    team: str = Field(default="", max_length=200)
    consent: bool = False


class Claim(Body):
    """An invitation to a seat that was opened again."""

    claim: str = Field(max_length=80)


class Begin(Body):
    """Begin a call; practice only after the reveal."""

    practice: bool = False


class Line(Body):
    """A line, as turn `turn` of the call."""

    turn: int = Field(ge=1, le=10_000)
    text: str = Field(max_length=4000)


class Nothing(Body):
    """No field."""


class DebriefIn(Body):
    """What the participant made of the call."""

    insight: str = Field(default="", max_length=2000)
    push: str = Field(default="", max_length=2000)
    pull: str = Field(default="", max_length=2000)
    anxiety: str = Field(default="", max_length=2000)
    habit: str = Field(default="", max_length=2000)


class Draft(Body):
    """What is being typed."""

    purpose: Literal["line", "debrief"]
    text: str = Field(max_length=8000)


class Extend(Body):
    """More minutes for the round."""

    minutes: int = Field(ge=1, le=240)


class Note(Body):
    """A note of the facilitator's."""

    text: str = Field(min_length=1, max_length=2000)
    seat: str | None = Field(default=None, pattern=r"^[0-9a-f]{1,40}$")
    turn: int | None = Field(default=None, ge=0, le=10_000)


class SeatChange(Body):
    """Another name or team for a seat."""

    name: str | None = Field(default=None, max_length=400)
    team: str | None = Field(default=None, max_length=200)


class Settings(Body):
    """Settings to change; what each may be is checked with the workshop's own (`event.settings`)."""

    title: str | None = None
    rounds: list[dict[str, Any]] | None = None
    names: str | None = None
    mode: str | None = None
    teams: list[str] | None = None
    top: int | None = None
    consent: bool | None = None
    debrief: dict[str, Any] | None = None
    lobby_open: bool | None = None


class Token(Body):
    """A token of a link, to be kept in a cookie."""

    token: str = Field(max_length=80)


Kind = TypeVar("Kind", bound=Body)


async def raw(request: Request) -> bytes:
    """Read the body.

    Raises:
        Declined: it is too large, or not there in time.
    """
    said = request.headers.get("content-length", "0")
    if said.isdecimal() and int(said) > BODY_LIMIT:
        raise _too_large()
    out = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                out += chunk
                if len(out) > BODY_LIMIT:
                    raise _too_large()
    except TimeoutError:
        raise Declined("bad_request", f"The body did not arrive within {BODY_SECONDS:.0f} seconds.") from None
    except ClientDisconnect:
        raise Declined("bad_request", "The connection was cut.") from None
    return bytes(out)


async def anything(request: Request) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        Declined: it is none.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Declined("bad_request", "Send JSON with Content-Type: application/json.")
    try:
        text = (await raw(request)).decode()  # UTF-8 and nothing else: json would guess
        data = strict_json.loads(text)
    except (ValueError, RecursionError):
        raise Declined("bad_request", "The body is no JSON that can be read.") from None
    if not isinstance(data, dict):
        raise Declined("bad_request", "The body is no JSON object.")
    return data


async def body(request: Request, kind: type[Kind]) -> Kind:
    """Read a body of a kind.

    Raises:
        Declined: it is no JSON, or does not fit; the line names the field.
    """
    data = await anything(request)
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = shown(".".join(map(str, first["loc"]))) or "body"
        raise Declined("bad_request", f"{where}: {shown(first['msg'])}.") from None


def key_of(request: Request, *, needed: bool = True) -> str:
    """Give the Idempotency-Key of a request; empty where it is missing and not `needed`.

    Raises:
        Declined: it is missing or malformed.
    """
    key = request.headers.get("idempotency-key", "")
    if not (_KEY.fullmatch(key) or (not key and not needed)):
        raise Declined("bad_request", "Idempotency-Key: send 16 to 64 letters, digits, - or _, new for each act.")
    return key


def _too_large() -> Declined:
    return Declined("too_large", f"The body is too large; at most {BODY_LIMIT // 1024} kB.")
