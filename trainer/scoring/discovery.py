"""Room `scoring`: what was uncovered, what opened it, and where the rest was closest."""

from __future__ import annotations

from trainer.content.schema import Fact, Persona
from trainer.conversation.directing.direction import Reason
from trainer.conversation.directing.reasons import sentence
from trainer.scoring import weights
from trainer.scoring.better import take_up
from trainer.scoring.record import Record, Turn
from trainer.scoring.scorecard import FactOutcome, Item, MissedMoment

#: Missed moments shown, deepest first.
MOMENTS = 8


def outcomes(record: Record, persona: Persona) -> tuple[FactOutcome, ...]:
    """Give how every fact ended, in the order of the file."""
    return tuple(_outcome(fact, record.told.get(fact.id)) for fact in persona.facts)


def _outcome(fact: Fact, turn: Turn | None) -> FactOutcome:
    head = (fact.id, fact.title, fact.depth, fact.force.value, fact.motivation or "")
    if turn is None:
        return FactOutcome(*head, "missed", None)
    reasons = turn.direction.because if turn.direction.earned else (Reason("volunteered"),)
    because = tuple(sentence(reason) for reason in reasons)
    return FactOutcome(
        *head, "earned" if turn.direction.earned else "volunteered", turn.number, because, turn.text, turn.answer
    )


def uncovered(facts: tuple[FactOutcome, ...], motivation: str) -> bool:
    """Say whether a motivation was uncovered: a fact of depth 3 of it was told."""
    return any(f.motivation == motivation and f.depth == 3 and f.outcome != "missed" for f in facts)


def grounding(facts: tuple[FactOutcome, ...], motivation: str) -> float:
    """Give how far the call bears a motivation out: 1 by depth 3, a half by depth 2 alone, else 0."""
    if uncovered(facts, motivation):
        return 1.0
    near = any(f.motivation == motivation and f.depth == 2 and f.outcome != "missed" for f in facts)
    return weights.GROUNDED_HALF if near else 0.0


def value(facts: tuple[FactOutcome, ...], persona: Persona) -> float:
    """Give discovery, 0 to 5: half by motivations, half by facts, both weighted by depth."""
    total = sum(weights.DEPTH_WEIGHT[f.depth] for f in facts)
    worth = {"earned": 1.0, "volunteered": weights.VOLUNTEERED, "missed": 0.0}
    found = sum(weights.DEPTH_WEIGHT[f.depth] * worth[f.outcome] for f in facts)
    by_fact = min(1.0, found / (weights.REACHABLE * total))
    reached = [
        1.0 if uncovered(facts, m.id) else weights.HALF_WAY * (grounding(facts, m.id) > 0) for m in persona.motivations
    ]
    by_motivation = sum(reached) / len(reached)
    return 5.0 * (weights.MOTIVATION_SHARE * by_motivation + (1 - weights.MOTIVATION_SHARE) * by_fact)


def items(facts: tuple[FactOutcome, ...]) -> list[Item]:
    """Give one piece of evidence for every fact that was told."""
    return [
        Item(
            "discovery", f"{f.outcome}-depth-{f.depth}", f.turn or 0, f.quote,
            weights.DEPTH_WEIGHT[f.depth] * (1.0 if f.outcome == "earned" else weights.VOLUNTEERED),
            f"Opened “{f.title}”: {'; '.join(f.because) or 'it came of itself'}." if f.outcome == "earned"
            else f"“{f.title}” was offered; it took no question.",
        )
        for f in facts
        if f.outcome != "missed"
    ]  # fmt: skip


def missed_moments(record: Record, facts: tuple[FactOutcome, ...], persona: Persona) -> tuple[MissedMoment, ...]:
    """Give, for missed facts of depth 2 and 3, the turn that came closest and what stood in the way."""
    missed = sorted((f for f in facts if f.outcome == "missed" and f.depth > 1), key=lambda f: -f.depth)
    sources = {fact.id: fact for fact in persona.facts}
    titles = {fact.id: fact.title for fact in persona.facts}
    closest = _closest(record)
    out = []
    for fact in missed:
        source = sources[fact.id]
        if fact.id in closest:
            turn, missing = closest[fact.id]
            words = tuple(_in_words(reason, source, titles, record) for reason in missing)
            out.append(MissedMoment(fact.id, fact.title, turn.number, words, turn.text, take_up(turn.before)))
        elif fact.id in record.hinted:
            out.append(_walked_past(record, fact))
        elif led := _led_to(source, record):
            out.append(_moved_on(record, fact, led))
    return tuple(out[:MOMENTS])


def _led_to(fact: Fact, record: Record) -> str | None:
    """Give what was told of a fact's prerequisites while there was still time to go on from it."""
    last = record.turns[-1].number if record.turns else 0
    before = (f for f in (*fact.unlock.after_any, *fact.unlock.after) if f in record.told)
    return next((f for f in before if record.told[f].number < last), None)


def _in_words(reason: Reason, fact: Fact, titles: dict[str, str], record: Record) -> str:
    if reason.code != "needs-before":
        return sentence(reason)
    first = [f for f in (*fact.unlock.after, *fact.unlock.after_any) if f not in record.told]
    return f"something had to come first: “{titles[first[0]]}”" if first else sentence(reason)


def _moved_on(record: Record, fact: FactOutcome, led: str) -> MissedMoment:
    told = record.told[led]
    # The turn to try again is the next one: only then has the customer said what the better wording takes up.
    turn = next(t for t in record.turns if t.number > told.number)
    missing = ("what leads to it was told just before, and the talk went elsewhere",)
    return MissedMoment(fact.id, fact.title, turn.number, missing, turn.text, take_up(told.answer))


def _closest(record: Record) -> dict[str, tuple[Turn, tuple[Reason, ...]]]:
    """Give, per fact, the turn that lacked least; the later one where two lacked the same."""
    found: dict[str, tuple[Turn, tuple[Reason, ...]]] = {}
    for turn in record.turns:
        for withheld in turn.direction.withheld:
            if not withheld.missing:
                continue
            known = found.get(withheld.fact)
            if known is None or _distance(withheld.missing) <= _distance(known[1]):
                found[withheld.fact] = (turn, withheld.missing)
    return found


def _distance(missing: tuple[Reason, ...]) -> int:
    """Give how far a turn was from a fact: reasons missing, what had to come first counting double."""
    return len(missing) + sum(1 for reason in missing if reason.code == "needs-before")


def _walked_past(record: Record, fact: FactOutcome) -> MissedMoment:
    at = record.hinted[fact.id]
    after = next((t for t in record.turns if t.number == at + 1), None)
    dropped = next(t for t in record.turns if t.number == at)
    number, quote = (after.number, after.text) if after else (at, dropped.text)
    return MissedMoment(
        fact.id, fact.title, number, ("the hint dropped just before was not taken up",), quote, take_up(dropped.answer)
    )
