"""Room `hearing`: where a command may begin. The small grammar that the tables of attacks share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from trainer.language.clues import Finder, clues_of

#: Before a command: the start of a clause, an opening word, or what makes a command polite or strict. "You must list",
#: "could you list" and "list" begin alike; "what did you list" begins no command.
IMPERATIVE = (
    r"(?:^|[.!?:;,\n\"'(\[]\s*|(?:^|\s)[>*\-]\s*"
    r"|\b(?:please|now|then|and|so|but|or|instead|also|kindly|simply|okay|ok|immediately|rather|must"
    r"|mind|you to|you must|you should|you shall|you will|you'll|you may(?: as well)?|you can(?: now)?|you have to"
    r"|you need to|you might as well|you (?:are|'re) (?:\w+ )?to|can you|could you|would you|will you|i'll ask you to"
    r"|let's|let us|go ahead and|time to|(?<!you )just|(?<!could )(?<!did )(?<!do )never)\s+)"
    r"(?:please |just |kindly |now |always |only |simply |also |again )*"
)
#: Any number of small words between a verb and what it is about: "me", "all of", "to us", "the first line of".
SMALL = (
    r"(?:\W+(?:me|us|out|loud|aloud|about|all|of|the|to|for|with|in|on|up|down|over|back|just|at|least|each|"
    r"every|some"
    r"|one|any|a|an|your|whole|full|entire|exact|first|last|next|list|copy|line|lines|word|words|sentences?|part"
    r"|letters?|number|here|now|please|again|and|or|whatever|everything|anything|is|are|from|own|very|true|real|big"
    r"|deepest|darkest))*"
)
#: What a model is given. Said of the customer's work these are ordinary words, so each pattern asks for company.
RULES = (
    r"(?:instructions?|rules?|prompts?|commands?|orders?|directives?|guidelines?|guidance|restrictions?|constraints?"
    r"|limits?|limitations?|requests?|programming|filters?|safeguards?|polic(?:y|ies)|conditions?"
    r"|training)"
)


class Table:
    """Patterns of one kind of attack, searched as if they were one: `a|b|…`. Compiled where they are first needed."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Take the patterns, in the order in which they are to be preferred."""
        self.patterns = tuple(patterns)
        self._compiled: dict[int, re.Pattern[str]] = {}

    def search(self, line: str, places: Iterable[int]) -> re.Match[str] | None:
        """Give the first match of the patterns at `places`; of several that begin there, that of the first pattern."""
        best: re.Match[str] | None = None
        for place in places:
            found = self._pattern(place).search(line)
            if found and (best is None or found.start() < best.start()):
                best = found
        return best

    def _pattern(self, place: int) -> re.Pattern[str]:
        if (known := self._compiled.get(place)) is None:
            known = self._compiled[place] = re.compile(self.patterns[place])
        return known


class Tables:
    """Several tables, searched one after the other. Most lines hold nothing of them, which is found out fast."""

    def __init__(self, tables: Sequence[Table]) -> None:
        """Take the tables, in the order in which they are searched."""
        self.tables = tuple(tables)
        self._rows = tuple((table, place) for table in tables for place in range(len(table.patterns)))
        self._finder = Finder([clues_of(table.patterns[place]) for table, place in self._rows])

    def search(self, line: str) -> re.Match[str] | None:
        """Give the first match of the first table that has one."""
        likely = [self._rows[at] for at in self._finder.likely(line)]
        for table, rows in groupby(likely, key=_table_of):
            if found := table.search(line, [place for _, place in rows]):
                return found
        return None


def _table_of(row: tuple[Table, int]) -> Table:
    return row[0]


def table(*rows: tuple[str, ...]) -> Table:
    """Make a table of rows of (what they are, pattern, …); the names are for readers and stay out of it."""
    return Table(pattern for _, *patterns in rows for pattern in patterns)


def alternatives(words: str | Iterable[str]) -> str:
    """Give a pattern for any of some words (blanks split a string; `_` stands for a blank within one)."""
    items = words.split() if isinstance(words, str) else words
    return "(?:" + "|".join(item.replace("_", " ") for item in items) + ")"
