"""Room `practice`, drills: an insight in plain words, so that its claims are found in whatever words they come."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from trainer.language.text import stem, tokens

#: Words behind a denial among which the denied ones stand ("doesn't want any of his colleagues to notice"; set).
REACH = 7
_NO = re.compile(
    r"^(?:not|no|never|nobody|none|nothing|without|hardly|barely|cannot|unable|refus\w*|avoid\w*|stopp?(?:ed|s|ing)?|fail(?:s|ed)?|\w+n't"
    r"|(?:ca|do|does|did|is|was|wo|would|could|should|has|have|had)nt)$"
)
#: Words of a denying phrase that only hold it together ("not want anyone to know").
_LITTLE = frozenset(
    ("a", "an", "the", "of", "in", "to", "with", "for", "his", "her", "their", "him", "them", "it", "is", "be", "been")
    + ("longer", "want", "any", "on")
)
_BREAK = re.compile(r"[.;:!?,–—]|\bbut\b|\bso that\b|\bbecause\b")
#: Who does not ask somebody to do a thing has not denied the thing.
_ASKED_OF = re.compile(
    r"\b((?:ask|asks|asking|press|pressing|push|pushing|force|forcing|pressure|pressuring|urge|urging|tell|beg|make|making|oblige)"
    r" (?:\w+ ){1,3}?)(?:to|into)\b"
)
#: Who cannot undo a thing has not denied it.
_STILL_SO = re.compile(
    r"\b(?:can't|cannot|can not|couldn't|could not|never|won't|doesn't|does not) (?=(?:ever )?(?:undo|change|forgive|bear|accept|get over|bring back|make up for|stop thinking)\b)"
)
#: Whom an insight is about is named once; then a pronoun stands for them, also in the next sentence.
_PEOPLE = frozenset(
    map(
        stem,
        ("sister", "brother", "son", "daughter", "husband", "wife", "mother", "father", "niece", "colleague", "team"),
    )
) | frozenset(map(stem, ("customer", "student", "people", "office")))


@lru_cache(maxsize=1)
def _groups() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    """Give a pattern for the groups' members of several words, these with their heads, and the single ones' stems."""
    text = (files("trainer.practice.drills") / "data" / "same.txt").read_text(encoding="utf-8")
    several, single = {}, {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            head, *others = (word.strip() for word in line.split(","))
            for word in others:
                if " " in word or "-" in word:
                    several[word] = head
                else:
                    single[stem(word)] = head
    pattern = "|".join(map(re.escape, sorted(several, key=len, reverse=True)))
    return re.compile(rf"\b(?:{pattern})\b"), several, single


@lru_cache(maxsize=4096)
def said_plainly(text: str) -> str:
    """Give a text in lower case with one word for each group of words that say the same; its marks stay."""
    pattern, several, single = _groups()
    line = pattern.sub(lambda found: several[found.group()], text.lower().replace("’", "'"))
    line = _STILL_SO.sub("", _ASKED_OF.sub(r"\1; to", line))
    out, at = [], 0
    for word in tokens(line):
        out += [line[at : word.start], single.get(word.stem, word.raw) if "'" not in word.raw else word.raw]
        at = word.end
    return "".join(out) + line[at:]


def without_people(phrase: str, text: str) -> str:
    """Give a phrase without the people that a text names somewhere, unless nothing would be left."""
    named = {word.stem for word in tokens(text)} & _PEOPLE
    kept = [word.raw for word in tokens(phrase) if word.stem not in named]
    return " ".join(kept) if kept and any(word not in _LITTLE for word in kept) else phrase


def denials(phrases: Iterable[str]) -> frozenset[str]:
    """Give the stems of what phrases deny ("speak", of "no longer speak")."""
    return frozenset().union(*map(_denied_in, phrases)) - _PEOPLE


@lru_cache(maxsize=4096)
def _denied_in(phrase: str) -> frozenset[str]:
    first, *rest = tokens(said_plainly(phrase)) or (None,)
    if first is None or not _NO.match(first.word):
        return frozenset()
    return frozenset(word.stem for word in rest if word.word not in _LITTLE and not _NO.match(word.word))


def denied(text: str, phrase: str) -> bool:
    """Say whether a phrase that denies ("not listen") is what a text denies, in whatever form ("he'd never listen")."""
    wanted = _denied_in(phrase)
    if not wanted:
        return False
    for part in _BREAK.split(text):
        words = tokens(part)
        for at, word in enumerate(words):
            if _NO.match(word.word) and wanted <= {other.stem for other in words[at + 1 : at + 1 + REACH]}:
                return True
    return False
