"""Tallies: kept beside their session, replaced, dropped, and gone with it, also from the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from trainer.conversation.events import Debriefed, Scored
from trainer.storage.store import Store
from trainer.storage.tallies import Tallied

from .made import begin, call

MARK = "tally-mark-of-this-very-session"


@pytest.fixture
def now() -> list[int]:
    return [1_000]


@pytest.fixture
def store(tmp_path: Path, now: list[int]) -> Iterator[Store]:
    with closing(Store.open(tmp_path, clock=lambda: now[0])) as opened:
        yield opened


def scored(store: Store, session: str) -> None:
    store.append(session, [*call(session=session), Debriefed("So it is.")])


def tally(session: str = "s1", version: str = "1", figures: str = "{}") -> Tallied:
    return Tallied(session, version, 60, figures, "{}")


def test_only_debriefed_sessions_count_and_those_without_a_tally_are_named(store: Store, now: list[int]) -> None:
    for session in ("s2", "s1"):
        scored(store, session)
        now[0] += 1000
    begin(store, "open")
    assert store.tallies.missing("1") == ["s2", "s1"]
    store.tallies.keep(tally("s2"))
    assert store.tallies.missing("1") == ["s1"] and [row.id for row in store.tallies.rows("1")] == ["s2"]
    assert store.tallies.missing("2") == ["s2", "s1"] and store.tallies.rows("2") == []
    assert store.tallies.version("s2") == "1" and store.tallies.version("s1") == ""


def test_a_newer_tally_takes_the_place_of_an_older_one(store: Store) -> None:
    scored(store, "s1")
    store.tallies.keep(tally(figures='{"a":1}'))
    store.tallies.keep(tally(version="2", figures='{"a":2}'))
    (row,) = store.tallies.rows("2")
    assert (
        row.figures == '{"a":2}' and row.seconds == 60 and row.title == "small-shop" and store.tallies.rows("1") == []
    )
    store.tallies.drop("s1")
    assert store.tallies.missing("2") == ["s1"]


def test_a_tally_goes_with_its_session_and_none_is_kept_of_one_that_is_gone(store: Store, tmp_path: Path) -> None:
    scored(store, "s1")
    store.tallies.keep(tally(figures=MARK))
    assert store.delete("s1") and store.tallies.turns(["s1"]) == {} and store.verify() == []
    store.tallies.keep(tally(figures=MARK))
    assert store.tallies.rows("1") == [] and store.verify() == []
    store.close()
    assert not any(MARK.encode() in file.read_bytes() for file in tmp_path.iterdir())


def test_what_comes_after_the_debrief_is_no_time_practised(store: Store, now: list[int]) -> None:
    scored(store, "s1")
    count = len(store.tallies.stamps("s1"))
    now[0] = 90_000_000
    store.append("s1", [Scored("2", 50.0, ())])
    assert store.tallies.stamps("s1") == [1_000] * count


def test_what_was_said_comes_by_session_in_order(store: Store) -> None:
    scored(store, "s1")
    scored(store, "s2")
    lines = store.tallies.lines(["s1", "s2", "nobody"])
    assert sorted(lines) == ["s1", "s2"]
    assert ["Question 1" in lines["s1"][0], "Question 3" in lines["s1"][2], len(lines["s1"])] == [True, True, 3]
