"""Whether a call counts is announced before it starts, and said wherever the call is shown."""

from __future__ import annotations

from trainer.desk import Desk

from .running import DEBRIEF, LINES, SCENARIO, debriefed, interview, run, typed

FIRST = "Your first attempt with Maren Tveit on this version: it counts."
OTHER = "where-did-they-come-from"


def row_of(session: str) -> dict[str, object]:
    return next(row for row in run("sessions", "--json").json["sessions"] if row["id"] == session)


def line_of(session: str) -> str:
    return next(line for line in run("sessions").out.splitlines() if line.startswith(session))


def said_by(session: str) -> tuple[str, str, str]:
    """What the scorecard, the report and the page say."""
    page = run("report", session, "--format", "html").out
    return run("score", session).out, run("report", session).out, page


def test_the_first_attempt_is_announced_before_the_opening_and_a_further_one_as_that() -> None:
    first = run("interview", SCENARIO, "--plain", "--seed", "1", stdin=typed(*LINES[:2]))
    assert first.err.index(FIRST) < first.err.index("Your brief")
    second = run("interview", SCENARIO, "--plain", "--seed", "2", stdin=typed(LINES[0]))
    assert FIRST not in second.err
    assert "Attempt 2 with Maren Tveit: a further one; only the first counts." in second.err


def test_programs_read_it_in_the_start_and_nothing_more_is_told_beside() -> None:
    done = [interview(LINES[0]), interview(LINES[0], seed=2), interview(LINES[0], options=["--explain"])]
    assert [one.events[0]["counts"] for one in done] == ["first", "further", "practice"]
    assert [one.err for one in done] == ["", "", ""]


def test_every_scenario_and_every_customer_has_a_first_attempt_of_its_own() -> None:
    people = ("ilse-brandt", "tomas-reyes")
    begun = [interview(LINES[0], scenario=OTHER, options=["--persona", one]).events[0] for one in (*people, *people)]
    assert [one["counts"] for one in begun] == ["first", "first", "further", "further"]


def test_practice_takes_no_number() -> None:
    assert interview(LINES[0], options=["--explain"]).events[0]["counts"] == "practice"
    first = interview(*LINES).events[0]
    assert first["counts"] == "first"
    tried = run("resume", first["session"], "--at", "3", "--json").events[0]
    assert tried["counts"] == "practice"
    assert interview(LINES[0]).events[0]["counts"] == "further"
    assert row_of(tried["session"])["number"] is None


def test_lists_scorecards_and_reports_say_which_it_is() -> None:
    first, second = debriefed(), debriefed(seed=2)
    tried = run("resume", first, "--at", "5", "--json", stdin=typed(*LINES[4:], "/end", *DEBRIEF)).events[0]["session"]
    assert [(row_of(one)["counts"], row_of(one)["number"]) for one in (first, second, tried)] == [
        ("first", 1),
        ("further", 2),
        ("practice", None),
    ]
    for session, word in ((first, "first attempt"), (second, "attempt 2"), (tried, "practice")):
        assert word in line_of(session)
        assert all(word in text for text in said_by(session))
        assert run("score", session, "--json").json["counts"] == row_of(session)["counts"]
    assert f"second try of {first[:12]} from turn 5" in line_of(tried)
    shape = run("score", tried, "--json").json
    assert (shape["attempt"], shape["branch_of"], shape["branch_at"]) == (False, first, 5)
    assert '"attempt": false' in run("report", tried, "--format", "json").out


def test_deleting_one_of_several_makes_no_second_first_attempt() -> None:
    first, _ = (interview(LINES[0], seed=seed).events[0]["session"] for seed in (1, 2))
    assert run("delete", first, "--yes").code == 0
    assert interview(LINES[0]).events[0]["counts"] == "further"


def test_the_number_goes_out_and_comes_in_with_the_session(tmp_path: object) -> None:
    debriefed()
    further = debriefed(seed=2)
    file = f"{tmp_path}/further.json"
    run("export", further, file)
    run("delete", further, "--yes")
    assert run("import", file).code == 0
    assert (row_of(further)["counts"], row_of(further)["number"]) == ("further", 2)


def test_a_second_try_moves_no_figure_of_progress() -> None:
    first = debriefed()
    desk = Desk.open()
    before = desk.skills()
    desk.close()
    for turn in ("3", "5"):
        run("resume", first, "--at", turn, "--json", stdin=typed(*LINES[3:], "/end", *DEBRIEF))
    desk = Desk.open()
    assert desk.skills() == before and len(desk.history()) == 3
    desk.close()
