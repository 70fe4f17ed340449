"""Room `voicing`, the check: no reason, need or wish that was not released.

A joining word (because, so that) may stand where one released piece holds what it joins. A confession (the truth is,
what I really want, I need) may stand only where the customer's own lines have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.conversation.voicing.checking.bounds import Flaw, Kind, flaw
from trainer.conversation.voicing.checking.ground import Ground, all_stems
from trainer.conversation.voicing.checking.tables import either, stems, words
from trainer.conversation.voicing.checking.wordlists import is_free
from trainer.language.text import canon, flat, is_content

_JOINING = either(
    r"""
    because\b
    cause\b
    cos\b
    so that\b
    so (?:i|we|they|nobody|no one|nothing|somebody|you) \w+
    since\b
    (?:that's|this is|which is|that is) why\b
    the reason\b
    for that reason
    otherwise\b
    or else\b
    in case\b
    in order to\b
    therefore\b
    due to\b
    thanks to\b
    owing to\b
    on account of\b
    as long as\b
    now that\b
    if only\b
    without (?:it|that|them|this)\b
    it(?:'s| is) (?:for|to|(?:all )?about)\b
    so as to\b
    to make sure
    (?:just|only) to\b
    to (?:keep|avoid|feel|show|prove)\b
    for my\b
    for the sake
    for fear
    """
)
_CONFESSING = either(
    r"""
    the truth is
    truth be told
    to tell (?:you )?the truth
    in truth
    deep down
    underneath it all
    at (?:heart|bottom)\b
    in my heart
    (?:the )?real(?:ly)? reason
    the real thing
    secretly
    between you and me
    what (?:i|we) (?:really |truly |actually )?(?:want|need|like|love|fear|miss|care)
    what (?:really )?matters
    what it(?:'s| is) (?:really )?about
    all (?:i|we) (?:really )?(?:want|need|wish)
    the (?:main|whole|only) (?:point|thing) is
    i(?:'ve)? (?:(?:really|just|only|simply|truly|always) )*(?:want|need|crave|long|fear|dread|wish|hope)(?:ed|s)?\b
    i(?:'ve)? (?:(?:really|just|only|simply|truly|always) )*worr(?:ied|y)\b
    i(?:'d| would) (?:feel|be (?:lost|alone|lonely|nobody|nothing))
    i(?:'m| am) (?:(?:just|only|really|simply|so|too) )*(?:afraid|scared|frightened|terrified|worried)
    i(?:'m| am) (?:(?:just|only|really|simply|so|too) )*(?:lonely|ashamed|tired|anxious)
    (?:it|that|this|which) (?:really |just |always )?(?:makes|made|lets|helps|gives|gave|keeps|kept) (?:me|us|my)\b
    (?:it|that|this|which) (?:really |just |always )?means (?:me|so much|everything)
    (?:makes|made|making) me feel
    (?:i|we|they|it|nobody|you) (?:\w+ )?feels?\b
    i(?:'ve)? felt
    i (?:can't|couldn't) (?:bear|stand|live|face|cope|help)
    i don't want
    i never (?:want|get)
    (?:it's )?the (?:only|one) (?:time|place|way|peace|moment)
    it's the (?:only|one) thing
    means (?:a lot|the world|everything)
    i depend
    depends on it
    i owe
    rather (?:pay|not|than)
    i just like
    i like (?:being|to be)
    like being
    reminds me
    """
)
#: Turns of phrase in which such words confess nothing.
_IDIOMS = either(
    r"""
    i(?:'m| am) afraid(?: so| not| that's| it's| i|,|\.|$)
    i need(?:n't| not| to (?:turn|stop|go|think|look|see|check|say|get))
    i hope (?:so|not|that's|you)
    i wish you
    i want you
    i wanted to say
    you feel\b
    the only thing is
    """,
    before="(?:",
)
_NEEDS = stems("need fear worry worried afraid dread feel feels felt")
#: Joining words that may stand alone, with nothing telling behind them, where the gist has one of them.
_LIGHT = words("so because since cause cos")


def flaws_of_reason(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give the reasons of an answer that were not released."""
    own = " ".join(flat(line) for line in ground.own)
    for sentence in ground.fresh(text):
        low = flat(sentence)
        for found in _CONFESSING.finditer(low):
            if found.group() not in own and not _idiom(low, found, ground):
                yield flaw(Kind.REASON, found.group(), "Leave out {}; give no reason or wish that you were not given.")
                break
        for found in _JOINING.finditer(low):
            if not _joined_before(low, found, ground):
                yield flaw(Kind.REASON, low[found.start() :], "Leave out {}; give no reason that you were not given.")
                break


def _idiom(low: str, found: re.Match[str], ground: Ground) -> bool:
    if _IDIOMS.match(low, found.start()):
        return True
    # Whether a need or fear that was released is denied or affirmed is for the check on opposites.
    head = canon(found.group().split()[-1])
    return head in _NEEDS and head in ground.gist_stems


def _joined_before(low: str, found: re.Match[str], ground: Ground) -> bool:
    """Say whether one released or earlier line holds the telling words on both sides of a joining word."""
    after = _telling(low[found.end() :]) or _content(low[found.end() :])
    if not after:
        return _stands_alone(low, found, ground)
    before = _telling(low[: found.start()]) & ground.own_stems
    for line in ground.own:
        stems = all_stems(line)
        if found.group() in flat(line):
            return True
        if after and after <= stems and (not before or before & stems):
            return True
    return False


def _stands_alone(low: str, found: re.Match[str], ground: Ground) -> bool:
    """Say whether a joining word with nothing telling behind it only takes up the gist."""
    first = found.group().split()[0]
    if first in ground.gist_words & _LIGHT or (first == "otherwise" and "if" in ground.gist_words):
        return True
    before = _content(low[: found.start()])
    return (
        first in ("that's", "which")
        and bool(before)
        and any(before <= all_stems(piece) for piece in ground.bounds.gist)
    )


def _content(part: str) -> frozenset[str]:
    return frozenset(s for s in all_stems(part) if is_content(s))


def _telling(part: str) -> frozenset[str]:
    return frozenset(s for s in all_stems(part) if is_content(s) and not is_free(s))
