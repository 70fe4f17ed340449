"""What the tests of the app share: a fixed place and time, and a short way to run the app on a scripted desk."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from trainer.tui.app import TrainerApp


@pytest.fixture(autouse=True, scope="session")
def _pictures(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give the picture plugin its folder also in parallel workers, whose environment is cleared of such names."""
    os.environ.setdefault("TEXTUAL_SNAPSHOT_TEMPDIR", str(tmp_path_factory.mktemp("pictures")))


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for field in (TextArea, Input):  # a cursor that blinks makes two pictures of one screen
        monkeypatch.setattr(field, "_toggle_cursor", lambda self: None, raising=False)
        monkeypatch.setattr(field, "_toggle_cursor_blink_visible", lambda self: None, raising=False)
    time.tzset()
    yield


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No port of this machine is asked, and nothing that reaches a model is waited for."""
    monkeypatch.setattr("trainer.tui.setup.local_servers", lambda: [])
    monkeypatch.setattr("trainer.tui.library.still_loading", lambda: False)


def app_on(desk: Any, **options: Any) -> TrainerApp:
    """The app on a desk; the customer's words appear at once unless asked for."""
    options.setdefault("typing", False)
    app = TrainerApp(lambda: desk, **options)
    app.animation_level = "none"
    return app


async def until(pilot: Pilot[Any], condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for a condition; no fixed sleeps. The limit is for what never comes: beside a model that takes both cores,
    five seconds were not enough once in some thousand waits."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            await pilot.pause()
            if condition():
                return
        await asyncio.sleep(0.02)
    raise AssertionError(f"waited {seconds} s in vain")


def noticed(app: TrainerApp) -> str:
    """What the app has told in passing."""
    return " ".join(notice.message for notice in app._notifications)


def painted(app: TrainerApp) -> str:
    """What stands on the screen, as text in one line: words that wrap stay findable."""
    width, height = app.size
    lines = app.screen._compositor.render_strips() if width and height else []
    return " ".join(" ".join("".join(segment.text for segment in strip) for strip in lines).split())
