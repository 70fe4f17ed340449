"""An unhandled error: the work is safe, three lines say so, the report holds no words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from trainer.tui import crash

CRASHING = """
import sys
from tests.tui.scripted import ScriptedDesk
from trainer.tui import app as module
class Broken(ScriptedDesk):
    def history(self, limit=50, offset=0):
        secret_line = "my secret words"
        raise KeyError(secret_line)
module._open_desk = lambda: Broken()
module.TrainerApp.run = (lambda run: lambda self: run(self, headless=True))(module.TrainerApp.run)
sys.exit(module.run())
"""


def test_an_unhandled_error_ends_with_three_lines_a_report_and_code_one(tmp_path: Path) -> None:
    env = {"TRAINER_HOME": str(tmp_path), "PATH": "", "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", CRASHING], capture_output=True, text=True, timeout=60, env=env)
    assert done.returncode == 1, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 3
    assert "WorkerFailed" in lines[0] and "safe" in lines[1] and str(tmp_path) in lines[2]
    (report,) = (tmp_path / "reports").iterdir()
    text = report.read_text()
    assert "KeyError" in text and "trainer/tui/screens/home.py" in text
    assert "secret" not in text + done.stderr + done.stdout
    assert str(Path(__file__).parents[2]) not in text


def test_telling_never_raises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    crash.tell(ValueError("x"), blocked)
    assert "No report could be written" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stderr", None)
    crash.tell(ValueError("x"), blocked)


def test_a_report_follows_causes_and_ends_on_circles() -> None:
    first, second = ValueError("words"), KeyError("words")
    first.__cause__, second.__cause__ = second, first
    text = crash.report_of(first)
    assert text.count("ValueError") == 1 and text.count("KeyError") == 1 and "words of a call" in text
    assert "'words'" not in text
