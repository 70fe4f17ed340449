"""The board: ranks shared inside the noise, and nothing before its time."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.workshop.event.board import (
    Board,
    Played,
    RoundAt,
    Seat,
    Standing,
    as_bytes,
    as_data,
    board_for,
    board_of,
    place_of,
    places_of,
)
from trainer.workshop.event.names import key_of

from ...conftest import SOAK

REVEALED = RoundAt(1, "revealed")


def standing(*calls: Played, seats: int = 0, **changes: Any) -> Standing:
    """Give a workshop in which seats `a`, `b` … have played `calls`."""
    ids = sorted({call.seat for call in calls} | {chr(97 + n) for n in range(seats)})
    made = tuple(Seat(one, f"Name {one}", f"Alias {chr(219 - ord(one))}") for one in ids)
    return replace(Standing("w1", "Title", 7, "revealed", 1, (REVEALED,), made, calls), **changes)


def scored(seat: str, overall: int, half: int = 0, number_of_round: int = 1, **changes: Any) -> Played:
    """Give a debriefed attempt; `overall` and `half` its band in points."""
    band = (100 * (overall - half), 100 * (overall + half)) if half else (None, None)
    call = Played(
        seat, number_of_round, 1, "debriefed", 12, 100 * overall, band[0], band[1], {"discovery": overall / 20}
    )
    return replace(call, **changes)


def ranks(board: Board) -> list[tuple[str, int | None]]:
    return [(row.name[-1], row.rank) for row in board.rows]


def others(on: Standing) -> Board:
    return board_of(on, facilitator=False)


def test_nobody_is_on_the_board_of_an_empty_lobby() -> None:
    on = Standing("w1", "Title", 1, "lobby", 0, (RoundAt(1),), (), ())
    board = others(on)
    assert (board.rows, board.teams, board.more) == ((), (), 0) and board.counts.joined == 0
    assert as_bytes(board) == as_bytes(board_of(on, facilitator=True))


def test_a_difference_inside_the_noise_is_a_tie_with_the_first_of_the_group_not_with_the_neighbour() -> None:
    # Half bands of 5: a difference of 7 is inside sqrt(50) = 7.07, one of 8 is not; 83 ties with 90, 76 with 83 only.
    on = standing(scored("a", 90, 5), scored("b", 83, 5), scored("c", 76, 5), scored("d", 70, 5))
    assert ranks(others(on)) == [("a", 1), ("b", 1), ("c", 3), ("d", 3)]
    assert ranks(others(standing(scored("a", 90, 5), scored("b", 82, 5)))) == [("a", 1), ("b", 2)]


def test_without_bands_only_equals_tie() -> None:
    on = standing(scored("c", 80), scored("a", 80), scored("b", 81), scored("d", 79))
    assert ranks(others(on)) == [("b", 1), ("a", 2), ("c", 2), ("d", 4)]


def test_everybody_tied_stands_by_name() -> None:
    on = standing(*(scored(seat, 60 + n, 20) for n, seat in enumerate("dbca")))
    assert ranks(others(on)) == [("a", 1), ("b", 1), ("c", 1), ("d", 1)]


def test_a_tie_of_aliases_stands_by_alias_so_that_the_order_tells_no_name() -> None:
    board = others(standing(scored("a", 60), scored("b", 60), names="aliases"))
    assert [row.name for row in board.rows] == ["Alias y", "Alias z"]
    assert b"Name" not in as_bytes(board)


def test_a_round_that_is_not_revealed_has_no_figure_for_others_and_one_for_the_facilitator() -> None:
    on = standing(scored("a", 50), scored("b", 70), rounds=(RoundAt(1, "debriefing"),), state="debriefing")
    hidden = others(on)
    assert ranks(hidden) == [("a", None), ("b", None)]
    assert all((row.overall, row.low, row.parts, row.rounds) == (None, None, None, ()) for row in hidden.rows)
    assert hidden.counts.done == 2 and hidden.rows[0].status == "debriefed" and hidden.rows[0].turns == 12
    assert ranks(board_of(on, facilitator=True)) == [("b", 1), ("a", 2)]
    assert places_of(on) == {}


def test_rounds_are_averaged_and_a_missed_one_is_shown_and_ranks_behind() -> None:
    two = (RoundAt(1, "revealed"), RoundAt(2, "revealed"))
    on = standing(
        scored("a", 60, 6), scored("a", 40, 8, 2), scored("b", 95), scored("c", 40, 0, 2), scored("c", 41), rounds=two,
        round=2,
    )  # fmt: skip
    a, c, b = others(on).rows
    assert (a.rank, a.overall, a.low, a.high) == (1, 50.0, 45.0, 55.0)  # sqrt(36 + 64) / 2 = 5
    assert (c.rank, c.overall, c.low) == (2, 40.5, None)
    assert (b.rank, b.overall) == (3, 95.0) and as_data(others(on))["rows"][2]["rounds"] == [
        {"round": 1, "overall": 95.0}, {"round": 2, "overall": None},
    ]  # fmt: skip
    assert b.status == "waiting" and a.parts == {"discovery": 2.5}


def test_practice_has_a_row_of_its_own_and_never_ranks() -> None:
    on = standing(
        scored("a", 50), scored("a", 90, number=2), scored("a", 95, number=3), scored("b", 60),
        scored("c", 99, number=2),
    )  # fmt: skip
    rows = others(on).rows
    assert [(row.name[-1], row.rank, row.attempt, row.overall) for row in rows] == [
        ("b", 1, "first", 60.0), ("a", 2, "first", 50.0), ("c", None, "first", None),
        ("a", None, "practice", 95.0), ("c", None, "practice", 99.0),
    ]  # fmt: skip
    assert place_of(on, "c") is None


def test_a_team_is_the_mean_of_its_members_first_attempts() -> None:
    seats = tuple(
        Seat(one, one, one, team) for one, team in zip("abcde", ("Red", "Red", "Blue", "Blue", ""), strict=True)
    )
    on = standing(
        scored("a", 80, 6), scored("b", 60, 8), scored("b", 99, number=2), scored("c", 71), scored("e", 100),
        seats=5, mode="teams", teams=("Blue", "Red", "Green"),
    )  # fmt: skip
    red, blue, green = sorted(others(replace(on, seats=seats)).teams, key=lambda team: "RBG".index(team.name[0]))
    assert (red.overall, red.low, red.high, red.members) == (70.0, 65.0, 75.0, 2)
    assert (blue.overall, blue.low, blue.members, blue.rank, red.rank) == (71.0, None, 2, 1, 1)
    assert (green.rank, green.overall, green.members) == (None, None, 0)
    assert others(replace(on, seats=seats, mode="individual")).teams == ()


def test_nobody_is_named_beyond_the_top() -> None:
    on = standing(*(scored(seat, 90 - n) for n, seat in enumerate("abcdef")), scored("f", 99, number=2), top=2)
    board = others(on)
    assert ranks(board) == [("a", 1), ("b", 2)] and board.more == 4
    assert not [one for one in "cdef" if f"Name {one}".encode() in as_bytes(board)]
    assert board_of(on, facilitator=True).more == 0
    place = place_of(on, "f")
    assert place is not None and (place.rank, place.of, place.overall) == (6, 6, 85.0)


def test_who_was_removed_is_gone_with_their_calls() -> None:
    on = standing(scored("a", 90), scored("b", 50))
    on = replace(on, seats=(replace(on.seats[0], removed=True), on.seats[1]))
    assert ranks(others(on)) == [("b", 1)] and others(on).counts.joined == 1


def test_counts_say_where_everybody_is_in_this_round() -> None:
    calls = [Played(seat, 2, 1, state) for seat, state in zip("abc", ("open", "ended", "debriefed"), strict=True)]
    counts = others(standing(*calls, scored("d", 50), rounds=(REVEALED, RoundAt(2, "running")), round=2)).counts
    assert (counts.joined, counts.in_call, counts.debriefing, counts.done) == (4, 1, 1, 1)


def test_content_that_anybody_can_read_is_said() -> None:
    rounds = (REVEALED, RoundAt(2, open_content=True))
    assert not others(standing(scored("a", 5), rounds=rounds)).open_content
    assert others(standing(scored("a", 5), rounds=rounds, round=2)).open_content


def test_a_frozen_board_is_the_stored_one_for_all_but_the_facilitator() -> None:
    on = standing(scored("a", 50), scored("b", 70), frozen=True)
    stored = as_bytes(others(on))
    later = replace(on, played=(scored("a", 99), scored("b", 1)), version=9, title="Other")
    assert board_for(later, facilitator=False, stored=stored) == stored
    assert json.loads(board_for(later, facilitator=True, stored=stored))["rows"][0]["overall"] == 99.0
    assert place_of(later, "a") is None
    thawed = replace(later, frozen=False)
    assert board_for(thawed, facilitator=False, stored=stored) == as_bytes(others(thawed))


def test_the_keys_of_a_board_are_those_of_its_description() -> None:
    data = as_data(others(standing(scored("a", 50, 5), mode="teams", teams=("A", "B"), left=90)))
    assert set(data) == {
        "workshop", "title", "version", "state", "round", "rounds", "left", "frozen", "open_content", "names", "mode",
        "counts", "rows", "teams", "more",
    }  # fmt: skip
    assert set(data["rows"][0]) == {
        "rank", "name", "team", "overall", "low", "high", "parts", "attempt", "rounds", "status", "turns",
    }  # fmt: skip
    assert set(data["teams"][0]) == {"rank", "name", "overall", "low", "high", "members"}
    assert set(data["counts"]) == {"joined", "in_call", "debriefing", "done"}


# --- any workshop -------------------------------------------------------------------------------------------------
_some = settings(max_examples=2000 if SOAK else 30)
_IDS = [f"s{n}" for n in range(8)]
_STATES = ("waiting", "running", "paused", "debriefing", "revealed")


@st.composite
def _played(draw: st.DrawFn) -> Played:
    overall = draw(st.none() | st.integers(0, 10_000))
    half = draw(st.integers(0, 1500))
    banded = overall is not None and half > 0
    return Played(
        draw(st.sampled_from(_IDS)), draw(st.integers(1, 3)), draw(st.integers(1, 3)),
        draw(st.sampled_from(["open", "ended", "debriefed"])), draw(st.integers(0, 40)), overall,
        max(0, overall - half) if banded and overall is not None else None,
        min(10_000, overall + half) if banded and overall is not None else None,
        draw(st.none() | st.fixed_dictionaries({"discovery": st.none() | st.floats(0, 5), "insight": st.floats(0, 5)})),
    )  # fmt: skip


@st.composite
def _standing(draw: st.DrawFn) -> Standing:
    names = draw(st.lists(st.text("abcÄ🎉", min_size=1, max_size=3), min_size=len(_IDS), max_size=len(_IDS)))
    teams = ("Red", "Blue")
    seats = tuple(
        Seat(one, name, f"Alias {n}", draw(st.sampled_from((*teams, ""))), draw(st.sampled_from((False, False, True))))
        for n, (one, name) in enumerate(zip(_IDS, names, strict=True))
    )
    calls = draw(st.lists(_played(), max_size=24, unique_by=lambda call: (call.seat, call.round, call.number)))
    rounds = tuple(RoundAt(n, draw(st.sampled_from(_STATES))) for n in (1, 2, 3))
    return Standing(
        "w", "T", 1, "running", draw(st.integers(0, 3)), rounds, seats, tuple(calls), None, False,
        draw(st.sampled_from(["names", "aliases"])), draw(st.sampled_from(["individual", "teams"])), teams,
        draw(st.integers(1, 10)),
    )  # fmt: skip


@_some
@given(_standing(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_came_changes_no_byte(on: Standing, chance: Any) -> None:
    def shuffled(some: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(some, len(some)))

    mixed = replace(on, seats=shuffled(on.seats), played=shuffled(on.played), rounds=shuffled(on.rounds))
    for facilitator in (True, False):
        same = as_bytes(board_of(on, facilitator=facilitator))
        assert as_bytes(board_of(mixed, facilitator=facilitator)) == same
    assert places_of(mixed) == places_of(on)


@_some
@given(_standing())
def test_ranks_follow_rounds_and_figures_and_ties_share_them(on: Standing) -> None:
    board = board_of(on, facilitator=True)
    ranked = [row for row in board.rows if row.rank is not None]
    place = [row.rank or 0 for row in ranked]
    assert place == sorted(place) and (not place or place[0] == 1)
    groups = {rank: [row for row in ranked if row.rank == rank] for rank in place}
    assert all(rank == 1 + sum(len(groups[r]) for r in groups if r < rank) for rank in groups)
    count = {rank: {sum(r.overall is not None for r in row.rounds) for row in rows} for rank, rows in groups.items()}
    assert all(len(counts) == 1 for counts in count.values())
    for above, below in zip(groups, list(groups)[1:], strict=False):
        assert min(count[above]) >= min(count[below])
        if count[above] == count[below]:
            best = [max(row.overall or 0.0 for row in groups[rank]) for rank in (above, below)]
            assert best[0] >= best[1]
            assert min(row.overall or 0.0 for row in groups[above]) >= best[1]
    for rows in groups.values():
        assert [key_of(row.name) for row in rows] == sorted(key_of(row.name) for row in rows)
    assert all(row.rank is None for row in board.rows if row.attempt == "practice")


@_some
@given(_standing())
def test_no_figure_of_a_hidden_round_moves_a_byte_of_what_others_see(on: Standing) -> None:
    hidden = {one.number for one in on.rounds if one.state != "revealed"}
    blank = tuple(
        replace(call, overall=None, low=None, high=None, parts=None) if call.round in hidden else call
        for call in on.played
    )
    assert as_bytes(others(on)) == as_bytes(others(replace(on, played=blank)))
    assert places_of(on) == places_of(replace(on, played=blank))


@_some
@given(_standing())
def test_nobody_who_is_beyond_the_top_or_removed_has_a_row(on: Standing) -> None:
    board = others(on)
    there = sum(not seat.removed for seat in on.seats)
    first = [row for row in board.rows if row.attempt == "first"]
    assert len(first) == min(on.top, there) and board.more == there - len(first)
    complete = board_of(on, facilitator=True)
    assert sum(row.attempt == "first" for row in complete.rows) == there


@_some
@given(_standing(), _standing())
def test_a_frozen_board_stays_whatever_happens(before: Standing, after: Standing) -> None:
    stored = as_bytes(others(replace(before, frozen=True)))
    assert board_for(replace(after, frozen=True), facilitator=False, stored=stored) == stored
    assert places_of(replace(after, frozen=True)) == {}


@pytest.mark.parametrize("count", [500])
def test_a_board_of_many_is_as_small_as_its_top(count: int) -> None:
    calls = tuple(scored(f"s{n}", n % 90, 5) for n in range(count))
    seats = tuple(Seat(f"s{n}", f"Name {n}", f"Alias {n}") for n in range(count))
    on = Standing("w", "T", 1, "revealed", 1, (REVEALED,), seats, calls)
    assert len(as_bytes(others(on))) <= 8 * 1024
