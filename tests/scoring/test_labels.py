"""A learner may say otherwise of a label or an item; ours stays as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.storage.made import call, debrief
from trainer.conversation.call import ENGINE_VERSION
from trainer.conversation.events import Challenged, Event, Started, TurnHeard
from trainer.conversation.hearing.heard import Kind, Move
from trainer.conversation.interview import SessionError
from trainer.scoring.labels import LABELS, about, challenge, challenges_of, fits, labels_of, sentence
from trainer.scoring.scorecard import SCORING_VERSION, Item, Scorecard

ITEMS = (
    Item("technique", "leading", 2, "Question 2", -0.3, "It carries its own answer."),
    Item("unscripted", "took-up", 2, "Question 2", 0.2, "It grew."),
    Item("technique", "open", 3, "Question 3", 0.2, "An open question."),
    Item("insight", "force-push", 0, "dark", 0.2, "It fits."),
)
CARD = Scorecard("s1", "small-shop", 3, 50.0, "", (), (), (), ITEMS, (), "")


def log() -> list[Event]:
    """A call that today's engine has heard; its first line leads, brings something in and gives something back."""
    events: list[Event] = [*call(3), *debrief()]
    started = events[0]
    assert isinstance(started, Started)
    events[0] = replace(started, engine=ENGINE_VERSION)
    at, first = next((i, e) for i, e in enumerate(events) if isinstance(e, TurnHeard))
    moves = (*first.heard.moves, Move(Kind.LEADING, "Question 1"))
    events[at] = replace(first, heard=replace(first.heard, moves=moves, reflection="label", informs=True))
    return events


def made(turn: int, label: str, rule: str = "") -> Challenged:
    return challenge(log(), CARD, turn, label, "because", rule)


def test_our_labels_are_those_of_the_hearing() -> None:
    labels = labels_of(log())
    assert labels[1] == {"question": "open", "reflection": "label", "input": "yes", "leading": "yes"}
    assert labels[2] == {"question": "open", "reflection": "none", "input": "no", "leading": "no"}
    assert list(labels) == [1, 2, 3]


def test_a_session_of_an_older_engine_is_labelled_as_its_scorecard_hears_it_now() -> None:
    events = log()
    assert isinstance(events[0], Started)
    events[0] = replace(events[0], engine="1")
    assert labels_of(events)[1]["reflection"] == "none"  # “Question 1, ünïcode 🙂?” gives nothing back


@pytest.mark.parametrize(
    "turn, label, rule, aspect, ours",
    [
        (1, "closed", "", "question", "open"),
        (1, "mirror", "", "reflection", "label"),
        (1, "none", "question", "question", "open"),
        (2, "none", "reflection", "reflection", "none"),
        (1, "no", "input", "input", "yes"),
        (2, "yes", "leading", "leading", "no"),
    ],
)
def test_a_label_is_put_beside_ours(turn: int, label: str, rule: str, aspect: str, ours: str) -> None:
    one = made(turn, label, rule)
    assert one == Challenged(turn, "heard", aspect, ours, label, "because", SCORING_VERSION, ENGINE_VERSION)


def test_an_item_is_right_or_wrong_and_the_only_one_of_a_turn_needs_no_name() -> None:
    assert (made(2, "wrong", "leading").part, made(2, "wrong", "leading").ours) == ("technique", "right")
    assert made(3, "right").rule == "open"
    assert made(0, "wrong").rule == "force-push"
    assert [about(made(2, "wrong", "leading"), item) for item in ITEMS] == [True, False, False, False]


@pytest.mark.parametrize(
    "turn, label, rule, words",
    [
        (4, "open", "", "turn 4 is not in this session; it has turns 1 to 3"),
        (1, "blue", "", "'blue' is no label; there are none, open, closed, mirror"),
        (1, "none", "", "name one with --rule: question, reflection"),
        (1, "yes", "", "name one with --rule: input, leading"),
        (1, "yes", "question", "there are none, open, closed"),
        (1, "open", "pitch", "an item is `right` or `wrong`"),
        (1, "wrong", "", "there is no item at turn 1"),
        (2, "wrong", "", "turn 2 has several items; name one with --rule: leading, took-up"),
        (2, "wrong", "pitch", "rule 'pitch' has no item at turn 2; name one with --rule: leading, took-up"),
        (0, "open", "", "nothing was heard at turn 0"),
    ],
)
def test_what_cannot_be_challenged_is_refused_in_a_line_that_says_what_can(
    turn: int, label: str, rule: str, words: str
) -> None:
    with pytest.raises(SessionError) as refused:
        made(turn, label, rule)
    assert words in str(refused.value)


def test_of_several_on_one_thing_the_latest_stands_and_the_others_stay_in_the_log() -> None:
    first, second, other = made(2, "closed"), made(2, "none", "question"), made(1, "closed")
    assert challenges_of([*log(), first, second, other]) == (other, second)


def test_a_challenge_is_told_with_both_labels_and_the_reason() -> None:
    assert sentence(made(1, "closed")) == "Question: you say closed (heard: open), because “because”"
    assert sentence(made(1, "open")) == "Question: you say open (as heard), because “because”"
    assert sentence(made(2, "wrong", "leading")) == "You say: wrong, because “because”"


def test_only_labels_of_the_closed_lists_fit() -> None:
    assert all(fits("heard", aspect, label) for aspect, labels in LABELS.items() for label in labels)
    assert fits("technique", "leading", "wrong")
    for wrong in (("heard", "question", "yes"), ("heard", "mood", "open"), ("technique", "", "wrong")):
        assert not fits(*wrong)
    assert not fits("technique", "leading", "yes") and not fits("style", "leading", "wrong")
