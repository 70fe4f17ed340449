"""Room `cli`: a scorecard as plain lines, for a terminal, a pipe or a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.scoring.beside import Beside, notices
from trainer.scoring.scorecard import FactOutcome, Item, MissedMoment, MotivationOutcome, Part, Scorecard
from trainer.scoring.sureness import overall_in_words, part_in_words


def card_lines(card: Scorecard, beside: Beside | None = None) -> Iterator[str]:
    """Give a scorecard, with what stands beside it, line by line; an empty line stands before each heading."""
    beside = beside or Beside()
    yield ""
    if card.overall is None:
        yield f"Overall: not scored, because {card.overall_reason}"
    else:
        yield f"Overall: {overall_in_words(card)}"
    yield f"This was {_kind(card)}."
    yield from notices(beside, card)
    yield from map(_part, card.parts)
    yield from _section("What was hidden", map(_motivation, card.motivations))
    yield from _section("Facts", map(_fact, card.facts))
    yield from _section("Evidence", (f"{_item(item)} {beside.of_item(item)}".rstrip() for item in card.items))
    said = [f"Turn {turn}. {text}" for turn, text in beside.of_lines(card.items)]
    yield from _section("What you say of how you were heard", said)
    yield from _section("Missed moments", (f"{_missed(one)}{_again(card, one)}" for one in card.missed_moments))
    if card.decoy:
        yield ""
        yield card.decoy
    yield from _section("Next", [card.next] if card.next else [])


def _section(title: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield f"{title}:"
        yield from (f"- {line}" for line in found)


def _kind(card: Scorecard) -> str:
    """Say what the call counts as."""
    if not card.attempt:
        return f"{card.kind}; it does not count as an attempt"
    return {1: "your first attempt on this version; it counts", 0: "an attempt"}.get(card.number, card.kind)


def _part(part: Part) -> str:
    name = part.name.capitalize()
    if part.value is None:
        return f"{name}: not scored, because {part.reason}"
    rest = [text for text in (part.anchor, part.reason, part.sure) if text]
    return f"{name}: {part_in_words(part)}" + (f" ({'; '.join(rest)})" if rest else "")


def _motivation(one: MotivationOutcome) -> str:
    found = "uncovered" if one.uncovered else "not uncovered"
    return f"{one.title}: {found}. {one.insight} In the debrief: {one.verdict}"


def _fact(fact: FactOutcome) -> str:
    where = "" if fact.turn is None else f" in turn {fact.turn}"
    because = f", because {'; '.join(fact.because)}" if fact.because else ""
    return f"{fact.title} (depth {fact.depth}, {fact.force}): {fact.outcome}{where}{because}"


def _item(item: Item) -> str:
    where = f"Turn {item.turn}" if item.turn else "Debrief"
    quote = f" “{item.quote}”" if item.quote else ""
    better = f" Try: {item.better}" if item.better else ""
    points = f" {item.points:+.2f}" if item.points else ""
    return f"{where}, {item.part}{points}: {item.note}{quote}{better}"


def _again(card: Scorecard, one: MissedMoment) -> str:
    """Name the command that goes back to the moment; nothing where the customer had not yet answered there."""
    return f" Again: trainer resume {card.session} --at {one.turn}" if one.turn else ""


def _missed(one: MissedMoment) -> str:
    quote = f" “{one.quote}”" if one.quote else ""
    better = f" Try: {one.better}" if one.better else ""
    return f"{one.title}, closest in turn {one.turn}{quote}: {'; '.join(one.missing)}.{better}"
