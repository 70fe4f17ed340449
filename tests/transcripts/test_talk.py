"""Talk share and the longest monologue, by words, and by time where there are times."""

from __future__ import annotations

import pytest

from trainer.transcripts import talk
from trainer.transcripts.casting import cast
from trainer.transcripts.reading import read
from trainer.transcripts.talk import statistics

from .made import FILES

MEASURED = [
    ("interviewer", "one two three", 0.0, 2.0), ("customer", "one two three four five", 2.0, 8.0),
    ("interviewer", "one", 9.0, 10.0), ("customer", "one two three", 10.0, 20.0),
]  # fmt: skip


def test_words_and_seconds_are_shared_out() -> None:
    told = statistics(MEASURED)
    one, other = told.shares
    assert (told.words, told.seconds, told.timing) == (12, 19.0, "measured")
    assert (one.speaker, one.turns, one.words, one.seconds) == ("interviewer", 2, 4, 3.0)
    assert one.word_share == pytest.approx(4 / 12) and one.time_share == pytest.approx(3 / 19)
    assert (other.longest_words, other.longest_words_turn) == (5, 1)
    assert (other.longest_seconds, other.longest_seconds_turn) == (10.0, 3)
    assert told.of("customer") == other and told.of("nobody") is None


def test_shares_add_up() -> None:
    told = statistics(MEASURED)
    assert sum(share.word_share for share in told.shares) == pytest.approx(1)
    assert sum(share.time_share or 0 for share in told.shares) == pytest.approx(1)


def test_with_starts_only_a_turn_lasts_to_the_next() -> None:
    told = statistics([(who, text, start, None) for who, text, start, _ in MEASURED])
    assert told.timing == "to the next turn"
    assert [share.seconds for share in told.shares] == [3.0, 7.0]


@pytest.mark.parametrize("starts", [[0.0, None, 9.0, 10.0], [0.0, 8.0, 2.0, 10.0], [None] * 4])
def test_where_times_are_missing_or_run_back_nothing_is_said_about_time(starts: list[float | None]) -> None:
    told = statistics([(who, text, start, None) for (who, text, _, _), start in zip(MEASURED, starts, strict=True)])
    assert (told.timing, told.seconds) == ("none", None)
    assert all(s.seconds is s.time_share is s.longest_seconds is s.longest_seconds_turn is None for s in told.shares)
    assert told.words == 12


def test_nothing_said_is_shared_by_nobody() -> None:
    assert statistics([]).shares == ()
    told = statistics([("interviewer", "…", 1.0, 1.0)])
    assert (told.words, told.shares[0].word_share, told.shares[0].time_share) == (0, 0.0, None)


def test_a_call_of_a_file_is_measured() -> None:
    told = statistics(cast(read(FILES / "teams.vtt")).turns)
    asked, told_us = told.shares
    assert (asked.speaker, asked.words, told_us.words) == ("interviewer", 29, 38)
    assert (asked.seconds, told_us.seconds) == (10.0, 14.5)
    assert (told_us.longest_words, told_us.longest_words_turn) == (10, 1)


def test_it_is_told_in_sentences_with_what_the_times_mean() -> None:
    assert talk.told(statistics(MEASURED)) == [
        "Interviewer: 33 % of all words, 16 % of the time. Longest turn: 3 words (turn 1), 2 s (turn 1).",
        "Customer: 67 % of all words, 84 % of the time. Longest turn: 5 words (turn 2), 10 s (turn 4).",
    ]
    starts = talk.told(statistics([("customer", "one", 0.0, None), ("interviewer", "two", 75.0, None)]))
    assert (
        starts[0]
        == "Customer: 50 % of all words, 100 % of the time. Longest turn: 1 word (turn 1), 1 min 15 s (turn 1)."
    )
    assert starts[-1].endswith("pauses with it.")
    assert talk.told(statistics([("customer", "one", None, None)])) == [
        "Customer: 100 % of all words. Longest turn: 1 word (turn 1)."
    ]
    assert talk.told(statistics([])) == []
