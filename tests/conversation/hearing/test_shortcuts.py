"""What hearing spares itself changes nothing: a pattern that is not tried would not have matched."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.journeys.learners import blind_calls
from trainer.conversation.hearing import asking, cues, statements
from trainer.conversation.hearing.attacks.disguises import plain
from trainer.conversation.hearing.attacks.recognise import TABLES
from trainer.conversation.hearing.ordinary import ORDINARY, ordinary_in
from trainer.language.clues import Screened
from trainer.language.text import words_in

from ..made import DATA, rows

_OPENINGS = (
    "tell me more", "talk to me about", "walk me", "take me back", "help me see", "say more", "describe how",
    "give me an idea", "explain why", "i wonder what", "i'm wondering", "im wondering", "i was just wondering",
    "i'm curious", "im curious", "i'm interested in", "i'd like to know", "i'd love to hear", "i really want to know",
    "let me ask", "anything else", "any other", "what else", "why not", "how so", "like what", "such as what",
    "sounds good", "sound fair", "that sounds good", "on that same scale", "does that",
)  # fmt: skip

_BRUSQUE = (
    "shut up", "you are useless", "what a stupid answer", "your story is boring", "you should just try it",
    "have you tried another one", "i would recommend the other", "make sure you call", "be honest", "answer me",
    "i need an answer", "it sounds like a long day", "you said it was late", "so if i understand",
)  # fmt: skip


@cache
def lines() -> tuple[str, ...]:
    """Give attacks, honest look-alikes, and what good interviewers said."""
    said = [row["text"] for name in ("attacks.jsonl", "benign.jsonl") for row in rows(DATA / name)]
    said += [line for call in blind_calls("blind") for line in call.lines]
    return tuple(map(plain, (*said, *_BRUSQUE)))


def test_tables_of_attacks_find_what_one_pattern_of_each_would() -> None:
    wholes = [re.compile("|".join(f"(?:{pattern})" for pattern in table.patterns)) for table in TABLES.tables]
    heard = 0
    for line in lines()[::6]:
        one = next((found for whole in wholes if (found := whole.search(line))), None)
        other = TABLES.search(line)
        assert (one and one.span()) == (other and other.span()), line
        heard += one is not None
    assert heard > 30


@pytest.mark.parametrize(
    "screened", [statements._ADVICE, statements._PRESSURE, statements._RUDE, cues._STEM], ids=range(4)
)
def test_a_screened_pattern_finds_what_it_finds_unscreened(screened: Screened) -> None:
    found = 0
    for line in lines():
        one, other = screened.compiled.search(line), screened.search(line)
        assert (one and one.span()) == (other and other.span()), line
        found += one is not None
    assert found >= 3


def test_ordinary_questions_are_all_found() -> None:
    for line in lines():
        met = {key: found.group().strip() for key, pattern in ORDINARY.items() if (found := pattern.search(line))}
        if "dislikes" in met:
            met.pop("likes", None)
        assert dict(ordinary_in(line)) == met


def test_no_opening_of_a_question_is_passed_over() -> None:
    openings = (asking._INVITE, asking._WONDERS, asking._ELSE)
    for line in (*lines(), *_OPENINGS):
        words = words_in(line)
        for at, word in enumerate(words):
            rest = " ".join(words[at : at + 8])
            assert word in asking._OPENERS or not any(opening.match(rest) for opening in openings), rest
    assert all(any(opening.match(line) for opening in openings) for line in _OPENINGS)
