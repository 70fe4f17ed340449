"""A report shows every text as it was written, whatever was written."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from trainer.conversation.directing.direction import Answer, Direction
from trainer.conversation.events import (
    Challenged,
    CustomerSaid,
    Debriefed,
    Ended,
    Event,
    LearnerSaid,
    Scored,
    Started,
    TurnDirected,
)
from trainer.reports.escape import markdown
from trainer.reports.render import as_html, as_json, as_markdown
from trainer.reports.report import Report, report_of
from trainer.scoring.scorecard import FactOutcome, Item, MissedMoment, MotivationOutcome, Part, Scorecard

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style></title><h1>hi",
    "[click](javascript:alert(1)) ![x](http://a.example/x.png) <http://a.example>",
    "see https://a.example/x or www.a.example or mail a@a.example",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "```code```",
    "    indented",
    "a | b | c",
    "**bold** _it_ ~~no~~ `code`",
    "&lt;b&gt; &amp; &#60;",
    "{{ 7*7 }} {% raw %} {# x #}",
    "\x1b[31mred\x1b[0m \u202eevil\u202c \x00",
    "=====",
    "$x^2$",
    "back\\slash \\<b>",
)


def report(text: str, overall: float | None = 61.6) -> Report:
    """A report in which `text` stands wherever text can stand."""
    item = Item("technique", "leading", 1, text, -0.2, text, text)
    card = Scorecard(
        "s1", "small-shop", 1, overall, text,
        (Part("discovery", 3.14, "", text, text), Part("insight", None, text)),
        (FactOutcome("f", text, 2, "push", "m", "earned", 1, (text, text), text, text),),
        (MotivationOutcome("m", text, text, True, 1.0, text, True),),
        (item,), (MissedMoment("g", text, 1, (text,), text, text),), text, text, 1, False, {"scoring": "1"},
    )  # fmt: skip
    events: tuple[Event, ...] = (
        Started("s1", "small-shop", ("ada",), 7, "h", seen=True), CustomerSaid(0, text), LearnerSaid(1, text),
        TurnDirected(1, Direction(Answer.FACT, trust=0.25, patience=1.2)), CustomerSaid(1, f"{text} word"),
        Ended(1, "learner"), Debriefed(text, text), Scored(text, 50.0, ()),
        Challenged(1, "technique", "leading", "right", "wrong", text),
        Challenged(1, "heard", "question", "open", "closed", text),
    )  # fmt: skip
    return report_of(card, events, text, text)


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


PLAIN_TAGS = Page(as_html(report("nothing special"))).tags


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_part_of_the_page(text: str) -> None:
    page = Page(as_html(report(text)))
    assert page.tags == PLAIN_TAGS
    assert not {name for name, _ in page.attributes} & {"onerror", "href", "src", "style"}


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    html = as_html(report("hello"))
    assert "<script" not in html and "http://" not in html and "https://" not in html and "url(" not in html
    assert "default-src 'none'" in html


def test_what_stands_beside_the_scorecard_is_in_every_form() -> None:
    made = report("of no account", overall=58.0)
    for form in (as_markdown(made), as_html(made).replace("&#39;", "'")):
        assert "You had seen this customer's answers." in form
        assert "Scored earlier with version of no account: 50; now 58." in form
        assert form.count("You say: wrong, because “of no account”") == 2  # at the evidence and at the line
        assert form.count("Question: you say closed (heard: open), because “of no account”") == 1
    shape = json.loads(as_json(made))
    assert shape["seen"] is True and [one["theirs"] for one in shape["challenges"]] == ["wrong", "closed"]


def shape(text: str) -> list[str]:
    """The structure that a strict reader of Markdown sees, without its words."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inner = [
        child.type for token in tokens for child in token.children or [] if child.type not in ("text", "text_special")
    ]
    return [token.type for token in tokens] + inner


PLAIN_SHAPE = shape(as_markdown(report("nothing special")))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markdown(text: str) -> None:
    assert shape(as_markdown(report(text))) == PLAIN_SHAPE


@given(st.text(max_size=80))
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    from trainer.language.text import clean

    tokens = MarkdownIt("commonmark").parseInline(markdown(text))
    read = "".join(child.content for token in tokens for child in token.children or [])
    assert read.split() == clean(text).split()


def test_steering_characters_reach_no_report() -> None:
    for made in (as_markdown, as_html):
        text = made(report("\x1b[31mred \u202e\u200b\x9b \x07 \ud800"))
        assert not set(text) & set("\x1b\u202e\u200b\x9b\x07\ud800")


def test_figures_notes_and_lines_stand_in_it() -> None:
    text, page = as_markdown(report("word")), as_html(report("word"))
    for made in (text, page):
        assert "62" in made and "3.1" in made and "−0.2" in made and "seed 7" in made and "scoring 1" in made
        assert "not scored" in made and "practice" in made and "1 hint asked for" in made
    assert "not scored" in as_markdown(report("word", None)).splitlines()[2]


def test_json_is_the_whole_scorecard() -> None:
    card = json.loads(as_json(report("“word”")))
    assert card["overall"] == 61.6 and card["items"][0]["quote"] == "“word”"
    assert card["not_scored"] == {"insight": "“word”"} and card["facts"][0]["because"] == ["“word”"] * 2


def test_there_is_no_report_before_the_debrief() -> None:
    made = report("word")
    with pytest.raises(ValueError, match="after the debrief"):
        report_of(made.card, (Started("s1", "x", ("y",), 1, "h"), Ended(1, "learner")), "t", "c")
