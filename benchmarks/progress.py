"""What is said of progress, tried on learners whose habits are known: `python -m benchmarks.progress`.

    python -m benchmarks.progress [--calls 40] [--runs 200] [--attempts 40] [--workers N] [--keep FILE]

Learners with given habits (`benchmarks.habitual`) play every shipped customer through the engine, so many calls each;
the calls are scored and tallied as real ones are. A learner's history is drawn from these calls without putting any
back, and looked at after every attempt. `--keep` stores the tallies, so that a second run need not play.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import sqrt
from pathlib import Path
from statistics import mean, median, pvariance

from benchmarks.habitual import Rates, play
from trainer.content.catalogue import Catalogue
from trainer.conversation.call import Call
from trainer.lab.bots.chance import Chance
from trainer.practice.progress.counting import tally_of
from trainer.practice.progress.entries import Entry
from trainer.practice.progress.moved import scaled
from trainer.practice.progress.progress import change_in, direction, points
from trainer.practice.progress.tally import SKILLS, Tally, tally_from, text_of
from trainer.scoring.score import score

BASE = Rates(open=0.45, gives_back=0.25, builds_on=0.35, tells=0.2, leads=0.25, doubles=0.2)
#: Skill → the learner who is better in that and in nothing else.
BETTER = {
    "open": replace(BASE, open=0.75),
    "gives_back": replace(BASE, gives_back=0.5),
    "builds_on": replace(BASE, builds_on=0.85),
    "tells": replace(BASE, tells=0.03),
    "leads": replace(BASE, leads=0.03),
    "doubles": replace(BASE, doubles=0.02),
}
#: Learners beside them, to see how much customers differ for others.
OTHERS = {
    "poor": Rates(open=0.2, gives_back=0.1, builds_on=0.15, tells=0.35, leads=0.4, doubles=0.3),
    "good": Rates(open=0.75, gives_back=0.45, builds_on=0.85, tells=0.03, leads=0.02, doubles=0.02),
}
LEARNERS = {"base": BASE, **BETTER, **OTHERS}
#: Attempts before a change.
BEFORE = 8

Pool = Mapping[str, Mapping[str, Sequence[Tally]]]
"""Learner → customer → tallies of their calls."""


@lru_cache
def customers() -> dict[str, tuple[Call, int]]:
    """Give every shipped customer by id, with the difficulty of their scenario."""
    catalogue = Catalogue()
    out = {}
    for card in catalogue.scenarios():
        for persona in card.personas:
            played = catalogue.cast(card.id, persona)
            out[persona] = Call(played.scenario, played.personas[0], played.hash), card.difficulty
    return out


def tallied(learner: str, persona: str, seed: int) -> Tally:
    """Play one call and tally it."""
    call, _ = customers()[persona]
    events = play(call, LEARNERS[learner], seed)
    return tally_of(events, score(events, call), call)[0]


def pool_of(learners: Sequence[str], calls: int, workers: int = 1) -> Pool:
    """Play `calls` calls of each learner with each customer, with seeds that no two of them share."""
    wanted = [(one, who) for one in learners for who in customers()]
    jobs = [(one, who, 1_000_003 * place + seed) for place, (one, who) in enumerate(wanted) for seed in range(calls)]
    if workers > 1:
        with ProcessPoolExecutor(workers) as executor:
            tallies = list(executor.map(tallied, *zip(*jobs, strict=True), chunksize=8))
    else:
        tallies = [tallied(*job) for job in jobs]
    out: dict[str, dict[str, list[Tally]]] = {one: {} for one in learners}
    for (one, who, _), tally in zip(jobs, tallies, strict=True):
        out[one].setdefault(who, []).append(tally)
    return out


def history(drawn: Sequence[tuple[str, Tally]]) -> list[Entry]:
    """Give attempts, oldest first, as they would be stored; a customer is seen from the second meeting on."""
    out: list[Entry] = []
    met: set[str] = set()
    for place, (persona, tally) in enumerate(drawn):
        call, _ = customers()[persona]
        at = datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(days=place)
        counted = replace(tally, seen=persona in met)
        met.add(persona)
        scenario, content = call.scenario.id, call.content
        out.append(Entry(f"s{place}", at, scenario, persona, content, "", "", True, 50.0, 900, counted))
    return out


def drawn(pool: Pool, learners: Sequence[str], chance: Chance, order: Sequence[str] | None = None) -> list[Entry]:
    """Draw a history: attempt i by learner i, with the customer of `order` or a random one."""
    left = {(one, who): list(range(len(calls))) for one in set(learners) for who, calls in pool[one].items()}
    out = []
    for place, one in enumerate(learners):
        free = [who for who in pool[one] if left[one, who]]
        who = order[place] if order else chance.one_of(free)
        at = left[one, who].pop(chance.below(len(left[one, who])))
        out.append((who, pool[one][who][at]))
    return history(out)


def told(entries: Sequence[Entry]) -> dict[tuple[str, str], int]:
    """Look after every attempt; give (verdict, skill) → the attempt after which it was first said."""
    out: dict[tuple[str, str], int] = {}
    for skill in SKILLS:
        for count in range(1, len(entries) + 1):
            change = change_in(skill, points(skill, entries[:count]))
            if change is not None and change.stated:
                out.setdefault((direction(skill, change), skill), count)
    return out


def between(pool: Pool) -> dict[str, dict[str, float]]:
    """Give learner → skill → the standard deviation between customers, on the scale of `moved`.

    The variance of the customers' means, less what calls with one customer differ among each other.
    """
    out: dict[str, dict[str, float]] = {}
    for one, whom in pool.items():
        out[one] = {}
        for skill in SKILLS:
            rows = [
                [scaled(*call.counts[skill])[0] for call in calls if call.counts[skill][1]] for calls in whom.values()
            ]
            rows = [row for row in rows if len(row) > 1]
            means = [mean(row) for row in rows]
            within = mean(pvariance(row) / (len(row) - 1) for row in rows)
            out[one][skill] = sqrt(max(0.0, pvariance(means) * len(means) / (len(means) - 1) - within))
    return out


def spread(pool: Pool) -> dict[str, float]:
    """Give skill → how much more than by chance calls of one learner with one customer differ, as a factor."""
    out = {}
    for skill in SKILLS:
        factors = []
        for whom in pool.values():
            for calls in whom.values():
                rows = [scaled(*call.counts[skill]) for call in calls if call.counts[skill][1]]
                middle = sum(y * w for y, w in rows) / sum(w for _, w in rows)
                factors.append(sum(w * (y - middle) ** 2 for y, w in rows) / (len(rows) - 1))
        out[skill] = mean(factors)
    return out


def false_alarms(histories: Sequence[Sequence[Entry]]) -> dict[str, int]:
    """Count the histories in which anything is ever called improved, and worse."""
    found = [told(one) for one in histories]
    return {verdict: sum(any(said == verdict for said, _ in one) for one in found) for verdict in ("improved", "worse")}


def main() -> int:
    """Run everything and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=40, help="calls of each learner with each customer")
    parser.add_argument("--runs", type=int, default=200, help="histories of each kind")
    parser.add_argument("--attempts", type=int, default=40, help="attempts of a history")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path, help="file for the tallies")
    options = parser.parse_args()
    pool = _kept(options.keep, lambda: pool_of(list(LEARNERS), options.calls, options.workers))
    print(f"{sum(len(calls) for whom in pool.values() for calls in whom.values())} calls played")
    _print_between(pool)
    _print_alarms(pool, options.runs, options.attempts)
    _print_power(pool, options.runs, options.attempts)
    return 0


