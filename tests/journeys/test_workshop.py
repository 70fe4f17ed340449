"""One command on one machine: a host, two participants in terminals and one in a browser, two rounds, the debrief."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from tests.browser import Browser, Opener

ROUNDS = ("game-nobody-plays", "phones-for-the-field")
CUSTOMERS = ("Maren", "Dario")
LINES = (
    "Hello, thanks for making time. What was the last time like that you used it?",
    "What happened just before that?",
    "You said it like something that matters. What is it like?",
    "Who else was there?",
    "Tell me about the last time something surprised you.",
    "What went through your mind then?",
)
DEBRIEF = ("They keep in touch with people they miss.", "pull: a quiet place", "habit: every evening")
WAIT = 60.0


class Program:
    """One process of the trainer, typed at and read line by line."""

    def __init__(self, home: Path, *arguments: str, terminal: bool = False) -> None:
        self.lines: list[str] = []
        command = [sys.executable, "-m", "trainer", *arguments]
        env = {**os.environ, "TRAINER_HOME": str(home), "PYTHONUNBUFFERED": "1"}
        own, theirs = pty.openpty() if terminal else (-1, -1)
        pipe: Any = theirs if terminal else subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT if terminal else None, env=env
        )
        if terminal:
            os.close(theirs)
            self._out: Any = os.fdopen(own, "rb", 0, closefd=False)
            self._in = own
        else:
            assert self.process.stdout is not None and self.process.stdin is not None
            self._out, self._in = self.process.stdout, self.process.stdin.fileno()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def type(self, line: str) -> None:
        os.write(self._in, f"{line}\n".encode())

    def until(self, found: Callable[[list[str]], Any], what: str) -> Any:
        """Wait for something in what was printed, and give it."""
        ends = monotonic() + WAIT
        while monotonic() < ends:
            if value := found(list(self.lines)):
                return value
            sleep(0.02)
        raise AssertionError(f"waited in vain for {what}: {self.lines[-8:]}")

    def leave(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)

    def _read(self) -> None:
        try:
            for raw in iter(self._out.readline, b""):
                self.lines.append(raw.decode("utf-8", "replace").rstrip())
        except OSError:  # the other end of a pseudo-terminal is gone
            return


def events(lines: list[str], kind: str) -> list[dict[str, Any]]:
    return [event for line in lines if line.startswith("{") and (event := json.loads(line)).get("event") == kind]


@pytest.fixture
def running() -> Iterator[list[Program]]:
    programs: list[Program] = []
    yield programs
    for program in programs:
        program.leave()


def test_an_event_of_two_rounds_to_its_debrief(tmp_path: Path, running: list[Program], browser: Browser) -> None:
    def started(*arguments: str, who: str, terminal: bool = False) -> Program:
        running.append(Program(tmp_path / who, "workshop", *arguments, terminal=terminal))
        return running[-1]

    rounds = [part for scenario in ROUNDS for part in ("--scenario", scenario)]
    host = started("host", *rounds, "--port", "0", "--model", "authored", "--json", who="host")
    told = json.loads(host.until(lambda lines: lines[0] if lines else None, "the host's address"))
    address, code = told["addresses"][0], told["code"]

    def steer(*act: str) -> Any:
        file = ("--token-file", told["token_file"], "--json")
        command = [sys.executable, "-m", "trainer", "workshop", *act, *file]
        env = {**os.environ, "TRAINER_HOME": str(tmp_path / "host")}
        done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=WAIT, check=True)
        return json.loads(done.stdout)

    ann = started("join", address, code, "--name", "Ann", "--share", "--json", who="ann")
    ben = started("join", address, code, "--name", "Ben", "--plain", who="ben", terminal=True)
    ben.type("no")  # the facilitator may not read what he says

    async def cleo(open_page: Opener) -> list[str]:
        """The whole event of the one who has nothing but a browser; the others' is driven in between."""
        page = await open_page(width=390, height=844)
        await page.goto(f"{address}/#{code}")
        await page.fill("#name", "Cleo")
        await page.click("#join button")
        await page.wait_for_selector("h1:text('You are in')")
        wall, seen = await open_page(width=1920, height=1080), []
        await wall.goto(told["board"])
        for number in (1, 2):
            await asyncio.to_thread(steer, "start")
            others = asyncio.create_task(asyncio.to_thread(_played, ann, ben, number))
            await page.click("#begin button")
            for n, line in enumerate(LINES, 1):
                await page.fill("#line", line)
                await page.press("#line", "Enter")
                await page.wait_for_selector(f"#l{2 * n + 1}")
                await page.wait_for_selector("#line:not([readonly])")
            await others
            await wall.wait_for_selector("text=Cleo")
            assert "of 100" not in await page.inner_text("main")
            assert await asyncio.to_thread(steer, "end")
            await page.wait_for_selector("#insight")
            await page.fill("#insight", DEBRIEF[0])
            await page.click("#debrief button")
            await page.wait_for_selector("text=Handed in")
            await asyncio.to_thread(_debriefed, ann, ben)
            await asyncio.to_thread(steer, "reveal")
            await page.wait_for_selector("#call-card")
            seen.append(await page.inner_text("main"))
            await asyncio.to_thread(_shown, ann, ben, number)
        return seen

    seen = browser.journey(cleo, lambda url: url.startswith(address), wait=240)
    assert all("of 100" in text and "Missed moments" in text for text in seen)
    board = steer("board")
    assert sorted(row["name"] for row in board["rows"]) == ["Ann", "Ben", "Cleo"]
    assert all(len(row["rounds"]) == 2 and row["overall"] is not None for row in board["rows"])
    scored = events(ann.lines, "scored")
    own = next(row for row in board["rows"] if row["name"] == "Ann")
    assert [one["overall"] for one in own["rounds"]] == [card["overall"] for card in scored]
    steer("freeze")
    assert steer("end") and steer("board")["frozen"]
    _exported(tmp_path, told)
    assert host.leave() in (0, -signal.SIGTERM)


