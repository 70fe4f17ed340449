"""The desk's drills: the shelf, the learner's own moments, answers and the day's session wired together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.content.drills.shelf import Placed, Shelf
    from trainer.conversation.events import Event
    from trainer.practice.drills.verdict import Verdict
    from trainer.practice.schedule import Folded, Plan, Standing
    from trainer.scoring.scorecard import Scorecard
    from trainer.storage.drills import AnswerRow
    from trainer.storage.store import Store

#: Debriefed sessions, newest first, whose weak moments are offered.
OWN_SESSIONS = 3
#: Sessions of a list that are looked through for them.
LOOKED_AT = 30

OWN_ABOUT = "Moments of your own calls that cost points, with the customer's last words and what you said. Once more."


@dataclass(frozen=True, slots=True)
class SkillState:
    """How one skill stands, for lists."""

    id: str
    title: str
    about: str
    """Why it matters."""
    drills: tuple[Placed, ...]
    tried: int
    """Different drills tried."""
    known: int
    """Drills that passed the last time."""
    due: int
    weakness: float
    """Chance of failing, 0 to 1, from the last answers; 0.5 where nothing is known."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Drills as the learner stands with them today."""

    skills: tuple[SkillState, ...]
    """In the order of the library; the learner's own moments first."""
    standings: Mapping[str, Standing]
    plan: Plan
    streak: int
    """Days in a row with an answer, up to today or yesterday."""
    answers: int
    today: date

    def drill(self, name: str) -> Placed | None:
        """Give a drill that is offered, by id."""
        return next((drill for skill in self.skills for drill in skill.drills if drill.id == name), None)

    @property
    def session(self) -> tuple[Placed, ...]:
        """The drills of the day that are still to do, in order."""
        return tuple(drill for name in self.plan.drills if (drill := self.drill(name)) is not None)


