"""Room `workshop.server`: the description of the API (OpenAPI 3.1), served at /openapi.json.

It is made of the same models that read the bodies; a test sees that every route is in it. Its examples are made up.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from trainer.version import __version__
from trainer.workshop.server.acting import STATUS
from trainer.workshop.server.bodies import (
    Begin,
    Body,
    Claim,
    DebriefIn,
    Draft,
    Extend,
    Join,
    Line,
    Note,
    Nothing,
    SeatChange,
    Settings,
    Token,
)
from trainer.workshop.server.facilitating import KINDS

Shape = dict[str, Any]
ANYBODY, SEAT, BOARD, FACILITATOR = "", "participant", "board", "facilitator"
_KEY: Shape = {
    "name": "Idempotency-Key", "in": "header", "required": True,
    "description": "New for each act; sent again with the same body it gives the stored answer.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"},
}  # fmt: skip
_AS: list[Shape] = [
    {
        "name": "as", "in": "query", "required": False, "schema": {"enum": ["board", "participant", "facilitator"]},
        "description": "Whose cookie counts, where a browser has several.",
    },
    {
        "name": "view", "in": "query", "required": False, "schema": {"enum": ["wall"]},
        "description": "For a facilitator: the board as everybody sees it.",
    },
]  # fmt: skip
_ID: Shape = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "maxLength": 64}}
_ROUND: Shape = {
    "name": "round", "in": "query", "required": False, "schema": {"type": "integer", "minimum": 1, "maximum": 9999},
    "description": "A round that has been revealed; without it the one that is on.",
}  # fmt: skip
_FORMAT: Shape = {"name": "format", "in": "query", "schema": {"type": "string", "enum": list(KINDS)}}

#: Path, method, whose token, body, whether a key goes along, good status, what it does.
OPERATIONS: tuple[tuple[str, str, str, type[Body] | None, bool, int, str], ...] = (
    ("/join", "post", ANYBODY, Join, False, 201, "Take a seat by the join code."),
    ("/claim", "post", ANYBODY, Claim, False, 201, "Take a seat that was opened again."),
    ("/session", "post", ANYBODY, Token, False, 200, "Keep the token of a link in a cookie."),
    ("/me", "get", SEAT, None, False, 200, "Where the participant is and what comes next."),
    ("/calls", "post", SEAT, Begin, False, 200, "Begin the call of the round, or give the one that is there."),
    ("/calls/{id}", "get", SEAT, None, False, 200, "A call so far: what was said aloud."),
    ("/calls/{id}/lines", "post", SEAT, Line, True, 200, "Say a line."),
    ("/calls/{id}/hint", "post", SEAT, Nothing, True, 200, "Ask for a hint."),
    ("/calls/{id}/end", "post", SEAT, Nothing, False, 200, "Hang up."),
    ("/calls/{id}/debrief", "post", SEAT, DebriefIn, True, 200, "Hand in the debrief."),
    ("/calls/{id}/draft", "put", SEAT, Draft, False, 200, "Keep what is being typed."),
    ("/calls/{id}/scorecard", "get", SEAT, None, False, 200, "The scorecard, after the reveal."),
    ("/reveal", "get", BOARD, None, False, 200, "What the customer hid, after the reveal."),
    ("/board", "get", BOARD, None, False, 200, "The board."),
    ("/stream", "get", BOARD, None, False, 200, "The board as it changes, as server-sent events."),
    ("/catalogue", "get", FACILITATOR, None, False, 200, "The scenarios that a round can have."),
    ("/workshop", "get", FACILITATOR, None, False, 200, "Everything that the facilitator steers by."),
    ("/workshop", "patch", FACILITATOR, Settings, False, 200, "Change settings."),
    ("/workshop/export", "get", FACILITATOR, None, False, 200, "All of the workshop, signed by its host."),
    ("/workshop/pack", "get", FACILITATOR, None, False, 200, "The debrief pack, as a file."),
    ("/workshop/start", "post", FACILITATOR, Nothing, False, 200, "Begin the next round, or go on with a paused one."),
    ("/workshop/pause", "post", FACILITATOR, Nothing, False, 200, "Stop the clock."),
    ("/workshop/extend", "post", FACILITATOR, Extend, False, 200, "Give the round more minutes."),
    ("/workshop/end", "post", FACILITATOR, Nothing, False, 200, "End the round, else the workshop."),
    ("/workshop/freeze", "post", FACILITATOR, Nothing, False, 200, "Keep the board as it is for everybody else."),
    ("/workshop/unfreeze", "post", FACILITATOR, Nothing, False, 200, "Show the living board again."),
    ("/workshop/reveal", "post", FACILITATOR, Nothing, False, 200, "Show the customer's hidden side to all at once."),
    ("/workshop/code", "post", FACILITATOR, Nothing, False, 200, "Make a new join code."),
    ("/workshop/notes", "post", FACILITATOR, Note, False, 201, "Keep a note."),
    ("/workshop/seats/{id}", "patch", FACILITATOR, SeatChange, False, 200, "Change the name or team of a seat."),
    ("/workshop/seats/{id}/remove", "post", FACILITATOR, Nothing, False, 200, "Take a seat away."),
    ("/workshop/seats/{id}/reopen", "post", FACILITATOR, Nothing, False, 201, "Open a seat again."),
    ("/workshop/seats/{id}/conversation", "get", FACILITATOR, None, False, 200, "A conversation, if they agreed."),
)


@cache
def description(prefix: str) -> Shape:
    """Give the description of the API under `prefix`."""
    paths: dict[str, Shape] = {}
    for path, method, role, kind, keyed, status, says in OPERATIONS:
        paths.setdefault(prefix + path, {})[method] = _operation(path, role, kind, keyed, status, says)
    bodies = {op[3] for op in OPERATIONS if op[3] is not None}
    schemas = {kind.__name__: kind.model_json_schema() for kind in bodies}
    codes = sorted(STATUS)
    schemas["Fault"] = {
        "type": "object", "required": ["error", "code"],
        "properties": {"error": {"type": "string"}, "code": {"type": "string", "enum": codes}},
    }  # fmt: skip
    bearer = {"type": "http", "scheme": "bearer"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Interview trainer: workshops", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": dict.fromkeys((SEAT, BOARD, FACILITATOR), bearer),
        },
    }


def _operation(path: str, role: str, kind: type[Body] | None, keyed: bool, status: int, says: str) -> Shape:
    fault = {"description": "It cannot be done.", "content": _json({"$ref": "#/components/schemas/Fault"})}
    stream, pack = path == "/stream", path == "/workshop/pack"
    answer = {"text/event-stream": {"schema": {"type": "string"}}} if stream else _json({"type": "object"})
    if pack:
        answer = {kind: {"schema": {"type": "string"}} for kind in KINDS.values()}
    faults = sorted({*STATUS.values(), 421} - {status})
    operation: Shape = {
        "summary": says,
        "parameters": [
            *([_ID] if "{id}" in path else []),
            *_key(path, kind, keyed),
            *([_FORMAT] if pack else []),
            *([_ROUND] if path == "/reveal" else []),
            *(_AS if role == BOARD else []),
        ],  # fmt: skip
        "responses": {
            str(status): {"description": "Done.", "content": answer},
            **{str(code): fault for code in faults},
        },
    }
    if role:
        operation["security"] = [{SEAT: []}, {BOARD: []}, {FACILITATOR: []}] if role == BOARD else [{role: []}]
    if kind is not None:
        reference = {"$ref": f"#/components/schemas/{kind.__name__}"}
        operation["requestBody"] = {"required": True, "content": _json(reference)}
    return operation


def _key(path: str, kind: type[Body] | None, keyed: bool) -> list[Shape]:
    """Give the key's header: needed where a participant says something, welcome with what else counts twice."""
    welcome = kind in (Join, Claim) or (path.startswith("/workshop/") and kind not in (None, SeatChange))
    return [_KEY | {"required": keyed}] if keyed or welcome else []


def _json(schema: Shape) -> Shape:
    return {"application/json": {"schema": schema}}
