"""What the lint takes from other rooms is still so there, and the shipped customers do not sound alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.content.lint import ways
from trainer.content.lint.ordinary import QUESTIONS
from trainer.content.lint.reading import grade, syllables
from trainer.content.loading import load_persona
from trainer.conversation.directing import tuning
from trainer.conversation.hearing.ordinary import ordinary_in

from .attribution import A_CALL, attribute
from .planting import ROOT


def test_the_ways_are_reckoned_with_the_figures_of_the_director() -> None:
    assert ways.MOST_TRUST_A_TURN == tuning.MOST_A_TURN
    assert ways.LISTENED == tuning.LISTENED
    assert (ways.TELL_EASES_TRUST, ways.TELL_EASES_TURNS) == (tuning.TELL_EASES, 1)
    assert (ways.WORDS_A_MINUTE, ways.THOUGHT_SECONDS) == (tuning.WORDS_A_MINUTE, tuning.THOUGHT_SECONDS)


def test_hearing_takes_each_of_the_forty_questions_for_its_answer() -> None:
    assert sum(map(len, QUESTIONS.values())) == 40
    for name, questions in QUESTIONS.items():
        for question in questions:
            assert name in dict(ordinary_in(question.lower())), question


def test_the_shortest_way_takes_the_nearer_of_two_and_counts_trust_and_listening() -> None:
    persona = load_persona(ROOT / "personas" / "dario-benko.yaml")
    found = ways.shortest_ways(persona)
    assert len(found) == len(persona.facts)
    assert found["dario-car-park"].facts == ("dario-car-park",) and found["dario-car-park"].turn == 1
    assert found["dario-nine-napkins"].facts[1:] == ("dario-drawer-rule", "dario-nine-napkins")
    assert found["dario-nine-napkins"].turn == 5


def test_reading_is_measured_as_published() -> None:
    assert [syllables(word) for word in ("cat", "table", "make", "education", "don't")] == [1, 2, 1, 4, 1]
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade("") == 0.0


def test_customers_are_told_apart_by_their_lines() -> None:
    personas = [load_persona(path) for path in sorted(Path(ROOT / "personas").glob("*.yaml"))]
    one, call = attribute(personas), attribute(personas, together=A_CALL)
    assert one.share > 2 * one.chance
    assert all(share > 1.5 * one.chance for share in one.per_customer.values()), one.per_customer
    assert call.share > 0.95


def test_customers_of_the_same_words_are_not_told_apart() -> None:
    persona = load_persona(ROOT / "personas" / "dario-benko.yaml")
    twin = persona.model_copy(update={"id": "dario-twin"})
    assert attribute([persona, twin]).share < 0.2
