"""Room `lab`: many calls with seeds, on several processes. The same seeds give the same results, in the same order."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from trainer.conversation.directing.level import PLAIN
from trainer.lab.playing import Played, play

if TYPE_CHECKING:
    from trainer.conversation.call import Call

#: Calls that a process plays before it reports: a second or two of work.
BATCH = 8
#: Batches under way for each process; more would only wait.
AHEAD = 3
#: Canonical content, the customer's id, the level.
_How = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Trials:
    """Calls that were played, in the order of bots and seeds, and whether all were."""

    played: tuple[Played, ...]
    wanted: int

    @property
    def complete(self) -> bool:
        """Whether every call was played."""
        return len(self.played) == self.wanted


def run(
    content: str,
    persona: str,
    kinds: Sequence[str],
    seeds: Sequence[int],
    workers: int | None = None,
    told: Callable[[int, int], object] | None = None,
    level: str = PLAIN,
) -> Trials:
    """Let each bot of `kinds` play with each seed; `content` is the canonical content, `persona` the customer's id.

    `level` says how hard they make it.

    `workers` is the number of processes, by default one for each processor; with 1 everything happens in this one.
    `told` is given how many calls are played, of how many. Interrupted, it gives what was played so far.

    Raises:
        KeyError: there is no such bot, customer or level.
    """
    wanted = [(kind, seed) for kind in kinds for seed in seeds]
    count = min(workers or os.cpu_count() or 1, max(1, -(-len(wanted) // BATCH)))
    found: dict[tuple[str, int], Played] = {}
    how = (content, persona, level)
    source = _here(how, wanted) if count == 1 else _apart(how, wanted, count)
    try:
        for played in source:
            found[played.kind, played.seed] = played
            if told is not None:
                told(len(found), len(wanted))
    except KeyboardInterrupt:
        source.close()
    return Trials(tuple(found[one] for one in wanted if one in found), len(wanted))


def _here(how: _How, wanted: Sequence[tuple[str, int]]) -> Generator[Played, None, None]:
    call = _call(*how)
    for kind, seed in wanted:
        yield play(call, kind, seed)


def _apart(how: _How, wanted: Sequence[tuple[str, int]], count: int) -> Generator[Played, None, None]:
    batches = iter([wanted[at : at + BATCH] for at in range(0, len(wanted), BATCH)])
    # Spawned, not forked: a terminal app has threads, and a fork of those may stand still.
    apart = get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=apart, initializer=_prepare, initargs=how)
    under_way: set[Future[list[Played]]] = set()
    try:
        for batch in batches:
            under_way.add(pool.submit(_batch, batch))
            if len(under_way) >= AHEAD * count:
                yield from _done(under_way)
        while under_way:
            yield from _done(under_way)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _done(under_way: set[Future[list[Played]]]) -> Iterator[Played]:
    finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
    under_way -= finished
    for future in finished:
        yield from future.result()


_CALL: list[Call] = []


def _prepare(content: str, persona: str, level: str) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to answer
    _CALL[:] = [_call(content, persona, level)]


def _batch(wanted: Sequence[tuple[str, int]]) -> list[Played]:
    return [play(_CALL[0], kind, seed) for kind, seed in wanted]


def _call(content: str, persona: str, level: str) -> Call:
    from trainer.content.version import from_canonical, hash_of
    from trainer.conversation.call import Call

    scenario, people = from_canonical(content)
    who = next((one for one in people if one.id == persona), None)
    if who is None:
        raise KeyError(persona)
    if scenario.together and len(people) > 1:
        return Call.of(scenario, people, hash_of(content)).at(level)
    return Call(scenario, who, hash_of(content)).at(level)
