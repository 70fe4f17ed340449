"""What was acknowledged stays and counts once, whatever fails: disk, database, process, connection."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Engine, event

from trainer.storage.workshop import chain
from trainer.storage.workshop.rows import KeyRow
from trainer.storage.workshop.store import Books, Conflict, JournalError, MaybeStored, WorkshopStore

from ...conftest import SOAK
from ...postgres import Server
from ..made import limited_to
from .made import AT, begin

ROOT = Path(__file__).resolve().parents[3]
KILLS = 20 if SOAK else 2
"""Times that PostgreSQL, and a server on SQLite, are killed."""
CLIENTS = 8


class _Client(threading.Thread):
    """Says line after line in its call, each until it is acknowledged, as a participant's program does."""

    def __init__(self, store: WorkshopStore, name: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.store, self.seat, self.call, self.stop = store, f"s{name}", f"c{name}", stop
        self.acknowledged: list[str] = []
        self.faults = 0

    def run(self) -> None:
        while not self.stop.is_set():
            line = f"line {len(self.acknowledged) + 1}"
            try:
                self.store.write(lambda books, line=line: self._say(books, line))  # type: ignore[misc]
                self.acknowledged.append(line)
            except JournalError:
                self.faults += 1
                time.sleep(0.02)

    def _say(self, books: Books, line: str) -> None:
        if books.key(self.seat, line) is not None:
            return
        call = books.call(self.call)
        assert call is not None
        books.append(call, [("learner", line), ("customer", "answer")], AT, turns=call.turns + 1)
        books.keep_key(KeyRow(self.seat, line, "h", self.call, call.turns + 1, "line", AT))
        books.touch("w1")


def _intact(store: WorkshopStore, call: str) -> list[str]:
    """Give the lines of a call whose chain and counts hold."""
    rows = store.read(lambda books: books.log(call))
    row = store.read(lambda books: books.call(call))
    assert row is not None and row.turns == len(rows) / 2
    assert chain.broken_at(call, [asdict(each) for each in rows], chain.EVENT, row.head) is None
    return [each.payload for each in rows if each.kind == "learner"]


def test_postgresql_killed_again_and_again_loses_nothing_and_doubles_nothing(
    postgres_url: str, postgres_server: Server
) -> None:
    chance = random.Random(7)
    store = WorkshopStore.open(postgres_url)
    store.write(lambda books: begin(books, CLIENTS))
    stop = threading.Event()
    clients = [_Client(store, str(n), stop) for n in range(1, CLIENTS + 1)]
    for client in clients:
        client.start()
    for _ in range(KILLS):
        before = sum(len(client.acknowledged) for client in clients)
        _until(lambda before=before: sum(len(client.acknowledged) for client in clients) > before + 20)
        time.sleep(chance.uniform(0, 0.05))
        postgres_server.kill()
        postgres_server.start()
    reached = [len(client.acknowledged) for client in clients]
    _until(lambda: all(len(client.acknowledged) > n for client, n in zip(clients, reached, strict=True)))
    stop.set()
    for client in clients:
        client.join(20)
    assert sum(client.faults for client in clients) > 0
    for client in clients:
        assert _intact(store, client.call) == client.acknowledged
    store.close()


def test_a_connection_lost_before_the_commit_is_made_good_unseen(postgres_url: str) -> None:
    store = WorkshopStore.open(postgres_url)
    (call,) = store.write(begin)
    runs = []

    def cut_once(books: Books) -> None:
        runs.append(books.append(call, [("learner", "x")], AT))
        if len(runs) == 1:
            _cut_all(postgres_url)
        books.touch("w1")
        books.note_add("w1", AT, "after")

    store.write(cut_once)
    assert len(runs) == 2
    assert [row.payload for row in store.read(lambda books: books.log("c1"))] == ["x"]
    assert store.read(lambda books: (len(books.notes("w1")), books.versions(["w1"]))) == (1, {"w1": 1})
    _cut_all(postgres_url)
    assert store.read(lambda books: books.workshop("w1")) is not None
    store.write(lambda books: books.touch("w1"))
    store.close()


def test_a_connection_lost_in_the_commit_is_told_as_what_it_is(postgres_url: str) -> None:
    store = WorkshopStore.open(postgres_url)
    (call,) = store.write(begin)

    def cut(connection: Connection) -> None:
        _cut_all(postgres_url)

    event.listen(Engine, "commit", cut)
    try:
        with pytest.raises(MaybeStored) as caught:
            store.write(lambda books: books.append(call, [("learner", "x")], AT))
    finally:
        event.remove(Engine, "commit", cut)
    assert "\n" not in str(caught.value)
    assert store.read(lambda books: books.log("c1")) == []
    store.write(lambda books: books.append(call, [("learner", "x")], AT))
    with pytest.raises(Conflict):
        store.write(lambda books: books.append(call, [("learner", "x")], AT))
    store.close()


def test_while_postgresql_is_away_all_is_refused_in_one_line_and_then_it_goes_on(
    postgres_url: str, postgres_server: Server
) -> None:
    store = WorkshopStore.open(postgres_url)
    store.write(begin)
    postgres_server.kill()
    try:
        for act in (store.ready, lambda: store.write(begin), lambda: store.read(lambda books: books.workshops())):
            with pytest.raises(JournalError) as caught:
                act()
            assert str(caught.value).endswith(": the database does not answer; try again in a moment.")
    finally:
        postgres_server.start()
    store.ready()
    assert len(store.read(lambda books: books.workshops())) == 1
    store.close()


def test_a_full_disk_is_one_clear_line_and_the_store_goes_on_when_there_is_space(tmp_path: Path) -> None:
    with limited_to(80):
        store = WorkshopStore.open(tmp_path / "workshop.db")
        (call,) = store.write(begin)
        with pytest.raises(JournalError) as caught:
            while call.n < 10_000:
                call = store.write(partial(Books.append, call=call, events=[("learner", "word " * 200)], at=AT))
    told = "The workshop could not be saved: the disk is full; free some space, then go on."
    assert str(caught.value) == told and 0 < call.n < 10_000
    with pytest.raises(JournalError, match="disk is full"):
        store.write(lambda books: books.append(call, [("learner", "word " * 20_000)], AT))
    assert len(store.read(lambda books: books.log("c1"))) == call.n
    store.write(lambda books: books._connection.exec_driver_sql("PRAGMA max_page_count = 100000").scalar())
    call = store.write(lambda books: books.append(call, [("learner", "word " * 20_000)], AT))
    assert store.read(lambda books: books.call("c1")) == call
    store.ready()
    store.close()


_SERVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.storage.workshop.made import begin
from trainer.storage.workshop.store import WorkshopStore

store = WorkshopStore.open(Path(sys.argv[1]))
if not store.read(lambda books: books.workshops()):
    store.write(begin)
call = store.read(lambda books: books.call("c1"))
print("ready", flush=True)
while True:
    waiting = []
    for _ in range(5):
        waiting.append(store.write_soon(lambda books: books.append(
            books.call("c1"), [("learner", "line"), ("customer", "answer")], 1, turns=books.call("c1").turns + 1)))
    for each in waiting:
        print("said", each.result().n, flush=True)
"""


def test_a_killed_server_has_stored_what_it_acknowledged_and_leaves_the_file_free(tmp_path: Path) -> None:
    chance = random.Random(11)
    file = tmp_path / "workshop.db"
    last = 0
    for _ in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-c", _SERVER, str(file), str(ROOT)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None and child.stdout.readline() == "ready\n"
        with pytest.raises(JournalError, match="Another server runs"):
            WorkshopStore.open(file)
        time.sleep(chance.uniform(0.02, 0.2))
        child.kill()
        told = [line for line in child.communicate(timeout=30)[0].splitlines(keepends=True) if line.startswith("said")]
        last = max([last, *(int(line.split()[1]) for line in told if line.endswith("\n"))])
        store = WorkshopStore.open(file)
        assert 2 * len(_intact(store, "c1")) >= last
        store.close()
    assert last > 0


def _cut_all(url: str) -> None:
    """End every connection of the stores to PostgreSQL."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                      "WHERE application_name = 'trainer-workshop' AND datname = current_database()")  # fmt: skip


def _until(condition: Any, seconds: float = 30) -> None:
    give_up = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up, "it does not go on"
        time.sleep(0.005)
