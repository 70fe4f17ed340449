"""Room `content`, lint: a voice of its own throughout. Finds lines that speak otherwise than all the others do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from statistics import median

from trainer.content.findings import Problem
from trainer.content.lint.reading import LONGEST_SENTENCE
from trainer.content.lint.spoken import Text, spoken
from trainer.content.schema import Persona
from trainer.language.text import count_words, flat, sentences, tokens, without_gestures

LEAST_WORDS = 12
"""Words; a shorter line is too little to judge a manner by."""
TIMES_AS_LONG = 7.0
"""Sentences of a line against this customer's median sentence. Shipped customers reach 6."""
SHORTENS, KEEPS = 0.8, 0.05
"""Share of short forms ("don't" for "do not") from which a customer always, and up to which never, shortens; the
shipped ones shorten 86 to 98 in a hundred, or none."""
LEAST_FORMS = 40
"""Places to shorten from which on the habit can be told."""
UNSHORTENED = 3
"""Long forms, and no short one, that make a line of somebody who shortens sound like another."""
RARE_SHOUTS = 0.01
"""Share of lines with an exclamation mark up to which a customer is no shouter, and two marks in a line stand out."""
OWN_WORD = 2
"""Lines in which a customer uses an office word, from which on it is one of theirs."""

_HEADS = r"i|it|that|he|she|we|you|they|there|what|who"
_SHORT = re.compile(
    rf"\b(?:(?:{_HEADS})'(?:m|s|re|ve|d|ll)|(?:do|does|did|is|was|has|have|had|are|were|could|would|should|wo|ca)n't)\b"
)
_LONG = re.compile(
    r"\b(?:i (?:am|have|will)|(?:it|that|he|she|there|what|who) is|(?:we|you|they) (?:are|will)|"
    r"(?:do|does|did|is|was|has|have|had|are|were|could|would|should|will) not|cannot|can not)\b(?!$|[.,;!?])"
)
#: What somebody else is quoted with: it need not sound like the customer.
_QUOTED = re.compile(r"(?<!\w)(?:'(?:[^']|(?<=\w)'(?=\w))*'|\"[^\"]*\"|“[^”]*”|‘(?:[^’]|(?<=\w)’(?=\w))*’)(?!\w)")
#: Words of reports and brochures that nobody says on a call, unless it is their way (then they say them twice).
_OFFICE = frozenset({
    "furthermore", "moreover", "additionally", "subsequently", "consequently", "notwithstanding", "regarding",
    "concerning", "pursuant", "thereby", "utilise", "utilize", "leverage", "facilitate", "commence", "optimise",
    "optimize", "streamline", "stakeholder", "stakeholders", "synergy", "synergies", "deliverable", "deliverables",
    "actionable", "impactful", "proactively", "seamless", "seamlessly", "scalable", "holistic", "holistically",
    "paradigm", "ecosystem", "learnings", "operationalise", "operationalize", "incentivise", "incentivize",
    "aforementioned", "heretofore", "henceforth", "nonetheless",
})  # fmt: skip


def manner_problems(persona: Persona) -> Iterator[Problem]:
    """Give lines that do not sound like this customer; the first thing that is wrong with each."""
    texts = [Text(text.path, _QUOTED.sub(" ", without_gestures(text.words))) for text in spoken(persona)]
    usual = median(count_words(part) for text in texts for part in sentences(text.words))
    short = sum(len(_SHORT.findall(flat(text.words))) for text in texts)
    long = sum(len(_LONG.findall(flat(text.words))) for text in texts)
    share = short / (short + long) if short + long >= LEAST_FORMS else 0.5
    shouts = sum("!" in text.words for text in texts) <= RARE_SHOUTS * len(texts)
    lines = Counter(word for text in texts for word in {token.word for token in tokens(text.words)} & _OFFICE)
    foreign = {word for word, count in lines.items() if count < OWN_WORD}
    for text in texts:
        remedy = (
            _office(text.words, foreign)
            or _forms(text.words, share)
            or _shouting(text.words, shouts)
            or _length(text.words, usual)
        )
        if remedy:
            yield Problem(text.path, "tone-drift", remedy)


def _office(words: str, foreign: set[str]) -> str:
    found = next((token.word for token in tokens(words) if token.word in foreign), "") if foreign else ""
    return found and f"Say “{found}” in this customer's own words; they talk like no report anywhere else."


def _forms(words: str, share: float) -> str:
    line = flat(words)
    if share <= KEEPS and (found := _SHORT.search(line)):
        return f"Write “{found.group()}” out; this customer never shortens."
    long = _LONG.findall(line) if share >= SHORTENS else []
    if len(long) >= UNSHORTENED and not _SHORT.search(line):
        return f"Shorten “{long[0]}” and the like; this customer nearly always does."
    return ""


def _shouting(words: str, calm: bool) -> str:
    return "Drop the exclamation marks; this customer does not shout." if calm and words.count("!") > 1 else ""


def _length(words: str, usual: float) -> str:
    count = count_words(words)
    if count < LEAST_WORDS:
        return ""
    each = count / max(1, len(sentences(words)))
    if each <= TIMES_AS_LONG * usual or each > LONGEST_SENTENCE:  # the latter is too long for anybody: `hard-sentence`
        return ""
    return f"Break the line up; its sentences have {each:.0f} words, this customer's usually {usual:g}."
