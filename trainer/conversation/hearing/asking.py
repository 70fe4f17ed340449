"""Room `hearing`: where a question starts in a run of words. By word order and agreement; needs no punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PLURAL = "you they we these those people your their the my our things some"
_SINGULAR = "it that this there he she the your his her their anybody anyone somebody someone anything something everything what"
_ANY = "you they we i it that this there he she anybody anyone somebody someone anything your the his her their those these people"
#: Verb → who may stand right after it in a question ("are you", "does it"): English turns the two round to ask.
AGREE: dict[str, frozenset[str]] = {
    "do": _words("you they we i ya people those these your their"),
    "does": _words("it that this he she anybody anyone somebody someone anything something everything your his her their the any"),
    "did": _words(_ANY), "don't": _words("you they we i people"), "doesn't": _words(_SINGULAR), "didn't": _words(_ANY),
    "is": _words(_SINGULAR + " any somebody"), "isn't": _words(_SINGULAR), "are": _words(_PLURAL + " there any"), "aren't": _words(_PLURAL + " there"),
    "am": _words("i"), "was": _words(_SINGULAR + " i any"), "wasn't": _words(_SINGULAR + " i"), "were": _words(_PLURAL + " there any"), "weren't": _words(_PLURAL + " there"),
    "have": _words("you they we i there people your any"), "haven't": _words("you they we i"), "has": _words(_SINGULAR + " any"), "hasn't": _words(_SINGULAR),
    "had": _words("you they he she there we"), "hadn't": _words("you they he she"),
    **{verb: _words(_ANY) for verb in ("can", "could", "would", "will", "should", "may", "might", "shall", "can't", "couldn't", "wouldn't", "won't", "shouldn't")},
    **{verb.replace("'", ""): _words("you they it that he she we") for verb in ("don't", "didn't", "isn't", "aren't", "wasn't", "can't", "couldn't", "wouldn't", "doesn't")},
}  # fmt: skip
#: Pairs that only ask: before anybody else a verb like these may be a statement's own ("I do that", "have the car").
_SURE_AUX = _words("do does did don't doesn't didn't are have can could would will should were is was has")
_SURE_WHO = _words("you they we he she")
WH = _words(
    "what why how when where who whom whose which whats what's how's hows where's who's whos when's why's what'd how'd why'd where'd"
)
_SUBJECTS = _words(
    "i you he she it we they that this there who which what i'm you're we're they're i've you've to not never also"
)
#: Words after which somebody begins anew; other words carry a sentence on.
BOUNDARY = _words(
    "so and but or okay ok well now then right yeah yes alright great good hm hmm mm mhm sure oh no also first next wondering curious ask question cool nice gotcha huh today though wow perfect excellent interesting fine absolutely thanks anyway bye hi hello"
)
_EMBED = re.compile(
    r"(?:know|knows|knew|knowing|see|seeing|understand|understood|understanding|get|remember|heard|hear|hearing|wonder|matter|sure|about|like|of|to|on|in|at|from|with|for|is|was|that's|it's|exactly|say|saying|said|tell|telling|explain|list|share|think|thinking|thought|guess|decide|show|told|if|just|not|figure|out|learn|realize|realise|discuss|notice|see|describe|depending|depends|imagine|look|by|into|than|me|us|feel|find|be|love|changed|appreciate|this|even|no|matter|exact|the|a)$"
)
_SUBJECT_VERB = _words(
    "has had happened happens happen made makes make brought brings led changed mattered matters went goes came kept keeps stopped got gets gave bothers bothered else worries concerns helped helps motivates motivated would could might should do does did is was are were will about if"
)
_INVITE = re.compile(
    r"^(?:tell me (?:more|about|a|what|how|why|some|something|everything|when|where|who|which|your|the|i)|talk me through|talk to me about|walk me|take me (?:through|back|there)|help me (?:to )?(?:understand|see|picture)|say more|describe (?:for|to|that|it|your|the|a|how|what)|give me an? (?:example|idea|sense)|explain (?:to|that|how|what|why))\b"
)
_WONDERS = re.compile(
    r"^(?:i wonder (?:what|how|why|which|who|when)|(?:i'm|im|i was) (?:just |really |also |sort of |kind of )?wondering|i'm curious|im curious|i'm interested in|i'd like to (?:know|hear|understand)|i'd love to (?:know|hear|understand)|i (?:do |really |just |also )?want to (?:hear|know|ask you)|let me ask)\b"
)
_ELSE = re.compile(
    r"^(?:anything (?:else|that|about|you|in)|any (?:other|questions?|concerns?|thoughts?|ideas?|more|chance|particular|not|reasons?|specific)|what else|why not|how so|what about|how about|like what|such as what|sounds? (?:good|okay|ok|fair|right|all right|like a plan)$|that (?:sounds? |be |okay |ok )(?:okay|ok|good|all right|right|fair|with)|on (?:a|that same|the same|that) scale|does that)\b"
)
#: "Is it okay if I", "would that be all right": asking leave, wherever it stands.
_LEAVE = re.compile(
    r"^(?:(?:is|was) (?:it|that)|would (?:it|that) be) (?:okay|ok|all right|alright|fine) (?:if|to|that|with)\b"
)
#: "Is that right", "did I get that right": asked at the end, whatever went before.
_CHECKS = re.compile(
    r"^(?:(?:is|was) (?:that|it|this) (?:all |about |fair|right|correct|true|okay|ok|something you|what you)\b|(?:did|have|am|do) i (?:\w+ ){0,4}(?:right|wrong|correctly)$)"
)
#: What any of these openings begins with: at other words they need not be tried.
_OPENERS = _words(
    "tell talk walk take help say describe give explain i i'm i'd im let any anything what why how like such sound sounds that on does"
)
_HAVE = _words("have has had")
_ANYBODY = _words("anybody anyone somebody someone")
#: Openings that ask wherever they stand, unless the word before takes them in ("know what makes you").
_ANYWHERE = re.compile(
    r"^(?:what (?:makes|made|brings|brought|leads|led|got|gets) you|what(?:'s| is| was) (?:it|that) like|what(?:'s| is) (?:different|the (?:plan|problem|reason|best|worst|hardest|biggest)|your|been|going|one thing|something)|what (?:kind|sort|type)s? of|what happened|what happens|why (?:not|is|was|would|did|do|'d)|how come|what about|how about|what else|in what ways?|what would be|how (?:\w+) would you|what (?:would|might|could) (?:have )?(?:happen\w*|changed?|been?|helped|made)|what (?:has|had) (?:changed|happened|made|kept|helped|been))\b"
)
_TAKEN_IN = _words(
    "and the to of that know knows see understand discuss explain say tell me you depending depends on about"
)
_ANY_OTHER = re.compile(r"^any (?:other|questions|concerns|thoughts)\b")
_HOLDS_ANY = _words(
    "have has had without of do does did in with to for see be if than from about at like not got give want need into on by there are is was were"
)
#: Never a clause's own subject, so "do" right after them turns verb and subject round: "when did", "how did picking a
#: film go".
_PLACED = _words("how why when where")
_DO = _words("do does did")
#: Words between a question word and its verb ("what kinds of things do you", "how important is it").
REACH = 5


def starts_at(words: Sequence[str], at: int, broken: bool, anew: bool = False) -> bool:
    """Say whether a question starts with the word at `at`.

    `broken`: a mark before it breaks the run of words (a comma, a dash). `anew`: it surely begins a sentence, as the
    first word of all does, or one with a capital.
    """
    anew = anew or at == 0
    word, before = words[at], words[at - 1] if at else ""
    fresh = broken or anew or before in BOUNDARY or (before == "you" and at > 1 and words[at - 2] == "thank")
    if word in WH:
        return (anew and _asks_anew(words, at)) or _asks_by_word(words, at, fresh)
    if word in AGREE and at + 1 < len(words) and words[at + 1] in AGREE[word]:
        return _asks_by_order(words, at, fresh, anew)
    if word not in _OPENERS:
        return False
    rest = " ".join(words[at : at + 8])
    if _INVITE.match(rest):
        return (
            (fresh and before != "and" or at == 0)
            or before in ("please", "just", "can", "could")
            or rest.startswith(("tell me", "walk me", "talk me"))
        )
    if _WONDERS.match(rest):
        return True
    if word == "any" and before not in _HOLDS_ANY and _ANY_OTHER.match(rest):
        return True
    return fresh and bool(_ELSE.match(rest))


#: What there is or is not: "was there anything", against "you were there so".
_SOMETHING = _words(
    "a an any anything anybody anyone something some somebody someone no another other ever been more one times things people still"
)


def _asks_by_order(words: Sequence[str], at: int, fresh: bool, anew: bool) -> bool:
    """Say whether verb before subject asks here."""
    word, who, before = words[at], words[at + 1], words[at - 1] if at else ""
    more = len(words) - at
    if before in ("neither", "nor", "than", "as") or (before == "so" and more <= 2):
        return False
    if who == "there" and word not in ("do", "did", "have"):
        return fresh or (
            before not in ("there", "where")
            and before not in _SUBJECTS
            and words[at + 2 : at + 3] != []
            and words[at + 2] in _SOMETHING
        )
    if _LEAVE.match(" ".join(words[at : at + 5])):
        return True
    if more <= 8 and _CHECKS.search(" ".join(words[at:])):
        return True
    if word in _DO and who in _ANYBODY and before not in _SUBJECTS:
        return True
    if word in _SURE_AUX and who in _SURE_WHO:
        if before in ("who", "which", "that") and word not in ("do", "does", "did"):
            return False
        if word == "are" and words[at + 2 : at + 3] == ["know"]:
            return False
        return more > 2 or fresh
    if before in _SUBJECTS and not anew:
        return False
    if word in _HAVE and who not in _SURE_WHO:
        return anew and (word == "has" or who in ("anybody", "anyone", "there", "somebody", "someone"))
    return fresh and (more > 2 or at == 0)


def _asks_anew(words: Sequence[str], at: int) -> bool:
    """Say whether a sentence that begins with a question word asks: unless somebody follows who does something.

    "What you say", "when the light came on", "how nice" state.
    """
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in ("when", "where", "while"):
        return following in AGREE or following == "exactly" or not following
    if word == "how" and following in _ADJECTIVES:
        return False
    return following not in _WHOEVER


_ADJECTIVES = _words(
    "nice lovely great interesting awful sad funny kind sweet awkward annoying frustrating smart brave wonderful"
)
_WHOEVER = _words("you i we he she it they a an you're i'm we're they're he's she's")


def _asks_by_word(words: Sequence[str], at: int, fresh: bool) -> bool:
    """Say whether a question word asks here: verb and subject turned round after it, or a verb of its own."""
    word, before = words[at], words[at - 1] if at else ""
    embedded = bool(before and _EMBED.search(before)) and not fresh
    following = words[at + 1] if at + 1 < len(words) else ""
    for verb in range(at + 1, min(len(words) - 1, at + 1 + REACH)):
        if words[verb] in _SUBJECTS and words[verb] not in ("that", "this"):
            break
        if verb == at + 1 and word in _PLACED and words[verb] in _DO:
            return True
        if words[verb] in AGREE and words[verb + 1] in AGREE[words[verb]]:
            sure = words[verb + 1] in _SURE_WHO and words[verb] in _SURE_AUX
            relative = word in ("who", "which", "that") and not fresh
            return (sure and not relative) or (not embedded and (fresh or not relative))
    if not fresh and before not in _TAKEN_IN and _ANYWHERE.match(" ".join(words[at : at + 5])):
        return True
    if fresh and following == "and" and words[at + 2 : at + 3] and words[at + 2] in WH:
        return True
    if word == "what" and list(words[at + 1 :]) == ["for"]:
        return True
    if embedded or not fresh:
        return word in ("why", "how") and at == len(words) - 1
    if word in ("what'd", "how'd", "why'd", "where'd"):
        return following in _SURE_WHO
    if word == "what" and following in ("kind", "sort", "type", "kinds", "sorts", "types"):
        return True
    if word in ("what's", "whats", "how's", "hows", "who's", "where's", "when's", "why's"):
        return bool(following)
    if word in ("what", "who", "which", "how", "why", "where", "when"):
        return following in _SUBJECT_VERB or (word in ("why", "how", "what") and not following)
    return False
