"""Room `scoring`: what a debrief states. Claims found by their words, with polarity; lists and pastes found out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from trainer.content.schema import Motivation
from trainer.language.text import (
    canon,
    is_content,
    is_specific,
    phrase_of,
    sentences,
    shingles,
    stems_of,
    tokens,
    words_in,
)
from trainer.scoring import weights

#: A clause ends here for the reach of a negation.
_CLAUSE = re.compile(
    r"\s*(?:[.!?;:…]+|,|\bbut\b|\balthough\b|\bthough\b|\bhowever\b|\bwhile\b|\bwhereas\b|\bit's really\b|\bit is really\b|—|–)\s*"
)
_NEGATION = re.compile(
    r"\b(?:not|never|no longer|isn't|wasn't|doesn't|don't|didn't|aren't|won't|wouldn't|can't|cannot|hardly|rather than|instead of|nothing to do with|isnt|wasnt|doesnt|dont|didnt)\b"
)
#: Words by which a phrase, or a clause, says that something is not so.
_DENIES = re.compile(
    r"\b(?:not|no|never|nobody|nothing|none|without|hardly|cannot|stopped|no longer|\w+n['’]t|rather than|instead of)\b",
    re.I,
)
_GUESSES = re.compile(r"\b(?:either|or maybe|or perhaps|or else|maybe it's|perhaps it's|could be|might be|or)\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of text within which a negation reaches: its stems, and the words that stand under a negation."""

    stems: frozenset[str]
    denied: frozenset[str]
    denies: bool
    order: tuple[str, ...]


@lru_cache(maxsize=512)
def clauses(text: str) -> tuple[Clause, ...]:
    """Cut a text into clauses."""
    out = []
    for part in _CLAUSE.split(text.replace("’", "'")):
        words = tokens(part)
        if not words:
            continue
        order = tuple(t.stem for t in words)
        found = _NEGATION.search(part.lower())
        denied = frozenset(t.stem for t in words if found and t.start >= found.start())
        out.append(Clause(frozenset(order), denied, bool(_DENIES.search(part.lower())), order))
    return tuple(out)


@lru_cache(maxsize=512)
def _sentence_sets(text: str) -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    out = []
    for sentence in sentences(text):
        order = tuple(canon(t.word) for t in tokens(sentence))
        out.append((frozenset(order), order))
    return tuple(out)


def polarity(text: str, phrases: Iterable[str]) -> int:
    """Say whether a text states (1), denies (-1) or does not touch (0) what one of the phrases says."""
    seen = 0
    for text_phrase in phrases:
        phrase = phrase_of(text_phrase)
        if not any(phrase.found_in(stems, order) for stems, order in _sentence_sets(text)):
            continue
        if _DENIES.search(text_phrase):
            if any(c.denies and any(s in c.stems for s in phrase.stems if is_content(s)) for c in clauses(text)):
                return 1
            continue
        holding = [c for c in clauses(text) if phrase.stems & c.stems]
        telling = frozenset(s for s in phrase.stems if is_content(s))
        if (
            telling
            and any(telling & c.denied for c in holding)
            and not any(telling & (c.stems - c.denied) for c in holding)
        ):
            seen = seen or -1
        else:
            return 1
    return seen


def stated_share(text: str, motivation: Motivation, surface: frozenset[str] = frozenset()) -> tuple[float, float, bool]:
    """Give how much of a motivation a text states, 0 to 1, how sure that is (0 to 1), and whether it denies a part.

    By claims first: all words of one phrase in a sentence. Then by likeness with the accepted sentences, in which the
    stems of the `surface` story do not count: the truth often names what it is not.
    """
    if not text.strip():
        return 0.0, 1.0, False
    own = [s for line in (motivation.insight, *motivation.accepted) for s in sentences(line)]
    own += [claim.says for claim in motivation.claims]
    stated = denied = 0
    for claim in motivation.claims:
        found = polarity(text, claim.any)
        if found < 0 and any(polarity(sentence, claim.any) < 0 for sentence in own):
            found = 1  # the truth itself is put as a denial
        stated += found > 0
        denied += found < 0
    share = _by_claims(stated, len(motivation.claims))
    alike = max(likeness(text, accepted, surface) for accepted in (motivation.insight, *motivation.accepted))
    if alike >= weights.ACCEPTED_LEAST and not denied:
        span = (alike - weights.ACCEPTED_LEAST) / (weights.ACCEPTED_FULL - weights.ACCEPTED_LEAST)
        share = max(share, min(1.0, 0.6 + 0.4 * span))
    sure = 0.9 if stated == len(motivation.claims) or (stated == 0 and alike < 0.2) else 0.6
    return (0.0 if denied > stated else share), sure, denied > 0


def _by_claims(stated: int, claims: int) -> float:
    """Give the worth of a number of claims, 0 to 1: the first one carries much of the sense, all but one nearly all."""
    if stated in (0, claims):
        return float(stated > 0)
    return min(0.9, 0.45 + 0.55 * (stated - 1) / max(1, claims - 1) + 0.2 * (stated == claims - 1))


@lru_cache(maxsize=1024)  # the sentences of a customer's content are held against each debrief
def _telling(text: str) -> frozenset[str]:
    return frozenset(filter(is_specific, stems_of(text)))


def likeness(text: str, other: str, apart: frozenset[str] = frozenset()) -> float:
    """Give the harmonic mean of the shares of telling stems that two texts share, 0 to 1; those `apart` do not count."""
    one, two = _telling(text) - apart, _telling(other) - apart
    both = len(one & two)
    return 2.0 * both / (len(one) + len(two)) if both else 0.0


def is_list(text: str) -> bool:
    """Say whether a text heaps terms instead of saying something: hardly a function word, or guess after guess."""
    words = tokens(text)
    if len(words) < 5:
        return False
    functions = sum(1 for t in words if not is_content(t.stem))
    guesses = len(_GUESSES.findall(text.lower()))
    return functions < weights.PROSE_SHARE * len(words) or guesses >= 3


@lru_cache(maxsize=512)  # each text of a debrief is held against every line of the call
def _spaced(words: str) -> str:
    return f" {' '.join(words_in(words))} "


def is_pasted(text: str, lines: Collection[str]) -> bool:
    """Say whether most of a text is copied from the customer's lines in runs of several words."""
    words = words_in(text)
    run = weights.PASTED_RUN
    if len(words) < 2 * run:
        return False
    said = "\n".join(map(_spaced, lines))
    covered = [False] * len(words)
    for at, piece in enumerate(shingles(words, run)):
        if f" {' '.join(piece)} " in said:
            covered[at : at + run] = [True] * run
    return sum(covered) >= weights.PASTED_SHARE * len(words)
