"""Room `scoring`: how an interviewer asked and listened, as rates of what was heard; no topic words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.conversation.hearing.heard import Kind
from trainer.language.text import count_words, stems_of
from trainer.scoring.calls import figures
from trainer.scoring.calls.listening import Listened
from trainer.scoring.calls.particular import mean_telling, particular

_SELLS = (Kind.PITCH, Kind.ADVICE, Kind.PRESSURE, Kind.DEMAND, Kind.RUDE)


@dataclass(frozen=True, slots=True)
class Habits:
    """What an interviewer did, as rates; those of few turns are drawn towards what is usual."""

    opens: float
    """Share of open questions among questions; a worn one does not count as open."""
    asks: float
    """Share of turns that ask."""
    gives_back: float
    """Share of turns that give back and are neither worn nor contradicted by what was said."""
    contingency: float
    """Mean contingency; worn turns count as none."""
    informs: float
    sells: float
    leads: float
    doubles: float
    run: float
    """Longest run of closed questions, as a share of the questions."""
    words: float
    """Words a turn."""
    talk: float
    """Share of all words of the call."""
    worn: float
    """Share of turns whose device has worn out."""
    particular: float = 0.0
    """Telling words a turn: what is more than the talk of any interview."""
    grounded: float = 0.0
    """Share of the reflections that hold a word of the customer's last line; drawn towards what is usual."""


def engaged(turns: Sequence[Listened]) -> list[Listened]:
    """Give the interviewer's turns that do something: all but signs of listening."""
    return [one for one in turns if one.heard is not None and _does_something(one)]


def _does_something(one: Listened) -> bool:
    heard = one.heard
    if heard is None or not heard.words:
        return False
    labelled = heard.question != "none" or heard.reflection != "none" or heard.informs
    return labelled or heard.words > figures.IDLE_WORDS


def habits_of(turns: Sequence[Listened], worn: dict[int, str]) -> Habits:
    """Count what an interviewer did in a call of which `turns` are all turns."""
    acts = engaged(turns)
    count = max(1, len(acts))
    heard = [(one, one.heard) for one in acts if one.heard is not None]
    asked = [(one, h) for one, h in heard if h.question != "none"]
    opened = [one for one, h in asked if h.question == "open" and one.index not in worn]
    back = [
        one
        for one, h in heard
        if h.reflection != "none" and not h.informs and one.index not in worn and _borne_out(one)
    ]
    fits = [0.0 if one.index in worn else one.contingency for one in acts if one.contingency is not None]
    own = sum(one.heard.words for one in turns if one.heard is not None)
    theirs = sum(count_words(one.turn.text) for one in turns if one.heard is None)
    return Habits(
        opens=_rate(len(opened), len(asked), "open"),
        asks=_rate(len(asked), count, "question"),
        gives_back=_rate(len(back), count, "reflection"),
        contingency=sum(fits) / len(fits) if fits else 0.0,
        informs=_rate(sum(h.informs for _, h in heard), count, "input"),
        sells=_rate(sum(h.has(*_SELLS) for _, h in heard), count, "sells"),
        leads=sum(h.has(Kind.LEADING) for _, h in heard) / count,
        doubles=sum(h.has(Kind.DOUBLE_BARRELLED, Kind.STUFFING) for _, h in heard) / count,
        run=_run([h.question for _, h in asked]),
        words=sum(h.words for _, h in heard) / count,
        talk=own / (own + theirs) if own + theirs else 0.0,
        worn=len(worn) / count,
        particular=mean_telling(acts),
        grounded=_grounded(back),
    )


def _grounded(back: Sequence[Listened]) -> float:
    """Give the share of the reflections `back` that use a word of the customer's last line."""
    found = sum(bool(stems_of(one.turn.text) & stems_of(one.before)) for one in back)
    return _rate(found, len(back), "grounded")


def _borne_out(one: Listened) -> bool:
    return one.heard is None or not any(move.accurate is False for move in one.heard.moves)


def _rate(found: int, of: int, kind: str) -> float:
    return (found + figures.PRIOR_TURNS * figures.USUAL[kind]) / (of + figures.PRIOR_TURNS)


def _run(questions: Sequence[str]) -> float:
    longest = run = 0
    for kind in questions:
        run = run + 1 if kind == "closed" else 0
        longest = max(longest, run)
    enough = min(1.0, len(questions) / figures.RUN_QUESTIONS)
    return enough * longest / len(questions) if questions else 0.0


def value_of(habits: Habits) -> float:
    """Give technique, 0 to 5, from an interviewer's habits."""
    return min(5.0, max(0.0, sum_of(habits)))


def sum_of(habits: Habits) -> float:
    """Give what earns less what costs, in points: technique before it is held within 0 to 5."""
    asks = min(1.0, habits.opens / figures.OPEN_FULL) * min(1.0, habits.asks / figures.ASK_FULL)
    fits = (habits.contingency - figures.CONT_NONE) / (figures.CONT_FULL - figures.CONT_NONE)
    back = min(1.0, habits.gives_back / figures.BACK_FULL) * min(1.0, habits.grounded / figures.GROUNDED_FULL)
    earned = figures.OPEN_SHARE * asks + figures.BACK_SHARE * back + figures.CONT_SHARE * min(1.0, max(0.0, fits))
    earned *= figures.ALONE + (1.0 - figures.ALONE) * min(1.0, habits.gives_back / figures.BACK_LEAST)
    earned *= particular(habits.particular)
    earned *= max(0.0, 1.0 - figures.WORN_COST * max(0.0, habits.worn - figures.WORN_FREE))
    long = (habits.words - figures.WORDS_FINE) / (figures.WORDS_FULL - figures.WORDS_FINE)
    cost = (
        figures.INPUT_COST * habits.informs
        + figures.SELLS_COST * habits.sells
        + figures.TALK_COST * max(0.0, habits.talk - figures.TALK_FINE)
        + figures.RUN_COST * habits.run
        + figures.WORDS_COST * min(1.0, max(0.0, long))
        + figures.DOUBLE_COST * habits.doubles
        + figures.LEADING_COST * habits.leads
    )
    return 5.0 * (earned - cost - figures.NONE_AT) / figures.SPAN
