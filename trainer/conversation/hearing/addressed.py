"""Room `hearing`: to whom of two people on a call a line is said. By how it calls them, not by what it asks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from trainer.conversation.hearing.heard import OTHER
from trainer.language.text import tokens

_BOTH = re.compile(
    r"\b(?:(?:both|each|either|the two|the pair) of you|you (?:two|both|each)|you're both|for both)\b", re.IGNORECASE
)
_TURNS = re.compile(r"^(?:and |so |or )?(?:(?:what|how) about |for |from )?you\s*[?!.…]*$", re.IGNORECASE)
#: What may stand before the name of somebody who is called.
_BEFORE = (
    r"(?:(?:and|so|but|ok|okay|well|now|right|yes|no|thanks|thank you|hello|hi|hey|good (?:morning|afternoon)|sorry"
    r"|welcome)\b[\s,.!]*){0,3}"
)
#: What follows a name that is called and not only talked about: a stop, or a question to "you".
_AFTER = (
    r"(?=\s*(?:[,:;.!?…–—-]|$)|\s+(?:what|how|when|where|who|why|which|tell|you|your|walk|take|may|(?:do|did|were|are|have"
    r"|had|can|could|would|will) (?:you|I))\b)"
)
_STOPS = " ,:;.!?…–—-"


def called(text: str, people: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], str]:
    """Say who of `people` (id, name) a line is said to, and give what it says to them without their name before it.

    The ids are empty where it calls nobody, and `OTHER` where it turns to whoever did not speak last ("And you?").
    """
    everybody = tuple(people)
    line = " ".join(text.split()).replace("’", "'")
    if _BOTH.search(line):
        return tuple(id_ for id_, _ in everybody), text
    to = tuple(id_ for id_, name in everybody if any(way.search(line) for way in _ways(name)))
    if not to and _TURNS.match(line):
        return (OTHER,), text
    return to, _without_name(text, [name for id_, name in everybody if id_ in to])


def _whole(name: str) -> str:
    """Give the pattern of a first name with or without what follows it."""
    first, *rest = (re.escape(part) for part in name.split())
    surname = r"\s+".join(rest)
    return rf"{first}(?:\s+{surname})?" if rest else first


@lru_cache(maxsize=16)
def _ways(name: str) -> tuple[re.Pattern[str], ...]:
    """Give how somebody of this name is called: first, last, or after "you"."""
    whole = _whole(name)
    ways = (
        rf"^{_BEFORE}{whole}\b{_AFTER}",
        rf"[.?!…]\s+{_BEFORE}{whole}\b{_AFTER}",
        rf"[,–—-]\s*{whole}\s*(?:[.?!…]|$)",
        rf"\byou,?\s+{whole}\b",
        rf"\b(?:question|one|turn) (?:to|for) {whole}\b",
    )
    return tuple(re.compile(way, re.IGNORECASE) for way in ways)


def _without_name(text: str, names: list[str]) -> str:
    """Give a line without a name that stands alone before it: what is asked is the rest."""
    for name in names:
        found = re.match(rf"\s*(?:and\s+|so\s+)?{_whole(name)}\s*[,:;!?.…–—-]+\s*", text, re.IGNORECASE)
        if found and tokens(rest := text[found.end() :].lstrip(_STOPS)):
            return rest
    return text
