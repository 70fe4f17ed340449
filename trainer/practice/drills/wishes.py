"""Room `practice`, drills: what people say to a wish for a feature instead of asking what is behind it."""

from __future__ import annotations

import re

from trainer.language.text import stems_of
from trainer.practice.drills.answer import Answer
from trainer.practice.drills.verdict import Found

_PROMISES = re.compile(
    r"\b(?:i(?:'ll| will| can| could|'m going to| am going to)|we(?:'ll| will| can| could|'re going to| are going to)|let me|let's) (?:\w+ ){0,3}"
    r"(?:pass|add|build|ship|ask|let (?:\w+ ){1,3}know|write (?:it|that|this) down|note|put (?:it|that|this)|take (?:it|that|this) (?:back|to|up|along)|take a note|make (?:it|that|this|sure)|look into|raise|"
    r"talk to|tell (?:the|our|my)|forward|include|file|log|see to it|take care of|check|find out|discuss|escalate|get back to you|bring (?:it|that|this)|get (?:it|that|this|you)|do (?:it|that|this)|make (?:the|them|your|those|these)|have (?:it|that|this)|see what (?:i|we) can|implement|prioriti[sz]e|suggest|share (?:it|that|this)|create a ticket|open a ticket|fix)\b"
    r"|\b(?:on|in) (?:our|the) (?:roadmap|backlog|list|next release|next version|next sprint)\b|\b(?:we're|we are|we've been|already) (?:working on|building|planning|considering|adding|releasing|launching|bringing|introducing|rolling out|testing|developing|shipping)\b"
    r"|\b(?:consider it done|noted|coming soon|duly noted|i promise|good (?:idea|suggestion|feedback|point)|great (?:idea|suggestion|feedback|point)|no problem we|will do|sure thing|easy to (?:add|do|build))\b"
)
_REFUSES = re.compile(
    r"\b(?:we (?:can't|cannot|can not|don't|won't|will not|do not|couldn't|aren't able|are not able)|(?:that's|that is|it's|it is|that would be|it would be) (?:\w+ )?(?:not possible|impossible|hard to (?:build|do)|difficult to (?:build|do)|not something we|out of scope|too (?:hard|expensive|complex|complicated|much work))|"
    r"unfortunately|(?:doesn't|does not|won't|can't|cannot) (?:allow|support|work|handle|do that|let)|(?:there(?:'s| is)|have|has|offers?|offer) (?:an?|some) (?:\w+ ){1,3}for (?:that|this|it)|(?:i'm|im|i am) afraid|not planned|no plans|nobody else|not (?:many|a lot of) (?:people|customers|users)|(?:you|it|that|there) (?:can|could|already|does|is) (?:already|actually|just|do that|have that|has that|exists)|already (?:exists|there|possible|have|has|in the)|you (?:can|could) (?:also |easily |simply )?(?:already|actually|find|export|use|click|do|just|turn|switch|change|set|go to|press|open|download|copy|print)|"
    r"(?:because|since) (?:of )?(?:our|the) (?:architecture|database|system|api|design|tech\w*))\b"
)
_DESIGNS = re.compile(
    r"\b(?:would (?!you|it|that|this|your|they)(?:\w+ ){1,5}(?:be|work|do|help|suffice)|(?:what|which|how many|how long|how far|how soon) (?:\w+ ){0,3}should|(?:which|what) (?:(?!about\b|else\b|exactly\b)\w+ ){1,3}(?:would be (?:good|best|right|enough|fine|ideal|useful|helpful|nice)|would (?:suit|work)|do you need)|would you (?:rather|prefer)|should be|(?:what|which) (?:\w+ ){1,5}would you (?:\w+ )?(?:like|want|prefer|choose)|should (?:it|that|this|we|the \w+|they|there)|would (?:it|that|this|they) (?:\w+ )?(?:look|work|need to|have|show|include|contain|go|behave)\b(?! (?:you|your))|(?:how|what|which|where|when|whereabouts) (?:\w+ )?would you (?:\w+ )?(?:want|like|need|expect|prefer|imagine|see|design|put|place|show|call|name)|would you (?:\w+ )?(?:want|like|prefer) to (?!(?:tell|share|say|describe|show|walk|add)\b)|would you (?:\w+ )?(?:want|like|need|expect|prefer) (?:it|that|this|the|to have|a|an)|do you want (?:it|that|this|the|them)|"
    r"(?:how|which|where|when) (?:exactly )?(?:do|should) you (?:\w+ )?(?:want|like|expect|prefer|imagine|picture) (?:it|that|this|the|them|to)|(?:what|which) (?:(?!(?:do|does|did|is|are|was|were)\b)\w+ ){0,2}(?:format|formats|colou?r|colou?rs|fields?|columns?|buttons?|layout|settings?|options?|version|platform)\b|"
    r"(?:what|which|any) (?:other|else|more|further|additional) (?:features?|things|ideas|wishes|improvements|suggestions|functions?|reports?)|what else (?:would|do|should|could|are|is)|any other (?:features?|ideas|wishes|suggestions|requests?)|anything else|how (?:important|urgent|much) (?:is|would|are)|nice to have|must have|(?:a )?priority|scale (?:of|from)|wish ?list)\b"
)

