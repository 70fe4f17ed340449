"""Room `voicing`: the prompt of the actor. A brief in, a prompt out; what was said on the call goes in as JSON data."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.conversation.model import Message, Prompt
from trainer.conversation.prompting import as_data, render
from trainer.conversation.voicing.brief import Brief

#: Raised with every change of the template.
VERSION = "actor-1"
TEMPLATE = "conversation/voicing/prompts/actor.j2"
#: Warm enough to talk like somebody; cooler when asked again for a line that keeps to the material.
TEMPERATURE, CALMER = 0.7, 0.2
#: Tokens for one sentence of an answer, generously, and for the rest.
TOKENS_A_SENTENCE, TOKENS = 45, 40

_ASK = "Write the one line that {name} says now. Only that line."
_AGAIN = "A first attempt could not be used: {wrong} Write the line anew, closer to the material. Only that line."


def instructions(brief: Brief) -> str:
    """Give the part of the prompt that instructs; an answer may not repeat it."""
    return render(TEMPLATE, brief=brief)


def prompt_of(brief: Brief, remedies: Sequence[str] = ()) -> Prompt:
    """Give the prompt of a turn; `remedies` say what was wrong with a first attempt."""
    call = {
        "said_earlier_in_this_call": list(brief.earlier),
        "last_words": [{_label(line.speaker, brief): line.text} for line in brief.talk],
        "caller_says_now": brief.asked,
    }
    ask = _AGAIN.format(wrong=" ".join(remedies)) if remedies else _ASK.format(name=brief.who.name)
    messages = (
        Message("system", instructions(brief)),
        Message("user", f"The call so far, as data:\n{as_data(call)}\n\n{ask}"),
    )
    most = TOKENS + TOKENS_A_SENTENCE * brief.who.sentences
    return Prompt(messages, VERSION, CALMER if remedies else TEMPERATURE, most)


def _label(speaker: str, brief: Brief) -> str:
    return brief.who.name if speaker == "customer" else "caller"
