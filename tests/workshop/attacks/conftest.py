"""Stages for attacks: on SQLite, and on both databases where the database takes part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.desk.library import library
from trainer.storage.workshop.store import WorkshopStore
from trainer.workshop.server import guarding
from trainer.workshop.service.hall import Hall

from ..service.event import Clock
from .stage import Stage


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test ask as quickly as it can."""
    for name in ("RATE", "BURST", "ADDRESS_RATE", "ADDRESS_BURST"):
        monkeypatch.setattr(guarding, name, 1e9)


def _stage(url: str | Path) -> Iterator[Stage]:
    clock = Clock()
    store = WorkshopStore.open(url, clock)
    try:
        yield Stage(Hall(store, library(), clock), clock)
    finally:
        store.close()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    yield from _stage(tmp_path / "workshop.db")


@pytest.fixture
def both(workshop_url: str | Path) -> Iterator[Stage]:
    yield from _stage(workshop_url)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Give one stage for the tests of a file that change nothing (that is what they assert)."""
    for stage in _stage(tmp_path_factory.mktemp("stage") / "workshop.db"):
        stage.event.steering.start(stage.event.id)
        stage.other.steering.start(stage.other.id)
        stage.call = stage.begin(stage.ann)
        yield stage
