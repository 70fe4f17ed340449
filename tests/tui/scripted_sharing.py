"""A scripted desk: sharing, into a list."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainer.desk.shared import Offer
from trainer.desk.sharing import Holds


@dataclass
class ScriptedSharing:
    """Shares into a list."""

    written: list[tuple[str, str, bool]] = field(default_factory=list)

    def offers(self, session: str) -> list[Offer]:
        with_words = Holds(("your 3 lines", "your debrief"), ("your name",))
        without = Holds(("the scores",), ("what was said", "your name"))
        return [
            Offer("html", "A report as a web page", with_words, without),
            Offer("xapi", "Learning records (xAPI)", None, without),
            Offer("session", "The session, to import elsewhere", with_words, None),
        ]

    def folder(self) -> str:
        return "data/exports"

    def write(self, session: str, kind: str, *, words: bool = True) -> str:
        self.written.append((session, kind, words))
        return f"interview-{session}.{kind}"
