"""Giving back what was said: mirrors, labels, paraphrases, summaries, and the parrot."""

from __future__ import annotations

import pytest

from trainer.conversation.hearing.heard import Kind

from .made import BUS, DRUM, LAMP, OPENING, heard


@pytest.mark.parametrize(
    "line", ("The night bus?", "The broken heater.", "the night bus", "On Fridays?", "Broken heater?")
)
def test_a_few_of_their_last_words_are_a_mirror(line: str) -> None:
    told = heard(line)
    assert told.has(Kind.MIRROR)
    assert told.question == "none"


@pytest.mark.parametrize("line", ("The drum kit?", "Your brother?", "Because of the rain?"))
def test_words_they_did_not_say_are_no_mirror(line: str) -> None:
    assert not heard(line).has(Kind.MIRROR)


def test_nothing_can_be_mirrored_before_they_have_spoken() -> None:
    from trainer.conversation.hearing.hear import hear

    from .made import ear

    told = hear("The night bus?", ear())
    assert not told.has(Kind.MIRROR)
    assert told.uptake is None


def test_a_short_question_with_one_of_their_words_is_a_question_and_no_mirror() -> None:
    told = heard("Broken how?")
    assert told.question == "open"
    assert not told.has(Kind.MIRROR)


def test_a_line_copied_at_length_is_heard_as_copied() -> None:
    told = heard("You take the night bus home, the one with the broken heater.")
    assert told.copied > 0.6
    assert heard("How was the ride?").copied < 0.3


@pytest.mark.parametrize(
    "line",
    (
        "It sounds like that was a cold ride.",
        "It seems you were alone there.",
        "Sounds like you look forward to it.",
        "I get the sense that it matters to you.",
        "That must have been lonely.",
    ),
)
def test_naming_what_it_seems_to_be_is_a_label(line: str) -> None:
    assert heard(line).has(Kind.LABEL)


@pytest.mark.parametrize("line", ("What does it feel like?", "How did it look?", "The bus is late.", "I feel cold."))
def test_asking_or_telling_is_no_label(line: str) -> None:
    assert not heard(line).has(Kind.LABEL)


def test_their_matter_in_other_words_is_a_paraphrase() -> None:
    told = heard("So you ride home at night with no heater, only on Fridays.")
    assert told.has(Kind.PARAPHRASE, Kind.SUMMARY)
    assert told.question == "none"


def test_a_paraphrase_of_something_else_is_none() -> None:
    assert not heard("So you run a bakery with three ovens and a dog.").has(Kind.PARAPHRASE, Kind.SUMMARY)


def test_a_summary_draws_on_several_of_their_lines() -> None:
    line = "Let me see if I got it: you take the night bus, broken heater and all, your sister leaves the lamp on."
    assert heard(line, OPENING, BUS, LAMP).has(Kind.SUMMARY)


def test_a_summary_of_what_was_never_said_is_none() -> None:
    line = "Let me sum up: you want a bigger garage, a faster car, two more dogs and a holiday by the sea next year."
    assert not heard(line, OPENING, BUS, DRUM).has(Kind.SUMMARY)
