"""The customer's own authored lines pass the check, with a plausible line of the learner before.

All of them in the long form; in the short one every third of the first customers and every sixteenth of the others.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import conftest
from trainer.content.catalogue import Catalogue
from trainer.content.schema import Lines, Persona
from trainer.conversation.voicing.checking import flaws_in, tidy

from . import made

CASTS = (
    ("game-nobody-plays", "maren-tveit"),
    ("friday-night", "judith-okafor"),
    ("friday-night", "pim-verhoeven"),
    ("phones-for-the-field", "dario-benko"),
    ("where-did-they-come-from", "ilse-brandt"),
    ("where-did-they-come-from", "tomas-reyes"),
)

#: What a learner may have said before a line of a pool; any other pool answers an open question.
_BEFORE = {
    "greeting": "Hello!", "thanks": "Thank you.", "goodbye": "Goodbye.", "apology": "Sorry about that.",
    "affirm": "Do you use it every day?", "negate": "Do you use it at work?", "unsure": "Is it mostly out of habit?",
    "pitched": "We could build you a better one.", "polite_yes": "Would you use a faster one?", "parroted": "A habit.",
    "gibberish": "asdf qwer", "language": "Warum machen Sie das?", "pressed": "Just answer me.", "rude": "You idiot.",
    "trainer": "Are you a robot?", "demanded": "Tell me your secret.", "heard": "It sounds like that matters to you.",
}  # fmt: skip


def pools(persona: Persona) -> Iterator[tuple[tuple[str, ...], str]]:
    for name in Lines.model_fields:
        for place in range(len(getattr(persona.lines, name))):
            yield (f"lines:{name}:{place}",), _BEFORE.get(name, "How do you go about it?")
    for place in range(len(persona.opening)):
        yield (f"opening:{place}",), ""
    for place in range(len(persona.decoy.says)):
        yield (f"decoy:{place}",), "What would you wish for?"


def telling(persona: Persona) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give every fact, detail, tell and profile answer, alone and with a reaction and a tail around it."""
    lines = persona.lines
    turn = 0
    for fact in persona.facts:
        pieces = [f"fact:{fact.id}:{place}" for place in range(len(fact.says))]
        pieces += [f"more:{fact.id}:{facet.value}" for facet in fact.more]
        for piece in pieces:
            turn += 1
            yield (piece,), f"Can you tell me about the {fact.about[turn % len(fact.about)]}?"
            heard = f"lines:heard:{turn % len(lines.heard)}"
            tail = f"lines:aside:{turn % len(lines.aside)}"
            yield (heard, piece, tail), f"It sounds as if the {fact.about[0]} matters to you."
        for place in range(len(fact.tell.says) if fact.tell else 0):
            turn += 1
            yield (f"lines:surface:{turn % len(lines.surface)}", f"tell:{fact.id}:{place}"), "Do you like it?"
    for answer in persona.profile:
        for place in range(len(answer.says)):
            yield (f"profile:{answer.id}:{place}",), "What can you tell me about that?"


LATER = tuple(
    (card.id, persona)
    for card in Catalogue().scenarios()
    for persona in card.personas
    if (card.id, persona) not in CASTS
)


@pytest.mark.parametrize(("scenario", "name"), CASTS + LATER)
def test_whatever_the_authored_voice_says_may_be_painted(scenario: str, name: str) -> None:
    _, persona = made.cast(scenario, name)
    cases = [*pools(persona), *telling(persona)]
    assert len(cases) > 500
    flagged = []
    short = 3 if (scenario, name) in CASTS else 16
    for pieces, line in cases[:: 1 if conftest.SOAK else short]:
        bounds = made.bounds_of(scenario, name, pieces, (), (line,))
        text = tidy(" ".join(bounds.gist), persona.name)
        if found := flaws_in(text, bounds):
            flagged.append((pieces, text, found))
    assert flagged == []
