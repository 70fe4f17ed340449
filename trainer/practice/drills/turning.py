"""Room `practice`, drills: do a few words given back stand as the customer said them, or have they been turned round?"""

from __future__ import annotations

import re

from trainer.language.text import stem, tokens

#: A word of the interviewer's → what the customer would have said of themselves.
_SWAPS = {"you": {"i", "me", "we", "us"}, "your": {"my", "our"}, "yours": {"mine", "ours"}, "are": {"am"}}
_SWAPS |= {"be": {"were", "was", "is", "are", "am", "been"}}
_SWAPS |= {
    "you're": {"i'm", "we're"},
    "you've": {"i've", "we've"},
    "you'd": {"i'd", "we'd"},
    "you'll": {"i'll", "we'll"},
}
#: Words that point at people and things of theirs.
_POINTING = frozenset(("they", "them", "he", "him", "she", "her", "it", "that"))
_DENIES = re.compile(r"^(?:not|no|never|none|nobody|nothing|hardly|without|cannot|\w+n't|dont|doesnt|didnt|isnt|cant)$")
#: Word that ends a pair → what turns it round.
_OPPOSITES = {"up": "down", "down": "up", "on": "off", "off": "on", "in": "out", "out": "in"}


def all_theirs(line: str, last: str) -> bool:
    """Say whether every word of a line stands in the customer's last one ("still both"), "you" for their "I"."""
    known = _known(last) | _POINTING
    mine = _plain(line)
    return bool(mine) and all(_halves(word) & known or _SWAPS.get(word, set()) & known for word in mine)


def turned(line: str, last: str) -> bool:
    """Say whether a line denies what the customer said, or says what they denied, or "up" for their "down"."""
    mine, theirs = _plain(line), _plain(last)
    denied = [word for word in mine if _DENIES.match(word)]
    if denied and not any(map(_DENIES.match, theirs)):
        rest = [word for word in mine if word not in denied and word != "longer"]
        return all_theirs(" ".join(rest), last)
    verbs = {stem(verb) for no, verb in zip(theirs, theirs[1:], strict=False) if _DENIES.match(no)}
    if not denied and any(stem(word) in verbs and before != "to" for before, word in zip(mine, mine[1:], strict=False)):
        return True
    pairs = set(zip(theirs, theirs[1:], strict=False))
    return any(
        (word, _OPPOSITES.get(end)) in pairs and end not in theirs for word, end in zip(mine, mine[1:], strict=False)
    )


def denied_as_theirs(line: str, last: str) -> bool:
    """Say whether a line denies with the customer's own words ("he doesn't know")."""
    theirs = _plain(last)
    pairs = set(zip(theirs, theirs[1:], strict=False))
    mine = _plain(line)
    return any(_DENIES.match(word) and (word, then) in pairs for word, then in zip(mine, mine[1:], strict=False))


def _plain(line: str) -> list[str]:
    return [token.word for token in tokens(line)]


def _known(last: str) -> set[str]:
    return set().union(*map(_halves, _plain(last)))


def _halves(word: str) -> set[str]:
    """Give a word and, of "it's", the "it"."""
    return {word, re.sub(r"'(?:s|re|ve|d|ll)$", "", word)}
