"""Room `scoring`: a recorded call beside the learner's practice, in round words. States habits, never progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trainer.conversation.events import CustomerSaid, Event, LearnerSaid
from trainer.conversation.hearing.heard import Heard, Kind
from trainer.language.text import count_words
from trainer.scoring.calls import figures
from trainer.scoring.calls.analyse import Analysis
from trainer.scoring.calls.transcript import CUSTOMER, INTERVIEWER, Transcript, Turn
from trainer.scoring.skills import LEAST_SESSIONS, LEAST_TURNS

#: Questions below which their shares are not put beside those of practice (craft: as few as technique is judged by).
LEAST_QUESTIONS = 4

#: Shares from which on a word holds, up to the next one. Fifths and thirds: finer than that nothing is known.
_WORDS = (
    (0.0, "none"), (0.005, "hardly any"), (0.06, "about one in ten"), (0.15, "about a fifth"),
    (0.225, "about a quarter"), (0.29, "about a third"), (0.37, "about two fifths"), (0.45, "about half"),
    (0.55, "about three fifths"), (0.63, "about two thirds"), (0.71, "about three quarters"),
    (0.78, "about four fifths"), (0.85, "about nine in ten"), (0.945, "nearly all"), (0.995, "all"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beside:
    """One habit, in the call and in practice."""

    name: str
    """`open`, `given_back`, `told`, `leading` or `talk`."""
    call: str
    """In round words: "about half"."""
    practice: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A call beside practice."""

    sessions: int
    turns: int
    """Of the learner, in these sessions."""
    rows: tuple[Beside, ...] = ()
    reason: str = ""
    """Why nothing is compared; empty where something is."""


def transcript_of(events: Sequence[Event]) -> Transcript:
    """Give what was said aloud in a session as a transcript: the learner interviews."""
    turns = [
        Turn(INTERVIEWER if isinstance(event, LearnerSaid) else CUSTOMER, event.text)
        for event in events
        if isinstance(event, LearnerSaid | CustomerSaid)
    ]
    return Transcript("", tuple(turns))


def compare(call: Analysis, practice: Sequence[Analysis]) -> Comparison:
    """Put a call beside the learner's practice calls, pooled; says why where there is too little of either.

    Sessions enough or turns enough will do: words as round as these say less than a habit with its noise band.
    """
    pooled = [heard for one in practice for heard in _heard(one)]
    sessions, turns = len(practice), len(pooled)
    if turns < LEAST_TURNS and sessions < LEAST_SESSIONS:
        have = f"{sessions} session{'' if sessions == 1 else 's'} with {turns} turn{'' if turns == 1 else 's'}"
        need = f"{LEAST_SESSIONS} sessions or {LEAST_TURNS} turns"
        return Comparison(sessions, turns, reason=f"too little practice to compare: {have}; it takes {need}")
    own = _heard(call)
    if call.technique is None or len(own) < figures.LEAST_TURNS:
        return Comparison(sessions, turns, reason="too little in this call to compare")
    rows = [row for habit in _HABITS if (row := _beside(*habit, own, pooled))]
    rows.append(_row("talk", _talk_share([call]), _talk_share(practice), "Your share of all words: {}"))
    return Comparison(sessions, turns, tuple(rows))


def in_words(share: float) -> str:
    """Give a share of 0 to 1 in round words."""
    return [word for least, word in _WORDS if share >= least][-1]


def _heard(analysis: Analysis) -> list[Heard]:
    return [one.heard for one in analysis.turns if one.heard is not None and one.heard.words]


def _asks(heard: Heard) -> bool:
    return heard.question != "none"


_HABITS: tuple[tuple[str, str, Callable[[Heard], bool], Callable[[Heard], bool] | None], ...] = (
    ("open", "Open questions, of your questions: {}", lambda heard: heard.question == "open", _asks),
    ("leading", "Leading questions, of your questions: {}", lambda heard: heard.has(Kind.LEADING), _asks),
    ("given_back", "Turns that gave back what was said: {}", lambda heard: heard.reflection != "none", None),
    ("told", "Turns that told, advised or pitched: {}", lambda heard: heard.informs, None),
)


def _beside(
    name: str,
    sentence: str,
    found: Callable[[Heard], bool],
    among: Callable[[Heard], bool] | None,
    own: Sequence[Heard],
    pooled: Sequence[Heard],
) -> Beside | None:
    here, there = ([heard for heard in many if among is None or among(heard)] for many in (own, pooled))
    if min(len(here), len(there)) < LEAST_QUESTIONS:
        return None
    return _row(name, sum(map(found, here)) / len(here), sum(map(found, there)) / len(there), sentence)


def _row(name: str, call: float, practice: float, sentence: str) -> Beside:
    here, there = in_words(call), in_words(practice)
    said = f"{here} here, {there} in practice" if here != there else f"{here}, here and in practice"
    return Beside(name, here, there, sentence.format(said) + ".")


def _talk_share(analyses: Sequence[Analysis]) -> float:
    own = all_words = 0
    for analysis in analyses:
        for one in analysis.turns:
            words = count_words(one.turn.text)
            all_words += words
            own += words if one.heard is not None else 0
    return own / all_words if all_words else 0.0
