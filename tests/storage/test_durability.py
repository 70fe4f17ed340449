"""What was acknowledged stays, whatever happens: kills, full disks, read-only places, other processes.

Tests run as root in many places, where permission bits bind nobody; read-only is therefore made by SQLite itself.
"""

from __future__ import annotations

import fcntl
import os
import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest

from trainer.conversation.events import LearnerSaid
from trainer.conversation.interview import JournalError
from trainer.storage import writer
from trainer.storage.store import Store

from .made import begin, limited_to, turn

ROOT = Path(__file__).resolve().parents[2]

_DRIVEN = """
import sys
from pathlib import Path
from trainer.conversation.events import CustomerSaid, LearnerSaid, Started
from trainer.storage.store import Store

store = Store.open(Path(sys.argv[1]))
row = store.session("s1")
if row is None:
    store.append("s1", [Started("s1", "small-shop", ("ada-lind",), 7, "h"), CustomerSaid(0, "Hello.")])
n = row.turns if row else 0
print("ready", flush=True)
while n < 10_000:
    n += 1
    store.save_draft("s1", "line", f"line {n}")
    print("draft", n, flush=True)
    store.append("s1", [LearnerSaid(n, f"line {n}")])
    print("line", n, flush=True)
    store.append("s1", [CustomerSaid(n, f"answer {n} " + "x" * 400)])
    print("answer", n, flush=True)
"""


def _run(program: str, *arguments: str, **more: Any) -> subprocess.Popen[str]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), *arguments],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more
    )  # fmt: skip


def test_a_killed_session_has_everything_that_was_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(20)
    turns = 0
    for _ in range(10):
        child = _run(_DRIVEN, str(tmp_path))
        assert child.stdout is not None and child.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.0, 0.15))
        child.kill()
        told = [line.split() for line in child.communicate(timeout=30)[0].splitlines() if line.count(" ") == 1]
        last = {kind: int(n) for kind, n in told}

        store = Store.open(tmp_path)
        assert store.verify() == []
        said = [(e.kind, e.turn) for e in store.events("s1") if e.turn]
        row = store.session("s1")
        assert row is not None and row.turns == sum(kind == "learner" for kind, _ in said) >= last.get("line", turns)
        answered = sum(kind == "customer" for kind, _ in said)
        assert answered >= last.get("answer", 0)
        if last.get("draft", 0) > row.turns:
            assert store.draft("s1", "line") == f"line {last['draft']}"
        turns = row.turns
        if answered < turns:
            store.append("s1", turn(turns)[3:])
        store.close()
    assert turns > 0


def test_a_full_disk_is_one_clear_line_and_the_store_goes_on_when_there_is_space(tmp_path: Path) -> None:
    with limited_to(40):
        store = Store.open(tmp_path)
        begin(store)
        n = 0
        with pytest.raises(JournalError) as caught:
            while n < 1_000:
                store.append("s1", turn(n + 1, "word " * 200))
                n += 1
    assert str(caught.value) == "The turn could not be saved: the disk is full; free some space, then go on."
    row = store.session("s1")
    assert row is not None and row.turns == n > 0
    assert len(store.events("s1")) == 2 + 4 * n and store.verify() == []
    with store._raw("grow") as raw:
        raw.execute("PRAGMA max_page_count = 100000")
    store.append("s1", turn(n + 1))
    assert len(store.events("s1")) == 6 + 4 * n and store.verify() == []
    store.close()


_FILLED = """
import resource, sys
from pathlib import Path
from trainer.conversation.events import CustomerSaid, LearnerSaid, Started
from trainer.conversation.interview import JournalError
from trainer.storage.store import Store

store = Store.open(Path(sys.argv[1]))
store.append("s1", [Started("s1", "small-shop", ("ada-lind",), 7, "h"), CustomerSaid(0, "Hello.")])
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
n = 0
try:
    while n < 10_000:
        store.append("s1", [LearnerSaid(n + 1, "word " * 300)])
        n += 1
except JournalError as error:
    print(n, error, sep="|")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.append("s1", [LearnerSaid(n + 1, "and on")])
print(len(store.events("s1")), store.verify(), sep="|")
store.close()
"""


