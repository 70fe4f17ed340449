"""Levels on the command line: chosen, told, listed, kept on the way out and in, and pooled only where they may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import DEBRIEF, LINES, SCENARIO, Done, assert_one_line, run, typed
from trainer.desk.levels import counts, named


def call(level: str, *lines: str) -> Done:
    return run("interview", SCENARIO, "--seed", "3", "--level", level, "--json", stdin=typed(*lines))


def whole(level: str) -> Done:
    return call(level, *LINES, "/end", *DEBRIEF)


def test_a_level_is_named_where_it_is_not_the_plain_one() -> None:
    hard, plain = whole("closed"), whole("plain")
    assert hard.events[0]["level"] == "closed" and "level" not in plain.events[0]
    assert "Level closed" in hard.err and "Level" not in plain.err
    rows = {row["id"]: row for row in run("sessions", "--json").json["sessions"]}
    session = hard.events[0]["session"]
    assert rows[session]["level"] == "closed" and "level" not in rows[plain.events[0]["session"]]
    assert ", closed" in next(line for line in run("sessions").out.splitlines() if line.startswith(session))
    assert run("score", session, "--json").json["level"] == "closed"
    assert "Level closed" in run("score", session).out
    for form in ("md", "html", "json"):
        assert "closed" in run("report", session, "--format", form).out


def test_the_plain_level_answers_as_without_one() -> None:
    without = run("interview", SCENARIO, "--seed", "3", "--json", stdin=typed(*LINES))
    assert [e.get("text") for e in without.of("customer")] == [
        e.get("text") for e in call("plain", *LINES).of("customer")
    ]


def test_the_limits_told_are_those_of_the_level() -> None:
    told = [
        run("interview", SCENARIO, "--plain", "--level", level, stdin=typed("/end")) for level in ("gentle", "closed")
    ]
    assert "At most 30 turns" in told[0].out + told[0].err and "At most 24 turns" in told[1].out + told[1].err


def test_an_unknown_level_is_refused_and_nothing_is_stored() -> None:
    done = run("interview", SCENARIO, "--level", "brutal", "--json", stdin=typed(*LINES))
    assert_one_line(done)
    assert "gentle, plain, guarded, closed" in done.err
    assert run("sessions", "--json").json["sessions"] == []


@pytest.mark.parametrize("finished", [True, False])
def test_a_session_keeps_its_level_on_another_machine(finished: bool, tmp_path: Path) -> None:
    session = (whole("guarded") if finished else call("guarded", *LINES)).events[0]["session"]
    file = tmp_path / "out.json"
    file.write_text(run("export", session).out)
    assert run("verify", str(file)).code == 0
    run("delete", session, "--yes")
    assert run("import", str(file)).code == 0
    (row,) = run("sessions", "--json").json["sessions"]
    assert row["level"] == "guarded"


def test_a_file_that_claims_another_level_does_not_come_in_before_its_debrief(tmp_path: Path) -> None:
    session = call("closed", *LINES).events[0]["session"]
    out = run("export", session).out
    run("delete", session, "--yes")
    for claimed in ("brutal", "gentle"):
        file = tmp_path / f"{claimed}.json"
        file.write_text(out.replace('"level": "closed"', f'"level": "{claimed}"'))
        assert file.read_text() != out
        done = run("import", str(file))
        assert done.code == 2 and len(done.err.strip().splitlines()) == 1, claimed


class Row:
    def __init__(self, level: str, attempt: bool = True) -> None:
        self.level, self.attempt = level, attempt


def test_gentle_calls_and_practice_count_in_no_habit() -> None:
    assert [counts(Row(level)) for level in ("gentle", "plain", "guarded", "closed", "unheard-of")] == [
        False, True, True, True, False,
    ]  # fmt: skip
    assert not counts(Row("closed", attempt=False)) and named("closed").rank == 2
    for level in ("gentle", "guarded"):
        for _ in range(2):
            assert whole(level).code == 0
    shown = run("progress", "--json").json
    assert (shown["attempts"], shown["practice"]) == (2, 2)
