"""Room `tui`: what the title and the status line of a call say. Pure."""

from __future__ import annotations

from trainer.tui import wording
from trainer.tui.call import Call
from trainer.tui.voice import Voice

LOADING = "Loading the model's library, this once …"
ESC = "Esc takes your line back."


def detail_of(call: Call, voice: Voice, slim: bool, wide: bool, round_left: str | None = None) -> str:
    """Say at the right of the title who speaks, what it has cost and what is left; in a workshop, of the round."""
    if slim:
        return f"{call.left_short()} {round_left or ''}".strip()
    if round_left is not None:
        return f"turn {call.turn} of {call.turns}" + (f" · {round_left}" if round_left else "")
    if wide:
        parts = (voice.badge(), voice.used(), call.left())
    elif voice.model:
        parts = (voice.badge_short(), voice.used(), call.left_brief())
    else:
        parts = (voice.badge_short(), "", call.left())
    return " · ".join(part for part in parts if part)


def status_of(
    call: Call, voice: Voice, who: str, *, broken: bool = False, speaking: bool = False, problem: str = "",
    awaiting: bool = False, taking: bool = False, note: str = "", loading: bool = False,
) -> str:  # fmt: skip
    """Say in one line what is going on and what can be done; empty where nothing is.

    `note` is what was last told in passing, `problem` what stands until the next line is said.
    """
    if broken:
        return "The call broke off. What was said is stored; Esc leaves, and home goes on with it."
    if call.over and not speaking:
        reason = wording.ENDINGS.get(call.ended, f"{who} {'have' if ' and ' in who else 'has'} ended the call.")
        return f"{reason} Enter: write what you understood."
    if speaking:
        return "Any key shows the rest."
    if problem:
        return problem
    if taking:
        return "Taking your line back …"
    if awaiting:
        return _awaited(voice, who, note, loading)
    return note


def _awaited(voice: Voice, who: str, note: str, loading: bool) -> str:
    if not voice.working:
        return note or f"{who} {_be(who)} answering …"
    if loading:
        return f"{LOADING} {ESC}"
    if note:
        return note if "Esc" in note else f"{note} {ESC}"
    return f"{who} {_be(who)} thinking … {ESC}"


def _be(who: str) -> str:
    return "are" if " and " in who else "is"
