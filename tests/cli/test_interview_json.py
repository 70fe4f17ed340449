"""The contract of `interview --json`, bullet by bullet."""

from __future__ import annotations

from typing import Any

import pytest

from trainer.content.catalogue import Catalogue

from .running import DEBRIEF, LINES, PERSONA, SCENARIO, assert_one_line, interview, run, typed

WORN_OUT = ("Buy our new AI feature now!!! It is great, is it not?",) * 12


def kinds(events: list[dict[str, Any]]) -> list[str]:
    return [event["event"] for event in events]


def test_a_call_begins_with_its_start_and_the_opening_and_each_line_gets_one_answer() -> None:
    done = interview(*LINES[:3])
    assert done.code == 0
    assert kinds(done.events) == ["started", "customer", *["learner", "customer"] * 3, "ended"]
    started, opening = done.events[:2]
    assert started.keys() == {"event", "session", "scenario", "personas", "seed", "content", "counts"}
    assert (started["scenario"], started["personas"], started["seed"]) == (SCENARIO, [PERSONA], 1)
    assert opening.keys() == {"event", "turn", "text", "voice"} and opening["turn"] == 0
    assert [(event["turn"], event["text"]) for event in done.of("learner")] == list(enumerate(LINES[:3], 1))
    assert [event["turn"] for event in done.of("customer")] == [0, 1, 2, 3]
    assert {event["voice"] for event in done.of("customer")} == {"authored"}


def test_json_comes_one_object_a_line_and_nothing_else_is_on_stdout() -> None:
    done = interview(*LINES, "/hint", "/end", *DEBRIEF)
    assert all(isinstance(event, dict) and "event" in event for event in done.events)


@pytest.mark.parametrize(
    "line", ["", " ", "asdf qwer", "/", "/help", "/END", "/end ", " /end", "/hint please", "//end", "/end/"]
)
def test_any_line_but_exactly_end_and_hint_is_said_to_the_customer(line: str) -> None:
    done = interview(line)
    assert kinds(done.events) == ["started", "customer", "learner", "customer", "ended"]
    assert done.events[-1] == {"event": "ended", "reason": "paused"}


def test_windows_line_ends_are_line_ends() -> None:
    done = run("interview", SCENARIO, "--json", stdin=b"hello\r\n/hint\r\n/end\r\n")
    assert kinds(done.events) == ["started", "customer", "learner", "customer", "hint", "ended", "scored"]


def test_a_last_line_without_a_line_end_counts() -> None:
    done = run("interview", SCENARIO, "--json", stdin=b"hello\n/end")
    assert kinds(done.events)[-2:] == ["ended", "scored"]


def test_a_hint_is_an_event_of_its_own_and_no_turn() -> None:
    done = interview(LINES[0], "/hint")
    (hint,) = done.of("hint")
    assert hint.keys() == {"event", "turn", "text"} and hint["turn"] == 1 and hint["text"]
    assert len(done.of("learner")) == 1


def test_the_end_comes_before_the_debrief_and_the_score_after_it() -> None:
    done = interview(*LINES, "/end", *DEBRIEF)
    assert done.events[-2] == {"event": "ended", "reason": "learner"}
    scored = done.events[-1]
    assert scored.keys() == {
        "event", "overall", "parts", "bands", "facts", "motivations", "items", "missed_moments", "next", "not_scored",
        "versions", "seen", "likeness", "earlier", "challenges", "attempt", "counts", "branch_of", "branch_at",
    }  # fmt: skip
    assert isinstance(scored["overall"], float) and 0 <= scored["overall"] <= 100
    assert scored["parts"].keys() == {"discovery", "insight", "technique", "unscripted"}
    persona = Catalogue().persona(PERSONA)
    assert {fact["id"] for fact in scored["facts"]} == {fact.id for fact in persona.facts}
    assert scored["facts"][0].keys() == {"id", "depth", "force", "motivation", "outcome", "turn"}
    assert {fact["outcome"] for fact in scored["facts"]} <= {"earned", "volunteered", "missed"}
    assert {one["id"] for one in scored["motivations"]} == {one.id for one in persona.motivations}
    assert all(one.keys() == {"id", "uncovered"} for one in scored["motivations"])
    assert all(item.keys() == {"part", "rule", "turn", "quote", "points"} for item in scored["items"])
    assert all(one.keys() == {"fact", "turn", "missing"} for one in scored["missed_moments"])
    assert scored["versions"]["content"] == done.events[0]["content"]


def test_every_quote_of_a_score_stands_in_the_line_of_its_turn() -> None:
    done = interview(*LINES, "/end", *DEBRIEF)
    said = {event["turn"]: event["text"] for event in done.of("learner")}
    for item in done.events[-1]["items"]:
        assert item["quote"] in (said[item["turn"]] if item["turn"] else "\n".join(DEBRIEF))


def test_below_six_turns_there_is_no_overall_figure_and_from_six_there_is() -> None:
    short, long = (interview(*LINES[:turns], "/end").events[-1] for turns in (5, 6))
    assert short["overall"] is None and short["not_scored"]["overall"]
    assert isinstance(long["overall"], float)


def test_no_debrief_counts_as_no_insight_and_says_so() -> None:
    scored = interview(*LINES, "/end").events[-1]
    assert scored["not_scored"]["insight"] == "no debrief was given"
    assert not scored["parts"]["insight"]
    assert isinstance(scored["overall"], float)


