"""Room `voicing`, the check: nothing new beyond a few words of everyday talk."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.conversation.voicing.checking.bounds import Flaw, Kind, flaw
from trainer.conversation.voicing.checking.counts import counts_in
from trainer.conversation.voicing.checking.ground import Ground, all_stems, clauses_of
from trainer.conversation.voicing.checking.guesses import supposes
from trainer.conversation.voicing.checking.leaks import REMEDY
from trainer.conversation.voicing.checking.tables import either, stems, words
from trainer.conversation.voicing.checking.wordlists import is_charged, is_free
from trainer.language.text import Token, is_content, sentences, tokens, without_gestures

#: Words that are neither given nor everyday talk: one for so many words of the answer, so hardly ever any.
WORDS_FOR_ONE = 60
#: Everyday words that were not given tell something when there are many of them: at most so many in a sentence, in all.
MOST_EVERYDAY = 3
MOST_EVERYDAY_IN_ALL = 6
#: A clause of so many words without one of what was released or said is no filler any more.
LONGEST_FILLER = 5

#: Turns of phrase in which a charged word claims nothing.
_IDIOMS = either(
    r"""
    i'm afraid (?:so|not|that|it|i)\b
    i'm afraid[,.]
    i'd (?:love|hate) to (?:say|tell|help|know)\b
    needn't\b
    no need\b
    need to (?:know|say|think)\b
    to be (?:fair|safe)\b
    for heaven's sake
    dead (?:sure|easy|right|simple)\b
    to death
    bored? you\b
    (?:by|at) heart\b
    fair play
    on foot\b
    pay attention
    at any cost
    bless (?:my|your) heart
    worry not
    (?:don't|not to) worry\b
    no worries
    never fear
    """
)


def flaws_of_novelty(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give what an answer adds."""
    spoken = _IDIOMS.sub(" ", without_gestures(text).replace("’", "'").lower())
    fresh = list(dict.fromkeys(t for t in tokens(spoken) if not _given(t, ground)))
    claims = [t for t in fresh if is_charged(t.stem)]
    if claims:
        yield flaw(Kind.NEW, _words(claims), REMEDY)
        return
    new = [t for t in fresh if not is_free(t.stem) and not counts_in(t.raw)]
    if len({t.stem for t in new}) > len(tokens(spoken)) // WORDS_FOR_ONE:
        yield flaw(Kind.NEW, _words(new), REMEDY)
        return
    if everyday := _too_many(spoken, ground):
        yield flaw(Kind.NEW, _words(everyday), REMEDY)
        return
    yield from _out_of_nowhere(text, ground)


#: Verbs with which somebody only talks about talking.
_TALK = stems("""
    say tell suppose reckon admit swear promise believe expect guess bet try ask answer remember laugh joke
    think mean know hear add put start begin stop explain describe imagine wonder hope wish love hate like need
    see look listen speak call mind bother
""")
_SELF = words("i i'm i've i'd i'll me my mine myself we we're we've we'd we'll us our")


def _too_many(spoken: str, ground: Ground) -> list[Token]:
    """Give the everyday words that were not given, where there are too many to be only talk."""
    every: list[Token] = []
    for sentence in sentences(spoken):
        mine = [t for t in tokens(sentence) if not _given(t, ground) and t.stem not in _TALK]
        every += mine
        if len({t.stem for t in mine}) > MOST_EVERYDAY:
            return mine
    return every if len({t.stem for t in every}) > MOST_EVERYDAY_IN_ALL else []


def _out_of_nowhere(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give a clause in everyday words that has none of what was released or said: a long one, or one on oneself."""
    line = ground.bounds.heard[-1] if ground.bounds.heard else ""
    asked = frozenset() if supposes(line) else all_stems(line)
    for sentence in ground.fresh(without_gestures(text)):
        for clause in clauses_of(sentence):
            if any(is_content(t.stem) and ground.is_said(t) for t in clause.words):
                continue
            told = [t for t in clause.words if is_content(t.stem) and t.stem not in _TALK]
            # "Once we're home" after "once you're home" only takes up an everyday word of the question.
            own = any(t.word in _SELF for t in clause.words) and bool(told) and not any(t.stem in asked for t in told)
            if own or len(clause.words) > LONGEST_FILLER:
                yield flaw(Kind.NEW, " ".join(t.raw for t in clause.words), REMEDY)
                return


def _given(token: Token, ground: Ground) -> bool:
    return not is_content(token.stem) or ground.is_given(token)


def _words(found: list[Token]) -> str:
    return ", ".join(dict.fromkeys(token.raw for token in found))
