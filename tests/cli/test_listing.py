"""What there is, told without spoiling."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.content.catalogue import Catalogue

from .running import LIBRARY, LINES, PERSONA, SCENARIO, assert_one_line, debriefed, interview, run

CATALOGUE = Catalogue()
SCENARIOS = [card.id for card in CATALOGUE.scenarios()]
PERSONAS = [card.id for card in CATALOGUE.personas()]


def secrets(persona: str) -> list[str]:
    person = CATALOGUE.persona(persona)
    lines = [line for fact in person.facts for line in (fact.title, *fact.says, *fact.more.values())]
    return lines + [text for one in person.motivations for text in (one.title, one.insight)] + [person.decoy.insight]


def test_scenarios_are_listed_with_id_title_difficulty_and_personas() -> None:
    listed = run("scenarios", "--json").json
    assert listed.keys() == {"scenarios"}
    assert [one["id"] for one in listed["scenarios"]] == SCENARIOS
    for one in listed["scenarios"]:
        assert one["title"] and 1 <= one["difficulty"] <= 5 and one["personas"]


def test_lists_for_people_name_every_id() -> None:
    assert all(id in run("scenarios").out for id in SCENARIOS)
    assert all(id in run("personas").out for id in PERSONAS)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_tells_its_brief_and_nothing_hidden(scenario: str) -> None:
    shown = run("scenarios", "show", scenario, "--json").json["scenario"]
    assert shown["brief"] and shown["belief"] and shown["limits"] and shown["product"]["name"]
    outputs = run("scenarios", "show", scenario).out + run("scenarios", "show", scenario, "--json").out
    for persona in shown["personas"]:
        assert persona.keys() == {"id", "name", "bio"}
        assert not [secret for secret in secrets(persona["id"]) if secret in outputs]
    assert not [source for source in CATALOGUE.scenario(scenario).sources if source in outputs]


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_persona_tells_who_they_are_and_where_and_nothing_hidden(persona: str) -> None:
    shown = run("personas", "show", persona, "--json").json["persona"]
    assert shown.keys() == {"id", "name", "bio", "scenarios"} and shown["scenarios"]
    outputs = run("personas", "show", persona).out + run("personas", "show", persona, "--json").out
    assert shown["bio"] in outputs
    assert not [secret for secret in secrets(persona) if secret in outputs]


def test_a_scenario_can_be_a_file_elsewhere(tmp_path: Path) -> None:
    root = LIBRARY
    for kind, id in (("scenarios", SCENARIO), ("personas", PERSONA)):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / f"{id}.yaml").write_bytes((root / kind / f"{id}.yaml").read_bytes())
    file = str(tmp_path / "scenarios" / f"{SCENARIO}.yaml")
    assert run("scenarios", "show", file, "--json").json["scenario"]["id"] == SCENARIO
    assert interview(LINES[0], scenario=file).of("customer") == interview(LINES[0]).of("customer")


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("interview", "game-nobody-play"), "game-nobody-plays"),
        (("scenarios", "show", "fridaynight"), "friday-night"),
        (("personas", "show", "maren"), "maren-tveit"),
        (("interview", "friday-night", "--persona", "maren-tveit"), "judith-okafor"),
        (("intervew", "friday-night"), "interview"),
        (("interview", "friday-night", "--sed", "1"), "--seed"),
    ],
)
def test_an_unknown_name_is_one_line_that_names_the_nearest(arguments: tuple[str, ...], near: str) -> None:
    refused = run(*arguments)
    assert_one_line(refused)
    assert near in refused.err


def test_sessions_are_listed_the_one_touched_last_first() -> None:
    paused = interview(LINES[0]).events[0]["session"]
    finished = debriefed()
    rows = run("sessions", "--json").json["sessions"]
    assert [row["id"] for row in rows] == [finished, paused]
    assert [row["status"] for row in rows] == ["debriefed", "open"]
    assert rows[1]["turns"] == 1 and rows[1]["overall"] is None
    assert isinstance(rows[0]["overall"], float) and rows[0]["scenario"] == SCENARIO
    assert [row["id"] for row in run("sessions", "--json", "--limit", "1").json["sessions"]] == [finished]
    assert paused in run("sessions").out and "1 older" in run("sessions", "--limit", "1").err


def test_an_empty_home_has_no_sessions_and_says_how_to_begin() -> None:
    assert run("sessions", "--json").json == {"sessions": []}
    done = run("sessions")
    assert done.out == "" and "trainer interview" in done.err
