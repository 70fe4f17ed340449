"""Room `voicing`, the check: names and dates of an answer were given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from trainer.conversation.voicing.checking.bounds import Flaw, Kind, flaw
from trainer.conversation.voicing.checking.ground import Ground, all_stems
from trainer.conversation.voicing.checking.tables import words
from trainer.language.spelling import is_word
from trainer.language.text import Token, canon, flat, is_content, sentences, tokens

_SHORT = {"jan": "january", "feb": "february", "mar": "march", "apr": "april", "jun": "june", "jul": "july",
          "aug": "august", "sept": "september", "sep": "september", "oct": "october", "nov": "november",
          "dec": "december", "mon": "monday", "tue": "tuesday", "wed": "wednesday", "thu": "thursday",
          "fri": "friday", "sat": "saturday", "xmas": "christmas"}  # fmt: skip
#: Words that are dates only with a capital letter, or after an article.
_AMBIGUOUS = words("may march mar fall lent sat jun mon fri sun wed")
_DATES = frozenset(_SHORT) | words("""
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday spring summer autumn fall winter easter christmas lent whitsun
    halloween yesterday tomorrow weekend weekday fortnight
""")
#: First names that are common words too; with a capital they are names.
_NAMES = words("""
    kit dot mark will bill rose grace pat sue hope joy ray art gene jack frank drew chase grant dale glen
    heather ivy lily olive daisy ruby amber dawn eve faith rob nick dean max jean carol penny sandy sky robin
    bob jim tim ted ben sam dan tom joe matt luke john james peter paul ruth ann anna mary jane kate emma tony
    pearl iris violet holly hazel basil miles guy earl duke herb sonny buddy rusty cliff ford wade wolf jade
    opal ginger tore teddy josh don ron ken les vic val bea bee dee
""")
#: Capital letters that make no name: the tongue's own.
_CAPITALS = words("i i'm i've i'd i'll ok tv cd dvd pc id god lord english mr mrs ms dr o")


def dates_in(text: str) -> dict[str, Token]:
    """Give the months, weekdays and seasons of a text, by name."""
    out: dict[str, Token] = {}
    for sentence in sentences(text):
        for place, token in enumerate(tokens(sentence)):
            word = token.word.split("'", 1)[0]
            name = word if word in _DATES else word[:-1] if word.endswith("s") and word[:-1] in _DATES else ""
            opens = place == 0 and sentence[token.end : token.end + 1] not in (",", ".", "’", "'")
            if not name or (name in _AMBIGUOUS and (token.raw[0].islower() or opens)):
                continue
            out.setdefault(_SHORT.get(name, name), token)
    return out


@lru_cache(maxsize=4096)
def dates_of(text: str) -> frozenset[str]:
    """Give the names of the dates of a text."""
    return frozenset(dates_in(text))


@lru_cache(maxsize=4096)
def names_of(text: str) -> frozenset[str]:
    """Give what may be a name in a text, in lower case without a possessive."""
    return frozenset(bare(token) for token in _capitals(text))


def bare(token: Token) -> str:
    """Give a word without what follows an apostrophe."""
    return token.word.split("'", 1)[0]


def _capitals(text: str) -> Iterator[Token]:
    """Give the words of a text that are written as names."""
    for sentence in sentences(text):
        opens = True
        for token in tokens(sentence):
            first, opens = opens, False
            before = sentence[max(0, token.start - 2) : token.start].strip()
            first = first or before[-1:] in ("'", '"', "‘", "“", ":", "*", "…")
            if not token.raw[0].isupper() or token.word in _CAPITALS or bare(token) in _CAPITALS:
                continue
            if {bare(token), bare(token).removesuffix("s")} & _DATES:
                continue
            if first and bare(token) not in _NAMES and (not is_content(token.stem) or is_word(bare(token))):
                continue
            yield token


def flaws_of_names(text: str, ground: Ground) -> Iterator[Flaw]:
    """Give the names and dates of an answer that nobody gave."""
    given = frozenset().union(*map(_spelt, ground.given))
    known = frozenset().union(*map(dates_of, ground.given))
    released = frozenset().union(*map(_spelt, ground.bounds.gist))
    told = frozenset().union(*map(dates_of, ground.bounds.gist))
    for sentence in ground.fresh(text):
        for token in _capitals(sentence):
            name = bare(token)
            if name not in given or (name not in released and not _about_same(sentence, name, names_of, ground)):
                yield flaw(Kind.NAME, token.raw, "Leave out {}; use names only as you were given them.")
        for name, token in dates_in(sentence).items():
            if name not in known or (name not in told and not _about_same(sentence, name, dates_of, ground)):
                yield flaw(Kind.DATE, token.raw, "Leave out {} or use the date exactly as it was given.")


@lru_cache(maxsize=4096)
def _spelt(text: str) -> frozenset[str]:
    return frozenset(word for token in tokens(text) for word in (bare(token), flat(token.raw)))


def _about_same(sentence: str, name: str, of: Callable[[str], frozenset[str]], ground: Ground) -> bool:
    """Say whether a name or date from before stands with something it stood with before."""
    mine = {s for s in all_stems(sentence) if is_content(s)}
    for other in (*ground.bounds.said, *ground.bounds.public):
        for line in sentences(other):
            if name in of(line) and mine & all_stems(line) - {canon(name), canon(name + "s")}:
                return True
    return False
