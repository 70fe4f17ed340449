"""Room `workshop`: reads an exported workshop. Nothing in it is believed yet; only its form and sizes are looked at."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from trainer.content.findings import field_name, has_control, shown
from trainer.language import strict_json
from trainer.workshop.event.export import FORMAT, VERSION, Call, Material, Member, Round
from trainer.workshop.event.figures import Figures
from trainer.workshop.event.settings import SettingsError, read_settings

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes of a bundle that is read: 2,000 calls of 60 turns, of 2 kB each, fit in."""
CALLS, EVENTS, SEATS, ACTS = 5_000, 1_000, 2_000, 50_000
"""Most calls, events of one call, seats and acts."""

_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Signature = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")]
_Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
_Name = Annotated[str, Field(max_length=200)]
_Head = Annotated[list[Any], Field(min_length=2, max_length=2)]


class BundleError(Exception):
    """An export cannot be read; the message is one line for people."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Workshop(_Form):
    """The workshop itself."""

    id: _Id
    title: _Name
    version: int
    state: _Name
    round: int
    left: int | None
    frozen: bool


class OneRound(_Form):
    """A round."""

    number: int = Field(ge=1, le=100)
    scenario: _Name
    persona: _Name
    content: _Hash
    level: _Name
    minutes: int
    hints: bool
    open_content: bool
    state: Literal["waiting", "running", "paused", "debriefing", "revealed"]


class OneSeat(_Form):
    """A seat."""

    id: _Id
    name: _Name
    alias: _Name
    team: _Name
    consent: bool
    removed: bool


class Claimed(_Form):
    """What is claimed of a call's score."""

    overall: int | None = Field(ge=0, le=10_000)
    low: int | None = Field(ge=0, le=10_000)
    high: int | None = Field(ge=0, le=10_000)
    parts: dict[str, float | None] = Field(max_length=20)
    outcome: dict[str, Any]


class OneCall(_Form):
    """A call."""

    id: _Id
    seat: _Id
    round: int
    number: int = Field(ge=1, le=1000)
    seed: int
    state: Literal["open", "ended", "debriefed"]
    turns: int = Field(ge=0, le=1000)
    figures: Claimed | None


class OneEntry(_Form):
    """An event of a log."""

    n: int
    kind: _Name
    payload: str = Field(max_length=500_000)
    at: int
    hash: _Hash


class OneAct(_Form):
    """An act of the facilitator."""

    n: int
    at: int
    actor: _Name
    act: _Name
    data: str = Field(max_length=500_000)
    hash: _Hash


class Heads(_Form):
    """Number and hash of the last record of every chain."""

    calls: dict[str, _Head]
    audit: _Head


class Bundle(_Form):
    """An exported workshop."""

    format: Literal["interview-trainer/workshop"]
    version: Literal[1]
    about: str = Field(max_length=1000)
    trainer: _Name
    workshop: Workshop
    settings: dict[str, Any]
    rounds: list[OneRound] = Field(min_length=1, max_length=100)
    contents: dict[_Hash, Annotated[str, Field(max_length=2_000_000)]] = Field(max_length=100)
    seats: list[OneSeat] = Field(max_length=SEATS)
    calls: list[OneCall] = Field(max_length=CALLS)
    every_word: bool
    logs: dict[str, Annotated[list[OneEntry], Field(max_length=EVENTS)]]
    audit: list[OneAct] = Field(max_length=ACTS)
    board: dict[str, Any]
    heads: Heads
    public_key: _Hash
    signature: _Signature


def is_one(data: object) -> bool:
    """Say whether JSON-ready data calls itself an exported workshop."""
    return isinstance(data, dict) and data.get("format") == FORMAT


def read(raw: bytes) -> tuple[dict[str, Any], Bundle]:
    """Give a bundle as plain data, for the signature, and in its form.

    Raises:
        BundleError: it is too large, no JSON, or not of this form; the line names the field.
    """
    if len(raw) > SIZE_LIMIT:
        raise BundleError(f"The export is too large; it may have at most {SIZE_LIMIT // 1024 // 1024} MB.")
    try:
        data = strict_json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BundleError(f"The file is no JSON that can be read ({shown(error)}); export it again.") from None
    if not is_one(data):
        raise BundleError("The file is no exported workshop; give one that `trainer workshop export` wrote.")
    if data.get("version") != VERSION:
        raise BundleError(f"The export has version {shown(data.get('version'))}; this trainer reads {VERSION}.")
    try:
        found = Bundle.model_validate(data)
    except (ValidationError, RecursionError) as error:
        raise BundleError(f"The export is broken {_where(error)}; export it again.") from None
    if any(has_control(text) for text in _shown_texts(found)):
        raise BundleError("The export holds control characters in a name; export it again.")
    return data, found


def material_of(found: Bundle) -> Material:
    """Give what a board is made of from a bundle; logs and audit are left out.

    Raises:
        BundleError: its settings cannot be, or contradict its rounds.
    """
    try:
        settings = read_settings(found.settings)
    except SettingsError as error:
        raise BundleError(f"The settings cannot be so: {error}") from None
    numbers = [one.number for one in found.rounds]
    if numbers != list(range(1, len(settings.rounds) + 1)):
        raise BundleError(f"The settings name {len(settings.rounds)} rounds, and the export has others.")
    for one, of in zip(found.rounds, settings.rounds, strict=True):
        same = (one.scenario, one.level, one.hints) == (of.scenario, of.level, of.hints)
        if not same or of.persona not in (None, one.persona):
            raise BundleError(f"Round {one.number} was not played as the settings say.")
    on = found.workshop
    return Material(
        found.trainer, on.id, on.title, on.version, on.state, on.round, on.left, on.frozen, settings,
        tuple(Round(**one.model_dump()) for one in found.rounds), found.contents,
        tuple(Member(**seat.model_dump()) for seat in found.seats),
        tuple(_call(call) for call in found.calls), {}, (),
    )  # fmt: skip


def _call(call: OneCall) -> Call:
    figures = Figures(**call.figures.model_dump()) if call.figures else None
    return Call(call.id, call.seat, call.round, call.number, call.seed, call.state, call.turns, figures)


def _shown_texts(found: Bundle) -> list[str]:
    named = [text for seat in found.seats for text in (seat.name, seat.alias, seat.team)]
    return [found.about, found.trainer, found.workshop.title, *named]


def _where(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "in its depth"
    first = error.errors(include_url=False, include_input=False)[0]
    return f"at {shown(field_name(tuple(first['loc'])), 200)}: {shown(first['msg'])}"
