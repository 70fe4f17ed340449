"""Room `voicing`, the check: words that no customer on a call would say. Each may be said where the gist says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.conversation.voicing.checking.bounds import Flaw, Kind, flaw
from trainer.conversation.voicing.checking.ground import Ground
from trainer.conversation.voicing.checking.tables import either
from trainer.language.text import flat, sentences, without_gestures

#: Talk of models, roles and instructions.
_OUT_OF_ROLE = either(
    r"""
    a\.?i\.?\b
    artificial intelligence
    (?:large )?language model
    llm\b
    gpt\S*
    chat ?gpt
    openai
    anthropic
    claude\b
    chatbots?\b
    bots?\b
    robots?\b
    machine learning
    assistants?\b
    virtual\b
    algorithms?\b
    neural\b
    trained (?:on|to|by)\b
    training data
    tokens?\b
    (?:my|the|this|hidden|initial) (?:instructions?|guidelines|directives|programming)\b
    prompts?\b
    instructed\b
    programmed\b
    role[- ]?play
    (?:my|the|this|a) (?:role|persona|character)\b
    (?:in|out of|break|breaking) character\b
    simulat
    persona\b
    scenario
    fictional
    pretend(?:ing)? to be
    playing (?:the |a )?(?:role|part|customer)
    interviewe[er]s?\b
    the (?:learner|user|customer)\b
    json\b
    python\b
    code block
    """
)
#: The voice of a helper.
_HELPER = either(
    r"""
    how (?:can|may|could) i (?:help|assist|be of)
    (?:can|may) i help you
    assist you
    (?:happy|glad|here) to (?:help|assist|listen)
    help you with
    (?:anything|something) else (?:i can|you'd like|you would like|you need)
    let me know if
    feel free to
    don't hesitate
    (?:great|excellent|good|wonderful|fantastic) question
    thank you for (?:sharing|asking|your (?:question|time|interest))
    i(?:'d| would) be happy to
    of assistance
    i hope (?:this|that) helps
    certainly!\s
    sure! here
    here(?:'s| is) (?:a|the|my) (?:list|summary|response|answer)
    as (?:requested|an? (?:\w+ )?customer)
    in (?:summary|conclusion)
    step by step
    i understand (?:your|that you|how you)
    """
)
#: The voice of somebody who asks the questions.
_INTERVIEWER = either(
    r"""
    how (?:does|did|do) (?:that|it|this|you) (?:make you )?feel
    (?:can|could|would) you (?:tell|describe|explain|walk|elaborate|share|say more|give me|talk)
    tell me (?:more|about)
    what (?:makes|made) you
    what (?:about|brings|would|do|are|is|were|else would) your?s?\b
    how (?:about|do|are|did|would|often do) your?s?\b
    why (?:do|did|are|would) you
    do you (?:have|ever|think|feel|like|use|want|need|know|find|mean|often)
    have you (?:ever|tried|considered|thought)
    (?:where do|when did) you
    are you (?:saying|looking|trying|happy|sure|interested)
    is there anything
    would you (?:like|say|prefer|use|be)
    your (?:own )?experience
    walk me through
    """
)
_REFUSAL = either(
    r"""
    i (?:can't|cannot|won't|will not) (?:\w+ ){0,2}(?:share|discuss|disclose|reveal|provide|help|assist|comply)\b
    i (?:can't|cannot|won't|will not) (?:\w+ ){0,2}(?:engage|fulfil|fulfill|answer|respond|go into|give)\b
    i (?:can't|cannot|won't|will not) (?:\w+ ){0,2}(?:talk about|continue|do that|say that)\b
    i(?:'m| am) (?:not able|unable) to\b
    not (?:able|allowed|permitted|supposed|at liberty) to\b
    against (?:my|the) (?:rules|policy|policies|guidelines)
    (?:in)?appropriate\b
    i (?:must|have to) (?:decline|refuse)
    (?:that|this) (?:request|information|topic)\b
    i (?:don't|do not) have (?:access|the ability|personal)
    confidential
    apologi[sz]e
    """
)

_REMEDIES = (
    (_OUT_OF_ROLE, Kind.CHARACTER, "Leave out {}; you are a person on a call."),
    (_HELPER, Kind.CHARACTER, "Leave out {}; you are the customer, not a helper."),
    (_REFUSAL, Kind.REFUSAL, "Leave out {}; say in your own words what you were given to say."),
)


def flaws_of_character(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give what falls out of the role of a customer."""
    gist = flat(" ".join(ground.bounds.gist))
    spoken = flat(without_gestures(text))
    for pattern, kind, remedy in _REMEDIES:
        if found := next((m for m in pattern.finditer(spoken) if m.group() not in gist), None):
            yield flaw(kind, found.group(), remedy)
    if _asks_learner(ground):
        return
    for sentence in ground.fresh(text):
        if "?" in sentence and _INTERVIEWER.search(flat(sentence)):
            yield flaw(Kind.CHARACTER, sentence, "Do not ask {}; you are the one who is asked.")


def _asks_learner(ground: Ground) -> bool:
    """Say whether the released pieces ask the learner something."""
    pieces = (sentence for piece in ground.bounds.gist for sentence in sentences(piece))
    return any("?" in sentence and re.search(r"\byou", flat(sentence)) for sentence in pieces)