class Drilling:
    """Drills of one desk. Every method may block on the disk."""

    def __init__(
        self,
        store: Store,
        score: Callable[[str], Scorecard],
        events: Callable[[str], tuple[Event, ...]],
        zone: tzinfo | None = None,
    ) -> None:
        """Take the store, what scores and reads a session, and the time zone of a day (by default the machine's)."""
        self._store, self._score, self._events, self._zone = store, score, events, zone
        self._shelf: Shelf | None = None
        self._own: dict[str, tuple[Placed, ...]] = {}

    @property
    def shelf(self) -> Shelf:
        """The shipped drills. Raises ContentError."""
        if self._shelf is None:
            from trainer.content.drills.shelf import Shelf

            self._shelf = Shelf()
        return self._shelf

    def find(self, drill: str) -> Placed:
        """Give a drill by id, shipped or made of a session (`own:SESSION:TURN`).

        Raises:
            ContentError: there is none, or the session gives none for this turn.
            SessionError: no such session, or its debrief is still to come.
        """
        from trainer.content.findings import ContentError, shown
        from trainer.practice.own_kept import parts_of

        own = parts_of(drill)
        if own is None:
            return self.shelf.find(drill)
        made = self._own_of(self._whole(own[0]))
        found = next((one for one in made if parts_of(one.id) == (self._whole(own[0]), own[1])), None)
        if found is None:
            turns = ", ".join(one.id for one in made) or "none"
            raise ContentError(f"Turn {own[1]} of session {shown(own[0], 40)} is no drill; it gives {turns}.")
        return found

    def answer(self, drill: Placed, text: str) -> Verdict:
        """Take an answer: it is stored before it is judged, so that nothing that happens in between can lose it.

        Raises:
            JournalError: it could not be stored, and was not judged.
        """
        n = self._store.drills.keep(drill.id, drill.hash, text)
        return self._settle(n, drill, text)

    def overview(self) -> Overview:
        """Say how the learner stands, and plan the day. Answers that a crash left unjudged are judged first.

        Raises:
            ContentError, JournalError: the shipped drills or the store cannot be read.
        """
        from trainer.practice import schedule

        self._catch_up()
        offered = {drill.id: drill for drill in (*self._own_drills(), *self.shelf.all.values())}
        skills = {name: drill.skill for name, drill in offered.items()}
        folded, now = self._folded(), self._now()
        stand, weak = schedule.standings(folded, now), schedule.weakness(skills, folded)
        hours = self._store.drills.hours()
        return Overview(
            tuple(_states(offered.values(), self._about(), stand, weak, now)),
            stand,
            schedule.plan(skills, stand, weak, now),
            schedule.streak(days_of(hours, self._zone), now.date()),
            sum(hours.values()),
            now.date(),
        )

    def _folded(self) -> dict[str, Folded]:
        """Give where each drill stands: as kept, and anew where an answer came since or what is kept is damaged."""
        from trainer.conversation.interview import JournalError
        from trainer.practice import schedule
        from trainer.storage.drills import CardRow

        log, version, out, made = self._store.drills, schedule.version(), {}, {}
        kept = log.cards(version)
        for drill, n in log.ends().items():
            row = kept.get(drill)
            with suppress(ValueError):
                if row is not None and row.n == n:
                    out[drill] = schedule.folded_from(row.card)
                    continue
            if own := log.judged(drill, schedule.FOLDED):
                out[drill] = schedule.fold(own)
                made[drill] = CardRow(own[-1][0], schedule.text_of(out[drill]))
        if made:
            with suppress(JournalError):  # read also where nothing can be written
                log.keep_cards(version, made)
        return out

    def answers(self) -> list[AnswerRow]:
        """Give every stored answer, oldest first."""
        self._catch_up()
        return self._store.drills.answers()

    def _about(self) -> dict[str, str]:
        return {skill.id: " ".join(skill.about.split()) for skill in self.shelf.skills}

    def _catch_up(self) -> None:
        """Judge what was stored and never judged, where the drill is still the one that was asked."""
        waiting = self._store.drills.unsettled()
        if not waiting:
            return
        from trainer.content.findings import ContentError
        from trainer.conversation.interview import SessionError

        for row in waiting:
            try:
                drill = self.find(row.drill)
            except (ContentError, SessionError):
                continue
            if drill.hash == row.hash:
                self._settle(row.n, drill, row.text)

    def _settle(self, n: int, drill: Placed, text: str) -> Verdict:
        from trainer.practice.drills.judge import JUDGE_VERSION, judge

        verdict = judge(drill, text)
        self._store.drills.settle(n, verdict.passed, verdict.reason, JUDGE_VERSION)
        return verdict

    def _own_drills(self) -> list[Placed]:
        rows = self._store.sessions(LOOKED_AT, status="debriefed")
        return [drill for row in rows[:OWN_SESSIONS] for drill in self._own_of(row.id)]

    def _own_of(self, session: str) -> tuple[Placed, ...]:
        """Give the drills of a session; those of a debriefed one never change."""
        if session not in self._own:
            self._own[session] = self._kept_own(session)
        return self._own[session]

    def _kept_own(self, session: str) -> tuple[Placed, ...]:
        """Give the drills of a session as they are kept, else made anew and, where that can be, kept."""
        from trainer.conversation.interview import JournalError
        from trainer.practice import own_kept

        with suppress(ValueError):
            kept = self._store.kept.own_drills(session, own_kept.VERSION)
            if kept is not None:
                return own_kept.drills_from(kept)
        from trainer.practice.own import own_drills  # with the hearing and the judges 0.2 s

        card = self._score(session)
        row = self._store.session(session)
        made = own_drills(card, self._events(session), row.customer if row else "a customer")
        with suppress(JournalError):
            self._store.kept.keep_own_drills(session, own_kept.VERSION, own_kept.text_of(made))
        return made

    def _whole(self, session: str) -> str:
        row = self._store.find(session)
        return row.id if row is not None else session

    def _now(self) -> datetime:
        return self._store.drills.now().astimezone(self._zone)


def days_of(hours: Iterable[int], zone: tzinfo | None = None) -> set[date]:
    """Give the days (of a zone, by default the machine's) of hours given as milliseconds since 1970."""
    if zone is None:
        return {date.fromtimestamp(hour / 1000) for hour in hours}
    return {datetime.fromtimestamp(hour / 1000, zone).date() for hour in hours}


def _states(
    drills: Iterable[Placed],
    about: Mapping[str, str],
    stand: Mapping[str, Standing],
    weak: Mapping[str, float],
    now: datetime,
) -> Iterator[SkillState]:
    by_skill: dict[str, list[Placed]] = {}
    for drill in drills:
        by_skill.setdefault(drill.skill, []).append(drill)
    for skill, own in by_skill.items():
        found = [stand[drill.id] for drill in own if drill.id in stand]
        passed, due = sum(one.passed for one in found), sum(one.due <= now for one in found)
        yield SkillState(
            skill, own[0].title, about.get(skill, OWN_ABOUT), tuple(own), len(found), passed, due, round(weak[skill], 2)
        )
