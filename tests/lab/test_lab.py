"""The lab as a whole: many calls, the same for the same seeds, and what they say of a scenario."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.running import run
from trainer.content.catalogue import Catalogue
from trainer.content.schema import Persona
from trainer.content.version import canonical
from trainer.lab.measuring import Measured, measure
from trainer.lab.playing import Fact, Played
from trainer.lab.trials import run as trials

CAST = Catalogue().cast("friday-night", "judith-okafor")
CONTENT = canonical(CAST.scenario, CAST.personas)
PERSONA = CAST.personas[0]


def test_the_same_seeds_give_the_same_calls_on_one_process_or_two() -> None:
    kinds, seeds = ("skilled", "script", "random"), range(3, 9)
    one = trials(CONTENT, PERSONA.id, kinds, seeds, 1)
    two = trials(CONTENT, PERSONA.id, kinds, seeds, 2)
    assert one == two
    assert [(p.kind, p.seed) for p in one.played] == [(kind, seed) for kind in kinds for seed in seeds]
    assert one.complete


def test_progress_is_told_call_by_call() -> None:
    told: list[tuple[int, int]] = []
    trials(
        CONTENT, PERSONA.id, ("silent", "probing"), range(4), 1, lambda played, wanted: told.append((played, wanted))
    )
    assert told == [(n, 8) for n in range(1, 9)]


@pytest.mark.parametrize("workers", [1, 2])
def test_interrupted_it_keeps_what_was_played(workers: int) -> None:
    def told(played: int, wanted: int) -> None:
        if played == 3:
            raise KeyboardInterrupt

    found = trials(CONTENT, PERSONA.id, ("silent",), range(40), workers, told)
    assert 3 <= len(found.played) < 40 and not found.complete
    assert measured(found.played).calls == len(found.played)


def test_an_unknown_customer_or_bot_is_an_error() -> None:
    with pytest.raises(KeyError):
        trials(CONTENT, "nobody", ("silent",), range(1), 1)
    with pytest.raises(KeyError):
        trials(CONTENT, PERSONA.id, ("psychic",), range(1), 1)


def measured(played: tuple[Played, ...], persona: Persona = PERSONA) -> Measured:
    return measure("friday-night", 3, persona, played, len(played))


def made(kind: str, seed: int, overall: float, told: dict[str, int]) -> Played:
    """Make up a call in which some facts were told at some turns."""
    facts = tuple(
        Fact(fact.id, fact.depth, "earned" if fact.id in told else "missed", told.get(fact.id), ("because",))
        for fact in PERSONA.facts
    )
    parts: dict[str, float | None] = dict.fromkeys(("discovery", "insight", "technique", "unscripted"), overall / 20)
    whole = tuple(m.id for m in PERSONA.motivations) if overall >= 75 else ()
    return Played(kind, seed, 25, overall, parts, facts, whole)


EVERY = {fact.id: 5 * fact.depth for fact in PERSONA.facts}
SURFACE = {fact.id: 4 for fact in PERSONA.facts if fact.depth == 1}
DEEP = next(fact.id for fact in PERSONA.facts if fact.depth == 3)


def verdicts(played: list[Played]) -> dict[str, bool]:
    return {check.name: check.passed for check in measured(tuple(played)).checks}


def test_a_fair_scenario_passes_every_check() -> None:
    played = [made("skilled", n, 85, EVERY) for n in range(20)] + [made("script", n, 10, SURFACE) for n in range(20)]
    found = measured(tuple(played))
    assert found.passed and found.advice == ()
    assert found.time == 15 and found.measured is None  # it takes the middling bot as well


@pytest.mark.parametrize(
    ("name", "skilled", "script"),
    [
        ("solvable", (70.0, EVERY), (10.0, SURFACE)),
        ("no-script", (90.0, EVERY), (50.0, SURFACE)),
        ("hidden", (90.0, EVERY), (20.0, {**SURFACE, DEEP: 9})),
        ("separates", (60.0, EVERY), (45.0, SURFACE)),
    ],
)
def test_each_check_can_fail(
    name: str, skilled: tuple[float, dict[str, int]], script: tuple[float, dict[str, int]]
) -> None:
    played = [made("skilled", n, *skilled) for n in range(20)] + [made("script", n, *script) for n in range(20)]
    assert not verdicts(played)[name]
    found = measured(tuple(played))
    assert not found.passed and any(line.startswith(f"{name}:") for line in found.advice)


def test_dead_and_too_easy_facts_are_named() -> None:
    told = {fact: turn for fact, turn in EVERY.items() if fact != DEEP}
    other = next(fact.id for fact in PERSONA.facts if fact.depth == 2)
    played = [made("skilled", n, 85, told) for n in range(20)] + [made("script", n, 10, {other: 3}) for n in range(20)]
    advice = measured(tuple(played)).advice
    assert any(DEEP in line and "never told" in line for line in advice)
    assert any(other in line and "poor interviewers" in line for line in advice)


def test_the_command_reports_in_lines_json_and_a_page(tmp_path: Path) -> None:
    page = str(tmp_path / "lab.html")
    done = run(
        "lab",
        "friday-night",
        "--persona",
        "judith-okafor",
        "--seeds",
        "2",
        "--bots",
        "skilled,script",
        "--json",
        "--html",
        page,
    )
    assert done.code == 0
    (found,) = json.loads(done.out)["lab"]
    assert found["persona"] == "judith-okafor" and found["calls"] == 4 and found["passed"] is True
    html = Path(page).read_text()
    assert "<svg" in html and "judith-okafor" in html and "<script" not in html
    again = run("lab", "friday-night", "--html", page)
    assert again.code == 2 and len(again.err.strip().splitlines()) == 1


def test_wrong_usage_is_one_line() -> None:
    for arguments in (
        ("lab",),
        ("lab", "friday-night", "--all"),
        ("lab", "nothing-here"),
        ("lab", "friday-night", "--bots", "psychic"),
    ):
        done = run(*arguments)
        assert done.code == 2 and len(done.err.strip().splitlines()) == 1 and "Traceback" not in done.err


def test_a_build_can_be_failed(tmp_path: Path) -> None:
    done = run(
        "lab", "friday-night", "--persona", "judith-okafor", "--seeds", "1", "--bots", "silent,script", "--check"
    )
    assert done.code == 0  # nothing asked of the skilled bot
    assert replace(measured((made("skilled", 1, 10, {}),)), checks=()).passed
