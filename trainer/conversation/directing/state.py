"""Room `directing`: the customer's state, and what the director may know of the people on the call. Frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from trainer.conversation.directing import tuning
from trainer.conversation.directing.direction import EVADED, Answer, Beside, Direction
from trainer.conversation.directing.level import PLAIN, Level
from trainer.conversation.hearing.heard import Heard, Kind


@dataclass(frozen=True, slots=True)
class Rule:
    """When one fact may be told. No words of it."""

    id: str
    depth: int
    force: str
    motivation: str
    trust: float
    after: tuple[str, ...]
    after_any: tuple[str, ...]
    by: tuple[str, ...]
    facets: tuple[str, ...]
    tell: bool
    cue: bool


@dataclass(frozen=True, slots=True)
class Role:
    """One person on the call, as the director knows them."""

    persona: str
    rules: Mapping[str, Rule]
    profile: frozenset[str]
    trust: float
    patience: float
    dislikes: frozenset[str]
    level: Level = tuning.LEVELS[PLAIN]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is on the call, and its limits."""

    roles: tuple[Role, ...]
    turns: int
    minutes: int

    @property
    def first(self) -> Role:
        """The person addressed when nobody is named and nobody has answered yet."""
        return self.roles[0]

    def role(self, persona: str) -> Role:
        """Give somebody on the call by id; the first for an empty one."""
        return next((role for role in self.roles if role.persona == persona), self.first)


