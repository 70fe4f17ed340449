"""Room `scoring`: how an interviewer asked and listened, as rates of what was heard; no topic words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from trainer.conversation.hearing.heard import Kind
from trainer.language.text import count_words, stems_of
from trainer.scoring.calls import figures
from trainer.scoring.calls.listening import Listened
from trainer.scoring.calls.particular import particular, telling

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


class Counted(NamedTuple):
    """What one turn counts for among the habits: read once, where a call is drawn many times."""

    own: int
    """Words, where it is the interviewer's."""
    theirs: int
    """Words, where it is the customer's."""
    does: bool
    """It is the interviewer's and does something; else the rest counts for nothing."""
    acting: int = 0
    """Words, where it does something."""
    question: str = "none"
    opens: bool = False
    back: bool = False
    grounded: bool = False
    """It gives back, with a word of the customer's last line."""
    fit: float | None = None
    informs: bool = False
    sells: bool = False
    leads: bool = False
    doubles: bool = False
    telling: int = 0


def counted(one: Listened, worn: dict[int, str]) -> Counted:
    """Give what a turn counts for."""
    heard = one.heard
    if heard is None:
        return Counted(0, count_words(one.turn.text), False)
    if not _does_something(one):
        return Counted(heard.words, 0, False)
    fresh = one.index not in worn
    back = heard.reflection != "none" and not heard.informs and fresh and _borne_out(one)
    return Counted(
        heard.words,
        0,
        True,
        heard.words,
        heard.question,
        heard.question == "open" and fresh,
        back,
        back and bool(stems_of(one.turn.text) & stems_of(one.before)),
        None if one.contingency is None else one.contingency if fresh else 0.0,
        heard.informs,
        heard.has(*_SELLS),
        heard.has(Kind.LEADING),
        heard.has(Kind.DOUBLE_BARRELLED, Kind.STUFFING),
        telling(one),
    )


def habits_of(turns: Sequence[Listened], worn: dict[int, str]) -> Habits:
    """Count what an interviewer did in a call of which `turns` are all turns."""
    return habits_from([counted(one, worn) for one in turns], len(worn))


def habits_from(turns: Sequence[Counted], worn: int) -> Habits:
    """Give the habits of a call from what each of its turns counts for, and the number of worn ones."""
    # Column by column: a call is drawn a hundred times for its bands, and this is most of that.
    columns: Sequence[tuple[Any, ...]] = tuple(zip(*turns, strict=True)) or ((),) * len(Counted._fields)
    mine, yours, does, acting, question, opens, back, grounded, fit, informs, sells, leads, doubles, told = columns
    count, backs, own, theirs = max(1, sum(does)), sum(back), sum(mine), sum(yours)
    asked = [kind for kind in question if kind != "none"]
    fits = [one for one in fit if one is not None]
    return Habits(
        opens=_rate(sum(opens), len(asked), "open"),
        asks=_rate(len(asked), count, "question"),
        gives_back=_rate(backs, count, "reflection"),
        contingency=sum(fits) / len(fits) if fits else 0.0,
        informs=_rate(sum(informs), count, "input"),
        sells=_rate(sum(sells), count, "sells"),
        leads=sum(leads) / count,
        doubles=sum(doubles) / count,
        run=_run(asked),
        words=sum(acting) / count,
        talk=own / (own + theirs) if own + theirs else 0.0,
        worn=worn / count,
        particular=sum(told) / count,
        grounded=_rate(sum(grounded), backs, "grounded"),
    )


def _borne_out(one: Listened) -> bool:
    return one.heard is None or not any(move.accurate is False for move in one.heard.moves)


def _rate(found: int, of: int, kind: str) -> float:
    return (found + figures.PRIOR_TURNS * figures.USUAL[kind]) / (of + figures.PRIOR_TURNS)


def _run(questions: Sequence[str]) -> float:
    longest = run = 0
    for kind in questions:
        run = run + 1 if kind == "closed" else 0
        if run > longest:
            longest = run
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
