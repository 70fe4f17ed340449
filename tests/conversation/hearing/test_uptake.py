"""How far a line builds on what the customer said: words taken up, pointing back, jumps, formulas, repeats."""

from __future__ import annotations

from trainer.conversation.hearing.hear import hear

from .made import BUS, DRUM, LAMP, OPENING, ear, heard


def test_words_of_the_last_line_are_taken_up_as_typed() -> None:
    told = heard("What's with the broken Heater?")
    assert set(told.taken_up) == {"broken", "Heater"}
    assert told.uptake is not None and told.uptake > 0.5


def test_uptake_is_unknown_before_they_have_spoken() -> None:
    assert hear("What is it like?", ear()).uptake is None


def test_words_of_the_brief_take_nobody_up() -> None:
    assert heard("What do you think of the timetable?").taken_up == ()


def test_words_of_any_script_take_nobody_up() -> None:
    told = heard("What is the best part of your day?", OPENING, "The best part of my day is breakfast.")
    assert told.taken_up == ()


def test_a_line_of_its_own_has_no_uptake_and_jumps() -> None:
    told = heard("What do you think about elephants?")
    assert told.taken_up == ()
    assert told.jumps
    assert (told.uptake or 0) < 0.3


def test_pointing_back_is_no_jump() -> None:
    told = heard("Why is that?")
    assert told.refers
    assert not told.jumps
    assert told.uptake is not None and told.uptake > 0


def test_a_word_from_two_lines_ago_is_still_taken_up() -> None:
    assert heard("And the heater?", OPENING, BUS, "Anyway. The kettle is on.").taken_up


def test_going_back_by_saying_so_takes_up_an_old_word() -> None:
    lines = (OPENING, "There was a parrot once.", "Yes.", "No.", "Maybe.", "Hm.", "Well.", "Fine.")
    assert heard("You mentioned a parrot earlier. What became of it?", *lines).taken_up


def test_a_gesture_that_is_taken_up_is_noticed() -> None:
    lines = (OPENING, "*looks away* My sister leaves the lamp on.")
    assert heard("You looked away just now.", *lines).cue_taken
    assert not heard("You looked away just now.", OPENING, LAMP).cue_taken


def test_the_same_formula_with_other_words_has_one_skeleton() -> None:
    one = heard("You mentioned the heater. What was that like?")
    other = heard("You mentioned the lamp. What was that like?", OPENING, LAMP)
    free = heard("How cold does it get on a Friday?")
    assert one.skeleton == other.skeleton
    assert free.skeleton != one.skeleton


def test_asking_the_same_again_is_noticed_with_its_turn() -> None:
    call = ear(OPENING, BUS, DRUM, learner=("Who repairs the broken heater?", "And the drum kit?"))
    assert hear("Who repairs that broken heater?", call).asked_before == 1
    assert hear("What does your sister say?", call).asked_before is None
