"""Room `reports`: a session's report without anybody's words.

What stays is chosen, not what goes: figures, titles of the scenario's own, and sentences that are always the same.
"""

from __future__ import annotations

from dataclasses import replace

from trainer.reports.report import Report
from trainer.scoring.beside import Beside
from trainer.scoring.habits import NOTES
from trainer.scoring.scorecard import FactOutcome, Item, MissedMoment, MotivationOutcome, Scorecard


def without_words(report: Report) -> Report:
    """Give a report without what was said, written or quoted; its figures are the same."""
    bare = tuple(replace(step, learner="", customer="") for step in report.course)
    beside = Beside(earlier=report.beside.earlier, seen=report.beside.seen, alike=report.beside.alike)
    return replace(
        report, card=wordless(report.card), debrief=(), lines=(), coached=None, beside=beside, course=bare, words=False
    )


def wordless(card: Scorecard) -> Scorecard:
    """Give a scorecard without quotes, reasons (which quote) and wordings to try (which repeat)."""
    return replace(
        card,
        facts=tuple(FactOutcome(f.id, f.title, f.depth, f.force, f.motivation, f.outcome, f.turn) for f in card.facts),
        motivations=tuple(
            MotivationOutcome(m.id, m.title, m.insight, m.uncovered, m.stated, "", m.marked) for m in card.motivations
        ),
        items=tuple(Item(i.part, i.rule, i.turn, "", i.points, NOTES.get(i.rule, "")) for i in card.items),
        missed_moments=tuple(MissedMoment(m.fact, m.title, m.turn, (), "") for m in card.missed_moments),
        decoy="",
    )
