"""Room `hearing`: how far an utterance builds on what the customer has just said."""

from __future__ import annotations

import re

from trainer.conversation.hearing.ear import Ear
from trainer.conversation.hearing.taking_up import builds_on
from trainer.language.text import Token, is_content, is_specific

#: Words taken from lines before the last one count this much.
CALLBACK = 0.7
#: Lines before the last one from which a single word may be taken up without saying so.
RECENT_LINES = 3
#: A word of at most two facts' lines is so much theirs that it may be taken up at any distance.
RARE = 0.5

_REFERS = re.compile(
    r"\b(?:that|those|these|them|then|there|it|this|so|he|she|they|him|her|the other|such|same|instead|else|otherwise|after)\b|^(?:and |but |so |oh |ok |okay )*(?:why|how so|how come|who|when|where|since when|what for|like what|such as|and)\b\W*$"
)
_IT = re.compile(r"\b(?:it|there|so|this|other|else)\b")
_QUOTES = re.compile(
    r"\b(?:you (?:just )?(?:said|mentioned|told me|talked about|spoke of|called it|were saying|used the word)|what you said|earlier you|going back to|back to|when you say|by \")"
)


def specific_words(words: tuple[Token, ...], ear: Ear) -> tuple[tuple[str, ...], float]:
    """Give the specific words shared with the customer's lines, as typed, and their weight (0 to about 3).

    The last line counts whole. Earlier ones count less: the few before it by any word, those further back where two words are
    shared or the learner says that they go back ("you mentioned …"). Public words (the brief, the product) never count.
    """
    mine = {t.stem: t.raw for t in reversed(words) if is_specific(t.stem) and t.stem not in ear.public}
    if not ear.customer:
        return (), 0.0
    last = ear.last_stems & mine.keys()
    weight = ear.weigh(last)
    shared = set(last)
    if not last:
        goes_back = bool(_QUOTES.search(" ".join(t.word for t in words)))
        for back, line in enumerate(reversed(ear.customer[:-1])):
            common = line.stems & mine.keys()
            rare = any(ear.own_weights.get(s, 0.0) >= RARE for s in common)
            if back < RECENT_LINES or len(common) >= 2 or goes_back or rare:
                shared |= common
        weight = CALLBACK * ear.weigh(shared)
    return tuple(mine[s] for s in sorted(shared)), weight


def uptake_of(words: tuple[Token, ...], asks: bool, ear: Ear) -> float | None:
    """Give uptake, 0 to 1: how far an utterance builds on the customer's last line; None where they have not spoken."""
    return builds_on(words, asks, ear.last) if ear.customer else None


def refers(line: str, ordinary: bool = False) -> bool:
    """Say whether a lower-case line points back without naming; in an ordinary question "it" is the product."""
    return bool(_REFERS.search(_IT.sub(" ", line) if ordinary else line))


def skeleton_of(words: tuple[Token, ...], theirs: frozenset[str] = frozenset()) -> str:
    """Give the utterance with telling words and the customer's (`theirs`) masked as `_`: the formula that is left."""
    out: list[str] = []
    for token in words:
        masked = is_specific(token.stem) or (is_content(token.stem) and token.stem in theirs)
        if masked and out and out[-1] == "_":
            continue
        if masked and out and out[-1] in _ARTICLES:
            out[-1] = "_"
        else:
            out.append("_" if masked else token.word)
    return " ".join(out)


_ARTICLES = frozenset({"the", "a", "an", "your", "that", "this", "those", "these", "his", "her", "their", "its", "my"})
