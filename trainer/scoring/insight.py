"""Room `scoring`: the debrief compared with the motivations, and only as far as the call bears it out."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainer.content.schema import Fact, Force, Persona
from trainer.language.text import is_specific, phrase_of, stems_of, tokens
from trainer.scoring import weights
from trainer.scoring.discovery import grounding, uncovered
from trainer.scoring.record import Record
from trainer.scoring.scorecard import FactOutcome, Item, MotivationOutcome
from trainer.scoring.statements import is_list, is_pasted, polarity, stated_share

FORCES = ("push", "pull", "anxiety", "habit")


@dataclass
class Insight:
    """The part as judged: 0 to 5, how sure, the motivations, the evidence, and what to say of the decoy."""

    value: float = 0.0
    sure: str = ""
    clear: bool = True
    """Whether every sentence was told clearly from its opposite and from silence."""
    reason: str = ""
    motivations: list[MotivationOutcome] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    decoy: str = ""


def judge(record: Record, persona: Persona, facts: tuple[FactOutcome, ...]) -> Insight:
    """Compare the debrief with the truth. Nothing handed in counts 0 and says so."""
    debrief = record.debrief
    forces = {f: getattr(debrief, f) if debrief else "" for f in FORCES}
    sentence = debrief.insight if debrief else ""
    out = Insight()
    if not sentence.strip() and not any(text.strip() for text in forces.values()):
        out.reason = "no debrief was given"
    lines = [turn.answer for turn in record.turns]
    sentence = _usable(sentence, lines, "insight", out)
    forces = {force: _usable(text, lines, force, out) for force, text in forces.items()}
    worth = _motivations(out, record, persona, facts, sentence, forces)
    best = max(worth, default=0.0)
    rest = sum(sorted(worth)[:-1]) / max(1, len(worth) - 1)
    best = _decoy(out, persona, sentence, best)
    forced = _forces(out, persona, facts, forces)
    share = weights.SENTENCE_SHARE * best + weights.OTHER_SHARE * rest + weights.FORCES_SHARE * forced
    out.value = 5.0 * min(1.0, max(0.0, share))
    return out


def _usable(text: str, lines: list[str], where: str, out: Insight) -> str:
    """Give a text that can be judged; a list of terms and a paste are named and earn nothing."""
    if is_list(text):
        out.items.append(
            Item(
                "insight",
                "list",
                0,
                text[:80],
                0.0,
                f"The {where} lists terms or guesses; say one thing in a sentence.",
            )
        )
        return ""
    if is_pasted(text, lines):
        out.items.append(
            Item("insight", "pasted", 0, text[:80], 0.0, f"The {where} copies the customer; say what it means.")
        )
        return ""
    return text


def _motivations(
    out: Insight,
    record: Record,
    persona: Persona,
    facts: tuple[FactOutcome, ...],
    sentence: str,
    forces: dict[str, str],
) -> list[float]:
    """Judge each motivation; give what each is worth in the sentence (or, at half, anywhere in the debrief)."""
    surface = frozenset().union(*map(stems_of, persona.decoy.any))
    whole = " ".join((sentence, *(text.rstrip(".") + "." for text in forces.values() if text)))
    worth, sures = [], []
    for motivation in persona.motivations:
        said, sure, denied = stated_share(sentence, motivation, surface)
        anywhere, _, _ = stated_share(whole, motivation, surface)
        stated = max(said, 0.5 * anywhere)
        ground = grounding(facts, motivation.id)
        worth.append(stated * ground)
        sures.append(sure)
        out.motivations.append(
            MotivationOutcome(
                motivation.id, motivation.title, motivation.insight, uncovered(facts, motivation.id), round(stated, 2),
                _verdict(stated, ground, denied), motivation.id in record.marked,
            )
        )  # fmt: skip
        if stated > 0:
            points = 5.0 * weights.SENTENCE_SHARE * stated * ground
            out.items.append(
                Item(
                    "insight",
                    f"stated:{motivation.id}",
                    0,
                    sentence[:280] or whole[:280],
                    round(points, 2),
                    f"{motivation.title}: {_verdict(stated, ground, denied)}.",
                )
            )
    out.clear = min(sures, default=1.0) >= 0.9
    out.sure = "fairly sure" if out.clear else "not very sure: compared by words, not by meaning"
    return worth


def _verdict(stated: float, ground: float, denied: bool) -> str:
    if denied and stated <= 0:
        return "your sentence says the opposite"
    if stated <= 0:
        return "not stated"
    if ground <= 0:
        return "right, but not from this call"
    much = "stated" if stated >= weights.STATED_WHOLE else "partly stated"
    return much if ground >= 1 else f"{much}; the call only came near it"


def _decoy(out: Insight, persona: Persona, sentence: str, best: float) -> float:
    """Name a debrief that stops at the surface story, and charge one that claims it beside the truth."""
    if not sentence or polarity(sentence, persona.decoy.any) <= 0:
        return best
    if best < weights.DECOY_ALONE:
        out.decoy = f"Your insight stops at the surface story: {persona.decoy.insight}"
        out.items.append(Item("insight", "decoy", 0, sentence[:280], 0.0, out.decoy))
        return 0.0
    if best >= weights.STATED_WHOLE:
        return best
    cost = weights.DECOY_COST * best
    out.items.append(
        Item(
            "insight",
            "decoy-too",
            0,
            sentence[:280],
            round(-5 * weights.SENTENCE_SHARE * cost, 2),
            "It claims the surface story beside the truth.",
        )
    )
    return best - cost


def _forces(out: Insight, persona: Persona, facts: tuple[FactOutcome, ...], forces: dict[str, str]) -> float:
    """Give the share of the four forces that fit what was told, 0 to 1; one that nothing was told of is left out."""
    told = {f.id for f in facts if f.outcome != "missed"}
    heard = frozenset().union(*(stems_of(f.said) for f in facts if f.said))
    points = []
    for force in FORCES:
        mine = [f for f in persona.facts if f.id in told and f.force.value == force]
        text = forces[force].strip()
        if not text:
            if mine:
                points.append(0.0)
            continue
        fits, note = _fit(text, force, mine, [f for f in persona.facts if f.id in told], heard, persona, facts)
        points.append(fits)
        out.items.append(
            Item("insight", f"force-{force}", 0, text, round(5 * weights.FORCES_SHARE * fits / 4, 2), note)
        )
    return max(0.0, sum(points) / len(points)) if points else 0.0


def _fit(
    text: str,
    force: str,
    mine: list[Fact],
    told: list[Fact],
    heard: frozenset[str],
    persona: Persona,
    facts: tuple[FactOutcome, ...],
) -> tuple[float, str]:
    if match := max((f for f in mine if _speaks_of(text, f)), key=lambda f: _shared(text, f), default=None):
        return 1.0, f"{force.capitalize()} fits “{match.title}”."
    for motivation in persona.motivations:
        if (
            Force(force) in motivation.forces
            and stated_share(text, motivation)[0] > 0
            and grounding(facts, motivation.id) > 0
        ):
            return 1.0, f"{force.capitalize()} fits what was uncovered: {motivation.title}."
    if match := next((f for f in told if _speaks_of(text, f)), None):
        return weights.WRONG_FORCE, f"That came up, but as {match.force.value}: “{match.title}”."
    mine_stems = frozenset(s for s in stems_of(text) if is_specific(s))
    if len(mine_stems & heard) >= 1:
        return 0.0, f"What you put under {force} did not show as {force} in this call."
    return weights.UNSUPPORTED, f"Nothing in this call bears out what you put under {force}."


def _shared(text: str, fact: Fact) -> int:
    """Count the telling words that a text shares with the lines of a fact."""
    own = frozenset().union(*(stems_of(line) for line in (fact.title, *fact.says, *fact.more.values())))
    return sum(1 for s in stems_of(text) & own if is_specific(s))


def _speaks_of(text: str, fact: Fact) -> bool:
    """Say whether a text speaks of a fact: by one of its telling phrases, or two telling words of its lines."""
    stems = stems_of(text)
    order = tuple(t.stem for t in tokens(text))
    for phrase in map(phrase_of, fact.about):
        if not phrase.run and phrase.stems and phrase.found_in(stems, order):
            return True
    return _shared(text, fact) >= 2
