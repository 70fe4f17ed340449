"""How one line builds on the customer's words, and what it moves."""

from __future__ import annotations

from dataclasses import replace

from trainer.conversation.directing import tuning
from trainer.conversation.directing.trust import contingency, is_closed, move
from trainer.conversation.hearing.heard import Kind, Topic

from .made import ROLE, START, open_question, utterance

LATER = replace(START, turn=6, told={"kettle": 6}, thread="kettle", thread_turn=6)


def test_taking_up_their_words_a_gesture_or_a_hint_is_strong() -> None:
    hint = Topic("fact", "letter", 0.8, "tell", "post")
    assert contingency(LATER, open_question()) == "strong"
    assert contingency(LATER, utterance(cue_taken=True)) == "strong"
    assert contingency(LATER, open_question(hint, taken_up=())) == "strong"


def test_pointing_back_is_weak_and_a_jump_is_nothing() -> None:
    pointing = open_question(taken_up=(), refers=True, skeleton="why is that")
    jumping = open_question(taken_up=(), jumps=True, skeleton="what about the _", words=20)
    assert contingency(LATER, pointing) == "weak"
    assert contingency(LATER, jumping) == "none"


def test_a_line_that_carries_its_answer_or_sells_builds_on_nothing_even_in_their_words() -> None:
    for kind in (Kind.LEADING, Kind.PITCH, Kind.ADVICE, Kind.PRESSURE, Kind.DEMAND, Kind.STUFFING):
        assert contingency(LATER, utterance(kind, taken_up=("lamp",), refers=True)) == "none"


def test_a_contingent_open_question_earns_more_than_one_that_points_and_that_more_than_none() -> None:
    taken = move(LATER, open_question(skeleton="a _"), ROLE).trust
    pointing = move(LATER, open_question(taken_up=(), refers=True, skeleton="b _"), ROLE).trust
    plain = move(LATER, open_question(taken_up=(), jumps=True, skeleton="c _", words=20), ROLE).trust
    assert taken > pointing > plain == 0


def test_what_somebody_dislikes_costs_them_more() -> None:
    relaxed = replace(ROLE, dislikes=frozenset())
    pitch = utterance(Kind.PITCH)
    assert move(LATER, pitch, ROLE).trust < move(LATER, pitch, relaxed).trust < 0


def test_walking_past_something_heavy_costs_and_past_something_light_does_not() -> None:
    jump = open_question(taken_up=(), jumps=True, skeleton="what about the _", words=20)
    assert move(replace(LATER, heavy=True), jump, ROLE).trust < 0
    assert move(LATER, jump, ROLE).trust == 0


def test_a_plain_fact_question_is_not_closed_and_breaks_no_trust_in_a_row() -> None:
    plain = utterance(Kind.CLOSED_QUESTION, Kind.FOLLOW_UP, question="closed")
    assert not is_closed(plain)
    assert is_closed(utterance(Kind.CLOSED_QUESTION, question="closed"))
    assert move(replace(LATER, closed_run=tuning.CLOSED_RUN), plain, ROLE).trust >= 0


def test_listening_gives_patience_back_up_to_where_it_started() -> None:
    worn = replace(LATER, patience=0.5)
    assert move(worn, open_question(), ROLE).patience > 0
    assert move(LATER, open_question(), ROLE).patience == 0


def test_an_apology_counts_once() -> None:
    sorry = utterance(Kind.APOLOGY)
    assert move(LATER, sorry, ROLE).trust > 0
    assert move(replace(LATER, apologies=1), sorry, ROLE).trust == 0


def test_nothing_moves_without_a_reason() -> None:
    for heard in (open_question(), utterance(Kind.RUDE), utterance(Kind.LABEL, taken_up=("lamp",)), utterance()):
        moved = move(LATER, heard, ROLE)
        assert bool(moved.reasons) == bool(moved.trust) or moved.patience
