"""Room `lab`: what a bot picks up from what a customer says: things worth asking about, gestures, feelings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.language.text import is_specific, sentences, tokens, without_gestures

#: Words before the telling one that belong to the thing ("the old bread bin").
REACH = 3
#: What a thing with its article, or a name, weighs more than a bare word, which may be no thing at all.
NAMED = 0.8
_GESTURE = re.compile(r"\*([^*\n]{1,80})\*")
_OWN = {
    "my": "your", "our": "your", "your": "my", "his": "his", "her": "her", "their": "their", "the": "the", "a": "the",
    "an": "the", "that": "that", "this": "that", "those": "those", "these": "those", "its": "its",
}  # fmt: skip
_FEELING = re.compile(
    r"\b(?:afraid|fear\w*|scared|worr\w+|asham\w+|embarrass\w+|proud|lonel\w*|alone|miss(?:ed|ing)?|lost|los(?:e|ing)"
    r"|hurt|sad|angry|tired|quiet|silent|never|nobody|no one|always|still|sorry|cried|cry|love[ds]?|hate[ds]?"
    r"|hop(?:e|ed|ing)|promise[ds]?|secret\w*|wish\w*|trust\w*|guilt\w*|safe|gone|died|dead|left|stop(?:ped)?|gave up"
    r"|couldn't|can't|won't|only|enough|myself)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a customer named, as it can be asked about."""

    words: str
    """With its article, seen from the other side: "your bread bin"."""
    stem: str
    """Of the telling word."""
    weight: float
    """How much it invites a question; larger is more."""


def things_in(line: str) -> list[Thing]:
    """Give what a line names, the most inviting first.

    What is said last, with feeling, or in passing after a dash or an ellipsis invites most.
    """
    found: dict[str, Thing] = {}
    said = [s for s in sentences(without_gestures(line)) if s.strip()]
    for place, sentence in enumerate(said):
        late = (place + 1) / len(said)
        charged = len(_FEELING.findall(sentence))
        own = tokens(sentence)
        asks = sentence.rstrip().endswith("?")
        for i, token in enumerate(own):
            if not is_specific(token.stem) or len(token.raw) < 4 or asks:
                continue
            words = _phrase(sentence, i)
            named = 0.0 if words == token.raw and not token.raw[0].isupper() else NAMED
            thing = Thing(words, token.stem, late + 0.6 * min(2, charged) + 0.2 * (i / len(own)) + named)
            if token.stem not in found or found[token.stem].weight < thing.weight:
                found[token.stem] = thing
    return sorted(found.values(), key=lambda thing: (-thing.weight, thing.words))


def _phrase(sentence: str, place: int) -> str:
    own = tokens(sentence)
    last = own[place]
    for first in range(place - 1, max(-1, place - 1 - REACH), -1):
        between = sentence[own[first].end : own[first + 1].start]
        if between.strip():
            break
        if own[first].word in _OWN:
            return f"{_OWN[own[first].word]} {sentence[own[first + 1].start : last.end]}"
    return last.raw


def gesture_in(line: str) -> str:
    """Give the customer's last gesture ("looks at the door"), or an empty string."""
    made = _GESTURE.findall(line)
    return made[-1].strip() if made else ""


def last_words(line: str, count: int) -> str:
    """Give the last words of a line that is no question, up to `count`, without its stop."""
    said = [s for s in sentences(without_gestures(line)) if not s.rstrip().endswith("?")]
    if not said:
        return ""
    own = tokens(said[-1])[-count:]
    return said[-1][own[0].start : own[-1].end] if own else ""


def charged(sentence: str) -> int:
    """Count the words of a sentence that carry feeling or finality."""
    return len(_FEELING.findall(sentence))
