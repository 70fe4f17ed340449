"""A learner's data folder with thousands of scored sessions and drill answers, and how fast progress opens on it.

    python -m benchmarks.many_sessions [--sessions 5000] [--answers 50000] [--runs 5] [--home FOLDER]

A few real calls are played and scored for each customer; the others are these calls again under other ids and dates, so
that figures can be told in advance. Everything is stored by the same code as the learner's own sessions.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from benchmarks.habitual import play
from benchmarks.progress import BASE, BETTER, customers
from benchmarks.terminal import launch
from trainer.content.catalogue import Catalogue
from trainer.content.version import canonical
from trainer.conversation.call import Call
from trainer.conversation.events import Event, Scored, Started
from trainer.desk import Desk
from trainer.practice.progress.counting import tally_of
from trainer.practice.progress.progress import progress_of
from trainer.practice.progress.tally import VERSION, Tally, text_of
from trainer.practice.progress.weeks import practised
from trainer.scoring.score import score
from trainer.scoring.scorecard import SCORING_VERSION
from trainer.storage.store import Store
from trainer.storage.tallies import Tallied

#: Calls played for each customer, and turns of each.
CALLS, TURNS = 4, 12
#: Milliseconds between two sessions, and those of the first.
APART, BEGAN = 7 * 3_600_000, 1_700_000_000_000

Made = tuple[tuple[Event, ...], Tally, str]
"""Events with the figures, the tally, and the turns behind it."""


def calls(each: int = CALLS, first: int | None = None) -> list[Made]:
    """Play and score the calls that the others repeat, with the `first` customers: half by a better learner."""
    out = []
    for place, (call, _) in enumerate([*customers().values()][:first]):
        for seed in range(each):
            rates = BASE if seed % 2 else BETTER["open"]
            events = play(call, rates, 1000 * place + seed, TURNS)
            card = score(events, call)
            parts = tuple((part.name, part.value) for part in card.parts)
            figures = Scored(SCORING_VERSION, card.overall, parts, card.low, card.high, card.versions["engine"])
            tally, turns = tally_of(events, card, call)
            out.append(((*events, figures), tally, text_of(turns)))
    return out


def fill(home: Path, count: int, made: Sequence[Made], *, tallied: bool = True) -> list[str]:
    """Store so many scored sessions; without `tallied` their tallies are still to be made. Gives their ids."""
    now = [BEGAN]
    store = Store.open(home, clock=lambda: now[0])
    catalogue = Catalogue()
    for persona, (call, _) in customers().items():
        played = catalogue.cast(call.scenario.id, persona)
        store.keep_content(played.hash, canonical(played.scenario, played.personas))
    ids = []
    for number, (events, tally, turns) in zip(range(count), _again(made), strict=False):
        now[0] = BEGAN + number * APART
        session = uuid.uuid5(uuid.NAMESPACE_OID, f"made {number}").hex
        started, figures = events[0], events[-1]
        assert isinstance(started, Started) and isinstance(figures, Scored)
        seen = number >= len(made)
        store.append(session, (replace(started, session=session, seed=number, seen=seen), *events[1:]))
        store.set_overall(session, figures.overall)
        if tallied:
            seconds = practised([now[0]], tally.talk)
            store.tallies.keep(Tallied(session, VERSION, seconds, text_of(replace(tally, seen=seen)), turns))
        ids.append(session)
    store.close()
    return ids


def answer(home: Path, count: int) -> None:
    """Store so many answers to drills, a few an hour."""
    with closing(sqlite3.connect(home / "trainer.db")) as raw, raw:
        rows = (
            (n, f"drill-{n % 120}", "0", BEGAN + n * 700_000, "What happened then?", 1, "", "1") for n in range(count)
        )
        raw.executemany("INSERT INTO drill_answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _again(made: Sequence[Made]) -> Iterator[Made]:
    while True:
        yield from made


def main() -> int:
    """Fill a folder and time what the screens ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=5000)
    parser.add_argument("--answers", type=int, default=50_000, help="answers to drills")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--home", type=Path, help="an empty folder; by default one that is removed afterwards")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        if not (home / "trainer.db").exists():
            print(f"filled in {_timed(lambda: fill(home, options.sessions, calls())):.1f} s", flush=True)
            answer(home, options.answers)
        _in_process(home, options.runs)
        _in_the_app(home, options.runs)
    return 0


def _in_process(home: Path, runs: int) -> None:
    desk = Desk.open(home)
    reading = desk.progress.read()
    print(f"{len(reading.entries)} scored sessions")
    sample = reading.entries[:: max(1, len(reading.entries) // 50)]
    # Where two sit on a call, the made ones were played with one of them alone: they cannot be counted anew.
    sample = [one for one in sample if len(desk.content_of(desk.events(one.session))[1]) == 1]
    same = sum(_counted_anew(desk, one.session) == one.tally for one in sample)
    print(f"counted anew from the events: {same} of {len(sample)} the same")
    kept = desk.progress.look()
    print(f"kept figures equal those made anew: {replace(kept, entries=tuple(kept.entries)) == reading}")
    for name, work in (
        ("home reads its list", lambda: desk.history(60)),
        ("history reads its first page", lambda: (desk.store.count(), desk.history(60))),
        ("progress reads what is kept", desk.progress.look),
        ("progress made anew of all tallies", desk.progress.read),
        ("of that, what is said of it", lambda: progress_of(reading.entries)),
        ("drills, how the learner stands", desk.drilling.overview),
    ):
        times = sorted(_timed(work) for _ in range(runs))
        cpu = sorted(_timed(work, time.process_time) for _ in range(runs))
        print(
            f"{name:32}{1000 * times[runs // 2]:8.0f} ms ({1000 * cpu[runs // 2]:.0f} ms of processor time)", flush=True
        )
    desk.close()


def _counted_anew(desk: Desk, session: str) -> Tally:
    events = desk.events(session)
    started = events[0]
    assert isinstance(started, Started)
    call = Call.of(*desk.content_of(events), started.content)
    return tally_of(events, score(events, call), call)[0]


def _in_the_app(home: Path, runs: int) -> None:
    """Time the screens from outside: from the first screen, and from a key to what it shows; first and second time."""
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(runs):
        screen = launch([sys.executable, "-m", "trainer"], home, 100, 30)
        first, spent = screen.until("Interview trainer"), screen.cpu()
        took = screen.until("Last results") - first
        found.setdefault("home: first screen to its list", []).append((took, screen.cpu() - spent))
        screen.quiet(0.5)
        for key, name, marker in (
            ("p", "progress", "Within a band"),
            ("h", "history", "sessions"),
            ("d", "drills", "so far"),
        ):
            for time_ in ("first", "second"):
                start, spent = len(screen.raw), screen.cpu()
                sent = screen.send(key)
                took = screen.until(marker, start=start) - sent
                found.setdefault(f"{name}: key to figures, {time_}", []).append((took, screen.cpu() - spent))
                screen.quiet(0.5)
                screen.send("\x1b")
                screen.quiet(0.5)
        found.setdefault("peak memory, GiB", []).append((screen.peak_mib() / 1024, 0.0))
        screen.stop()
    for name, times in found.items():
        walls, cpus = sorted(wall for wall, _ in times), sorted(cpu for _, cpu in times)
        print(
            f"{name:34}{1000 * walls[runs // 2]:6.0f} ms (best {1000 * walls[0]:.0f})"
            f"; processor {1000 * cpus[runs // 2]:.0f} ms (best {1000 * cpus[0]:.0f})"
        )


def _timed(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    work()
    return clock() - start


if __name__ == "__main__":
    raise SystemExit(main())
