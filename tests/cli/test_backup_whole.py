"""Everything in one file: back it up, wipe, restore, and every export is the same to the byte."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ..content.packs.made import content, sealed, zip_of
from ..transcripts.made import FILES
from .running import DEBRIEF, LINES, assert_one_line, debriefed, interview, run, typed


@pytest.fixture
def full(tmp_path: Path) -> None:
    """A data folder with something of every kind in it."""
    assert run("pack", "install", str(zip_of(sealed(content()), tmp_path / "night.zip"))).code == 0
    session = debriefed()
    run("resume", session, "--at", "3", "--json", stdin=typed("What then?", "/end", *DEBRIEF))
    interview(*LINES[:3])
    interview("Hello?", scenario="small-shop")
    run("challenge", session, "--turn", "1", "--label", "closed", "--reason", "it is one")
    run("model", "set", "ollama/qwen3:4b")
    assert run("analyze", str(FILES / "teams.vtt"), "--keep", "--json").code == 0
    home = Path(os.environ["TRAINER_HOME"])
    with closing(sqlite3.connect(home / "trainer.db")) as connection, connection:
        connection.execute("INSERT INTO drafts VALUES ('any', 'jottings', 'what I was typing', 1)")
        connection.execute("CREATE TABLE later (id INTEGER PRIMARY KEY, said TEXT)")
        connection.execute("INSERT INTO later (said) VALUES ('of a table that comes later')")


def everything() -> dict[str, bytes]:
    """All that the commands give out of the data folder, and every row of every table."""
    sessions = [row["id"] for row in run("sessions", "--json").json["sessions"]]
    calls = [row["id"] for row in run("calls", "--json").json["calls"]]
    out = {
        " ".join(command): run(*command).raw
        for command in (
            ("sessions", "--json"), ("calls", "--json"), ("pack", "list", "--json"), ("scenarios", "--json"),
            ("progress", "--json"), ("export", "--labels"), ("model", "--json"),
            *(("export", id) for id in sessions), *(("calls", "show", id, "--json") for id in calls),
        )
    }  # fmt: skip
    with closing(sqlite3.connect(Path(os.environ["TRAINER_HOME"]) / "trainer.db")) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        for (name,) in tables:
            out[name] = repr(sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall())).encode()
    return out


@pytest.mark.usefixtures("full")
def test_back_up_wipe_restore_gives_the_same_bytes(tmp_path: Path) -> None:
    before, file = everything(), tmp_path / "all.db"
    assert len(before) > 15 and b"what I was typing" in before["drafts"]
    assert run("backup", str(file)).code == 0
    shutil.rmtree(os.environ["TRAINER_HOME"])
    assert run("sessions", "--json").json == {"sessions": []}
    done = run("restore", str(file))
    assert done.code == 0 and "Packs put back" in done.err
    assert everything() == before


@pytest.mark.usefixtures("full")
def test_so_does_deleting_everything_and_restoring(tmp_path: Path) -> None:
    before, file = everything(), tmp_path / "all.db"
    run("backup", str(file))
    assert run("delete", "--all", "--yes").code == 0
    assert everything() != before
    assert run("restore", str(file)).code == 0
    assert everything() == before


@pytest.mark.usefixtures("full")
def test_what_was_there_before_a_restore_is_kept_with_its_packs(tmp_path: Path) -> None:
    before = everything()
    empty = tmp_path / "empty.db"
    home = os.environ["TRAINER_HOME"]
    os.environ["TRAINER_HOME"] = str(tmp_path / "new")  # the fixture of all tests puts it back
    run("backup", str(empty))
    os.environ["TRAINER_HOME"] = home
    kept = run("restore", str(empty)).err.rsplit(" ", 1)[1].strip()
    assert run("sessions", "--json").json == {"sessions": []}
    shutil.rmtree(Path(home) / "packs")
    assert run("restore", kept).code == 0
    assert everything() == before


def test_a_pack_in_a_backup_is_checked_as_one_from_elsewhere(tmp_path: Path) -> None:
    run("pack", "install", str(zip_of(sealed(content()), tmp_path / "night.zip")))
    debriefed()
    file = tmp_path / "all.db"
    run("backup", str(file))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE attached_files SET content = x'00' WHERE name LIKE '%/personas/%'")
    shutil.rmtree(os.environ["TRAINER_HOME"])
    done = run("restore", str(file))
    assert done.code == 0 and "This pack was not put back" in done.err
    assert len(run("sessions", "--json").json["sessions"]) == 1 and run("pack", "list", "--json").json == {"packs": []}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE attached_files SET name = '../../x'",
        "UPDATE attached_files SET name = '/x/y/z'",
        "UPDATE attached_files SET name = 'packs/.x/y'",
        "UPDATE attached_files SET content = 'text'",
        "ALTER TABLE attached_files RENAME COLUMN content TO other",
    ],
)
def test_a_backup_with_files_of_strange_names_changes_nothing(change: str, tmp_path: Path) -> None:
    run("pack", "install", str(zip_of(sealed(content()), tmp_path / "night.zip")))
    file = tmp_path / "all.db"
    run("backup", str(file))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM attached_files WHERE name <> (SELECT min(name) FROM attached_files)")
        connection.execute(change)
    session = debriefed()
    assert_one_line(run("restore", str(file)))
    assert [row["id"] for row in run("sessions", "--json").json["sessions"]] == [session]
