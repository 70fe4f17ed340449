"""Room `language`: what has to stand in a text for a pattern to match it, so that most patterns need not be tried.

A long pattern is tried at every letter of a line; whether a few words stand in a line at all is found out a hundred
times as fast. The clues are read off the pattern itself, so nobody has to keep them up.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

Clue = frozenset[str]
"""Strings of which at least one stands in every text that a pattern matches."""

#: Most strings of one clue: beyond, looking for them costs more than it spares.
MOST = 48
#: Letters of a clue's shortest string, below which it stands in any line.
LEAST_LETTERS = 2
#: Letters and signs that a class may hold to be read as a choice of them.
SMALL_CLASS = 4
#: Letters by which strings are looked up.
_GRAM = 4
_ANY = "wWdDsS"
_NOWHERE = "bBAZ"
_SIGNS = {"n": "\n", "t": "\t"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern: all that it can match where that is a few strings, else clues of it."""

    exact: Clue | None = None
    clues: tuple[Clue, ...] = ()


_EMPTY: Clue = frozenset({""})
_NOTHING = _Part(_EMPTY)
_ANYTHING = _Part()


def clues_of(pattern: str) -> tuple[Clue, ...]:
    """Give the clues of a pattern (without flags), the most telling one first; none where nothing is sure.

    Raises:
        ValueError: the pattern has something that is not read here (flags, named groups, references to groups).
    """
    reader = _Reader(pattern)
    part = reader.choice()
    if reader.at < len(pattern):
        raise ValueError(f"a bracket too many at {reader.at} of {pattern!r}")
    found = {_shortest(clue) for clue in _clues(part)}
    return tuple(sorted(found, key=lambda clue: (-min(map(len, clue)), len(clue), sorted(clue))))


class Finder:
    """Says which of many patterns a text may match at all, in about the time that one pattern takes."""

    def __init__(self, patterns: Sequence[tuple[Clue, ...]]) -> None:
        """Take the clues of each pattern (`clues_of`)."""
        self._clues = tuple(patterns)
        self._always = frozenset(place for place, clues in enumerate(patterns) if not clues)
        self._short: dict[str, list[int]] = {}
        self._long: dict[str, list[tuple[str, int]]] = {}
        for place, clues in enumerate(patterns):
            for words in min(clues, key=_cost) if clues else ():
                if len(words) < _GRAM:
                    self._short.setdefault(words, []).append(place)
                else:
                    self._long.setdefault(words[:_GRAM], []).append((words, place))

    def likely(self, text: str) -> list[int]:
        """Give the places of the patterns that may match a text, in order; no other does."""
        found = set(self._always)
        for words, places in self._short.items():
            if words in text:
                found.update(places)
        for gram in self._long.keys() & {text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)}:
            found.update(place for words, place in self._long[gram] if place not in found and words in text)
        return sorted(place for place in found if _holds(text, self._clues[place]))


class Screened:
    """A long pattern that is tried only where its clues stand in a text. Finds what the pattern finds."""

    def __init__(self, pattern: str) -> None:
        """Take a pattern without flags; see `clues_of`."""
        self.compiled = re.compile(pattern)
        self._clues = clues_of(pattern)

    def search(self, text: str) -> re.Match[str] | None:
        """Give the first match, if any."""
        return self.compiled.search(text) if _holds(text, self._clues) else None


def _holds(text: str, clues: Collection[Clue]) -> bool:
    """Say whether a text has what every clue asks for."""
    for clue in clues:
        for words in clue:
            if words in text:
                break
        else:
            return False
    return True


def _cost(clue: Clue) -> tuple[bool, int]:
    """Give how dear it is to look for a clue first: short strings stand anywhere, many take time."""
    return min(map(len, clue)) < _GRAM, len(clue)


def _clues(part: _Part) -> tuple[Clue, ...]:
    if part.exact is None:
        return part.clues
    return (part.exact,) if min(map(len, part.exact)) >= LEAST_LETTERS else ()


