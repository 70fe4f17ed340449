"""Room `scoring`: a model's notes as lines for people and as data for machines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from trainer.conversation.coached import Coaching, InsightJudged, Judged, MarginNote
from trainer.scoring.coaching.criteria import BY_ID

_VERDICTS = {"met": "yes", "not_met": "no", "unclear": "unclear"}
COUNTS_NOTHING = "Notes of a language model. They count nothing: the scorecard stands with or without them."


def as_data(coaching: Coaching) -> dict[str, Any]:
    """Give the notes as plain data: agreement, items, notes, next, insight, and how many answers they stand on."""
    return {
        "agreement": coaching.agreement,
        "answers": coaching.answers,
        "asked": coaching.asked,
        "items": [
            {
                "criterion": item.criterion, "verdict": item.verdict, "turn": item.turn, "quote": item.quote,
                "agreement": _agreement(item), "disputed": item.disputed,
            }
            for item in coaching.items
        ],
        "notes": [asdict(note) for note in coaching.notes],
        "next": coaching.next,
        "insight": [
            {
                "motivation": one.motivation, "claim": one.claim, "verdict": one.verdict, "offline": one.offline,
                "quote": one.quote, "agreement": _agreement(one),
            }
            for one in coaching.insight
        ],
    }  # fmt: skip


def lines(coaching: Coaching) -> Iterator[str]:
    """Give the notes line by line; an empty line stands before each heading."""
    yield COUNTS_NOTHING
    if not coaching.asked:
        yield "There is nothing to note on: no line of yours asks anything or takes anything up."
        return
    if coaching.answers < coaching.asked:
        yield f"{coaching.answers} of {coaching.asked} answers came."
    yield from _section("Notes", map(note_line, coaching.notes))
    yield from _section("Line by line", map(item_line, coaching.items))
    yield from _section("Your debrief, claim by claim", map(insight_line, coaching.insight))
    yield from _section("Try next", iter([coaching.next] if coaching.next else []))


def item_line(item: Judged) -> str:
    """Give one verdict as a line."""
    known = BY_ID.get(item.criterion)
    title = known.title if known else item.criterion
    disputed = f" Disputed: the rules heard {item.disputed}." if item.disputed else ""
    return f"Turn {item.turn}, {title}: {_VERDICTS[item.verdict]} ({_agreement(item)}). “{item.quote}”{disputed}"


def note_line(note: MarginNote) -> str:
    """Give one margin note as a line."""
    said = f" {note.note}" if note.note else ""
    better = f" Try: {note.better}" if note.better else ""
    return f"Turn {note.turn}, “{note.quote}”:{said}{better}"


def insight_line(one: InsightJudged) -> str:
    """Give the verdict on one claim of the debrief, beside what the scorecard says of the motivation."""
    quote = f" “{one.quote}”" if one.quote else ""
    return f"“{one.says}”: {_VERDICTS[one.verdict]} ({_agreement(one)}).{quote} The scorecard: {one.offline}."


def _agreement(one: Judged | InsightJudged) -> str:
    return f"{one.agree} of {one.of}"


def _section(title: str, found: Iterator[str]) -> Iterator[str]:
    inner = list(found)
    if inner:
        yield ""
        yield f"{title}:"
        yield from (f"- {line}" for line in inner)
