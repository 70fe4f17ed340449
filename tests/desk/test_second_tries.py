"""Second tries: the customer stands exactly where they stood, the original never changes, and depth does not matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import SOAK
from trainer.conversation.events import CustomerSaid, Debrief, Event, HintAsked, Started, TurnDirected, payload_of
from trainer.conversation.interview import SessionError
from trainer.desk import Desk
from trainer.desk.branching import parting
from trainer.storage.exchange import export_session

from .second_tries import CALLS_HERE, DEBRIEF, LINES, begun, debriefed, folded, last_turn, said, stored

TURNS = range(1, len(LINES) + 1) if SOAK else (1, 2, 5, 9, 12)
DEEP = 50


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    opened = Desk.open(home)
    yield opened
    opened.close()


def payloads(events: tuple[Event, ...], since: int = 0) -> list[dict[str, object]]:
    return [{"kind": e.kind, **payload_of(e)} for e in events if not isinstance(e, Started) and e.turn >= since]


@pytest.mark.parametrize(("scenario", "persona"), CALLS_HERE)
def test_before_the_retried_turn_the_customer_stands_exactly_where_they_stood(
    desk: Desk, scenario: str, persona: str
) -> None:
    first = begun(desk, scenario, persona)
    folds = [folded(first)]
    for line in LINES:
        said(first, line)
        folds.append(folded(first))
    turns = [turn for turn in TURNS if turn <= first.state.turn]
    assert len(turns) >= 3
    for turn in turns:
        branch = desk.resume(first.id, turn)
        assert folded(branch) == folds[turn - 1]
        assert folded(desk.resume(branch.id)) == folds[turn - 1]  # and also as it is read from the disk again


@pytest.mark.parametrize(("scenario", "persona"), CALLS_HERE if SOAK else CALLS_HERE[:2])
def test_the_same_words_get_the_same_answers_for_the_drawn_lines_are_used_up_alike(
    desk: Desk, scenario: str, persona: str
) -> None:
    first = said(begun(desk, scenario, persona), *LINES)
    for turn in TURNS:
        if turn <= first.state.turn:
            branch = said(desk.resume(first.id, turn), *LINES[turn - 1 :])
            assert payloads(branch.events) == payloads(first.events)
            pieces = [p for e in branch.events if isinstance(e, CustomerSaid) for p in e.pieces]
            assert len(pieces) == len(set(pieces))


def test_a_hint_asked_before_the_turn_is_kept_and_leaves_the_state_as_it_was(desk: Desk) -> None:
    first = said(begun(desk), *LINES[:3])
    first.hint()
    fold = folded(first)
    said(first, *LINES[3:5])
    branch = desk.resume(first.id, 4)
    assert folded(branch) == fold and [e for e in branch.events if isinstance(e, HintAsked)]


def test_no_byte_of_the_original_changes_whatever_is_done_with_its_second_tries(desk: Desk, home: Path) -> None:
    first = debriefed(desk)
    before, exported = stored(home, first), export_session(desk.store, first)
    kept = said(desk.resume(first, 5), *LINES[:4])
    kept.end()
    card = desk.debrief(kept, DEBRIEF)
    assert (card.attempt, card.kind) == (False, "practice from turn 5")
    twig = said(desk.resume(kept.id, 6), "Tell me more.")
    desk.store.save_draft(twig.id, "line", "not said yet")
    desk.compare(first, kept.id)
    desk.compare(first, twig.id)
    desk.store.delete(twig.id)
    assert stored(home, first) == before and export_session(desk.store, first) == exported


def test_a_second_try_may_stop_at_any_time_and_go_on_later(desk: Desk) -> None:
    first = debriefed(desk)
    branch = desk.resume(first, 4)
    assert desk.compare(first, branch.id).sides[1].steps == ()
    said(branch, "What was that like?")
    again = desk.resume(branch.id)
    assert again.state == branch.state and not again.over
    said(again, "Tell me more.")
    assert [step.turn for step in desk.compare(first, branch.id).sides[1].steps] == [4, 5]


@pytest.fixture
def deep(desk: Desk) -> list[str]:
    """A debriefed session with fifty second tries, each one of the one before it."""
    ids = [debriefed(desk)]
    for depth in range(DEEP):
        turn = 2 + depth % 9
        branch = desk.resume(ids[-1], min(turn, last_turn(desk, ids[-1])))
        ids.append(said(branch, f"How was it the time before, number {depth}?", *LINES[turn : turn + 2]).id)
    return ids


def test_fifty_deep_lists_compares_exports_and_deletes(desk: Desk, home: Path, deep: list[str]) -> None:
    first, last = deep[0], deep[-1]
    before = stored(home, first)
    assert [row.id for row in desk.branches(first)] == deep[1:]
    assert [id for id, _ in desk.store.lineage(last)] == deep[::-1]
    rows = desk.history(100)
    assert len(rows) == DEEP + 1 and [row.id for row in rows if row.attempt] == [first]
    assert all(row.branch_of for row in rows if row.id != first)
    for one, two in ((first, last), (last, first), (deep[20], deep[40]), (deep[49], last)):
        compared = desk.compare(one, two)
        assert compared.revealed and compared.at >= 1
        shared = [payloads(desk.events(id))[: 1 + 4 * (compared.at - 1)] for id in (one, two)]
        assert shared[0] == shared[1]
    said(desk.resume(last), "Thank you, that is all.").end()
    assert not desk.debrief(last, Debrief("They miss people.")).attempt
    assert stored(home, first) == before
    assert desk.score(last).kind.startswith("practice from turn")
    assert folded(desk.resume(deep[40]))["state"].turn >= 1
    assert desk.store.delete(deep[25])
    assert [row.id for row in desk.branches(first)] == deep[1:25]
    assert desk.store.delete(first) and not desk.history(100)


def test_deleting_an_original_with_its_second_tries_leaves_none_of_its_words(desk: Desk, home: Path) -> None:
    word = "Xylophonist"
    first = debriefed(desk, f"{word}, what did last evening look like?", *LINES[1:])
    tries = [said(desk.resume(first, 3), "What was that like?").id]
    tries.append(said(desk.resume(tries[0], 3), "And then?").id)
    other = said(begun(desk), "Hello.").id
    assert word in str(desk.events(tries[1]))
    assert desk.store.delete(first)
    assert [row.id for row in desk.history()] == [other]
    desk.close()
    assert not [path.name for path in home.iterdir() if word.encode() in path.read_bytes()]


def test_what_each_opened_is_told_only_after_a_scorecard_has_shown_it(desk: Desk) -> None:
    first = said(begun(desk), *LINES)
    branch = said(desk.resume(first.id, 4), *LINES[:3])
    hidden = desk.compare(first.id, branch.id)
    assert not hidden.revealed and hidden.trust is None
    assert all(step.effect is None for side in hidden.sides for step in side.steps)
    first.end()
    desk.debrief(first, DEBRIEF)
    told = desk.compare(first.id, branch.id)
    assert told.revealed and all(step.effect for side in told.sides for step in side.steps)
    opened = {*first.state.told, *branch.state.told}
    unsaid = {line for fact in first.call.persona.facts if fact.id not in opened for line in fact.says}
    assert unsaid and not [line for line in unsaid if line in str(told)]


def test_what_is_earned_is_what_the_director_decided(desk: Desk) -> None:
    first = debriefed(desk)
    branch = said(desk.resume(first, 3), *LINES[4:10])
    compared = desk.compare(first, branch.id)
    for side, log in zip(compared.sides, (desk.events(first), branch.events), strict=True):
        directions = {event.turn: event.direction for event in log if isinstance(event, TurnDirected)}
        trust = compared.trust
        for step in side.steps:
            assert step.effect and trust is not None
            decided = directions[step.turn]
            assert (step.effect.told.id if step.effect.told else None) == decided.disclose
            assert (step.effect.hinted.id if step.effect.hinted else None) == decided.hint
            assert step.effect.trust == decided.trust
            assert step.effect.gained == pytest.approx(decided.trust - trust, abs=0.001)
            trust = decided.trust
        assert {fact.id for _, fact in side.told()} == {
            fact for fact, turn in (_told(log)).items() if turn >= compared.at
        }


def _told(log: tuple[Event, ...]) -> dict[str, int]:
    directed = [event for event in log if isinstance(event, TurnDirected)]
    return {event.direction.disclose: event.turn for event in directed if event.direction.disclose}


def test_sessions_without_a_turn_in_common_are_refused(desk: Desk) -> None:
    one, two = (said(begun(desk, seed=seed), LINES[0]).id for seed in (1, 2))
    with pytest.raises(SessionError, match="no turn in common"):
        desk.compare(one, two)
    with pytest.raises(SessionError, match="one session"):
        desk.compare(one, one[:10])
    with pytest.raises(SessionError, match="there is no session"):
        desk.compare(one, "nothing")


@pytest.mark.parametrize(
    ("one", "two", "at"),
    [
        ([("b", 5), ("a", 0)], [("a", 0)], 5),
        ([("a", 0)], [("c", 3), ("b", 5), ("a", 0)], 3),
        ([("b", 3), ("a", 0)], [("c", 9), ("b", 3), ("a", 0)], 9),
        ([("b", 4), ("a", 0)], [("c", 7), ("a", 0)], 4),
        ([("a", 0)], [("b", 0)], None),
        ([("b", 6), ("gone", 0)], [("c", 2), ("gone", 0)], 2),
    ],
)
def test_two_sessions_part_where_the_first_of_them_left_their_common_line(
    one: list[tuple[str, int]], two: list[tuple[str, int]], at: int | None
) -> None:
    assert parting(one, two) == at


def test_sessions_that_claim_to_have_branched_off_each_other_end(desk: Desk) -> None:
    log = said(begun(desk), *LINES[:3]).events
    start = log[0]
    assert isinstance(start, Started)
    for name, of in (("egg", "hen"), ("hen", "egg"), ("own", "own")):
        desk.store.append(name, (replace(start, session=name, branch_of=of, branch_at=2), *log[1:]))
    assert [id for id, _ in desk.store.lineage("egg")] == ["egg", "hen"]
    assert [row.id for row in desk.branches("egg")] == ["hen"] and desk.branches("own") == []
    assert desk.compare("egg", "hen").even >= 0
