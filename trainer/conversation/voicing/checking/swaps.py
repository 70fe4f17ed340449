"""Room `voicing`, the check: no number, date or name of the gist has been put in another one's place.

Each of them may be given and still be wrong: "six or seven" is not "seven or seven". What comes oftener than in the
gist, while another one is rarer, took its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from trainer.conversation.voicing.checking.bounds import Flaw, Kind, flaw
from trainer.conversation.voicing.checking.counts import Count, counts_in
from trainer.conversation.voicing.checking.ground import Ground
from trainer.conversation.voicing.checking.names import bare, dates_of, names_of
from trainer.language.text import tokens, without_gestures


def flaws_of_swaps(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give the number, date or name that took another one's place."""
    gist, spoken = " ".join(ground.bounds.gist), without_gestures(text)
    if not ground.bounds.must:
        return
    names = frozenset().union(*map(names_of, ground.given))
    for kind, mine, given in (
        (Kind.NUMBER, _numbers(spoken), _numbers(gist)),
        (Kind.DATE, _dates(spoken), _dates(gist)),
        (Kind.NAME, _named(spoken, names) + _dates(spoken), _named(gist, names) + _dates(gist)),
    ):
        if found := _swapped(mine, given):
            words = next((c.words for c in counts_in(spoken) if kind is Kind.NUMBER and _value(c) == found), found)
            yield flaw(kind, words, "{} stands where something else belongs; use each as it was given.")


def _swapped(mine: Counter[str], given: Counter[str]) -> str:
    if not any(mine[one] < given[one] for one in given):
        return ""
    return next((one for one in mine if mine[one] > given[one]), "")


def _numbers(text: str) -> Counter[str]:
    return Counter(_value(count) for count in counts_in(text) if not count.weak)


def _value(count: Count) -> str:
    # Of a clock time the minute: its hour may be named in one place and left out in another.
    return f"{abs(count.value) % 60:g} past" if count.clock else f"{count.value:g}"


def _dates(text: str) -> Counter[str]:
    known = dates_of(text)
    words = (bare(token) for token in tokens(text))
    return Counter(word.removesuffix("s") for word in words if word.removesuffix("s") in known)


def _named(text: str, names: Iterable[str]) -> Counter[str]:
    known = frozenset(names)
    return Counter(bare(token) for token in tokens(text) if token.raw[0].isupper() and bare(token) in known)
