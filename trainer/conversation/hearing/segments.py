"""Room `hearing`: one utterance cut into the units that each ask or say one thing, with or without punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.language.spelling import mend
from trainer.language.text import Token, tokens

#: Different words of one utterance that are looked at for typing errors: more than anybody would listen to.
MOST_MENDED = 300
#: Ends of units; not inside figures ("3.5", "10:30") and not after a title ("Mrs.").
_STOPS = re.compile(
    r"[?!…;\n]+|(?<!\bmr)(?<!\bmrs)(?<!\bms)(?<!\bdr)(?:(?<!\d)[.:]|[.:](?!\d))[.?!…;:\n]*", re.IGNORECASE
)
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
    cuts = sorted({*cuts, *_after_commas(text, inside), *([] if marked else _unmarked(inside))})
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
            )
        )
    return out


def _unmarked(inside: list[Token]) -> list[int]:
    """Give where a question starts in a run without a stop ("dark is worse why", "no dot Who put it there").

    The last place wins: people state, then ask. A capital in the middle says as much as a full stop.
    """
    for at in range(len(inside) - 1, 0, -1):
        word, before = inside[at].word, inside[at - 1].word
        rest = [t.word for t in inside[at : at + 3]]
        if not (_STARTS.match(word) and not (word in _LOOSE and len(rest) == 1)):
            continue
        at = _with_its_question_word(inside, at)
        word, before = inside[at].word, inside[at - 1].word
        capital = inside[at].raw[:1].isupper() and at > 0
        if capital and (len(rest) > 1 or word == "why"):
            return [at]
        if at == 0:
            return []
        if _EMBED.search(before) or before in _SUBJECTS:
            continue
        if _asks_here(word, rest, at == len(inside) - 1):
            return [at]
    return []


def _asks_here(word: str, rest: list[str], last: bool) -> bool:
    """Say whether a question starts with this word, all in lower case and without a mark."""
    following = rest[1] if len(rest) > 1 else ""
    if last:
        return word == "why"
    if word in (
        "what",
        "why",
        "how",
        "whose",
        "whats",
        "what's",
        "hows",
        "how's",
        "who's",
        "whos",
        "where's",
        "when's",
    ):
        return not _PRONOUN.match(following)
    if word in ("who", "which", "where", "when"):
        return bool(re.match(rf"(?:{_AUX}|{_NOT}|else|exactly)$", following))
    return bool(_ASKED_OF.match(following))


def _with_its_question_word(inside: list[Token], at: int) -> int:
    """Give the place of the question word that a verb belongs to ("which side did you"), else its own."""
    for back in range(at - 1, max(-1, at - 4), -1):
        if re.match(rf"^(?:{_WH}|whose)$", inside[back].word):
            return back
    return at


_STARTS = re.compile(rf"^(?:{_WH}|whose|what's|how's|who's|where's|when's|{_AUX}|{_NOT}|tell|walk|take|describe)$")
#: Words that start a question only with something after them.
_LOOSE = frozenset(
    {"what", "how", "who", "where", "when", "which", "do", "is", "are", "can", "will", "take", "tell", "walk"}
)
#: Before one of these a verb is the predicate of a statement ("the way it was", "what they did").
_SUBJECTS = frozenset(
    [
        "i",
        "you",
        "he",
        "she",
        "it",
        "we",
        "they",
        "that",
        "this",
        "there",
        "who",
        "which",
        "what",
        "how",
        "where",
        "when",
        "why",
        "not",
        "never",
        "also",
        "still",
        "just",
    ]
)
_ASKED_OF = re.compile(
    r"^(?:i|you|he|she|it|we|they|there|that|this|anyone|anybody|anything|someone|somebody|something|those|these)$"
)
_PRONOUN = re.compile(r"^(?:i|you|he|she|it|we|they)$")


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
