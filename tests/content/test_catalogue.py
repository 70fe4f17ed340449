"""Finding content: in the library, beside a file, and nowhere else."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from trainer.content.catalogue import Catalogue
from trainer.content.findings import ContentError
from trainer.content.version import canonical, content_hash, from_canonical

from .sample import persona_data, save, scenario_data


@pytest.fixture
def library(tmp_path: Path) -> Catalogue:
    save(tmp_path, persona_data())
    save(tmp_path, persona_data("bo-fisk"))
    save(tmp_path, persona_data("cy-holm"))
    save(tmp_path, scenario_data(personas=("ada-lind", "bo-fisk")))
    save(tmp_path, {**scenario_data("another-shop"), "difficulty": 1})
    return Catalogue(tmp_path)


def test_scenarios_are_listed_gentlest_first(library: Catalogue) -> None:
    cards = library.scenarios()
    assert [card.id for card in cards] == ["another-shop", "small-shop"]
    assert cards[1].personas == ("ada-lind", "bo-fisk")
    assert cards[1].product == "Ledgerly"


def test_personas_are_listed_with_what_does_not_spoil(library: Catalogue) -> None:
    assert [(card.id, card.name) for card in library.personas()] == [
        ("ada-lind", "Ada Lind"), ("bo-fisk", "Ada Lind"), ("cy-holm", "Ada Lind")
    ]  # fmt: skip


def test_a_broken_file_in_a_list_is_named(tmp_path: Path) -> None:
    save(tmp_path, {**scenario_data(), "difficulty": "hard"})
    with pytest.raises(ContentError, match="small-shop.yaml, line 3, difficulty"):
        Catalogue(tmp_path).scenarios()


def test_the_first_persona_listed_plays_unless_another_is_asked_for(library: Catalogue) -> None:
    assert library.cast("small-shop").personas[0].id == "ada-lind"
    assert library.cast("small-shop", "bo-fisk").personas[0].id == "bo-fisk"


@pytest.mark.parametrize("persona", ["cy-holm", "nobody", "", "../personas/ada-lind"])
def test_a_persona_that_is_not_of_the_scenario_is_refused_with_the_choices(library: Catalogue, persona: str) -> None:
    if persona in ("", "../personas/ada-lind"):
        with pytest.raises(ContentError):
            library.cast("small-shop", persona)
        return
    with pytest.raises(ContentError, match="choose one of: ada-lind, bo-fisk"):
        library.cast("small-shop", persona)


def test_a_foreign_persona_file_is_refused_with_the_choices(library: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="`cy-holm` is not in small-shop; choose one of"):
        library.cast("small-shop", str(tmp_path / "personas" / "cy-holm.yaml"))


def test_an_unknown_id_gets_the_nearest_ones(library: Catalogue) -> None:
    with pytest.raises(ContentError, match="did you mean small-shop"):
        library.scenario("smal-shop")
    with pytest.raises(ContentError, match="there are another-shop, small-shop"):
        library.scenario("zzzz")


@pytest.mark.parametrize(
    "ref", ["..", ".", "", "small-shop\n", "SMALL-SHOP", "a b", "é", "x" * 500, "\x1b[31m", "a\0b"]
)
def test_an_odd_id_is_refused_in_one_clean_line(library: Catalogue, ref: str) -> None:
    with pytest.raises(ContentError) as caught:
        library.scenario(ref)
    assert "\n" not in str(caught.value) and "\x1b" not in str(caught.value)


def test_a_scenario_by_path_finds_its_personas_beside_it_first(library: Catalogue, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    here = save(own, {**scenario_data(), "title": "My shop"})
    save(own, {**persona_data(), "name": "Own Ada"})
    assert library.cast(str(here)).personas[0].name == "Own Ada"
    flat = here.rename(own / "personas" / "flat.yaml")
    assert library.cast(str(flat)).scenario.title == "My shop"


def test_a_scenario_by_path_falls_back_on_the_library(library: Catalogue, tmp_path: Path) -> None:
    path = save(tmp_path / "elsewhere", scenario_data("mine"))
    assert library.cast(str(path)).personas[0].id == "ada-lind"


def test_a_link_beside_a_scenario_does_not_lead_out_of_its_folder(library: Catalogue, tmp_path: Path) -> None:
    secret = save(tmp_path / "private", {**persona_data("eve-moss"), "name": "Private"})
    path = save(tmp_path / "pack", scenario_data("trap", ("eve-moss",)))
    (path.parent / "eve-moss.yaml").symlink_to(secret)
    with pytest.raises(ContentError, match="There is no persona `eve-moss`"):
        library.cast(str(path))


def test_the_same_content_has_the_same_version_and_comes_back_whole(library: Catalogue) -> None:
    played = library.cast("small-shop")
    assert played.hash == library.cast("small-shop").hash == content_hash(played.scenario, played.personas)
    assert len(played.hash) == 64
    assert from_canonical(canonical(played.scenario, played.personas)) == (played.scenario, played.personas)


def test_any_change_of_a_word_changes_the_version(library: Catalogue, tmp_path: Path) -> None:
    before = library.cast("small-shop").hash
    data = persona_data()
    data["facts"][2]["more"]["why"] = "Because of the heron."
    save(tmp_path, data)
    assert library.cast("small-shop").hash != before


def test_the_order_of_keys_in_a_file_does_not_change_the_version(library: Catalogue, tmp_path: Path) -> None:
    before = library.cast("small-shop").hash
    save(tmp_path, dict(reversed(persona_data().items())))
    assert library.cast("small-shop").hash == before


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"format":1}', '{"format":2}', "[" * 100_000], ids=range(7))
def test_stored_text_that_is_no_content_is_refused(text: str) -> None:
    with pytest.raises(ContentError):
        from_canonical(text)


def test_the_shipped_library_is_found_from_a_checkout() -> None:
    assert {"game-nobody-plays", "friday-night"} <= {card.id for card in Catalogue().scenarios()}
    assert len(Catalogue().personas()) >= 6


def test_fifty_scenarios_are_listed_at_once_and_without_pydantic(tmp_path: Path) -> None:
    for at in range(50):
        save(tmp_path, scenario_data(f"shop-{at}"))
    (tmp_path / "personas").mkdir()
    program = (
        "import sys, pathlib; from trainer.content.catalogue import Catalogue;"
        f"print(len(Catalogue(pathlib.Path({str(tmp_path)!r})).scenarios()), 'pydantic' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.split() == ["50", "False"]
    begun = time.perf_counter()
    Catalogue(tmp_path).scenarios()
    assert time.perf_counter() - begun < 0.3


def test_the_page_of_the_library_lists_every_scenario_in_the_order_of_the_track() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "library.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (\d) \| `([a-z-]+)` \|", page, re.MULTILINE)
    assert listed == [(str(card.difficulty), card.id) for card in Catalogue().scenarios()]
    assert len({persona for card in Catalogue().scenarios() for persona in card.personas}) == 24
