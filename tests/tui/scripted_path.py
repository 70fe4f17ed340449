"""The path without a disk: the shipped pages, nothing drilled and nobody called."""

from __future__ import annotations

from trainer.content.drills.shelf import Placed, Shelf
from trainer.desk.path import Way
from trainer.practice.path.card import card
from trainer.practice.path.evidence import state_of
from trainer.practice.path.pages import pages
from trainer.practice.path.readiness import Readiness, readiness
from trainer.practice.path.schema import Page
from trainer.scoring.skills import Skills


class ScriptedPath:
    """The learner's path."""

    def __init__(self) -> None:
        self.was_read: list[str] = []

    def overview(self) -> Way:
        return Way(tuple(state_of(n, page, page.id in self.was_read, {}, []) for n, page in enumerate(pages(), 1)))

    def read(self, step: str) -> None:
        self.was_read.append(step)

    def drills(self, page: Page) -> tuple[Placed, ...]:
        return tuple(Shelf().find(drill) for drill in page.drills)

    def report(self) -> Readiness:
        return readiness(self.overview().steps, [], Skills(0, 0, reason="no call yet"))

    def card(self) -> tuple[str, ...]:
        return card(pages())

    def keep(self) -> str:
        return "readiness.md"
