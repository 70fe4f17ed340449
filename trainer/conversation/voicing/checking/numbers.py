"""Room `voicing`, the check: every number in an answer was given, and stands with what it was given for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from trainer.conversation.voicing.checking.bounds import Flaw, Kind, flaw
from trainer.conversation.voicing.checking.counts import Count, counts_in
from trainer.conversation.voicing.checking.ground import Ground
from trainer.conversation.voicing.checking.wordlists import is_free
from trainer.language.text import flat, tokens

_REMEDY = "Leave out {} or use the number exactly as it was given."


def flaws_of_numbers(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give the numbers that nobody gave, or that were given for something else."""
    gist = _counts(ground.bounds.gist)
    plain = flat(" ".join(ground.bounds.gist))
    given = (*gist, *_counts(ground.bounds.said), *_counts(ground.bounds.public))
    counted = {count.things[0] for count in gist if count.things and not count.weak}
    told = {thing for count in counts_in(text) for thing in count.things}
    for sentence in ground.fresh(text):
        # "A year" where the gist has two.
        for article, thing in pairwise(tokens(sentence)):
            if article.word in ("a", "an") and thing.stem in counted - told and f"a {thing.word}" not in plain:
                yield flaw(Kind.NUMBER, f"{article.raw} {thing.raw}", _REMEDY)
        for count in counts_in(sentence):
            if not _stands(count, gist, given):
                yield flaw(Kind.NUMBER, count.words, _REMEDY)


def _counts(texts: tuple[str, ...]) -> tuple[Count, ...]:
    return tuple(count for text in texts for count in counts_in(text))


def _stands(count: Count, gist: tuple[Count, ...], given: tuple[Count, ...]) -> bool:
    if count.clock:
        return _clock_stands(count, gist, given)
    same = [other for other in given if not other.clock and other.value == count.value]
    if _counted_otherwise(count, same, gist, given) or _put_otherwise(count, gist):
        return False
    if count.weak:
        return True
    if not same:
        return _part_of_clock(count, gist)
    if not count.things:
        return any(other in gist or other.around & count.around - _free(count.around) for other in same)
    return any(
        not other.things or set(count.things) & set(other.things) or count.things[0] in other.around for other in same
    )


def _counted_otherwise(count: Count, same: list[Count], gist: tuple[Count, ...], given: tuple[Count, ...]) -> bool:
    """Say whether what is counted was given with another number, and never with this one."""
    if not count.things:
        return False
    thing = count.things[0]
    if any(thing in other.things or (not other.things and thing in other.around) for other in same):
        return False
    # A weak "one" or "first" contradicts only what this very turn tells.
    pool = gist if count.weak else given
    return any(other.things[:1] == (thing,) and other.value != count.value and not other.weak for other in pool)


def _put_otherwise(count: Count, gist: tuple[Count, ...]) -> bool:
    """Say whether the gist has another number behind the same two words ("my log says"), and never this one."""
    values = {other.value for other in gist if other.before == count.before and not other.clock}
    return bool(count.before) and bool(values) and count.value not in values


def _clock_stands(count: Count, gist: tuple[Count, ...], given: tuple[Count, ...]) -> bool:
    # Times from before count only where this turn tells none.
    times = [other.value for other in gist if other.clock] or [other.value for other in given if other.clock]
    if count.value in times:
        return True
    if count.value < 0:
        return any(value >= 0 and value % 60 == -count.value for value in times)
    # "At half past" after "twenty-four past three": minute and hour were given apart.
    hours = {int(other.value // 60) for other in gist if other.clock and other.value >= 0}
    hours |= {int(other.value) % 12 for other in gist if not other.clock and 1 <= other.value <= 12}
    return -(count.value % 60) in times and int(count.value // 60) in hours


def _part_of_clock(count: Count, gist: tuple[Count, ...]) -> bool:
    """Say whether a bare number is the hour of a time that was given ("three" of "half three")."""
    hours = {other.value / 60 for other in gist if other.clock and other.value >= 0}
    return not count.things and count.value in hours


def _free(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(s for s in stems if is_free(s))
