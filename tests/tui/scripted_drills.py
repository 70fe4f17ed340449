"""Drills without a disk: three of the shipped ones, judged as shipped, answers in a list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from trainer.content.drills.shelf import Placed, Shelf
from trainer.conversation.interview import JournalError
from trainer.desk.drilling import Overview, SkillState
from trainer.practice import schedule
from trainer.practice.drills.judge import judge
from trainer.practice.drills.verdict import Verdict

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
IDS = ("mirror-key", "open-grill", "silence-ring")


class ScriptedDrills:
    """The learner's drills; `refuses` is why an answer is not stored (empty: it is)."""

    def __init__(self) -> None:
        self.given: list[tuple[str, str, bool]] = []
        self.refuses = ""
        self.shelf: Shelf | None = None

    def overview(self) -> Overview:
        self.shelf = self.shelf or Shelf()
        drills = [self.shelf.find(name) for name in IDS]
        answers = [
            schedule.Answered(name, NOW - timedelta(minutes=30 - at), passed)
            for at, (name, _, passed) in enumerate(self.given)
        ]
        folded = schedule.folds(answers)
        stand = schedule.standings(folded, NOW)
        skills = tuple(
            SkillState(one.skill, one.title, "Why it matters.", (one,), int(one.id in stand),
                       int(one.id in stand and stand[one.id].passed), 0, 0.5)
            for one in drills
        )  # fmt: skip
        own = {one.id: one.skill for one in drills}
        plan = schedule.plan(own, stand, schedule.weakness(own, folded), NOW)
        return Overview(skills, stand, plan, 3, len(answers), NOW.date())

    def answer(self, drill: Placed, text: str) -> Verdict:
        if self.refuses:
            raise JournalError(self.refuses)
        verdict = judge(drill, text)
        self.given.append((drill.id, text, verdict.passed))
        return verdict
