"""What the store knows of sessions beyond their words: who was revealed, what was seen, what it was scored."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from trainer.conversation.events import Challenged, Scored, Started
from trainer.storage.store import Store

from .made import begin, call, debrief, turn


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    ticks = count(1_700_000_000_000, 1000)
    opened = Store.open(tmp_path / "home", clock=lambda: next(ticks))
    yield opened
    opened.close()


def test_lines_with_the_same_customer_are_those_of_all_other_sessions(store: Store) -> None:
    for name in ("own", "first", "silent", "late"):
        begin(store, name)
    for name in ("first", "own", "late"):
        store.append(name, turn(1, f"Line of {name}"))
    store.append("else", [Started("else", "small-shop", ("eve-moss",), 7, "h")])
    store.append("else", turn(1, "Line of else"))
    assert store.lines_with_same_customer("own") == (("Line of late",), ("Line of first",))
    assert store.lines_with_same_customer("own", limit=1) == (("Line of late",),)
    assert store.lines_with_same_customer("nobody") == ()


def test_a_customer_is_revealed_by_a_debrief_and_by_nothing_before_it(store: Store) -> None:
    store.append("s1", call())
    assert store.revealed() == frozenset()
    store.append("s1", debrief())
    assert store.revealed() == {"ada-lind"}
    store.delete("s1")
    assert store.revealed() == frozenset()


def test_a_row_says_whether_the_answers_had_been_seen(store: Store) -> None:
    store.append("old", [Started("old", "small-shop", ("ada-lind",), 7, "h")])
    store.append("new", [Started("new", "small-shop", ("ada-lind",), 7, "h", seen=True)])
    assert {row.id: row.seen for row in store.sessions()} == {"old": False, "new": True}
    found, named = store.session("new"), store.find("ne")
    assert found is not None and named is not None and found.seen and named.seen


def test_being_scored_anew_is_no_touch_and_challenging_is(store: Store) -> None:
    for name in ("first", "second"):
        store.append(name, call(session=name))
        store.append(name, debrief())
    store.append("first", [Scored("2", 58.0, ())])
    assert [row.id for row in store.sessions()] == ["second", "first"]
    store.append("first", [Challenged(1, "heard", "question", "open", "closed", "so")])
    assert [row.id for row in store.sessions()] == ["first", "second"]
    assert store.with_event("challenged") == ["first"] and store.with_event("scored") == ["first"]


def test_a_row_has_the_band_of_the_figure_it_shows_and_of_no_other(store: Store) -> None:
    store.append("s1", call())
    store.append("s1", debrief())
    store.append("s1", [Scored("1", 62.0, (), 55.0, 70.0), Scored("2", 58.0, (), 50.0, 65.0)])
    store.append("s1", [Challenged(1, "heard", "question", "open", "closed", "so")])
    for overall, band in ((58.0, (50.0, 65.0)), (61.0, (None, None))):
        store.set_overall("s1", overall)
        (row,) = store.sessions()
        assert (row.overall, (row.low, row.high)) == (overall, band)
    store.append("s2", call(session="s2"))
    assert store.sessions()[0].low is None
