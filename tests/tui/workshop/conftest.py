from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workshop.client.hosted import Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "w.db") as running:
        yield running
