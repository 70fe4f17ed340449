"""Room `voicing`, the check: reads the numbers in a text, with what they count: digits, words, clock times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from trainer.conversation.voicing.checking.tables import places
from trainer.language.text import canon, flat, is_content, sentences

_UNITS = places("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
""")
_TENS = {word: 10 * tens for word, tens in places("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()}
_POWERS = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "hundreds": 100, "thousands": 1000, "grand": 1000,
           "k": 1000, "millions": 1_000_000}  # fmt: skip
_ORDINALS = {"thirtieth": 30} | places("""
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
""", 1)  # fmt: skip
_OTHERS = {"nought": 0.0, "nil": 0.0, "dozen": 12.0, "dozens": 12.0, "couple": 2.0, "pair": 2.0, "half": 0.5,
           "quarter": 0.25, "quarters": 0.25, "thirds": 1 / 3, "double": 2.0, "triple": 3.0, "halves": 0.5,
           "tens": 10.0, "score": 20.0, "fortnight": 14.0, "decade": 10.0, "decades": 10.0}  # fmt: skip
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_TOKEN = re.compile(r"\d{1,2}:\d\d|\d+(?:,\d{3})+|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£]|[.!?…,;:()]")
_STOPS = frozenset(".!?…,;:()")


@dataclass(frozen=True, slots=True)
class Count:
    """A number in a text."""

    value: float
    """Of a clock time the minutes after twelve; minus the minute where no hour is named ("at half past": -30)."""
    clock: bool
    weak: bool
    """One, first, once: often no number at all."""
    things: tuple[str, ...]
    """Stems of what it counts: the next telling words, nearest first; empty where nothing follows."""
    words: str
    around: frozenset[str]
    """The telling stems of its sentence."""
    before: tuple[str, ...]
    """The two words before it; fewer at the start of a sentence or behind a break."""


@lru_cache(maxsize=4096)
def counts_in(text: str) -> tuple[Count, ...]:
    """Give the numbers of a text in order."""
    out: list[Count] = []
    for sentence in sentences(text):
        words = [flat(m.group()).removesuffix("'s") for m in _TOKEN.finditer(sentence)]
        around = frozenset(s for s in map(canon, words) if is_content(s))
        place = 0
        while place < len(words):
            value, size, clock = _number(words, place)
            if size == 0:
                place += 1
                continue
            said = words[place : place + size]
            weak = not clock and value == 1 and said[0] in ("one", "first", "once", "1")
            things, before = _things(words, place + size, said), _before(words, place)
            out.append(Count(value, clock, weak, things, " ".join(said), around, before))
            place += size + (out[-1].things == ("seconds",))
    return tuple(out)


def _before(words: Sequence[str], place: int) -> tuple[str, ...]:
    pair = tuple(words[max(0, place - 2) : place])
    return pair if len(pair) == 2 and not _STOPS & set(pair) else ()


def _things(words: Sequence[str], place: int, said: list[str]) -> tuple[str, ...]:
    """Give what is counted: telling words right behind a number, up to a break or another number."""
    if said[-1] in _TIMES:
        return ("time",)
    out: list[str] = []
    for word in words[place : place + 4]:
        if word in _STOPS or _number([word], 0)[1]:
            # "Forty seconds" counts seconds; "second" elsewhere is an ordinal.
            if word in ("seconds", "second") and not out:
                return ("seconds",)
            break
        if word in ("%", "$", "€", "£") or (is_content(canon(word)) and word not in ("o'clock", "o’clock")):
            out.append(canon(word))
        if len(out) == 2:
            break
    return tuple(out)


def _number(words: Sequence[str], place: int) -> tuple[float, int, bool]:
    """Read a number at a place: its value, how many words it takes (0: none), and whether it is a clock time."""
    if found := _clock(words, place):
        return found
    value, size = _cardinal(words, place)
    if size:
        return value, size, False
    word = words[place]
    if word in _TIMES:
        return _TIMES[word], 1, False
    if word in _ORDINALS:
        return float(_ORDINALS[word]), 1, False
    if found_suffix := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word):
        return float(found_suffix.group(1)), 1, False
    if word in _OTHERS:
        return _OTHERS[word], 1, False
    return 0.0, 0, False


def _cardinal(words: Sequence[str], place: int) -> tuple[float, int]:
    total, current, size = 0.0, -1.0, 0
    while place + size < len(words):
        word = words[place + size]
        follows = words[place + size + 1] if place + size + 1 < len(words) else ""
        if word[0].isdecimal() and ":" not in word and current < 0:
            current, size = float(word.replace(",", "")), size + 1
        elif word in _TENS and (current < 0 or (current % 100 == 0 and current >= 100)):
            current, size = max(current, 0) + _TENS[word], size + 1
        elif word in _UNITS and (current < 0 or (current % 10 == 0 and current >= 20 and _UNITS[word] < 10)):
            current, size = max(current, 0) + _UNITS[word], size + 1
        elif word in _UNITS and current >= 100 and current % 100 == 0:
            current, size = current + _UNITS[word], size + 1
        elif word in _ORDINALS and current >= 20 and current % 10 == 0 and _ORDINALS[word] < 10 and word != "second":
            return total + current + _ORDINALS[word], size + 1
        elif word in _POWERS and (current >= 0 or (size == 0 and place and words[place - 1] == "a")):
            current, size = max(current, 1) * _POWERS[word], size + 1
            if current >= 1000:
                total, current = total + current, -1.0
        elif word == "and" and _hundreds(max(current, 0) or total) and (follows in _UNITS or follows in _TENS):
            size += 1
        else:
            break
    return (total + max(current, 0.0), size) if size else (0.0, 0)


def _hundreds(value: float) -> bool:
    return value >= 100 and value % 100 == 0


def _clock(words: Sequence[str], place: int) -> tuple[float, int, bool] | None:
    """Read "half past seven", "half three", "twenty-four past three", "quarter to", "3:24"."""
    if re.fullmatch(r"\d{1,2}:\d\d", words[place]):
        hour, minute = words[place].split(":")
        return float(int(hour) % 12 * 60 + int(minute)), 1, True
    minute_value, size = {"half": (30.0, 1), "quarter": (15.0, 1)}.get(words[place]) or _cardinal(words, place)
    if not size or place + size >= len(words):
        return None
    side = words[place + size]
    hour_value, more = _cardinal(words, place + size + 1) if place + size + 1 < len(words) else (0.0, 0)
    if side in ("past", "to") and 0 < minute_value < 60 and minute_value != 1:
        if not more or not 1 <= hour_value <= 24:
            return (-minute_value if side == "past" else minute_value - 60, size + 1, True) if side == "past" else None
        start = hour_value % 12 * 60
        return start + minute_value if side == "past" else (start - minute_value) % 720, size + 1 + more, True
    straight, more = _cardinal(words, place + 1)
    if words[place] == "half" and more and 1 <= straight <= 24:
        return straight % 12 * 60 + 30, 1 + more, True
    return None