@dataclass(frozen=True, slots=True)
class State:
    """Where the call stands with one person: a fold over its turns. Never changed in place.

    With two people on the call it is the first one's and holds the other's in `others`. Turns, time, the end and the
    learner's devices are the same in both.
    """

    trust: float
    patience: float
    turn: int = 0
    seconds: float = 0.0
    """Simulated call time."""
    told: Mapping[str, int] = field(default_factory=dict)
    """Fact → turn in which it was first told."""
    details: frozenset[tuple[str, str]] = frozenset()
    """(fact, facet) told."""
    hinted: Mapping[str, int] = field(default_factory=dict)
    """Fact → turn in which its tell was last dropped."""
    thread: str = ""
    """The fact that the talk is on."""
    thread_turn: int = 0
    listened: float = 0.0
    """Turns that built on the customer's own words; one that only pointed back counts half."""
    devices: tuple[tuple[int, str], ...] = ()
    """(turn, device) of every use."""
    skeletons: tuple[str, ...] = ()
    closed_run: int = 0
    probes: int = 0
    pauses: int = 0
    apologies: int = 0
    decoys: int = 0
    evaded: frozenset[str] = frozenset()
    """Facts that were evaded once where they would have opened; at harder levels only."""
    answered: frozenset[str] = frozenset()
    """Profile answers given."""
    best_patience: float = 1.0
    warned: frozenset[str] = frozenset()
    ended: str = ""
    """Why the customer closed the call, or empty."""
    heavy: bool = False
    """Whether the last answer spoke of something of depth 2 or 3, or dropped a tell."""
    others: Mapping[str, State] = field(default_factory=dict)
    """Persona → how the call stands with them; without the first."""
    front: str = ""
    """Who answered last, by id, where two people are on the call; else empty."""
    spoke: frozenset[int] = frozenset()
    """Turns that this person answered, where two people are on the call."""
    chimed: int = 0
    """Turn in which one of them last put something in while the other answered; 0 for never."""

    @classmethod
    def at_start(cls, cast: Cast) -> State:
        """Give the state before the first turn."""
        first, *others = (cls(role.trust, role.patience, best_patience=role.patience) for role in cast.roles)
        beside = {role.persona: state for role, state in zip(cast.roles[1:], others, strict=True)}
        return replace(first, others=beside)

    def of(self, persona: str) -> State:
        """Give how the call stands with somebody on it."""
        return self.others.get(persona, self)

    @property
    def told_by_all(self) -> frozenset[str]:
        """Every fact that was told, by whomever."""
        return frozenset(self.told).union(*(state.told for state in self.others.values()))

    def recent(self, device: str) -> int:
        """Count the uses of a device within its window."""
        return sum(1 for turn, used in self.devices if used == device and self.turn + 1 - turn <= tuning.WINDOW)

    def open_tells(self) -> tuple[str, ...]:
        """Give the facts whose tells are open and untold, latest first."""
        fresh = [
            f for f, turn in self.hinted.items() if f not in self.told and self.turn + 1 - turn <= tuning.TELL_TURNS
        ]
        return tuple(sorted(fresh, key=lambda f: -self.hinted[f]))

    def after(self, heard: Heard, direction: Direction, seconds: float, cast: Cast) -> State:
        """Give the state after one turn."""
        if not self.others:
            return self._answering(heard, direction, seconds, cast.first)
        beside = {one.persona: one for one in direction.beside}
        heavy = self.of(direction.speaker)._answering(heard, direction, seconds, cast.role(direction.speaker))
        heavy = replace(heavy, spoke=heavy.spoke | {heavy.turn}, heavy=heavy.heavy or bool(direction.chime_hint))
        every = {
            role.persona: heavy
            if role.persona == direction.speaker
            else self.of(role.persona)._beside(heavy, direction, beside[role.persona])
            for role in cast.roles
        }
        first = every.pop(cast.first.persona)
        chimed = first.turn if direction.chime else self.chimed
        return replace(first, others=every, front=direction.speaker, chimed=chimed)

    def _beside(self, spoken: State, direction: Direction, left: Beside) -> State:
        """Give the state of somebody who only heard the turn; `spoken` is that of who answered."""
        hinted = dict(self.hinted)
        if direction.chime == left.persona and direction.chime_hint:
            hinted[direction.chime_hint] = spoken.turn
        return replace(
            self, trust=left.trust, patience=left.patience, listened=left.listened, hinted=hinted,
            turn=spoken.turn, seconds=spoken.seconds, devices=spoken.devices, skeletons=spoken.skeletons,
            closed_run=spoken.closed_run, probes=spoken.probes, pauses=spoken.pauses, apologies=spoken.apologies,
            warned=self.warned | (spoken.warned & {"warn_time"}), ended=spoken.ended, heavy=spoken.heavy,
        )  # fmt: skip

    def _answering(self, heard: Heard, direction: Direction, seconds: float, role: Role) -> State:
        turn = self.turn + 1
        told, hinted = dict(self.told), dict(self.hinted)
        if direction.disclose:
            told[direction.disclose] = turn
        if direction.hint:
            hinted[direction.hint] = turn
        evaded = {one.fact for one in direction.withheld if any(reason.code == EVADED for reason in one.missing)}
        thread, thread_turn = _thread(self, direction, turn)
        if evaded:
            hinted.update(dict.fromkeys(evaded, turn))  # it hangs in the air, as after a tell
            thread_turn = turn if thread else thread_turn
        asks = heard.question != "none"
        closed = heard.question == "closed" and not heard.has(Kind.LABEL, Kind.FOLLOW_UP)
        rules = role.rules
        worn = direction.answer in (Answer.PARROTED, Answer.TIRED)
        return replace(
            self,
            trust=direction.trust, patience=direction.patience, turn=turn, seconds=round(self.seconds + seconds, 3),
            told=told, hinted=hinted, thread=thread, thread_turn=thread_turn,
            details=self.details | ({(direction.subject, direction.facet)} if direction.facet else frozenset()),
            listened=max(0.0, self.listened + (tuning.UNLISTENS if worn else tuning.LISTENS[direction.contingent])),
            devices=(*self.devices, (turn, direction.device)) if direction.device else self.devices,
            skeletons=(*self.skeletons, heard.apart or heard.skeleton)[-tuning.SKELETONS :],
            closed_run=_run(self.closed_run, closed, asks or direction.contingent == "strong"),
            probes=self.probes + heard.has(Kind.PROBE), pauses=self.pauses + heard.has(Kind.PAUSE),
            apologies=self.apologies + heard.has(Kind.APOLOGY),
            evaded=self.evaded | evaded if evaded else self.evaded,
            decoys=self.decoys + (direction.answer.value == "decoy"),
            answered=self.answered | ({direction.subject} if direction.answer.value == "profile" else frozenset()),
            warned=self.warned | ({direction.tail} if direction.tail.startswith("warn_") else frozenset()),
            ended=direction.closing,
            heavy=bool(direction.hint or evaded) or direction.subject in rules and rules[direction.subject].depth > 1,
        )  # fmt: skip


def _run(length: int, closed: bool, broken: bool) -> int:
    """Give the length of the run of closed questions after one more turn."""
    return length + 1 if closed else 0 if broken else length


def _thread(state: State, direction: Direction, turn: int) -> tuple[str, int]:
    if direction.disclose:
        return direction.disclose, turn
    if direction.subject and direction.answer.value in ("detail", "again"):
        return direction.subject, turn
    return state.thread, state.thread_turn
