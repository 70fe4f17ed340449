"""A program in a pseudo-terminal, timed from outside: until a text is painted, and from a key to its echo."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import tempfile
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path

_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_]|[()][0-9A-B])")
#: What terminals answer to the questions Textual asks at start; without an answer it waits.
_REPLIES = ((b"\x1b[?2026$p", b"\x1b[?2026;2$y"), (b"\x1b[c", b"\x1b[?1;2c"), (b"\x1b[6n", b"\x1b[1;1R"))


@dataclass
class Screen:
    """A running program: what it wrote, and when."""

    pid: int
    fd: int
    began: float
    raw: bytearray = field(default_factory=bytearray)

    @property
    def text(self) -> str:
        """All that was written, without escape sequences. A log of paints, not the grid."""
        return _ESCAPE.sub("", self.raw.decode("utf-8", "replace"))

    def until(self, marker: str, seconds: float = 30.0, start: int = 0) -> float:
        """Wait for a text after byte `start`; give when it came (`time.perf_counter`). Raises TimeoutError."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            if not self._read(end - time.perf_counter()):
                break
            arrived = time.perf_counter()
            if marker in _ESCAPE.sub("", self.raw[start:].decode("utf-8", "replace")):
                return arrived
        raise TimeoutError(f"{marker!r} was not painted; the end of the screen was {self.text[-400:]!r}")

    def quiet(self, seconds: float = 0.25, limit: float = 2.0) -> None:
        """Read until nothing has come for a while, at most `limit` seconds (a cursor may blink for ever)."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and self._read(seconds):
            pass

    def send(self, keys: str) -> float:
        """Type keys; give when."""
        sent = time.perf_counter()
        os.write(self.fd, keys.encode())
        return sent

    def peak_mib(self) -> float:
        """Give the highest resident memory so far, in MiB (Linux)."""
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{self.pid}/status").read_text())
        return int(found.group(1)) / 1024 if found else 0.0

    def cpu(self) -> float:
        """Give the processor time of all its threads so far, in seconds (Linux); 0 where it cannot be told."""
        spent = 0
        for thread in Path(f"/proc/{self.pid}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                spent += int(thread.read_text().split()[0])
        return spent / 1e9

    def stop(self) -> None:
        """End the program."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.fd], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            chunk = os.read(self.fd, 65536)
        except OSError:
            return False
        for question, reply in _REPLIES:
            if question in chunk:
                os.write(self.fd, reply)
        self.raw += chunk
        return bool(chunk)


def launch(command: list[str], home: Path, columns: int = 120, rows: int = 40, cold: bool = False) -> Screen:
    """Start a command in a terminal of its own with `home` as the learner's folder; `cold` hides compiled byte-code."""
    env = {
        k: v
        for k, v in os.environ.items()
        if k not in ("NO_COLOR", "PYTHONDONTWRITEBYTECODE", "TEXTUAL", "COLUMNS", "LINES")
    }
    env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "TRAINER_HOME": str(home)}
    if cold:
        env["PYTHONPYCACHEPREFIX"] = tempfile.mkdtemp(prefix="bytecode-")
    began = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, env)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    return Screen(pid, fd, began)
