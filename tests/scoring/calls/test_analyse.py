"""The contract of an analysis: labels with their words, the same result each time, odd turns, linear work."""

from __future__ import annotations

import dataclasses
import gc
import tracemalloc

import pytest

from tests.scoring.calls.made import dialogue, honest
from trainer.conversation.hearing import contingency
from trainer.conversation.hearing.heard import Kind
from trainer.scoring.calls.analyse import UNKNOWN, analyse
from trainer.scoring.calls.transcript import INTERVIEWER, Transcript, TranscriptFault, Turn, from_data

CALLS = ("maren-tveit-a", "dario-benko-b", "ilse-brandt-a", "tomas-reyes-b")


@pytest.mark.parametrize("name", CALLS)
def test_every_move_names_words_that_stand_in_the_turn(name: str) -> None:
    for one in analyse(honest(name)).turns:
        if one.heard is not None:
            assert all(move.quote in one.turn.text for move in one.heard.moves)
            assert all(move.quote for move in one.heard.moves if move.kind is not Kind.PAUSE)


@pytest.mark.parametrize("name", CALLS)
def test_every_turn_is_there_in_order_and_only_the_interviewers_are_heard(name: str) -> None:
    call = honest(name)
    found = analyse(call).turns
    assert [one.turn for one in found] == list(call.turns)
    assert [one.index for one in found] == list(range(len(call.turns)))
    assert all((one.heard is not None) == one.turn.is_interviewer for one in found)


@pytest.mark.parametrize("name", CALLS)
def test_figures_stay_within_their_ranges(name: str) -> None:
    found = analyse(honest(name))
    assert found.technique is not None and 0 <= found.technique <= 5
    assert found.unscripted is not None and 0 <= found.unscripted <= 5
    for one in found.turns:
        if one.heard is not None and one.heard.uptake is not None:
            assert 0 <= one.heard.uptake <= 1


def test_the_same_transcript_gives_the_same_analysis() -> None:
    assert analyse(honest("ilse-brandt-b")) == analyse(honest("ilse-brandt-b"))


def test_what_nobody_knows_of_a_recorded_call_is_said() -> None:
    found = analyse(honest("maren-tveit-b"))
    assert found.not_scored == {"discovery": UNKNOWN, "insight": UNKNOWN}


def test_too_short_a_call_is_not_scored_and_says_why() -> None:
    found = analyse(dialogue("How did it go?", "Fine.", "Why?", "It just did."))
    assert found.technique is None and found.unscripted is None
    assert "too little" in found.not_scored["technique"]


def test_before_the_customer_speaks_nothing_can_be_taken_up() -> None:
    first = analyse(dialogue("How did it go?", "Badly, the van was late.", "Late by how much?")).turns[0]
    assert first.heard is not None and first.heard.uptake is None
    assert first.contingency is None


ODD = (
    "",
    " ",
    "…",
    "?",
    "!!!",
    "\u200b",
    "😀😀",
    "a",
    "1234567890" * 50,
    "\x1b[31mred\x1b[0m",
    "[laughs]",
    "{{ 7*7 }}",
    "نعم",
    "word " * 5000,
    "\ud800",
    "Why\x00?",
)


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_turn_of_either_side_is_borne(odd: str) -> None:
    call = honest("maren-tveit-a").turns[:16]
    for speaker in ("interviewer", "customer"):
        turns = (*call[:6], Turn(speaker, odd), *call[6:])
        found = analyse(Transcript("odd", turns))
        assert len(found.turns) == len(turns)
        assert found.technique is not None


def test_nothing_and_one_side_alone_are_borne() -> None:
    assert analyse(Transcript("none", ())).technique is None
    alone = analyse(Transcript("alone", tuple(Turn(INTERVIEWER, f"What happened on day {n}?") for n in range(12))))
    assert alone.technique is not None
    assert alone.unscripted is None and "nothing that a turn could have built on" in alone.not_scored["unscripted"]


@pytest.mark.parametrize(
    "data, place",
    (
        (None, "turns"),
        ([], "turns"),
        ({}, "turns"),
        ({"turns": {}}, "turns"),
        ({"turns": ["hello"]}, "turn 0"),
        ({"turns": [{"speaker": "me", "text": "x"}]}, "turn 0"),
        ({"turns": [{"speaker": "customer"}]}, "turn 0"),
        ({"turns": [{"speaker": "customer", "text": "x", "start": "soon"}]}, "start"),
        ({"turns": [{"speaker": "customer", "text": "x", "end": float("nan")}]}, "end"),
        ({"id": [], "turns": []}, "id"),
    ),
)
def test_what_is_no_transcript_is_refused_with_its_place(data: object, place: str) -> None:
    with pytest.raises(TranscriptFault, match=place) as refused:
        from_data(data)
    assert "\n" not in str(refused.value)


def long_call(times: int) -> Transcript:
    """Give our own calls one after the other, `times` over, no turn twice the same."""
    turns = [turn for name in CALLS for turn in honest(name).turns]
    return Transcript(
        "long", tuple(dataclasses.replace(turn, text=f"{turn.text} {n}") for n in range(times) for turn in turns)
    )


def peak(call: Transcript) -> int:
    """Give the most bytes that an analysis of a call holds at once."""
    gc.collect()
    tracemalloc.start()
    analyse(call)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_memory_grows_with_the_length_and_not_with_its_square() -> None:
    analyse(long_call(4))
    once, twice = peak(long_call(2)), peak(long_call(4))
    assert twice < 2.6 * once


def test_work_grows_with_the_length_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    whole = contingency.Contingency._weigh

    def counted(self: contingency.Contingency, stems: frozenset[str]) -> float:
        compared.append(1)
        return whole(self, stems)

    monkeypatch.setattr(contingency.Contingency, "_weigh", counted)
    for times in (1, 2, 4):
        compared.clear()
        call = long_call(times)
        analyse(call)
        assert len(compared) <= (contingency.MOST_OTHERS + 5) * len(call.turns) / 2
