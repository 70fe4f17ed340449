"""A chain shows every change; one whose hashes were all made anew has another head."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from trainer.storage.workshop import chain
from trainer.storage.workshop.clock import SteadyClock
from trainer.storage.workshop.store import WorkshopStore

from .made import AT, begin

ROOT = Path(__file__).resolve().parents[3]


def _made(payloads: list[str]) -> list[chain.Record]:
    records: list[chain.Record] = []
    previous = chain.start("c1")
    for n, payload in enumerate(payloads, 1):
        record = {"n": n, "kind": "learner", "payload": payload, "at": AT + n}
        previous = chain.link(previous, record, chain.EVENT)
        records.append({**record, "hash": previous})
    return records


def test_the_first_links_are_the_documented_hashes() -> None:
    assert chain.start("c1") == hashlib.sha256(b"c1").hexdigest()
    expected = hashlib.sha256(f'{chain.start("c1")}\n{{"at":5,"kind":"learner","n":1,"payload":"{{}}"}}'.encode())
    assert (
        chain.link(chain.start("c1"), {"n": 1, "kind": "learner", "payload": "{}", "at": 5}, chain.EVENT)
        == expected.hexdigest()
        == ("00613aa9b9eb5c7e53883418e09fc40c72952fd117c31b28be426e8df8fa4d18")
    )


@given(st.lists(st.text(max_size=20), min_size=1, max_size=6), st.data())
def test_every_change_of_one_record_shows_at_its_place(payloads: list[str], data: st.DataObject) -> None:
    records = _made(payloads)
    head = records[-1]["hash"]
    assert chain.broken_at("c1", records, chain.EVENT, head) is None
    assert chain.broken_at("c2", records, chain.EVENT, head) == 1
    place = data.draw(st.integers(0, len(records) - 1))
    changed = dict(records[place])
    field = data.draw(st.sampled_from(chain.EVENT))
    value = changed[field]
    changed[field] = value + 1 if isinstance(value, int) else value + "x"
    assert chain.broken_at("c1", [*records[:place], changed, *records[place + 1 :]], chain.EVENT) == place + 1


def test_what_is_dropped_swapped_or_cut_off_shows() -> None:
    records = _made(["a", "b", "c", "d"])
    head = records[-1]["hash"]
    assert chain.broken_at("c1", [records[0], *records[2:]], chain.EVENT) == 2
    assert chain.broken_at("c1", [records[1], records[0], *records[2:]], chain.EVENT) == 1
    assert chain.broken_at("c1", records[:-1], chain.EVENT, head) == 4
    assert chain.broken_at("c1", [], chain.EVENT, head) == 1
    assert chain.broken_at("c1", [], chain.EVENT, chain.start("c1")) is None


def test_hashes_that_were_made_anew_do_not_end_in_the_head() -> None:
    forged = _made(["a", "B", "c"])
    assert chain.broken_at("c1", forged, chain.EVENT) is None
    assert chain.broken_at("c1", forged, chain.EVENT, _made(["a", "b", "c"])[-1]["hash"]) == 4


def test_logs_and_acts_in_the_database_are_chained(store: WorkshopStore) -> None:
    (call,) = store.write(begin)
    call = store.write(lambda books: books.append(call, [("started", "{}"), ("customer", '{"text":"ü"}')], AT))
    call = store.write(lambda books: books.append(call, [("learner", "{}")], AT + 1, turns=1))
    rows = store.read(lambda books: books.log("c1"))
    assert [row.n for row in rows] == [1, 2, 3] and store.read(lambda books: books.log("c1", 2)) == rows[2:]
    assert store.read(lambda books: books.logs("w1")) == rows and rows[-1].hash == call.head
    assert store.read(lambda books: books.call("c1")) == call
    assert (call.turns, call.n, call.touched_at, call.state) == (1, 3, AT + 1, "open")
    assert chain.broken_at("c1", [asdict(row) for row in rows], chain.EVENT, call.head) is None
    assert chain.broken_at("c1", [asdict(replace(row, at=0)) for row in rows], chain.EVENT, call.head) == 1

    for act in ("start", "freeze", "end"):
        store.write(lambda books, act=act: books.audit_add("w1", AT, "facilitator", act, '{"a":1}'))  # type: ignore[misc]
    acts = store.read(lambda books: books.audit("w1"))
    assert [each.act for each in acts] == ["start", "freeze", "end"]
    assert chain.broken_at("w1", [asdict(each) for each in acts], chain.ACT) is None


def test_the_chain_needs_no_database() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, trainer.storage.workshop.chain; print('sqlalchemy' in sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout == "False\n"


def test_a_clock_that_is_set_changes_nothing() -> None:
    wall, steady = 5_000_000_000, 70_000_000
    clock = SteadyClock(lambda: wall, lambda: steady)
    assert clock() == 5_000
    wall = 1
    steady += 12_345_678
    assert clock() == 5_012
