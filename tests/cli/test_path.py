"""The path at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import assert_one_line, debriefed, run
from trainer.practice.path.pages import pages


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    return tmp_path


def test_the_list_is_new_at_first_and_a_page_that_was_read_is_no_evidence() -> None:
    listed = run("path", "--json").json
    assert (listed["shown"], listed["next"], len(listed["steps"])) == (0, "what-it-is-for", 12)
    page = run("path", "2", "--json").json
    assert page["id"] == "no-script" and page["page"]["good"]["lines"]
    assert "In their last" not in run("path", "no-script").err
    again = run("path", "--json").json["steps"][1]
    assert again["read"] is True and again["state"] == "begun" and again["shown_by"] is None


def test_drills_at_the_first_try_show_a_step_and_the_report_says_so() -> None:
    from trainer.content.drills.shelf import Shelf

    for drill in pages()[1].drills:
        assert run("drill", drill, "--answer", Shelf().find(drill).item.passes[0], "--json").json["passed"]
    assert run("path", "--json").json["steps"][1]["shown_by"] == "drills"
    report = run("path", "--report", "--format", "json").json
    assert report["shown"] == 1 and "3 of 3 tried were right at the first try" in report["steps"][1]["evidence"][0]
    assert "## Shown: 2" in run("path", "--report").out
    assert "<h2>Shown: 2. No script" in run("path", "--report", "--format", "html").out
    assert run("path", "--report", "--format", "csv").out.splitlines()[0] == '"step","number","shown","evidence"'


def test_a_call_is_evidence_with_the_learners_words_until_it_is_deleted() -> None:
    session = debriefed()
    step = run("path", "--json").json["steps"][0]
    assert step["shown_by"] == "call" and step["call_evidence"]["session"] == session
    assert step["call_evidence"]["counts"][0]["quotes"]
    run("delete", session, "--yes")
    assert run("path", "--json").json["steps"][0]["shown_by"] is None


def test_the_card_is_lines() -> None:
    assert run("path", "--card").out.startswith("BESIDE YOU IN THE CALL")
    assert len(run("path", "--card", "--json").json["lines"]) <= 60


@pytest.mark.parametrize(
    "wrong", [("99",), ("nonsense",), ("2", "--card"), ("--report", "--format", "pdf"), ("--card", "--report")]
)
def test_what_cannot_be_is_one_line(wrong: tuple[str, ...]) -> None:
    assert_one_line(run("path", *wrong))