def test_forces_come_in_any_order_and_case_and_what_names_none_is_passed_over_with_a_note() -> None:
    insight, forces = (
        "She meets people she misses.",
        ("HABIT: every evening", "Push:calls", "nonsense", " pull : quiet"),
    )
    done = interview(*LINES, "/end", insight, *forces)
    assert done.of("scored") and done.err.count("\n") == 1 and "nonsense" in done.err
    exported = run("export", done.events[0]["session"]).json
    (debrief,) = [event for event in exported["events"] if event["kind"] == "debriefed"]
    assert [debrief[key] for key in ("insight", "push", "pull", "anxiety", "habit")] == [
        insight, "calls", "quiet", "", "every evening",
    ]  # fmt: skip


@pytest.mark.parametrize("debrief", [("x" * 281,), ("fine", "anxiety: " + "y" * 201)])
def test_a_debrief_that_is_too_long_is_refused_and_nothing_of_it_is_kept(debrief: tuple[str, ...]) -> None:
    done = interview(*LINES, "/end", *debrief)
    assert done.code == 2 and not done.of("scored")
    assert done.err.count("\n") == 1 and done.err.startswith("trainer: ")
    session = done.events[0]["session"]
    refused = run("score", session)
    assert_one_line(refused)
    assert f"trainer resume {session}" in refused.err
    again = run("resume", session, "--json", stdin=typed(*DEBRIEF))
    assert kinds(again.events) == ["started", "ended", "scored"]
    assert again.events[1]["reason"] == "learner"


def test_a_call_that_waits_for_its_debrief_goes_on_waiting_where_nothing_comes() -> None:
    session = interview(*LINES, "/end", "x" * 281).events[0]["session"]
    nothing = run("resume", session, "--json")
    assert kinds(nothing.events) == ["started", "ended"] and nothing.code == 0
    assert f"trainer resume {session}" in nothing.err
    assert run("resume", session, "--json", stdin=b"\n").of("scored")
    assert_one_line(run("resume", session, "--json"))


def test_a_debrief_at_the_limit_is_taken() -> None:
    assert interview(*LINES[:1], "/end", "x" * 280, "push: " + "é" * 200).of("scored")


def test_end_of_input_is_a_pause_and_no_score() -> None:
    done = interview(*LINES)
    assert done.code == 0 and not done.of("scored")
    assert done.events[-1] == {"event": "ended", "reason": "paused"}
    (row,) = run("sessions", "--json").json["sessions"]
    assert row["status"] == "open"


def test_a_call_that_the_customer_closes_passes_over_lines_until_its_end() -> None:
    done = interview(*WORN_OUT, "/hint", "still there?", "/end", *DEBRIEF)
    *before, last = done.of("customer")
    assert last["closing"] is True and all("closing" not in event for event in before)
    assert len(done.of("learner")) == last["turn"] < len(WORN_OUT)
    assert not done.of("hint")
    assert kinds(done.events)[-2:] == ["ended", "scored"]
    assert done.of("ended")[0]["reason"] == "patience"
    assert "/end" in done.err and done.err.count("\n") == 1


def test_a_closed_call_that_was_not_hung_up_is_only_paused() -> None:
    done = interview(*WORN_OUT)
    assert done.events[-1]["reason"] == "paused"
    again = run("resume", done.events[0]["session"], "--json", stdin=typed("hello?", "/end", *DEBRIEF))
    assert kinds(again.events) == ["started", "ended", "scored"]
    assert again.of("ended")[0]["reason"] == "patience"


def test_a_call_ends_in_time_when_all_turns_are_used() -> None:
    lines = [f"What was that like, number {n}, and what came of it?" for n in range(40)]
    done = interview(*lines, "/end")
    assert done.of("customer")[-1]["closing"] is True
    assert done.of("ended")[0]["reason"] in ("time", "patience")
    assert len(done.of("learner")) <= Catalogue().scenario(SCENARIO).limits.turns


def test_explained_calls_give_each_decision_before_the_answer_and_are_no_attempts() -> None:
    done = interview(*LINES, "/end", options=["--explain"])
    assert kinds(done.events)[:8] == ["started", "customer", *["learner", "direction", "customer"] * 2]
    for event in done.of("direction"):
        assert event.keys() == {"event", "turn", "trust", "patience", "disclosed", "withheld", "hint"}
        assert 0 <= event["trust"] <= 1 and event["patience"] >= 0
        assert all(one.keys() == {"fact", "because"} and one["because"] for one in event["disclosed"])
        assert all(one.keys() == {"fact", "missing"} and one["missing"] for one in event["withheld"])
    (row,) = run("sessions", "--json").json["sessions"]
    assert row["attempt"] is False


def test_explaining_changes_no_answer() -> None:
    plain, explained = interview(*LINES), interview(*LINES, options=["--explain"])
    assert plain.of("customer") == explained.of("customer") and not plain.of("direction")


def test_the_same_seed_and_lines_give_the_same_call_and_another_seed_another() -> None:
    one, same, other = interview(*LINES), interview(*LINES), interview(*LINES, seed=2)
    assert one.of("customer") == same.of("customer") != other.of("customer")
    assert one.events[0]["content"] == same.events[0]["content"]
    assert one.events[0]["session"] != same.events[0]["session"]


def test_the_first_persona_listed_is_the_default_and_another_can_be_chosen() -> None:
    first, second = Catalogue().scenario("friday-night").personas
    assert interview(scenario="friday-night").events[0]["personas"] == [first]
    assert interview(scenario="friday-night", options=["--persona", second]).events[0]["personas"] == [second]


def test_the_authored_customer_can_be_named_and_the_environment_chooses_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRAINER_MODEL", "gpt-5")
    assert interview(options=["--model", "authored"]).code == 0
    assert interview().of("customer")[0]["voice"] == "authored"