def _kept(file: Path | None, make: Callable[[], Pool]) -> Pool:
    if file is not None and file.exists():
        data = json.loads(file.read_text())
        return {
            one: {who: [tally_from(text) for text in calls] for who, calls in whom.items()}
            for one, whom in data.items()
        }
    pool = make()
    if file is not None:
        texts = {
            one: {who: [text_of(call) for call in calls] for who, calls in whom.items()} for one, whom in pool.items()
        }
        file.write_text(json.dumps(texts))
    return pool


def _print_between(pool: Pool) -> None:
    sds, factors = between(pool), spread(pool)
    print("\nBetween customers, for one learner (standard deviation on the scale of `moved`):")
    print(f"{'':12}" + "".join(f"{skill:>11}" for skill in SKILLS))
    for one, row in sds.items():
        print(f"{one:12}" + "".join(f"{row[skill]:11.3f}" for skill in SKILLS))
    print(f"{'calls alike':12}" + "".join(f"{factors[skill]:11.2f}" for skill in SKILLS))


def orders(runs: int, attempts: int) -> dict[str, Callable[[Pool, int], list[Entry]]]:
    """Give the kinds of history of a learner who does not change, each made from a pool and a seed."""
    ranked = sorted(customers(), key=lambda who: (-customers()[who][1], who))
    hard, easy = ranked[: len(ranked) // 2], ranked[len(ranked) // 2 :]

    def half(size: int) -> Callable[[Pool, int], list[Entry]]:
        def make(pool: Pool, seed: int) -> list[Entry]:
            chance = Chance(seed)
            order = [chance.one_of(hard) for _ in range(size)] + [chance.one_of(easy) for _ in range(size)]
            return drawn(pool, ["base"] * len(order), chance, order)

        return make

    def moods(pool: Pool, seed: int) -> list[Entry]:
        chance = Chance(seed)
        return drawn(pool, [chance.one_of(("base", "open", "tells")) for _ in range(attempts)], chance)

    return {
        f"unchanged, {attempts} attempts": lambda pool, seed: drawn(pool, ["base"] * attempts, Chance(seed)),
        f"unchanged and good, {attempts} attempts": lambda pool, seed: drawn(pool, ["good"] * attempts, Chance(seed)),
        "five easy after five hard": half(5),
        "twenty easy after twenty hard": half(20),
        f"other habits every day, {attempts} attempts": moods,
    }


def _print_alarms(pool: Pool, runs: int, attempts: int) -> None:
    print(f"\nLearners who do not change, of {runs}, looked at after every attempt: ever told")
    print(f"{'':44}{'improved':>10}{'worse':>10}")
    for name, make in orders(runs, attempts).items():
        found = false_alarms([make(pool, 7919 * run + 13) for run in range(runs)])
        print(f"{name:44}{found['improved']:10}{found['worse']:10}", flush=True)


def _print_power(pool: Pool, runs: int, attempts: int) -> None:
    marks = [count for count in (12, 16, 20, 24, 28, 32, 36, 40, 50, 60) if count <= attempts]
    print(f"\nBetter in one skill from attempt {BEFORE + 1} on, of {runs}: told of it by attempt, and of any other")
    print(f"{'':12}" + "".join(f"{mark:>7}" for mark in marks) + f"{'median':>8}{'other':>7}{'worse':>7}")
    for skill in BETTER:
        found = [told(changed(pool, skill, attempts, 104_729 * run + 17)) for run in range(runs)]
        first = sorted(one["improved", skill] for one in found if ("improved", skill) in one)
        shares = "".join(f"{sum(count <= mark for count in first) / runs:7.2f}" for mark in marks)
        middle = f"{median(first):8.0f}" if first else f"{'–':>8}"
        other = sum(any(said == "improved" and name != skill for said, name in one) for one in found)
        worse = sum(any(said == "worse" for said, _ in one) for one in found)
        print(f"{skill:12}{shares}{middle}{other:7}{worse:7}", flush=True)


def changed(pool: Pool, skill: str, attempts: int, seed: int) -> list[Entry]:
    """Draw the history of a learner who gets better in one skill after `BEFORE` attempts."""
    return drawn(pool, ["base"] * BEFORE + [skill] * (attempts - BEFORE), Chance(seed))


if __name__ == "__main__":
    raise SystemExit(main())
