"""The price of a start is a contract: what is imported on the way to an answer, measured in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from trainer.version import __version__

#: Packages that cost a start 20 ms or more each.
HEAVY = {
    "textual", "rich", "pydantic", "pydantic_core", "sqlalchemy", "sqlite3", "yaml", "typer", "click", "jinja2",
    "litellm", "asyncio", "snowballstemmer", "platformdirs", "email", "importlib.metadata",
    "httpx", "starlette", "uvicorn",
}  # fmt: skip
#: Packages that the first screen does without; they come after it is painted.
AFTER_THE_FIRST_SCREEN = {
    "pydantic", "pydantic_core", "sqlalchemy", "sqlite3", "yaml", "typer", "jinja2", "litellm", "snowballstemmer",
    "httpx", "starlette", "uvicorn", "cryptography",
}  # fmt: skip


def imported_by(code: str) -> tuple[set[str], str]:
    """Give the modules that a fresh interpreter has imported after `code`, and what it printed before."""
    program = f"import sys\n{code}\nprint('\\nmodules:', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    printed, _, modules = done.stdout.rpartition("\nmodules:")
    return set(modules.split()), printed


def test_importing_the_command_imports_nothing_heavy() -> None:
    modules, _ = imported_by("import trainer.__main__")
    assert "trainer.__main__" in modules
    assert not modules & HEAVY


@pytest.mark.parametrize("option", ["--version"])
def test_telling_the_version_imports_nothing_heavy(option: str) -> None:
    code = f"""
sys.argv = ["trainer", {option!r}]
from trainer.__main__ import main
try:
    code = main()
except SystemExit as done:
    code = done.code
assert not code, code
"""
    modules, printed = imported_by(code)
    assert __version__ in printed
    assert not modules & HEAVY


def test_the_first_screen_imports_no_database_no_schema_and_no_model() -> None:
    modules, _ = imported_by("import trainer.tui.app")
    assert not modules & AFTER_THE_FIRST_SCREEN


def test_a_whole_interview_offline_imports_no_model_and_nothing_that_only_a_model_needs() -> None:
    code = """
import io
from trainer.__main__ import guarded
sys.stdin = io.TextIOWrapper(io.BytesIO(b"How did it begin?\\nWhat happened then?\\n/end\\nThey like it.\\n"))
kept, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO())
code = guarded(["interview", "game-nobody-plays", "--json"])
written, sys.stdout = sys.stdout, kept
written.flush()
print(written.buffer.getvalue().decode())
assert code == 0
"""
    modules, printed = imported_by(code)
    assert '"event": "scored"' in printed or '"event":"scored"' in printed
    assert not modules & {
        "litellm",
        "openai",
        "tiktoken",
        "boto3",
        "httpx",
        "aiohttp",
        "keyring",
        "jinja2",
        "starlette",
        "uvicorn",
    }


def test_the_screens_and_the_client_of_workshops_are_there_before_a_connection_is() -> None:
    code = "import trainer.tui.screens.workshop.attending, trainer.workshop.client.remote, trainer.cli.workshop"
    modules, _ = imported_by(code)
    assert not modules & {"httpx", "starlette", "uvicorn", "sqlalchemy", "cryptography"}
