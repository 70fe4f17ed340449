"""What the learner brings instead of listening, and what they say beside: pitches, advice, pressure, manners."""

from __future__ import annotations

import pytest

from trainer.conversation.hearing.heard import Kind

from .made import heard, kinds


@pytest.mark.parametrize(
    "line",
    (
        "We could add heated seats next month.",
        "Our new app shows you every bus.",
        "We just launched a premium version.",
        "What if we built a heater for you?",
        "I can offer you a free month.",
        "You'll love our next release.",
        "We are working on a better timetable.",
    ),
)
def test_selling_is_a_pitch(line: str) -> None:
    assert heard(line).has(Kind.PITCH)


@pytest.mark.parametrize(
    "line",
    (
        "We can go back to that later.",
        "We will come to the price. What happened first?",
        "How was the free month?",
        "Did the discount matter?",
        "How about last Friday?",
        "I build the timetable. What do you look for on it?",
    ),
)
def test_talking_about_what_is_sold_is_no_pitch(line: str) -> None:
    assert not heard(line).has(Kind.PITCH, Kind.ADVICE, Kind.PRESSURE)


@pytest.mark.parametrize(
    "line",
    (
        "You should sit in the front.",
        "Why don't you just drive?",
        "I would recommend a warmer coat.",
        "Have you tried sitting near the driver?",
        "Try to get the earlier one.",
        "If I were you I'd complain.",
    ),
)
def test_telling_them_what_to_do_is_advice(line: str) -> None:
    assert heard(line).has(Kind.ADVICE)


@pytest.mark.parametrize(
    "line",
    (
        "What have you tried?",
        "When you need to get home early, what do you do?",
        "Do you think you should have walked?",
        "Why don't you like the front seats?",
        "What did they say you should do?",
    ),
)
def test_asking_what_they_should_or_tried_is_no_advice(line: str) -> None:
    assert not heard(line).has(Kind.ADVICE)


@pytest.mark.parametrize(
    "line",
    (
        "Just answer the question.",
        "Come on, tell me right now.",
        "ANSWER ME NOW PLEASE",
        "Get to the point!!",
        "Be honest.",
    ),
)
def test_pushing_is_pressure(line: str) -> None:
    told = heard(line)
    assert told.has(Kind.PRESSURE)
    assert told.tone == "pressing"


@pytest.mark.parametrize(
    "line",
    (
        "To be honest, I have never been on that bus. What is it like?",
        "What hangs there right now?",
        "When did it get to the point where you walked?",
        "Did she say yes or no?",
        "Were you in a hurry?",
    ),
)
def test_words_of_haste_in_an_honest_question_press_nobody(line: str) -> None:
    assert not heard(line).has(Kind.PRESSURE)


@pytest.mark.parametrize(
    "line", ("You're an idiot.", "Shut up.", "What a stupid answer.", "Your story is boring.", "Oh, get lost.")
)
def test_insults_are_rude(line: str) -> None:
    told = heard(line)
    assert told.has(Kind.RUDE)
    assert told.tone == "rude"


@pytest.mark.parametrize(
    "line",
    (
        "Did you feel stupid then?",
        "He called you lazy?",
        "Were the meetings boring?",
        "That is ridiculous of them. What then?",
        "How often do parcels get lost?",
    ),
)
def test_speaking_of_something_bad_is_not_rude(line: str) -> None:
    assert not heard(line).has(Kind.RUDE)


def test_manners_are_heard() -> None:
    expected = {
        "Hello, nice to meet you.": "greeting",
        "Good morning.": "greeting",
        "Thank you, that helps.": "thanks",
        "I'm sorry, that was clumsy.": "apology",
        "Goodbye, take care.": "goodbye",
        "Lovely weather today.": "small_talk",
    }
    for line, kind in expected.items():
        assert kind in kinds(line), line


def test_an_apology_is_heard_as_sorry_and_an_exclamation_as_excited() -> None:
    assert heard("Sorry, that was my mistake.").tone == "sorry"
    assert heard("Great, what happened next!").tone == "excited"
    assert heard("What happened next?").tone == "calm"


def test_a_nod_is_a_sign_to_go_on() -> None:
    assert heard("Mm hm.").has(Kind.PROBE)
    assert heard("I see.").question == "none"
