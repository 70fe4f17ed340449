"""Stores for the tests of this folder: each test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.storage.workshop.store import WorkshopStore


@pytest.fixture
def store(workshop_url: str | Path) -> Iterator[WorkshopStore]:
    store = WorkshopStore.open(workshop_url)
    yield store
    store.close()
