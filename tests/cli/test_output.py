"""Lines for people: broken between words in a terminal, whole everywhere else."""

from __future__ import annotations

import io

import pytest

from trainer.cli import output

LINE = "      The first hidden reason: it is done for somebody,  with whom they could never talk."


class Screen(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_terminal_gets_its_lines_broken_between_words(stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    screen = Screen()
    monkeypatch.setattr(f"sys.{stream}", screen)
    (output.say if stream == "stdout" else output.note)(LINE)
    shown = screen.getvalue().splitlines()
    assert len(shown) == 3
    assert all(len(line) <= 40 and line.startswith("      ") for line in shown)
    assert " ".join(" ".join(shown).split()) == " ".join(LINE.split())


def test_what_has_no_place_to_break_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    output.note("Written: /a/folder/with-hyphens/and/a-long-name.yaml")
    assert screen.getvalue().splitlines() == ["Written:", "/a/folder/with-hyphens/and/a-long-name.yaml"]


def test_a_pipe_gets_every_line_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    pipe = io.StringIO()
    monkeypatch.setattr("sys.stderr", pipe)
    output.note(LINE)
    assert pipe.getvalue() == LINE + "\n"
