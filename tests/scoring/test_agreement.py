"""How far our labels and people's agree."""

from __future__ import annotations

import pytest

from trainer.scoring.agreement import FEWEST, agreement, by_aspect, kappa

AGREED = [("open", "open")] * 20 + [("closed", "closed")] * 15
APART = [("open", "closed")] * 5 + [("closed", "open")] * 10


def test_kappa_is_that_of_the_example_that_textbooks_give() -> None:
    assert kappa(AGREED + APART) == pytest.approx(0.4)  # 50 pairs: 20, 5, 10, 15; observed 0.7, by chance 0.5


def test_kappa_is_one_where_all_agree_and_below_zero_where_none_does() -> None:
    assert kappa(AGREED) == 1.0
    assert kappa(APART) == pytest.approx(-0.8)


def test_there_is_no_kappa_of_one_label_or_of_nothing() -> None:
    assert kappa([("open", "open")] * 40) is None
    assert kappa([]) is None


def test_below_thirty_there_is_a_count_and_no_more() -> None:
    few = agreement("question", AGREED[:10] + APART[: FEWEST - 11])
    assert few.kappa is None
    assert few.sentence() == "question: the same label for 10 of 25; too few for more than a count (30 are needed)"
    enough = agreement("question", AGREED + APART)
    assert enough.sentence() == "question: the same label for 35 of 50 (70%), kappa 0.40"
    assert agreement("input", [("no", "no")] * 30).sentence() == (
        "input: the same label for 30 of 30 (100%); no kappa, for there is only one label"
    )


def test_each_aspect_is_compared_by_itself() -> None:
    rows = [("reflection", "label", "none"), ("question", "open", "open"), ("question", "open", "closed")]
    assert [(one.aspect, one.n, one.same) for one in by_aspect(rows)] == [("question", 2, 1), ("reflection", 1, 0)]
