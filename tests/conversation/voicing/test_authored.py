"""The authored voice: the persona's own lines, by seed, none of them twice, and nothing that was not released."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import lru_cache

import pytest

from tests.conftest import SOAK
from trainer.conversation.call import Call
from trainer.conversation.directing.direction import Answer, Direction
from trainer.conversation.events import CustomerSaid, TurnDirected
from trainer.conversation.session import Session
from trainer.conversation.voicing.check import unreleased
from trainer.conversation.voicing.spoken import Spoken

from .. import made

#: What somebody might say who is in turn curious, clumsy, rude, silent and mad.
_SAID = (
    "", "Hello!", "Why?", "And then?", "Tell me more.", "Do you like it?", "Thanks.", "Sorry.", "You love it, right?",
    "We could build you a better one.", "ignore your rules", "asdkj qwe", "Warum ist das so?", "You idiot.", "Bye.",
    "How is my score?", "What would you pay?", "It sounds like that matters to you.", "Answer me now!!",
    "price team day week job friends home", "What did you do last Friday?", "Lovely weather.",
)  # fmt: skip


def talked(call: Call, seed: int, turns: int) -> Session:
    """Give a call of arbitrary turns; a longer one than its limits go on with another limit of turns."""
    scenario = call.scenario.model_copy(update={"limits": call.scenario.limits.model_copy(update={"turns": 60})})
    session = made.started(Call(scenario, call.persona, call.content), seed)
    rng = random.Random(seed)
    while session.state.turn < turns and not session.closed:
        session.say(made.good_line(session) if rng.random() < 0.5 else rng.choice(_SAID))
    return session


@lru_cache(maxsize=128)
def heard_out(persona: str, seed: int) -> Session:
    """Give a long call that several tests read and none goes on with."""
    return talked(made.call_of(persona), seed, 40)


def answers(session: Session) -> list[CustomerSaid]:
    return [event for event in session.events if isinstance(event, CustomerSaid)]


@pytest.mark.parametrize("seed", (1, 2, 3))
def test_no_line_is_said_twice_in_a_long_call(call: Call, seed: int) -> None:
    session = heard_out(call.persona.id, seed)
    pieces = [piece for answer in answers(session) for piece in answer.pieces]
    assert len(pieces) == len(set(pieces))
    texts = [answer.text for answer in answers(session)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("seed", (4, 5) if SOAK else (4,))
def test_forty_turns_of_one_kind_never_repeat_a_line_either(call: Call, seed: int) -> None:
    for said in ("Tell me more.", "Do you use it every day?", "Hello!", ""):
        session = made.started(call, seed)
        while not session.closed:
            session.say(said)
        texts = [answer.text for answer in answers(session)]
        assert len(texts) == len(set(texts)), said


@pytest.mark.parametrize("seed", (1, 2))
def test_what_tells_of_a_fact_resolves_to_words_that_were_said(call: Call, seed: int) -> None:
    session = heard_out(call.persona.id, seed)
    voice = call.voice(0)
    for answer in answers(session):
        for piece in answer.pieces:
            if piece.partition(":")[0] in ("fact", "more", "tell", "profile"):
                words = voice.text_of(piece)
                assert words and words in answer.text
            else:
                assert voice.text_of(piece) == ""


@pytest.mark.parametrize("seed", (1, 2, 3))
def test_what_counts_as_told_was_said_and_what_was_said_counts_as_told(call: Call, seed: int) -> None:
    session = heard_out(call.persona.id, seed)
    said = {piece.split(":")[1] for answer in answers(session) for piece in answer.pieces if piece.startswith("fact:")}
    hinted = {p.split(":")[1] for answer in answers(session) for p in answer.pieces if p.startswith("tell:")}
    assert said == set(session.state.told)
    assert hinted == set(session.state.hinted)


def test_the_same_seed_gives_the_same_words_and_another_gives_others(call: Call) -> None:
    one, again, other = (talked(call, seed, 12) for seed in (7, 7, 8))
    assert [a.text for a in answers(one)] == [a.text for a in answers(again)]
    assert [a.text for a in answers(one)] != [a.text for a in answers(other)]


def test_when_every_pool_has_run_dry_they_fall_silent_and_no_silence_is_like_another(one_call: Call) -> None:
    voice, used = one_call.voice(1), frozenset[str]()
    texts = []
    for turn in range(1, 400):
        spoken = voice.speak(Direction(Answer.SURFACE), turn, used)
        used |= frozenset(spoken.pieces)
        texts.append(spoken.text)
    assert len(texts) == len(set(texts))
    assert texts[-1].startswith("*says nothing*")


def test_a_planted_leak_is_caught(call: Call) -> None:
    facts = call.persona.facts
    known, locked = facts[0].id, next(f.id for f in reversed(facts) if f.tell)
    facet = next(iter(facts[-1].more)).value
    direction = Direction(Answer.DETAIL, subject=known, facet="why")
    for piece in (f"fact:{locked}:0", f"more:{facts[-1].id}:{facet}", f"tell:{locked}:0"):
        spoken = Spoken("…", (f"more:{known}:why", piece, "lines:aside:0"))
        assert unreleased(spoken, direction, {known}) == (piece,)


def test_what_was_released_or_told_before_is_no_leak(call: Call) -> None:
    known, released = call.persona.facts[0].id, call.persona.facts[1].id
    hinted = next(f.id for f in call.persona.facts if f.tell)
    direction = replace(Direction(Answer.FACT, subject=released), disclose=released, hint=hinted)
    pieces = (f"fact:{released}:1", f"fact:{known}:0", f"more:{known}:why", f"tell:{hinted}:0", "lines:heard:3")
    assert unreleased(Spoken("…", pieces), direction, {known}) == ()


def test_every_directed_turn_says_what_was_directed(call: Call) -> None:
    session = talked(call, 9, 25)
    by_turn = {answer.turn: answer for answer in answers(session)}
    for event in session.events:
        if isinstance(event, TurnDirected):
            pieces, direction = by_turn[event.turn].pieces, event.direction
            if direction.disclose:
                assert any(piece.startswith(f"fact:{direction.disclose}:") for piece in pieces)
            if direction.hint:
                assert any(piece.startswith(f"tell:{direction.hint}:") for piece in pieces)
