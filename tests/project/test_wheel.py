"""The wheel is the product: built here, installed in an empty environment outside the checkout, and played."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from trainer.version import __version__

from .checkout import ROOT

SCENARIO = "game-nobody-plays"
#: Written from the briefing alone; six turns are the fewest that are scored.
LINES = [
    "Hi, thanks for taking the time.",
    "What did the last evening look like when you opened the game?",
    "And what did you do first?",
    "Tell me more about that part.",
    "How did you come to do it that way?",
    "Who else was there?",
]
DEBRIEF = ["They come back for the people, more than for the levels.", "pull: the people there", "habit: every evening"]


@dataclass(frozen=True)
class Installed:
    """An environment outside the checkout that holds the wheel."""

    folder: Path

    @property
    def scripts(self) -> Path:
        return self.folder / "env" / ("Scripts" if os.name == "nt" else "bin")

    def run(self, *command: str, lines: list[str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment in an empty folder; nothing leads back to the checkout."""
        home = self.folder / "home"
        away = self.folder / "elsewhere"
        away.mkdir(exist_ok=True)
        keep = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        environment = {**keep, "TRAINER_HOME": str(home), "HOME": str(away), "PYTHONUTF8": "1"}
        typed = "".join(f"{line}\n" for line in lines or [])
        program = [str(self.scripts / command[0]), *command[1:]]
        return subprocess.run(
            program, input=typed, capture_output=True, encoding="utf-8", cwd=away, env=environment, timeout=120
        )


def ran(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def built(folder: Path) -> Path:
    ran(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in a new environment. The dependencies are those of this one, by a line in a path file: no network."""
    folder = tmp_path_factory.mktemp("a place of its own")
    wheel = built(folder / "dist")
    here = Installed(folder)
    ran(sys.executable, "-m", "venv", "--without-pip", folder / "env")
    python = here.scripts / "python"
    ran(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    (packages,) = (folder / "env").glob("[Ll]ib/**/site-packages")
    shared = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "dependencies.pth").write_text("".join(f"{path}\n" for path in sorted(shared)), "utf-8")
    return here


def content_of(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_carries_the_content_and_the_licence_and_nothing_of_the_workbench(tmp_path: Path) -> None:
    inside = content_of(built(tmp_path))
    for kind in ("personas", "scenarios"):
        for path in (ROOT / kind).glob("*.yaml"):
            assert inside[f"trainer/content/library/{kind}/{path.name}"] == path.read_bytes()
    for path in (ROOT / "trainer" / "workshop" / "server").glob("[ts]*/*.*"):
        assert path.suffix in (".j2", ".css", ".js")
        assert inside[path.relative_to(ROOT).as_posix()] == path.read_bytes()
    assert any(name.endswith("licenses/LICENSE") for name in inside)
    assert "trainer/py.typed" in inside
    assert {name.partition("/")[0] for name in inside} == {"trainer", f"interview_trainer-{__version__}.dist-info"}
    assert not [name for name in inside if "__pycache__" in name]


def test_the_installed_trainer_finds_its_content_outside_the_checkout(installed: Installed) -> None:
    code = (
        "import json, trainer.content.catalogue as c; k = c.Catalogue();"
        "played = [k.cast(s.id, p).scenario.id for s in k.scenarios() for p in s.personas];"
        "print(json.dumps({'file': c.__file__, 'played': played, 'personas': [p.id for p in k.personas()]}))"
    )
    done = installed.run("python", "-c", code)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert Path(told["file"]).is_relative_to(installed.folder)
    assert sorted(told["personas"]) == sorted(path.stem for path in (ROOT / "personas").glob("*.yaml"))
    assert set(told["played"]) == {path.stem for path in (ROOT / "scenarios").glob("*.yaml")}


def test_the_installed_trainer_plays_a_short_interview_and_scores_it(installed: Installed) -> None:
    version = installed.run("trainer", "--version")
    assert (version.returncode, version.stdout.strip().split()[-1]) == (0, __version__)
    command = ("python", "-m", "trainer", "interview", SCENARIO, "--plain", "--json", "--seed", "7")
    played = installed.run(*command, lines=[*LINES, "/end", *DEBRIEF])
    assert played.returncode == 0, played.stderr
    events: list[dict[str, Any]] = [json.loads(line) for line in played.stdout.splitlines()]
    pairs = [(name, turn) for turn in range(1, len(LINES) + 1) for name in ("learner", "customer")]
    talk = [(e["event"], e["turn"]) for e in events if e["event"] in ("learner", "customer")]
    assert talk == [("customer", 0), *pairs]
    assert [e["text"] for e in events if e["event"] == "learner"] == LINES
    assert [e["event"] for e in (events[0], *events[-2:])] == ["started", "ended", "scored"]
    assert events[0]["scenario"] == SCENARIO and events[-2]["reason"] == "learner"
    assert isinstance(events[-1]["overall"], int | float)
    assert "Traceback" not in played.stderr
