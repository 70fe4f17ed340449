"""Room `tui`: a scorecard as blocks of text, tab by tab. Pure: computes no score, adds no judgement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.conversation.events import CustomerSaid, HintAsked, LearnerSaid
from trainer.conversation.shares import shares_of
from trainer.tui import wording
from trainer.tui.voice import spent
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.conversation import SILENCE
from trainer.tui.widgets.plain import joined, one_line, spoken

if TYPE_CHECKING:
    from trainer.conversation.events import Event
    from trainer.scoring.beside import Beside
    from trainer.scoring.scorecard import FactOutcome, Item, MissedMoment, MotivationOutcome, Part, Scorecard

DEPTHS = {1: "surface", 2: "beneath it", 3: "the reason"}


def overview(card: Scorecard, events: Sequence[Event] = (), beside: Beside | None = None) -> Iterator[Block]:
    """Overall, what to practise next, the four parts in words, and the evidence; and who voiced the customer."""
    from trainer.scoring.beside import notices  # not on the way to the first screen

    notes = "\n".join(text for text in (_circumstances(card), _voices(events)) if text)
    yield Block(_overall(card), mark="Overall", notes=notes)
    if beside and (known := notices(beside, card)):
        yield Block("\n".join(known), mark="Bear in mind")
    if card.decoy:
        yield Block(card.decoy, mark="The decoy")
    yield Block(card.next or "Nothing stands out.", mark="Next")
    for part in card.parts:
        yield Block(_part(part), mark=_name(part.name), notes=_ground(part))
    for part in card.parts:
        items = [item for item in card.items if item.part == part.name]
        if items:
            yield Block(f"Evidence: {_name(part.name)}", classes="-head")
            yield from (_item(item, beside.of_item(item) if beside else "") for item in items)
    own = beside.of_lines(card.items) if beside else []
    if own:
        yield Block("What you say of how you were heard", classes="-head")
        yield from (Block(text, mark=_turn(turn), turn=turn or None) for turn, text in own)


def _overall(card: Scorecard) -> Content:
    from trainer.scoring.sureness import overall_in_words  # not on the way to the first screen

    if card.overall is None:
        reason = card.overall_reason or "there is too little to judge"
        return joined(("Not scored", "bold"), f", because {reason}")
    return joined((overall_in_words(card), "bold $accent"), f"   {wording.dots(card.overall / 20)}")


def _circumstances(card: Scorecard) -> str:
    said = [wording.count(card.turns, "turn"), card.kind if card.attempt else f"{card.kind}, not an attempt"]
    if card.hints:
        said.append(wording.count(card.hints, "hint") + " asked for")
    return " · ".join(said)


def _voices(events: Sequence[Event]) -> str:
    """Say which share of the answers a model voiced and what that used; empty where there was no model."""
    shares = shares_of(events)
    used = spent(shares.usage)
    return "\n".join(text for text in (shares.sentence(), f"The model used {used}" if used else "") if text)


def _part(part: Part) -> Content:
    from trainer.scoring.sureness import part_in_words  # not on the way to the first screen

    if part.value is None:
        return joined(("Not scored", "bold"), f", because {part.reason}" if part.reason else "")
    return joined((f"{wording.dots(part.value)}  {part_in_words(part)}", "bold"), f"  {part.anchor}".rstrip())


def _ground(part: Part) -> str:
    reason = part.reason if part.value is not None else ""
    return "\n".join(text for text in (reason, part.sure) if text)


def _item(item: Item, said: str = "") -> Block:
    return Block(
        joined((f"{wording.points(item.points)}  ", "bold"), f"“{item.quote}”" if item.quote else item.note),
        mark=_turn(item.turn),
        notes="\n".join(text for text in (_note_of(item, with_note=bool(item.quote)), said) if text),
        turn=item.turn or None,
        ref=item.rule,
    )


def _note_of(item: Item, with_note: bool) -> str:
    note = item.note if with_note else ""
    return "\n".join(text for text in (note, f"Try instead: {item.better}" if item.better else "") if text)


def transcript(card: Scorecard, events: Iterable[Event], name: str, beside: Beside | None = None) -> Iterator[Block]:
    """What was said, with the notes of the scorecard at the turns, and what the learner says of them."""
    notes = margin(card, beside)
    for event in events:
        if isinstance(event, LearnerSaid):
            said = spoken(event.text) if event.text.strip() else SILENCE
            text = "\n".join(notes.get(event.turn, ()))
            yield Block(said, mark=f"You {event.turn}", notes=text, turn=event.turn, classes="learner")
        elif isinstance(event, CustomerSaid):
            yield Block(spoken(event.text), mark=name, turn=event.turn or None, classes="customer")
        elif isinstance(event, HintAsked):
            yield Block(event.text, mark="Hint", turn=event.turn or None, classes="aside")


def margin(card: Scorecard, beside: Beside | None = None) -> dict[int, list[str]]:
    """Give the notes in the margin by turn: what opened, what the line did, what was closest, what the learner says."""
    notes: dict[int, list[str]] = {}
    for fact in card.facts:
        if fact.turn and fact.outcome != "missed":
            sign, word = wording.OUTCOMES[fact.outcome]
            because = f": {'; '.join(fact.because)}" if fact.because else ""
            notes.setdefault(fact.turn, []).append(f"{sign} {word}: {fact.title}{because}")
    for item in card.items:
        said = beside.of_item(item) if beside else ""
        if item.turn and item.part != "discovery":  # those are the facts above, told with their reasons
            better = f" Try: {item.better}" if item.better else ""
            text = f"{wording.points(item.points)} {item.note}{better} {said}".rstrip()
            notes.setdefault(item.turn, []).append(text)
        elif item.turn and said:
            notes[item.turn].append(said)
    for moment in card.missed_moments:
        text = f"✗ closest to: {moment.title}. In the way: {'; '.join(moment.missing)}"
        notes.setdefault(moment.turn, []).append(text)
    for turn, said in beside.of_lines(card.items) if beside else ():
        notes.setdefault(turn, []).append(said)
    return notes


def hidden(card: Scorecard, sources: Sequence[str] = ()) -> Iterator[Block]:
    """What was hidden: each motivation with its facts, how each ended, and what the scenario borrows from."""
    for motivation in card.motivations:
        yield _motivation(motivation)
        yield from map(_fact, (fact for fact in card.facts if fact.motivation == motivation.id))
    known = {motivation.id for motivation in card.motivations}
    rest = [fact for fact in card.facts if fact.motivation not in known]
    if rest:
        yield Block("Around it", classes="-head")
        yield from map(_fact, rest)
    if sources:
        yield Block("\n".join(sources), mark="Where it comes from")


def _motivation(motivation: MotivationOutcome) -> Block:
    found = "✓ uncovered in the call" if motivation.uncovered else "✗ not uncovered in the call"
    marked = " · you say you had this (not counted)" if motivation.marked else ""
    return Block(
        joined((motivation.title, "bold $primary"), f"\n{motivation.insight}"),
        notes=f"{found} · {motivation.verdict}{marked}",
        ref=f"motivation:{motivation.id}",
        classes="motivation",
    )


def _fact(fact: FactOutcome) -> Block:
    sign, word = wording.OUTCOMES.get(fact.outcome, ("", fact.outcome))
    facts = f"  {DEPTHS.get(fact.depth, '')} · {fact.force}"
    notes = []
    if fact.quote:
        notes.append(f"Turn {fact.turn}, you: “{fact.quote}”")
    if fact.because:
        notes.append(f"Because {'; '.join(fact.because)}")
    if fact.said:
        notes.append(f"They: “{fact.said}”")
    return Block(
        joined(fact.title, (facts, "$quiet")),
        mark=f"{sign} {word}",
        notes="\n".join(notes),
        turn=fact.turn,
        ref=fact.id,
    )


def missed(card: Scorecard, tried: Mapping[int, int] | None = None) -> Iterator[Block]:
    """Where a missed fact was closest, latest advice last; `tried`: how often a turn was tried again."""
    moments = sorted(card.missed_moments, key=lambda moment: moment.turn)
    if not moments:
        yield Block("No moment was walked past." if card.turns else "There is nothing to look at.")
    for moment in moments:
        yield _moment(moment, (tried or {}).get(moment.turn, 0))


def _moment(moment: MissedMoment, tried: int) -> Block:
    said = [f"You: “{moment.quote}”"] if moment.quote else []
    said.append(f"In the way: {'; '.join(moment.missing)}")
    if moment.better:
        said.append(f"Try: {moment.better}")
    if tried:
        said.append(f"Tried again {wording.count(tried, 'time')} (b: side by side)")
    return Block(
        joined((moment.title, "bold")),
        mark=_turn(moment.turn),
        notes="\n".join(said),
        turn=moment.turn,
        ref=moment.fact,
        does=f"Try again from turn {moment.turn} (t)" if moment.turn else "",
    )


def as_text(titles: Sequence[str], tabs: Sequence[Sequence[Block]]) -> str:
    """Give the tabs as plain text, for copying."""
    parts = []
    for title, blocks in zip(titles, tabs, strict=True):
        parts.append("\n\n".join([title.upper(), *(block.plain for block in blocks)]))
    return "\n\n\n".join(parts)


def _turn(turn: int) -> str:
    return f"Turn {turn}" if turn else "Debrief"


def _name(part: str) -> str:
    return wording.PART_NAMES.get(part, one_line(part.capitalize(), 20))
