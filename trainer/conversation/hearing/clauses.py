"""Room `hearing`: where a command may begin. The small grammar that the tables of demands and commands share."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Before a command: the start of the line or clause, an opening word, or what makes a command polite or strict.
#: "you must list", "could you list" and "list" begin alike; "what did you list" does not begin a command.
IMPERATIVE = (
    r"(?:^|[.!?:;,\n\"'(\[]\s*|(?:^|\s)[>*\-]\s*|\b(?:please|now|then|and|so|but|or|instead|also|kindly|simply|first|next|okay|ok|immediately|"
    r"mind|you to|you must|you should|you shall|you will|you'll|you may(?: as well)?|you can(?: now)?|you have to|you need to|"
    r"you might as well|you (?:are|'re) (?:\w+ )?to|can you|could you|would you|will you|let's|let us|go ahead and|time to|must|"
    r"(?<!you )just|(?<!could )(?<!did )(?<!do )never|i'll ask you to|rather)\s+)"
    r"(?:please |just |kindly |now |always |only |simply |also |again )*"
)
#: Up to three small words between a verb and what it is about: "me", "all of", "to us", "the first line of".
SMALL = (
    r"(?:\W+(?:me|us|out|loud|aloud|about|all|of|the|to|for|with|in|on|up|down|over|back|just|at|least|each|every|some|one|"
    r"any|a|an|your|whole|full|entire|exact|first|last|next|list|copy|line|lines|word|words|sentences?|part|letters?|number|"
    r"here|now|please|again|and|or|whatever|everything|anything|is|are|from|own|very|true|real|big|deepest|darkest))*"
)


def table(*rows: tuple[str, str]) -> re.Pattern[str]:
    """Compile rows of (what it is, pattern) into one pattern; names are for readers and stay out of it."""
    return re.compile("|".join(f"(?:{pattern})" for _, pattern in rows))


def alternatives(words: str | Iterable[str]) -> str:
    """Give a pattern for any of some words (blanks split a string; `_` stands for a blank within one)."""
    items = words.split() if isinstance(words, str) else words
    return "(?:" + "|".join(item.replace("_", " ") for item in items) + ")"
