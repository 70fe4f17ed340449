"""`lint`, `doctor`, wrong usage, and homes that cannot be used."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.content.sample import persona_data, save, scenario_data
from trainer.__main__ import guarded
from trainer.version import __version__

from .running import LIBRARY, LINES, PERSONA, SCENARIO, assert_one_line, interview, run


def test_lint_of_sound_content_finds_nothing(tmp_path: Path) -> None:
    folders = [tmp_path / "scenarios", tmp_path / "personas"]
    for folder, data in zip(folders, (scenario_data(), persona_data()), strict=True):
        folder.mkdir()
        save(folder, data)
    done = run("lint", *map(str, folders), "--json")
    assert (done.code, done.json) == (0, {"findings": []})


def test_lint_names_file_line_field_rule_and_remedy_and_fails(tmp_path: Path) -> None:
    text = (LIBRARY / "personas" / f"{PERSONA}.yaml").read_text(encoding="utf-8")
    file = tmp_path / f"{PERSONA}.yaml"
    file.write_text("colour: blue\n" + text, encoding="utf-8")
    done = run("lint", str(file), "--json")
    assert done.code == 1
    (finding,) = done.json["findings"]
    assert finding.keys() == {"file", "line", "field", "rule", "remedy"}
    assert finding["line"] == 1 and finding["field"] == "colour" and finding["remedy"]
    plain = run("lint", str(file))
    assert plain.code == 1 and "colour" in plain.out and "line 1" in plain.out


def test_lint_of_what_is_not_there_is_a_finding(tmp_path: Path) -> None:
    done = run("lint", str(tmp_path / "nothing.yaml"), "--json")
    assert done.code == 1 and done.json["findings"]


def test_lint_prints_the_schema_and_without_a_path_says_what_is_missing() -> None:
    assert run("lint", "--schema").json.keys() == {"persona", "scenario", "drills"}
    assert_one_line(run("lint"))


def test_the_doctor_finds_a_sound_machine_well() -> None:
    done = run("doctor", "--json")
    assert done.code == 0 and done.json["ok"] is True
    assert {"Python", "terminal", "data folder", "SQLite", "database", "content"} <= {
        check["name"] for check in done.json["checks"]
    }
    assert run("doctor").out.count("ok  ") == len(done.json["checks"])


def test_the_doctor_says_no_to_a_home_that_cannot_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "file" / "home"))
    done = run("doctor", "--json")
    assert done.code == 1 and done.json["ok"] is False
    assert [check["name"] for check in done.json["checks"] if not check["ok"]] == ["data folder"]


def test_the_doctor_says_no_to_a_damaged_database() -> None:
    interview(*LINES)
    file = Path(os.environ["TRAINER_HOME"]) / "trainer.db"
    sound = file.read_bytes()
    file.write_bytes(sound[:100] + b"\xff" * (len(sound) - 100))
    done = run("doctor", "--json")
    assert done.code == 1 and done.json["ok"] is False


@pytest.mark.parametrize(
    "command", [("interview", SCENARIO, "--json"), ("sessions",), ("score", "x"), ("backup", "x.db")]
)
def test_a_home_that_cannot_be_used_is_one_line(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "file" / "home"))
    refused = run(*command)
    assert_one_line(refused)
    assert "TRAINER_HOME" in refused.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_home_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    assert_one_line(run("interview", SCENARIO, "--json"))


def test_a_home_that_is_missing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "a" / "b"))
    assert interview(LINES[0]).code == 0
    assert (tmp_path / "a" / "b" / "trainer.db").is_file()


def test_lists_of_content_need_no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "file" / "home"))
    assert run("scenarios").code == run("personas").code == run("scenarios", "show", SCENARIO).code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("interview",),
        ("interview", SCENARIO, "--seed", "x"),
        ("interview", SCENARIO, "--seed", "9" * 5000),
        ("interview", SCENARIO, "--seed"),
        ("interview", SCENARIO, "extra"),
        ("nonsense",),
        ("--nonsense",),
        ("report",),
        ("sessions", "--limit", "0"),
        ("delete",),
        ("analyze", "x"),
        ("workshop",),
    ],
)
def test_wrong_usage_is_one_line(arguments: tuple[str, ...]) -> None:
    assert_one_line(run(*arguments))


def test_any_whole_number_is_a_seed() -> None:
    for seed in ("0", "-5", str(10**30)):
        assert interview(LINES[0], options=["--seed", seed]).events[0]["seed"] == int(seed)


def test_help_lists_what_is_built() -> None:
    done = run("--help")
    assert done.code == 0 and "interview" in done.out
    talked = ("interview", "resume", "report", "coach", "model", "analyze", "workshop")
    built = (*talked, "progress", "lab", "pack", "drill", "path")
    for command in built:
        assert run(command, "--help").code == 0


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_told(option: str) -> None:
    assert run(option).out == f"trainer {__version__}\n"


def test_without_a_terminal_the_app_says_what_to_use_instead() -> None:
    refused = run()
    assert_one_line(refused)
    assert "trainer interview SCENARIO --plain" in refused.err


def test_in_a_terminal_the_app_opens_without_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Screen())
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setattr("trainer.tui.app.run", lambda: 7)
    monkeypatch.delitem(sys.modules, "typer", raising=False)
    assert guarded([]) == 7
    assert "typer" not in sys.modules


def test_a_fault_of_our_own_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("a word of the learner's")

    monkeypatch.setattr("trainer.desk.Desk.start", broken)
    done = interview(LINES[0])
    assert done.code == 1 and done.raw == b""
    assert "Traceback" not in done.err and "word of the learner" not in done.err and done.err.count("\n") == 3
