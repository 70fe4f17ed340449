"""How a workshop's server holds a load: turns, boards, memory. Client and server share this machine's cores.

`python -m benchmarks.workshop --participants 200 --listeners 200 --seconds 600` plays a whole event: everybody joins at
once, says a line every few seconds (open loop: from the intended moment on, so that a slow server is not spared), hands
in a debrief at the end of each round; the facilitator ends, reveals and starts. The lag of the board is the time from
the answer to a debrief until a listener's board has counted it.

What does not come from the server is measured beside it: the client's share of a core and how late its loop is, and how
long a fixed piece of work of a process of its own has to wait for a core meanwhile. `turn_cpu_…` is what the server has
computed, for this line and for all others, between a line and its answer: that hardly depends on who else is on the
machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.loadclient import Line
from benchmarks.waiting import Late, Waits
from trainer.workshop.server.wire import raise_open_files

API = "/api/v1"
DONE = re.compile(rb'"done":(\d+)')
LINES = (
    "Hello, thanks for taking the time. What was the last time like when you used it?", "What happened then?",
    "You said it took longer than you thought. What was that like?", "Tell me about the day before.",
    "What did you try before that?", "So it was late, and you were tired.", "What made you stop?",
    "Who else was there?", "It sounds as if that was annoying.", "What went through your head at that moment?",
    "Walk me through it from the beginning, please.", "How do you do it today?", "What would you have missed?",
    "And before you had it?", "What nearly kept you from it?", "You mentioned the others. What about them?",
    "When was the first time that you thought about it?", "What did you hope for?", "What are you afraid of there?",
    "What else should I have asked?",
)  # fmt: skip
DEBRIEF = {"insight": "They come because of the people, not because of what we build.", "push": "too slow"}
ROUND_SHARE = 0.8
"""Of a round, in which lines are said; the rest is for debriefs and the reveal."""


@dataclass
class Figures:
    """What was measured; times in milliseconds."""

    turns: list[float] = field(default_factory=list)
    debriefs: list[float] = field(default_factory=list)
    joins: list[float] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)
    turns_cpu: list[float] = field(default_factory=list)
    """What the server computed between a line and its answer."""
    debriefs_cpu: list[float] = field(default_factory=list)
    boards: int = 0
    faults: list[str] = field(default_factory=list)
    done_at: list[float] = field(default_factory=list)
    """When the debriefs of the round were answered, in order."""
    trace: list[tuple[str, float, float]] = field(default_factory=list)
    """What, at which second, and the milliseconds it took."""
    busy: dict[str, float] = field(default_factory=dict)
    """Seconds of the server's processor time by phase."""

    def note(self, what: str, at: float, took: float) -> None:
        """Keep one time for `--trace`."""
        self.trace.append((what, round(at, 3), round(took, 1)))


