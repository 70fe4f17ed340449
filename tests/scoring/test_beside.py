"""What stands beside a scorecard: read from the log, told in words, and without any figure of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.storage.made import call, debrief
from trainer.conversation.events import Challenged, Event, Fingerprinted, LearnerSaid, Scored, Started
from trainer.scoring.beside import NO_CHARGE, SEEN, Alike, beside_of, notices, unrecorded
from trainer.scoring.corpus import labelled
from trainer.scoring.likeness import fingerprint
from trainer.scoring.scorecard import SCORING_VERSION, Item, Part, Scorecard

LINES = (
    "What did your last evening in the village look like?",
    "Who else was standing around the well that night?",
    "You mentioned the lantern. How did it come to hang there?",
    "Tell me about the morning when the bridge was closed.",
    "What did the postman say when the letter came?",
)
OWN = (
    "How do you spend your breaks at work?",
    "Where was the kettle when your brother phoned?",
    "Which of the pictures would you miss?",
    "Why did Thursday evenings stop?",
    "What happened after the wedding?",
)
CARD = Scorecard(
    "s1", "small-shop", 5, 58.0, "", (Part("technique", 3.0),), (), (),
    (Item("technique", "leading", 1, "x", -0.1, "It leads."),), (), "", versions={"scoring": SCORING_VERSION},
)  # fmt: skip


def log(lines: Sequence[str], same: Sequence[str] = (), *more: Event) -> list[Event]:
    """A debriefed call in which these lines were said, compared with the lines of another call."""
    said = iter(lines)
    events = [replace(e, text=next(said)) if isinstance(e, LearnerSaid) else e for e in call(len(lines))]
    compared = Fingerprinted(same=tuple(fingerprint(line) for line in same))
    return [*events, compared, *list(debrief())[1:], *more]


def branched(events: list[Event], at: int) -> list[Event]:
    assert isinstance(events[0], Started)
    return [replace(events[0], branch_of="other", branch_at=at), *events[1:]]


def test_lines_of_another_call_with_the_same_customer_are_counted() -> None:
    assert beside_of(log(LINES, LINES), CARD).alike == Alike(5, 5)
    assert beside_of(log([*LINES[:2], *OWN[:3]], LINES), CARD).alike == Alike(2, 5)
    assert beside_of(log([*LINES, "Why?", "", "And then?"], LINES), CARD).alike == Alike(5, 5)
    again = [line.replace("the ", "that ").rstrip("?.") for line in LINES]
    assert beside_of(log(again, LINES), CARD).alike == Alike(5, 5)


def test_likeness_that_unrelated_calls_have_as_well_is_none() -> None:
    assert beside_of(log(OWN, LINES), CARD).alike is None
    assert beside_of(log([LINES[0], *OWN[1:]], LINES), CARD).alike is None  # one of five
    assert beside_of(log(LINES[:3], LINES), CARD).alike is None  # too few lines to say anything
    assert beside_of(log(LINES), CARD).alike is None


def test_the_turns_before_a_branch_are_not_compared_they_are_another_sessions() -> None:
    assert beside_of(branched(log([*LINES[:1], *OWN[:4]], LINES), 2), CARD).alike is None
    assert beside_of(branched(log(LINES, LINES), 2), CARD).alike == Alike(4, 4)


@pytest.mark.parametrize("when", ["before", "meanwhile", "never"])
def test_answers_seen_before_or_while_the_call_was_open_are_told(when: str) -> None:
    events = log(LINES)
    assert isinstance(events[0], Started)
    if when == "before":
        events[0] = replace(events[0], seen=True)
    events = [replace(e, seen=True) if when == "meanwhile" and isinstance(e, Fingerprinted) else e for e in events]
    beside = beside_of(events, CARD)
    assert beside.seen == (when != "never")
    assert notices(beside, CARD) == ([SEEN] if beside.seen else [])


def test_what_another_version_made_of_it_is_told_with_what_this_one_does() -> None:
    other, mine = Scored("1", 62.4, (("technique", 3.4),)), Scored(SCORING_VERSION, 58.0, (("technique", 3.0),))
    beside = beside_of(log(LINES, (), other, mine), CARD)
    assert beside.earlier == (other,)
    assert notices(beside, CARD) == ["Scored earlier with version 1: 62; now 58."]
    nothing = replace(CARD, overall=None)
    assert notices(beside_of(log(LINES, (), replace(other, overall=None)), nothing), nothing) == [
        "Scored earlier with version 1: not scored; now not scored."
    ]


def test_the_figures_of_a_version_are_recorded_once_and_only_after_the_debrief() -> None:
    (mine,) = unrecorded(log(LINES), CARD, CARD.overall if SCORING_VERSION == "1" else None)
    assert (mine.version, mine.overall, mine.parts) == (SCORING_VERSION, 58.0, (("technique", 3.0),))
    assert unrecorded(log(LINES, (), mine), CARD, 58.0) == ()
    assert unrecorded(call(5), CARD, None) == ()
    newer = replace(CARD, versions={"scoring": "99"})
    assert [one.version for one in unrecorded(log(LINES, (), mine), newer, 58.0)] == ["99"]


def test_of_a_session_from_before_figures_were_recorded_the_listed_one_is_kept() -> None:
    newer = replace(CARD, versions={"scoring": "2"})
    assert [(one.version, one.overall) for one in unrecorded(log(LINES), newer, 62.0)] == [("1", 62.0), ("2", 58.0)]


def test_the_likeness_is_told_with_its_figures_and_as_free_of_charge() -> None:
    told = "5 of 5 of your lines are, nearly word for word, those of another call with this customer"
    assert notices(beside_of(log(LINES, LINES), CARD), CARD) == [f"{told} (short lines left out). {NO_CHARGE}"]


def test_challenges_stand_at_their_item_or_their_line() -> None:
    item = Challenged(1, "technique", "leading", "right", "wrong", "I only asked")
    label = Challenged(2, "heard", "question", "open", "closed", "yes or no")
    beside = beside_of(log(LINES, (), label, item), CARD)
    assert beside.challenges == (item, label)
    assert beside.of_item(CARD.items[0]) == "You say: wrong, because “I only asked”"
    of_label = (2, "Question: you say closed (heard: open), because “yes or no”")
    assert beside.of_lines(CARD.items) == [of_label]
    gone = (1, "Of technique leading. You say: wrong, because “I only asked”")
    assert beside.of_lines(()) == [gone, of_label]  # another version of the scoring has no such item


def test_all_of_it_is_data_for_programs() -> None:
    other = Scored("1", 62.4, (("technique", 3.4),))
    label = Challenged(2, "heard", "question", "open", "closed", "yes or no", "2", "2")
    shape = json.loads(json.dumps(beside_of(log(LINES, LINES, other, label), CARD).shape()))
    assert shape == {
        "seen": False,
        "likeness": {"lines": 5, "of": 5},
        "earlier": [{"version": "1", "overall": 62.4, "parts": {"technique": 3.4}}],
        "challenges": [
            {
                "turn": 2, "part": "heard", "rule": "question", "ours": "open", "theirs": "closed",
                "reason": "yes or no", "scoring": "2", "engine": "2",
            }
        ],
    }  # fmt: skip


def test_a_corpus_row_has_the_line_what_was_said_before_and_both_labels() -> None:
    label = Challenged(2, "heard", "question", "open", "closed", "yes or no", "2", "2")
    item = Challenged(0, "insight", "force-push", "right", "wrong", "no", "2", "2")
    first, second = labelled(log(LINES, (), label, item), "a name")
    assert (first.context, first.text, first.aspect) == ("", "dark", "insight:force-push")
    assert second.shape() == {
        "session": "a name", "turn": 2, "context": "Answer 1 – “so”.", "text": LINES[1], "aspect": "question",
        "ours": "open", "theirs": "closed", "reason": "yes or no", "scoring": "2", "engine": "2",
    }  # fmt: skip
