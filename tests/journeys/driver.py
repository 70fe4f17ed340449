"""Drives one interview as another program would: `trainer interview … --json` in a process of its own, line by line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

Event = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]
WAIT = 60
"""Seconds to wait for a process to leave."""


def environment(home: Path | None) -> dict[str, str]:
    """Give the environment of a process that keeps its sessions under `home`."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    own = {} if home is None else {"TRAINER_HOME": str(home)}
    return {**os.environ, "PYTHONPATH": path, **own}


class Driver:
    """An interview that is waited for line by line. `events` holds all that was printed, in order."""

    def __init__(
        self, scenario: str, persona: str | None = None, seed: int = 1, home: Path | None = None, *more: str
    ) -> None:
        """Begin an interview and wait for the opening; `more` are further options such as `--explain`.

        `home` is where sessions are kept; None leaves that to the environment.
        """
        chosen = ["--persona", persona] if persona else []
        self._begin(["interview", scenario, *chosen, "--seed", str(seed), "--json", *more], home)
        self.opening = self.wait_for("customer")["text"]

    @classmethod
    def resumed(cls, session: str, home: Path | None = None, *more: str) -> Driver:
        """Go on with a session; `more` are further options such as `--at 3`."""
        driver = cls.__new__(cls)
        driver._begin(["resume", session, "--json", *more], home)
        driver.opening = ""
        return driver

    @property
    def session(self) -> str:
        """The session's id."""
        return str(self.events[0]["session"])

    @property
    def closed(self) -> bool:
        """Whether the customer has said their last line."""
        return any(event["event"] == "customer" and event.get("closing") for event in self.events)

    @property
    def turn(self) -> int:
        """Lines that the learner has said and that were answered."""
        return max((event["turn"] for event in self.events if event["event"] == "customer"), default=0)

    def say(self, text: str) -> str:
        """Say one line (no line breaks) and give the customer's answer; an empty string after their last line."""
        if self.closed:
            return ""
        self.send(text)
        return str(self.wait_for("customer")["text"])

    def hint(self) -> str:
        """Ask for a hint."""
        self.send("/hint")
        return str(self.wait_for("hint")["text"])

    def end(self, insight: str = "", forces: Mapping[str, str] | None = None) -> Event:
        """Hang up, hand in a debrief, and give the scorecard."""
        self.send("/end")
        self.wait_for("ended")
        self.send(insight)
        for force, text in (forces or {}).items():
            self.send(f"{force}: {text}")
        self._input.close()
        scored = self.wait_for("scored")
        self.leave()
        return scored

    def pause(self) -> None:
        """Close the input without hanging up, and wait until the process has gone."""
        self._input.close()
        self.wait_for("ended")
        self.leave()

    def send(self, line: str) -> None:
        """Write one line and wait for nothing."""
        self._input.write((line + "\n").encode("utf-8", "surrogateescape"))
        self._input.flush()

    def leave(self) -> int:
        """Wait until the process has gone and give its exit code."""
        if not self._input.closed:
            self._input.close()
        self.events += [json.loads(line) for line in self._output]
        self._output.close()
        return self.process.wait(WAIT)

    def kill(self) -> None:
        """End the process at once, as `kill -9` does."""
        self.process.kill()
        self.leave()

    def said(self) -> list[str]:
        """Give the customer's lines so far."""
        return [event["text"] for event in self.events if event["event"] == "customer"]

    def __enter__(self) -> Driver:
        """Be used in a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End what still runs."""
        if self.process.poll() is None:
            self.process.kill()
        for stream in (self._input, self._output):
            stream.close()
        self.process.wait(WAIT)

    def _begin(self, arguments: list[str], home: Path | None) -> None:
        self.events: list[Event] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "trainer", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(home),
        )
        assert self.process.stdin is not None and self.process.stdout is not None
        self._input, self._output = self.process.stdin, self.process.stdout
        self.wait_for("started")

    def wait_for(self, kind: str) -> Event:
        """Read up to the next event of a kind and give it; fails where the process ends before."""
        for line in self._output:
            event: Event = json.loads(line)
            self.events.append(event)
            if event["event"] == kind:
                return event
        raise AssertionError(f"the interview ended before `{kind}`, with exit code {self.process.wait(WAIT)}")
