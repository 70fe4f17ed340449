"""What a facilitator can set: every limit has its line, and every seat its own seed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.workshop.event.settings import SEEDS, SettingsError, as_data, changed, read_settings, seed_of

ROUND = {"scenario": "friday-night"}


def test_what_is_not_set_has_a_default() -> None:
    settings = read_settings({"rounds": [ROUND]})
    assert (settings.title, settings.names, settings.mode, settings.top, settings.consent) == (
        "Workshop", "names", "individual", 30, True,
    )  # fmt: skip
    first = settings.rounds[0]
    assert (first.persona, first.minutes, first.level, first.hints) == (None, 15, "plain", True)
    assert settings.debrief.quotes and not settings.debrief.named


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({}, "rounds: Field required"),
        ([], "settings: Input should be an object"),
        ({"rounds": []}, "rounds: Tuple should have at least 1 item"),
        ({"rounds": [ROUND] * 13}, "rounds: Tuple should have at most 12 items"),
        ({"rounds": [{**ROUND, "minutes": 0}]}, r"rounds\[0\].minutes: Input should be greater than or equal to 1"),
        ({"rounds": [ROUND, {**ROUND, "minutes": 121}]}, r"rounds\[1\].minutes: Input should be less than or equal"),
        ({"rounds": [{**ROUND, "minutes": "15"}]}, r"rounds\[0\].minutes: Input should be a valid integer"),
        ({"rounds": [{**ROUND, "minutes": True}]}, r"rounds\[0\].minutes: Input should be a valid integer"),
        ({"rounds": [{**ROUND, "level": "hard"}]}, r"rounds\[0\].level: there is no such level; there are gentle"),
        ({"rounds": [{"scenario": "../x"}]}, r"rounds\[0\].scenario: String should match"),
        ({"rounds": [{**ROUND, "seed": 1}]}, r"rounds\[0\].seed: Extra inputs"),
        ({"rounds": [ROUND], "title": "\x1b"}, "title: give a title of 1 to 80"),
        ({"rounds": [ROUND], "title": "x" * 81}, "title: give a title of 1 to 80"),
        ({"rounds": [ROUND], "names": "both"}, "names: Input should be 'names' or 'aliases'"),
        ({"rounds": [ROUND], "top": 0}, "top: Input should be greater"),
        ({"rounds": [ROUND], "mode": "teams", "teams": ["A"]}, "teams: name at least two teams"),
        ({"rounds": [ROUND], "teams": ["Blue", "BLUE"]}, "teams: two teams have the same name"),
        ({"rounds": [ROUND], "teams": ["x" * 41]}, "teams: The team's name is too long"),
        ({"rounds": [ROUND], "secret": "x"}, "secret: Extra inputs"),
        ({"rounds": [ROUND], "top": float("nan")}, "The settings are no JSON"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_line_that_names_the_field(data: Any, line: str) -> None:
    with pytest.raises(SettingsError, match=f"^{line}[^\n]*$"):
        read_settings(data)


def test_changes_keep_the_rest() -> None:
    settings = read_settings({"rounds": [ROUND], "title": " Two\nrooms ", "teams": ["Blue ", "Red"]})
    assert settings.title == "Two rooms" and settings.teams == ("Blue", "Red")
    assert changed(settings, {"top": 5, "mode": "teams"}).title == "Two rooms"
    with pytest.raises(SettingsError, match="^top:"):
        changed(settings, {"top": -1})
    assert read_settings(json.loads(json.dumps(as_data(settings)))) == settings


@given(st.binary(min_size=1, max_size=32), st.integers(1, 12), st.text(max_size=20))
def test_a_seed_is_one_of_the_trainers_and_the_same_again(secret: bytes, round_number: int, seat: str) -> None:
    assert 0 <= seed_of(secret, round_number, seat) == seed_of(secret, round_number, seat) < SEEDS


def test_every_seat_round_practice_and_workshop_has_a_seed_of_its_own() -> None:
    seeds = [
        seed_of(secret, round_number, f"seat{n}", number)
        for secret in (b"one", b"two")
        for round_number in (1, 2)
        for n in range(500)
        for number in (1, 2)
    ]
    assert len(set(seeds)) == len(seeds)
    assert seed_of(b"k", 1, "11") != seed_of(b"k", 11, "1")
