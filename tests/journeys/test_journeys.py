"""Whole calls through the command line: what skill earns, and what nothing else does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.driver import Driver
from tests.journeys.learners import CALLS, POOR, ROUGH, Learner, Played, blind_calls
from trainer.content.catalogue import Catalogue

#: Learner turns of a whole call.
TURNS = 25
SCENARIO = {persona: scenario for scenario, persona in CALLS}
BLIND = blind_calls()


def play(learner: Learner, scenario: str, persona: str, home: Path, seed: int = 1) -> Driver:
    driver = Driver(scenario, persona, seed, home)
    last = driver.opening
    while not driver.closed and driver.turn < TURNS:
        line = learner(last)
        if line is None:
            break
        last = driver.say(line)
    return driver


def replay(call: Played, lines: tuple[str, ...], home: Path) -> tuple[Driver, dict[str, Any]]:
    driver = Driver(SCENARIO[call.persona], call.persona, call.seed, home)
    for line in lines:
        if driver.closed:
            break
        driver.say(line)
    return driver, driver.end(call.insight, call.forces)


def said(driver: Driver) -> list[str]:
    return [event["text"] for event in driver.events if event["event"] == "customer"]


def assert_nothing_said_twice(driver: Driver) -> None:
    lines = said(driver)
    assert len(set(lines)) == len(lines), sorted(line for line in lines if lines.count(line) > 1)
    sentences = [s for line in lines for s in re.split(r"(?<=[.!?…])\s+", line) if len(s.split()) >= 5]
    assert len(set(sentences)) == len(sentences), sorted(s for s in sentences if sentences.count(s) > 1)


@pytest.mark.parametrize("scenario, persona", CALLS)
@pytest.mark.parametrize("kind", POOR)
def test_poor_interviewing_stays_at_the_surface(kind: str, scenario: str, persona: str, tmp_path: Path) -> None:
    driver = play(POOR[kind](scenario), scenario, persona, tmp_path)
    belief = Catalogue().scenario(scenario).belief
    scored = driver.end(belief[:280])
    assert scored["overall"] is not None and scored["overall"] <= 45, scored["parts"]
    assert not [f for f in scored["facts"] if f["depth"] == 3 and f["outcome"] != "missed"]
    assert_nothing_said_twice(driver)


@pytest.mark.parametrize("call", BLIND, ids=lambda call: call.name)
def test_a_skilled_interviewer_uncovers_what_is_hidden(call: Played, tmp_path: Path) -> None:
    driver, scored = replay(call, call.lines, tmp_path)
    uncovered = [m["uncovered"] for m in scored["motivations"]]
    assert sum(uncovered) >= 0.8 * len(uncovered)
    assert scored["overall"] >= 75, scored["parts"]
    assert_nothing_said_twice(driver)


@pytest.mark.parametrize("persona", sorted(SCENARIO))
def test_two_skilled_interviewers_with_other_words_score_alike(persona: str, tmp_path: Path) -> None:
    scores = [replay(call, call.lines, tmp_path)[1]["overall"] for call in BLIND if call.persona == persona]
    assert len(scores) >= 2
    assert max(scores) - min(scores) <= 10


@pytest.mark.parametrize("call", BLIND, ids=lambda call: call.name)
@pytest.mark.parametrize("how", ROUGH)
def test_rough_typing_changes_little(call: Played, how: str, tmp_path: Path) -> None:
    _, clean = replay(call, call.lines, tmp_path)
    driver, rough = replay(call, ROUGH[how](call.lines), tmp_path)
    assert abs(clean["overall"] - rough["overall"]) <= 10
    assert sum(m["uncovered"] for m in rough["motivations"]) >= 0.8 * len(rough["motivations"])
    assert_nothing_said_twice(driver)


def test_every_customer_was_played_blind_at_least_twice() -> None:
    for _, persona in CALLS:
        assert sum(1 for call in BLIND if call.persona == persona) >= 2
