"""The pages of the path: short, sound, of our own words, and each leads to drills and calls that there are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from trainer.content.catalogue import library_folder
from trainer.content.drills.shelf import Shelf
from trainer.content.findings import ContentError
from trainer.content.loading import load_scenario
from trainer.language.text import tokens
from trainer.practice.path.pages import FOLDER, find, load_page, pages

#: Words a page may have: 200 to 230 a minute are read, so that these are less than two minutes.
MOST_WORDS = 400


def test_there_are_twelve_and_they_take_about_three_hours() -> None:
    assert len(pages()) == len({page.id for page in pages()}) == 12
    assert 165 <= sum(page.minutes for page in pages()) <= 195


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.id)
def test_a_page_is_read_in_under_two_minutes(page) -> None:  # type: ignore[no-untyped-def]
    assert 150 <= page.words <= MOST_WORDS


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.id)
def test_a_page_leads_to_drills_and_a_scenario_that_there_are(page) -> None:  # type: ignore[no-untyped-def]
    shelf = Shelf()
    assert 2 <= len({shelf.find(drill).id for drill in page.drills}) <= 3
    scenario = load_scenario(library_folder() / "scenarios" / f"{page.practice.scenario}.yaml")
    assert page.practice.turns <= scenario.limits.turns


def test_no_drill_stands_in_two_steps_and_whole_calls_get_harder() -> None:
    drills = [drill for page in pages() for drill in page.drills]
    assert len(drills) == len(set(drills))
    whole = [page.practice for page in pages() if not page.practice.turns]
    folder = library_folder() / "scenarios"
    hard = [load_scenario(folder / f"{one.scenario}.yaml").difficulty for one in whole]
    assert len(whole) == 3 and hard == sorted(set(hard))
    points = [one.outcome.points or 0 for one in whole if one.outcome]
    assert points == sorted(set(points))


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.id)
def test_both_exchanges_are_annotated_and_none_is_a_line_of_the_library(page) -> None:  # type: ignore[no-untyped-def]
    known = _lines_of_the_library()
    for exchange in (page.poor, page.good):
        assert any(line.note for line in exchange.lines) and {line.who for line in exchange.lines} == {
            "you",
            "customer",
        }
        for line in exchange.lines:
            said = _plain(line.says)
            assert len(said.split()) < 5 or said not in known


@cache
def _lines_of_the_library() -> str:
    """Give every line of every persona, a line each, in which a line is looked for."""
    files = sorted((library_folder() / "personas").glob("*.yaml"))
    return "\n".join(_plain(text) for path in files for text in path.read_text("utf-8").splitlines())


def _plain(text: str) -> str:
    return " ".join(token.word for token in tokens(text))


def test_a_step_is_found_by_number_and_id_and_a_wrong_one_is_one_line() -> None:
    assert find(pages(), "2") is find(pages(), "no-script") is pages()[1]
    for wrong in ("0", "13", "no-scrypt", "../x", "\x1b[2J", "٣", "9" * 9999):
        with pytest.raises(ContentError) as caught:
            find(pages(), wrong)
        assert "\n" not in str(caught.value) and "\x1b" not in str(caught.value)


def test_a_broken_page_is_named_with_file_line_field_and_remedy(tmp_path: Path) -> None:
    page = tmp_path / "01-x.yaml"
    text = (FOLDER / "02-no-script.yaml").read_text("utf-8")
    page.write_text(text.replace("{sign: asks, at_least: 4}", "{sign: aks, at_least: 4}"), "utf-8")
    with pytest.raises(ContentError, match=r"01-x.yaml, line \d+, practice.wants\[1\].sign: Use one of"):
        load_page(page)
