"""Room `workshop.server`: what a participant's page shows, from what they may know. No HTTP, no HTML."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from trainer.conversation.events import FORCE_LIMIT, INSIGHT_LIMIT
from trainer.storage.workshop.rows import SeatRow
from trainer.workshop.service.calls import LINE_LIMIT
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.hall import Hall

Shape = dict[str, Any]
#: Field of the debrief, title, what is asked, most characters.
DEBRIEF = (
    ("insight", "The insight", "In one sentence: what is it really for?", INSIGHT_LIMIT),
    ("push", "Push", "What drove them away from how it was?", FORCE_LIMIT),
    ("pull", "Pull", "What drew them to it?", FORCE_LIMIT),
    ("anxiety", "Anxiety", "What do they fear about it?", FORCE_LIMIT),
    ("habit", "Habit", "What holds them where they are?", FORCE_LIMIT),
)
ENDINGS = {
    "learner": "You hung up.",
    "time": "The time of the round was up.",
    "facilitator": "The facilitator ended the round.",
    "budget": "The call was over its budget.",
}
"""Why a call ended; else the customer ended it."""
AGAIN = {"lobby": 5, "briefing": 20, "waiting": 8, "result": 20}
"""Seconds after which a page without script looks again. None where somebody types: it would be lost."""


def view(hall: Hall, seat: SeatRow, typed: Mapping[str, str] | None = None, notice: str = "") -> Shape:
    """Give everything that the page of a participant shows; `typed` is what they had in a form that was declined.

    Raises:
        Declined: the seat, its call or its round is not there.
    """
    me = hall.telling.me(seat)
    phase, call = _phase(me)
    shown: Shape = {
        "me": me, "phase": phase, "notice": notice, "typed": dict(typed or {}), "key": secrets.token_urlsafe(24),
        "again": AGAIN.get(phase), "board_name": me["alias"] if me["names"] == "aliases" else me["name"],
        "line_limit": LINE_LIMIT, "call": None, "earlier": [],
    }  # fmt: skip
    if phase in ("talking", "debrief", "waiting") and call is not None:
        shown["call"] = _call(hall, seat, call["id"], me["brief"]["customer"])
    if phase == "debrief":
        shown["fields"] = [
            {"name": name, "title": title, "ask": ask, "limit": limit, "text": _written(shown, name)}
            for name, title, ask, limit in DEBRIEF
        ]
    if phase == "result":
        shown |= _result(hall, seat, me)
    if phase in ("lobby", "result", "ended"):
        now = me["call"]["id"] if phase == "result" and me["call"] else ""
        shown["earlier"] = [one for one in hall.cards.earlier(seat) if one[2] != now]
    return shown


def _phase(me: Shape) -> tuple[str, Shape | None]:
    state, call, practice = me["state"], me["call"], me["practice"]
    if state == "ended":
        return ("result" if call and call["state"] == "debriefed" else "ended"), None
    if state == "lobby":
        return "lobby", None
    if state == "revealed":
        if practice and practice["state"] != "debriefed":
            return ("talking" if practice["state"] == "open" else "debrief"), practice
        return "result", None
    running = state in ("running", "paused")
    if call is None:
        return ("briefing" if running else "waiting"), None
    if call["state"] == "open":
        return ("talking" if running else "waiting"), call
    return ("debrief" if call["state"] == "ended" else "waiting"), call


def _call(hall: Hall, seat: SeatRow, id: str, customer: str) -> Shape:
    told = hall.calls.told(seat, id)
    return {**told, "lines": lines_of(told["events"], customer), "customer": customer}


def lines_of(events: Sequence[Shape], customer: str, learner: str = "You") -> list[Shape]:
    """Give what was said and done in a call, each with who said it, for the learner or for a reader who names them."""
    out: list[Shape] = []
    for event in events:
        match event["event"]:
            case "learner":
                out.append({"role": "you", "who": learner, "turn": event["turn"], "text": event["text"]})
            case "customer":
                said = event.get("lines") or [{"speaker": customer, "text": event["text"]}]
                role = {"role": "customer", "turn": event["turn"]}
                out += [{**role, "who": one["speaker"], "text": one["text"]} for one in said]
            case "hint":
                out.append({"role": "note", "who": "Hint", "turn": event["turn"], "text": event["text"]})
            case "fault" if event["action"] == "authored":
                text = "The model did not answer; the written voice stands in."
                out.append({"role": "note", "who": "Note", "turn": event["turn"], "text": text})
            case "ended":
                text = ENDINGS.get(event["reason"], f"{customer} ended the call.")
                out.append({"role": "note", "who": "Over", "turn": 0, "text": text})
    return out


def _written(shown: Shape, name: str) -> str:
    if name in shown["typed"]:
        return str(shown["typed"][name])
    try:
        draft = json.loads(shown["call"]["draft"]["debrief"] or "{}")
    except ValueError:
        return ""
    text = draft.get(name, "") if isinstance(draft, dict) else ""
    return text if isinstance(text, str) else ""


def _result(hall: Hall, seat: SeatRow, me: Shape) -> Shape:
    try:
        reveal: Shape | None = hall.telling.revealed(seat.workshop)
    except Declined:  # the workshop was ended before it came to that
        reveal = None
    reports = []
    for kind in ("practice", "call"):
        one = me[kind]
        if reveal is not None and one is not None and one["state"] == "debriefed":
            reports.append({"kind": kind, "id": one["id"], "report": hall.cards.report(seat, one["id"])})
    return {"reveal": reveal, "reports": reports}
