"""Room `workshop`, event: what a facilitator can set, with its limits, and the seed of every seat."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from hmac import digest
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from trainer.content.findings import field_name
from trainer.content.findings import shown as in_one_line
from trainer.content.schema import Identifier
from trainer.conversation.directing.level import PLAIN
from trainer.conversation.directing.tuning import LEVELS
from trainer.language.text import clean
from trainer.workshop.event.names import clean_name

ROUNDS, TEAMS, TOP, SEATS = 12, 40, 1000, 1000
"""Most rounds, teams, places on the board, and seats."""
SEEDS = 10**12
"""One more than the largest seed: can be typed again; 500 seats have one twice in 1 of 8 million rounds."""
TITLE = 80


class SettingsError(ValueError):
    """A workshop cannot be set so; the message is one line that names the field."""


def _title(text: str) -> str:
    title = " ".join(clean(text).split())
    if not 1 <= len(title) <= TITLE:
        raise ValueError(f"give a title of 1 to {TITLE} characters")
    return title


def _level(name: str) -> str:
    if name not in LEVELS:
        raise ValueError(f"there is no such level; there are {', '.join(LEVELS)}")
    return name


def _teams(names: tuple[str, ...]) -> tuple[str, ...]:
    cleaned = [clean_name(name, "team's name") for name in names]
    if len({name.key for name in cleaned}) < len(cleaned):
        raise ValueError("two teams have the same name; give each its own")
    return tuple(name.text for name in cleaned)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class RoundSettings(_Strict):
    """One round: everybody interviews the same customer, for as long."""

    scenario: Identifier
    persona: Identifier | None = Field(default=None, description="Who is called; None: the scenario's first.")
    minutes: int = Field(default=15, ge=1, le=120, description="Time for the call, by the server's clock.")
    level: Annotated[str, AfterValidator(_level)] = PLAIN
    hints: bool = Field(default=True, description="Whether hints may be asked for.")


class DebriefRules(_Strict):
    """What the pack for the debrief talk may hold."""

    quotes: bool = Field(default=True, description="Quote those who agreed; nobody else is ever quoted.")
    named: bool = Field(default=False, description="Put the name on the board beside a quote.")


class EventSettings(_Strict):
    """All that a facilitator sets before and during a workshop."""

    title: Annotated[str, AfterValidator(_title)] = "Workshop"
    rounds: tuple[RoundSettings, ...] = Field(min_length=1, max_length=ROUNDS)
    names: Literal["names", "aliases"] = Field(default="names", description="What the board and the pack show.")
    mode: Literal["individual", "teams"] = "individual"
    teams: Annotated[tuple[str, ...], Field(max_length=TEAMS), AfterValidator(_teams)] = ()
    top: int = Field(default=30, ge=1, le=TOP, description="Places that everybody sees; nobody is named beyond them.")
    seats: int = Field(
        default=100, ge=1, le=SEATS, description="Seats at once: one person with the code fills no more."
    )
    consent: bool = Field(
        default=True, description="Whether participants are asked to let the facilitator read and quote their call."
    )
    debrief: DebriefRules = DebriefRules()

    @model_validator(mode="after")
    def _holds_together(self) -> EventSettings:
        if self.mode == "teams" and len(self.teams) < 2:
            raise ValueError("teams: name at least two teams, or set mode to individual")
        return self


def read_settings(data: object) -> EventSettings:
    """Give settings from JSON-ready data of any origin.

    Raises:
        SettingsError: something is missing, unknown or out of its limits; the line names the field.
    """
    try:
        text = json.dumps(data, allow_nan=False)
        return EventSettings.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise SettingsError(_line(error)) from None
    except (TypeError, ValueError, RecursionError):
        raise SettingsError("The settings are no JSON that can be read.") from None


def changed(settings: EventSettings, changes: Mapping[str, Any]) -> EventSettings:
    """Give settings with some fields changed (whole fields: `rounds` replaces all rounds).

    Raises:
        SettingsError: as `read_settings`.
    """
    return read_settings({**as_data(settings), **changes})


def as_data(settings: EventSettings) -> dict[str, Any]:
    """Give settings as JSON-ready data that `read_settings` reads again."""
    return settings.model_dump(mode="json")


def seed_of(secret: bytes, round: int, seat: str, number: int = 1) -> int:
    """Give the seed of a seat's call: HMAC-SHA256 over round, seat and number, from 0 to below `SEEDS`.

    Nobody who does not hold the workshop's secret can tell one seat's seed from another's. `number`: 1 for the
    attempt, 2 and more for practice.
    """
    said = json.dumps([round, seat, number], separators=(",", ":")).encode()
    return int.from_bytes(digest(secret, said, sha256), "big") % SEEDS


def _line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    says = first["msg"].removeprefix("Value error, ")
    where = field_name(tuple(first["loc"])) or ("settings" if first["type"] != "value_error" else "")
    return in_one_line(f"{where}: {says}" if where else says, 300)
