"""Two people on one call: who may be, and what a scenario says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from trainer.content.catalogue import Catalogue
from trainer.content.findings import ContentError
from trainer.content.lint import lint
from trainer.content.version import canonical, from_canonical

from .sample import persona_data, save, scenario_data

CHIMES = ["Aha.", "Hm, hm.", "One hears.", "Well now.", "Is that so?", "She says.", "I see.", "There we are."]


def seats(*personas: str, chimes: list[str] | None = None) -> list[dict[str, Any]]:
    return [
        {"persona": persona, "chimes": list(chimes) if chimes else [f"{line} {at}" for line in CHIMES]}
        for at, persona in enumerate(personas)
    ]


def second() -> dict[str, Any]:
    """Give another sound persona, with motivations and words of their own."""
    text = json.dumps(persona_data("bo-fisk"))
    for name in ("first-one", "other-one"):
        text = text.replace(f'"{name}"', f'"bo-{name}"')
    return {**json.loads(text), "name": "Bo Fisk"}


def library(root: Path, together: list[dict[str, Any]], other: dict[str, Any] | None = None) -> Catalogue:
    save(root, persona_data())
    save(root, other or second())
    save(root, persona_data("cy-holm"))
    save(root, {**scenario_data(personas=("ada-lind", "bo-fisk")), "together": together})
    return Catalogue(root)


def test_two_are_called_together_whoever_of_them_is_asked_for(tmp_path: Path) -> None:
    catalogue = library(tmp_path, seats("bo-fisk", "ada-lind"))
    for asked in (None, "ada-lind", "bo-fisk"):
        played = catalogue.cast("small-shop", asked)
        assert [persona.id for persona in played.personas] == ["bo-fisk", "ada-lind"]
    assert from_canonical(canonical(played.scenario, played.personas)) == (played.scenario, played.personas)


def test_the_version_of_a_call_with_one_person_is_what_it_was_before_there_were_two(tmp_path: Path) -> None:
    played = library(tmp_path, []).cast("small-shop")
    assert "together" not in json.loads(canonical(played.scenario, played.personas))["scenario"]


@pytest.mark.parametrize(
    ("together", "message"),
    [
        (seats("ada-lind"), "Name two people"),
        (seats("ada-lind", "ada-lind"), "`ada-lind` is there already"),
        (seats("ada-lind", "cy-holm"), "List `cy-holm` under `personas`"),
        (seats("ada-lind", "bo-fisk", "cy-holm"), "together"),
        (seats("ada-lind", "bo-fisk", chimes=["Too few."]), "chimes"),
    ],
)
def test_a_scenario_that_seats_its_people_wrongly_is_refused(
    tmp_path: Path, together: list[dict[str, Any]], message: str
) -> None:
    with pytest.raises(ContentError, match=message):
        library(tmp_path, together).cast("small-shop")


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({**second(), "name": "Ada Berg"}, "both answer to `Ada`"),
        ({**persona_data("bo-fisk"), "name": "Bo Fisk"}, "`first-one`"),
    ],
)
def test_two_who_cannot_be_told_apart_are_on_no_call_and_lint_says_so(
    tmp_path: Path, other: dict[str, Any], message: str
) -> None:
    catalogue = library(tmp_path, seats("ada-lind", "bo-fisk"), other)
    with pytest.raises(ContentError, match=message):
        catalogue.cast("small-shop")
    found = [finding for finding in lint([tmp_path]) if finding.field == "together"]
    assert found and any(message.strip("`") in finding.remedy for finding in found)


def test_stored_content_with_somebody_who_is_not_on_the_call_is_refused(tmp_path: Path) -> None:
    played = library(tmp_path, seats("ada-lind", "bo-fisk")).cast("small-shop")
    text = canonical(played.scenario, tuple(reversed(played.personas)))
    with pytest.raises(ContentError, match="does not hold together"):
        from_canonical(text)


def test_what_is_put_in_may_give_nobody_away(tmp_path: Path) -> None:
    leak = second()["facts"][12]["says"][0]
    library(tmp_path, seats("ada-lind", "bo-fisk", chimes=[*CHIMES[1:], leak]))
    rules = {finding.rule for finding in lint([tmp_path]) if finding.field.startswith("together[")}
    assert any(rule.startswith("leak") for rule in rules)
