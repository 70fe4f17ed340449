"""Packs whose archive is sound and whose content is not: refused whole, in one line that names file and remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trainer.content.packs.faults import PackError

from ..sample import persona_data, scenario_data
from .conftest import Place
from .made import NAME, PERSONA, SCENARIO, Files, as_yaml, content, folder_of, sealed, signed, zip_of

GOOD = content()
_BOMB = b"a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n"


def with_persona(data: bytes) -> Files:
    return sealed({**GOOD, PERSONA: data})


def changed(name: str, change: Callable[[bytes], bytes]) -> Files:
    """Give a pack of which one file was changed after its hash was listed."""
    pack = sealed(GOOD)
    return {**pack, name: change(pack[name])}


def without(name: str) -> Files:
    return {file: data for file, data in sealed(GOOD).items() if file != name}


def manifest(**head: Any) -> Files:
    return sealed(GOOD, **head)


def raw_manifest(text: str) -> Files:
    return {"pack.yaml": text.encode(), **GOOD}


def person(id: str) -> tuple[str, bytes]:
    return f"personas/{id}.yaml", as_yaml(persona_data(id))


KINDS: dict[str, tuple[Files, str]] = {
    "no pack.yaml": (without("pack.yaml"), "Write pack.yaml at the top of the pack"),
    "nothing to practise": (sealed({PERSONA: GOOD[PERSONA]}), "Put a scenario into `scenarios/`"),
    "nothing but pack.yaml": (sealed({}), "nothing to practise"),
    "newer format": (manifest(format=2, colour="blue"), "Install a newer trainer; the pack has format 2"),
    "older format": (manifest(format=0), "Write `format: 1`"),
    "no version": (manifest(version=None), "version"),
    "version that is none": (manifest(version="latest; rm -rf ~"), "Write a version in quotes"),
    "name that is a path": (manifest(name="../../home"), "Write an id"),
    "name that Windows keeps": (manifest(name="con"), "Windows keeps this one"),
    "unknown key": (manifest(install="sh setup.sh"), "Rename or remove the unknown key `install`"),
    "title that steers the terminal": (
        raw_manifest('format: 1\nname: x\nversion: "1"\ntitle: "a\\e[31mb"\nfiles: {}\n'),
        "control or invisible character",
    ),
    "pack.yaml that is no mapping": (raw_manifest("- 1\n"), "a content file is a mapping"),
    "pack.yaml with a tag": (raw_manifest("format: !!python/object/apply:os.system ['id']\n"), "tags are not read"),
    "pack.yaml with aliases": (raw_manifest("format: &a 1\nname: *a\n"), "anchors and aliases are not read"),
    "pack.yaml as UTF-16": ({**sealed(GOOD), "pack.yaml": "format: 1".encode("utf-16")}, "Save the file as UTF-8"),
    "path in the list leads out": (
        manifest(files={"../../etc/passwd": "0" * 64}),
        "leads out of it",
    ),
    "list holds no hash": (manifest(files={PERSONA: "abc", SCENARIO: "0" * 64}), "Write the SHA-256 of the file"),
    "list holds pack.yaml": (manifest(files={"pack.yaml": "0" * 64}), "it holds the hashes of the others"),
    "listed file is missing": (without(PERSONA), "Put the file back"),
    "file is not listed": ({**sealed(GOOD), "LICENSE": b"Do as you like."}, "let `trainer pack build` list it"),
    "wrong hash": (changed(PERSONA, lambda data: data + b"# more\n"), "the file is not the one that pack.yaml lists"),
    "template": (with_persona(as_yaml({**persona_data(), "name": "{{ config }}"})), "begins a template"),
    "template in a comment": (with_persona(GOOD[PERSONA] + b"# {% for x in y %}\n"), "`{%` begins a template"),
    "code": (with_persona(b"id: !!python/object/apply:os.system ['id']\n"), "tags are not read"),
    "alias bomb": (with_persona(_BOMB), "anchors and aliases are not read"),
    "merge keys": (with_persona(b"id: x\n<<: {a: 1}\n"), "merge keys"),
    "nesting bomb": (with_persona(b"id: " + b"[" * 5000 + b"\n"), "Nest at most 20 levels deep"),
    "two documents": (with_persona(GOOD[PERSONA] + b"---\nid: evil\n"), "Keep one document in a file"),
    "broken YAML": (with_persona(b"id: 'x\n"), "Mend the YAML"),
    "UTF-16": (with_persona(GOOD[PERSONA].decode().encode("utf-16")), "Save the file as UTF-8"),
    "another encoding": (with_persona(GOOD[PERSONA] + "# é\n".encode("latin-1")), "Save the file as UTF-8"),
    "zero bytes": (with_persona(GOOD[PERSONA] + b"\0"), "this one is binary"),
    "empty file": (with_persona(b""), "the file is empty"),
    "escape sequence": (with_persona(GOOD[PERSONA] + b'note: "\\e[2J"\n'), "control or invisible character"),
    "page that steers the terminal": (sealed({**GOOD, "README.md": b"\x1b[2J"}), "control or invisible characters"),
    "page that is no text": (sealed({**GOOD, "LICENSE": b"\xff\xfe\x00"}), "Save the file as UTF-8"),
    "id that is a path": (with_persona(as_yaml({**persona_data(), "id": "../../ada-lind"})), "Write an id"),
    "file not named for its id": (with_persona(as_yaml(persona_data("bo-fisk"))), "Name the file bo-fisk.yaml"),
    "id twice": (
        sealed({**GOOD, **dict([person("bo-fisk")]), "personas/cy-holm.yaml": person("bo-fisk")[1]}),
        "Rename `bo-fisk`; personas/bo-fisk.yaml has this id",
    ),
    "scenario of the library": (
        sealed({**GOOD, "scenarios/friday-night.yaml": as_yaml(scenario_data("friday-night"))}),
        "the library has a scenario of this id",
    ),
    "persona of the library": (
        sealed({**GOOD, **dict([person("maren-tveit")])}),
        "the library has a persona of this id",
    ),
    "persona that nobody has": (
        sealed({**GOOD, SCENARIO: as_yaml(scenario_data(personas=("ada-lind", "nobody")))}),
        "There is no persona `nobody`",
    ),
    "persona that cannot be played": (with_persona(as_yaml({**persona_data(), "facts": []})), "Give at least 14"),
    "key that no persona has": (with_persona(as_yaml({**persona_data(), "run": "id"})), "unknown key `run`"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_content_is_refused_whole_and_nothing_is_written(kind: str, place: Place) -> None:
    files, words = KINDS[kind]
    assert words in place.refused(zip_of(files, place.source / "pack.zip"))


@pytest.mark.parametrize("kind", ["code", "wrong hash", "scenario of the library"])
def test_a_folder_is_checked_as_an_archive_is(kind: str, place: Place) -> None:
    files, words = KINDS[kind]
    assert words in place.refused(folder_of(files, place.source / "pack"))


def test_a_finding_names_the_file_as_it_is_in_the_pack(place: Place) -> None:
    line = place.refused(zip_of(with_persona(b"id: ada-lind\nname: !x y\n"), place.source / "pack.zip"))
    assert line.startswith("pack.zip: personas/ada-lind.yaml, line 2, name: Remove the tag `!x`; tags are not read.")


def test_ids_of_another_installed_pack_are_refused(place: Place) -> None:
    place.shelf.install(zip_of(sealed(GOOD), place.source / "one.zip"))
    line = place.refused(zip_of(sealed(GOOD, name="day-shift"), place.source / "two.zip"))
    assert f"the pack {NAME} has a persona of this id" in line


def test_all_that_was_found_is_kept_for_who_wants_to_mend_it(place: Place) -> None:
    files = {**sealed(GOOD), PERSONA: b"x", SCENARIO: b"y"}
    with pytest.raises(PackError, match="1 more") as caught:
        place.shelf.check(zip_of(files, place.source / "pack.zip"))
    assert {(found.file, found.rule) for found in caught.value.findings} >= {(PERSONA, "hash"), (SCENARIO, "hash")}


def test_a_pack_that_was_changed_after_it_was_signed_is_refused(place: Place, tmp_path: Path) -> None:
    from trainer.content.packs.signing import read_key

    files, key = signed(sealed(GOOD))
    forged = {**files, **sealed(content(name="Eve Moss"))}
    with pytest.raises(PackError, match="it was changed after it was signed"):
        place.shelf.install(zip_of(forged, place.source / "pack.zip"), read_key(key, "--key"))
    assert place.on_shelf() == {}
