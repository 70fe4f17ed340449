"""Lines that are no talk: silence, floods, gibberish, emoji, other languages, heaps, questions about the trainer."""

from __future__ import annotations

import pytest

from trainer.conversation.hearing.heard import Kind

from .made import heard, kinds


@pytest.mark.parametrize("line", ("", "   ", "\n", "\t \n "))
def test_an_empty_line_is_a_pause(line: str) -> None:
    told = heard(line)
    assert kinds(line) == {"pause"}
    assert told.words == 0
    assert told.quote(Kind.PAUSE) == ""


@pytest.mark.parametrize(
    "line", ("why " * 12_500, "x" * 50_000, "What was it like? " * 400, "\n".join(["go on"] * 300))
)
def test_more_than_anybody_would_listen_to_is_a_flood(line: str) -> None:
    told = heard(line)
    assert {move.kind for move in told.moves} == {Kind.FLOOD}
    assert told.question == "none"
    assert not told.topics


@pytest.mark.parametrize(
    "line", ("asdkjh qwlekj zxmcn", "?!?!?!", "........", "😀😀😀", "👍", "93847592837465", "zzzzz xxxxx", "§§§", "x")
)
def test_what_holds_no_words_is_gibberish(line: str) -> None:
    told = heard(line)
    assert told.has(Kind.GIBBERISH)
    assert not told.topics


@pytest.mark.parametrize("line", ("Ikea?", "Halifax?", "Jorunn?", "2,000?", "And Egypt?", "Okay 😀 what then?", "IBM?"))
def test_names_and_figures_are_not_gibberish(line: str) -> None:
    assert not heard(line).has(Kind.GIBBERISH)


@pytest.mark.parametrize(
    "line",
    (
        "Warum nimmst du den Bus?",
        "Pourquoi est-ce que vous prenez le bus ?",
        "¿Por qué tomas el autobús?",
        "Perché prendi quel treno di notte?",
        "Waarom neem je die bus niet?",
        "なぜバスに乗りますか",
        "Почему вы едете на автобусе?",
        "لماذا تأخذ الحافلة؟",
    ),
)
def test_another_language_is_heard_as_one(line: str) -> None:
    assert heard(line).has(Kind.LANGUAGE)


@pytest.mark.parametrize(
    "line", ("What does 'gezellig' mean to you?", "Was the café open?", "How do you say that in Dutch?", "Por favor?")
)
def test_a_foreign_word_in_an_english_line_is_no_other_language(line: str) -> None:
    assert not heard(line).has(Kind.LANGUAGE)


@pytest.mark.parametrize(
    "line",
    (
        "bus heater seat driver ticket winter friday night",
        "what why how what why how what why how",
        "Where is it? Who drives? When does it come? How much is it? Why at night? What colour is it?",
        "Is it the cold? Is it the dark? Is it the driver?",
    ),
)
def test_a_heap_of_topics_or_questions_is_stuffing(line: str) -> None:
    assert heard(line).has(Kind.STUFFING)


@pytest.mark.parametrize(
    "line", ("The bus, the heater, the seat. What else was there that night?", "Cold seat, dark road?")
)
def test_a_short_list_in_a_question_is_no_heap(line: str) -> None:
    assert not heard(line).has(Kind.STUFFING)


@pytest.mark.parametrize(
    "line", ("Are you a bot?", "Am I talking to a machine?", "How is my score?", "Is this a simulation?")
)
def test_a_question_about_the_trainer_is_heard_as_one(line: str) -> None:
    assert heard(line).has(Kind.TRAINER)


@pytest.mark.parametrize(
    "line", ("Did you talk to a bot?", "What is this program of yours about?", "How many points did the quiz have?")
)
def test_bots_and_points_of_their_own_are_not_the_trainer(line: str) -> None:
    assert not heard(line).has(Kind.TRAINER)


def test_escape_sequences_are_dropped_before_anything_is_heard() -> None:
    told = heard("\x1b[31mWhat\x1b[0m happened\x07 then?")
    assert told.question == "open"
    assert all("\x1b" not in move.quote for move in told.moves)
