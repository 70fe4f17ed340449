"""Room `hearing`: one utterance cut into the units that each ask or say one thing, with or without punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from trainer.conversation.hearing.asking import BOUNDARY, WH, starts_at
from trainer.language.spelling import mend
from trainer.language.text import Token, tokens

#: Different words of one utterance that are looked at for typing errors: more than anybody would listen to.
MOST_MENDED = 300
#: Ends of units; not inside figures ("3.5", "10:30") and not after a title ("Mrs.").
_STOPS = re.compile(
    r"[?!…;\n]+|(?<!\bmr)(?<!\bmrs)(?<!\bms)(?<!\bdr)(?:(?<!\d)[.:]|[.:](?!\d))[.?!…;:\n]*", re.IGNORECASE
)
_HESITATIONS = frozenset(("um", "uh", "er", "erm", "uhm", "umm", "uhh"))
#: Words said twice on purpose.
_DOUBLED = frozenset(
    (
        "very",
        "really",
        "so",
        "no",
        "yes",
        "yeah",
        "that",
        "had",
        "why",
        "much",
        "far",
        "long",
        "never",
        "more",
        "uh",
        "mm",
    )
)
_TAGS = frozenset(
    f"{verb}{negated} {who}"
    for verb in ("do", "does", "did", "is", "are", "was", "were", "have", "has", "had", "would", "could", "should")
    for negated in ("", "n't")
    for who in ("you", "it", "they", "he", "she", "we", "there")
) | {"can you", "can't you", "can they", "can't they", "will you", "won't you", "won't it", "won't they"}
#: After one of these "may" is a month: no question begins behind a preposition of time.
_BEFORE_A_MONTH = frozenset(
    (
        "in",
        "of",
        "since",
        "until",
        "till",
        "last",
        "by",
        "during",
        "before",
        "after",
        "from",
        "next",
        "early",
        "late",
        "mid",
        "every",
    )
)
#: Marks that break a run of words.
_BREAKS = (",", "-", "–", "—", "(", ")")
_WH = r"(?:what|why|how|when|where|who|which|whats|hows|whos)"
_AUX = r"(?:do|does|did|is|are|was|were|have|has|had|can|could|would|will|should|might|may)"
_NOT = r"(?:don't|doesn't|didn't|isn't|aren't|wasn't|weren't|haven't|hasn't|won't|wouldn't|can't|couldn't|shouldn't|dont|doesnt|didnt|isnt|arent|wasnt|wont|wouldnt|cant|couldnt)"
_WHO = r"(?:you|your|i|we|they|he|she|it|that|this|there|those|these|the|a|an|anyone|someone|people|anything|something)"
_ASKED = re.compile(
    rf"\b(?:{_WH}(?: \w+){{0,3}} (?:{_AUX}|{_NOT}) {_WHO}\b"
    rf"|(?:what|who|which)(?:'s|s| else| exactly)? (?:happened|happens|made|makes|brought|brings|led|changed|mattered|matters|went|goes|came|kept|keeps|stopped|got|gets|gave|bothers|bothered)\b"
    rf"|(?:what's|whats|who's|whos|how's|hows|where's|when's|why's) \w+"
    rf"|how come\b|what about\b|how about\b|why not\b"
    rf"|(?:tell me|talk me|walk me|take me|help me understand|describe|can you tell|could you tell|can you walk|could you walk|can you describe|could you describe|say more|explain)\b)"
)
_INVERTED = re.compile(rf"^(?:{_AUX}) (?:{_WHO}|somebody|anybody)$")
#: "What would he tell me", "how would you describe it": words that invite elsewhere, inside a question.
_CONDITIONS = frozenset(("if", "suppose", "imagine", "unless", "assuming"))
_INVITING = frozenset(("tell", "talk", "walk", "take", "help", "describe", "say", "explain"))
_OPENING = re.compile(rf"(?:{_WH}|{_AUX}|{_NOT})$")
_EMBED = re.compile(
    r"\b(?:know|see|understand|understood|get|remember|heard|hear|wonder|matter|tell me|ask|sure|about|like|of|to|on|in|at|from|with|for|and|is|was|that's|exactly|you|could|would|can|to|please|me|us|say|said|explain|describe|summari[sz]e|up|list|share|think|guess|decide|decided|show|told|if|just|not|it's)$"
)


@dataclass(frozen=True)
class Unit:
    """One unit: its words mended and in lower case, its exact text, and whether it ended with a question mark."""

    words: tuple[str, ...]
    text: str
    asks: bool
    marked: bool = True
    """Whether any stop ended it; speech and hasty typing have none."""
    begins: bool = True
    """Whether a stop, or nothing, stands before it; else it was cut out of a run of words."""

    @cached_property
    def line(self) -> str:
        """The words with single spaces between them."""
        return " ".join(self.words)


def mended(text: str, nearby: frozenset[str]) -> tuple[Token, ...]:
    """Give the tokens of `text` with typing errors mended in `word`; `raw` and the offsets stay as typed."""
    known: dict[str, str] = {}
    every = tokens(text)
    for token in every:
        if token.word not in known and len(known) < MOST_MENDED:
            known[token.word] = mend(token.word, nearby)
    return tuple([t if (word := known.get(t.word, t.word)) == t.word else t._replace(word=word) for t in every])


def units(text: str, words: tuple[Token, ...]) -> tuple[Unit, ...]:
    """Cut an utterance at its stops and, where there are none, before a question that starts in its middle."""
    out: list[Unit] = []
    start = 0
    words = _fluent(words)
    for stop in [*_STOPS.finditer(text), None]:
        end = stop.start() if stop else len(text)
        inside = [t for t in words if start <= t.start < end]
        asks = bool(stop and "?" in stop.group())
        if inside:
            out += _split(text, inside, asks, stop is not None)
        start = stop.end() if stop else end
    return tuple(out)


def _fluent(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Give words without hesitations and without the first of a stutter ("I-I", "um, the the")."""
    out: list[Token] = []
    for token in words:
        if token.word in _HESITATIONS:
            continue
        if out and out[-1].word == token.word and token.word not in _DOUBLED:
            out.pop()
        out.append(token)
    return tuple(out)


