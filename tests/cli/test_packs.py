"""`trainer pack`: a team's own scenarios are installed, practised, checked and removed; old sessions stay readable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..content.packs.made import NAME, PERSONA, content, folder_of, sealed, signed, tar_of, tree, zip_of
from .running import LINES, Done, assert_one_line, interview, run

SCENARIO = "small-shop"
GOOD = sealed(content())


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return zip_of(GOOD, tmp_path / "night.zip")


def shelf() -> Path:
    return Path(os.environ["TRAINER_HOME"]) / "packs"


def scenarios() -> dict[str, str]:
    return {one["id"]: one["pack"] for one in run("scenarios", "--json").json["scenarios"]}


def installed(pack: Path, *options: str) -> Done:
    done = run("pack", "install", str(pack), *options)
    assert done.code == 0, done.err
    return done


def test_a_pack_is_installed_listed_practised_and_removed(pack: Path) -> None:
    assert run("pack", "list", "--json").json == {"packs": []}
    done = installed(pack)
    assert done.raw == b"" and f"Installed: {NAME} 1.0.0" in done.err and SCENARIO in done.err
    listed = run("pack", "list", "--json").json["packs"]
    assert [(one["name"], one["version"], one["scenarios"], one["fault"]) for one in listed] == [
        (NAME, "1.0.0", [SCENARIO], None)
    ]
    assert scenarios()[SCENARIO] == NAME and scenarios()["friday-night"] == ""
    assert f"pack {NAME}" in run("scenarios").out
    assert "ada-lind" in run("personas").out
    assert run("scenarios", "show", SCENARIO, "--json").json["scenario"]["personas"][0]["id"] == "ada-lind"
    assert interview(*LINES, "/end", scenario=SCENARIO).of("scored")
    assert run("pack", "remove", NAME).code == 0
    assert SCENARIO not in scenarios() and run("pack", "list", "--json").json == {"packs": []}
    assert_one_line(interview(LINES[0], scenario=SCENARIO))


def test_sessions_of_a_removed_pack_are_read_resumed_scored_and_exported(pack: Path, tmp_path: Path) -> None:
    installed(pack)
    paused = str(interview(*LINES[:2], scenario=SCENARIO).events[0]["session"])
    finished = interview(*LINES, "/end", "They left for the price.", scenario=SCENARIO)
    session = str(finished.events[0]["session"])
    assert run("pack", "remove", NAME).code == 0
    assert [row["scenario"] for row in run("sessions", "--json").json["sessions"]] == [SCENARIO, SCENARIO]
    before = finished.of("scored")[0]
    assert run("score", session, "--json").json["parts"] == before["parts"]
    assert LINES[0] in run("replay", session).out
    assert run("report", session, "--format", "md").code == 0
    again = run("resume", paused, "--json", stdin=f"{LINES[3]}\n".encode())
    assert again.code == 0 and again.of("customer")
    assert run("export", session, str(tmp_path / "kept.json")).code == 0
    assert run("verify", str(tmp_path / "kept.json")).code == 0


def test_installing_tells_programs_what_came(pack: Path) -> None:
    told = installed(pack, "--json").json["installed"]
    assert told.keys() == {"name", "title", "version", "hash", "scenarios", "personas", "signed"}
    assert told["scenarios"] == [SCENARIO] and len(told["hash"]) == 64 and told["signed"] is False
    assert run("pack", "remove", NAME, "--json").json == {"removed": NAME}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../../evil.yaml", "leads out of it"),
        ("personas/\x1b[2J.yaml", "control or invisible"),
        ("x.zip", "no archives"),
    ],
)
def test_a_hostile_pack_is_one_line_and_leaves_nothing(name: str, words: str, tmp_path: Path) -> None:
    source = zip_of({**GOOD, name: b"x"}, tmp_path / "evil.zip")
    before = tree(tmp_path)
    refused = run("pack", "install", str(source))
    assert_one_line(refused)
    assert words in refused.err and "evil.zip" in refused.err
    assert tree(tmp_path) == before and not shelf().exists()
    assert SCENARIO not in scenarios()


def test_verify_says_yes_or_what_differs(pack: Path) -> None:
    assert run("pack", "verify", str(pack)).out.startswith(f"Sound: {NAME} 1.0.0")
    installed(pack)
    sound = run("pack", "verify", NAME, "--json")
    assert sound.code == 0 and sound.json["sound"] and sound.json["pack"]["name"] == NAME
    (shelf() / NAME / PERSONA).write_bytes(b"id: evil\n")
    (shelf() / NAME / "personas" / "eve.yaml").write_bytes(b"id: eve\n")
    differs = run("pack", "verify", NAME)
    assert differs.code == 1 and f"{PERSONA}: Get the pack anew" in differs.out and "eve.yaml" in differs.out
    found = run("pack", "verify", NAME, "--json").json
    assert not found["sound"] and {one["rule"] for one in found["findings"]} == {"hash", "extra-file"}


def test_a_broken_pack_does_not_take_the_library_away(pack: Path) -> None:
    installed(pack)
    (shelf() / NAME / PERSONA).write_bytes(b"{{")
    (shelf() / NAME / "scenarios" / f"{SCENARIO}.yaml").write_bytes(b"id: friday-night\n")
    listed = run("scenarios")
    assert listed.code == 0 and "friday-night" in listed.out and SCENARIO not in listed.out
    assert f"The pack {NAME}" in listed.err and f"trainer pack verify {NAME}" in listed.err
    doctor = {check["name"]: check for check in run("doctor", "--json").json["checks"]}
    assert not doctor["packs"]["ok"] and doctor["content"]["ok"]


def test_a_pack_that_was_put_there_by_hand_does_not_shadow_the_library() -> None:
    folder_of({"scenarios/friday-night.yaml": b"id: friday-night\ntitle: Evil\n"}, shelf() / "evil")
    assert run("scenarios", "show", "friday-night", "--json").json["scenario"]["title"] != "Evil"
    assert scenarios()["friday-night"] == ""


def test_a_key_lets_in_only_what_it_signed(tmp_path: Path) -> None:
    files, key = signed(GOOD)
    _, other = signed(GOOD, b"o" * 32)
    (tmp_path / "team.pub").write_text(f"untrusted comment: minisign public key\n{key}\n", encoding="utf-8")
    plain, stamped = zip_of(GOOD, tmp_path / "plain.zip"), tar_of(files, tmp_path / "stamped.tar.gz")
    for refused in (
        run("pack", "install", str(plain), "--key", key),
        run("pack", "install", str(stamped), "--key", other),
        run("pack", "install", str(stamped), "--key", "not a key"),
    ):
        assert_one_line(refused)
    assert "not checked without --key" in installed(stamped).err
    again = installed(stamped, "--key", str(tmp_path / "team.pub"), "--replace")
    assert "; signed by " in again.err and "not checked" not in again.err
    assert run("pack", "verify", NAME, "--key", key).code == 0
    assert run("pack", "verify", NAME, "--key", other).code == 1


def test_a_folder_becomes_an_archive_that_installs(tmp_path: Path) -> None:
    head = b"format: 1\nname: night-shift\nversion: '1.0.0'\ntitle: The night shift\n"
    folder = folder_of({**content(), "pack.yaml": head}, tmp_path / "ours")
    target = tmp_path / "ours.tar.gz"
    built = run("pack", "build", str(folder), str(target), "--json").json["built"]
    assert built["file"] == str(target) and built["scenarios"] == [SCENARIO]
    assert_one_line(run("pack", "build", str(folder), str(target)))
    assert installed(target, "--json").json["installed"]["hash"] == built["hash"]


@pytest.mark.parametrize("arguments", [("install", "nowhere.zip"), ("remove", "nothing"), ("verify", "nothing")])
def test_what_is_not_there_is_one_line(arguments: tuple[str, str]) -> None:
    assert_one_line(run("pack", *arguments))


def test_listing_scenarios_with_a_pack_loads_neither_database_nor_schema(pack: Path) -> None:
    installed(pack)
    program = (
        "import sys; from trainer.desk.library import library;"
        "print(len(library().scenarios()), *(m for m in ('sqlalchemy', 'pydantic') if m in sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.split() == [str(len(scenarios()))]


def test_the_desk_of_the_app_has_the_scenarios_of_packs(pack: Path) -> None:
    from trainer.desk import Desk

    installed(pack)
    desk = Desk.open()
    try:
        assert SCENARIO in [card.id for card in desk.catalogue.scenarios()]
        assert desk.start(SCENARIO, seed=1).started.personas == ("ada-lind",)
    finally:
        desk.close()
