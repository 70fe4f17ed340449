"""Recorded calls that were kept: they come back as they were, are listed, found, and really go."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.conversation.interview import JournalError
from trainer.storage.calls import CallRow, KeptCall, KeptTurn
from trainer.storage.migrations import MIGRATIONS
from trainer.storage.store import Store

from .made import begin

TURNS = (KeptTurn("interviewer", "Why?", 0.0, 1.5), KeptTurn("customer", "“So” – é 🙂"))


def made(id: str = "c1", *turns: KeptTurn) -> KeptCall:
    held = turns or TURNS
    row = CallRow(id, datetime.now(UTC), "masked.vtt", "captions", "Person 1", True, len(held), "1")
    return KeptCall(row, held, ("Read so.",))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    ticks = count(1_700_000_000_000, 1000)
    opened = Store.open(tmp_path / "home", clock=lambda: next(ticks))
    yield opened
    opened.close()


def test_a_kept_call_comes_back_as_it_was_with_the_time_it_was_kept(store: Store) -> None:
    row = store.calls.keep(made())
    assert row == replace(made().row, kept_at=datetime.fromtimestamp(1_700_000_000, UTC))
    assert store.calls.call("c1") == KeptCall(row, TURNS, ("Read so.",))
    assert store.calls.rows() == [row] and store.verify() == []


def test_calls_are_listed_the_one_kept_last_first_and_found_by_the_beginning_of_their_id(store: Store) -> None:
    for id in ("ab1", "ab2", "b"):
        store.calls.keep(made(id))
    assert [row.id for row in store.calls.rows()] == ["b", "ab2", "ab1"]
    found = store.calls.find("ab1")
    assert found is not None and found.id == "ab1"
    assert store.calls.find("x") is None and store.calls.find("") is None and store.calls.call("x") is None
    with pytest.raises(JournalError, match="Several calls"):
        store.calls.find("ab")


def test_the_whole_id_is_found_though_another_begins_with_it(store: Store) -> None:
    for id in ("ab", "abc"):
        store.calls.keep(made(id))
    found = store.calls.find("ab")
    assert found is not None and found.id == "ab"


def test_a_deleted_call_leaves_no_word_on_the_disk(store: Store, tmp_path: Path) -> None:
    store.calls.keep(made("c1", KeptTurn("customer", "Xylophonist ostrich " * 500)))
    store.calls.keep(made("c2"))
    assert store.calls.delete("c1") is True and store.calls.delete("c1") is False
    assert [row.id for row in store.calls.rows()] == ["c2"]
    for path in (tmp_path / "home").iterdir():
        assert b"Xylophonist" not in path.read_bytes(), path.name


def test_sessions_and_calls_do_not_touch_each_other(store: Store) -> None:
    begin(store)
    store.calls.keep(made("s1"))
    assert store.delete("s1") is True
    assert store.calls.find("s1") is not None and store.count() == 0


def test_a_backup_holds_the_calls(store: Store, tmp_path: Path) -> None:
    store.calls.keep(made())
    (tmp_path / "copy").mkdir()
    store.backup(tmp_path / "copy" / "trainer.db")
    copy = Store.open(tmp_path / "copy")
    assert copy.calls.call("c1") == store.calls.call("c1")
    copy.close()


def test_an_older_database_gets_a_place_for_calls_and_keeps_what_it_had(tmp_path: Path) -> None:
    old = Store.open(tmp_path, migrations=MIGRATIONS[:1])
    begin(old)
    old.close()
    new = Store.open(tmp_path)
    assert len(new.events("s1")) == 2 and new.calls.rows() == []
    new.calls.keep(made())
    assert new.calls.call("c1") is not None and new.verify() == []
    new.close()


@pytest.mark.parametrize(
    "payload", ["", "[]", "{}", '{"turns": [["x", "y"]], "notes": []}', '{"turns": 3}', "[" * 9000]
)
def test_a_stored_call_that_cannot_be_read_is_one_clear_line_and_can_be_deleted(payload: str, tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.calls.keep(made())
    raw = sqlite3.connect(tmp_path / "trainer.db")
    raw.execute("UPDATE calls SET payload = ?", (payload,))
    raw.commit()
    raw.close()
    with pytest.raises(JournalError, match="delete it or restore a backup"):
        store.calls.call("c1")
    assert len(store.calls.rows()) == 1 and store.calls.delete("c1")
    store.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_kept(store: Store, text: str, file: str) -> None:
    call = made("c1", KeptTurn("customer", text))
    store.calls.keep(replace(call, row=replace(call.row, file=file)))
    back = store.calls.call("c1")
    assert back is not None
    assert back.turns[0].text == text.encode("utf-8", "replace").decode("utf-8")
    assert back.row.file == file.encode("utf-8", "replace").decode("utf-8")
    store.calls.delete("c1")
