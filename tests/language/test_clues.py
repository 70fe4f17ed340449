"""What has to stand in a text for a pattern to match it is read off the pattern, and never says too much."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.language.clues import Finder, clues_of


@pytest.mark.parametrize(
    ("pattern", "clues"),
    [
        (r"\bhot or cold\b", [{"hot or cold"}]),
        (r"(?:same|first) letters?", [{"same letter", "first letter"}]),
        (r"\btell (?:\w+ )?(?:the )?truth", [{"tell "}, {"truth"}]),
        (r"ab+cd", [{"ab"}, {"cd"}]),
        (r"gr[ae]y(?! hair)", [{"gray", "grey"}]),
        (r"(?:secret)*x?", []),
        (r"secrets?|\w+", []),
        (r"(?:no ){2,}way", [{"no "}, {"way"}]),
        (r"a\.b\(c", [{"a.b(c"}]),
        (r"(?<!not )[^\W\d]+ honest", [{" honest"}]),
        (r"\W*$|reveal", []),
    ],
)
def test_clues_are_read_off_a_pattern(pattern: str, clues: list[set[str]]) -> None:
    assert [set(clue) for clue in clues_of(pattern)] == clues


@pytest.mark.parametrize("pattern", [r"(?i)a", r"(?P<name>a)", r"(a)\1", r"(?:a", r"a)", r"\p", "[ab"])
def test_what_is_not_read_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError):
        clues_of(pattern)


_PIECES = st.sampled_from(
    ["ab", "b?", "c*", "(?:ab|c)", "(?:a|bc)?", "(?:bc)+", "[ab]", "[^a]", r"\w", r"\bca", "(?=b)", "(?<!a)", "b{2,3}",
     "(?:a(?:b|c+)|cc)", ".", "^", "$", "|", "c+?", " "]
)  # fmt: skip
_PATTERNS = st.lists(_PIECES, min_size=1, max_size=6).map("".join)


@settings(max_examples=120, deadline=None)
@given(st.lists(_PATTERNS, min_size=1, max_size=4), st.text("abc ", max_size=12))
def test_a_pattern_that_matches_is_always_likely(patterns: list[str], text: str) -> None:
    matching = {place for place, pattern in enumerate(patterns) if re.search(pattern, text)}
    assert matching <= set(Finder([clues_of(pattern) for pattern in patterns]).likely(text))
