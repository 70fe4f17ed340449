"""Room `tui`: the port of the path, what its screens tell each other, and the work behind them. No widget."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from textual.message import Message

if TYPE_CHECKING:
    from trainer.content.drills.shelf import Placed
    from trainer.desk.path import Way
    from trainer.practice.path.readiness import Readiness
    from trainer.practice.path.schema import Page
    from trainer.tui.ports import DeskPort

#: State → the mark before a step, which shows without colour.
MARKS = {"shown": "✓", "begun": "·", "new": " "}


class PathPort(Protocol):
    """The steps to a first call; raises ContentError, JournalError."""

    def overview(self) -> Way:
        """Say how the learner stands with each step."""
        ...

    def read(self, step: str) -> None:
        """Note that a step's page was read."""
        ...

    def drills(self, page: Page) -> tuple[Placed, ...]:
        """Give the drills of a step."""
        ...

    def report(self) -> Readiness:
        """Put the readiness report together."""
        ...

    def card(self) -> tuple[str, ...]:
        """Give the card for the call, in lines."""
        ...

    def keep(self) -> str:
        """Write report and card into the data folder; give the file's path."""
        ...


@dataclass
class WayArrived(Message):
    """How the learner stands with each step."""

    way: Way


@dataclass
class StepDrills(Message):
    """The drills of a step, to be done."""

    drills: tuple[Placed, ...]


@dataclass
class ReportArrived(Message):
    """The readiness report and the card."""

    report: Readiness
    card: tuple[str, ...]


@dataclass
class ReportKept(Message):
    """The report was written to the file at `path`."""

    path: str


async def look(desk: DeskPort, post: Callable[[Message], object], read: str = "") -> None:
    """Read how the learner stands; `read` is the step whose page is being read."""

    def both() -> Way:
        if read:
            desk.path.read(read)
        return desk.path.overview()

    await _told(lambda: WayArrived(both()), post)


async def drills(desk: DeskPort, way: Way, step: str, post: Callable[[Message], object]) -> None:
    """Find the drills of a step."""
    page = next(one.page for one in way.steps if one.page.id == step)
    await _told(lambda: StepDrills(desk.path.drills(page)), post)


async def report(desk: DeskPort, post: Callable[[Message], object]) -> None:
    """Put the report and the card together."""
    await _told(lambda: ReportArrived(desk.path.report(), desk.path.card()), post)


async def keep(desk: DeskPort, post: Callable[[Message], object]) -> None:
    """Write the report to a file."""
    await _told(lambda: ReportKept(desk.path.keep()), post)


async def _told(work: Callable[[], Message], post: Callable[[Message], object]) -> None:
    from trainer.tui.messages import Failed
    from trainer.tui.ports import spoken_errors

    try:
        post(await asyncio.to_thread(work))
    except spoken_errors() as error:
        post(Failed(str(error)))
