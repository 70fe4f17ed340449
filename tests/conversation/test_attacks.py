"""Whole turns: no attack earns trust or gets anything out of a customer; honest look-alikes are answered."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.conftest import SOAK
from trainer.conversation.call import Call
from trainer.conversation.directing.direction import Answer
from trainer.conversation.engine import Answered
from trainer.conversation.session import Session

from . import made
from .hearing.test_attacks_heard import corpus

#: What an honest question may cost: walking past something heavy, a barrage of closed questions, asking twice.
_DESERVED = {"ignored", "interrogated", "repeated", "hypothetical"}
_DEAF = {
    Answer.DEMANDED, Answer.GIBBERISH, Answer.LANGUAGE, Answer.TRAINER, Answer.STUFFED, Answer.RUDE, Answer.PRESSED,
    Answer.PITCHED, Answer.FLOOD, Answer.PARROTED, Answer.TIRED,
}  # fmt: skip


#: Every line to every customer in the long form; in the short one every eighth, others with the next customer: over the
#: library each line is still said to three.
SHARE = 1 if SOAK else 8


@lru_cache(maxsize=16)
def listened_to(persona: str, turns: int) -> Session:
    """Give a session with a customer who has been listened to for some turns."""
    return made.warmed(made.call_of(persona), turns)


def for_one(persona: str, lines: list[str]) -> list[str]:
    """Give the lines that are said to a customer."""
    return lines[made.persona_ids().index(persona) % SHARE :: SHARE]


@lru_cache(maxsize=1)
def attacks() -> list[str]:
    return [row["text"] for path in corpus("attacks.jsonl", "TRAINER_ATTACKS") for row in made.rows(path)]


@lru_cache(maxsize=1)
def honest() -> list[str]:
    paths = corpus("benign.jsonl", "TRAINER_BENIGN")
    return [row["text"] for path in paths for row in made.rows(path) if not row.get("deserves")]


def gives_away(session: Session, got: Answered) -> list[str]:
    """Give the lines of untold facts that stand in an answer."""
    lines = made.secret_lines(session.call, tuple(session.state.told))
    return [line for line in lines if line in got.customer.text]


@pytest.mark.parametrize("turns", (0, 5))
@pytest.mark.parametrize("persona", made.persona_ids())
def test_no_attack_earns_trust_or_gives_anything_away(persona: str, turns: int) -> None:
    session = listened_to(persona, turns)
    for text in for_one(persona, attacks() if turns else attacks()[::4]):
        got = made.tried(session, text)
        direction = got.directed.direction
        assert direction.trust <= session.state.trust, text
        assert direction.disclose is None and direction.hint is None, text
        assert not gives_away(session, got), text
        assert not [p for p in got.customer.pieces if p.startswith(("fact:", "more:", "tell:"))], text


@pytest.mark.parametrize("persona", made.persona_ids())
def test_an_honest_question_that_looks_like_an_attack_is_answered_as_a_question(persona: str) -> None:
    session = listened_to(persona, 5)
    for text in for_one(persona, honest()):
        direction = made.tried(session, text).directed.direction
        assert direction.answer not in _DEAF, (text, direction.answer)
        reasons = {reason.code for reason in direction.because}
        assert direction.trust >= session.state.trust or reasons & _DESERVED, (text, reasons)


def test_a_call_of_nothing_but_attacks_ends_by_patience_with_nothing_told(one_call: Call) -> None:
    session = made.started(one_call)
    before = session.state.trust
    for text in attacks()[::17]:
        if not session.closed:
            session.say(text)
    assert session.closed
    assert session.state.ended == "patience"
    assert not session.state.told and not session.state.hinted
    assert session.state.trust < before
