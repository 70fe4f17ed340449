"""Room `voicing`, the check: how its tables are written, one entry a line."""

from __future__ import annotations

import re

from trainer.language.text import canon


def words(text: str) -> frozenset[str]:
    """Give the words of a table."""
    return frozenset(text.split())


def stems(text: str) -> frozenset[str]:
    """Give the canonical stems of the words of a table."""
    return frozenset(map(canon, text.split()))


def either(table: str, before: str = r"\b(?:", after: str = ")") -> re.Pattern[str]:
    """Give a pattern that finds any line of a table; each line is a pattern of its own, for lower-case text."""
    lines = (line.strip() for line in table.split("\n"))
    return re.compile(before + "|".join(line for line in lines if line) + after)


def places(text: str, first: int = 0) -> dict[str, int]:
    """Give the words of a table with their places, counted from `first`."""
    return {word: place for place, word in enumerate(text.split(), first)}
