"""The desk's path: the pages, the stored answers and calls, and what was read, wired together."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path as Folder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.content.catalogue import Catalogue
    from trainer.content.drills.shelf import Placed
    from trainer.conversation.events import Event
    from trainer.desk.drilling import Drilling
    from trainer.practice.path.evidence import Played, StepState
    from trainer.practice.path.readiness import Readiness
    from trainer.practice.path.schema import Page
    from trainer.scoring.scorecard import Scorecard
    from trainer.scoring.skills import Skills
    from trainer.storage.rows import SessionRow
    from trainer.storage.store import Store

#: The newest sessions that are looked through; one that has shown a step is remembered, and looked at again.
LOOKED_AT = 30
READ, BEHIND = "path-read", "path-shown"
"""Settings: the steps that were read, and step → the session that showed it."""


@dataclass(frozen=True, slots=True)
class Way:
    """The whole path as the learner stands with it."""

    steps: tuple[StepState, ...]

    @property
    def shown(self) -> int:
        """How many steps are shown."""
        return sum(bool(step.by) for step in self.steps)

    @property
    def next(self) -> StepState | None:
        """The first step that is not shown; None where all are."""
        return next((step for step in self.steps if not step.by), None)


class Path:
    """The path of one desk. Every method may block on the disk."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        drilling: Drilling,
        score: Callable[[str], Scorecard],
        events: Callable[[str], tuple[Event, ...]],
        skills: Callable[[], Skills],
    ) -> None:
        """Take what reads and scores."""
        self._store, self._catalogue, self._drilling = store, catalogue, drilling
        self._score, self._events, self._skills = score, events, skills
        self._played: dict[str, tuple[object, Played]] = {}

    def pages(self) -> tuple[Page, ...]:
        """Give the steps. Raises ContentError where a page is broken."""
        from trainer.practice.path.pages import pages

        return pages()

    def overview(self) -> Way:
        """Say how the learner stands with each step.

        Raises:
            ContentError, JournalError: the pages or the store cannot be read.
        """
        return Way(self._states(self._calls()))

    def read(self, step: str) -> None:
        """Note that a step's page was read. Raises JournalError."""
        known = self._noted_list()
        if step not in known:
            self._store.set_setting(READ, json.dumps([*known, step]))

    def drills(self, page: Page) -> tuple[Placed, ...]:
        """Give the drills of a step. Raises ContentError."""
        return tuple(self._drilling.find(drill) for drill in page.drills)

    def report(self) -> Readiness:
        """Put the readiness report together. Raises ContentError, JournalError."""
        from trainer.practice.path.readiness import readiness

        calls = self._calls()
        return readiness(self._states(calls), [one.record for one in calls if one.record.turns], self._skills())

    def card(self) -> tuple[str, ...]:
        """Give the card to have beside oneself, in lines. Raises ContentError, JournalError."""
        from trainer.practice.path.card import card

        return card(self.pages(), self.report().watch)

    def keep(self, folder: Folder | None = None) -> str:
        """Write report and card as a new file of Markdown (default: into the data folder); give its path.

        Raises:
            ContentError, JournalError, OSError: what is stored cannot be read, or the file cannot be written.
        """
        from dataclasses import asdict

        from trainer.reports.readiness import readiness_page
        from trainer.reports.render import page_as_markdown
        from trainer.storage.files import write_new
        from trainer.storage.policy import home_folder

        text = page_as_markdown(readiness_page(asdict(self.report()))) + "\n```\n" + "\n".join(self.card()) + "\n```\n"
        place = folder or home_folder()
        names = [f"readiness{tail}.md" for tail in ("", *(f"-{n}" for n in range(2, 1000)))]
        return str(write_new(next(place / name for name in names if not (place / name).exists()), text))

    def _states(self, calls: Sequence[Played]) -> tuple[StepState, ...]:
        from trainer.practice.path.evidence import call_of, state_of

        read, behind = self._noted_list(), self._noted_map()
        hard = self._difficulties()
        out, now = [], dict(behind)
        for number, page in enumerate(self.pages(), 1):
            answers = {drill: self._verdicts(drill) for drill in page.drills}
            first = behind.get(page.id, "")
            found = []
            for played in sorted(calls, key=lambda one: one.session != first):  # stable: the one noted, then the newest
                evidence = call_of(page, played, hard.get(page.practice.scenario, 0))
                if evidence is not None:
                    found.append(evidence)
                    if evidence.holds:
                        now[page.id] = evidence.session
                        break
            out.append(state_of(number, page, page.id in read, answers, found))
        if now != behind:
            self._store.set_setting(BEHIND, json.dumps(now))
        return tuple(out)

    def _calls(self) -> list[Played]:
        """Give the calls to look at, newest first; a second try shares its turns with another call and is left out."""
        rows = self._store.sessions(LOOKED_AT)
        known = {row.id for row in rows}
        others = (self._store.session(id) for id in set(self._noted_map().values()) - known)
        return [self._played_of(row) for row in (*rows, *filter(None, others)) if not row.branch_of and row.turns]

    def _played_of(self, row: SessionRow) -> Played:
        from trainer.practice.path.evidence import Played
        from trainer.scoring.record import record_of

        stamp = (row.updated_at, row.overall)
        kept = self._played.get(row.id)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        played = Played(
            row.id, row.scenario, row.title, self._difficulties().get(row.scenario, 0), row.level,
            record_of(self._events(row.id)), row.attempt, row.seen,
            row.overall if row.status == "debriefed" else None, row.low, cache(lambda: self._earned(row.id)),
        )  # fmt: skip
        self._played[row.id] = stamp, played
        return played

    def _earned(self, session: str) -> list[tuple[str, int]]:
        return [(fact.force, fact.depth) for fact in self._score(session).facts if fact.outcome == "earned"]

    def _difficulties(self) -> dict[str, int]:
        return {card.id: card.difficulty for card in self._catalogue.scenarios()}

    def _verdicts(self, drill: str) -> list[bool]:
        return [row.passed for row in self._store.drills.answers(drill) if row.passed is not None]

    def _noted_list(self) -> list[str]:
        found = _read(self._store.setting(READ))
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

    def _noted_map(self) -> dict[str, str]:
        found = _read(self._store.setting(BEHIND))
        return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}


def _read(text: str) -> object:
    """Read a note of ours; one that cannot be read is none, and is written anew."""
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None
