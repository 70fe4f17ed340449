"""Processor time of a line and of a score: `python -m benchmarks.processor [--json FILE]`. No store, no server.

Some 2,000 different lines are said, those of the blind calls in `tests/journeys` as they were typed and again without
capitals, so that no line is one that was heard before. Warm: other lines to the same customers were said before.
Cold: before each line and each score everything that functions keep of texts is dropped. Processor time of this
process, so that other work on the machine touches it little; on two busy threads of one core it still adds a fifth.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

from tests.journeys.learners import Played, blind_calls, without_capitals, without_punctuation
from trainer.content.catalogue import Catalogue
from trainer.conversation.call import Call
from trainer.conversation.events import Debrief, Event
from trainer.conversation.session import Session
from trainer.scoring.score import score


class Nowhere:
    """A journal that keeps nothing."""

    def append(self, session: str, events: Sequence[Event]) -> None:
        """Keep nothing."""


def main() -> int:
    """Measure warm and cold, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    calls = list(_cast())
    for played, call in calls:
        _session(call, played, without_punctuation(played.lines), _plainly)
    found: dict[str, float] = {}
    for label, before in (("warm", _nothing), ("cold", _forgetting())):
        lines: list[float] = []
        scores: list[float] = []

        def timed(work: Callable[[], object], into: list[float], before: Callable[[], object] = before) -> None:
            before()
            start = time.process_time()
            work()
            into.append(1000 * (time.process_time() - start))

        for played, call in calls:
            for typed in (played.lines, without_capitals(played.lines)):
                session = _session(call, played, typed, lambda work: timed(work, lines))  # noqa: B023 - used at once
                timed(lambda: score(session.events, session.call), scores)  # noqa: B023 - used at once
        for name, values in (("line", lines), ("score", scores)):
            values.sort()
            found[f"{name}, {label}: how many"] = len(values)
            found[f"{name}, {label}: median (ms)"] = statistics.median(values)
            found[f"{name}, {label}: p95 (ms)"] = values[int(len(values) * 0.95)]
            found[f"{name}, {label}: mean (ms)"] = statistics.fmean(values)
    for name, value in found.items():
        print(f"{name:28} {value:9.2f}")
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def _cast() -> Iterator[tuple[Played, Call]]:
    catalogue = Catalogue()
    for played in (*blind_calls("blind"), *blind_calls("library")):
        for card in catalogue.scenarios():
            if played.persona in (card.id, *card.personas):
                one = catalogue.cast(card.id, None if played.persona == card.id else played.persona)
                yield played, Call.of(one.scenario, one.personas, one.hash)
                break


def _session(call: Call, played: Played, typed: Sequence[str], said: Callable[[Callable[[], Any]], None]) -> Session:
    session = Session.start(call, Nowhere(), "measured", played.seed)
    for line in typed:
        if session.over:
            break
        said(lambda: session.say(line))  # noqa: B023 - used at once
    session.end()
    session.debrief(Debrief(played.insight, dict(played.forces)))
    return session


def _plainly(work: Callable[[], Any]) -> None:
    work()


def _nothing() -> None:
    """Forget nothing."""


def _forgetting() -> Callable[[], None]:
    """Give what drops all that functions of ours keep, but for tables that are read once."""
    kept = [
        one
        for one in gc.get_objects()
        if isinstance(one, _lru_cache_wrapper)
        and getattr(one, "__module__", "").startswith("trainer.")
        and one.cache_parameters()["maxsize"] not in (None, 1)
    ]

    def forget() -> None:
        for one in kept:
            one.cache_clear()

    return forget


if __name__ == "__main__":
    raise SystemExit(main())
