"""A quote is words of that very line, or none at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.language.text import clean
from trainer.scoring.coaching.quoting import LONGEST_QUOTE, one_line, verbatim

LINE = "You said it “failed”.\nWhat happened then — don’t spare me?"


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("what happened then", "What happened then"),
        ("WHAT HAPPENED THEN - don't spare me", "What happened then — don’t spare me?"),
        ('said it "failed"', "said it “failed"),
        ("  happened   then\tdon't ", "happened then — don’t"),
        (LINE, "You said it “failed”. What happened then — don’t spare me?"),
    ],
)
def test_case_apostrophes_and_punctuation_do_not_matter_and_the_learners_own_words_are_shown(
    quote: str, shown: str
) -> None:
    assert verbatim(quote, LINE) == shown
    assert shown in one_line(LINE)


@pytest.mark.parametrize("quote", ["", "?", "happened then", "what happens then", "appened then don't", "me you said"])
def test_two_words_other_words_and_halves_of_words_are_no_quote(quote: str) -> None:
    assert verbatim(quote, LINE) == ""


def test_a_whole_short_line_is_a_quote() -> None:
    assert verbatim("it failed", "It failed?") == "It failed?"
    assert verbatim("it", "It failed?") == ""


def test_a_quote_of_more_than_the_limit_is_none() -> None:
    line = "word " * 100
    assert verbatim(line, line) == "" and len(line) > LONGEST_QUOTE
    assert verbatim("word " * 50, line) == ("word " * 50).strip()


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_borne_and_what_is_shown_stands_in_the_line(quote: str, line: str) -> None:
    shown = verbatim(quote, line)
    assert shown in one_line(line) and shown == clean(shown)
