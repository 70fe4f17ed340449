"""Room `voicing`, the check: what had to be told was told."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.conversation.voicing.checking.bounds import Flaw, Kind, flaw
from trainer.conversation.voicing.checking.counts import counts_in
from trainer.conversation.voicing.checking.ground import Ground, all_stems
from trainer.language.text import canon, is_content, without_gestures

#: Share of the core words that an answer must hold. Numbers and everyday words are no core words where others are left.
LEAST_CORE = 0.6
#: Share of all telling words of the piece.
LEAST_ALL = 0.34


def flaws_of_cover(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give a flaw for each piece that had to be told and was not."""
    said = all_stems(without_gestures(text))
    bounds = ground.bounds
    for place, piece in enumerate(bounds.must):
        others = bounds.keys[place] if place < len(bounds.keys) else ()
        if not covered(piece, others, said):
            yield flaw(Kind.UNSAID, "", f"Say what you were given to say: {_shown(piece)}")


def _shown(piece: str) -> str:
    """Give a piece as a reminder; it was released and stands in the prompt already."""
    return piece if len(piece) <= 200 else piece[:199].rstrip() + "…"


def covered(piece: str, others: tuple[str, ...], said: frozenset[str]) -> bool:
    """Say whether the core words of a piece are among what was said."""
    telling = _telling(piece)
    if not telling:
        return True
    versions = [stems for other in others if (stems := _telling(other))]
    core = set(telling)
    if len(versions) > 1:
        core = {s for s in telling if 2 * sum(s in version for version in versions) > len(versions)}
    core = core or set(telling)
    return len(core & said) >= LEAST_CORE * len(core) and len(telling & said) >= LEAST_ALL * len(telling)


def _telling(text: str) -> frozenset[str]:
    plain = without_gestures(text)
    telling = frozenset(s for s in all_stems(plain) if is_content(s))
    # The check on numbers sees to them; "3:24" says "twenty-four past three".
    counted = frozenset(canon(word) for count in counts_in(plain) for word in count.words.split())
    return telling - counted or telling
