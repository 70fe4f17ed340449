"""Room `voicing`, the check: nothing of what is locked, not even in everyday words.

A telling word that stands only in locked lines is enough. Everyday words are not; but a few of them from one and the
same locked sentence say what it says. The remedy is the one for anything new, so that a retry cannot learn from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from trainer.conversation.voicing.checking.bounds import Flaw, Kind, flaw
from trainer.conversation.voicing.checking.ground import Ground, plain_words
from trainer.language.text import Token, canon, is_content, sentences, shingles, tokens, without_gestures

REMEDY = "Leave out {}; say only what you were given."
#: Everyday words of one locked sentence that were not given: so many say what it says.
FEW = 2
#: The same, counting words that are public but that the customer has not said.
SOME = 3
#: Words in a row, one of them no function word and not said before; and words that make a sentence worth comparing.
RUN = 4
WHOLE = 3


def flaws_of_leaks(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give the words of an answer that come from what is locked."""
    spoken = without_gestures(text)
    locked = [t for t in tokens(spoken) if t.stem in ground.secret_stems and not ground.is_said(t)]
    if locked:
        yield flaw(Kind.SECRET, ", ".join(dict.fromkeys(t.raw for t in locked)), REMEDY)
        return
    for sentence in ground.fresh(spoken):
        if words := _told(sentence, ground):
            yield flaw(Kind.SECRET, words, REMEDY)
            return


def _told(sentence: str, ground: Ground) -> str:
    """Give the words of a sentence that together stand in one locked sentence, or nothing."""
    words = plain_words(sentence)
    if len(words) >= WHOLE and words in ground.secret_sentences:
        return sentence
    mine = {t.stem: t for t in tokens(sentence) if is_content(t.stem) and not ground.is_said(t)}
    if mine:
        for line in ground.bounds.secret:
            for stems in _sentences(line):
                shared = [token for stem, token in mine.items() if stem in stems]
                unheard = [token for token in shared if not ground.is_given(token)]
                if len(shared) >= SOME or len(unheard) >= FEW:
                    return ", ".join(token.raw for token in shared)
    return _run(tokens(sentence), ground)


def _run(line: tuple[Token, ...], ground: Ground) -> str:
    """Give a run of words that stands in a locked line and that nobody has said."""
    for place, run in enumerate(shingles((token.word for token in line), RUN)):
        fresh = (t for t in line[place : place + RUN] if is_content(t.stem) and not ground.is_said(t))
        if run in ground.secret_runs and any(fresh):
            return " ".join(token.raw for token in line[place : place + RUN])
    return ""


@lru_cache(maxsize=4096)
def _sentences(line: str) -> tuple[frozenset[str], ...]:
    cut = (plain_words(sentence) for sentence in sentences(line))
    return tuple(frozenset(s for s in map(canon, words) if is_content(s)) for words in cut)
