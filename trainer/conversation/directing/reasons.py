"""Room `directing`: the reasons a director can give, and how they read to people."""

from __future__ import annotations

from trainer.conversation.directing.direction import EVADED, Reason

#: Code → sentence for the learner; `{}` takes the reason's detail (their words, or a figure).
SENTENCES: dict[str, str] = {
    # what opened or moved
    "took-up": "you took up their words: {}",
    "pointed-back": "you stayed with what was just said",
    "open-question": "you asked an open question",
    "story": "you asked for something that really happened",
    "mirror": "you gave back a few of their words: {}",
    "label": "you named what it seemed to be: {}",
    "summary": "you summed up what you had heard",
    "paraphrase": "you gave it back in your own words",
    "tell-taken": "you took up the hint they had dropped",
    "cue-taken": "you noticed their gesture",
    "pause": "you let a silence stand",
    "apology": "you put it right",
    "named": "your question touched it: {}",
    "on-thread": "the talk was on it",
    "trust": "trust {}",
    "volunteered": "they offered it of their own accord",
    # what cost
    "leading": "the question carried its own answer: {}",
    "hypothetical": "it asked about an imagined case: {}",
    "pitch": "it sold something: {}",
    "advice": "it gave advice: {}",
    "pressure": "it pressed: {}",
    "rude": "it was rude: {}",
    "stuffing": "it heaped topics: {}",
    "demand": "it demanded instead of asking: {}",
    "flood": "it was too long to take in",
    "interrogated": "it was one closed question after another ({} in a row)",
    "parroted": "their words came back too often",
    "probed": '"tell me more" once too often',
    "formula": "the same phrase again and again",
    "ignored": "it walked past what they had just said",
    "repeated": "it was asked before, in turn {}",
    "technique": "labels one after another",
    # what was missing
    "low-trust": "trust {}",
    "nothing-taken-up": "it built on nothing they had said",
    "not-listened": "you had built on their words in {} turns",
    "needs-before": "something else had to come first",
    "closed": "a yes-or-no question cannot open it",
    "needs-act": "it opens to {}",
    "one-a-turn": "they told something else in this turn",
    "no-question": "nothing was asked",
    "wrong-moment": "the talk was elsewhere",
    EVADED: "they evaded it this time; staying with it opens it",
}


def sentence(reason: Reason) -> str:
    """Give a reason in words; its detail is shown in double quotes where it is somebody's words."""
    pattern = SENTENCES.get(reason.code, reason.code)
    detail = reason.detail
    if reason.code in _QUOTED and detail:
        detail = f"“{detail}”"
    return pattern.replace("{}", detail).rstrip(": ")


_QUOTED = frozenset(
    {
        "took-up",
        "mirror",
        "label",
        "named",
        "leading",
        "hypothetical",
        "pitch",
        "advice",
        "pressure",
        "rude",
        "stuffing",
        "demand",
    }
)
