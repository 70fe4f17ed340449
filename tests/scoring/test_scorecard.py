"""The scorecard as a whole: evidence, reasons, determinism, what is not scored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.scoring.conftest import PLAYED, SKILLED, Finish, Nowhere
from trainer.conversation.call import Call
from trainer.conversation.events import Debrief, Fingerprinted
from trainer.conversation.hearing.ordinary import STOCK_QUESTIONS
from trainer.conversation.session import Session
from trainer.language.likeness import on_list
from trainer.scoring import weights
from trainer.scoring.likeness import fingerprint, on_prints
from trainer.scoring.record import record_of
from trainer.scoring.score import score
from trainer.scoring.scorecard import PARTS, Scorecard

CLOSED = (
    "Do you like it?",
    "Is it fast?",
    "Have you friends there?",
    "Did you pay?",
    "Is it fun?",
    "Are you happy?",
) * 3
LEADING = ("You must love the levels, don't you?", "So you want more items, right?", "Surely it is too slow?") * 4
PITCH = ("We are building new levels for you.", "You should try our premium plan.", "Our new version is great.") * 4


def value(card: Scorecard, part: str) -> float:
    found = card.part(part).value
    assert found is not None
    return found


def test_every_item_quotes_words_that_stand_in_its_turn(finish: Finish, maren: Call) -> None:
    for lines in (SKILLED, CLOSED, LEADING, PITCH):
        card = finish(lines, "She wants levels.")
        said = dict(enumerate(lines, 1))
        for item in card.items:
            assert item.part in PARTS
            if item.turn:
                assert item.quote in said[item.turn]
            assert item.note


def test_every_earned_fact_says_what_opened_it(finish: Finish) -> None:
    card = finish(SKILLED, "")
    earned = [f for f in card.facts if f.outcome == "earned"]
    assert len(earned) >= 6
    for fact in earned:
        assert fact.turn and fact.because and fact.said
        assert fact.quote == SKILLED[fact.turn - 1]


def test_missed_moments_name_a_turn_and_what_stood_in_the_way(finish: Finish) -> None:
    card = finish(SKILLED[:12], "")
    missed = {f.id for f in card.facts if f.outcome == "missed"}
    assert card.missed_moments
    for moment in card.missed_moments:
        assert moment.fact in missed
        assert 1 <= moment.turn <= len(SKILLED)
        assert moment.missing and all(moment.missing)
        assert moment.quote == SKILLED[moment.turn - 1]


def test_a_better_wording_takes_up_only_what_had_been_said_before_its_turn(maren: Call) -> None:
    """Who tries again from a missed moment must have heard the words that the better line begins with."""
    taken_up = 0
    for length in range(6, 16):
        session = Session.start(maren, Nowhere(), "s", PLAYED.seed)
        for line in [*SKILLED[:length], "Would you recommend us?"]:
            session.say(line)
        session.end()
        session.debrief(Debrief("", {}))
        before = {turn.number: turn.before.lower() for turn in record_of(session.events).turns}
        for moment in score(session.events, maren).missed_moments:
            if moment.better.startswith("“You mentioned "):
                thing = moment.better.removeprefix("“You mentioned ").partition(".")[0].split()[-1]
                assert thing.lower() in before[moment.turn]
                taken_up += 1
    assert taken_up


def test_the_same_events_always_give_the_same_scorecard(finish: Finish) -> None:
    assert finish(SKILLED, "She shares pictures.") == finish(SKILLED, "She shares pictures.")


def test_below_six_turns_there_is_no_overall_and_it_says_why(finish: Finish) -> None:
    card = finish(SKILLED[:5], "She shares pictures.")
    assert card.overall is None
    assert "5 of at least 6 turns" in card.not_scored["overall"]
    assert card.part("technique").value is None and card.part("technique").reason
    assert finish(SKILLED[:6], "").overall is not None


def test_parts_are_within_their_range_and_have_words_for_it(finish: Finish) -> None:
    for lines in (SKILLED, CLOSED, LEADING, PITCH):
        card = finish(lines, "She wants levels.")
        assert card.overall is not None and 0 <= card.overall <= 100
        for part in card.parts:
            assert part.value is not None and 0 <= part.value <= 5
            assert part.anchor in weights.ANCHORS[part.name]
            assert part.sure


def test_the_overall_weighs_the_parts_by_the_rubric(finish: Finish, maren: Call) -> None:
    card = finish(SKILLED, "She shares pictures with friends.")
    rubric = maren.scenario.rubric
    expected = sum(20 * value(card, name) * getattr(rubric, name) for name in PARTS)
    assert card.overall == pytest.approx(expected, abs=1.1)  # parts are shown rounded to a tenth


def test_a_part_that_cannot_be_judged_counts_nothing(finish: Finish) -> None:
    card = finish([""] * 6, "")
    assert card.part("technique").value is None
    assert "technique" in card.not_scored
    assert card.overall == 0.0


@pytest.mark.parametrize(("lines", "rule"), [(CLOSED, "interrogated"), (LEADING, "leading"), (PITCH, "pitch")])
def test_a_fault_is_named_with_a_better_wording_and_is_what_to_practise(
    finish: Finish, lines: tuple[str, ...], rule: str
) -> None:
    card = finish(lines, "")
    items = [item for item in card.items if item.rule == rule]
    assert items and all(item.points < 0 and item.better for item in items)
    assert value(card, "technique") <= 1.0
    assert card.next


def test_open_contingent_questions_score_higher_than_any_of_the_poor_habits(finish: Finish) -> None:
    skilled = finish(SKILLED, "")
    for lines in (CLOSED, LEADING, PITCH):
        poor = finish(lines, "")
        for part in ("technique", "unscripted", "discovery"):
            assert value(skilled, part) > value(poor, part) + 1.5


def test_a_list_of_stock_questions_is_told_from_listening(finish: Finish) -> None:
    card = finish(STOCK_QUESTIONS[:12], "")
    assert any(item.rule == "listed" for item in card.items)
    assert value(card, "unscripted") <= 1.0


def test_reading_ones_notes_costs_and_having_notes_does_not(finish: Finish) -> None:
    plain = finish(SKILLED, "")
    read = finish(SKILLED, "", Fingerprinted(notes=SKILLED))
    other = finish(SKILLED, "", Fingerprinted(notes=("What does the harbour master say about cranes?",)))
    assert value(read, "unscripted") < value(plain, "unscripted") - 1.5
    assert value(other, "unscripted") == value(plain, "unscripted")


def test_repeating_an_earlier_session_costs_though_its_words_are_not_kept(finish: Finish) -> None:
    prints = tuple(fingerprint(line) for line in SKILLED)
    assert not any(word in " ".join(prints) for word in ("porridge", "doors", "pictures"))
    repeated = finish(SKILLED, "", Fingerprinted(earlier=(prints,)))
    assert value(repeated, "unscripted") < value(finish(SKILLED, ""), "unscripted") - 1.5


def test_small_changes_do_not_hide_a_list_and_other_questions_are_not_on_it() -> None:
    changed = ["What do you like the most about this product?", "How often do you use it, roughly?"]
    assert on_list(changed, STOCK_QUESTIONS) == [0, 1]
    assert on_list(["What did the harbour look like when Tore left?"], STOCK_QUESTIONS) == []
    assert (
        on_prints(["What did the harbour look like when Tore left?"], [fingerprint("Who feeds the cat in winter?")])
        == []
    )


def test_scores_do_not_hang_on_the_session_id_or_on_hints_but_say_that_there_were_any(finish: Finish) -> None:
    card = finish(SKILLED, "")
    assert replace(card, session="other").overall == card.overall
    assert card.hints == 0 and card.attempt
