"""Room `scoring`: a recorded call's figures in words, the same for the command line and the screen."""

from __future__ import annotations

from trainer.conversation.hearing.heard import Kind
from trainer.scoring.calls.analyse import Analysis
from trainer.scoring.calls.comparing import Comparison
from trainer.scoring.scorecard import Part
from trainer.scoring.sureness import part_in_words


def part_of(analysis: Analysis, name: str) -> Part:
    """Give one of the four parts as a scorecard has it; `discovery` and `insight` are never scored."""
    value = {"technique": analysis.technique, "unscripted": analysis.unscripted}.get(name)
    band = analysis.bands.get(name)
    low, high = (band.low, band.high) if band else (None, None)
    return Part(name, value, analysis.not_scored.get(name, ""), low=low, high=high)


def part_in_a_line(analysis: Analysis, name: str) -> str:
    """Give a part as people read it: `3½ of 5, likely 2½ to 4½`, or why it is not scored."""
    part = part_of(analysis, name)
    return f"not scored, because {part.reason}" if part.value is None else part_in_words(part)


def counted(analysis: Analysis) -> list[str]:
    """Give what the interviewer's turns did, in sentences."""
    heard = [one.heard for one in analysis.turns if one.heard is not None]
    asked = [one for one in heard if one.question != "none"]
    opened = sum(one.question == "open" for one in asked)
    led = sum(one.has(Kind.LEADING) for one in heard)
    leading = f"; {led} leading" if led else ""
    return [
        f"Turns that ask: {len(asked)} of {len(heard)} ({opened} open, {len(asked) - opened} closed{leading}).",
        f"Turns that give back what was said: {sum(one.reflection != 'none' for one in heard)}.",
        f"Turns that tell, advise or pitch: {sum(one.informs for one in heard)}.",
    ]


def beside(comparison: Comparison) -> list[str]:
    """Give a call beside practice in sentences, or why that cannot be."""
    if comparison.reason:
        return [f"{comparison.reason[:1].upper()}{comparison.reason[1:]}."]
    pooled = f"Practice is your last {comparison.sessions} scored sessions, {comparison.turns} turns."
    return [*(row.sentence for row in comparison.rows), f"{pooled} One call says little about a habit."]
