"""Room `workshop`, event: the board: what is shown of a workshop, to the facilitator and to everybody else.

Before the reveal of a round nobody but the facilitator sees a figure of it, and no order that follows from one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Any, Literal

from trainer.workshop.event.names import key_of
from trainer.workshop.event.ranking import Figure, figure_of, mean_of, ranked

Status = Literal["waiting", "in call", "ended", "debriefed"]
_STATUS: Mapping[str, Status] = {"open": "in call", "ended": "ended", "debriefed": "debriefed"}
REVEALED = "revealed"


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant, as far as the board needs them."""

    id: str
    name: str
    alias: str = ""
    team: str = ""
    removed: bool = False
    """Whether the facilitator took them out: they and their calls are not on the board."""


@dataclass(frozen=True, slots=True)
class Played:
    """A call of a seat. Figures are hundredths of points, 0 to 10,000; None where it is not scored (or not yet)."""

    seat: str
    round: int
    number: int = 1
    """1 is the attempt, 2 and more are practice."""
    state: str = "open"
    """`open`, `ended` or `debriefed`."""
    turns: int = 0
    overall: int | None = None
    low: int | None = None
    high: int | None = None
    """The noise band; both None where the figure is certain."""
    parts: Mapping[str, float | None] | None = None
    """Part of the scorecard and its figure, 0 to 5."""


@dataclass(frozen=True, slots=True)
class RoundAt:
    """How far a round is."""

    number: int
    state: str = "waiting"
    """`waiting`, `running`, `paused`, `debriefing` or `revealed`."""
    open_content: bool = False
    """Whether anybody can read what its customer hides."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a board is made of."""

    workshop: str
    title: str
    version: int
    state: str
    round: int
    """The round it is in; 0 before the first."""
    rounds: tuple[RoundAt, ...]
    seats: tuple[Seat, ...]
    played: tuple[Played, ...]
    left: int | None = None
    """Seconds left of the round; None where no time runs."""
    frozen: bool = False
    names: Literal["names", "aliases"] = "names"
    mode: Literal["individual", "teams"] = "individual"
    teams: tuple[str, ...] = ()
    top: int = 30


@dataclass(frozen=True, slots=True)
class RoundScore:
    """What a row has for a round; `overall` is None where they have none."""

    round: int
    overall: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One participant; their practice has a row of its own, which has no rank."""

    rank: int | None
    name: str
    team: str
    overall: float | None
    """0 to 100, the mean over the rounds that count."""
    low: float | None
    high: float | None
    parts: dict[str, float | None] | None
    attempt: Literal["first", "practice"]
    rounds: tuple[RoundScore, ...]
    status: Status
    turns: int


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One team: the mean of its members' first attempts, each member the same."""

    rank: int | None
    name: str
    overall: float | None
    low: float | None
    high: float | None
    members: int
    """Participants in the team, with a figure or without."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many participants there are, and how many are where in the round."""

    joined: int
    in_call: int
    debriefing: int
    done: int


@dataclass(frozen=True, slots=True)
class Board:
    """A board as one reader sees it."""

    workshop: str
    title: str
    version: int
    state: str
    round: int
    rounds: int
    left: int | None
    frozen: bool
    open_content: bool
    names: str
    mode: str
    counts: Counts
    rows: tuple[Row, ...]
    teams: tuple[TeamRow, ...]
    more: int
    """Participants who have no row here."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one participant stands."""

    rank: int
    of: int
    """Participants with a rank."""
    overall: float


def board_of(standing: Standing, *, facilitator: bool) -> Board:
    """Give the board: for the facilitator all of it, with figures that are not revealed; for others the top."""
    return _Made(standing, everything=facilitator).board(None if facilitator else standing.top)


def board_for(standing: Standing, *, facilitator: bool, stored: bytes | None) -> bytes:
    """Give the board as JSON for a reader: frozen, everybody but the facilitator gets what was stored then."""
    if standing.frozen and stored is not None and not facilitator:
        return stored
    return as_bytes(board_of(standing, facilitator=facilitator))


def places_of(standing: Standing) -> dict[str, Place]:
    """Give the place of every seat that has a rank; nobody has one while the board is frozen."""
    return {} if standing.frozen else _Made(standing, everything=False).places()


def place_of(standing: Standing, seat: str) -> Place | None:
    """Give a participant's own place; None while they have no rank or the board is frozen."""
    return places_of(standing).get(seat)


def as_data(board: Board) -> dict[str, Any]:
    """Give a board as JSON-ready data."""
    data: dict[str, Any] = json.loads(as_bytes(board))
    return data


