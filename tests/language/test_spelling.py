"""Telling a word from a typing error, and mending those that steer or that this conversation knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.language.spelling import MOST_LETTERS, is_word, mend, neighbours, sayable


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("waht", "what"),
        ("hapened", "happened"),
        ("becuase", "because"),
        ("yuor", "your"),
        ("desribe", "describe"),
        ("teh", "the"),
    ],
)
def test_a_steering_word_with_a_typing_error_is_mended(typed: str, meant: str) -> None:
    assert mend(typed, frozenset({"the"})) == meant


def test_a_word_of_this_conversation_is_mended() -> None:
    assert mend("haeter", frozenset({"heater"})) == "heater"
    assert mend("haeter", frozenset()) == "haeter"


@pytest.mark.parametrize(
    "word", ("heater", "summarise", "colour", "centre", "favourite", "organise", "kettle", "o'clock")
)
def test_a_known_word_is_left_alone(word: str) -> None:
    assert is_word(word)
    assert mend(word, frozenset({"what"})) == word


@pytest.mark.parametrize("word", ("asdkjh", "qwlek", "x" * 400))
def test_letters_that_are_no_word_are_known_as_such(word: str) -> None:
    assert not is_word(word)


def test_a_name_could_be_a_word_and_a_run_of_keys_could_not() -> None:
    assert sayable("jorunn") and sayable("halifax")
    assert not sayable("asdf") and not sayable("qwrtz")


@given(st.text(max_size=60), st.frozensets(st.text(min_size=1, max_size=8), max_size=5))
def test_mending_never_fails_and_gives_a_neighbour_or_the_word(word: str, nearby: frozenset[str]) -> None:
    right = mend(word, nearby)
    assert right == word or right in set(neighbours(word))


def test_a_long_run_of_letters_is_not_searched() -> None:
    long = "heater" * 1000
    assert len(long) > MOST_LETTERS
    assert mend(long, frozenset({long[:-1]})) == long
