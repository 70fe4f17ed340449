"""`trainer new`: from a few answers to a file that lint passes; nothing is overwritten and nothing half written."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from trainer.content.drafting.questions import PERSONA, SCENARIO

from .running import assert_one_line, run, typed


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_persona_and_a_scenario_are_begun_and_lint_passes_both() -> None:
    assert run("new", "persona", "--yes", "--set", "name=Mia Roth").code == 0
    assert run("new", "scenario", "first-talk", "--yes").code == 0
    assert "personas: [mia-roth]" in Path("scenarios/first-talk.yaml").read_text("utf-8")
    assert Path("personas/persona.schema.json").exists() and Path("scenarios/scenario.schema.json").exists()
    done = run("lint", ".")
    assert (done.code, done.out) == (0, "")


def test_answers_come_from_stdin_one_a_line() -> None:
    lines = ["Mia Roth", "she", "a baker", *[""] * (len(PERSONA) - 3)]
    done = run("new", "persona", "--json", stdin=typed(*lines))
    assert done.json == {
        "file": "personas/mia-roth.yaml",
        "written": ["personas/mia-roth.yaml", "personas/persona.schema.json"],
        "findings": [],
    }
    assert "Mia Roth is a baker" in Path("personas/mia-roth.yaml").read_text("utf-8")


def test_the_end_of_input_takes_the_examples() -> None:
    assert run("new", "persona", "some-one").code == 0
    assert f'name: "{PERSONA[0].default}"' in Path("personas/some-one.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["persona", "Some One"], "small letters"),
        (["persona", "--set", "nme=x"], "did you mean `name`?"),
        (["persona", "--yes", "--set", "name=Ines"], "both"),
        (["persona", "--yes", "--set", "role=the one for whom Walter paid"], "gives away"),
        (["persona", "some-one", "--out", "other.yaml"], "some-one.yaml"),
        (["persona", "--out", "notes.txt"], "notes.yaml"),
        (["customer"], "persona"),
        (["scenario", "--yes", "--set", "personas=no-one"], "no-one"),
    ],
)
def test_what_cannot_be_begun_is_refused_in_one_line_and_nothing_is_written(arguments: list[str], words: str) -> None:
    done = run("new", *arguments)
    assert_one_line(done)
    assert words in done.err
    assert list(Path().iterdir()) == []


def test_a_wrong_line_of_input_is_refused_and_nothing_is_written() -> None:
    done = run("new", "persona", stdin=typed('A "quoted" name'))
    assert_one_line(done)
    assert "`name`" in done.err and list(Path().iterdir()) == []


def test_a_file_that_is_there_is_never_written_over() -> None:
    path = Path("personas/some-one.yaml")
    path.parent.mkdir()
    path.write_text("mine", "utf-8")
    for arguments in (["some-one"], ["--out", str(path)], ["--set", "name=Some One"]):
        done = run("new", "persona", "--yes", *arguments)
        assert_one_line(done)
        assert "already" in done.err
    assert path.read_text("utf-8") == "mine" and [p.name for p in path.parent.iterdir()] == ["some-one.yaml"]


def test_a_schema_that_is_there_is_left_alone() -> None:
    schema = Path("personas/persona.schema.json")
    schema.parent.mkdir()
    schema.write_text("{}", "utf-8")
    assert run("new", "persona", "--yes").code == 0
    assert schema.read_text("utf-8") == "{}"


def test_a_folder_that_cannot_be_written_is_one_line() -> None:
    Path("personas").write_text("a file, not a folder", "utf-8")
    assert_one_line(run("new", "persona", "--yes"))


@pytest.mark.skipif(os.name != "posix", reason="drives a terminal")
def test_in_a_terminal_each_question_is_asked_until_its_answer_fits(tmp_path: Path) -> None:
    with Terminal("new", "scenario", "--set", "personas=maren-tveit", cwd=tmp_path) as terminal:
        terminal.until("1/7")
        terminal.type("{nonsense}")
        terminal.until("no double quotes")
        for place, question in enumerate(SCENARIO[1:], 1):
            terminal.until(f"{place}/7  {question.asks}")
            terminal.type("The list nobody reads" if question.key == "title" else "")
        assert terminal.ends() == 0
    assert (tmp_path / "scenarios" / "the-list-nobody-reads.yaml").exists()


@pytest.mark.skipif(os.name != "posix", reason="drives a terminal")
def test_whoever_leaves_before_the_last_question_has_written_nothing(tmp_path: Path) -> None:
    with Terminal("new", "persona", cwd=tmp_path) as terminal:
        terminal.until("1/14")
        terminal.type("\x04", end="")
        assert terminal.ends() == 1
        assert "nothing was written" in terminal.seen
    assert list(tmp_path.iterdir()) == []


class Terminal:
    """A command in a terminal of its own."""

    def __init__(self, *arguments: str, cwd: Path) -> None:
        self.seen = ""
        self._from = 0
        self._master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "trainer", *arguments],
            stdin=slave, stdout=slave, stderr=slave, cwd=cwd, start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "TERM": "dumb"},
        )  # fmt: skip
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    def type(self, words: str, end: str = "\n") -> None:
        """Type something."""
        os.write(self._master, (words + end).encode())

    def until(self, words: str, within: float = 60.0) -> None:
        """Read on until words have come that were not yet read past."""
        while words not in self.seen[self._from :]:
            if not self._read(within):
                raise AssertionError(f"{words!r} did not come; seen: {self.seen!r}")
        self._from = self.seen.index(words, self._from) + len(words)

    def ends(self) -> int:
        """Read to the end and give the exit code."""
        while self._read(60.0):
            pass
        return self.process.wait(60)

    def _read(self, within: float) -> bool:
        if not select.select([self._master], [], [], within)[0]:
            return False
        try:
            more = os.read(self._master, 1 << 16)
        except OSError:  # the other side has closed
            return False
        self.seen += more.decode("utf-8", "replace")
        return bool(more)
