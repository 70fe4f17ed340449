"""Several servers on one PostgreSQL: what one does the other sees, and none can undo or hold up another."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from trainer.storage.workshop.policy import LOCK
from trainer.storage.workshop.store import Books, Conflict, JournalError, WorkshopStore

from .made import AT, begin, seat, workshop


@pytest.fixture
def pair(postgres_url: str) -> Iterator[tuple[WorkshopStore, WorkshopStore]]:
    stores = WorkshopStore.open(postgres_url), WorkshopStore.open(postgres_url)
    yield stores
    for store in stores:
        store.close()


def test_who_comes_second_to_a_log_is_told_and_can_read_on(pair: tuple[WorkshopStore, WorkshopStore]) -> None:
    here, there = pair
    (call,) = here.write(begin)
    same = there.read(lambda books: books.call("c1"))
    assert same == call
    grown = here.write(lambda books: books.append(call, [("learner", '{"here":1}')], AT, turns=1))
    with pytest.raises(Conflict):
        there.write(lambda books: books.append(call, [("learner", '{"there":1}')], AT, turns=1))
    read = there.read(lambda books: books.call("c1"))
    assert read == grown
    there.write(lambda books: books.append(grown, [("ended", "{}")], AT, state="ended"))
    assert [row.kind for row in here.read(lambda books: books.log("c1"))] == ["learner", "ended"]


def test_appends_raced_by_two_servers_leave_one_chain(pair: tuple[WorkshopStore, WorkshopStore]) -> None:
    pair[0].write(begin)

    def line(n: int) -> bool:
        store = pair[n % 2]
        call = store.read(lambda books: books.call("c1"))
        assert call is not None
        try:
            store.write(lambda books: books.append(call, [("learner", str(n))], AT))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        kept = [n for n, done in enumerate(threads.map(line, range(60))) if done]
    rows = pair[1].read(lambda books: books.log("c1"))
    assert sorted(int(row.payload) for row in rows) == kept != []
    assert [row.n for row in rows] == list(range(1, len(kept) + 1))


def test_tries_and_versions_are_counted_over_both(pair: tuple[WorkshopStore, WorkshopStore]) -> None:
    pair[0].write(begin)
    with ThreadPoolExecutor(16) as threads:
        counts = list(threads.map(lambda n: pair[n % 2].write(lambda books: books.try_("all", 1)), range(100)))
    assert sorted(counts) == list(range(1, 101))
    for n in range(10):
        pair[n % 2].write(lambda books: books.touch("w1"))
    assert pair[0].read(lambda books: books.versions(["w1"])) == {"w1": 10}


def test_acts_of_both_are_one_chain_and_a_name_is_taken_once(pair: tuple[WorkshopStore, WorkshopStore]) -> None:
    pair[0].write(begin)

    def act(n: int) -> int:
        return pair[n % 2].write(lambda books: books.audit_add("w1", AT, "f", "act")).n

    def join(n: int) -> bool:
        try:
            pair[n % 2].write(lambda books: books.new_seat(seat("wanted"), f"token {n}"))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(act, range(30))) == list(range(1, 31))
        assert sum(threads.map(join, range(16))) == 1


def test_servers_that_write_in_opposite_order_do_not_lock_each_other_out(
    pair: tuple[WorkshopStore, WorkshopStore],
) -> None:
    pair[0].write(lambda books: begin(books, 2))
    pair[0].write(
        lambda books: books.new_workshop(
            workshop("w2"), code_hash="code2", facilitator_hash="wsf2", board_hash="wsb2"
        )
    )  # fmt: skip

    def both(n: int) -> None:
        def in_order(books: Books) -> None:
            for each in ("s1", "s2") if n % 2 else ("s2", "s1"):
                books.seen(each, AT + n)
            for each in ("w1", "w2") if n % 2 else ("w2", "w1"):
                books.set_workshop(each, title=str(n))
                books.touch(each)

        pair[n % 2].write(in_order)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(both, range(80)))
    assert [row.seen_at for row in pair[0].read(lambda books: books.seats("w1"))] == [AT + 79] * 2


def test_a_server_that_froze_with_the_lock_is_waited_for_and_then_told_of(postgres_url: str) -> None:
    store = WorkshopStore.open(f"{postgres_url}?options=-c%20lock_timeout%3D100")
    store.write(begin)
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as frozen:
        frozen.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        with pytest.raises(JournalError, match="waited too long for another server; try again"):
            store.write(lambda books: books.touch("w1"))
        assert store.read(lambda books: books.versions(["w1"])) == {"w1": 0}
        frozen.rollback()
        store.write(lambda books: books.touch("w1"))
    assert store.read(lambda books: books.versions(["w1"])) == {"w1": 1}
    store.close()
