"""What holds for every test: no network, a home of its own, nothing of the developer's shell, the same examples."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

from .browser import browser as browser
from .offline import switch_network_off
from .postgres import postgres as postgres
from .postgres import postgres_server as postgres_server
from .postgres import postgres_url as postgres_url
from .postgres import workshop_url as workshop_url

#: Settings of the developer's shell that would change what a test sees; children of the tests inherit their absence.
_SHELL = (
    "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE",
    "PYTHONWARNINGS",
)  # fmt: skip
_PREFIXES = ("TRAINER_", "TEXTUAL")
#: Switches of the tests themselves: full numbers, and the paths of further corpora.
_SPARED = ("TRAINER_SOAK", "TRAINER_ATTACKS", "TRAINER_BENIGN")
SOAK = os.environ.get("TRAINER_SOAK") == "1"
"""Whether the full numbers are wanted (`make soak`)."""


def pytest_configure(config: pytest.Config) -> None:
    switch_network_off()
    # What is still alive is looked through a hundred times more seldom than Python would: of the tests of the app that
    # took a sixth of the CPU time. Cycles are still collected, and a worker holds about 20 MB more.
    gc.set_threshold(100_000, 10, 10)
    for name in [n for n in os.environ if n in _SHELL or (n.startswith(_PREFIXES) and n not in _SPARED)]:
        del os.environ[name]
    os.environ["TERM"] = "xterm-256color"
    quiet = [HealthCheck.too_slow]
    settings.register_profile("short", derandomize=True, database=None, deadline=None, suppress_health_check=quiet)
    settings.register_profile("soak", settings.get_profile("short"), derandomize=False, max_examples=2000)
    settings.load_profile("soak" if SOAK else "short")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not SOAK:
        skip = pytest.mark.skip(reason="full numbers: run by `make soak`")
        for item in items:
            if item.get_closest_marker("soak"):
                item.add_marker(skip)


def pytest_collection_finish() -> None:
    gc.freeze()  # thousands of tests and all modules stay to the end: no search for garbage need look at them


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the learner's own data out of the tests and the tests' data out of the learner's."""
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path_factory.mktemp("home")))
