"""`interview --plain`: labels, no decoration, people's messages on stderr; and in a terminal, prompts."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from pathlib import Path

import pytest

from trainer.content.catalogue import Catalogue

from .running import DEBRIEF, LINES, PERSONA, SCENARIO, interview, run, typed

pty = pytest.importorskip("pty")
SECONDS = 60


def test_the_dialogue_is_on_stdout_with_a_label_before_each_line() -> None:
    done = run("interview", SCENARIO, "--plain", "--seed", "1", stdin=typed(*LINES))
    customer, *_ = Catalogue().persona(PERSONA).name.split()
    lines = done.out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [customer, *["You", customer] * len(LINES)]
    assert [line.removeprefix("You:").strip() for line in lines[1::2]] == list(LINES)
    assert "\x1b" not in done.out and "│" not in done.out


def test_both_forms_hold_the_same_call() -> None:
    plain = run("interview", SCENARIO, "--plain", "--seed", "1", stdin=typed(*LINES))
    told = [line.partition(": ")[2] for line in plain.out.splitlines()[::2]]
    assert told == [event["text"] for event in interview(*LINES).of("customer")]


def test_the_briefing_hints_and_notes_are_on_stderr() -> None:
    done = run("interview", SCENARIO, "--plain", stdin=typed(LINES[0], "/hint"))
    scenario = Catalogue().scenario(SCENARIO)
    assert scenario.brief.strip() in done.err and scenario.brief.strip() not in done.out
    assert "Hint: " in done.err and "Hint" not in done.out
    assert "trainer resume " in done.err


def test_no_terminal_means_plain_without_asking_for_it() -> None:
    assert run("interview", SCENARIO, stdin=typed(LINES[0])).out.count("\n") == 3


def test_explanations_are_on_stderr() -> None:
    done = run("interview", SCENARIO, "--explain", stdin=typed(*LINES))
    assert done.err.count("[trust ") == len(LINES) and "[trust" not in done.out


def test_the_scorecard_is_told_after_the_debrief_and_nothing_hidden_before() -> None:
    titles = [fact.title for fact in Catalogue().persona(PERSONA).facts]
    before = run("interview", SCENARIO, "--plain", "--seed", "1", stdin=typed(*LINES))
    after = run("interview", SCENARIO, "--plain", "--seed", "1", stdin=typed(*LINES, "/end", *DEBRIEF))
    assert not [title for title in titles if title in before.out + before.err]
    assert all(title in after.out for title in titles)
    assert re.search(r"^Overall: \d+ of 100, likely \d+ to \d+$", after.out, re.MULTILINE)


def test_going_on_tells_the_last_exchange_again() -> None:
    first = run("interview", SCENARIO, "--plain", "--seed", "1", stdin=typed(*LINES[:2]))
    found = re.search(r"trainer resume (\w+)", first.err)
    assert found
    again = run("resume", found[1], "--plain", stdin=typed("/end", *DEBRIEF))
    assert again.out.splitlines()[:2] == first.out.splitlines()[-2:]
    assert Catalogue().scenario(SCENARIO).title in again.err


class Terminal:
    """A command in a terminal of its own."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.seen = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ["TRAINER_HOME"] = str(home)
            os.execv(sys.executable, [sys.executable, "-m", "trainer", *arguments])

    def until(self, words: str) -> None:
        end = time.monotonic() + SECONDS
        while not re.search(words.encode(), self.seen):
            assert time.monotonic() < end, self.seen[-2000:]
            if select.select([self.fd], [], [], 0.1)[0]:
                self.seen += os.read(self.fd, 65536)
        self.seen = re.split(words.encode(), self.seen, maxsplit=1)[1]

    def type(self, line: str) -> None:
        os.write(self.fd, line.encode() + b"\n")

    def leave(self) -> int:
        while True:
            try:
                if not os.read(self.fd, 65536):
                    break
            except OSError:  # how Linux says that the other side has gone
                break
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def test_in_a_terminal_it_asks_for_each_line_and_each_part_of_the_debrief(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "interview", SCENARIO, "--plain")
    terminal.until("You: ")
    terminal.type(LINES[0])
    terminal.until("You: ")
    terminal.type("/end")
    terminal.until("Insight: ")
    terminal.type("x" * 281)
    terminal.until("281 characters; at most 280")
    terminal.until("Insight: ")
    terminal.type(DEBRIEF[0])
    for force in ("Push", "Pull", "Anxiety", "Habit"):
        terminal.until(f"{force}: ")
        terminal.type("")
    terminal.until("Overall: ")
    assert terminal.leave() == 0


def test_in_a_terminal_the_app_opens_at_the_briefing(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "interview", SCENARIO)
    terminal.until(Catalogue().scenario(SCENARIO).product.name)
    os.write(terminal.fd, b"\x11")  # Ctrl-Q
    assert terminal.leave() == 0


def test_in_a_terminal_an_unknown_scenario_is_told_before_the_app_opens(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "interview", "game-nobody-play")
    terminal.until(f"trainer: (?s:.*){SCENARIO}")
    assert terminal.leave() == 2