#: "What would that let you do?" asks what it is for.
_FOR_WHAT = re.compile(
    r"\bwhat (?:\w+ )?would (?:having (?:it|that|one)|(?:the |your |an? )?\w+) (?:\w+ )?(?:let|allow|help|give|change|make|solve|do|save|mean|get|bring|enable|be able|have|tell|show|say)\b|\bwhat would you (?:use|do|need|want|get)\b(?: \w+){0,4} (?:for|with|from|out of)\b|\bwhat would you do\b|\bwhat (?:\w+ ){0,4}you(?:'d| would) (?:\w+ )?(?:do|use|need|be \w+ing)\b|\b(?:first|next) thing you(?:'d| would) do\b"
)


def asks_what_for(answer: Answer) -> bool:
    """Say whether the answer asks what the wish is for, in the only way that has a "would" in it."""
    return bool(_FOR_WHAT.search(answer.line))


#: In a line that asks nothing: the wish granted, or explained away.
_GRANTS = re.compile(
    r"\b(?:that's|it's|that is|it is) (?:already )?coming\b|\b(?:is|are) coming (?:in|on|soon|next|with|by|this)\b|\bwill be (?:there|out|ready|available|live)\b|\byou(?:'ll| will) (?:have|get|see|find) (?:it|that|one|them|those)\b"
    r"|\b(?:planned|scheduled) (?:for|in)\b|^(?:yes|sure|of course|absolutely)\b.*\b(?:next|soon|by|in)\b"
)
_EXPLAINS = re.compile(
    r"\b(?:can't|cannot|can not|won't|mustn't|not allowed|isn't|aren't|doesn't|don't have|there(?:'s| is| are) (?:no|a|an)|ha(?:s|ve) to"
    r"|must|already|you (?:can|need)|most (?:people|customers|users)|because|since|the reason|not how|not possible|sorry|not (?:that|so|as) (?:simple|easy)|costs? (?:too|a lot|so) much|too (?:expensive|costly|complicated|complex)|we only|hardly any\w*|almost nobody|we (?:had|tried) (?:it|that|one|an?)|a (?:big|huge|major|massive) (?:change|effort|project|job))\b"
)
_SHOULD = re.compile(r"\byou (?:really |just |maybe )?(?:should|could|ought to|had better|might want to)\b")

#: "What would that let you do?" asks what is behind a wish, imagined as it is (Fitzpatrick, The Mom Test).
_PURPOSE = re.compile(
    r"\bwhat would (?:it|that|this|they|you|having \w+) (?:\w+ )?(?:let|allow|enable|change|break|solve|mean|do (?:with|for|about))\b|\bwhat would break\b"
)


def asks_purpose(answer: Answer) -> bool:
    """Say whether it is asked what the wish would be good for."""
    return bool(_PURPOSE.search(answer.line))


def answers(answer: Answer) -> Found | None:
    """Find that a line which asks nothing grants the wish, or explains what there is."""
    if answer.asked:
        return None
    for pattern, reason in ((_GRANTS, "promise"), (_SHOULD, "advice"), (_EXPLAINS, "refuses")):
        if quote := answer.match(pattern):
            return Found(reason, quote)
    return None


def promises(answer: Answer) -> Found | None:
    """Find a promise, or the wish taken down as it is."""
    asks = any(q.form == "open" for _, q in answer.asked)
    quote = "" if answer.match(_NOT_ON) else answer.match(_PROMISES)
    if answer.asked and _LISTED.match(quote.lower()) and stems_of(quote) & stems_of(" ".join(answer.item.customer)):
        return None  # "on the list", of the list that they spoke of
    return Found("promise", quote) if quote and not (asks and _polite(quote)) else None


def refuses(answer: Answer) -> Found | None:
    """Find a refusal, or an explanation of what there is."""
    quote = answer.match(_NOT_ON) or answer.match(_REFUSES)
    return Found("refuses", quote) if quote else None


def designs(answer: Answer) -> Found | None:
    """Find a question about the form of the wish, its rank, or about more wishes."""
    quote = "" if asks_what_for(answer) or asks_purpose(answer) else answer.match(_DESIGNS)
    return Found("solution", quote) if quote else None


_NOT_ON = re.compile(
    r"\b(?:not|isn't|aren't|never|n't) (?:\w+ ){0,2}(?:on|in|part of) (?:our|the) (?:roadmap|backlog|list|plans?|next \w+|scope|product)\b|\b(?:by law|against (?:\w+ ){1,3}(?:laws?|rules|regulations|policy))\b"
)
#: Where a wish is put down.
_LISTED = re.compile(r"^(?:on|in) (?:our|the) \w+$")


def _polite(quote: str) -> bool:
    """Say whether the words only acknowledge, before a question ("good point, …")."""
    return quote.split()[0].lower() in ("good", "great", "noted", "duly")