def _played(ann: Program, ben: Program, number: int) -> None:
    """Six turns of the two in terminals, each with the answer awaited."""
    ann.until(lambda lines: len(events(lines, "started")) == number, "the call to begin")
    for turn, line in enumerate(LINES, 1):
        ann.type(line)
        ann.until(lambda lines, turn=turn: _answers(lines, number) > turn, f"the answer to turn {turn}")  # type: ignore[misc]
    opening = f"{CUSTOMERS[number - 1]}: "
    for there, line in enumerate(("", *LINES), 1):
        if line:
            ben.type(line)
        ben.until(lambda lines, n=there: sum(opening in one for one in lines) >= n, f"answer {there}")  # type: ignore[misc]


def _answers(lines: list[str], number: int) -> int:
    """Count what the customer has said in a round, the opening included."""
    return sum(event["event"] == "customer" for event in _of_round(lines, number))


def _of_round(lines: list[str], number: int) -> list[dict[str, Any]]:
    out, at = [], 0
    for line in lines:
        event = json.loads(line) if line.startswith("{") else {}
        at += event.get("event") == "started"
        out += [event] if at == number else []
    return out


def _debriefed(ann: Program, ben: Program) -> None:
    for line in ("/end", *DEBRIEF, "/end"):
        ann.type(line)
    for line in ("/end", DEBRIEF[0], "", "a quiet place", "", "every evening"):
        ben.type(line)
        sleep(0.2)


def _shown(ann: Program, ben: Program, number: int) -> None:
    ann.until(lambda lines: len(events(lines, "scored")) == number, "the scorecard")
    ben.until(lambda lines: sum("of 100" in line for line in lines) >= number, "the scorecard in plain lines")


def _exported(tmp_path: Path, told: dict[str, Any]) -> None:
    env = {**os.environ, "TRAINER_HOME": str(tmp_path / "host")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "trainer", "workshop", *arguments]
        return subprocess.run(command, capture_output=True, text=True, env=env, timeout=WAIT, check=False)

    for form, marks in (("json", '"signature"'), ("html", "</html>"), ("md", "# Debrief"), ("csv", '"round","fact"')):
        file = tmp_path / f"event.{form}"
        done = run("export", "--token-file", told["token_file"], "--format", form, "--out", str(file))
        assert done.returncode == 0, done.stderr
        assert marks in file.read_text("utf-8")
    assert run("verify", str(tmp_path / "event.json"), "--json").returncode == 0
    forged = (tmp_path / "event.json").read_text("utf-8").replace(LINES[1], "What would you pay for it?", 1)
    (tmp_path / "forged.json").write_text(forged, "utf-8")
    assert run("verify", str(tmp_path / "forged.json"), "--json").returncode == 1
