"""The director as a pure function: what it decides, why, and what it may never do, over any call."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.conversation.directing import tuning
from trainer.conversation.directing.direct import direct
from trainer.conversation.directing.direction import Answer, Direction
from trainer.conversation.directing.disclosure import before_holds
from trainer.conversation.directing.reasons import SENTENCES, sentence
from trainer.conversation.directing.state import Cast, State
from trainer.conversation.hearing.heard import Heard, Kind, Topic

from ... import conftest
from .made import CAST, FACETS, ROLE, START, about, calls, fold, open_question, states, utterance, utterances

_MANY = settings(max_examples=2000 if conftest.SOAK else 80)


@_MANY
@given(states(), calls, utterances())
def test_deciding_changes_nothing_and_gives_the_same_twice(begun: State, lines: list[Heard], last: Heard) -> None:
    turns = fold(lines, begun)
    state = turns[-1][3] if turns else begun
    before = deepcopy((state, last, CAST))
    first = direct(state, last, CAST)
    assert direct(state, last, CAST) == first
    assert (state, last, CAST) == before


@_MANY
@given(states(), calls)
def test_a_fact_is_told_once_and_only_when_everything_before_it_was(begun: State, lines: list[Heard]) -> None:
    for state, heard, direction, following in fold(lines, begun):
        new = set(following.told) - set(state.told)
        assert new == ({direction.disclose} if direction.disclose else set())
        if direction.disclose:
            rule = ROLE.rules[direction.disclose]
            assert rule.id not in state.told
            assert before_holds(rule, state)
            said_so = direction.answer is Answer.FACT and direction.subject == rule.id
            assert said_so or direction.tail == "offer"
            assert rule.depth == 1 or rule.trust <= direction.trust + tuning.TELL_EASES + 1e-9
            assert not heard.has(Kind.LEADING, Kind.DEMAND, Kind.PITCH, Kind.STUFFING, Kind.FLOOD, Kind.RUDE)


@_MANY
@given(states(), calls)
def test_only_shallow_facts_are_volunteered(begun: State, lines: list[Heard]) -> None:
    for _, _, direction, _ in fold(lines, begun):
        if direction.disclose and not direction.earned:
            assert ROLE.rules[direction.disclose].depth == 1


@_MANY
@given(states(), calls)
def test_a_hint_is_dropped_only_for_a_locked_fact_that_could_come_next(begun: State, lines: list[Heard]) -> None:
    for _, _, direction, following in fold(lines, begun):
        if direction.hint:
            rule = ROLE.rules[direction.hint]
            assert rule.tell and rule.id not in following.told
            assert set(rule.after) <= set(following.told)
            assert not rule.after_any or set(rule.after_any) & set(following.told)
            assert direction.answer not in (Answer.DEMANDED, Answer.CLOSE, Answer.POLITE_YES, Answer.STUFFED)


@_MANY
@given(states(), calls)
def test_what_is_told_withheld_or_moved_has_reasons_that_read_as_sentences(begun: State, lines: list[Heard]) -> None:
    for state, _, direction, _ in fold(lines, begun):
        if direction.disclose or abs(direction.trust - state.trust) > 1e-6:
            assert direction.because, direction
        assert all(withheld.missing for withheld in direction.withheld)
        reasons = [*direction.because, *(reason for withheld in direction.withheld for reason in withheld.missing)]
        assert all(reason.code in SENTENCES and sentence(reason) for reason in reasons)


@_MANY
@given(states(), calls)
def test_trust_and_patience_stay_within_their_bounds(begun: State, lines: list[Heard]) -> None:
    for state, _, direction, following in fold(lines, begun):
        assert 0.0 <= direction.trust <= 1.0
        assert 0.0 <= direction.patience <= ROLE.patience
        assert direction.trust - state.trust <= tuning.MOST_A_TURN + 1e-9
        assert (following.trust, following.patience) == (direction.trust, direction.patience)


@_MANY
@given(states(), calls)
def test_the_customer_hangs_up_only_after_a_warning(begun: State, lines: list[Heard]) -> None:
    turns = fold(lines, begun)
    for state, _, direction, _ in turns:
        if direction.closing == "patience":
            assert "warn_patience" in state.warned
            assert not direction.disclose and not direction.hint
        if direction.closing == "time":
            assert "warn_time" in state.warned
    assert all(not direction.closing for _, _, direction, _ in turns[:-1])


@_MANY
@given(states(), calls)
def test_a_line_that_blocks_opens_nothing_and_earns_nothing(begun: State, lines: list[Heard]) -> None:
    for state, heard, direction, _ in fold(lines, begun):
        if heard.has(Kind.DEMAND, Kind.STUFFING, Kind.PITCH, Kind.LEADING, Kind.GIBBERISH, Kind.LANGUAGE, Kind.TRAINER):
            assert direction.trust <= state.trust
            assert not direction.disclose and not direction.hint
            assert direction.contingent == "none"


def test_a_call_ends_at_its_last_turn_with_time_and_a_warning_before() -> None:
    turns = fold([open_question(skeleton=f"what about it {n}") for n in range(40)])
    assert len(turns) == CAST.turns
    assert turns[-1][2].closing == "time"
    assert any(direction.tail == "warn_time" for _, _, direction, _ in turns[-5:-1])


def test_a_call_ends_when_its_minutes_are_talked_away() -> None:
    cast = Cast((ROLE,), 60, 5)
    turns = fold([open_question(words=200, skeleton=f"what about it {n}") for n in range(60)], cast=cast)
    assert turns[-1][2].closing == "time"
    assert len(turns) < 20


def test_rudeness_ends_a_call_by_patience() -> None:
    turns = fold([utterance(Kind.RUDE)] * 20)
    assert turns[-1][2].closing == "patience"
    assert turns[-1][2].answer is Answer.CLOSE


def told(*facts: str, trust: float = 0.9, listened: int = 9, **given: object) -> State:
    """Give a state late in a call in which these facts have been told."""
    base = replace(START, trust=trust, turn=8, listened=listened, told={fact: n + 1 for n, fact in enumerate(facts)})
    return replace(base, **given)  # type: ignore[arg-type]


def test_what_they_would_have_gone_on_to_is_not_told_when_they_have_to_go() -> None:
    """An offer is the tail of an answer; where a warning or a goodbye takes its place, nothing was disclosed."""
    facts = ("kettle", "window", "letter", "attic", "brother", "promise")
    spent = frozenset(("kettle", facet) for facet in FACETS[:4])
    state = told(*facts, thread="kettle", thread_turn=12, turn=12, details=spent, hinted={"cellar": 11, "debt": 11})
    free = direct(state, open_question(facets=("why",)), CAST)
    assert (free.disclose, free.tail) == ("stairs", "offer")
    for late in (replace(state, turn=21, thread_turn=21), replace(state, turn=24, thread_turn=24)):
        direction = direct(late, open_question(facets=("why",)), CAST)
        assert direction.tail in ("warn_time", "close_time")
        assert direction.disclose is None


def test_a_deep_fact_opens_to_a_contingent_open_question_with_trust_and_listening() -> None:
    state = told("kettle", "letter")
    assert direct(state, open_question(about("brother")), CAST).disclose == "brother"


@pytest.mark.parametrize(
    ("state", "heard", "code"),
    [
        (told("kettle", "letter", trust=0.3), open_question(about("brother")), "low-trust"),
        (told("kettle"), open_question(about("brother")), "needs-before"),
        (told("kettle", "letter", listened=0), open_question(about("brother")), "not-listened"),
        (told("kettle", "letter"), open_question(about("brother"), taken_up=(), uptake=0.0), "nothing-taken-up"),
        (
            told("kettle", "letter"),
            utterance(Kind.CLOSED_QUESTION, question="closed", taken_up=("lamp",), topics=(about("brother"),)),
            "closed",
        ),
        (
            told("kettle", "letter"),
            utterance(Kind.LEADING, question="closed", taken_up=("lamp",), topics=(about("brother"),)),
            "leading",
        ),
        (told("kettle", "letter"), open_question(about("promise")), "needs-act"),
    ],
)
def test_what_was_missing_for_a_deep_fact_is_said(state: State, heard: Heard, code: str) -> None:
    direction = direct(state, heard, CAST)
    assert direction.disclose not in ("brother", "promise")
    missing = {w.fact: {reason.code for reason in w.missing} for w in direction.withheld}
    assert code in missing.get("brother", set()) | missing.get("promise", set())


def test_a_script_that_takes_nobody_up_opens_the_surface_only() -> None:
    lines = [open_question(about(fact), taken_up=(), uptake=0.0, jumps=True) for fact in ROLE.rules] * 2
    script = [open_like(line, line.topics, f"what about the _ number {n}") for n, line in enumerate(lines)]
    disclosed = [direction.disclose for _, _, direction, _ in fold(script) if direction.disclose]
    assert all(ROLE.rules[fact].depth == 1 for fact in disclosed)


def gains(*lines: Heard) -> list[float]:
    """Give how much trust each of these lines brings, one after another."""
    return [round(following.trust - state.trust, 6) for state, _, _, following in fold(lines)]


def test_mirrors_wear_out_and_cost_in_the_end() -> None:
    mirror = utterance(Kind.MIRROR, taken_up=("lamp",), uptake=1.0, words=2)
    first, second, third = gains(mirror, mirror, mirror)
    assert first > second > 0 > third


def test_labels_wear_out() -> None:
    label = utterance(Kind.LABEL, taken_up=("lamp",), uptake=0.5)
    brought = gains(label, label, label, label)
    assert brought[0] > brought[1] > brought[2] >= brought[3]
    assert brought[3] < 0


def test_generic_probes_are_free_twice_and_then_cost() -> None:
    probe = utterance(Kind.OPEN_QUESTION, Kind.PROBE, question="open", refers=True)
    brought = gains(probe, probe, probe, probe)
    assert brought[0] >= 0 and brought[1] >= 0
    assert brought[2] < 0 and brought[3] < 0


def test_one_formula_said_again_and_again_wears_out() -> None:
    formula = open_question(skeleton="you mentioned _ what was that like")
    brought = gains(*[formula] * 5)
    assert brought[0] > 0 > brought[-1]


def test_closed_questions_in_a_row_turn_into_an_interrogation() -> None:
    closed = utterance(Kind.CLOSED_QUESTION, question="closed")
    brought = gains(*[closed] * 5)
    assert brought[0] >= 0 > brought[-1]


def test_praise_and_length_earn_nothing() -> None:
    assert gains(utterance(Kind.THANKS), utterance(Kind.GREETING), utterance(words=250, uptake=0.0)) == [0, 0, 0]


def test_a_silence_helps_only_after_something_heavy_and_only_twice() -> None:
    pause = utterance(Kind.PAUSE, words=0, uptake=None)
    assert gains(pause)[0] <= 0
    heavy = told("kettle", "letter", trust=0.4, heavy=True)
    assert direct(heavy, pause, CAST).trust > 0.4
    spent = told("kettle", "letter", trust=0.4, heavy=True, pauses=tuning.PAUSES_HEARD)
    assert direct(spent, pause, CAST).trust <= 0.4


_LOCKED = ("brother", "debt", "promise")


@_MANY
@given(
    states(),
    st.lists(utterances(), max_size=4),
    utterances(),
    st.sampled_from(_LOCKED),
    st.sampled_from((*_LOCKED, "")),
)
def test_how_they_answer_does_not_tell_which_locked_fact_was_named_or_whether_one_was(
    begun: State, lines: list[Heard], last: Heard, named: str, other: str
) -> None:
    turns = fold(lines, begun)
    state = turns[-1][3] if turns else begun
    if state.ended or set(state.told) & set(_LOCKED) or set(state.hinted) & set(_LOCKED):
        return
    rest = tuple(t for t in last.topics if t.id not in _LOCKED and t.via != "line")

    def answered(fact: str) -> Direction:
        topics = (about(fact), *rest) if fact else rest
        return direct(state, open_like(last, topics), CAST)

    one, two = answered(named), answered(other)
    if one.disclose in _LOCKED or two.disclose in _LOCKED:
        return
    assert (one.answer, one.subject, one.reaction, one.tail) == (two.answer, two.subject, two.reaction, two.tail)
    assert (one.disclose, one.hint, one.trust, one.patience) == (two.disclose, two.hint, two.trust, two.patience)


def open_like(heard: Heard, topics: tuple[Topic, ...], skeleton: str | None = None) -> Heard:
    """Give the same utterance with other topics, and with another formula if one is given."""
    return replace(heard, topics=topics, skeleton=heard.skeleton if skeleton is None else skeleton)


def test_a_question_for_a_name_is_not_told_that_nothing_was_asked() -> None:
    who = utterance(Kind.CLOSED_QUESTION, Kind.FOLLOW_UP, question="closed", topics=(about("letter"),))
    missing = {reason.code for reason in direct(START, who, CAST).withheld[0].missing}
    assert "nothing-taken-up" in missing and "no-question" not in missing
    statement = utterance(question="none", topics=(about("letter"),))
    assert "no-question" in {reason.code for reason in direct(START, statement, CAST).withheld[0].missing}
