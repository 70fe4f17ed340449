"""Room `hearing`: did the customer say what a reflection gives back? By shared words, negation and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from trainer.conversation.hearing.ear import Ear
from trainer.language.text import canon, is_content, is_specific, sentences, tokens, words_in

#: Customer lines that a reflection may go back to.
REACH = 8
#: Share of a reflection's telling words that the customer must have used for it to count as said.
SAID_SHARE = 0.4
_DENIES = re.compile(
    r"^(?:not|no|never|none|nobody|nothing|hardly|without|cannot|\w+n't|dont|doesnt|didnt|isnt|wasnt|cant|wont)$"
)
#: Words that one clause's negation does not reach across.
_TURNS = frozenset(("but", "although", "though", "however", "yet", "except", "because"))
_NUMBERS = {
    word: str(2 + place)
    for place, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
#: Words after a negation that it governs.
_GOVERNED = 5


def is_accurate(text: str, ear: Ear) -> bool | None:
    """Say whether a reflection is borne out by the customer's last lines.

    True: enough of its telling words were said, with the same polarity, and no figure is new. False: a shared word
    stands under a negation on one side only, or a figure differs. None: too few words in common to tell.
    """
    mine = _polarity([text])
    if not mine or not ear.customer:
        return None
    theirs = _polarity(line.text for line in ear.customer[-REACH:])
    figures = _figures(t.word for t in tokens(text))
    known = _figures(word for line in ear.customer for word in line.words) if figures else set()
    if known and not figures <= known:
        return False
    shared = [stem for stem in mine if stem in theirs]
    if not shared:
        return None
    if any(is_specific(s) and not mine[s] & theirs[s] for s in shared):
        return False
    return True if len(shared) >= SAID_SHARE * len(mine) else None


def _figures(words: Iterable[str]) -> set[str]:
    """Give the figures among words, also those written as words; "one" is more often no figure."""
    return {figure for word in words if (figure := _NUMBERS.get(word, word)).isdigit()}


def _polarity(texts: Iterable[str]) -> dict[str, frozenset[bool]]:
    """Give each content stem with the polarities it stands in (True: affirmed)."""
    out: dict[str, frozenset[bool]] = {}
    for text in texts:
        for stem, polarities in _polarity_in(text):
            out[stem] = out.get(stem, frozenset()) | polarities
    return out


@lru_cache(maxsize=1024)  # a customer's line may be gone back to for some turns
def _polarity_in(text: str) -> tuple[tuple[str, frozenset[bool]], ...]:
    out: dict[str, frozenset[bool]] = {}
    for sentence in sentences(text):
        governed = 0
        for word in words_in(sentence):
            if _DENIES.match(word):
                governed = _GOVERNED
                continue
            if word in _TURNS:
                governed = 0
            stem = canon(word)
            if is_content(stem):
                out[stem] = out.get(stem, frozenset()) | {governed == 0}
            governed = max(0, governed - 1)
    return tuple(out.items())
