"""Whole calls through the command line: what skill earns, and what nothing else does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.journeys.driver import Driver
from tests.journeys.inside import Whole, converse
from tests.journeys.learners import CALLS, POOR, ROUGH, Learner, blind_calls
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


@cache
def replay(name: str) -> Whole:
    """Play a blind call again as it was, through the command line; each in a home of its own."""
    call = next(call for call in BLIND if call.name == name)
    with TemporaryDirectory() as home:
        driver = Driver(SCENARIO[call.persona], call.persona, call.seed, Path(home))
        for line in call.lines:
            if driver.closed:
                break
            driver.say(line)
        scored = driver.end(call.insight, call.forces)
        return Whole(tuple(said(driver)), scored)


def retyped(name: str, how: str) -> Whole:
    """Play a blind call again, typed roughly."""
    call = next(call for call in BLIND if call.name == name)
    lines, scenario = ROUGH[how](call.lines), SCENARIO[call.persona]
    return converse(scenario, call.persona, lines, seed=call.seed, insight=call.insight, forces=call.forces)


def said(driver: Driver) -> list[str]:
    return [event["text"] for event in driver.events if event["event"] == "customer"]


def assert_at_the_surface(scored: dict[str, Any], lines: Sequence[str]) -> None:
    assert scored["overall"] is not None and scored["overall"] <= 45, scored["parts"]
    assert not [f for f in scored["facts"] if f["depth"] == 3 and f["outcome"] != "missed"]
    assert_nothing_said_twice(lines)


def assert_nothing_said_twice(lines: Sequence[str]) -> None:
    assert len(set(lines)) == len(lines), sorted(line for line in lines if lines.count(line) > 1)
    sentences = [s for line in lines for s in re.split(r"(?<=[.!?…])\s+", line) if len(s.split()) >= 5]
    assert len(set(sentences)) == len(sentences), sorted(s for s in sentences if sentences.count(s) > 1)


@pytest.mark.parametrize("kind", POOR)
def test_poor_interviewing_stays_at_the_surface(kind: str, tmp_path: Path) -> None:
    scenario, persona = CALLS[list(POOR).index(kind) % len(CALLS)]
    driver = play(POOR[kind](scenario), scenario, persona, tmp_path)
    belief = Catalogue().scenario(scenario).belief
    scored = driver.end(belief[:280])
    assert_at_the_surface(scored, said(driver))
    inside = converse(scenario, persona, POOR[kind](scenario), insight=belief[:280])
    assert list(inside.said) == said(driver) and inside.scored["items"] == scored["items"]


@pytest.mark.parametrize("name", [call.name for call in BLIND])
def test_a_skilled_interviewer_uncovers_what_is_hidden(name: str) -> None:
    played = replay(name)
    assert_uncovered(played.scored)
    assert played.scored["overall"] >= 75, played.scored["parts"]
    assert_nothing_said_twice(played.said)


def assert_uncovered(scored: dict[str, Any]) -> None:
    uncovered = [m["uncovered"] for m in scored["motivations"]]
    assert sum(uncovered) >= 0.8 * len(uncovered)


@pytest.mark.parametrize("persona", sorted(SCENARIO))
def test_two_skilled_interviewers_with_other_words_score_alike(persona: str) -> None:
    scores = [replay(call.name).scored["overall"] for call in BLIND if call.persona == persona]
    assert len(scores) >= 2
    assert max(scores) - min(scores) <= 10


@pytest.mark.parametrize("name", [call.name for call in BLIND])
def test_rough_typing_changes_little(name: str) -> None:
    clean = replay(name).scored["overall"]
    for how in ROUGH:
        rough = retyped(name, how)
        assert abs(clean - rough.scored["overall"]) <= 10, how
        assert_uncovered(rough.scored)
        assert_nothing_said_twice(rough.said)


def test_every_customer_was_played_blind_at_least_twice() -> None:
    for _, persona in CALLS:
        assert sum(1 for call in BLIND if call.persona == persona) >= 2
