"""Room `hearing`: one utterance cut into the units that each ask or say one thing, with or without punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.language.spelling import mend
from trainer.language.text import Token, tokens

#: Different words of one utterance that are looked at for typing errors: more than anybody would listen to.
MOST_MENDED = 300
#: Ends of units; not inside figures ("3.5", "10:30") and not after a title ("Mrs.").
_STOPS = re.compile(r"[?!…;\n]+|(?<!\bmr)(?<!\bmrs)(?<!\bms)(?<!\bdr)(?:(?<!\d)[.:]|[.:](?!\d))[.?!…;:\n]*", re.IGNORECASE)
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
_INVITING = frozenset("tell talk walk take help describe say explain".split())
_OPENING = re.compile(rf"(?:{_WH}|{_AUX}|{_NOT})$")
_EMBED = re.compile(r"\b(?:know|see|understand|understood|get|remember|heard|hear|wonder|matter|tell me|ask|sure|about|like|of|to|on|in|at|from|with|for|and|is|was|that's|exactly|you|could|would|can|to|please|me|us|say|said|explain|describe|summari[sz]e|sum up|list|share|think|guess|decide|decided|show|told|if|just|not|it's)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its words mended and in lower case, its exact text, and whether it ended with a question mark."""

    words: tuple[str, ...]
    text: str
    asks: bool
    marked: bool = True
    """Whether any stop ended it; speech and hasty typing have none."""

    @property
    def line(self) -> str:
        """The words with single spaces between them."""
        return " ".join(self.words)


def mended(text: str, nearby: frozenset[str]) -> tuple[Token, ...]:
    """Give the tokens of `text` with typing errors mended in `word`; `raw` and the offsets stay as typed."""
    known: dict[str, str] = {}
    for token in tokens(text):
        if token.word not in known and len(known) < MOST_MENDED:
            known[token.word] = mend(token.word, nearby)
    return tuple(Token(t.raw, t.start, t.end, known.get(t.word, t.word)) for t in tokens(text))


def units(text: str, words: tuple[Token, ...]) -> tuple[Unit, ...]:
    """Cut an utterance at its stops and, where there are none, before a question that starts in its middle."""
    out: list[Unit] = []
    start = 0
    for stop in [*_STOPS.finditer(text), None]:
        end = stop.start() if stop else len(text)
        inside = [t for t in words if start <= t.start < end]
        asks = bool(stop and "?" in stop.group())
        if inside:
            out += _split(text, inside, asks, stop is not None)
        start = stop.end() if stop else end
    return tuple(out)


def _split(text: str, inside: list[Token], asks: bool, marked: bool) -> list[Unit]:
    """Cut a run of words before each question that starts more than three words into it."""
    line, starts = "", {}
    for index, token in enumerate(inside):
        line += (" " if line else "") + token.word
        starts[len(line) - len(token.word)] = index
    cuts = [0]
    for match in _ASKED.finditer(line):
        at = starts.get(match.start())
        if at is None or at - cuts[-1] < 3 or _EMBED.search(line[: match.start()].rstrip()):
            continue
        if match.group().split()[0] in _INVITING and _OPENING.match(inside[cuts[-1]].word):
            continue
        cuts.append(at)
    cuts = sorted({*cuts, *_after_commas(text, inside)})
    out = []
    for cut, following in zip(cuts, [*cuts[1:], len(inside)], strict=True):
        part = inside[cut:following]
        last = following == len(inside)
        out.append(Unit(tuple(t.word for t in part), text[part[0].start : part[-1].end] + ("?" if asks and last and text[part[-1].end : part[-1].end + 1] == "?" else ""), asks and last, marked or not last))
    return out


def _after_commas(text: str, inside: list[Token]) -> list[int]:
    """Give where a yes-or-no question starts after a comma ("…, has somebody said so")."""
    out = []
    for at in range(3, len(inside) - 2):
        comma = "," in text[inside[at - 1].end : inside[at].start]
        if comma and _INVERTED.match(f"{inside[at].word} {inside[at + 1].word}") and len(inside) - at > 3:
            out.append(at)
    return out
