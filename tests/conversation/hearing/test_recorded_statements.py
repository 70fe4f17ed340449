"""Statements of recorded calls: giving back (and whether it was said), informing, advising, pitching."""

from __future__ import annotations

import pytest

from trainer.conversation.hearing.heard import Heard, Kind

from .recorded import FEAR, OFFICE, TOOL, overheard
from .test_recorded_questions import bare

MIRRORS = ("Back to paper.", "So ashamed.", "Twice?", "The customer called you?", "Ashamed?")
LABELS = (
    "It sounds like that call was very embarrassing.",
    "It seems like you lost faith in the software that day.",
    "You sound worried that it could happen again.",
    "That must have been awful for you.",
    "I get the sense that you feel safer with paper.",
    "It feels as though you can only breathe on Sundays.",
)
PARAPHRASES = (
    "So the office is too loud for invoices and you do them at home.",
    "You only print with it, and that is because the accountant wanted it.",
    "One invoice went out twice and since then you trust paper more.",
    "Your accountant decided that, not you.",
    "So since the customer called, you have stayed away from the software.",
    "You were ashamed enough to give the whole thing up.",
    "At the kitchen table nobody interrupts you.",
)
SUMMARIES = (
    "Let me see if I got that right: you do the invoices on Sunday night, the software is only there "
    "to print, and after the one that went out twice you went back to paper.",
    "So to sum up, the phone keeps you from it in the office, the accountant chose the software, and "
    "since the customer called you in March you write on paper.",
    "What I'm hearing is that Sunday at the kitchen table is the only quiet hour, and that the "
    "software never was your choice but the accountant's.",
)
ADVICE = (
    "You should switch the reminders on.",
    "You could ask your accountant to show you the rest.",
    "You need to number them, then it cannot happen again.",
    "I'd recommend that you do a few every evening.",
    "You might want to try the mobile version.",
    "Why don't you just mute the phone?",
    "If I were you I would call the customer again.",
    "Have you considered hiring somebody for a few hours?",
)
SOLUTIONS = (
    "We could build a check that stops the second one.",
    "Our new version warns you before you send anything twice.",
    "What if we gave you a button that locks an invoice?",
    "We are working on exactly that, it comes out next month.",
    "I can offer you the premium plan for half the price.",
    "You'll love the next release, it numbers everything by itself.",
)
INFORMATION = (
    "Most companies your size use the software for payments as well, because banks charge less for that.",
    "The second invoice is usually sent because the window stays open after printing, which is a common problem.",
    "Studies show that people make more errors in the evening, so Sunday night is a risk.",
    "There are three plans, and the cheapest one comes with support on weekdays.",
    "In general, paper has to be kept for ten years, and it needs to be stored in a dry place.",
)
NEITHER = ("Mm-hmm.", "Okay, thank you.", "Hello, nice to meet you.", "Goodbye.", "Right.", "Oh, wow.")


def gives_back(heard: Heard) -> bool:
    """Say whether a line was heard as a reflection."""
    return heard.reflection != "none"


@pytest.mark.parametrize("line", (*MIRRORS, *LABELS, *PARAPHRASES, *SUMMARIES))
def test_what_gives_back_is_a_reflection(line: str) -> None:
    assert gives_back(overheard(line))
    assert gives_back(overheard(bare(line)))


@pytest.mark.parametrize("line", MIRRORS)
def test_a_few_of_their_words_are_a_mirror(line: str) -> None:
    assert overheard(line).reflection == "mirror"


@pytest.mark.parametrize("line", LABELS)
def test_naming_a_feeling_is_a_label(line: str) -> None:
    assert overheard(line).reflection == "label"
    assert overheard(line).has(Kind.LABEL)


@pytest.mark.parametrize("line", SUMMARIES)
def test_drawing_several_of_their_lines_together_is_a_summary(line: str) -> None:
    assert overheard(line).reflection == "summary"


@pytest.mark.parametrize("line", (*MIRRORS, *LABELS, *PARAPHRASES, *SUMMARIES))
def test_what_gives_back_brings_nothing_in(line: str) -> None:
    assert not overheard(line).informs


@pytest.mark.parametrize("line", (*ADVICE, *SOLUTIONS, *INFORMATION))
def test_telling_advising_and_offering_bring_something_in(line: str) -> None:
    assert overheard(line).informs
    assert overheard(bare(line)).informs


@pytest.mark.parametrize("line", (*ADVICE, *SOLUTIONS, *INFORMATION))
def test_telling_advising_and_offering_give_nothing_back(line: str) -> None:
    assert not gives_back(overheard(line))


@pytest.mark.parametrize("line", ADVICE)
def test_advice_is_named(line: str) -> None:
    assert overheard(line).has(Kind.ADVICE)


@pytest.mark.parametrize("line", SOLUTIONS)
def test_a_solution_before_the_problem_is_understood_is_a_pitch(line: str) -> None:
    assert overheard(line).has(Kind.PITCH)


@pytest.mark.parametrize("line", NEITHER)
def test_signs_of_listening_and_manners_are_neither(line: str) -> None:
    heard = overheard(line)
    assert not heard.informs
    assert not gives_back(heard)
    assert heard.question == "none"


@pytest.mark.parametrize(
    "line",
    (
        "So you were not ashamed at all.",
        "You never went back to paper.",
        "So you bought the software seven years ago.",
        "You don't do the invoices on Sunday.",
    ),
)
def test_a_reflection_that_turns_it_round_is_not_borne_out(line: str) -> None:
    moves = [move for move in overheard(line, OFFICE, TOOL, FEAR).moves if move.accurate is not None]
    assert moves
    assert not any(move.accurate for move in moves)


@pytest.mark.parametrize(
    "line",
    (
        "So you were ashamed and went back to paper.",
        "You do the invoices on Sunday night at the kitchen table.",
        "So you bought the software two years ago and only print with it.",
    ),
)
def test_a_reflection_of_what_was_said_is_borne_out(line: str) -> None:
    moves = [move for move in overheard(line, OFFICE, TOOL, FEAR).moves if move.accurate is not None]
    assert moves
    assert all(move.accurate for move in moves)


@pytest.mark.parametrize("line", ("So you run a bakery with three ovens.", "You have a dog and a boat, then."))
def test_of_what_was_never_spoken_of_nobody_can_say_whether_it_is_right(line: str) -> None:
    assert all(move.accurate is not True for move in overheard(line).moves)


@pytest.mark.parametrize("line", (*MIRRORS, *LABELS, *PARAPHRASES, *SUMMARIES, *ADVICE, *SOLUTIONS, *INFORMATION))
def test_every_label_names_words_of_the_line(line: str) -> None:
    assert all(move.quote and move.quote in line for move in overheard(line).moves)


@pytest.mark.parametrize(
    "line",
    (
        "You feel you should do it differently.",
        "So your accountant keeps saying you need to use it more.",
        "It sounds like you think you ought to stop doing it on Sundays.",
    ),
)
def test_what_they_feel_they_should_do_is_no_advice(line: str) -> None:
    assert not overheard(line).has(Kind.ADVICE)
