"""Every drill that is shipped: right answers pass, plausible wrong ones fail for the reason they were written for."""

from __future__ import annotations

from functools import cache

import pytest

from tests.cli.running import LIBRARY
from trainer.content.drills.schema import Kind
from trainer.content.drills.shelf import Placed, Shelf
from trainer.practice.drills.judge import judge
from trainer.practice.drills.lint import lint_drills
from trainer.practice.drills.verdict import Verdict

BY_ID = Shelf().all
DRILLS = list(BY_ID.values())
FILES = sorted((LIBRARY / "drills").glob("*.yaml"))
#: What issue 6 asks for at least.
ANSWERS, SKILLS = 3, 12


@cache
def judged(name: str, text: str) -> Verdict:
    return judge(BY_ID[name], text)


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.id)
def test_right_answers_pass_and_wrong_ones_fail_for_their_reason(drill: Placed) -> None:
    item = drill.item
    assert len(item.passes) >= ANSWERS and len(item.fails) >= ANSWERS
    right = {text: judged(drill.id, text) for text in (*item.better, *item.passes)}
    assert not {text: verdict.reason for text, verdict in right.items() if not verdict.passed}
    wrong = {one.says: (judged(drill.id, one.says).reason, one.reason) for one in item.fails}
    assert not {text: reasons for text, reasons in wrong.items() if reasons[0] != reasons[1]}


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.id)
def test_a_verdict_quotes_the_answer_and_shows_a_wording_that_passes(drill: Placed) -> None:
    answers = [*drill.item.passes, *(one.says for one in drill.item.fails)]
    for verdict, text in ((judged(drill.id, text), text) for text in answers):
        assert verdict.quote in text and len(verdict.why) > 10
        assert judged(drill.id, verdict.better).passed


def test_the_shipped_drills_have_no_finding() -> None:
    assert lint_drills(FILES) == []


def test_every_kind_of_the_issue_is_there() -> None:
    kinds = {skill.kind for skill in Shelf().skills}
    assert len(Shelf().skills) >= SKILLS and kinds == set(Kind)
