"""Room `scoring`: a comparison of two calls in words and as data, for every place that shows one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainer.conversation.attempts import counts, in_words
from trainer.scoring.second_try import Comparison, Effect, Side, Step, Touched

NOT_SHOWN = "What each opened is shown once the debrief of one of them is in: it would tell what is hidden."
ONE_TRY = "One try each: it shows what these words opened, not that you ask better."


def names(compared: Comparison) -> tuple[str, str]:
    """Name the two sides: `The call`, `Second try from turn 5`; with ids where that does not tell them apart."""
    one, two = (_name(side) for side in compared.sides)
    if one != two:
        return one, two
    first, second = compared.sides
    return f"{one} ({first.session[:8]})", f"{two} ({second.session[:8]})"


def kinds(compared: Comparison) -> tuple[str, str]:
    """Say what each side counts as."""
    one, two = (in_words(side.attempt, side.number) for side in compared.sides)
    return one, two


def effects(effect: Effect) -> list[str]:
    """Say what a turn brought, a line for each thing; a sign stands before each."""
    out = []
    if effect.told:
        how = f"earned: {'; '.join(effect.told.why)}" if effect.earned and effect.told.why else ""
        out.append(f"✓ told “{effect.told.title}” ({how or ('earned' if effect.earned else 'volunteered')})")
    if effect.hinted:
        out.append(f"~ hinted at “{effect.hinted.title}”")
    out += [f"✗ kept back “{one.title}”" + (f": {'; '.join(one.why)}" if one.why else "") for one in effect.kept]
    gained = round(round(effect.trust, 2) - round(effect.before, 2), 2)  # so that the figures shown add up
    moved = f"{gained:+.2f}".replace("-", "−") if gained else "as before"
    return [*out, f"trust {effect.trust:.2f} ({moved})"]


def summary(compared: Comparison) -> list[str]:
    """Say in sentences what the two tries came to."""
    one, two = names(compared)
    if not all(side.steps for side in compared.sides):
        empty = " and ".join(name for name, side in zip((one, two), compared.sides, strict=True) if not side.steps)
        return [f"{empty}: nothing was said from turn {compared.at} on yet."]
    if not compared.revealed:
        return [NOT_SHOWN]
    n = compared.even
    out = [f"Over the same {n} turn{'' if n == 1 else 's'} from turn {compared.at} on:"]
    out += [
        _came_to(name, side, n, compared.trust or 0.0) for name, side in zip((one, two), compared.sides, strict=True)
    ]
    for place, name in enumerate((one, two)):
        early = compared.only(place, n)
        if early:
            out.append(f"Told only in “{name}”: {_listed(early)}.")
        if late := compared.only(place)[len(early) :]:
            out.append(f"“{name}” went on, and told later: {_listed(late)}.")
    return [*out, ONE_TRY]


def shape(compared: Comparison) -> dict[str, Any]:
    """Give a comparison as JSON-ready data. Where nothing may be told yet, facts, trust and reasons are null."""
    return {
        "at": compared.at,
        "shared": compared.at - 1,
        "before": compared.before,
        "trust": compared.trust,
        "patience": compared.patience,
        "even": compared.even,
        "not_shown": None if compared.revealed else NOT_SHOWN,
        "sides": [_side_shape(compared, place) for place in (0, 1)],
    }


def _name(side: Side) -> str:
    return f"Second try from turn {side.branch_at}" if side.branch_of else "The call"


def _came_to(name: str, side: Side, turns: int, before: float) -> str:
    told, hinted = side.told(turns), side.hinted(turns)
    trust = f"trust {before:.2f} → {side.trust(turns, before):.2f}"
    facts = f"{len(told)} fact{'' if len(told) == 1 else 's'} told"
    hints = f", {len(hinted)} hinted at" if hinted else ""
    return f"{name}: {facts}{hints}, {trust}."


def _listed(facts: Sequence[tuple[int, Touched]]) -> str:
    return ", ".join(f"“{fact.title}” in turn {turn}" for turn, fact in facts)


def _side_shape(compared: Comparison, place: int) -> dict[str, Any]:
    side, known = compared.sides[place], compared.revealed
    return {
        "session": side.session,
        "attempt": side.attempt,
        "counts": counts(side.attempt, side.number),
        "branch_of": side.branch_of or None,
        "branch_at": side.branch_at or None,
        "ended": side.ended or None,
        "opened": [fact.id for _, fact in side.told()] if known else None,
        "hinted": [fact.id for _, fact in side.hinted()] if known else None,
        "only_here": [fact.id for _, fact in compared.only(place)] if known else None,
        "turns": [_step_shape(step) for step in side.steps],
    }


def _step_shape(step: Step) -> dict[str, Any]:
    said = {"turn": step.turn, "learner": step.said, "customer": step.answer}
    effect = step.effect
    if effect is None:
        return {**said, "trust": None, "gained": None, "patience": None, "told": None, "hinted": None, "kept": None}
    return {
        **said,
        "trust": effect.trust,
        "gained": effect.gained,
        "patience": effect.patience,
        "told": effect.told and {**_fact_shape(effect.told), "earned": effect.earned},
        "hinted": effect.hinted and _fact_shape(effect.hinted),
        "kept": [_fact_shape(one) for one in effect.kept],
    }


def _fact_shape(fact: Touched) -> dict[str, Any]:
    head = {"fact": fact.id, "title": fact.title, "depth": fact.depth, "force": fact.force}
    return {**head, "why": list(fact.why)}
