"""What is deleted is gone: from every table, from the pages of every file in the data folder, from its backups."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from trainer.conversation.events import CustomerSaid, LearnerSaid, Started
from trainer.conversation.interview import JournalError
from trainer.storage.leftovers import SHARED
from trainer.storage.restoring import restore
from trainer.storage.store import Store

from ..conftest import SOAK
from .made import begin, call, debrief, turn

WORD = "Xylophonist"
SEEDS = range(200 if SOAK else 6)


def files_with(home: Path, word: str) -> list[str]:
    """The files under `home`, hidden ones too, that hold a word."""
    return [str(p.relative_to(home)) for p in home.rglob("*") if p.is_file() and word.encode() in p.read_bytes()]


def branch(store: Store, of: str, name: str) -> None:
    """Store a branch of a session that repeats its words."""
    start = Started(name, "small-shop", ("ada-lind",), 7, "h", attempt=False, branch_of=of, branch_at=2)
    store.append(name, [start, CustomerSaid(0, "Hello."), *turn(1, f"{WORD} in a branch")])


def filled(home: Path, draw: random.Random) -> tuple[Store, list[int]]:
    """Give a store of random sessions and drafts, and their numbers in random order. Session 3 says `WORD3WORD`."""
    store, count = Store.open(home), draw.randint(2, 8)
    for n in range(count):
        events = call(draw.randint(1, 12), f"s{n}")
        said = [
            LearnerSaid(e.turn, f"WORD{n}WORD " + "x" * draw.choice((1, 50, 900, 5000)))
            if isinstance(e, LearnerSaid)
            else e
            for e in events
        ]
        store.append(f"s{n}", said[:-1])
        for _ in range(draw.randint(0, 5)):
            store.save_draft(f"s{n}", "line", f"WORD{n}WORD " + "y" * draw.randint(1, 9000))
    order = list(range(count))
    draw.shuffle(order)
    return store, order


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_was_stored_around_it_no_word_of_a_deleted_session_stays(seed: int, tmp_path: Path) -> None:
    store, order = filled(tmp_path, random.Random(seed))
    gone, rest = order[: len(order) // 2], order[len(order) // 2 :]
    for n in gone:
        assert store.delete(f"s{n}")
    assert not [n for n in gone if files_with(tmp_path, f"WORD{n}WORD")]
    assert all(files_with(tmp_path, f"WORD{n}WORD") for n in rest)
    store.close()
    with closing(sqlite3.connect(tmp_path / "trainer.db")) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,), "the file was written anew"


def test_its_branches_and_theirs_go_with_it_for_they_repeat_its_words(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path)) as store:
        begin(store)
        begin(store, "other")
        store.append("s1", turn(1, WORD))
        branch(store, "s1", "b1")
        branch(store, "b1", "b2")
        branch(store, "other", "b3")
        assert store.traces("s1").sessions == ("s1", "b1", "b2")
        assert store.delete("s1") is True
        assert {row.id for row in store.sessions()} == {"other", "b3"}
        store.delete("other")
        assert not files_with(tmp_path, WORD)


def test_it_goes_from_tables_that_came_later_too(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path)) as store:
        begin(store)
        begin(store, "s2")
    with closing(sqlite3.connect(tmp_path / "trainer.db")) as connection, connection:
        connection.execute(
            "CREATE TABLE later (id INTEGER PRIMARY KEY, session TEXT REFERENCES sessions (id), said TEXT)"
        )
        connection.execute("CREATE TABLE unrelated (said TEXT)")
        connection.executemany("INSERT INTO later (session, said) VALUES (?, ?)", [("s1", WORD), ("s2", "kept words")])
        connection.execute("INSERT INTO unrelated VALUES ('also kept')")
    with closing(Store.open(tmp_path)) as store:
        store.delete("s1")
        assert not files_with(tmp_path, WORD)
        assert files_with(tmp_path, "kept words") and files_with(tmp_path, "also kept")
        store.wipe()
        assert not files_with(tmp_path, "kept words") and not files_with(tmp_path, "also kept")


def test_it_goes_from_the_backups_in_the_data_folder_whatever_their_name(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path)) as store:
        begin(store)
        begin(store, "s2")
        store.append("s1", turn(1, WORD))
        store.append("s2", turn(1, "Kept words"))
        store.set_setting("prepared:small-shop", f"{WORD}, prepared")
        store.backup(tmp_path / "mine.db")
        outside = tmp_path.parent / f"{tmp_path.name}-outside.db"
        store.backup(outside)
    kept = restore(outside, tmp_path)
    with closing(Store.open(tmp_path)) as store:
        assert {path.name for path in store.traces("s1").backups} == {"mine.db", kept.name}
        store.delete("s1")
        assert files_with(tmp_path, f"{WORD}, prepared"), "the scenario has another session"
        assert not files_with(tmp_path, f"{WORD}?") and not files_with(tmp_path, f'"{WORD}')
        store.delete("s2")
        assert not files_with(tmp_path, WORD) and not files_with(tmp_path, "Kept words")
    restore(tmp_path / "mine.db", tmp_path)  # still a sound backup
    with closing(Store.open(tmp_path)) as store:
        assert store.count() == 0 and store.verify() == []


def test_what_was_exported_into_the_data_folder_goes_and_the_rest_stays(tmp_path: Path) -> None:
    id, other = "0123456789abcdef0123456789abcdef", "f" * 32
    shared = tmp_path / SHARED
    with closing(Store.open(tmp_path)) as store:
        begin(store, id)
        shared.mkdir()
        made = [shared / "report.html", shared / "xapi.json", tmp_path / "interview-0123456789ab.json"]
        for path, text in zip(made, (id, "01234567-89ab-cdef-0123-456789abcdef", id), strict=True):
            path.write_text(f"{WORD} of {text}", "utf-8")
        (shared / "other.md").write_text(f"of {other}", "utf-8")
        (tmp_path / "mine.txt").write_text(id, "utf-8")
        (tmp_path / ".trainer.db.77.part").write_text(WORD, "utf-8")
        assert set(store.traces(id).exports) == set(made)
        store.delete(id)
    assert not files_with(tmp_path, WORD)
    assert (shared / "other.md").exists() and (tmp_path / "mine.txt").exists()


def test_a_damaged_backup_that_may_hold_it_is_named(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path)) as store:
        begin(store)
        (tmp_path / "old.backup.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
        with pytest.raises(JournalError, match=r"It is deleted, but the backup old\.backup\.db .*delete it"):
            store.delete("s1")
        assert store.session("s1") is None


def test_everything_goes_but_the_packs_and_the_trainer_goes_on(tmp_path: Path) -> None:
    pack = tmp_path / "packs" / "team" / "pack.yaml"
    pack.parent.mkdir(parents=True)
    pack.write_text("name: team", "utf-8")
    with closing(Store.open(tmp_path)) as store, closing(Store.open(tmp_path)) as beside:
        begin(store)
        store.append("s1", [*turn(1, WORD)])
        store.set_setting("prepared:small-shop", WORD)
        store.save_draft("s1", "jottings", WORD)
        store.backup(tmp_path / "mine.db")
        (tmp_path / SHARED).mkdir()
        (tmp_path / SHARED / "any.csv").write_text(WORD, "utf-8")
        gone = store.wipe()
        assert [path.name for path in gone] == ["any.csv", "mine.db"]
        assert not files_with(tmp_path, WORD) and pack.exists()
        begin(beside, "new")
        assert [row.id for row in store.sessions()] == ["new"] and store.verify() == []


def test_while_another_trainer_reads_it_says_that_traces_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.storage.policy._PRAGMAS", ("PRAGMA busy_timeout = 50", "PRAGMA journal_mode = WAL"))
    with closing(Store.open(tmp_path)) as store, closing(sqlite3.connect(tmp_path / "trainer.db")) as reader:
        store.append("s1", [*call(2), *debrief()])
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        with pytest.raises(JournalError, match="another trainer holds traces"):
            store.delete("s1")
        reader.execute("ROLLBACK")
        assert store.session("s1") is None
