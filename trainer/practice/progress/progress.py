"""Room `practice`: scored sessions in, what can be said of progress out. A pure function; the same in, the same out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.practice.progress import figures
from trainer.practice.progress.entries import Entry
from trainer.practice.progress.levels import Level, level_of, levels
from trainer.practice.progress.moved import Change, Seen, change_of, judged
from trainer.practice.progress.tally import FORCES, SKILLS
from trainer.practice.progress.tries import Tries, tries_of
from trainer.scoring.calls.figures import LABEL_ERROR
from trainer.scoring.habit_words import HABIT_WORDS, LABELLED

#: Skill → what is counted, in words.
SAYS: Mapping[str, str] = {
    **{name: says for name, (says, _) in HABIT_WORDS.items()},
    **{force: f"{force}: facts earned, of all there are" for force in FORCES},
}
_WANTED = {name: wanted for name, (_, wanted) in HABIT_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill: where it stands and what can be said of its change."""

    name: str
    says: str
    wanted: str
    """`more` or `less`."""
    attempts: int
    """That say something about it."""
    level: Level | None
    """Over the last attempts; None where there is too little."""
    change: Change | None
    """What the attempts speak for most, stated or not; None where there is too little to split."""
    would_show: float | None
    """The smallest change, as a share, that would have been stated by now; None where none would."""

    @property
    def force(self) -> bool:
        """Whether it is a force rather than a habit."""
        return self.name in FORCES

    @property
    def verdict(self) -> str:
        """`improved`, `worse`, `nothing` (no change shown) or `too little`."""
        if self.change is None or self.level is None:
            return "too little"
        if not self.change.stated:
            return "nothing" if self.would_show is not None else "too little"
        return direction(self.name, self.change)


@dataclass(frozen=True, slots=True)
class Progress:
    """What scored sessions show."""

    attempts: int
    practice: int
    """Scored sessions that are no attempts: explained ones and branches. They count in `seconds` alone."""
    seconds: int
    skills: tuple[Skill, ...]
    tries: tuple[Tries, ...]


def progress_of(entries: Sequence[Entry]) -> Progress:
    """Say what scored sessions, oldest first, show. Habits and forces are counted in attempts alone.

    A force is counted only where the learner met the customer for the first time: who has read what somebody hides
    needs no skill to bring it out.
    """
    attempts = [one for one in entries if one.attempt]
    return Progress(
        len(attempts),
        len(entries) - len(attempts),
        sum(one.seconds for one in entries),
        tuple(_skill(name, points(name, attempts)) for name in SKILLS),
        tries_of(attempts),
    )


def points(skill: str, entries: Sequence[Entry]) -> list[Entry]:
    """Give the attempts that say something about a skill, in their order."""
    least, force = figures.LEAST_IN_ATTEMPT, skill in FORCES
    return [
        one
        for one in entries
        if one.attempt and one.tally.counts.get(skill, (0, 0))[1] >= least and not (force and one.tally.seen)
    ]


def line_of(skill: str, entries: Sequence[Entry]) -> list[Level | None]:
    """Give where a skill stood after each of its `points`."""
    return levels(_counts(skill, entries), error_of(skill), _least(skill))


def wanted(skill: str) -> str:
    """Say which way is better: `more` or `less`."""
    return _WANTED.get(skill, "more")


def direction(skill: str, change: Change) -> str:
    """Say what a change is: `improved` or `worse`."""
    return "improved" if change.rises == (wanted(skill) == "more") else "worse"


def error_of(skill: str) -> float:
    """Give the share of labels of a skill that people would give otherwise; 0 where that was not measured."""
    return LABEL_ERROR.get(LABELLED.get(skill, ""), 0.0)


def change_in(name: str, entries: Sequence[Entry]) -> Change | None:
    """Give the change that the `points` of a skill speak for most, stated or not; None where there is too little."""
    return None if _level(name, entries) is None else change_of(_seen(name, entries), figures.CUSTOMER[name])


def _judged(name: str, entries: Sequence[Entry]) -> tuple[Change | None, float | None]:
    return (None, None) if _level(name, entries) is None else judged(_seen(name, entries), figures.CUSTOMER[name])


def _seen(name: str, entries: Sequence[Entry]) -> list[Seen]:
    return [
        Seen(*one.tally.counts[name], (one.scenario, one.persona, one.content), one.tally.difficulty) for one in entries
    ]


def _skill(name: str, entries: Sequence[Entry]) -> Skill:
    change, least = _judged(name, entries)
    return Skill(name, SAYS[name], wanted(name), len(entries), _level(name, entries), change, least)


def _level(name: str, entries: Sequence[Entry]) -> Level | None:
    return level_of(_counts(name, entries[-figures.WINDOW :]), error_of(name), _least(name))


def _counts(name: str, entries: Sequence[Entry]) -> list[tuple[int, int]]:
    return [one.tally.counts[name] for one in entries]


def _least(name: str) -> int:
    return figures.LEAST_FACTS if name in FORCES else figures.LEAST_CHANCES
