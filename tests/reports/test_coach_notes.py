"""A model's notes in a report: shown as what they are, escaped like everything else, absent where there are none."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.reports.test_reports import HOSTILE, Page, report, shape
from trainer.conversation.coached import Coaching, InsightJudged, Judged, MarginNote
from trainer.conversation.events import Coached, CustomerSaid, Debriefed, Event, LearnerSaid, Started
from trainer.reports.render import as_html, as_json, as_markdown
from trainer.reports.report import Report, report_of
from trainer.scoring.coaching.shown import COUNTS_NOTHING


def coached(text: str) -> Coached:
    coaching = Coaching(
        (Judged(text, "met", 1, text, 2, 3, text),), (MarginNote(1, text, text, text),), text,
        (InsightJudged("m", "c", text, "met", text, text, 3, 3),), 3, 3,
    )  # fmt: skip
    return Coached(text, text, text, coaching)


def noted(text: str) -> Report:
    return replace(report("plain"), coached=coached(text))


TAGS = Page(as_html(noted("nothing special"))).tags
SHAPE = shape(as_markdown(noted("nothing special")))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_of_a_model_becomes_part_of_the_page_or_of_markdown(text: str) -> None:
    assert Page(as_html(noted(text))).tags == TAGS
    assert shape(as_markdown(noted(text))) == SHAPE


def test_the_notes_say_that_they_count_nothing_and_who_wrote_them() -> None:
    for made in (as_markdown(noted("word")), as_html(noted("word"))):
        assert COUNTS_NOTHING in made and "2 of 3" in made and "Disputed" in made
    assert COUNTS_NOTHING not in as_markdown(report("word")) + as_html(report("word"))


def test_json_holds_them_beside_the_scorecard() -> None:
    plain, data = json.loads(as_json(report("plain"))), json.loads(as_json(noted("word")))
    assert "coach" not in plain
    assert data.pop("coach")["items"][0]["agreement"] == "2 of 3" and data == plain


def test_the_newest_notes_are_in_the_report() -> None:
    events: tuple[Event, ...] = (
        Started("s1", "small-shop", ("ada",), 7, "h"), CustomerSaid(0, "Hi."), LearnerSaid(1, "Hi."),
        Debriefed("x"), coached("first"), coached("second"),
    )  # fmt: skip
    made = report_of(report("plain").card, events, "t", "c")
    assert made.coached is not None and made.coached.model == "second"
