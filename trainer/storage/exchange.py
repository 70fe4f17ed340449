"""Room `storage`: one session as one JSON file, out and in.

Until the debrief is handed in, a file holds only what was said aloud: nothing heard, decided or hidden. Coming in,
a file is data to be checked: such a session is played again from the learner's lines and must come out the same.
Figures in a file do not come in: whoever has the log scores it, and a figure of a version that is not here could not
be checked. `backup` keeps them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from trainer.content.findings import ContentError, has_control, shown
from trainer.content.version import from_canonical, hash_of
from trainer.conversation.events import (
    KINDS,
    CustomerSaid,
    Debriefed,
    Ended,
    Event,
    HintAsked,
    LearnerSaid,
    Scored,
    Started,
    TurnPerceived,
    payload_of,
    standing,
)
from trainer.language import strict_json
from trainer.storage.sequence import fault_in
from trainer.storage.store import Store

FORMAT = "interview-trainer/session"
VERSION = 1
SIZE_LIMIT = 5 * 1024 * 1024
"""Bytes of a file that is read."""
_SAID_ALOUD = (Started, LearnerSaid, TurnPerceived, CustomerSaid, HintAsked, Ended)
"""The only events that leave before the debrief."""

Replay = Callable[[list[Event]], list[Event]]
"""Plays a session again from its public events and gives the whole log; may raise ExchangeError."""


class ExchangeError(Exception):
    """A session cannot go out or come in; the message is one line for people and says what to do."""


_Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
_Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    turn: int = Field(ge=0, le=10_000)
    speaker: Literal["learner", "customer"]
    text: str = Field(max_length=50_000)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal["interview-trainer/session"]
    version: Literal[1]
    session: _Id
    scenario: _Name
    personas: list[_Name] = Field(min_length=1, max_length=4)
    seed: int
    content: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    lines: list[_Line] = Field(max_length=20_000)
    events: list[dict[str, Any]] = Field(min_length=1, max_length=50_000)
    canonical: str | None = None


def export_session(store: Store, session: str) -> dict[str, Any]:
    """Give a stored session as JSON-ready data; everything of it once the debrief is in, else only what was said.

    Raises:
        ExchangeError: unknown session.
        JournalError: it cannot be read.
    """
    events = store.events(session)
    if not events or not isinstance(events[0], Started):
        raise ExchangeError(f"There is no session {shown(session)}; `trainer sessions` lists them.")
    return exported(events, store.content(events[0].content))


def exported(events: Sequence[Event], canonical: str | None) -> dict[str, Any]:
    """Give a log as `export_session` does; `canonical` is the content it was played with.

    Raises:
        ExchangeError: it does not begin with the start of a session.
    """
    started = events[0] if events else None
    if not isinstance(started, Started):
        raise ExchangeError("This log does not begin with the start of a session.")
    out = {
        "format": FORMAT,
        "version": VERSION,
        "session": started.session,
        "scenario": started.scenario,
        "personas": list(started.personas),
        "seed": started.seed,
        "content": started.content,
        "lines": _lines(events),
    }
    if not any(isinstance(event, Debriefed) for event in events):
        return {**out, "events": _entries(said_aloud(events))}
    return {**out, "events": _entries(events), "canonical": canonical}


def said_aloud(events: Sequence[Event]) -> list[Event]:
    """Give what may be known before the debrief: the lines, without what they are made of, hints, and the end.

    What a second ear heard goes along: it names public topics only, and without it the call would play differently.
    """
    public = [event for event in standing(events) if isinstance(event, _SAID_ALOUD)]
    return [replace(event, pieces=()) if isinstance(event, CustomerSaid) else event for event in public]


def text_of(exported: Mapping[str, Any]) -> str:
    """Give an exported session as the text of its file."""
    return json.dumps(exported, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def import_session(store: Store, raw: bytes, replay: Replay) -> str:
    """Store the session of a file and give its id; a session that is here already, and the same, stays as it is.

    Raises:
        ExchangeError: the file is too large, broken, inconsistent or forged, or another session has its id.
        JournalError: it cannot be stored.
    """
    data = data_of(raw)
    file = _file_of(data)
    events = _events_of(file)
    if store.session(file.session) is not None:
        kept = _file_of(_as_read(export_session(store, file.session)))
        if _unscored(_events_of(kept)) == _unscored(events) and _rest_of(kept) == _rest_of(file):
            return file.session
        raise ExchangeError(f"Another session {file.session} is stored already; delete it first to replace it.")
    if any(isinstance(event, Debriefed) for event in events):
        store.keep_content(file.content, _checked_content(file))
    else:
        events = _played_again(file, events, replay)
    store.append(file.session, _unscored(events))
    return file.session


def _unscored(events: Sequence[Event]) -> list[Event]:
    return [event for event in events if not isinstance(event, Scored)]


def _rest_of(file: _File) -> dict[str, Any]:
    return file.model_dump(exclude={"events"})


def _lines(events: Sequence[Event]) -> list[dict[str, Any]]:
    said = [event for event in standing(events) if isinstance(event, (LearnerSaid, CustomerSaid))]
    return [{"turn": event.turn, "speaker": event.kind, "text": event.text} for event in said]


def _entries(events: Sequence[Event]) -> list[dict[str, Any]]:
    return [{"kind": event.kind, **payload_of(event)} for event in events]


def _as_read(exported: Mapping[str, Any]) -> Any:
    return json.loads(text_of(exported))


def data_of(raw: bytes, limit: int = SIZE_LIMIT) -> Any:
    """Read JSON from outside: of this many bytes at most, no key twice, no NaN.

    Raises:
        ExchangeError: it is none, or too large.
    """
    if len(raw) > limit:
        raise ExchangeError(f"The file is too large; it may have at most {limit // 1024 // 1024} MB.")
    try:
        return strict_json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ExchangeError("The file is not UTF-8 text; give a file that `trainer export` wrote.") from None
    except (ValueError, RecursionError) as error:
        raise ExchangeError(f"The file is no JSON that can be read ({shown(error)}); export it again.") from None


def _file_of(data: Any) -> _File:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ExchangeError("The file is no exported session; give a file that `trainer export` wrote.")
    if data.get("version") != VERSION:
        raise ExchangeError(f"The file has version {shown(data.get('version'))}; this trainer reads {VERSION}.")
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = shown(".".join(map(str, first["loc"])))
        raise ExchangeError(f"The file is broken at {where}: {shown(first['msg'])}; export it again.") from None
    if _any_control(data):
        raise ExchangeError("The file holds control characters; export it again.")
    return file


def _any_control(value: Any) -> bool:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and has_control(one):
            return True
        waiting.extend([*one, *one.values()] if isinstance(one, dict) else one if isinstance(one, list) else ())
    return False


def _events_of(file: _File) -> list[Event]:
    events = [_event_of(entry, at) for at, entry in enumerate(file.events, 1)]
    started = events[0]
    if not isinstance(started, Started):
        raise ExchangeError("The file is broken: its first event is not the start; export it again.")
    named = (started.session, started.scenario, list(started.personas), started.seed, started.content)
    if named != (file.session, file.scenario, file.personas, file.seed, file.content):
        raise ExchangeError("The file is broken: its head and its first event disagree; export it again.")
    fault = fault_in(events)
    if fault:
        raise ExchangeError(f"The file is broken: {fault}; export it again.")
    if _lines(events) != [line.model_dump() for line in file.lines]:
        raise ExchangeError("The file is broken: its lines and its events disagree; export it again.")
    return events


def _event_of(entry: dict[str, Any], at: int) -> Event:
    payload = dict(entry)
    kind = payload.pop("kind", None)
    known = KINDS.get(kind) if isinstance(kind, str) else None
    if known is None or not payload.keys() <= {field.name for field in fields(known)}:
        raise ExchangeError(f"Event {at} of the file is of an unknown kind or has unknown fields; upgrade the trainer.")
    try:
        made: Event = _strict(known).validate_json(json.dumps(payload), strict=True)
        return made
    except (ValueError, RecursionError):
        raise ExchangeError(f"Event {at} of the file is broken; export it again.") from None


@lru_cache(maxsize=len(KINDS))
def _strict(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _checked_content(file: _File) -> str:
    if file.canonical is None or hash_of(file.canonical) != file.content:
        raise ExchangeError("The scenario in the file is missing or was changed; export it again.")
    try:
        scenario, personas = from_canonical(file.canonical)
        if _any_control(json.loads(file.canonical)):
            raise ContentError("The scenario in the file holds control characters; export it again.")
    except ContentError as error:
        raise ExchangeError(str(error)) from None
    if (scenario.id, [persona.id for persona in personas]) != (file.scenario, file.personas):
        raise ExchangeError("The scenario in the file is not the one that was played; export it again.")
    return file.canonical


def _played_again(file: _File, events: list[Event], replay: Replay) -> list[Event]:
    if file.canonical is not None or said_aloud(events) != events:
        raise ExchangeError("The file tells more than a session may before its debrief; export it again.")
    again = replay(events)
    if fault_in(again) or said_aloud(again) != events:
        raise ExchangeError("The customer answers otherwise here; import it with the trainer that it was played with.")
    return again
