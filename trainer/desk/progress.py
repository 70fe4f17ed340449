"""Room `desk`: the learner's progress: tallies kept beside the sessions, made where they are missing, and read."""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from trainer.conversation.call import Call
    from trainer.conversation.events import Event
    from trainer.practice.progress.entries import Entry
    from trainer.practice.progress.evidence import Point
    from trainer.practice.progress.kept import Kept
    from trainer.practice.progress.progress import Progress
    from trainer.scoring.scorecard import Scorecard
    from trainer.scoring.skills import Skills
    from trainer.storage.store import Store

#: Attempts that are pooled, the last ones: older ones tell of somebody else.
ATTEMPTS = 20
#: Sessions whose words are read at a time.
READ = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """The learner's scored sessions, oldest first, and what they show."""

    entries: Sequence[Entry]
    """Of `look` they are read from the disk when first asked for; that may block and raise JournalError."""
    progress: Progress
    days: dict[date, int]
    """Day by the learner's clock → seconds practised."""
    answers: int
    """Answers to drills; each counts a minute in `days`."""
    left_out: int
    """Sessions that cannot be scored here, since what they were played with is not kept or cannot be read."""


class Later(Sequence["Entry"]):
    """Scored sessions whose number is known, and that are read when first asked for."""

    def __init__(self, count: int, read: Callable[[], Sequence[Entry]]) -> None:
        """Take how many there are, and what reads them."""
        self._count, self._read = count, read
        self._entries: Sequence[Entry] | None = None

    def __len__(self) -> int:
        """Say how many there are, without reading them."""
        return self._count

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        """Give one or some; read all at the first time."""
        if self._entries is None:
            self._entries = self._read()
        return self._entries[at]


