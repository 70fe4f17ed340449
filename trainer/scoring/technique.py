"""Room `scoring`: how the learner asked. Questions, reflections, stories, talk; faults with a better wording."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainer.conversation.hearing.heard import Kind
from trainer.scoring import weights
from trainer.scoring.better import instead_of
from trainer.scoring.record import Record, Turn
from trainer.scoring.scorecard import Item

_REFLECTIONS = (Kind.MIRROR, Kind.LABEL, Kind.SUMMARY, Kind.PARAPHRASE)
_NOTES = {
    "leading": "A leading question: it carries its own answer.",
    "hypothetical": "It asks about an imagined case; people guess about those.",
    "pitch": "This sells instead of asking.",
    "advice": "This advises; they had not asked.",
    "pressure": "This presses; people get shorter when pressed.",
    "rude": "This is rude.",
    "stuffing": "A heap of topics; nobody can answer all of them.",
    "demand": "This demands a secret; trust does not work by command.",
    "double_barrelled": "Two questions at once; they will answer the easier one.",
    "flood": "Too long to take in.",
    "interrogated": "One closed question after another feels like a form.",
    "parroted": "Their words came back too often to feel heard.",
    "probed": "“Tell me more” wears out; take up a word of theirs.",
    "formula": "The same phrase again; it sounds like a technique.",
    "technique": "Label upon label sounds like a technique.",
    "repeated": "This was asked before.",
}


@dataclass
class Technique:
    """The part as judged: 0 to 5 or None with the reason, and its evidence."""

    value: float | None = None
    reason: str = ""
    sure: str = ""
    items: list[Item] = field(default_factory=list)


def judge(record: Record) -> Technique:
    """Judge the learner's technique from what was heard."""
    out = Technique()
    engaged = record.engaged
    asked = [t for t in engaged if t.heard.question != "none"]
    reflections = [t for t in engaged if t.heard.has(*_REFLECTIONS) and not t.worn and t.direction.contingent != "none"]
    for turn in record.turns:
        out.items += _faults(turn) + _merits(turn)
    acts = len(asked) + sum(1 for t in engaged if t.heard.has(*_REFLECTIONS, *_BRINGING))
    if len(record.turns) < weights.LEAST_TURNS or acts < weights.LEAST_ACTS:
        out.reason = f"too little to judge: {len(record.turns)} turns, {len(asked)} questions"
        return out
    faults = -sum(item.points for item in out.items if item.points < 0)
    good = _good(record, engaged, asked, reflections)
    out.value = min(5.0, max(0.0, 5.0 * (good - weights.FAULT_FACTOR * faults / max(1, len(engaged)))))
    out.sure = "fairly sure" if len(engaged) >= 12 else f"a rough figure: only {len(engaged)} turns"
    return out


_BRINGING = (Kind.PITCH, Kind.ADVICE, Kind.PRESSURE, Kind.LEADING, Kind.STUFFING, Kind.DEMAND, Kind.PROBE)


def _good(record: Record, engaged: list[Turn], asked: list[Turn], reflections: list[Turn]) -> float:
    """Give the good habits, 0 to 1."""
    turns = max(1, len(engaged))
    opened = sum(1 for t in asked if t.heard.question == "open" and not t.worn) + sum(
        1
        for t in asked
        if t.heard.question == "closed" and t.heard.has(Kind.FOLLOW_UP) and t.direction.contingent == "strong"
    )
    wide = opened / len(asked) if asked else 0.0
    reflected = len(reflections) / turns
    given = min(1.0, reflected / weights.REFLECT_FULL)
    if reflected > weights.REFLECT_MOST:
        given = max(0.0, 1.0 - (reflected - weights.REFLECT_MOST) / (1.0 - weights.REFLECT_MOST))
    stories = sum(1 for t in asked if t.heard.has(Kind.STORY_PROMPT) and not t.worn)
    return (
        weights.OPEN_SHARE * min(1.0, wide / weights.OPEN_FULL)
        + weights.REFLECT_SHARE * given
        + weights.STORY_SHARE * min(1.0, stories / weights.STORY_FULL)
        + weights.TALK_SHARE * _talk(record)
    )


def _talk(record: Record) -> float:
    share = talk_share(record)
    return min(1.0, max(0.0, (weights.TALK_NONE - share) / (weights.TALK_NONE - weights.TALK_FINE)))


def talk_share(record: Record) -> float:
    """Give the learner's share of all words, 0 to 1."""
    words = record.learner_words + record.customer_words
    return record.learner_words / words if words else 0.0


def _faults(turn: Turn) -> list[Item]:
    found: dict[str, str] = {}
    for move in turn.heard.moves:
        if move.kind.value in weights.FAULTS:
            found.setdefault(move.kind.value, move.quote or turn.text)
    if turn.worn:
        found[turn.worn] = turn.text
    if turn.interrogates:
        found["interrogated"] = turn.text
    if turn.heard.asked_before is not None and not turn.worn:
        found["repeated"] = turn.text
    return [
        Item("technique", rule, turn.number, quote, -weights.FAULTS[rule], _NOTES[rule], instead_of(rule, turn.before))
        for rule, quote in found.items()
    ]


def _merits(turn: Turn) -> list[Item]:
    heard, out = turn.heard, []
    clean = (
        not any(move.kind.value in weights.FAULTS and move.kind is not Kind.DOUBLE_BARRELLED for move in heard.moves)
        and not turn.worn
    )
    if not clean:
        return []
    if any(reason.code == "pause" for reason in turn.direction.because):
        out.append(
            Item(
                "technique",
                "pause",
                turn.number,
                "",
                0.2,
                "A silence after something hard; they went on by themselves.",
            )
        )
    if heard.has(Kind.STORY_PROMPT):
        out.append(
            Item(
                "technique",
                "story",
                turn.number,
                heard.quote(Kind.STORY_PROMPT),
                0.3,
                "You asked for something that really happened.",
            )
        )
    elif heard.question == "open":
        out.append(
            Item(
                "technique", "open", turn.number, heard.quote(Kind.OPEN_QUESTION) or turn.text, 0.2, "An open question."
            )
        )
    for kind, note in (
        (Kind.MIRROR, "A mirror: a few of their words, given back."),
        (Kind.LABEL, "A label: you named what it seemed to be."),
        (Kind.SUMMARY, "A summary of what you had heard."),
    ):
        if heard.has(kind) and turn.direction.contingent != "none":
            out.append(Item("technique", kind.value, turn.number, heard.quote(kind), 0.3, note))
    return out
