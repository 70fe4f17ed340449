"""Nothing locked gets out, whoever said it first; and no answer echoes the instruction or the learner."""

from __future__ import annotations

import random

import pytest

from trainer.conversation.voicing.checking import Kind, flaws_in
from trainer.conversation.voicing.checking.ground import ground_of
from trainer.language.text import count_words, sentences, tokens

from . import made
from .test_authored_lines import CASTS
from .test_changed_slots import lines


@pytest.mark.parametrize(("scenario", "name"), CASTS)
def test_no_sentence_of_a_locked_line_is_painted_after_a_released_one(scenario: str, name: str) -> None:
    _, persona = made.cast(scenario, name)
    rng = random.Random(7)
    tried, painted = 0, []
    for piece in rng.sample(list(lines(persona)), 40):
        bounds = made.bounds_of(scenario, name, (piece,), (), ("Can you tell me about that?",))
        ground = ground_of(bounds)
        for line in rng.sample(bounds.secret, 12):
            for leak in sentences(line):
                telling = any(token.stem in ground.secret_stems for token in tokens(leak))
                # Sentences like "Never mind." stand in locked lines too, and tell nothing of them.
                if not telling and count_words(leak) < 4:
                    continue
                tried += 1
                found = {flaw.kind for flaw in flaws_in(f"{bounds.gist[0]} {leak}", bounds)} - {Kind.LONG}
                if not found:
                    painted.append((piece, leak))
    assert tried > 300
    assert painted == []


@pytest.mark.parametrize(("scenario", "name"), CASTS)
def test_a_locked_word_is_not_painted_even_where_the_learner_said_it(scenario: str, name: str) -> None:
    _, persona = made.cast(scenario, name)
    piece = f"lines:deflect:{len(name) % 10}"
    for fact in persona.facts:
        bounds = made.bounds_of(scenario, name, (piece,), (), (f"So is it about this: {fact.says[0]}",))
        locked = ground_of(bounds).secret_stems
        for token in tokens(fact.says[0]):
            if token.stem in locked:
                for text in (f"{bounds.gist[0]} The {token.raw}.", f"{token.raw.capitalize()}, well. {bounds.gist[0]}"):
                    assert {flaw.kind for flaw in flaws_in(text, bounds)} & {Kind.SECRET, Kind.GUESS}, text


@pytest.mark.parametrize(("scenario", "name"), CASTS)
def test_six_words_of_the_instruction_are_an_echo(scenario: str, name: str) -> None:
    bounds = made.bounds_of(scenario, name, ("lines:unsure:0",), (), ("Do you like it?",))
    instruction = bounds.prompt.rsplit("Say now", 1)[0]
    words = [token.raw for token in tokens(instruction)]
    for start in range(0, len(words) - 6, 3):
        text = f"{bounds.gist[0]} {' '.join(words[start : start + 6])}."
        assert Kind.PROMPT in {flaw.kind for flaw in flaws_in(text, bounds)}, text


@pytest.mark.parametrize(("scenario", "name"), CASTS)
def test_the_learners_line_given_back_is_no_answer(scenario: str, name: str) -> None:
    line = "How do you and your sister decide which umbrella to carry through the tunnel?"
    bounds = made.bounds_of(scenario, name, ("lines:deflect:0",), (), (line,))
    words = [token.raw for token in tokens(line)]
    for start in range(len(words) - 5):
        text = f"{bounds.gist[0]} {' '.join(words[start : start + 5])}."
        assert {flaw.kind for flaw in flaws_in(text, bounds)} & {Kind.PARROT, Kind.GUESS}, text


def test_new_and_locked_words_get_the_same_remedy() -> None:
    bounds = made.bounds_of("game-nobody-plays", "maren-tveit", ("lines:deflect:0",), (), ("Why?",))
    locked = flaws_in("Oh, that. The porridge.", bounds)
    new = flaws_in("Oh, that. The trombone.", bounds)
    assert [flaw.kind for flaw in locked][:1] == [Kind.SECRET]
    assert [flaw.kind for flaw in new][:1] == [Kind.NEW]
    assert locked[0].remedy.replace("porridge", "trombone") == new[0].remedy