def _shortest(clue: Clue) -> Clue:
    """Give a clue without the strings that hold another of its strings."""
    return frozenset(one for one in clue if not any(other != one and other in one for other in clue))


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.at = 0

    def choice(self) -> _Part:
        """Read alternatives up to a closing bracket or the end."""
        branches = [self._row()]
        while self._next("|"):
            branches.append(self._row())
        if len(branches) == 1:
            return branches[0]
        exact = [one.exact for one in branches if one.exact is not None]
        if len(exact) == len(branches) and len(every := frozenset[str]().union(*exact)) <= MOST:
            return _Part(every)
        best = [max(_clues(one), key=_worth, default=None) for one in branches]
        sure = [clue for clue in best if clue is not None]
        return _Part(None, (frozenset[str]().union(*sure),)) if len(sure) == len(best) else _ANYTHING

    def _row(self) -> _Part:
        """Read what stands one after the other."""
        clues: list[Clue] = []
        run, whole = _EMPTY, True  # the strings that end here, and whether all before is in them

        def end() -> None:
            nonlocal run, whole
            clues.extend(_clues(_Part(run)))
            run, whole = _EMPTY, False

        while self.at < len(self._pattern) and self._pattern[self.at] not in "|)":
            part = self._atom()
            least, most = self._repeats()
            if least == 0 and (part.exact is None or most != 1):
                end()
                continue
            if part.exact is None:
                end()
                clues.extend(part.clues)
                continue
            options = part.exact | _EMPTY if least == 0 else part.exact
            if len(run) * len(options) > MOST:
                end()
            run = frozenset(a + b for a in run for b in options)
            if most != 1:  # at least once, and then who knows what of it comes next
                end()
        if whole:
            return _Part(run)
        end()
        return _Part(None, tuple(clues))

    def _atom(self) -> _Part:
        sign = self._take()
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._class()
        if sign == "\\":
            return self._escape()
        if sign == ".":
            return _ANYTHING
        return _NOTHING if sign in "^$" else _Part(frozenset({sign}))

    def _escape(self) -> _Part:
        sign = self._take()
        if sign in _NOWHERE:
            return _NOTHING
        if sign in _ANY:
            return _ANYTHING
        if sign in _SIGNS:
            return _Part(frozenset({_SIGNS[sign]}))
        if sign.isalnum():
            raise ValueError(f"\\{sign} is not read here: {self._pattern!r}")
        return _Part(frozenset({sign}))

    def _group(self) -> _Part:
        look = False
        if self._next("?"):
            look = self._next("<=") or self._next("<!") or self._next("=") or self._next("!")
            if not look and not self._next(":"):
                raise ValueError(f"a group that is not read here at {self.at} of {self._pattern!r}")
        part = self.choice()
        if not self._next(")"):
            raise ValueError(f"a bracket is not closed in {self._pattern!r}")
        return _NOTHING if look else part  # what is looked at may stand outside, or must not stand there

    def _class(self) -> _Part:
        negated, plain = self._next("^"), True
        signs: list[str] = []
        first = True
        while first or not self._next("]"):
            first = False
            sign = self._take()
            if sign == "\\":
                part = self._escape()
                plain = plain and part.exact is not None and part != _NOTHING
                signs += sorted(part.exact or ())
            else:
                plain = plain and not (sign == "-" and signs and not self._pattern.startswith("]", self.at))
                signs.append(sign)
        return _Part(frozenset(signs)) if plain and not negated and len(signs) <= SMALL_CLASS else _ANYTHING

    def _repeats(self) -> tuple[int, int | None]:
        """Read how often an atom may stand: least, and most (None: any number)."""
        sign = self._pattern[self.at : self.at + 1]
        times: tuple[int, int | None] = (1, 1)
        if sign and sign in "?*+":
            self._take()
            times = (1 if sign == "+" else 0, 1 if sign == "?" else None)
        elif sign == "{" and (end := self._pattern.find("}", self.at)) > 0:
            low, comma, high = self._pattern[self.at + 1 : end].partition(",")
            if not (low + high).isdigit():
                return times
            self.at = end + 1
            times = (int(low or 0), int(high) if high else None if comma else int(low))
        else:
            return times
        if not self._next("?"):  # reluctant or possessive: the pattern asks for the same
            self._next("+")
        return times

    def _take(self) -> str:
        if self.at >= len(self._pattern):
            raise ValueError(f"it breaks off: {self._pattern!r}")
        self.at += 1
        return self._pattern[self.at - 1]

    def _next(self, sign: str) -> bool:
        if not self._pattern.startswith(sign, self.at):
            return False
        self.at += len(sign)
        return True


def _worth(clue: Clue) -> tuple[int, int]:
    return min(map(len, clue)), -len(clue)
