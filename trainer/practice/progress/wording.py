"""Room `practice`: progress in words, the same for the command line and the app. No more than the figures bear."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.practice.progress import figures
from trainer.practice.progress.progress import Progress, Skill
from trainer.practice.progress.tries import Tries, Try


def percent(share: float) -> str:
    """Give a share as whole percents."""
    return f"{round(100 * share)} %"


def share_of(skill: Skill) -> str:
    """Say where a skill stands, with its band."""
    level = skill.level
    if level is None:
        return "not stated yet"
    return f"{percent(level.value)}, likely {percent(level.low)} to {percent(level.high)}"


def verdict_of(skill: Skill) -> str:
    """Say whether it has changed, or what is missing to tell."""
    change = skill.change
    if skill.level is None or change is None:
        kind = f"{'first meeting' if skill.force else 'attempt'}{'' if skill.attempts == 1 else 's'}"
        need = f"{figures.LEAST_FACTS} facts" if skill.force else f"{figures.LEAST_CHANCES} chances"
        return (
            f"too little data: {skill.attempts} {kind}; it takes {figures.LEAST_ATTEMPTS}, and {need} in the last ones"
        )
    if change.stated:
        was = f"{percent(change.before)} up to attempt {change.after}, {percent(change.since)} since"
        return f"{skill.verdict}: {was}"
    if skill.would_show is None:
        return "too little data to show a change of any size"
    return f"no change shown; one by about {round(100 * skill.would_show)} points half-way would show by now"


def brief(skill: Skill) -> str:
    """Give the verdict in two words at most."""
    words = {
        "improved": "↑ improved",
        "worse": "↓ worse",
        "nothing": "no change shown",
        "too little": "too little data",
    }
    return words[skill.verdict]


def tried(one: Tries) -> str:
    """Say what the first attempt gave and the best one since."""
    first = _figure(one.first)
    if one.best is None:
        return f"first {first}"
    count = f"{one.count} attempts"
    if one.best.overall <= one.first.overall:
        return f"first {first}, still the best of {count}"
    sure = "apart from it" if one.apart else "within its noise"
    return f"first {first}, best since {_figure(one.best)}, {sure} ({count})"


def time_of(seconds: int) -> str:
    """Give time practised in hours and minutes."""
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


def explained(progress: Progress) -> Iterator[str]:
    """Say how to read it."""
    yield f"Estimates pool the last {figures.WINDOW} attempts; the band holds about 95 of 100. Within it lies noise."
    yield (
        "“Improved” is said so rarely by chance that of 100 learners who never change at most 5 are ever told it, "
        "of any skill, however often they look."
    )
    if any(one.best is not None for one in progress.tries):
        yield "The first attempt at a customer counts: who comes back has read the answers."


def _figure(one: Try) -> str:
    if one.low is None or one.high is None:
        return f"{one.overall:.0f}"
    return f"{one.overall:.0f} (likely {one.low:.0f} to {one.high:.0f})"
