"""How fast the lab plays: `python -m benchmarks.lab [--calls N]`. All bots, one customer, this machine.

Processor time of a call (this process and its children) is the same whatever else runs here; calls a second are not.
"""

from __future__ import annotations

import argparse
import os
import resource
import time

from trainer.content.catalogue import Catalogue
from trainer.content.version import canonical
from trainer.lab.bots.every import BOTS
from trainer.lab.trials import run

SCENARIO, PERSONA = "game-nobody-plays", "maren-tveit"


def main() -> int:
    """Print calls a second on one and two processes, and what a call costs as the number grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=10_000, help="the largest number")
    options = parser.parse_args()
    played = Catalogue().cast(SCENARIO, PERSONA)
    content = canonical(played.scenario, played.personas)
    most = options.calls
    print(f"{'calls':>8} {'processes':>10} {'calls/s':>9} {'cpu ms/call':>12} {'peak MiB':>9}")
    for workers, calls in ((1, 240), (2, 240), (1, most // 10), (2, most // 10), (2, most)):
        seeds = range(1, max(1, calls // len(BOTS)) + 1)
        cpu, began = _cpu(), time.perf_counter()
        trials = run(content, PERSONA, BOTS, seeds, workers)
        seconds, used = time.perf_counter() - began, _cpu() - cpu
        count = len(trials.played)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:8} {workers:10} {count / seconds:9.1f} {1000 * used / count:12.1f} {peak:9.0f}", flush=True)
    return 0


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    raise SystemExit(main())
