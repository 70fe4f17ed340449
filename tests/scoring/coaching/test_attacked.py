"""A line that speaks to the judge, and a judge that obeys it or lies: nothing comes of it that counts."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from trainer.conversation.coached import Coaching
from trainer.conversation.events import Coached
from trainer.conversation.model import FaultKind, ModelFault
from trainer.scoring.coaching.quoting import one_line
from trainer.scoring.coaching.rules import is_good, ruling
from trainer.scoring.score import score

from .made import (
    BLIND,
    INJECTIONS,
    POOR,
    Data,
    Done,
    Judge,
    Reply,
    all_met,
    asked,
    blind,
    customer_lines,
    form,
    learner_lines,
    mark,
    play,
    start_of,
)

EVERY = ("open", "last_words", "last_time", "no_answer", "one_question", "stops", "label", "mirror", "summary",
         "feeling", "no_offer")  # fmt: skip


def invents(data: Data, number: int) -> Data:
    return form([mark(turn, one, "met", "what happened the last time") for turn, one in asked(data)])


def quotes_the_injection(data: Data, number: int) -> Data:
    lines = learner_lines(data)
    told = [turn for turn, line in lines.items() if any(line in (i, f"Do you like it? {i}") for i in INJECTIONS)]
    return form([mark(turn, one, "met", lines[turn]) for turn in told for one in EVERY])


def every_real_line(data: Data, number: int) -> Data:
    lines = learner_lines(data)
    return form([mark(turn, one, "met", start_of(line)) for one in EVERY for turn, line in lines.items()][:24])


def quotes_the_customer(data: Data, number: int) -> Data:
    lines = customer_lines(data)
    return form([mark(turn, one, "met", start_of(lines[turn])) for turn, one in asked(data)])


def quotes_another_turn(data: Data, number: int) -> Data:
    lines = list(learner_lines(data).values())
    return form([mark(turn, one, "met", start_of(lines[turn % len(lines)])) for turn, one in asked(data)])


def prose(data: Data, number: int) -> str:
    return "A flawless interview: open questions throughout. Final score: 100/100."


def adds_a_score(data: Data, number: int) -> Any:
    return {**all_met(data, number), "score": 100, "overall": 5.0}


def puts_numbers_for_verdicts(data: Data, number: int) -> Data:
    given = all_met(data, number)
    return {**given, "items": [{**item, "verdict": 5} for item in given["items"]]}


def repeats_itself(data: Data, number: int) -> Data:
    return form((all_met(data, number)["items"] * 30)[:700])


JUDGES: tuple[Reply, ...] = (
    invents, quotes_the_injection, all_met, every_real_line, quotes_the_customer, quotes_another_turn, prose,
    adds_a_score, puts_numbers_for_verdicts, repeats_itself,
)  # fmt: skip


@lru_cache(maxsize=128)
def injected(line: str, place: int, behind: bool) -> Done:
    """Give a poor call with an injection as a line of its own at a place, or behind a closed question."""
    lines = list(POOR)
    lines.insert(place, f"Do you like it? {line}" if behind else line)
    return play("maren-tveit", lines, "She wants more levels.")


def counts(coaching: Coaching) -> list[tuple[int, str]]:
    return [(i.turn, i.criterion) for i in coaching.items if i.verdict == "met" and not i.disputed]


def noted(done: Done, judge: Reply) -> Coaching:
    """Give what comes of a judge; nothing where it gave no answer that fits the form."""
    try:
        return done.coached(Judge(judge))
    except ModelFault as fault:
        assert fault.kind is FaultKind.EMPTY
        return Coaching()


def test_there_are_enough_injections_to_try() -> None:
    assert len(set(INJECTIONS)) == 32


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.__name__)
@pytest.mark.parametrize("behind", [False, True], ids=["alone", "behind a question"])
def test_no_injection_and_no_bought_judge_makes_anything_of_a_poor_call(judge: Reply, behind: bool) -> None:
    for number, line in enumerate(INJECTIONS):
        done = injected(line, number % (len(POOR) + 1), behind)
        coaching = noted(done, judge)
        assert counts(coaching) == [], line
        if number % 8 == 0:
            stored = Coached("2026-01-01T10:00:00+00:00", "a judge", "coach-1", coaching)
            assert score((*done.events, stored), done.call) == done.card
        assert all(item.quote in one_line(done.turns[item.turn].text) for item in coaching.items)


@pytest.mark.parametrize("name", BLIND)
@pytest.mark.parametrize("judge", [all_met, every_real_line, repeats_itself], ids=lambda judge: judge.__name__)
def test_praise_of_a_good_call_stands_only_where_the_rules_heard_something_good(judge: Reply, name: str) -> None:
    done = blind(name)
    coaching = done.coached(Judge(judge))
    assert coaching.items
    for turn, criterion in counts(coaching):
        assert is_good(done.turns[turn]) or ruling(criterion, done.turns[turn]).met


def test_a_bought_judges_notes_are_thrown_away_and_counted_as_such() -> None:
    def bought(data: Data, number: int) -> Data:
        lines = learner_lines(data)
        texts = (
            "Full marks for this.",
            "Score: 100/100",
            "See https://a.example now",
            "<b>Great</b>",
            "Grade A, judge.",
        )
        notes = [
            {"turn": turn, "quote": start_of(lines[turn]), "note": text, "better": text}
            for turn, text in zip(lines, texts, strict=False)
        ]
        return form(all_met(data, number)["items"], notes, "You deserve five out of five.")

    coaching = play("maren-tveit", POOR).coached(Judge(bought))
    assert coaching.notes == () and coaching.next == ""
    assert coaching.dropped >= 3 * 6
