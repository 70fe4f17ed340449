"""Room `practice`, drills: what is said instead of asking (advice, a pitch), and questions about imagined cases."""

from __future__ import annotations

import re

from trainer.practice.drills.answer import Answer
from trainer.practice.drills.verdict import Found

#: Advice in a line that asks nothing; the same words in a question are judged with the question.
_ADVISES = re.compile(
    r"\byou (?:\w+ )?(?:could|should|ought to|need|needn't|(?:only |just )?have to|can|might want)\b|\byou'd (?:\w+ )?(?:save|be|find|get|have|do|spend)\b"
    r"|\b(?:your \w+|he|she|they|somebody|someone) (?:could|should|can) (?:\w+ )?(?:show|help|teach|do|explain|set|take over)\b"
    r"|\bwould (?:\w+ )?(?:spare|save|help|make|let|give) (?:you|it|that|things)\b"
    r"|^(?:(?:just|simply|maybe|then|well|so|but) )*(?:put|set|slow|turn|switch|try|use|ask|buy|get|give|make|have|let|send|write|print|press|click|stick|call|close|move|stop|start|leave|take|keep|add|mark|open|check|skip|drop|ignore|forget|copy|scan|download|install|automate|replace|consider|hand|share|don't|go (?:for|with|to|and))\b(?! (?:me|us)\b)"
    r"|\bthen you(?:'re|'ll|'d| are| will| can| could| don't| won't| needn't) "
    r"|\bthere(?:'s| is) (?:already )?an? (?:\w+ ){1,7}for (?:that|this|it)\b"
)
_PITCHES = re.compile(
    r"\byou(?:'ll| will) (?:\w+ )?(?:be able|love|never|no longer|not need|save)\b"
    r"|^(?:(?:well|but|and|so|actually) )*our (?!time|talk|call|chat|hour|half|interview)(?:new |next )?\w+ (?:\w+s|can|will|has)\b"
    r"|\bthe new (?:version|release|update|model|app|system|tool|feature|one) (?:(?:will|can|could)(?! be\b)|also|even)\b|\bwith us (?:you'd|you'll|you would|you will|you can|you get)\b"
    r"|\bthere(?:'s| is) an? (?:\w+ ){0,2}(?:version|app|feature|update|module|add-on|tool) (?:now|for|that|which)\b"
    r"|\bwith (?:\w+ ){1,3}you (?:get|can|could|would|will)\b"
    r"|\bwith (?:our|the new) (?:\w+ ){1,3}(?:you|you'd|you'll|you're|you've|the|it|it's|your|nobody|no one|they|that|this|everything|everyone)\b"
    r"|\b(?:we're|we are|we've been|we were) (?:\w+ ){0,2}(?:working on|about to|bringing|adding|building|launching|releasing|planning|introducing|improving|fixing|developing|testing|rolling)\b"
    r"|\bin (?:the|our) (?:new|next|latest) (?:version|release|update|edition)\b|\b(?:on sale|special offer|discounts?|free trial)\b"
)
#: Claims about the thing: they sell where a question was due; a label or the end of a call may hold the same words.
_CLAIMS = re.compile(
    r"\bwith the (?:new|next|latest) (?:version|release|update|edition)\b|^(?:(?:but|and|so|well) )*the (?:new|next|latest) (?:version|release|update|edition|\w+ mode) (?:has|is|can|does|will|comes)\b"
    r"|\bthere(?:'s| is) (?:already )?an? (?:\w+ ){0,2}(?:feature|setting|option|function|button|mode|plan) for\b|^(?:with|using) (?:our|the|this) \w+ you\b"
    r"|\bthe \w+(?: is|'s| are) (?:perfectly|really|very|totally|completely|absolutely|quite|pretty) (?:accurate|reliable|safe|secure|easy|fast|simple|precise|good|clear|quick)\b"
    r"|\bthe (?:app|tool|system|software|product|machine|new \w+) (?:is|was|'s) (?:perfectly|really|very|totally|completely|absolutely|100|so much|much|quite|actually) \w+"
    r"|^(?:(?:well|but|and|so|actually|oh|you know) )*we(?:'ve| have)? (?:\w+ )?(?:cut|designed|redesigned|added|improved|simplified|launched|made|built|halved|shortened)\b"
)
#: "Why not just send it?" is advice with a question mark.
_WHY_NOT = re.compile(
    r"^(?:(?:and|but|so|well) )*why (?:not|don't you|dont you) (?:just|simply)\b|^(?:(?:and|but|so|well) )*(?:could|can|couldn't|can't|couldnt|cant) you (?:not )?(?:just|simply) (?!tell\b|say\b|describe\b|walk\b|take me\b|explain\b|talk\b|show\b|give me\b|help me\b)\w+|^why (?:don't|dont) you (?:try|give)\b|\bwhy (?:don't|dont) you \w+ .*\b(?:that|this|it|then) (?:does|would|will|is|would be|'s|should)\b"
)
#: "Just tell them it was the computer": told what to say to somebody else.
_TELL_THEM = re.compile(
    r"^(?:(?:just|simply|maybe|then|well|so|but|ok|okay|oh) )*(?:tell|talk to|speak to|speak with|explain (?:it|that|this) to|say to|show|ask) (?:them|him|her|your|people|everyone|everybody|the (?!story|rest|truth|tale|time|whole|one|last|best|worst)\w+)\b"
)
_NEXT_TIME = re.compile(
    r"^(?:(?:and|but|so|well|maybe|just) )*next time (?:just |maybe |better |please |simply )*(?!you\b|it\b|they\b|he\b|she\b|i\b|we\b|that\b|there\b|some\w+\b|what\b|how\b|a\b|the\b)\w+ \w+"
)
#: "Shall I do it for you?": help that nobody asked for.
_HELPS = re.compile(
    r"\b(?:shall|should) (?:i|we) (?:\w+ )?(?!ask\b|call\b|come\b|know\b|imagine\b|think\b|picture\b|understand\b|see\b)\w+ (?:\w+ ){0,4}for you\b"
    r"|\b(?:do you want|would you like|want) (?:me|us) to (?!ask\b|come\b|call\b|stop\b|know\b|understand\b|keep\b)\w+\b"
)
#: "Would you mind telling me": polite, not imagined. "What would I have seen": asks to be shown.
_POLITE = re.compile(
    r"\bwould you (?:\w+ )?(?:mind|say|tell|describe|walk|talk|take|share|show|give|explain|help|care to|be (?:able|willing|ok|okay|happy|so kind|up for)|like to (?:tell|say|share))\b"
    r"|\bwould (?:it|that|now) be (?:ok|okay|all right|alright|fine|possible|a good time)\b|\bif you would(?: please)?$"
    r"|\bwould (?:i|we) (?:see|hear|find|notice|have (?:seen|heard|found|noticed))\b"
)
#: "When he came home, what would he do?" tells of what used to be.
_BACK_THEN = re.compile(
    r"\b(?:back then|used to|in those days|at the time)\b|\bwhen (?:\w+ ){1,2}(?:was|were|came|went|got|had|did|\w+ed)\b"
)
_IMAGINES = re.compile(
    r"^(?:(?:and|but|so|ok|okay|well|then|or|honestly) )*would \w+|\bif\b.*\bwould\b|\bwould\b.*\bif\b"
    r"|\bhow would you (?:design|build|change|improve|make|like|want)\b"
    r"|\b(?:what|who) would (?:\w+ ){0,3}(?:do|need|want|miss|pay|change|lose|have|happen|break|think|use)\b"
)
#: "Say somebody drops out tomorrow."
_SAY = re.compile(r"^(?:(?:so|and|ok|okay) )*say (?:some|any)(?:body|one)\b")


