"""Which of the customer's topics a line touches: by phrases, synonyms, words of their lines and of their hints."""

from __future__ import annotations

from trainer.conversation.hearing.hear import hear
from trainer.conversation.hearing.heard import Topic

from .made import BUS, LAMP, OPENING, ear, heard


def best(text: str, *customer: str) -> Topic | None:
    """Give the fact that a line names most clearly."""
    return next((t for t in heard(text, *customer).topics if t.of == "fact"), None)


def test_a_phrase_is_found_in_any_order_and_form() -> None:
    for line in ("What is the night bus like?", "Which bus runs at night?", "How is a bus at night?"):
        found = best(line, OPENING)
        assert found is not None and (found.id, found.via) == ("bus", "about"), line


def test_what_was_touched_is_quoted_in_the_order_it_was_said() -> None:
    for line, words in (("What is the night bus like?", "night bus"), ("Which bus runs at night?", "bus night")):
        found = best(line, OPENING)
        assert found is not None and found.quote == words


def test_half_a_phrase_is_no_phrase() -> None:
    assert not [t for t in heard("How was your night?", OPENING).topics if t.via == "about" and t.of == "fact"]


def test_a_phrase_of_two_words_outweighs_one_word_of_another_topic() -> None:
    found = best("Does your sister take the night bus?", OPENING)
    assert found is not None and found.id == "bus"


def test_a_profile_answer_and_the_surface_story_are_found_by_their_phrases() -> None:
    topics = {(t.of, t.id) for t in heard("Are there more seats at that ticket price?").topics}
    assert {("profile", "price"), ("decoy", "decoy")} <= topics


def test_an_ordinary_question_finds_its_profile_answer_without_phrases() -> None:
    assert ("profile", "job") in {(t.of, t.id) for t in heard("What do you do for a living?").topics}


def test_words_of_a_line_that_told_a_fact_lead_back_to_it() -> None:
    call = ear(
        OPENING, "The heater rattles like a tin of peas.", parts=(("fact", "bus", "rattles like a tin of peas"),)
    )
    topics = hear("What rattles, exactly?", call).topics
    assert [(t.id, t.via) for t in topics if t.of == "fact"][0] == ("bus", "said")


def test_words_of_a_hint_lead_to_what_it_hints_at() -> None:
    call = ear(
        OPENING, "Some sticks are still in the hall.", parts=(("tell", "drum", "Some sticks are still in the hall."),)
    )
    topics = hear("Whose sticks are those?", call).topics
    assert [(t.id, t.via) for t in topics if t.of == "fact"][0] == ("drum", "tell")


def test_public_words_lead_nowhere() -> None:
    found = heard("What about the timetable app?", OPENING, LAMP).topics
    assert not [t for t in found if t.of == "fact" and t.via in ("about", "said", "tell")]


def test_a_line_without_a_telling_word_names_no_topic_by_its_phrases() -> None:
    assert not [t for t in heard("Why was that?", OPENING, BUS).topics if t.via == "about"]


def test_a_typing_error_still_finds_the_topic() -> None:
    found = best("How cold is it with a broken haeter?", OPENING)
    assert found is not None and found.id == "bus"


def test_topics_come_best_first_with_scores_above_zero() -> None:
    scores = [t.score for t in heard("Does your sister take the night bus with the broken heater?").topics]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