def at(values: list[float], share: float) -> float:
    """Give a percentile; 0 where there is nothing."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0


class Event:
    """One event under load."""

    def __init__(self, port: int, facilitator: str, code: str, board: str, args: argparse.Namespace, pid: int) -> None:
        """Take the server, its tokens, what to do, and the server's process."""
        self.port, self.code, self.board, self.args, self.pid = port, code, board, args, pid
        self.host = Line(port, facilitator)
        self.figures = Figures()
        self.random = random.Random(1)
        self.round_over = asyncio.Event()
        self.seen: list[int] = []

    async def run(self) -> None:
        """Play it."""
        args, started = self.args, time.perf_counter()
        seats = await asyncio.gather(*(self._join(n) for n in range(args.participants)))
        print(f"joined: {args.participants} in {time.perf_counter() - started:.1f} s", file=sys.stderr)
        tokens = [seat.token for seat in seats if seat] + [self.board] * args.listeners
        listeners = [asyncio.create_task(self._listen(n, tokens[n])) for n in range(args.listeners)]
        await asyncio.sleep(1.0)
        rounds = max(1, round(args.seconds / args.round))
        for number in range(1, rounds + 1):
            self.figures.done_at, self.seen = [], [0] * args.listeners
            await self._act("start")
            ends = time.perf_counter() + ROUND_SHARE * args.round
            used = spent(self.pid)
            await asyncio.gather(*(self._play(seat, ends) for seat in seats if seat))
            used = self._used("turns", used)
            await self._act("end")
            used = self._used("end", used)
            await asyncio.gather(*(self._debrief(seat, 0.15 * args.round) for seat in seats if seat))
            await asyncio.sleep(1.0)
            self._used("debriefs", used)
            await self._act("reveal")
            print(f"round {number} of {rounds}: {len(self.figures.turns)} turns", file=sys.stderr)
        for task in listeners:
            task.cancel()
        await asyncio.gather(*listeners, return_exceptions=True)

    def _used(self, phase: str, since: float) -> float:
        now = spent(self.pid)
        self.figures.busy[phase] = self.figures.busy.get(phase, 0.0) + now - since
        return now

    async def _act(self, name: str) -> None:
        began = time.perf_counter()
        status, data = await self.host.ask("POST", f"{API}/workshop/{name}", {})
        self.figures.note(name, began, 1000 * (time.perf_counter() - began))
        if status != 200:
            self.figures.faults.append(f"{name}: {status} {data}")

    async def _join(self, n: int) -> Line | None:
        line, began = Line(self.port), time.perf_counter()
        status, data = await line.ask("POST", f"{API}/join", {"code": self.code, "name": f"Participant {n}"})
        self.figures.joins.append(1000 * (time.perf_counter() - began))
        if status != 201:
            self.figures.faults.append(f"join: {status} {data}")
            return None
        line.token = data["token"]
        return line

    async def _play(self, line: Line, ends: float) -> None:
        await asyncio.sleep(self.random.random() * self.args.every)
        began = time.perf_counter()
        status, call = await line.ask("POST", f"{API}/calls", {})
        self.figures.note("call", began, 1000 * (time.perf_counter() - began))
        if status != 200:
            self.figures.faults.append(f"call: {status} {call}")
            return
        line.call = call["id"]  # type: ignore[attr-defined]
        intended, turn = time.perf_counter(), 1
        while (intended := intended + self.args.every * (0.5 + self.random.random())) < ends:
            await asyncio.sleep(max(0.0, intended - time.perf_counter()))
            text = f"{LINES[(turn - 1 + hash(line.token)) % len(LINES)]}"
            path, used = f"{API}/calls/{call['id']}/lines", spent(self.pid)
            status, data = await line.ask("POST", path, {"turn": turn, "text": text}, key=uuid.uuid4().hex)
            if status == 409 and data["code"] == "over":
                return
            if status != 200:
                self.figures.faults.append(f"line: {status} {data}")
                continue
            self.figures.turns.append(1000 * (time.perf_counter() - intended))
            self.figures.turns_cpu.append(1000 * (spent(self.pid) - used))
            self.figures.note("turn", intended, self.figures.turns[-1])
            turn += 1

    async def _debrief(self, line: Line, within: float) -> None:
        await asyncio.sleep(self.random.random() * within)
        began, used = time.perf_counter(), spent(self.pid)
        path = f"{API}/calls/{line.call}/debrief"  # type: ignore[attr-defined]
        status, data = await line.ask("POST", path, DEBRIEF, key=uuid.uuid4().hex)
        now = time.perf_counter()
        if status != 200:
            self.figures.faults.append(f"debrief: {status} {data}")
            return
        self.figures.debriefs.append(1000 * (now - began))
        self.figures.debriefs_cpu.append(1000 * (spent(self.pid) - used))
        self.figures.note("debrief", began, 1000 * (now - began))
        self.figures.done_at.append(now)

    async def _listen(self, n: int, token: str) -> None:
        while True:
            try:
                async for event in Line(self.port, token).events(f"{API}/stream"):
                    self._heard(n, event)
            except (OSError, ValueError, asyncio.IncompleteReadError) as error:
                self.figures.faults.append(f"listener: {error!r}")
                await asyncio.sleep(1.0)

    def _heard(self, n: int, event: bytes) -> None:
        if not (found := DONE.search(event)):
            return
        now = time.perf_counter()
        self.figures.boards += 1
        before, done = self.seen[n] if n < len(self.seen) else 0, int(found[1])
        for answered in self.figures.done_at[before:done]:
            self.figures.lags.append(1000 * max(0.0, now - answered))
        if n < len(self.seen):
            self.seen[n] = max(before, min(done, len(self.figures.done_at)))


def hosted(home: Path, database: str | None, rounds: int) -> tuple[subprocess.Popen[str], dict[str, Any]]:
    """Start `trainer workshop host` and give the process and what it said."""
    command = [sys.executable, "-m", "trainer", "workshop", "host", "--json", "--port", "0", "--model", "authored"]
    command += [part for _ in range(rounds) for part in ("--scenario", "game-nobody-plays")] + ["--minutes", "60"]
    command += ["--database", database] if database else []
    env = {**os.environ, "TRAINER_HOME": str(home)}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env)
    assert server.stdout is not None
    told = json.loads(server.stdout.readline())
    tokens = {name: told[name].partition("#")[2].partition(".")[0] for name in ("facilitator", "board")}
    return server, {"port": int(told["addresses"][0].rpartition(":")[2]), "code": told["code"], **tokens}