def as_bytes(board: Board) -> bytes:
    """Give a board as canonical JSON: equal boards are equal bytes."""
    text = json.dumps(
        board, default=_fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def _fields(one: Board | Row | RoundScore | TeamRow | Counts) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


class _Made:
    """The figures behind a board."""

    def __init__(self, standing: Standing, *, everything: bool) -> None:
        self._on = standing
        self._seats = tuple(seat for seat in standing.seats if not seat.removed)
        self._open = tuple(sorted(r.number for r in standing.rounds if _told(r, everything)))
        self._calls = {(one.seat, one.round, one.number): one for one in standing.played}
        self._practised = _latest_practice(standing.played)
        self._figures = {seat.id: self._figure(seat.id) for seat in self._seats}
        self._ranks = ranked(self._figures)

    def board(self, top: int | None) -> Board:
        """Give the board with the first `top` places, or all of them."""
        on = self._on
        order = sorted(self._seats, key=lambda seat: (self._ranks.get(seat.id, len(self._seats) + 1), self._key(seat)))
        seen = order if top is None else order[:top]
        practice = [row for seat in seen if (row := self._practice(seat)) is not None]
        statuses = [self._now(seat.id)[0] for seat in self._seats]
        counts = Counts(
            len(self._seats), *(statuses.count(status) for status in ("in call", "ended", "debriefed"))
        )  # fmt: skip
        return Board(
            on.workshop, on.title, on.version, on.state, on.round, len(on.rounds), on.left, on.frozen,
            any(r.open_content for r in on.rounds if r.number <= max(1, on.round)), on.names, on.mode, counts,
            (*map(self._first, seen), *practice), self._teams(), len(order) - len(seen),
        )  # fmt: skip

    def places(self) -> dict[str, Place]:
        """Give the place of every seat that has one."""
        among, figures = len(self._ranks), self._figures
        return {seat: Place(self._ranks[seat], among, one.points) for seat, one in figures.items() if one}

    def _figure(self, seat: str) -> Figure | None:
        own = [self._calls.get((seat, number, 1)) for number in self._open]
        return mean_of([figure for call in own if call and (figure := _scored(call))])

    def _first(self, seat: Seat) -> Row:
        calls = [self._calls.get((seat.id, number, 1)) for number in self._open]
        status, turns = self._now(seat.id)
        return self._row(seat, self._figures[seat.id], calls, self._ranks.get(seat.id), "first", status, turns)

    def _practice(self, seat: Seat) -> Row | None:
        """Give the row of a seat's practice: of each round the latest call that has a figure."""
        calls = [self._practised.get((seat.id, number)) for number in self._open]
        figure = mean_of([found for call in calls if call and (found := _scored(call))])
        if figure is None:
            return None
        return self._row(seat, figure, calls, None, "practice", "debriefed", sum(one.turns for one in calls if one))

    def _row(
        self,
        seat: Seat,
        figure: Figure | None,
        calls: Sequence[Played | None],
        rank: int | None,
        attempt: Literal["first", "practice"],
        status: Status,
        turns: int,
    ) -> Row:
        rounds = tuple(
            RoundScore(number, found.points if call and (found := _scored(call)) else None)
            for number, call in zip(self._open, calls, strict=True)
        )
        overall, low, high = figure.shown if figure else (None, None, None)
        parts = _parts([call for call in calls if call and _scored(call)])
        return Row(rank, self._name(seat), seat.team, overall, low, high, parts, attempt, rounds, status, turns)

    def _teams(self) -> tuple[TeamRow, ...]:
        if self._on.mode != "teams":
            return ()
        members = {name: [seat for seat in self._seats if seat.team == name] for name in self._on.teams}
        figures = {
            name: mean_of([found for seat in seats if (found := self._figures[seat.id])])
            for name, seats in members.items()
        }
        ranks = ranked({name: figure and replace(figure, count=1) for name, figure in figures.items()})
        order = sorted(members, key=lambda name: (ranks.get(name, len(members) + 1), key_of(name), name))
        return tuple(_team(name, ranks.get(name), figures[name], len(members[name])) for name in order)

    def _now(self, seat: str) -> tuple[Status, int]:
        call = self._calls.get((seat, self._on.round, 1))
        return (_STATUS[call.state], call.turns) if call else ("waiting", 0)

    def _name(self, seat: Seat) -> str:
        return seat.alias if self._on.names == "aliases" else seat.name

    def _key(self, seat: Seat) -> tuple[str, str, str]:
        """Give where a seat stands among equals: by the name that is shown, for another would tell it."""
        return key_of(self._name(seat)), self._name(seat), seat.id


def _team(name: str, rank: int | None, figure: Figure | None, members: int) -> TeamRow:
    overall, low, high = figure.shown if figure else (None, None, None)
    return TeamRow(rank, name, overall, low, high, members)


def _told(round: RoundAt, everything: bool) -> bool:
    return round.state == REVEALED or (everything and round.state != "waiting")


def _latest_practice(played: Sequence[Played]) -> dict[tuple[str, int], Played]:
    """Give, of each seat and round, the latest practice that has a figure."""
    scored = [call for call in played if call.number > 1 and call.overall is not None]
    return {(call.seat, call.round): call for call in sorted(scored, key=lambda call: call.number)}


def _scored(call: Played) -> Figure | None:
    return None if call.overall is None else figure_of(call.overall, call.low, call.high)


def _parts(calls: Sequence[Played]) -> dict[str, float | None] | None:
    """Give each part's mean over the calls that have it, 0 to 5."""
    names = sorted({name for call in calls for name in call.parts or {}})
    out: dict[str, float | None] = {}
    for name in names:
        values = [value for call in calls if (value := (call.parts or {}).get(name)) is not None]
        out[name] = round(fsum(values) / len(values), 2) if values else None
    return out or None
