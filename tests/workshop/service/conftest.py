"""Halls for the tests of this folder: each test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.desk.library import library
from trainer.storage.workshop.store import WorkshopStore
from trainer.workshop.service.hall import Hall

from .event import Clock, Event


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hall(workshop_url: str | Path, clock: Clock) -> Iterator[Hall]:
    store = WorkshopStore.open(workshop_url, clock)
    yield Hall(store, library(), clock)
    store.close()


@pytest.fixture
def event(hall: Hall, clock: Clock) -> Event:
    return Event(hall, clock)
