"""Bringing a database of any age up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect

from trainer.conversation.interview import JournalError
from trainer.storage.migrations import MIGRATIONS, Migration
from trainer.storage.store import Store
from trainer.storage.tables import metadata

from .made import begin

NEXT = MIGRATIONS[-1].number + 1
MOOD = Migration(NEXT, "mood", ("ALTER TABLE sessions ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",))
BROKEN = Migration(NEXT, "broken", ("CREATE TABLE half (a TEXT)", "ALTER TABLE none ADD COLUMN b TEXT"))


def _version(home: Path) -> int:
    connection = sqlite3.connect(home / "trainer.db")
    try:
        return int(connection.execute("SELECT version FROM schema_version").fetchone()[0])
    finally:
        connection.close()


def _backups(home: Path) -> list[Path]:
    return sorted(home.glob("*.backup.db"))


def test_numbers_follow_each_other_without_a_gap() -> None:
    assert [step.number for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_new_database_has_the_tables_of_today(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    with store._engine.connect() as connection:
        seen = inspect(connection)
        found = {
            name: {column["name"]: bool(column["nullable"]) for column in seen.get_columns(name)}
            for name in seen.get_table_names()
        }
        keys = {name: seen.get_pk_constraint(name)["constrained_columns"] for name in found}
        indexes = {
            index["name"]: [str(column) for column in index["column_names"]]
            for name in found
            for index in seen.get_indexes(name)
        }
    store.close()
    assert found == {t.name: {c.name: bool(c.nullable) for c in t.columns} for t in metadata.sorted_tables}
    assert keys == {t.name: [c.name for c in t.primary_key] for t in metadata.sorted_tables}
    assert indexes == {i.name: [c.name for c in i.columns] for t in metadata.sorted_tables for i in t.indexes}
    assert _version(tmp_path) == MIGRATIONS[-1].number
    assert _backups(tmp_path) == []


def test_an_older_database_is_brought_up_to_date_after_a_backup(tmp_path: Path) -> None:
    old = Store.open(tmp_path)
    begin(old)
    old.close()
    new = Store.open(tmp_path, migrations=(*MIGRATIONS, MOOD))
    assert len(new.events("s1")) == 2 and new.verify() == []
    with new._raw("look") as raw:
        assert raw.execute("SELECT mood FROM sessions").fetchall() == [("calm",)]
    new.close()
    assert _version(tmp_path) == NEXT
    (backup,) = _backups(tmp_path)
    (tmp_path / "restored").mkdir()
    backup.rename(tmp_path / "restored" / "trainer.db")
    restored = Store.open(tmp_path / "restored")
    assert len(restored.events("s1")) == 2 and restored.verify() == []
    restored.close()


def test_a_step_that_fails_leaves_the_old_database_whole(tmp_path: Path) -> None:
    old = Store.open(tmp_path)
    begin(old)
    old.close()
    with pytest.raises(JournalError, match="could not be upgraded"):
        Store.open(tmp_path, migrations=(*MIGRATIONS, BROKEN))
    assert _version(tmp_path) == MIGRATIONS[-1].number
    again = Store.open(tmp_path)
    assert len(again.events("s1")) == 2
    with again._raw("look") as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone() == (0,)
    again.close()


def test_only_the_newest_backups_stay(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    for _ in range(5):
        with pytest.raises(JournalError):
            Store.open(tmp_path, migrations=(*MIGRATIONS, BROKEN))
    assert len(_backups(tmp_path)) == 3


def test_a_database_of_a_newer_trainer_is_left_alone(tmp_path: Path) -> None:
    Store.open(tmp_path, migrations=(*MIGRATIONS, MOOD)).close()
    before = (tmp_path / "trainer.db").read_bytes()
    with pytest.raises(JournalError, match="newer trainer"):
        Store.open(tmp_path)
    assert (tmp_path / "trainer.db").read_bytes() == before


def test_a_foreign_database_is_left_alone(tmp_path: Path) -> None:
    foreign = sqlite3.connect(tmp_path / "trainer.db")
    foreign.execute("CREATE TABLE recipes (name TEXT)")
    foreign.commit()
    foreign.close()
    with pytest.raises(JournalError, match="not one of the trainer"):
        Store.open(tmp_path)