def spent(pid: int) -> float:
    """Give the seconds of processor time that a process has used (Linux: its clock is named by its number)."""
    return time.clock_gettime((~pid << 3) | 2)


def resident(pid: int) -> tuple[float, float]:
    """Give the megabytes that a process holds now, and held at most."""
    found = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+)", Path(f"/proc/{pid}/status").read_text(), re.M))
    return int(found["VmRSS"]) / 1024, int(found["VmHWM"]) / 1024


def measured(args: argparse.Namespace) -> dict[str, Any]:
    """Run one event and give its figures."""
    rounds = max(1, round(args.seconds / args.round))
    with tempfile.TemporaryDirectory() as folder:
        server, told = hosted(Path(folder), args.database, rounds)
        try:
            empty, began, used = resident(server.pid)[0], time.perf_counter(), spent(server.pid)
            event = Event(told["port"], told["facilitator"], told["code"], told["board"], args, server.pid)
            late = Late()
            with Waits() as waits:
                own = time.process_time()
                asyncio.run(late.beside(event.run()))
                own = time.process_time() - own
            took, cpu, (now, most) = time.perf_counter() - began, spent(server.pid) - used, resident(server.pid)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)
    found = event.figures
    if args.trace:
        args.trace.write_text("".join(f"{json.dumps(one)}\n" for one in found.trace))
    return {
        "participants": args.participants, "listeners": args.listeners, "seconds": round(took),
        "turns": len(found.turns), "turns_per_second": round(len(found.turns) / took, 1),
        "turn_p50_ms": round(at(found.turns, 0.5), 1), "turn_p99_ms": round(at(found.turns, 0.99), 1),
        "turn_max_ms": round(max(found.turns, default=0)),
        "turn_cpu_p50_ms": round(at(found.turns_cpu, 0.5), 1), "turn_cpu_p99_ms": round(at(found.turns_cpu, 0.99), 1),
        "debriefs": len(found.debriefs), "debrief_p50_ms": round(at(found.debriefs, 0.5), 1),
        "debrief_p99_ms": round(at(found.debriefs, 0.99), 1),
        "debrief_cpu_p50_ms": round(at(found.debriefs_cpu, 0.5), 1),
        "debrief_cpu_p99_ms": round(at(found.debriefs_cpu, 0.99), 1),
        "join_all_s": round(max(found.joins, default=0) / 1000, 1), "boards": found.boards,
        "lag_p50_ms": round(at(found.lags, 0.5)), "lag_p99_ms": round(at(found.lags, 0.99)),
        "lag_max_ms": round(max(found.lags, default=0)), "server_core_share": round(cpu / took, 2),
        "cpu_ms_per_turn": round(1000 * found.busy["turns"] / max(1, len(found.turns)), 1),
        "cpu_ms_per_debrief": round(1000 * found.busy["debriefs"] / max(1, len(found.debriefs)), 1),
        "resident_mb": round(now), "resident_most_mb": round(most),
        "kb_per_participant": round(1024 * (most - empty) / max(1, args.participants)),
        "client_core_share": round(own / took, 2), "client_late_p99_ms": round(at(late.times, 0.99), 1),
        "core_wait_p50_ms": round(at(waits.times, 0.5), 1), "core_wait_p99_ms": round(at(waits.times, 0.99), 1),
        "faults": len(found.faults), "first_faults": found.faults[:3],
    }  # fmt: skip


def main() -> None:
    """Measure, once or for several sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--participants", type=int, nargs="+", default=[200])
    parser.add_argument("--listeners", type=int, help="as many as participants where it is left out")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--round", type=float, default=60.0, help="seconds of a round")
    parser.add_argument("--every", type=float, default=4.0, help="seconds between two lines of a participant")
    parser.add_argument("--database", help="postgresql://…; else the embedded one")
    parser.add_argument("--trace", type=Path, help="write every time that was measured into this file, a line each")
    args = parser.parse_args()
    raise_open_files()
    for count in args.participants:
        one = argparse.Namespace(**{**vars(args), "participants": count, "listeners": args.listeners or count})
        print(json.dumps(measured(one), indent=1), flush=True)


if __name__ == "__main__":
    main()
