"""Room `voicing`, the check: an answer does not say the opposite of what was released or said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from trainer.conversation.voicing.checking.bounds import Flaw, Kind, flaw
from trainer.conversation.voicing.checking.ground import Clause, Ground, clauses_of, plain_words
from trainer.conversation.voicing.checking.guesses import answers_against
from trainer.conversation.voicing.checking.tables import words
from trainer.conversation.voicing.checking.wordlists import forms_of, is_free
from trainer.language.text import Token, flat, is_content, sentences

_NOT = words("""
    not no never nobody nothing none neither nor without hardly scarcely barely cannot nowhere nought few seldom
    don't doesn't didn't isn't wasn't aren't weren't won't wouldn't can't couldn't shouldn't haven't hasn't
    hadn't ain't mustn't needn't stopped stop quit skipped skip missed refuse refused fail failed forgot avoid
    instead
""")
#: In an authored line these leave open whether what follows is so.
_OPEN = words("before if whether unless till until")
#: One row a line: a word of one side, put in place of one of another side, says something else.
_OPPOSITES = """
    up / down
    standing stand stood feet / sitting sit sat seated
    open opened / shut closed close
    always / never
    full / empty
    win won / lose lost
    day days / night nights
    first / last
    everybody everyone all / nobody none
    more / less
    before / after
    left / right
    hot warm / cold perishing freezing
    on / off
    early / late
    old / new young
    summer / winter
    red / green / blue / silver / gold / white / black / grey / yellow / brown / pink / purple / orange
    buy bought / sell sold
    agree agreed / disagree disagreed
    quiet silent / loud noisy
    big large / small little tiny
    easy / hard difficult
    same / different
    remember / forget
    son sons / daughter daughters
    mother / father
    husband / wife
    brother / sister
    north / south / east / west
    hour hours / minute minutes / second seconds / month months / week weeks / year years / days
    quick fast quickly / slow slowly
    good / bad
    cheap / expensive dear
    heavy / light
    long / short
    high / low
    strong / weak
    clean / dirty
    wet / dry
    like love / dislike hate
    true / false untrue
    inside / outside
    upstairs / downstairs
"""


def _read_sides() -> dict[str, tuple[int, int]]:
    """Give, for each word, its row and its side."""
    rows = [[side.split() for side in row.split("/")] for row in _OPPOSITES.strip().split("\n")]
    return {word: (row, side) for row, sides in enumerate(rows) for side, listed in enumerate(sides) for word in listed}


_SIDES = _read_sides()
#: How many words behind a word of denial an answer denies for certain, and how many an authored line may deny.
NEAR = 7
FAR = 12
#: A short sentence, of so many words, is the same as another from this share of common words on.
LEAST_SAME = 3
MOST_SAME = 12
SAME = 0.75
_PLAIN_NOT = frozenset(word for word in _NOT if word.endswith("n't")) | words("not no never cannot")
#: "Isn't it" at the end of a clause denies nothing.
_TAG = re.compile(r",? (?:isn|doesn|don|didn|wasn|haven|hasn|aren|won|can)'t (?:it|i|you|he|she|we|they)\b")
_HELPERS = words("do does did is was are were will would can could should have has had")
_NO_DENIAL = frozenset(
    ("not", follows) for follows in ("since", "until", "till", "only", "just", "even", "exactly", "to")
)


def flaws_of_polarity(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give where an answer denies what was told, or tells what was denied."""
    remedy = "{} says the opposite of what you were given; say what you were given."
    if against := answers_against(text, ground):
        yield flaw(Kind.CONTRADICTS, against, remedy)
    denied, told = _sides_of(ground.own)
    gist_denied, gist_told = _sides_of(ground.bounds.gist)
    denied_now = (denied - told) | (gist_denied - gist_told)
    for sentence in ground.fresh(text):
        cut = clauses_of(sentence)
        if _turned(sentence, ground.bounds.gist):
            yield flaw(Kind.CONTRADICTS, sentence, remedy)
            continue
        denies = any(token.word in _NOT for clause in cut for token in clause.words)
        for clause in cut:
            scope = [t for t in _scope(clause, NEAR) if _counts(t, ground)]
            denies_told = all(t.stem in told for t in scope) and any(t.stem not in denied for t in scope)
            tells_denied = any(t.stem in denied_now and _counts(t, ground) for t in clause.words)
            if denies_told or (tells_denied and not denies):
                yield flaw(Kind.CONTRADICTS, _words(clause), remedy)
    yield from _opposites(text, ground)


