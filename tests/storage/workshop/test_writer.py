"""One thread writes for all: together, each for itself, and nobody is answered too early."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from trainer.storage.workshop import writer
from trainer.storage.workshop.rows import SeatRow
from trainer.storage.workshop.store import Books, JournalError, StoreBusy, WorkshopStore

from .made import AT, begin, seat, workshop


@contextmanager
def _held(store: WorkshopStore) -> Iterator[None]:
    """Keep the writer busy, so that all that is written meanwhile waits."""
    begun, go_on = threading.Event(), threading.Event()

    def wait(books: Books) -> None:
        begun.set()
        assert go_on.wait(20)

    held = store.write_soon(wait)
    assert begun.wait(20)
    try:
        yield
    finally:
        go_on.set()
        held.result(20)


@contextmanager
def _at_commit(see: Callable[[Connection], None]) -> Iterator[None]:
    event.listen(Engine, "commit", see)
    try:
        yield
    finally:
        event.remove(Engine, "commit", see)


def test_what_waits_is_committed_together_and_answered_after_the_commit(store: WorkshopStore) -> None:
    store.write(begin)
    futures: list[Future[int]] = []
    early: list[int] = []
    with _at_commit(lambda connection: early.append(sum(each.done() for each in futures))):
        with _held(store):
            for n in range(3 * writer.GROUP):
                futures.append(store.write_soon(lambda books, n=n: _joined(books, n)))  # type: ignore[misc]
        assert [each.result(20) for each in futures] == list(range(3 * writer.GROUP))
    assert early == [0, 0, writer.GROUP, 2 * writer.GROUP]
    assert len(store.read(lambda books: books.seats("w1"))) == 1 + 3 * writer.GROUP


def test_many_threads_write_at_once_and_read_what_they_were_told(store: WorkshopStore) -> None:
    store.write(begin)

    def join(n: int) -> tuple[int, SeatRow | None]:
        return store.write(lambda books: _joined(books, n)), store.read(lambda books: books.seat(f"t{n}"))

    with ThreadPoolExecutor(16) as threads:
        done = list(threads.map(join, range(120)))
    assert [n for n, row in done if row is not None and row.id == f"t{n}"] == list(range(120))


def test_one_failing_write_sinks_none_of_its_neighbours(store: WorkshopStore) -> None:
    store.write(begin)

    def half(books: Books) -> None:
        books.new_seat(seat("half"), "half")
        books.touch("w1")
        raise LookupError("changed its mind")

    def broken(books: Books) -> None:
        books.new_seat(seat("broken"), "broken")
        books.new_workshop(workshop(), code_hash="x", facilitator_hash="y", board_hash="z")  # the id is there already

    works: list[Callable[[Books], Any]] = [half, broken, lambda books: books.set_seat("s1", name="\ud800")]
    with _held(store):
        futures: list[Future[Any]] = []
        for n in range(9):
            futures.append(store.write_soon(lambda books, n=n: _joined(books, n)))  # type: ignore[misc]
            futures.append(store.write_soon(works[n % 3]))
    assert [each.result(20) for each in futures[::2]] == list(range(9))
    errors = [each.exception(20) for each in futures[1::2]]
    assert [type(each) for each in errors] == [LookupError, JournalError, JournalError] * 3
    assert all("\n" not in str(each) and len(str(each)) < 300 for each in errors)
    assert {row.id for row in store.read(lambda books: books.seats("w1"))} == {"s1", *(f"t{n}" for n in range(9))}
    assert store.read(lambda books: books.versions(["w1"])) == {"w1": 0}


def test_a_board_touched_by_many_writes_of_a_group_gets_one_new_version(store: WorkshopStore) -> None:
    store.write(begin)
    with _held(store):
        futures = [store.write_soon(lambda books: books.touch("w1")) for _ in range(20)]
    for each in futures:
        each.result(20)
    assert store.read(lambda books: books.versions(["w1"])) == {"w1": 1}


def test_readers_see_what_is_committed_and_nothing_else(store: WorkshopStore) -> None:
    store.write(begin)
    written, go_on = threading.Event(), threading.Event()

    def slow(books: Books) -> None:
        _joined(books, 1)
        written.set()
        assert go_on.wait(20)

    future = store.write_soon(slow)
    assert written.wait(20)
    assert store.read(lambda books: books.seat("t1")) is None
    go_on.set()
    future.result(20)
    assert store.read(lambda books: books.seat("t1")) is not None


def test_a_read_sees_one_state_of_the_database_from_beginning_to_end(store: WorkshopStore) -> None:
    store.write(begin)

    def twice(books: Books) -> tuple[int, int]:
        before = len(books.seats("w1"))
        store.write(lambda writing: _joined(writing, 1))
        return before, len(books.seats("w1"))

    assert store.read(twice) == (1, 1)
    assert len(store.read(lambda books: books.seats("w1"))) == 2


def test_a_read_cannot_write(store: WorkshopStore) -> None:
    with pytest.raises(JournalError, match="^The workshop could not be read: "):
        store.read(lambda books: books.try_("a", 1))
    assert store.read(lambda books: books.tries("a", 1)) == 0


def test_an_error_of_a_reads_own_comes_out_as_it_is(store: WorkshopStore) -> None:
    with pytest.raises(ValueError, match="own"):
        store.read(lambda books: int("own"))


def test_parallel_tries_are_all_counted(store: WorkshopStore) -> None:
    with ThreadPoolExecutor(16) as threads:
        counts = list(threads.map(lambda _: store.write(lambda books: books.try_("a", 1)), range(100)))
    assert sorted(counts) == list(range(1, 101))


def test_a_queue_that_is_full_says_so_at_once(workshop_url: str | Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "WAITING", 3)
    store = WorkshopStore.open(workshop_url)
    with _held(store):
        futures = [store.write_soon(lambda books: 1) for _ in range(3)]
        with pytest.raises(StoreBusy):
            store.write(lambda books: 2)
    assert [each.result(20) for each in futures] == [1, 1, 1]
    assert store.write(lambda books: 3) == 3
    store.close()


def test_closing_writes_what_waits_and_takes_no_more(workshop_url: str | Path) -> None:
    store = WorkshopStore.open(workshop_url)
    store.write(begin)
    with _held(store):
        futures = [store.write_soon(lambda books, n=n: _joined(books, n)) for n in range(5)]  # type: ignore[misc]
    store.close()
    assert [each.result(0) for each in futures] == list(range(5))
    store.close()
    for act in (store.ready, lambda: store.write(begin), lambda: store.read(lambda books: books.workshops())):
        with pytest.raises(JournalError, match="closed"):
            act()
    again = WorkshopStore.open(workshop_url)
    assert len(again.read(lambda books: books.seats("w1"))) == 6
    again.close()


def test_who_gives_up_waiting_is_not_written(store: WorkshopStore) -> None:
    store.write(begin)
    with _held(store):
        future = store.write_soon(lambda books: _joined(books, 1))
        assert future.cancel()
    store.ready()
    assert store.read(lambda books: books.seat("t1")) is None


def test_a_write_inside_a_write_is_a_mistake_that_is_told_not_a_standstill(store: WorkshopStore) -> None:
    with pytest.raises(RuntimeError, match="cannot wait"):
        store.write(lambda books: store.write(lambda inner: None))
    store.ready()


def _joined(books: Books, n: int) -> int:
    books.new_seat(seat(f"t{n}", at=AT + n), f"token of {n}")
    return n
