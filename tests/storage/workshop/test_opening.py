"""A database is opened by whom it may be opened by, and becomes one of today once."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, select

from trainer.storage.migrations import Migration
from trainer.storage.workshop import tables
from trainer.storage.workshop.migrations import MIGRATIONS
from trainer.storage.workshop.store import Books, JournalError, WorkshopStore

from .made import begin

NEWEST = MIGRATIONS[-1].number
_SECOND = Migration(NEWEST + 1, "second", ("CREATE TABLE workshop_second (x INTEGER)",))
_BROKEN = Migration(NEWEST + 1, "broken", ("CREATE TABLE workshop_second (x INTEGER)", "NONSENSE"))


def _tables(books: Books) -> dict[str, set[str]]:
    seen = inspect(books._connection)
    return {name: {each["name"] for each in seen.get_columns(name)} for name in seen.get_table_names()}


def _version(books: Books) -> list[int]:
    return list(books._connection.execute(select(tables.schema.c.version)).scalars())


def test_migrations_make_the_tables_as_they_are_written_down(store: WorkshopStore) -> None:
    written = {table.name: {column.name for column in table.columns} for table in tables.metadata.sorted_tables}
    assert store.read(_tables) == written
    assert store.read(_version) == [MIGRATIONS[-1].number]


def test_an_older_database_is_brought_up_to_date_and_a_newer_one_refused(workshop_url: str | Path) -> None:
    WorkshopStore.open(workshop_url).close()
    store = WorkshopStore.open(workshop_url, migrations=(*MIGRATIONS, _SECOND))
    assert "workshop_second" in store.read(_tables) and store.read(_version) == [NEWEST + 1]
    store.close()
    with pytest.raises(JournalError, match=rf"newer trainer \(schema {NEWEST + 1}, here {NEWEST}\)"):
        WorkshopStore.open(workshop_url)


def test_a_workshop_of_the_first_schema_goes_on(workshop_url: str | Path) -> None:
    WorkshopStore.open(workshop_url, migrations=MIGRATIONS[:1]).close()
    first = create_engine(str(workshop_url) if "://" in str(workshop_url) else f"sqlite:///{workshop_url}")
    with first.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO workshops VALUES ('w1', 'A day', 'lobby', '{}', 0, 0, 'c', TRUE, 'f', 'b', 'p', 'q', 's', "
            "NULL, NULL, 1, NULL)"
        )
        connection.exec_driver_sql(
            "INSERT INTO workshop_seats VALUES ('s1', 'w1', 'Ann', 'ann', 'Teal', '', 't', NULL, 'active', TRUE, 1, 1)"
        )
    first.dispose()
    store = WorkshopStore.open(workshop_url)
    (seat,) = store.read(lambda books: books.seats("w1"))
    assert (seat.name, seat.consent, seat.claimed_hash) == ("Ann", True, None)
    assert store.read(lambda books: books.seat_by_token("t")) == seat
    store.close()


def test_a_step_that_fails_changes_nothing(workshop_url: str | Path) -> None:
    with pytest.raises(JournalError) as caught:
        WorkshopStore.open(workshop_url, migrations=(*MIGRATIONS, _BROKEN))
    assert "\n" not in str(caught.value)
    store = WorkshopStore.open(workshop_url)
    assert "workshop_second" not in store.read(_tables) and store.read(_version) == [NEWEST]
    store.close()


def test_servers_that_start_at_once_migrate_once(postgres_url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        stores = list(threads.map(lambda _: WorkshopStore.open(postgres_url), range(4)))
    assert [store.read(_version) for store in stores] == [[NEWEST]] * 4
    stores[0].write(begin)
    for store in stores:
        assert store.read(lambda books: books.workshop("w1")) is not None
        store.close()


def test_a_file_has_one_server(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "workshop.db"
    store = WorkshopStore.open(file)
    for same in (file, f"sqlite:///{file}"):
        with pytest.raises(JournalError, match=r"^Another server runs on workshop\.db; .*PostgreSQL\.$"):
            WorkshopStore.open(same)
    store.write(begin)
    store.close()
    again = WorkshopStore.open(file)
    assert again.read(lambda books: books.workshop("w1")) is not None
    again.close()


def test_a_file_is_for_its_owner_alone_and_is_written_as_power_cuts_demand(tmp_path: Path) -> None:
    store = WorkshopStore.open(tmp_path / "own" / "workshop.db")
    assert stat.S_IMODE((tmp_path / "own").stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "own").iterdir()} == {0o600}

    def pragmas(books: Books) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "query_only", "mmap_size")
        return {name: books._connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}

    writer, reader = store.write(pragmas), store.read(pragmas)
    assert {k: writer[k] for k in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "query_only")} == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "query_only": 0,
    }  # fmt: skip
    assert (reader["query_only"], reader["mmap_size"] or 0) == (1, 0)
    store.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://host/name", "SQLite or in PostgreSQL"),
        ("sqlite://", "SQLite or in PostgreSQL"),
        ("nonsense", "cannot be read"),
        ("postgresql://trainer:secret-word@127.0.0.1:1/none", "The workshops in 127.0.0.1/none cannot be opened"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_line_without_the_password(url: str, says: str) -> None:
    with pytest.raises(JournalError, match=says) as caught:
        WorkshopStore.open(url)
    assert "\n" not in str(caught.value) and "secret-word" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "workshop.db"
    file.write_text("my diary " * 1000)
    with pytest.raises(JournalError, match="no database of the trainer"):
        WorkshopStore.open(file)
    assert file.read_text() == "my diary " * 1000
