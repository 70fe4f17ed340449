"""Room `hearing`: where a command may begin. The small grammar that the tables of attacks share."""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def table(*rows: tuple[str, ...]) -> re.Pattern[str]:
    """Compile rows of (what they are, pattern, …) into one pattern; the names are for readers and stay out of it."""
    return re.compile("|".join(f"(?:{pattern})" for _, *patterns in rows for pattern in patterns))


def alternatives(words: str | Iterable[str]) -> str:
    """Give a pattern for any of some words (blanks split a string; `_` stands for a blank within one)."""
    items = words.split() if isinstance(words, str) else words
    return "(?:" + "|".join(item.replace("_", " ") for item in items) + ")"
