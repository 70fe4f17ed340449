"""Room `scoring`: which lines a model is asked about, and the prompts that ask. No fact, tell or insight is in them.

The coach's prompt holds what both sides said aloud, the criteria and the rules' labels. The insight's prompt holds the
learner's debrief and sentences of motivations that the call uncovered; nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainer.conversation.model import Message, Prompt
from trainer.conversation.prompting import as_data, render
from trainer.language.text import clean
from trainer.scoring.coaching.criteria import BY_ID, CRITERIA, VERSION, shuffled
from trainer.scoring.coaching.rules import can_be_asked, is_weak, wanted
from trainer.scoring.record import Record, Turn

#: Turns and criteria per turn that are asked about: 24 answers at most, which a small model still fills in.
MOST_TURNS, MOST_EACH = 8, 3
#: Of the turns, how many at most are weak ones where there are better ones as well.
MOST_WEAK = 4
#: Characters of one line that are sent.
LONGEST_SENT = 800
TEMPERATURE = 0.3
#: Tokens of an answer: 24 items of about 45, six notes of about 90, and the braces.
MOST_TOKENS = 2000


@dataclass(frozen=True, slots=True)
class Ask:
    """A criterion asked about a turn."""

    turn: int
    criterion: str


def asked_of(record: Record) -> tuple[Ask, ...]:
    """Choose what a model is asked about: weak and better lines, spread over the call; in the order of the call."""
    fit = [turn for turn in record.turns if can_be_asked(turn) and wanted(turn)]
    weak = [turn for turn in fit if is_weak(turn)]
    rest = [turn for turn in fit if not is_weak(turn)]
    some = _spread(weak, max(MOST_WEAK, MOST_TURNS - len(rest)))
    chosen = sorted([*some, *_spread(rest, MOST_TURNS - len(some))], key=lambda turn: turn.number)
    return tuple(Ask(turn.number, criterion) for turn in chosen for criterion in wanted(turn)[:MOST_EACH])


def coach_prompt(record: Record, asks: Sequence[Ask], session: str, sample: int) -> Prompt:
    """Give the prompt for one answer of the coach; criteria in an order of its own."""
    order = shuffled([c.id for c in CRITERIA], session, sample)
    asked: dict[int, list[str]] = {}
    for criterion in order:
        for ask in asks:
            if ask.criterion == criterion:
                asked.setdefault(ask.turn, []).append(criterion)
    data = {
        "call": _call(record),
        "asked": [{"turn": turn, "criteria": asked[turn]} for turn in sorted(asked)],
    }
    system = render("scoring/prompts/coach.j2", criteria=[BY_ID[one] for one in order])
    return _prompt(system, data, VERSION)


def insight_prompt(debrief: Mapping[str, str], sentences: Mapping[str, str], session: str, sample: int) -> Prompt:
    """Give the prompt for one answer on the debrief; `sentences` are id → sentence, all of uncovered motivations."""
    order = shuffled(list(sentences), session, sample)
    data = {
        "debrief": {name: _sent(text) for name, text in debrief.items()},
        "sentences": [{"id": one, "says": sentences[one]} for one in order],
    }
    return _prompt(render("scoring/prompts/insight.j2"), data, f"{VERSION}-insight")


def _prompt(system: str, data: Any, version: str) -> Prompt:
    messages = (Message("system", system), Message("user", as_data(data)))
    return Prompt(messages, version, temperature=TEMPERATURE, most_tokens=MOST_TOKENS)


def _call(record: Record) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    if record.turns and record.turns[0].before:
        lines.append({"turn": 0, "customer": _sent(record.turns[0].before)})
    for turn in record.turns:
        moves = list(dict.fromkeys(move.kind.value for move in turn.heard.moves))
        heard = {"question": turn.heard.question, "moves": moves}
        lines.append({"turn": turn.number, "learner": _sent(turn.text), "heard": heard})
        lines.append({"turn": turn.number, "customer": _sent(turn.answer)})
    return lines


def _sent(text: str) -> str:
    return clean(text)[:LONGEST_SENT]


def _spread(turns: Sequence[Turn], most: int) -> list[Turn]:
    """Give at most `most` turns, evenly from the first to the last."""
    if len(turns) <= most:
        return list(turns)
    if most <= 1:
        return list(turns[:most])
    return [turns[round(i * (len(turns) - 1) / (most - 1))] for i in range(most)]
