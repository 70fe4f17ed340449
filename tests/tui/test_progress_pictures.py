"""Pictures of progress and of one skill over time, in both sizes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ScriptedDesk
from tests.tui.scripted_progress import improved


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
@pytest.mark.parametrize("name", ["progress", "skill"])
def test_picture(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    desk = ScriptedDesk()
    desk.progress.entries = improved()
    app = app_on(desk)

    async def before(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: app._desk is not None and app._desk.done())
        await pilot.press("p")
        await until(pilot, lambda: "Within a band" in painted(app))
        if name == "skill":
            await pilot.press("enter")
            await until(pilot, lambda: "12 of 14" in painted(app) and "Turn 4" in painted(app))
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=before)
