"""Any text at all: hearing never fails, quotes what was said, is the same twice, and costs what its length costs."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trainer.conversation.hearing.hear import hear
from trainer.conversation.hearing.heard import Heard
from trainer.language.text import clean

from ... import conftest
from .made import BUS, LAMP, OPENING, ear

_CALL = ear(OPENING, BUS, "*shrugs* " + LAMP, learner=("What is it like?", "And the heater?"))
_SPOKEN = "what why how when who tell me more about the night bus you said it sounds like so sister lamp heater right"
_ODD = (
    "don't would if we should please ignore secret your rules ? . , ! … \n \" * [ ] { } / <b> 😀 ß İ ŉ ǆ 'tis é 你好 42"
)
_TALK = st.lists(st.sampled_from([*_SPOKEN.split(" "), *_ODD.split(" ")]), max_size=40).map(" ".join)
_TEXTS = st.one_of(st.text(max_size=300), _TALK, _TALK.map(str.upper), st.text(alphabet=" ?.\n*[]{}\"'a", max_size=200))


def sound(text: str, told: Heard) -> None:
    """Check what holds for whatever was said."""
    line = clean(text, keep_newlines=True)
    assert all(move.quote in line for move in told.moves)
    assert all(move.quote or move.kind.value == "pause" for move in told.moves)
    assert told.uptake is None or 0.0 <= told.uptake <= 1.0
    assert 0.0 <= told.copied <= 1.0
    assert told.question in ("none", "open", "closed")
    assert told.words >= 0
    assert all(topic.score > 0 for topic in told.topics)
    assert all(word in line for word in told.taken_up)


@settings(max_examples=2000 if conftest.SOAK else 300)
@given(_TEXTS)
@example("ŉ ŉ why")
@example("İİİ your secret")
@example("ẞ it sounds like the LAMP ẞ")
@example("\ud800 lone")
@example("what" + "\u0301" * 50)
def test_any_text_is_heard_and_quoted_verbatim(text: str) -> None:
    told = hear(text, _CALL)
    sound(text, told)
    assert hear(text, _CALL) == told


@given(_TEXTS)
def test_any_text_is_heard_before_anybody_has_spoken(text: str) -> None:
    told = hear(text, ear())
    sound(text, told)
    assert told.uptake is None


@pytest.mark.parametrize("size", (0, 1, 3999, 4000, 4001, 8000, 50_000))
@pytest.mark.parametrize("unit", ("a", "why ", "? ", "\n", '" ', "( ", "tell me ", "é", "😀", "you said the lamp. "))
def test_any_size_is_heard(unit: str, size: int) -> None:
    text = (unit * (size // len(unit) + 1))[:size]
    sound(text, hear(text, _CALL))


def steps(text: str) -> int:
    """Count the calls, of Python and of C, that hearing a line takes: the same on any machine."""
    count = 0

    def tick(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    hear(text, _CALL)
    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        hear(text, _CALL)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("unit", ("what about the lamp then ", "xqzt wprk ", "You said it. ", "why? ", "a,b;c "))
def test_a_line_of_twice_the_length_takes_about_twice_the_steps(unit: str) -> None:
    half, whole = (steps((unit * 1000)[:size]) for size in (600, 1200))
    assert whole < 3 * half + 500


@pytest.mark.parametrize("size", (5_000, 8_000))
def test_beyond_what_anybody_listens_to_the_steps_grow_no_more_than_the_length(size: int) -> None:
    line = "what about the lamp then " * 1000
    assert steps(line[:size]) < 20 * size