def _counts(token: Token, ground: Ground) -> bool:
    """Say whether denying a word denies something: a telling word, or any that the gist has."""
    return is_content(token.stem) and (not is_free(token.stem) or token.stem in ground.gist_stems)


def _words(clause: Clause) -> str:
    return " ".join(token.raw for token in clause.words)


@lru_cache(maxsize=4096)
def _scope(clause: Clause, reach: int, denials: frozenset[str] = _NOT) -> tuple[Token, ...]:
    """Give the words that a clause denies: those behind a word of denial, near enough."""
    for place, token in enumerate(clause.words):
        follows = clause.words[place + 1].word if place + 1 < len(clause.words) else ""
        if token.word in denials and (token.word, follows) not in _NO_DENIAL:
            return clause.words[place + 1 : place + 1 + reach]
    return ()


@lru_cache(maxsize=2048)
def _denied_and_told(text: str) -> tuple[frozenset[str], frozenset[str]]:
    denied: set[str] = set()
    told: set[str] = set()
    for clause in clauses_of(text):
        denied |= {t.stem for t in _scope(clause, FAR, _NOT | _OPEN)}
        told |= {t.stem for t in clause.words} - {t.stem for t in _scope(clause, NEAR)}
    return _all_forms(denied), _all_forms(told)


def _all_forms(stems: set[str]) -> frozenset[str]:
    return frozenset(stems).union(*map(forms_of, stems))


def _turned(sentence: str, gist: tuple[str, ...]) -> bool:
    """Say whether a sentence is one of the gist with a denial put in or taken out ("it doesn't do that")."""
    mine, denies = _stripped(sentence)
    for piece in gist:
        for other in sentences(piece):
            its, denied = _stripped(other)
            if denies == denied or not LEAST_SAME <= len(its) <= MOST_SAME:
                continue
            if len(mine & its) >= SAME * len(mine | its):
                return True
    return False


@lru_cache(maxsize=2048)
def _stripped(sentence: str) -> tuple[frozenset[str], bool]:
    """Give the words of a sentence without denials and their helpers, and whether it denies."""
    every = plain_words(_TAG.sub("", flat(sentence)))
    denies = any(word in _PLAIN_NOT for word in every)
    return frozenset(word for word in every if word not in _PLAIN_NOT and word not in _HELPERS), denies


def _sides_of(lines: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    pairs = [_denied_and_told(line) for line in lines]
    return frozenset().union(*(p[0] for p in pairs)), frozenset().union(*(p[1] for p in pairs))


def _opposites(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give words that took the place of their opposite: the gist's own word is gone."""
    gist = _sided(" ".join(ground.bounds.gist))
    own = {word for line in ground.own for word in _sided(line)}
    mine = _sided(text)
    for word in sorted(mine):
        row, side = _SIDES[word]
        if any(_SIDES[w] == (row, side) for w in own) or any(_SIDES[w][0] == row and w in mine for w in gist):
            continue
        if any(_SIDES[w][0] == row for w in gist):
            yield flaw(Kind.CONTRADICTS, word, "{} is not what you were given; say what you were given.")


@lru_cache(maxsize=4096)
def _sided(text: str) -> frozenset[str]:
    return frozenset(t.word for clause in clauses_of(text) for t in clause.words if t.word in _SIDES)
