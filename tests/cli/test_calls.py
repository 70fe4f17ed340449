"""Calls that are kept: only when asked, masked unless refused, listed, shown, really deleted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.transcripts.made import FILES

from .running import assert_one_line, run

FILE = str(FILES / "teams.vtt")


def kept(*options: str, file: str = FILE) -> str:
    done = run("analyze", file, "--keep", "--json", *options)
    assert done.code == 0, done.err
    return str(done.json["kept"])


def stored() -> bytes:
    home = Path(os.environ["TRAINER_HOME"])
    return b"".join(path.read_bytes() for path in sorted(home.iterdir())) if home.exists() else b""


def test_nothing_is_stored_unless_asked() -> None:
    run("sessions")
    before = stored()
    for options in ((), ("--json",), ("--mask",)):
        assert run("analyze", FILE, *options).code == 0
    assert run("calls", "--json").json == {"calls": []}
    assert b"bakery" not in stored() and len(stored()) == len(before)


def test_a_kept_call_is_masked_unless_refused_and_listed() -> None:
    assert "none is kept" in run("calls").err.casefold()
    id = kept()
    row = run("calls", "--json").json["calls"][0]
    assert row["id"] == id and row["masked"] is True and row["turns"] == 8
    assert (row["file"], row["interviewer"], row["format"]) == ("masked.vtt", "Person 1", "captions")
    assert b"bakery" in stored() and b"Lopes" not in stored() and b"Ortiz" not in stored()
    named = kept("--no-mask")
    rows = run("calls", "--json").json["calls"]
    assert {row["id"]: (row["file"], row["interviewer"], row["masked"]) for row in rows}[named] == (
        "teams.vtt", "Ana Lopes", False,
    )  # fmt: skip
    assert b"Ana Lopes" in stored()
    lines = run("calls").out.splitlines()
    assert len(lines) == 2 and id in "".join(lines) and "names masked" in "".join(lines)


def test_only_the_bare_name_of_the_file_is_stored() -> None:
    kept("--no-mask")
    assert str(FILES).encode() not in stored()


def test_a_kept_call_is_judged_again_as_it_was() -> None:
    first = run("analyze", FILE, "--keep", "--json").json
    shown = run("calls", "show", first["kept"][:8], "--json").json
    for key in ("turns", "parts", "bands", "margin", "next", "talk", "notes", "interviewers", "file", "kept"):
        assert shown[key] == first[key]
    out = run("calls", "show", first["kept"]).out
    assert first["kept"] in out and "Technique: " in out


def test_deleting_asks_and_then_it_is_really_gone() -> None:
    id = kept()
    other = kept(file=str(FILES / "trainer.json"))
    refused = run("calls", "delete", id)
    assert_one_line(refused)
    assert "--yes" in refused.err and id in refused.err
    assert len(run("calls", "--json").json["calls"]) == 2
    assert run("calls", "delete", other, "--yes").code == 0
    assert run("calls", "delete", id[:10], "--yes").code == 0
    assert run("calls", "--json").json == {"calls": []}
    assert b"bakery" not in stored()


@pytest.mark.parametrize("command", [("show",), ("delete", "--yes"), ("show", "--json")])
def test_a_call_that_is_not_kept_is_one_line(command: tuple[str, ...]) -> None:
    kept()
    for id in ("ffffnone", "", "%", "\x1b[2J"):
        assert_one_line(run("calls", command[0], id, *command[1:]))


def test_a_backup_brings_the_calls_back(tmp_path: Path) -> None:
    id = kept()
    assert run("backup", str(tmp_path / "all.db")).code == 0
    assert run("calls", "delete", id, "--yes").code == 0
    assert run("restore", str(tmp_path / "all.db")).code == 0
    assert [row["id"] for row in run("calls", "--json").json["calls"]] == [id]


def test_an_answer_other_than_yes_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    id = kept()
    monkeypatch.setattr("trainer.cli.agreeing.output.is_terminal", lambda output=True: True)
    assert run("calls", "delete", id, stdin=b"no\n").code == 1
    assert len(run("calls", "--json").json["calls"]) == 1
    assert run("calls", "delete", id, stdin=b"yes\n").code == 0