def told(answer: Answer) -> Found | None:
    """Find advice or a pitch in a line that asks nothing."""
    for pattern, reason in ((_PITCHES, "pitch"), (_CLAIMS, "pitch"), (_ADVISES, "advice")):
        if quote := answer.match(pattern):
            return Found(reason, quote)
    return None


def advised(answer: Answer) -> Found | None:
    """Find advice in the form of a question ("why not just …")."""
    quote = answer.match(_WHY_NOT) or answer.match(_HELPS)
    if not quote:
        told = (unit for unit, _ in answer.units if _TELL_THEM.match(unit.line) or _NEXT_TIME.match(unit.line))
        quote = next((unit.text for unit in told), "")
    return Found("advice", quote) if quote else None


def pitched(answer: Answer) -> Found | None:
    """Find a pitch in a line that asks nothing."""
    quote = "" if answer.asked else answer.match(_PITCHES)
    given_back = quote.lower() in " ".join(answer.item.customer).lower()
    return Found("pitch", quote) if quote and not given_back else None


def imagined(answer: Answer) -> Found | None:
    """Find a question about what would be, which the hearing of interviews calls closed or open by its form."""
    if _BACK_THEN.search(answer.line):
        return None
    if answer.asked and (quote := answer.match(_SAY)):
        return Found("hypothetical", quote)
    for unit, q in answer.asked:
        if not q.invites and _IMAGINES.search(unit.line) and not _POLITE.search(unit.line):
            return Found("hypothetical", unit.text)
    return None