def test_a_write_that_the_system_cuts_short_loses_nothing_acknowledged(tmp_path: Path) -> None:
    child = _run(_FILLED, str(tmp_path))
    out, err = child.communicate(timeout=60)
    assert child.returncode == 0, err
    first, second = out.splitlines()
    acknowledged, message = first.split("|")
    assert "the disk refused it" in message or "the disk is full" in message
    assert second == f"{2 + int(acknowledged) + 1}|[]"
    store = Store.open(tmp_path)
    assert len(store.events("s1")) == int(acknowledged) + 3 and store.verify() == []
    store.close()


def test_a_read_only_database_is_one_clear_line_and_can_still_be_read(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    begin(store)
    with store._raw("lock") as raw:
        raw.execute("PRAGMA query_only = ON")
    with pytest.raises(JournalError, match="read-only; make the folder writable or set TRAINER_HOME") as caught:
        store.append("s1", turn(1))
    assert "\n" not in str(caught.value)
    assert len(store.events("s1")) == 2
    with store._raw("unlock") as raw:
        raw.execute("PRAGMA query_only = OFF")
    store.append("s1", turn(1))
    assert len(store.events("s1")) == 6
    store.close()


def test_a_home_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(JournalError, match="cannot be opened: .*set TRAINER_HOME") as caught:
            Store.open(home)
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="permission bits do not bind root")
def test_a_folder_without_permission_is_one_clear_line(tmp_path: Path) -> None:
    home = tmp_path / "closed"
    home.mkdir(mode=0o500)
    with pytest.raises(JournalError, match="no permission"):
        Store.open(home)


def test_a_refusing_system_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **more: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(JournalError, match="no permission; make the folder writable or set TRAINER_HOME"):
        Store.open(tmp_path)


@pytest.mark.parametrize("content", [b"no database, " * 500, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_one_clear_line_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "trainer.db").write_bytes(content)
    with pytest.raises(JournalError, match="move it away and restore a backup"):
        Store.open(tmp_path)
    assert (tmp_path / "trainer.db").read_bytes() == content


def test_a_stored_event_that_cannot_be_read_is_one_clear_line(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    begin(store)
    store.append("s1", turn(1))
    for payload in ("{", "[]", '{"turn": "x"}', "[" * 100_000):
        with store._raw("spoil") as raw:
            raw.execute("UPDATE events SET payload = ? WHERE n = 3", (payload,))
        with pytest.raises(JournalError, match="Event 3 of the session cannot be read; restore a backup"):
            store.events("s1")
    store.close()


_WRITER = """
import sys
from pathlib import Path
from trainer.conversation.events import CustomerSaid, LearnerSaid, Started
from trainer.storage.store import Store

name = sys.argv[2]
store = Store.open(Path(sys.argv[1]))
store.append(name, [Started(name, "small-shop", ("ada-lind",), 7, "h"), CustomerSaid(0, "Hello.")])
for n in range(1, 61):
    store.append(name, [LearnerSaid(n, f"{name} {n} " + "x" * 300)])
    assert len(store.events(name)) == n + 2
store.close()
"""


def test_several_processes_write_to_one_folder_at_once(tmp_path: Path) -> None:
    children = [_run(_WRITER, str(tmp_path), f"p{n}") for n in range(3)]
    for child in children:
        _, err = child.communicate(timeout=120)
        assert child.returncode == 0, err
    store = Store.open(tmp_path)
    assert store.verify() == []
    for n in range(3):
        lines = [e.text.split()[1] for e in store.events(f"p{n}") if isinstance(e, LearnerSaid)]
        assert lines == [str(at) for at in range(1, 61)]
    store.close()


def test_a_writer_that_never_lets_go_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "WAIT", 0.05)
    store = Store.open(tmp_path)
    begin(store)
    with (tmp_path / "trainer.db.lock").open("rb+") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(JournalError, match="Another trainer is writing"):
            store.append("s1", turn(1))
        assert len(store.events("s1")) == 2  # reading waits for nobody
    store.append("s1", turn(1))
    store.close()


def test_a_closed_store_can_be_closed_again(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    begin(store)
    store.close()
    store.close()
    again = Store.open(tmp_path)
    assert len(again.events("s1")) == 2
    again.close()
