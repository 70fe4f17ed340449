"""Every figure of `docs/speed.md`: `python -m benchmarks.run [--runs N] [--json FILE]`.

Launches are timed from outside, side by side with a bare Textual app, in turn (A B A B …); medians are printed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.terminal import launch

TRAINER = [sys.executable, "-m", "trainer"]
BARE = [sys.executable, "-m", "benchmarks.bare"]
#: A text of the first screen, and of the screens that keys are typed into.
FIRST, READY_BARE, READY = "Interview trainer", "bare app ready", "Say something to"
LINE = "You said something about that. What was it like, the last time?"


def main() -> int:
    """Run everything and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for measure in (first_screen, version, key_echo, turns, scoring, many_sessions, listing):
            for name, value in measure(home / measure.__name__, options.runs).items():
                figures[name] = value
                print(f"{name:58} {value:10.3f}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def first_screen(home: Path, runs: int) -> dict[str, float]:
    """Launch to first painted screen, warm and without byte-code, trainer against bare; memory then."""
    out: dict[str, float] = {}
    for label, cold, count in (("warm", False, runs), ("no byte-code", True, max(2, runs // 3))):
        ours: list[float] = []
        bare: list[float] = []
        memory: list[float] = []
        for number in range(count + 1):
            for command, marker, times in ((TRAINER, FIRST, ours), (BARE, READY_BARE, bare)):
                screen = launch(command, home, cold=cold)
                seconds = screen.until(marker) - screen.began
                if number:  # the first of each warms the page cache
                    times.append(seconds)
                    if command is TRAINER:
                        memory.append(screen.peak_mib())
                screen.stop()
        out[f"first screen, {label}: trainer (s)"] = statistics.median(ours)
        out[f"first screen, {label}: bare Textual app (s)"] = statistics.median(bare)
        out[f"first screen, {label}: ratio"] = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
        if not cold:
            out["resident memory at the first screen (MiB)"] = statistics.median(memory)
    return out


def version(home: Path, runs: int) -> dict[str, float]:
    """`trainer --version`, whole process."""
    return {
        "trainer --version (s)": statistics.median(timed(lambda: run([*TRAINER, "--version"])) for _ in range(runs))
    }


def key_echo(home: Path, runs: int) -> dict[str, float]:
    """From a key to its echo in the interview's input, in a call that was begun on the command line."""
    begun = subprocess.run(
        [*TRAINER, "interview", "game-nobody-plays", "--json"],
        input=f"{LINE}\n", env=environment(home), capture_output=True, text=True, check=True,
    )  # fmt: skip
    del begun
    screen = launch(TRAINER, home, 100, 30)
    screen.until("Continue")
    screen.quiet(0.6)
    screen.send("\r")
    screen.until(READY)
    screen.quiet(0.6)
    times = []
    for letter in "qzxjkvwb" * 4:
        start = len(screen.raw)
        sent = screen.send(letter)
        times.append(screen.until(letter, 3.0, start) - sent)
        screen.quiet(0.05)
    screen.stop()
    return {"key to echo, median (ms)": 1000 * statistics.median(times), "key to echo, worst (ms)": 1000 * max(times)}


def turns(home: Path, runs: int) -> dict[str, float]:
    """One offline turn, stored, in process."""
    from trainer.desk import Desk

    desk = Desk.open(home)
    times: list[float] = []
    for seed in range(runs):
        session = desk.start("game-nobody-plays", seed=seed)
        while not session.closed:
            line = LINE if session.state.turn % 2 else "What happened then, with the round?"
            times.append(timed(partial(session.say, line)))
    desk.close()
    times.sort()
    return {
        "offline turn with storage, p50 (ms)": 1000 * times[len(times) // 2],
        "offline turn with storage, p95 (ms)": 1000 * times[int(len(times) * 0.95)],
    }


def scoring(home: Path, runs: int) -> dict[str, float]:
    """Scoring a session of 30 and of 1,000 turns (the longer one is the shorter one's turns, renumbered)."""
    from benchmarks.made import long_session
    from trainer.scoring.score import score

    out = {}
    for length in (30, 250, 500, 1000):
        events, call = long_session(length)
        score(events, call)
        work = partial(score, events, call)
        out[f"scoring {length} turns (ms)"] = 1000 * statistics.median(timed(work) for _ in range(runs))
    return out


def many_sessions(home: Path, runs: int) -> dict[str, float]:
    """Opening the app with 10,000 stored sessions: to the first screen, and until it lists them."""
    from benchmarks.made import store_sessions

    store_sessions(home, 10_000)
    painted, listed = [], []
    for _ in range(max(2, runs // 2)):
        screen = launch(TRAINER, home)
        painted.append(screen.until(FIRST) - screen.began)
        listed.append(screen.until("Continue") - screen.began)
        screen.stop()
    return {
        "10,000 sessions: first screen (s)": statistics.median(painted),
        "10,000 sessions: listed on it (s)": statistics.median(listed),
    }


def listing(home: Path, runs: int) -> dict[str, float]:
    """Listing 50 scenarios, after start."""
    from benchmarks.made import many_scenarios
    from trainer.content.catalogue import Catalogue

    catalogue = Catalogue(many_scenarios(home, 50))
    return {"listing 50 scenarios (s)": statistics.median(timed(catalogue.scenarios) for _ in range(runs))}


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(command: list[str]) -> None:
    """Run a command to its end."""
    subprocess.run(command, check=True, capture_output=True)


def environment(home: Path) -> dict[str, str]:
    """Give an environment whose learner's folder is `home`."""
    import os

    return {**os.environ, "TRAINER_HOME": str(home)}


if __name__ == "__main__":
    raise SystemExit(main())
