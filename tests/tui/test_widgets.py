"""Small pieces: words for figures, drafts in order, the fold of a call."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from trainer.conversation.events import CustomerSaid, Ended, LearnerSaid
from trainer.conversation.interview import JournalError
from trainer.tui import drafts, themes, wording
from trainer.tui.call import Call


@pytest.mark.parametrize(("value", "marks"), [(0, "○○○○○"), (2.3, "●●◐○○"), (5, "●●●●●"), (9, "●●●●●"), (-1, "○○○○○")])
def test_figures_are_shown_as_marks_not_as_colours(value: float, marks: str) -> None:
    assert wording.dots(value) == marks


@pytest.mark.parametrize(
    "stamp",
    [
        datetime(2026, 3, 3, 14, 5, tzinfo=UTC),
        "2026-03-03T14:05:00+00:00",
        1772546700,
        1772546700000,
        datetime(2026, 3, 3, 14, 5),
    ],
)
def test_stored_moments_are_read_in_any_form(stamp: object) -> None:
    assert wording.when(stamp) == "3 Mar 2026, 14:05"


def test_an_unreadable_moment_is_left_out() -> None:
    assert wording.when("yesterday") == ""


def test_time_left_is_in_words_and_never_negative() -> None:
    assert wording.time_left(0, 20) == "about 20 min left"
    assert wording.time_left(1150, 20) == "under a minute left"
    assert wording.time_left(5000, 20) == "time is up"


def test_a_call_is_folded_from_its_events() -> None:
    call = Call(turns=25, minutes=20)
    for event in (CustomerSaid(0, "Hi"), LearnerSaid(1, "Hello"), CustomerSaid(1, "Yes", seconds=60.0)):
        call = call.after(event)
    assert (call.turn, call.seconds, call.waiting, call.over) == (1, 60.0, False, False)
    assert call.left() == "turn 1 of 25 · about 19 min left" and call.left_short() == "1/25"
    assert call.after(CustomerSaid(2, "Bye", closing=True)).over
    assert call.after(Ended(1, "time")).ended == "time"


async def test_drafts_are_stored_one_after_the_other_and_the_newest_wins() -> None:
    stored: list[str] = []
    running = 0

    async def store(text: str) -> None:
        nonlocal running
        running += 1
        assert running == 1
        await asyncio.sleep(0.01)
        stored.append(text)
        running -= 1

    def spawn(work: Any) -> Any:
        task = asyncio.ensure_future(work())
        return SimpleNamespace(is_finished=False, task=task)

    keeper = drafts.DraftKeeper(store, lambda reason: None, cast(Any, spawn))
    for text in ("a", "ab", "abc"):
        keeper.note(text)
        await asyncio.gather(keeper.flush(), keeper.flush())
    assert stored == ["a", "ab", "abc"]


async def test_a_draft_that_cannot_be_stored_is_told_once_and_the_next_is_tried() -> None:
    told: list[str] = []
    tries: list[str] = []

    async def store(text: str) -> None:
        tries.append(text)
        if len(tries) == 1:
            raise JournalError("disk full")

    keeper = drafts.DraftKeeper(store, told.append, cast(Any, lambda work: SimpleNamespace(is_finished=False)))
    keeper.note("a")
    await keeper.flush()
    keeper.note("b")
    await keeper.flush()
    assert told == ["disk full"] and tries == ["a", "b"]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: theme.name)
def test_all_text_colours_keep_their_contrast(theme: Any) -> None:
    colours = [theme.foreground, theme.primary, theme.secondary, theme.accent, theme.error, theme.variables["quiet"]]
    least = 7.0 if theme.name == "high-contrast" else 4.5
    pairs = [(colour, ground) for colour in colours for ground in (theme.background, theme.surface)]
    under_cursor = (theme.foreground, theme.accent, theme.variables["quiet"])
    pairs += [(colour, theme.variables["block-cursor-background"]) for colour in under_cursor]
    for colour, ground in pairs:
        light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= least, (colour, ground)