class ProgressDesk:
    """Progress over all sessions. Every method may block on the disk and raise JournalError."""

    def __init__(
        self, store: Store, score: Callable[[str], Scorecard], call: Callable[[Sequence[Event]], Call]
    ) -> None:
        """Take the store and the desk's ways to score a session (which notes its tally) and to find its content."""
        self._store, self._score, self._call = store, score, call

    def note(self, events: Sequence[Event], card: Scorecard) -> None:
        """Keep the tally of a session that has just been scored, if it is debriefed and none of today's is kept."""
        from trainer.conversation.events import Debriefed
        from trainer.practice.progress.counting import tally_of
        from trainer.practice.progress.tally import VERSION, text_of
        from trainer.practice.progress.weeks import practised
        from trainer.storage.tallies import Tallied

        shelf = self._store.tallies
        debriefed = any(isinstance(event, Debriefed) for event in events)
        if not debriefed or shelf.version(card.session) == VERSION:
            return
        tally, turns = tally_of(events, card, self._call(events))
        seconds = practised(shelf.stamps(card.session), tally.talk)
        shelf.keep(Tallied(card.session, VERSION, seconds, text_of(tally), text_of(turns)))

    def read(self, told: Callable[[int, int], None] | None = None) -> Reading:
        """Say what the scored sessions show. Those without a tally are scored first; `told` hears how many of all.

        Raises:
            JournalError: the store cannot be read, or cannot take what was scored.
        """
        left_out = self._catch_up(told)
        with _without_collecting():
            return self._read(left_out, told)

    def look(self, told: Callable[[int, int], None] | None = None) -> Reading:
        """Say the same as `read`, from the figures that are kept where nothing has changed since they were made.

        Raises:
            JournalError: the store cannot be read, or cannot take what was scored.
        """
        from trainer.conversation.interview import JournalError
        from trainer.practice.progress import kept

        shelf = self._store.kept
        if (text := shelf.progress(kept.version())) is not None:
            with suppress(ValueError):
                return self._kept(kept.kept_from(text))
        self._catch_up(told)
        basis = shelf.basis()
        reading = self.read(told)
        times = tuple((round(one.at.timestamp() * 1000), one.seconds) for one in reading.entries)
        figures = kept.Kept(reading.progress, times, reading.left_out)
        with suppress(JournalError):  # read also where nothing can be written
            shelf.keep_progress(kept.version(), basis, kept.text_of(figures))
        return reading

    def _kept(self, found: Kept) -> Reading:
        from trainer.conversation.interview import JournalError

        def entries() -> Sequence[Entry]:
            with _without_collecting():
                read = self._entries()
            if read is None:
                raise JournalError("What your sessions count is damaged; open progress again, and it is made anew.")
            return read

        drilled = self._store.drills.hours()
        days = _days(found.times, drilled)
        return Reading(Later(len(found.times), entries), found.progress, days, sum(drilled.values()), found.left_out)

    def _read(self, left_out: int, told: Callable[[int, int], None] | None) -> Reading:
        from trainer.practice.progress.progress import progress_of

        entries = self._entries()
        if entries is None:  # damaged tallies were dropped: they are made anew, once
            left_out = self._catch_up(told)
            entries = self._entries() or ()
        drilled = self._store.drills.hours()
        days = _days(((round(one.at.timestamp() * 1000), one.seconds) for one in entries), drilled)
        return Reading(entries, progress_of(entries), days, sum(drilled.values()), left_out)

    def points(self, skill: str, entries: Sequence[Entry]) -> list[Point]:
        """Give the points of a skill in some attempts, each with its turn and the words said in it."""
        from trainer.practice.progress.evidence import point_of
        from trainer.practice.progress.progress import points, wanted
        from trainer.practice.progress.tally import turns_from

        out = []
        told = points(skill, entries)
        for start in range(0, len(told), READ):
            some = told[start : start + READ]
            ids = [one.session for one in some]
            turns, lines = self._store.tallies.turns(ids), self._store.tallies.lines(ids)
            for one in some:
                behind = turns_from(turns[one.session]).get(skill, ((), ())) if one.session in turns else ((), ())
                said = _standing(lines.get(one.session, ()))
                out.append(point_of(one.session, one.tally.counts[skill], behind, wanted(skill), said))
        return out

    def _catch_up(self, told: Callable[[int, int], None] | None) -> int:
        """Score the sessions that have no tally of today's version; give how many cannot be."""
        from trainer.practice.progress.tally import VERSION

        missing = self._store.tallies.missing(VERSION)
        if not missing:
            return 0
        from trainer.content.findings import ContentError
        from trainer.conversation.interview import JournalError, SessionError

        left_out = 0
        for done, session in enumerate(missing):
            if told is not None:
                told(done, len(missing))
            try:
                self._score(session)
            except (ContentError, SessionError, ValueError):
                left_out += 1
                continue
            if self._store.tallies.version(session) != VERSION:
                raise JournalError("What your sessions count could not be stored; make room, or open the folder.")
        return left_out

    def _entries(self) -> tuple[Entry, ...] | None:
        """Give the scored sessions; None, with what cannot be read dropped, where tallies are damaged."""
        from trainer.desk.levels import easier
        from trainer.practice.progress.entries import Entry
        from trainer.practice.progress.tally import VERSION, tally_from

        out, damaged = [], []
        for row in self._store.tallies.rows(VERSION):
            try:
                tally = tally_from(row.figures)
            except ValueError:
                damaged.append(row.id)
                continue
            entry = Entry(
                row.id, row.started_at, row.scenario, row.persona, row.content, row.title, row.customer,
                row.attempt and not easier(tally.level), row.overall, row.seconds, tally,
            )  # fmt: skip
            out.append(entry)
        for session in damaged:
            self._store.tallies.drop(session)
        return None if damaged else tuple(out)


def _days(times: Iterable[tuple[int, int]], drilled: Mapping[int, int]) -> dict[date, int]:
    """Add up by the learner's days: (milliseconds since 1970, seconds) of sessions, and answers to drills by hour."""
    from trainer.practice.progress import figures

    days: Counter[date] = Counter()
    for at, seconds in times:
        days[date.fromtimestamp(at / 1000)] += seconds
    for hour, count in drilled.items():
        days[date.fromtimestamp(hour / 1000)] += figures.DRILL * count
    return dict(days)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the collector of cycles away: it would look through 100,000 new objects in vain, a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _standing(payloads: Sequence[str]) -> list[str]:
    """Give the learner's lines by turn; of a line that was taken back and said anew, the later one."""
    said: dict[int, str] = {}
    for payload in payloads:
        event = json.loads(payload)
        said[int(event["turn"])] = str(event["text"])
    return [said.get(turn, "") for turn in range(1, max(said, default=0) + 1)]


def skills(store: Store, events: Callable[[str], tuple[Event, ...]]) -> Skills:
    """State the habits of the last debriefed attempts, pooled; practice and gentle calls are left out.

    Raises:
        JournalError: what is stored cannot be read.
    """
    from trainer.desk.levels import counts
    from trainer.scoring.manner import listened
    from trainer.scoring.record import record_of
    from trainer.scoring.skills import skills_of

    rows = [row for row in store.sessions(10 * ATTEMPTS, status="debriefed") if counts(row)][:ATTEMPTS]
    return skills_of([listened(record_of(events(row.id))) for row in rows])
