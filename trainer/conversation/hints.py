"""Room `conversation`: hints on request. About the learner's craft, never about what is hidden."""

from __future__ import annotations

from trainer.conversation.directing.state import State
from trainer.conversation.directing.trust import is_closed
from trainer.conversation.hearing.heard import Heard, Kind


def hint_for(state: State, last: Heard | None) -> str:
    """Give one sentence on what to try next, from how the last line was heard. Depends on nothing that is locked."""
    if last is None:
        return "Ask for something that really happened: “What did last … look like?”"
    if last.has(Kind.PITCH, Kind.ADVICE):
        return "Leave the product out for a while. Ask what they were doing just before the thing they told you about."
    if last.has(Kind.LEADING, Kind.HYPOTHETICAL):
        return "Take the answer out of the question. Ask what happened the last time, and wait."
    if is_closed(last):
        return (
            "That asked for yes or no. Start with “What …”, “How …” or “Tell me about …”, with a word of theirs in it."
        )
    if last.jumps or not (last.taken_up or last.refers):
        return "Go back to their last answer, pick the one word in it that you did not expect, and ask about that."
    if state.recent("mirror") or last.has(Kind.PROBE):
        return "They have said something about it. Say what it seems to mean to them, in your own words, and wait."
    return "You are on something. Stay with it: how it came about, who was there, what it was like."
