"""Honest answers are kept, by majority, with their agreement; faults leave everything as it was."""

from __future__ import annotations

import json

import pytest

from trainer.conversation.coached import Coaching
from trainer.conversation.model import LASTING, FaultKind, ModelFault, Stop, Stopped, Usage
from trainer.scoring.coaching.coach import coach
from trainer.scoring.coaching.judging import majority
from trainer.scoring.coaching.quoting import one_line
from trainer.scoring.coaching.rules import ruling
from trainer.scoring.coaching.shown import as_data, lines
from trainer.scoring.score import score

from .made import (
    BLIND,
    POOR,
    Data,
    Done,
    Judge,
    all_met,
    asked,
    blind,
    form,
    honest,
    learner_lines,
    mark,
    play,
    start_of,
)


@pytest.fixture
def done() -> Done:
    return blind("maren-tveit-a")


@pytest.mark.parametrize("name", BLIND)
def test_an_honest_judge_is_kept_whole_and_every_quote_shown_stands_in_its_line(name: str) -> None:
    done = blind(name)
    judge = Judge(honest(done))
    coaching = done.coached(judge)
    wanted = asked(json.loads(judge.prompts[0].messages[1].text))
    assert {(item.turn, item.criterion) for item in coaching.items} == set(wanted)
    assert all(item.agree == item.of == 3 and item.verdict != "unclear" for item in coaching.items)
    disputed = [item for item in coaching.items if item.disputed]
    assert len(disputed) <= len(coaching.items) / 10
    assert all(ruling(item.criterion, done.turns[item.turn]).met is None for item in disputed)
    assert all(item.quote and item.quote in one_line(done.turns[item.turn].text) for item in coaching.items)
    assert coaching.agreement == f"{len(wanted)} of {len(wanted)}" and coaching.dropped == 0
    assert coaching.next == "Ask for the last time it happened."


def test_a_poor_call_is_called_so() -> None:
    done = play("maren-tveit", POOR)
    coaching = done.coached(Judge(honest(done)))
    assert not [item for item in coaching.items if item.verdict == "met" and not item.disputed]
    assert [item for item in coaching.items if item.verdict == "not_met" and not item.disputed]


def test_what_the_rules_contradict_is_disputed_both_ways(done: Done) -> None:
    poor = play("maren-tveit", POOR).coached(Judge(all_met))
    said = {(item.turn, item.criterion): item.disputed for item in poor.items}
    assert said[1, "open"] == "a closed question" and said[2, "open"] == "a leading question"

    def all_not_met(data: Data, number: int) -> Data:
        items = all_met(data, number)["items"]
        return form([{**item, "verdict": "not_met"} for item in items])

    good = [item for item in done.coached(Judge(all_not_met)).items if item.disputed]
    assert good and all(item.verdict == "not_met" for item in good)
    assert {item.disputed for item in good} >= {"an open question"}


@pytest.mark.parametrize(
    ("verdicts", "verdict", "agree"),
    [
        (("met", "met", "met"), "met", 3),
        (("met", "not_met", "met"), "met", 2),
        (("met", "not_met", "unclear"), "unclear", 1),
        (("not_met", "not_met"), "not_met", 2),
        (("met", "not_met"), "unclear", 1),
        (("met",), "unclear", 1),
        ((), "unclear", 0),
    ],
)
def test_two_of_three_decide_and_less_is_unclear(verdicts: tuple[str, ...], verdict: str, agree: int) -> None:
    assert majority(verdicts) == (verdict, agree)  # type: ignore[arg-type]


def only(verdicts: tuple[str, ...]) -> Judge:
    """A judge who speaks of one item alone, with one verdict for each request; `fault` gives none."""

    def reply(data: Data, number: int) -> Data | ModelFault:
        if verdicts[number - 1] == "fault":
            return ModelFault(FaultKind.TIMEOUT, "no answer in time")
        turn, criterion = sorted(asked(data))[0]
        return form([mark(turn, criterion, verdicts[number - 1], start_of(learner_lines(data)[turn]))])

    return Judge(reply)


def test_one_failing_answer_of_three_is_borne_where_the_other_two_agree() -> None:
    done = play("maren-tveit", POOR)
    agreed = done.coached(only(("not_met", "fault", "not_met")))
    assert [(i.verdict, i.agree, i.of) for i in agreed.items] == [("not_met", 2, 3)]
    assert (agreed.answers, agreed.asked) == (2, 3)
    assert "2 of 3 answers came." in list(lines(agreed))
    torn = done.coached(only(("not_met", "met", "fault")))
    assert [(i.verdict, i.agree, i.of) for i in torn.items] == [("unclear", 1, 3)]


def test_one_answer_that_gives_two_verdicts_on_a_thing_gives_none() -> None:
    def torn(data: Data, number: int) -> Data:
        items = all_met(data, number)["items"]
        return form([*items[:5], *({**item, "verdict": "not_met"} for item in items[:5])])

    assert play("maren-tveit", POOR).coached(Judge(torn)).items == ()


@pytest.mark.parametrize("kind", FaultKind)
def test_whatever_the_fault_the_scorecard_stands_and_there_is_nothing_to_store(done: Done, kind: FaultKind) -> None:
    judge = Judge(lambda data, number: ModelFault(kind, "a line for people"))
    with pytest.raises(ModelFault, match="a line for people") as raised:
        done.coached(judge)
    assert raised.value.kind is kind
    assert len(judge.prompts) == (1 if kind in LASTING else 2), "no request is made that can change nothing"
    assert score(done.events, done.call) == done.card


def test_a_fault_on_the_debrief_leaves_the_notes_on_the_call(done: Done) -> None:
    judge = Judge(honest(done), insight=lambda data, number: ModelFault(FaultKind.SERVER, "down"))
    coaching = done.coached(judge)
    assert coaching.items and coaching.insight == ()


def test_stopping_asks_nothing_more(done: Done) -> None:
    stop = Stop()

    def stopping(data: Data, number: int) -> Data:
        stop.set()
        return all_met(data, number)

    judge = Judge(stopping)
    with pytest.raises(Stopped):
        done.coached(judge, stop)
    assert len(judge.prompts) == 1


def test_each_request_is_told_with_what_it_used(done: Done) -> None:
    seen: list[tuple[int, int, Usage]] = []
    judge = Judge(honest(done))
    coach(done.events, done.call, done.card, judge, Stop(), told=lambda done, of, usage: seen.append((done, of, usage)))
    assert [(number, of) for number, of, _ in seen] == [(n, 6) for n in range(1, 7)]
    assert all(usage == Usage(100, 50) for *_, usage in seen)
    assert {prompt.temperature for prompt in judge.prompts} == {0.3}
    assert len({prompt.hash for prompt in judge.prompts}) == 6


def test_where_nothing_was_asked_no_model_is_asked() -> None:
    judge = Judge(all_met)
    empty = play("maren-tveit", ("", "")).coached(judge)
    assert empty == Coaching() and not judge.prompts
    assert any("nothing to note on" in line for line in lines(empty))


def test_the_same_answers_give_the_same_notes(done: Done) -> None:
    assert done.coached(Judge(honest(done))) == done.coached(Judge(honest(done)))


def test_data_for_machines_holds_no_figure_but_turns_and_agreement(done: Done) -> None:
    data = as_data(done.coached(Judge(honest(done))))
    assert {key for item in data["items"] for key in item} == {
        "criterion", "verdict", "turn", "quote", "agreement", "disputed",
    }  # fmt: skip
    assert data["items"][0]["agreement"] == "3 of 3"
    for line in lines(done.coached(Judge(honest(done)))):
        assert line == line.strip()
