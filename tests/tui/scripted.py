"""A scripted desk: the app's other side in the tests. Content is small, dates are fixed, nothing touches the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from tests.tui.scripted_calls import ScriptedCalls
from tests.tui.scripted_card import scorecard
from tests.tui.scripted_drills import ScriptedDrills
from tests.tui.scripted_path import ScriptedPath
from tests.tui.scripted_progress import ScriptedProgress
from tests.tui.scripted_sharing import ScriptedSharing
from trainer.content.catalogue import PersonaCard, ScenarioCard
from trainer.conversation.events import (
    Challenged,
    Coached,
    CustomerSaid,
    Debrief,
    Debriefed,
    Ended,
    Event,
    HintAsked,
    LearnerSaid,
    Started,
)
from trainer.conversation.interview import JournalError, SessionError
from trainer.conversation.model import Stop
from trainer.llm.assistance import VoiceInfo
from trainer.scoring.scorecard import Scorecard
from trainer.scoring.second_try import Comparison

BEGUN = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
ANSWERS = (
    "Last week. Um. Nothing fancy, pasta twice, something with lentils that nobody ate.",
    "Oh, for sure. Yeah. That'd be great.",
    "*laughs* Caught. I do. Not for the recipes, though. It's more… the list part.",
    "The shopping list. There's a button, you tick what you need, somebody else sees it.",
    "Me and Tom. The kids' dad. He's across town.",
    "*looks away* It's the only thing we don't fight about.",
)
OPENING = "Hi. Sure, I have a bit of time, I'm waiting for a load of washing. You're the recipe people, right?"


@dataclass(frozen=True)
class Row:
    """A stored session in a list."""

    id: str
    title: str = "The list part"
    scenario: str = "supper"
    persona: str = "ines"
    customer: str = "Ines"
    started_at: datetime = BEGUN
    turns: int = 7
    status: str = "debriefed"
    attempt: bool = True
    branch_of: str = ""
    branch_at: int = 0
    number: int = 0
    overall: float | None = 62.0
    seen: bool = False
    level: str = "plain"
    low: float | None = None
    high: float | None = None


@dataclass
class Store:
    """Drafts and settings in memory."""

    drafts: dict[tuple[str, str], str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    full: bool = False
    sessions: list[Row] = field(default_factory=list)

    def save_draft(self, session: str, purpose: str, text: str) -> None:
        if self.full:
            raise JournalError("The draft could not be saved: the disk is full.")
        self.drafts[session, purpose] = text

    def draft(self, session: str, purpose: str) -> str:
        return self.drafts.get((session, purpose), "")

    def drop_draft(self, session: str, purpose: str) -> None:
        self.drafts.pop((session, purpose), None)

    def setting(self, key: str) -> str:
        return self.settings.get(key, "")

    def set_setting(self, key: str, value: str) -> None:
        self.settings[key] = value

    def count(self) -> int:
        return len(self.sessions)

    def delete(self, session: str, *others: str) -> bool:
        self.deleted += [session, *others]
        self.sessions[:] = [one for one in self.sessions if one.id not in (session, *others)]
        return True


@dataclass
class Session:
    """A log in memory."""

    id: str
    log: list[Event]

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(self.log)


class ScriptedInterview:
    """Answers from a list. `manner`: `plain`, `hangs` (no answer), `dies` (in mid-answer), `full` (disk)."""

    def __init__(self, session: Session, answers: Sequence[str], manner: str = "plain", closes_at: int = 0) -> None:
        self._session, self._answers, self.manner, self._closes_at = session, answers, manner, closes_at
        self._queue: asyncio.Queue[Event | None | Exception] = asyncio.Queue()
        self.said: list[str] = []
        self.closed = False
        self.gate = asyncio.Event()
        self.gate.set()

    @property
    def session(self) -> str:
        return self._session.id

    def _put(self, event: Event) -> None:
        self._session.log.append(event)
        self._queue.put_nowait(event)

    async def say(self, text: str) -> None:
        if self.manner == "full":
            raise JournalError("The turn could not be saved: the disk is full; make room and say it again.")
        turn = 1 + sum(event.kind == "learner" for event in self._session.log)
        self.said.append(text)
        self._put(LearnerSaid(turn, text))
        if self.manner == "hangs":
            await asyncio.Event().wait()
        if self.manner == "dies":
            self._queue.put_nowait(ConnectionResetError("secret words of the call"))
            return
        await self.gate.wait()
        answer = self._answers[(turn - 1) % len(self._answers)]
        self._put(CustomerSaid(turn, answer, closing=turn == self._closes_at, seconds=45.0))

    async def take_back(self) -> bool:
        return False

    async def hint(self) -> None:
        self._put(HintAsked(0, "Stay with her last words."))

    async def end(self) -> None:
        if not any(event.kind == "ended" for event in self._session.log):
            closed = any(getattr(event, "closing", False) for event in self._session.log)
            self._put(Ended(len(self.said), "patience" if closed else "learner"))

    async def debrief(self, debrief: Debrief) -> None:
        raise AssertionError("the screens debrief through the desk")

    async def events(self) -> AsyncIterator[Event]:
        while (event := await self._queue.get()) is not None:
            if isinstance(event, Exception):
                raise event
            yield event

    async def close(self) -> None:
        self.closed = True
        self._queue.put_nowait(None)


class Catalogue:
    """Two scenarios of an imagined app of recipes."""

    def __init__(self, extra: Sequence[ScenarioCard] = ()) -> None:
        self._cards = [
            ScenarioCard("supper", "The list part", 2, ("ines", "tom"), FOCUS, "Supper"),
            ScenarioCard("washing", "Nobody washes at night", 4, ("ines",), "Hearing what is not said.", "Wash"),
            *extra,
        ]
        self.people = [
            PersonaCard("ines", "Ines", "Ines cooks little and has two children. She uses Supper most days."),
            PersonaCard("tom", "Tom Halvorsen", "Tom lives across town. He signed up last autumn."),
        ]

    def scenarios(self) -> list[ScenarioCard]:
        return self._cards

    def personas(self) -> list[PersonaCard]:
        return self.people

    def scenario(self, ref: str) -> Any:
        card = next(card for card in self._cards if card.id == ref)
        return scenario_of(card)


FOCUS = "Following a small word that does not fit: why would somebody who does not cook open an app of recipes?"


def scenario_of(card: ScenarioCard) -> Any:
    return SimpleNamespace(
        id=card.id,
        title=card.title,
        difficulty=card.difficulty,
        focus=card.focus,
        product=SimpleNamespace(name=card.product, about="An app of recipes with a weekly plan and a list."),
        belief="People come for meal ideas. More quick vegetarian recipes would bring them back more often.",
        brief="You have twenty minutes with a customer who opens the app nearly every day and hardly ever cooks.",
        personas=card.personas,
        together=(),
        sources=("After an old trap. People and product are invented.",),
        limits=SimpleNamespace(turns=25, minutes=20),
    )


class NoModel:
    """No model is set."""

    def choice(self, option: str | None = None) -> None:
        return None

    def info(self, turns: int, option: str | None = None) -> VoiceInfo:
        return VoiceInfo()

    def warm(self) -> None:
        return None


class ScriptedDesk:
    """A desk without a disk."""

    def __init__(
        self, rows: Sequence[Row] = (), *, manner: str = "plain", answers: Sequence[str] = ANSWERS, closes_at: int = 0
    ) -> None:
        self.store = Store()
        self.catalogue = Catalogue()
        self.rows = list(rows)
        self.store.sessions = self.rows
        self.manner, self.answers, self.closes_at = manner, answers, closes_at
        self.sessions: dict[str, Session] = {}
        self.interviews: list[ScriptedInterview] = []
        self.handed_in: list[Debrief] = []
        self.marks: list[str] = []
        self.card, self.opening = scorecard(), OPENING
        self.models: Any = NoModel()
        self.calls = ScriptedCalls()
        self.drilling = ScriptedDrills()
        self.sharing: Any = ScriptedSharing()
        self.progress = ScriptedProgress()
        self.path = ScriptedPath()
        self.coachings: list[Coached] = []
        self.known: frozenset[str] = frozenset()
        self.numbers: dict[str, int] = {}
        self.refuses = ""
        """Why a challenge is not kept; empty: it is."""

    def put_log(self, id: str, turns: int, *, ended: bool = False) -> Session:
        log: list[Event] = [Started(id, "supper", ("ines",), 1, "c0ffee"), CustomerSaid(0, self.opening)]
        for turn in range(1, turns + 1):
            log += [LearnerSaid(turn, ASKED[(turn - 1) % len(ASKED)])]
            log += [CustomerSaid(turn, self.answers[(turn - 1) % len(self.answers)], seconds=45.0)]
        if ended:
            log.append(Ended(turns, "learner"))
        self.sessions[id] = Session(id, log)
        return self.sessions[id]

    def start(
        self, scenario: str, persona: str | None = None, *, model: str | None = None, level: str = "plain"
    ) -> Session:
        id = f"s{len(self.sessions) + 1}"
        chosen = self.models.choice(model)
        voice = chosen.name if chosen else ""
        started = Started(id, scenario, (persona or "ines",), 1, "c0ffee", model=voice, level=level)
        self.sessions[id] = Session(id, [started, CustomerSaid(0, self.opening)])
        return self.sessions[id]

    def resume(self, session: str, at: int | None = None) -> Session:
        if session not in self.sessions:
            raise SessionError(f"there is no session {session}")
        if at is None:
            return self.sessions[session]
        id = f"{session}-{at}"
        kept = [event for event in self.sessions[session].log if event.turn < at and event.kind != "ended"]
        assert isinstance(kept[0], Started)
        kept[0] = replace(kept[0], session=id, attempt=False, branch_of=session, branch_at=at)
        self.sessions[id] = Session(id, kept)
        return self.sessions[id]

    def next_number(self, scenario: str, persona: str | None = None) -> int:
        return self.numbers.get(persona or "ines", 1)

    def branches(self, session: str) -> list[Row]:
        return [row for row in self.rows if row.branch_of == session]

    def compare(self, one: str, two: str) -> Comparison:
        raise SessionError("these two calls have no turn in common; compare a session with a second try of it")

    def interview(self, session: Session) -> ScriptedInterview:
        self.interviews.append(ScriptedInterview(session, self.answers, self.manner, self.closes_at))
        return self.interviews[-1]

    def events(self, session: str) -> tuple[Event, ...]:
        return self.resume(session).events

    def content_of(self, events: Sequence[Event]) -> tuple[Any, tuple[Any, ...]]:
        started = events[0]
        assert isinstance(started, Started)
        people = {person.id: person for person in self.catalogue.people}
        return self.catalogue.scenario(started.scenario), tuple(people[ref] for ref in started.personas)

    def debrief(self, session: str, debrief: Debrief) -> Scorecard:
        self.handed_in.append(debrief)
        self.sessions[session].log.append(Debriefed(debrief.insight, push=debrief.forces.get("push", "")))
        return self.card

    def score(self, session: str) -> Scorecard:
        return self.card

    def mark(self, session: str, motivation: str, note: str = "") -> None:
        self.marks.append(motivation)
        marked = tuple(replace(m, marked=m.marked or m.id == motivation) for m in self.card.motivations)
        self.card = replace(self.card, motivations=marked)

    def challenge(self, session: str, turn: int, label: str, reason: str, rule: str = "") -> Challenged:
        if self.refuses:
            raise JournalError(self.refuses)
        part = next((item.part for item in self.card.items if item.rule == rule), "heard")
        made = Challenged(turn, part, rule, "right" if part != "heard" else "open", label, reason)
        self.sessions[session].log.append(made)
        return made

    def seen(self) -> frozenset[str]:
        return self.known

    def coached(self, session: str) -> list[Coached]:
        return self.coachings

    def coach(self, session: str, *, again: bool = False, stop: Stop | None = None) -> Coached:
        raise SessionError("the coach is a language model and none is set; `trainer model set NAME` sets one")

    def history(self, limit: int = 50, offset: int = 0) -> list[Row]:
        return self.rows[offset : offset + limit]


ASKED = (
    "Thanks for making time. What did last week look like?",
    "So if we added a filter for quick vegetarian meals you'd use it more?",
    "You said you're not the cook. And still you have it open most days?",
    "The list part.",
    "Who's “we”?",
    "It sounds like that little list is carrying a lot between you two.",
)


def rows(many: int = 4) -> list[Row]:
    """Sessions of every status, newest first."""
    first = [
        Row("open-1", status="open", overall=None, turns=3),
        Row("ended-1", title="Nobody washes at night", status="ended", overall=None, turns=9),
        Row("done-1", started_at=BEGUN - timedelta(days=1)),
        Row(
            "done-2", started_at=BEGUN - timedelta(days=2), overall=None, attempt=False, branch_of="done-1", branch_at=3
        ),
    ]
    more = [Row(f"old-{n}", started_at=BEGUN - timedelta(days=n), overall=float(n % 100)) for n in range(3, many)]
    return [*first, *more][:many]
