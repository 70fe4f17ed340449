"""Room `workshop.client`: what a participant can do now, from what the server says of them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Step = Literal["lobby", "paused", "brief", "call", "debrief", "handed", "missed", "revealed", "ended"]
Me = Mapping[str, Any]


def step_of(me: Me) -> Step:
    """Say where a participant is.

    `lobby`: no round yet. `paused`: it pauses, and they have not begun. `brief`: they can call. `call`: they are in the
    call. `debrief`: it has ended. `handed`: their debrief is in. `missed`: the round is over, and they had no call.
    `revealed`: the customer's side is open. `ended`: the workshop is over.
    """
    state, call = me["state"], me.get("call")
    if state == "ended":
        return "ended"
    if state == "revealed":
        return "revealed"
    if not me.get("round"):
        return "lobby"
    if call is None:
        return {"running": "brief", "paused": "paused"}.get(state, "missed")  # type: ignore[return-value]
    if call["state"] == "debriefed":
        return "handed"
    if call["state"] == "ended" or state == "debriefing":
        return "debrief"
    return "call"


def left_in_words(seconds: float | None) -> str:
    """Say how much of the round is left; empty where no time runs."""
    if seconds is None:
        return ""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02} left"


def place_in_words(place: Mapping[str, Any] | None) -> str:
    """Say on which place a participant is; empty where the board does not tell."""
    return f"Place {place['rank']} of {place['of']}." if place else ""
