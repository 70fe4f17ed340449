"""What kind of question a line asks: by function, not by form; with or without punctuation, capitals and spelling."""

from __future__ import annotations

import random

import pytest

from trainer.conversation.hearing.heard import Kind

from .made import heard

OPEN = (
    "What did you do then?",
    "How did that come about?",
    "Why the night bus?",
    "Tell me about the ride home.",
    "Hello, tell me about the ride home.",
    "Good morning, walk me through last Friday.",
    "Could you walk me through last Friday?",
    "Would you mind telling me about the heater?",
    "I'd love to hear how that went.",
    "Help me understand what the ride is like.",
    "Describe the bus for me.",
    "What was it like to sit there?",
    "How come?",
    "And then?",
)
CLOSED = (
    "Do you take the bus to work?",
    "Was it cold?",
    "Have you ever walked?",
    "Is the heater still broken?",
    "Did anybody complain?",
    "Can you see the driver from there?",
)
PLAIN = (
    "When was that?",
    "Who drives it?",
    "How many stops is it?",
    "How long have you done that?",
    "Which seat is yours?",
    "Since when?",
)
LEADING = (
    "You love the bus, don't you?",
    "It was cold, wasn't it?",
    "Surely you would rather drive?",
    "Don't you think the heater should work?",
    "Isn't it better to walk?",
    "So you want more seats, right?",
    "You must be so tired, right?",
    "Wouldn't it be nice to have a seat?",
    "Is the heater the reason you are cold?",
)
STATEMENTS = (
    "What you say is interesting.",
    "How nice.",
    "I see what you mean.",
    "I remember when that happened.",
    "That is how it was.",
    "Don't worry about the order.",
    "Okay, got it.",
    "My brother takes it too.",
)


@pytest.mark.parametrize("line", OPEN)
def test_a_question_that_asks_for_telling_is_open(line: str) -> None:
    assert heard(line).question == "open"
    assert heard(line).has(Kind.OPEN_QUESTION)


@pytest.mark.parametrize("line", CLOSED)
def test_a_question_that_asks_for_yes_or_no_is_closed(line: str) -> None:
    told = heard(line)
    assert told.question == "closed"
    assert told.has(Kind.CLOSED_QUESTION)
    assert not told.has(Kind.OPEN_QUESTION, Kind.LEADING)


@pytest.mark.parametrize("line", PLAIN)
def test_a_question_for_a_plain_fact_is_a_follow_up_and_not_open(line: str) -> None:
    told = heard(line)
    assert told.question == "closed"
    assert told.has(Kind.FOLLOW_UP)


@pytest.mark.parametrize("line", LEADING)
def test_a_question_that_carries_its_answer_is_leading(line: str) -> None:
    assert heard(line).has(Kind.LEADING)


@pytest.mark.parametrize("line", [*OPEN, *CLOSED, *PLAIN])
def test_an_honest_question_is_not_leading(line: str) -> None:
    assert not heard(line).has(Kind.LEADING, Kind.HYPOTHETICAL, Kind.DOUBLE_BARRELLED)


@pytest.mark.parametrize("line", STATEMENTS)
def test_a_statement_asks_nothing(line: str) -> None:
    told = heard(line)
    assert told.question == "none"
    assert not told.has(Kind.OPEN_QUESTION, Kind.CLOSED_QUESTION, Kind.LEADING)


@pytest.mark.parametrize(
    "line",
    ("You take it alone?", "So nobody waits for you?", "Only on Fridays?", "The heater?"),
)
def test_a_statement_with_a_question_mark_asks(line: str) -> None:
    assert heard(line).question == "closed" or heard(line).has(Kind.MIRROR)


@pytest.mark.parametrize(
    "line",
    (
        "Would you pay for a seat?",
        "If we had more seats, would you take it more often?",
        "What would you do if it stopped at your door?",
        "If you had a magic wand, what would you change?",
        "Suppose it came every ten minutes, would you stay longer?",
    ),
)
def test_a_question_about_an_imagined_case_is_hypothetical(line: str) -> None:
    assert heard(line).has(Kind.HYPOTHETICAL)


@pytest.mark.parametrize(
    "line",
    (
        "Would you be willing to tell me about that night?",
        "Would you mind saying a little more?",
        "What would you say the ride is like?",
    ),
)
def test_politeness_is_not_hypothetical(line: str) -> None:
    told = heard(line)
    assert told.question == "open"
    assert not told.has(Kind.HYPOTHETICAL)