def _split(text: str, inside: list[Token], asks: bool, marked: bool) -> list[Unit]:
    """Cut a run of words before each question that starts inside it."""
    words = [t.word for t in inside]
    cuts = [0]
    for at in range(1, len(inside)):
        gap = text[inside[at - 1].end : inside[at].start]
        broken, anew = gap != " " and any(mark in gap for mark in _BREAKS), _capital(inside[at])
        if _month(words, at):
            continue
        if not starts_at(words, at, broken, anew) or (not anew and _belongs(words, cuts[-1], at)) or _is_tag(words, at):
            continue
        cuts.append(at)
    cuts = sorted({*cuts, *_after_commas(text, inside)})
    out = []
    for cut, following in zip(cuts, [*cuts[1:], len(inside)], strict=True):
        part = inside[cut:following]
        last = following == len(inside)
        out.append(
            Unit(
                tuple(t.word for t in part),
                text[part[0].start : part[-1].end]
                + ("?" if asks and last and text[part[-1].end : part[-1].end + 1] == "?" else ""),
                asks and last,
                marked,
                cut == 0,
            )
        )
    return out


def _is_tag(words: list[str], at: int) -> bool:
    """Say whether the two last words of a run only ask for agreement ("they never told you, did they")."""
    return at == len(words) - 2 and at >= 3 and f"{words[at]} {words[at + 1]}" in _TAGS


def _month(words: list[str], at: int) -> bool:
    """Say whether a "may" is the month ("what was going on in May that made you go")."""
    return words[at] == "may" and words[at - 1] in _BEFORE_A_MONTH


def _capital(token: Token) -> bool:
    """Say whether a word begins like a sentence ("no dot Who put it there")."""
    shouted = len(token.raw) > 1 and token.raw.isupper()
    return token.raw[:1].isupper() and not shouted and token.word not in ("i", "i'm", "i've", "i'd", "i'll")


#: After a question that has begun, these carry it on ("was there a message, and what did it say", "may I ask who").
_JOINS = frozenset(("and", "or", "ask", "wondering", "curious", "question"))


def _belongs(words: list[str], cut: int, at: int) -> bool:
    """Say whether a question that starts at `at` only carries on what began at `cut` ("can you tell me what …")."""
    first = cut
    while first < at and words[first] in BOUNDARY:
        first += 1
    if first == at or (at - first == 2 and words[first] in WH and words[at - 1] == "and"):
        return True
    if set(words[cut : first + 2]) & _CONDITIONS:
        return True
    if starts_at(words, first, True):
        return at - first < 3 or words[at - 1] not in BOUNDARY or words[at - 1] in _JOINS
    return False


def _after_commas(text: str, inside: list[Token]) -> list[int]:
    """Give where a yes-or-no question starts after a comma ("…, has somebody said so")."""
    if {word.word for word in inside[:2]} & _CONDITIONS:
        return []
    out = []
    for at in range(3, len(inside) - 2):
        comma = "," in text[inside[at - 1].end : inside[at].start]
        if comma and _INVERTED.match(f"{inside[at].word} {inside[at + 1].word}") and len(inside) - at > 3:
            out.append(at)
    return out
