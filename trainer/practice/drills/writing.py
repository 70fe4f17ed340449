"""Room `practice`, drills: the insight written from quotes, judged by its claims as a debrief is."""

from __future__ import annotations

import re
from functools import lru_cache

from trainer.language.text import canon, phrase_of, sentences, tokens
from trainer.practice.drills import same
from trainer.practice.drills.answer import Answer
from trainer.practice.drills.reasons import RIGHT
from trainer.practice.drills.verdict import Found
from trainer.scoring.statements import is_list, is_pasted, likeness, polarity

#: Likeness with a whole wording of the insight from which it says the same (`scoring.weights.ACCEPTED_FULL`).
SAME = 0.75
#: Words of an insight at most: a sentence or two, not a report (set).
MOST_WORDS = 90
#: A denial typed without its mark ("doesnt want"); claims are read by denials, so it has to be one.
_BARE_NOT = re.compile(r"\b(ca|do|does|did|is|was|are|were|wo|would|could|should|has|have|had)nt\b", re.I)
#: Words from which a text with hardly a function word among them is a list, whatever parts them (set).
TERMS = 7
#: A noun, and no denial of what follows it.
_NOT_KNOWING = re.compile(r"(?<=\bthe )not knowing\b", re.I)
#: What parts the terms of a list. A short sentence ("She distrusts standing orders.") has few function words, too.
_PARTED = re.compile(r"[,;/\n|•+]|\s[-–—]\s")
#: Words that a phrase may lose; denials are looked at by themselves.
FUNCTION = frozenset(
    ("a", "an", "the", "of", "in", "to", "with", "for", "his", "her", "their", "your", "its", "on", "at", "by", "from")
    + ("is", "it", "be", "are", "was", "no", "not", "never", "don't", "doesn't", "didn't", "won't", "can't", "cannot")
    + ("isn't", "wasn't", "aren't")
)


def states(answer: Answer) -> Found:
    """Judge an insight: all parts of the truth stated, none denied, and no surface story instead."""
    text, item = _BARE_NOT.sub(r"\1n't", _NOT_KNOWING.sub("uncertainty", answer.mended)), answer.item
    if not text:
        return Found("empty")
    if len(answer.words) > MOST_WORDS:
        return Found("too-long", answer.text[:60])
    if is_list(text) and (_PARTED.search(text) or len(answer.words) >= TERMS):
        return Found("list", answer.text[:80])
    if is_pasted(text, item.customer):
        return Found("pasted", answer.text[:80])
    denials = same.denials(phrase for part in item.parts for phrase in part.any)
    found = {part: _stated(text, part.any, item.better, denials) for part in item.parts}
    missing = [part for part, how in found.items() if how <= 0]
    if any(how < 0 for how in found.values()):
        return Found("opposite", answer.text[:80])
    if not missing or max(likeness(text, better) for better in item.better) >= SAME:
        return Found(RIGHT, answer.text[:160])
    if polarity(text, item.decoy) > 0:
        return Found("surface", answer.text[:80])
    if len(missing) == len(item.parts):
        return Found("not-stated", answer.text[:80])
    return Found("partial", answer.text[:80], f"This is missing: {missing[0].says[:1].lower()}{missing[0].says[1:]}.")


def _stated(text: str, phrases: tuple[str, ...], own: tuple[str, ...], denials: frozenset[str] = frozenset()) -> int:
    """Give 1 where a text states a part, -1 where it denies it; where the truth is put as a denial, that states it.

    What the truth denies in another of its phrases (stems in `denials`) is not denied against it.
    """
    plain = same.said_plainly(text)
    full = [same.said_plainly(phrase) for phrase in phrases]
    loose = [same.without_people(phrase, plain) for phrase in full]
    if any(same.denied(plain, phrase) for phrase in loose):
        return 1
    held = _held(plain, loose)
    order = tuple(canon(token.word) for token in tokens(plain))
    if any(phrase.run and phrase.found_in(frozenset(order), order) for phrase in map(phrase_of, held)):
        return 1  # words of any talk ("won't talk"), as they stand
    if polarity(plain, held) > 0:
        return 1
    held = [phrase for phrase in _held(plain, full) if not _needed(phrase) & denials]
    found = polarity(plain, held)
    return 1 if found < 0 and any(polarity(same.said_plainly(line), held) < 0 for line in own) else found


def _held(text: str, phrases: list[str]) -> list[str]:
    return [phrase for phrase in phrases if any(_needed(phrase) <= _all(sentence) for sentence in sentences(text))]


@lru_cache(maxsize=4096)
def _needed(phrase: str) -> frozenset[str]:
    """Give the stems that a sentence needs for a phrase: also verbs of any talk, which debriefs leave out ("talk")."""
    return frozenset(canon(token.word) for token in tokens(phrase) if token.word not in FUNCTION)


def _all(sentence: str) -> frozenset[str]:
    return frozenset(canon(token.word) for token in tokens(sentence))