@pytest.mark.parametrize(
    "line",
    (
        "Do you take the bus and do you like it? How often does it come?",
        "When did you start? And who told you about it?",
        "What is the bus like? Why do you not walk?",
    ),
)
def test_two_questions_at_once_are_double_barrelled(line: str) -> None:
    assert heard(line).has(Kind.DOUBLE_BARRELLED)


@pytest.mark.parametrize(
    "line",
    (
        "The night bus? What is it like?",
        "Tell me about last Friday: what happened?",
        "Take me back to the first ride. Who was there?",
        "What would the driver tell me?",
        "Can I be honest? I did not expect that. How did it end?",
    ),
)
def test_an_echo_or_an_invitation_before_a_question_is_one_question(line: str) -> None:
    assert not heard(line).has(Kind.DOUBLE_BARRELLED)


@pytest.mark.parametrize(
    "line",
    (
        "Walk me through the last time you took it.",
        "What happened last Friday?",
        "Tell me about the first time you sat there.",
        "Can you give me an example of such a night?",
        "Take me back to that evening. What did you see?",
    ),
)
def test_asking_for_what_really_happened_is_a_story_prompt(line: str) -> None:
    assert heard(line).has(Kind.STORY_PROMPT)


def test_a_question_in_the_middle_is_heard() -> None:
    told = heard("That sounds long. What do you do on the way? I only ever drive.")
    assert told.question == "open"
    assert told.quote(Kind.OPEN_QUESTION).startswith("What do you do")


@pytest.mark.parametrize("line", [*OPEN, *CLOSED, *PLAIN])
def test_lower_case_without_punctuation_changes_nothing(line: str) -> None:
    bare = line.casefold().translate({ord(c): None for c in "?.!,:"})
    assert heard(bare).question == heard(line).question
    assert heard(bare).has(Kind.FOLLOW_UP) == heard(line).has(Kind.FOLLOW_UP)


def test_two_sentences_without_any_punctuation_are_still_one_question() -> None:
    told = heard("that sounds long and cold what do you do on the way")
    assert told.question == "open"


_LONG = tuple(line for line in OPEN if len(line.split()) > 3)


@pytest.mark.parametrize("line", _LONG)
@pytest.mark.parametrize("seed", range(3))
def test_a_typing_error_in_one_word_changes_nothing(line: str, seed: int) -> None:
    rng = random.Random(f"{line}{seed}")
    words = line.split()
    at = rng.choice([i for i, word in enumerate(words) if len(word) > 4] or [0])
    place = rng.randrange(1, len(words[at]) - 2)
    words[at] = words[at][:place] + words[at][place + 1] + words[at][place] + words[at][place + 2 :]
    assert heard(" ".join(words)).question == "open", " ".join(words)


def test_the_follow_up_that_is_asked_for_is_named() -> None:
    facets = {
        "Why was that?": "why",
        "When was it?": "when",
        "Who was there?": "who",
        "Where do you sit?": "where",
        "How often do you go?": "how-often",
        "How long does it take?": "how-long",
        "How did that feel?": "feeling",
        "Can you give me an example?": "example",
        "What happened then?": "then",
    }
    assert {line: heard(line).facets[0] for line in facets} == facets


@pytest.mark.parametrize(
    "line",
    (
        "When you come home with that ticket, what happens?",
        "when the bus comes what do you do first",
        "Where the road forks, what do you see?",
        "When you say 'them', who do you mean?",
    ),
)
def test_a_clause_that_only_says_when_is_no_question_of_its_own(line: str) -> None:
    told = heard(line)
    assert not told.has(Kind.DOUBLE_BARRELLED)
    assert "when" not in told.facets[:1] and "where" not in told.facets[:1]


def test_a_bare_probe_is_a_probe() -> None:
    for line in ("Tell me more.", "Go on.", "Anything else?", "And?"):
        assert heard(line).has(Kind.PROBE), line
    assert not heard("Tell me more about the heater.").has(Kind.PROBE)


def test_a_check_of_what_was_understood_is_no_second_question() -> None:
    told = heard("So the heater is broken and you sit there anyway. Did I get that right?")
    assert not told.has(Kind.LEADING, Kind.DOUBLE_BARRELLED)
