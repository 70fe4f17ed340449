"""The example of docs/authoring.md: what the page shows stands in the file, and the file is sound and fair."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trainer.content.catalogue import Catalogue
from trainer.content.drafting.questions import KINDS
from trainer.content.lint.run import lint
from trainer.conversation.call import Call
from trainer.lab.bots.every import BOTS, SKILLED
from trainer.lab.measuring import APART
from trainer.lab.playing import play

DOCS = Path(__file__).resolve().parents[3] / "docs"
PERSONA = DOCS / "example" / "personas" / "nora-lind.yaml"
SCENARIO = DOCS / "example" / "scenarios" / "the-plot-log.yaml"
PAGE = (DOCS / "authoring.md").read_text("utf-8")


def test_lint_finds_nothing_in_the_example() -> None:
    assert lint([DOCS / "example"]) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_example_opens_to_a_listener_and_to_no_other_bot(seed: int) -> None:
    played = Catalogue().cast(str(SCENARIO))
    call = Call(played.scenario, played.personas[0], played.hash)
    skilled = play(call, SKILLED, seed)
    assert skilled.overall is not None and skilled.overall >= 75 and len(skilled.uncovered) == 2
    others = [play(call, kind, seed) for kind in BOTS if kind not in APART]
    assert all(one.deepest < 3 and (one.overall or 0) <= 45 for one in others)


def test_every_excerpt_of_the_page_stands_in_the_file() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    file = PERSONA.read_text("utf-8")
    assert len(blocks) >= 5 and all(block in file for block in blocks)


def test_the_page_counts_the_questions_rightly() -> None:
    assert len(KINDS["persona"]) == 14 and "fourteen questions" in PAGE
    assert len(KINDS["scenario"]) == 8 and "eight more" in PAGE
