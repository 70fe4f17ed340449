"""Server processes that trials start, kill, stop and start again on the same port and database."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .forked import Forked

ROUNDS = [{"scenario": "game-nobody-plays", "minutes": 60}, {"scenario": "phones-for-the-field", "minutes": 60}]


class Served:
    """One server. `made` holds the tokens of the workshop, where this server has made it."""

    def __init__(self, database: str | Path, log: Path, **wanted: Any) -> None:
        """Start it; `prepare` (a callable) runs in the child before the server."""
        self._prepare: Callable[[], None] | None = wanted.pop("prepare", None)
        self._wanted = {"database": str(database), "port": free_port(), **wanted}
        self._log = log
        self.made: dict[str, Any] = {}
        self.ready: list[float] = []
        """Seconds from each start to its first answer."""
        self.start()

    @property
    def port(self) -> int:
        return int(self._wanted["port"])

    def start(self, **changed: Any) -> None:
        """Start it, again on the same port; `changed` settings hold from now on."""
        self._wanted |= changed
        began = time.monotonic()
        with self._log.open("ab") as log:
            self.process: subprocess.Popen[bytes] | Forked
            if self._prepare is None and hasattr(os, "pidfd_open"):
                self.process = Forked(self._wanted, log)
            else:
                command = [sys.executable, "-m", "tests.workshop.faults.hosted", json.dumps(self._wanted)]
                self.process = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, preexec_fn=self._prepare
                )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"the server did not start: {self.said()[-2000:]}"
        self.ready.append(time.monotonic() - began)
        self.made = self.made or json.loads(line)
        self._wanted.pop("rounds", None)

    def kill(self) -> None:
        """End it at once."""
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self._gone()

    def end(self) -> None:
        """End it in order."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self._gone()

    def freeze(self) -> None:
        """Stop it where it stands."""
        self.process.send_signal(signal.SIGSTOP)
        state = Path(f"/proc/{self.process.pid}/stat")
        while state.exists() and state.read_text().rpartition(")")[2].split()[0] not in "TtZ":
            time.sleep(0.001)

    def thaw(self) -> None:
        """Let it go on."""
        self.process.send_signal(signal.SIGCONT)

    def said(self) -> str:
        """Give its log."""
        return self._log.read_text(errors="replace")

    def _gone(self) -> None:
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


def free_port() -> int:
    """Give a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
