"""The learner's packs: installed whole, listed, verified, replaced and removed whole, whatever interrupts it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.content.catalogue import Catalogue
from trainer.content.packs.faults import PackError

from ..sample import persona_data, scenario_data
from .conftest import Place
from .made import NAME, PERSONA, SCENARIO, as_yaml, content, folder_of, sealed, signed, tar_of, tree, zip_of

GOOD = sealed(content())
NEWER = sealed(content(bio="Ada Lind, who has moved to a larger firm."), version="1.1.0")
FORMS: dict[str, Callable[[Path], Path]] = {
    "folder": lambda at: folder_of(GOOD, at / "pack"),
    "zip": lambda at: zip_of(GOOD, at / "pack.zip"),
    "tar.gz": lambda at: tar_of(GOOD, at / "pack.tar.gz"),
    "zip of a folder": lambda at: zip_of(
        [("ours-1.0/", b""), ("ours-1.0/personas/", b""), *((f"ours-1.0/{name}", data) for name, data in GOOD.items())],
        at / "pack.zip",
    ),
    "tar of a folder": lambda at: tar_of({f"ours/{name}": data for name, data in GOOD.items()}, at / "pack.tgz"),
    "tar of where one stands": lambda at: tar_of({f"./{name}": data for name, data in GOOD.items()}, at / "pack.tgz"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_sound_pack_is_installed_byte_for_byte_from_any_form(form: str, place: Place) -> None:
    source = FORMS[form](place.source)
    before = tree(place.around)
    pack = place.shelf.install(source)
    assert place.on_shelf() == {
        **{str(place.root / NAME / name): data for name, data in GOOD.items()},
        **{str(folder): 0o040000 for folder in (place.root / NAME, *(place.root / NAME).glob("*s"))},
    }
    assert tree(place.around) == before
    assert pack.ids("scenarios") == ["small-shop"] and pack.ids("personas") == ["ada-lind"]
    assert place.shelf.verify(NAME).hash == pack.hash
    assert all(path.stat().st_mode & 0o077 == 0 for path in (place.root / NAME).rglob("*"))


def test_what_git_and_editors_keep_in_a_folder_is_passed_over(place: Place) -> None:
    beside = {".git/config": b"[core]", ".gitignore": b"*", "personas/persona.schema.json": b"{}"}
    folder = folder_of({**GOOD, **beside}, place.source / "pack")
    place.shelf.install(folder)
    assert sorted(path.name for path in (place.root / NAME).iterdir()) == ["pack.yaml", "personas", "scenarios"]
    assert sorted(path.name for path in (place.root / NAME / "personas").iterdir()) == ["ada-lind.yaml"]


def test_an_empty_shelf_lists_nothing_and_is_not_made_by_looking(place: Place) -> None:
    assert place.shelf.rows() == [] and not place.root.exists()


def test_packs_are_listed_by_name_with_what_they_hold(place: Place) -> None:
    files, _ = signed(GOOD)
    pack = place.shelf.install(zip_of(files, place.source / "pack.zip"))
    other = {"personas/bo-fisk.yaml": as_yaml(persona_data("bo-fisk"))}
    other["scenarios/big-shop.yaml"] = as_yaml(scenario_data("big-shop", ("bo-fisk",)))
    place.shelf.install(zip_of(sealed(other, name="day-shift"), place.source / "two.zip"))
    first, second = place.shelf.rows()
    assert (first.name, first.scenarios, first.signed) == ("day-shift", ("big-shop",), False)
    assert (second.name, second.title, second.version) == (NAME, "The night shift", "1.0.0")
    assert second.hash == pack.hash and second.personas == ("ada-lind",) and second.signed and not second.fault


def test_a_scenario_may_be_played_by_a_customer_of_the_library(place: Place) -> None:
    files = sealed({"scenarios/small-shop.yaml": as_yaml(scenario_data(personas=("maren-tveit",)))})
    place.shelf.install(zip_of(files, place.source / "pack.zip"))
    assert Catalogue(packs=place.root).cast("small-shop").personas[0].id == "maren-tveit"


def test_the_same_name_is_refused_and_replaced_only_when_asked_for(place: Place) -> None:
    place.shelf.install(zip_of(GOOD, place.source / "one.zip"))
    newer = zip_of(NEWER, place.source / "two.zip")
    with pytest.raises(PackError, match="Remove the pack `night-shift` first, or give --replace"):
        place.shelf.install(newer)
    assert place.shelf.rows()[0].version == "1.0.0"
    place.shelf.install(newer, replace=True)
    assert place.shelf.rows()[0].version == "1.1.0" and sorted(os.listdir(place.root)) == [".lock", NAME]


def test_a_hostile_newer_version_leaves_the_one_that_is_there(place: Place) -> None:
    place.shelf.install(zip_of(GOOD, place.source / "one.zip"))
    before = place.on_shelf()
    with pytest.raises(PackError):
        place.shelf.install(zip_of({**NEWER, PERSONA: b"evil"}, place.source / "two.zip"), replace=True)
    assert place.on_shelf() == before


def test_removing_takes_all_of_a_pack_and_nothing_else(place: Place) -> None:
    before = tree(place.around)
    place.shelf.install(FORMS["zip"](place.source))
    (place.source / "pack.zip").unlink()
    place.shelf.remove(NAME)
    assert place.on_shelf() == {} and tree(place.around) == before
    assert Catalogue(packs=place.root).packs() == []


@pytest.mark.parametrize(
    "name", ["night-shft", "", "..", ".", "../work", "/etc", ".lock", "a\0b", "\x1b[2J", "x" * 300]
)
def test_what_is_no_installed_pack_is_not_removed(name: str, place: Place) -> None:
    place.shelf.install(FORMS["zip"](place.source))
    before = tree(place.around), place.on_shelf()
    for attempt in (place.shelf.remove, place.shelf.verify):
        with pytest.raises(PackError, match="There is no pack") as caught:
            attempt(name)
        assert str(caught.value).isprintable() and "night-shift" in str(caught.value)
    assert (tree(place.around), place.on_shelf()) == before


def _link(pack: Path) -> None:
    (pack / SCENARIO).unlink()
    (pack / SCENARIO).symlink_to("/etc/passwd")


TAMPERED: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a file was changed": (lambda pack: (pack / PERSONA).write_bytes(b"id: evil"), PERSONA, "hash"),
    "a file is gone": (lambda pack: (pack / PERSONA).unlink(), PERSONA, "missing-file"),
    "a file is new": (lambda pack: (pack / "personas/eve.yaml").write_text("x"), "personas/eve.yaml", "extra-file"),
    "a hidden file is new": (lambda pack: (pack / ".profile").write_text("x"), ".profile", "extra-file"),
    "a file is a link": (_link, SCENARIO, "link"),
    "pack.yaml is gone": (lambda pack: (pack / "pack.yaml").unlink(), NAME, "missing-file"),
    "it took another name": (lambda pack: pack.rename(pack.parent / "other"), "pack.yaml", "name"),
}  # fmt: skip


@pytest.mark.parametrize("kind", TAMPERED)
def test_verify_says_what_differs(kind: str, place: Place) -> None:
    place.shelf.install(FORMS["zip"](place.source))
    change, file, rule = TAMPERED[kind]
    change(place.root / NAME)
    with pytest.raises(PackError) as caught:
        place.shelf.verify(Catalogue(packs=place.root).packs()[0])
    assert [(found.file, found.rule) for found in caught.value.findings] == [(file, rule)]


def test_a_pack_whose_list_is_broken_is_listed_as_broken_and_can_be_removed(place: Place) -> None:
    place.shelf.install(FORMS["zip"](place.source))
    (place.root / NAME / "pack.yaml").write_bytes(b"{{")
    assert "pack.yaml" in place.shelf.rows()[0].fault
    place.shelf.remove(NAME)
    assert place.shelf.rows() == []


@pytest.mark.parametrize("at", [1, 2])
def test_a_disk_that_fails_while_a_pack_is_replaced_leaves_the_old_one(
    at: int, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.shelf.install(zip_of(GOOD, place.source / "one.zip"))
    before, real, calls = place.on_shelf(), os.rename, []

    def failing(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == at:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "rename", failing)
    with pytest.raises(PackError, match="No space left on device"):
        place.shelf.install(zip_of(NEWER, place.source / "two.zip"), replace=True)
    assert place.on_shelf() == before


def test_what_an_interrupted_change_left_is_put_right_by_the_next(place: Place) -> None:
    place.shelf.install(FORMS["zip"](place.source))
    shutil.copytree(place.root / NAME, place.root / ".new-half")
    shutil.copytree(place.root / NAME, place.root / ".gone-removed")
    (place.root / NAME).rename(place.root / f".old-{NAME}")  # killed between the two steps of replacing
    assert place.shelf.rows() == []
    with pytest.raises(PackError, match="give --replace"):
        place.shelf.install(place.source / "pack.zip")
    assert sorted(os.listdir(place.root)) == [".lock", NAME]
    assert place.shelf.verify(NAME).manifest.version == "1.0.0"


def test_two_trainers_do_not_change_the_shelf_at_once(place: Place) -> None:
    fcntl = pytest.importorskip("fcntl")
    place.shelf.install(FORMS["zip"](place.source))
    with (place.root / ".lock").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(PackError, match="Another trainer is changing the packs"):
            place.shelf.remove(NAME)
    assert place.shelf.has(NAME)


def test_a_shelf_that_cannot_be_written_is_one_line(place: Place) -> None:
    place.root.parent.mkdir(parents=True)
    place.root.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(PackError, match="pack.zip: Make room or give the right to write"):
        place.shelf.install(FORMS["zip"](place.source))
