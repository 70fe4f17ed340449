"""Server processes by fork: one process per worker of the tests has imported everything, and each server is its child.

`python -m tests.workshop.faults.forked FD` is that process; a start costs a tenth of one that imports. A child is a
process of its own like any other: it can be killed, frozen and waited for, and it ends when the tests end.
"""

from __future__ import annotations

import array
import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from functools import cache
from typing import IO, Any, NoReturn

_REQUEST = 1 << 16


class Forked:
    """One server process; looks like a `subprocess.Popen`."""

    def __init__(self, wanted: dict[str, Any], log: IO[bytes]) -> None:
        inner_in, outer_in = os.pipe()
        outer_out, inner_out = os.pipe()
        parent = _parent()
        given = array.array("i", (inner_in, inner_out, log.fileno()))
        parent.sendmsg([json.dumps(wanted).encode()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, given)])
        self.pid = int(parent.recv(64))
        self._end = os.pidfd_open(self.pid)
        parent.send(b"held")  # not waited for before: its number stays its own
        os.close(inner_in)
        os.close(inner_out)
        self.stdin, self.stdout = os.fdopen(outer_in, "wb"), os.fdopen(outer_out, "rb")
        self._gone = False

    def poll(self) -> int | None:
        """Say whether it is gone."""
        return 0 if self._over(0) else None

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it is gone."""
        if not self._over(timeout):
            raise subprocess.TimeoutExpired("server", timeout or 0)
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal, if it is there."""
        if not self._gone:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._end, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _over(self, timeout: float | None) -> bool:
        if not self._gone and select.select([self._end], [], [], timeout)[0]:
            self._gone = True
            os.close(self._end)
        return self._gone


@cache
def _parent() -> socket.socket:
    """Start the process whose children servers are; it ends when this one does."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", "tests.workshop.faults.forked", str(its.fileno())]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=[its.fileno()])
    its.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def serve(asked: socket.socket) -> None:
    """Start a server for each request, until there are no more."""
    from tests.workshop.faults import hosted
    from tests.workshop.reading import read_once

    read_once()
    while True:
        raw, control, *_ = asked.recvmsg(_REQUEST, socket.CMSG_SPACE(3 * array.array("i").itemsize))
        if not raw:
            return
        handles = array.array("i")
        for _, _, data in control:
            handles.frombytes(data)
        child = os.fork()
        if not child:
            asked.close()
            _be(hosted, json.loads(raw), list(handles))
        for handle in handles:
            os.close(handle)
        asked.send(str(child).encode())
        asked.recv(64)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _be(hosted: Any, wanted: dict[str, Any], handles: list[int]) -> NoReturn:
    code = 1
    try:
        for handle, at in zip(handles, (0, 1, 2), strict=True):
            os.dup2(handle, at)
            os.close(handle)
        hosted.main(wanted)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
