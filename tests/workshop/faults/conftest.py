"""Servers for the trials of this folder; they end with the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .servers import ROUNDS, Served

Host = Callable[..., Served]


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """Give what starts servers: the first makes a workshop, others share it."""
    servers: list[Served] = []

    def start(database: str | Path = tmp_path / "w.db", **wanted: Any) -> Served:
        if not servers:
            wanted.setdefault("rounds", ROUNDS)
        servers.append(Served(database, tmp_path / f"server{len(servers)}.log", **wanted))
        return servers[-1]

    yield start
    for server in servers:
        server.end()
