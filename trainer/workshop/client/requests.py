"""Room `workshop.client`: what can be asked of the server. Pure data; who sends it keeps sending the same."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from trainer.conversation.events import Debrief

FORCES = ("push", "pull", "anxiety", "habit")


@dataclass(frozen=True, slots=True)
class Ask:
    """One request."""

    method: str
    path: str
    """Below /api/v1."""
    body: Mapping[str, Any] | None = None
    key: str = ""
    """Idempotency-Key: sent again with it, it is done once."""


def new_key() -> str:
    """Make a key for one act."""
    return secrets.token_hex(16)


ME = Ask("GET", "/me")
BOARD = Ask("GET", "/board")
WHOLE = Ask("GET", "/workshop")
BEGIN = Ask("POST", "/calls", {})


def join(code: str, name: str, team: str, share: bool, key: str) -> Ask:
    """Take a seat."""
    return Ask("POST", "/join", {"code": code, "name": name, "team": team, "consent": share}, key)


def claim(invitation: str, key: str) -> Ask:
    """Take a seat again that was opened anew."""
    return Ask("POST", "/claim", {"claim": invitation}, key)


def call(id: str) -> Ask:
    """Read a call so far."""
    return Ask("GET", f"/calls/{_part(id)}")


def line(id: str, turn: int, text: str, key: str) -> Ask:
    """Say a line."""
    return Ask("POST", f"/calls/{_part(id)}/lines", {"turn": turn, "text": text}, key)


def hint(id: str, key: str) -> Ask:
    """Ask for a hint."""
    return Ask("POST", f"/calls/{_part(id)}/hint", {}, key)


def end(id: str, key: str) -> Ask:
    """Hang up."""
    return Ask("POST", f"/calls/{_part(id)}/end", {}, key)


def debrief(id: str, written: Debrief, key: str) -> Ask:
    """Hand in the debrief."""
    forces = {force: written.forces.get(force, "") for force in FORCES}
    return Ask("POST", f"/calls/{_part(id)}/debrief", {"insight": written.insight, **forces}, key)


def draft(id: str, purpose: str, text: str) -> Ask:
    """Keep what is being typed."""
    return Ask("PUT", f"/calls/{_part(id)}/draft", {"purpose": purpose, "text": text})


def scorecard(id: str) -> Ask:
    """Read the scorecard of a call."""
    return Ask("GET", f"/calls/{_part(id)}/scorecard")


def reveal(round: int | None = None) -> Ask:
    """Read what the customer of a revealed round hid; without a number of the round that is on."""
    return Ask("GET", "/reveal" if round is None else f"/reveal?round={round:d}")


def act(name: str, body: Mapping[str, Any] | None = None) -> Ask:
    """Do what the facilitator can do: `start`, `pause`, …; made once for each act, since it holds its key."""
    return Ask("POST", f"/workshop/{_part(name)}", body or {}, new_key())


def seat(id: str, act: str) -> Ask:
    """Remove or re-open a seat; made once for each act, since it holds its key."""
    return Ask("POST", f"/workshop/seats/{_part(id)}/{_part(act)}", {}, new_key())


def change(settings: Mapping[str, Any]) -> Ask:
    """Change settings of the workshop."""
    return Ask("PATCH", "/workshop", settings)


def _part(text: str) -> str:
    return quote(text, safe="")
