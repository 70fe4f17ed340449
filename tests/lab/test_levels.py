"""Levels in the lab: outcomes fall as the level rises, at every customer. The full numbers: make soak."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.conftest import SOAK
from tests.lab.test_lab import EVERY, PERSONA, SURFACE, made
from tests.lab.test_library import CASTS, cast
from trainer.content.version import canonical
from trainer.conversation.directing.tuning import LEVELS
from trainer.lab.bots.every import MIDDLING, SKILLED
from trainer.lab.levels import CLIMBERS, SOLVED, Ladder, climb, step
from trainer.lab.playing import Played
from trainer.lab.trials import run as trials

#: Customers and calls of each bot at each level. The short form sees that levels act at all, at one customer.
CLIMBED = CASTS if SOAK else CASTS[:1]
SEEDS, PLAYED = (range(1, 21), tuple(LEVELS)) if SOAK else (range(1, 9), ("gentle", "closed"))


@cache
def climbed(scenario: str, persona: str) -> Ladder:
    content = cast(scenario, persona)
    text, people = canonical(content.scenario, content.personas), content.personas
    kinds = CLIMBERS if SOAK else (SKILLED, MIDDLING)
    played = {level: trials(text, persona, kinds, SEEDS, 2 if SOAK else 1, level=level).played for level in PLAYED}
    return climb(scenario, persona, len(people[0].motivations), played, 0)


@pytest.mark.parametrize(("scenario", "persona"), CLIMBED)
def test_outcomes_fall_with_the_level_and_the_hardest_is_solvable(scenario: str, persona: str) -> None:
    ladder = climbed(scenario, persona)
    if SOAK:
        assert ladder.passed, ladder.checks
    for kind in (SKILLED, MIDDLING):
        first, *_, last = [rung for rung in ladder.rungs if rung.kind == kind]
        assert first.found > last.found and first.turns < last.turns
        assert kind != SKILLED or last.overall >= SOLVED


def calls(kind: str, overall: float, told: dict[str, int], spread: float = 0.0) -> list[Played]:
    return [made(kind, n, overall + spread * (n % 3 - 1), told) for n in range(10)]


def ladder(*levels: tuple[float, dict[str, int]], kind: str = MIDDLING) -> Ladder:
    played = {level: calls(kind, overall, told, 2.0) for level, (overall, told) in zip(LEVELS, levels, strict=False)}
    return climb("friday-night", PERSONA.id, len(PERSONA.motivations), played, 40)


def less(by: int) -> dict[str, int]:
    """Give what is told at a level so much harder: a turn later for each, and the last ones not at all."""
    told = {fact: turn + by for fact, turn in EVERY.items()}
    return dict(list(told.items())[: len(told) - 2 * by])


FALLING = tuple((80.0 - 8 * by, less(by)) for by in range(4))


def verdicts(one: Ladder) -> dict[str, bool]:
    return {check.name: check.passed for check in one.checks}


def test_a_steady_fall_passes() -> None:
    assert verdicts(ladder(*FALLING)) == {"middling-falls": True, "middling-apart": True}
    found = [rung.found for rung in ladder(*FALLING).rungs]
    assert found == sorted(found, reverse=True) and [r.level for r in ladder(*FALLING).rungs] == list(LEVELS)


def test_a_level_that_is_easier_than_the_one_before_is_named() -> None:
    broken = ladder(FALLING[0], FALLING[2], FALLING[1], FALLING[3])
    assert not verdicts(broken)["middling-falls"] and verdicts(broken)["middling-apart"]
    says = next(check.says for check in broken.checks if check.name == "middling-falls")
    assert "what it finds from plain to guarded" in says and "its points from plain to guarded" in says


def test_what_hardly_falls_is_not_apart() -> None:
    assert verdicts(ladder(*[(70.0, EVERY)] * 4)) == {"middling-falls": True, "middling-apart": False}


def test_a_rise_within_the_noise_is_no_rise() -> None:
    assert not step([50, 60, 70, 80], [55, 58, 74, 79]).rises
    assert step([50, 60, 70, 80], [55, 66, 74, 85]).rises
    assert step([50.0] * 4, [50.0] * 4).noise == 0


def test_the_hardest_has_to_be_solvable_and_the_gentlest_closed_to_a_list() -> None:
    solved = ladder(*FALLING[:3], (80.0, less(3)), kind=SKILLED)
    assert verdicts(solved)["hardest-solvable"]
    assert not verdicts(ladder(*FALLING[:3], (55.0, less(3)), kind=SKILLED))["hardest-solvable"]
    assert verdicts(ladder((20.0, SURFACE), (18.0, SURFACE), kind="script"))["gentlest-fair"]
    assert not verdicts(ladder((50.0, SURFACE), (18.0, SURFACE), kind="script"))["gentlest-fair"]
    assert not verdicts(ladder((20.0, EVERY), (18.0, SURFACE), kind="script"))["gentlest-fair"]


def test_few_calls_or_one_level_say_nothing() -> None:
    played = {level: calls(MIDDLING, 50, EVERY)[:3] for level in LEVELS}
    assert climb("friday-night", PERSONA.id, 2, played, 12).checks == ()
    assert climb("friday-night", PERSONA.id, 2, {"plain": calls(SKILLED, 90, EVERY)}, 10).checks == ()


def test_the_command_plays_all_levels_and_reports_in_lines_json_and_a_page(tmp_path: Path) -> None:
    page = tmp_path / "levels.html"
    asked = ("lab", "friday-night", "--persona", "judith-okafor", "--levels", "--bots", "script", "--workers", "1")
    done = run(*asked, "--seeds", "1", "--json", "--html", str(page))
    assert done.code == 0, done.err
    (found,) = json.loads(done.out)["levels"]
    assert [rung["level"] for rung in found["rungs"]] == list(LEVELS) and found["calls"] == found["wanted"] == 4
    html = page.read_text()
    assert "guarded" in html and "<script" not in html and "://" not in html
    lines = run(*asked, "--seeds", "1")
    assert lines.code == 0 and "gentlest-fair" in lines.out and lines.out.count("script ") >= 4


def test_one_level_is_played_and_named(tmp_path: Path) -> None:
    asked = ("lab", "friday-night", "--persona", "judith-okafor", "--bots", "script", "--seeds", "1", "--json")
    (hard,) = json.loads(run(*asked, "--level", "closed").out)["lab"]
    (plain,) = json.loads(run(*asked).out)["lab"]
    assert hard["level"] == "closed" and "level" not in plain
    for wrong in (("--level", "brutal"), ("--level", "closed", "--levels")):
        done = run(*asked, *wrong)
        assert done.code == 2 and len(done.err.strip().splitlines()) == 1 and "Traceback" not in done.err
