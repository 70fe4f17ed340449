"""Room `voicing`: what a model may know of one turn. No field of it can hold a locked fact: it is built from what the
authored voice was about to say, what was said on the call, and what the learner read before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from trainer.content.schema import Persona, Scenario
from trainer.conversation.directing.direction import Answer, Direction
from trainer.conversation.voicing.spoken import Line, Spoken

#: Exchanges of the call that go into a prompt word for word; drift grows with length (FINDINGS, part 3).
EXCHANGES = 6
#: Of what the customer said before those, this many lines, the latest.
EARLIER = 8
#: Characters of one of the learner's lines that go into a prompt.
LONGEST = 1200
#: Sentences that an answer may have, by how somebody talks.
SENTENCES = {"terse": 2, "plain": 3, "talkative": 5}

_ANSWERS = (Answer.FACT, Answer.DETAIL, Answer.AGAIN, Answer.PROFILE, Answer.DECOY)
_DECLINES = (
    Answer.DEFLECT, Answer.DEMANDED, Answer.PRESSED, Answer.PITCHED, Answer.STUFFED, Answer.FLOOD, Answer.RUDE,
    Answer.TRAINER, Answer.LANGUAGE, Answer.GIBBERISH, Answer.PARROTED, Answer.TIRED,
)  # fmt: skip
_MUST = ("fact", "more", "profile", "tell")


class Move(StrEnum):
    """What the customer does in this turn."""

    ANSWER = "answer"
    STAY = "stay"
    """Stay on the surface."""
    HINT = "hint"
    """Let something slip."""
    DECLINE = "decline"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Who:
    """What is public of a customer: what the learner reads before the call, and how they talk."""

    name: str
    pronoun: str
    bio: str
    manner: str
    product: str
    about: str
    """What the product is."""
    sentences: int
    """The most sentences of an answer."""

    @classmethod
    def of(cls, persona: Persona, scenario: Scenario) -> Who:
        """Take the public part of a customer."""
        return cls(
            persona.name, persona.pronoun, persona.bio, persona.manner, scenario.product.name, scenario.product.about,
            SENTENCES[persona.temperament.talk],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Brief:
    """One turn, as a model may know it."""

    who: Who
    move: Move
    mood: str
    """`warm`, `neutral` or `cool`."""
    before: str
    """What the customer says first, in sense; empty for nothing."""
    tell: str
    """The answer, in sense."""
    after: str
    """What follows: something let slip, something that comes to mind, a question back; empty for nothing."""
    earlier: tuple[str, ...]
    """What the customer said earlier in the call, older than `talk`."""
    talk: tuple[Line, ...]
    """The last exchanges, oldest first."""
    asked: str
    """The learner's words that are answered now."""


def brief_of(who: Who, direction: Direction, authored: Spoken, lines: Sequence[Line], asked: str) -> Brief:
    """Make the brief of a turn from the authored answer, piece by piece, and the call so far.

    `authored` holds what this direction released and nothing else (see `check.unreleased`).
    """
    pieces = list(zip(authored.pieces, authored.parts, strict=True))
    before = _take_first(pieces, direction.reaction)
    after = pieces.pop()[1] if len(pieces) > 1 else ""
    start = max(0, len(lines) - 2 * EXCHANGES)
    earlier = [line.text for line in lines[:start] if line.speaker == "customer"]
    talk = tuple(Line(line.speaker, line.text[:LONGEST]) for line in lines[start:])
    return Brief(
        who, move_of(direction), direction.mood, before, " ".join(text for _, text in pieces), after,
        tuple(earlier[-EARLIER:]), talk, asked[:LONGEST],
    )  # fmt: skip


def move_of(direction: Direction) -> Move:
    """Give the move that a direction asks for."""
    if direction.closing:
        return Move.CLOSE
    if direction.hint:
        return Move.HINT
    if direction.answer in _ANSWERS:
        return Move.ANSWER
    return Move.DECLINE if direction.answer in _DECLINES else Move.STAY


def must_be_said(authored: Spoken) -> tuple[tuple[str, str], ...]:
    """Give the pieces (key, words) that a voicing may not leave out: facts, details, profile answers and tells."""
    pairs = zip(authored.pieces, authored.parts, strict=True)
    return tuple((key, text) for key, text in pairs if key.partition(":")[0] in _MUST)


def _take_first(pieces: list[tuple[str, str]], reaction: str) -> str:
    if reaction and len(pieces) > 1 and pieces[0][0].startswith(f"lines:{reaction}:"):
        return pieces.pop(0)[1]
    return ""
