"""A small ear made by hand: three topics, a few lines, nothing of the shipped customers."""

from __future__ import annotations

from trainer.conversation.hearing.ear import Ear, Part, Said, vocabulary_of, weights_of
from trainer.conversation.hearing.hear import hear
from trainer.conversation.hearing.heard import Heard, Kind
from trainer.language.text import is_specific, phrase_of, stems_of

BUS = "On Fridays I take the night bus home, the one with the broken heater."
LAMP = "My sister leaves the lamp on in the porch."
DRUM = "We never got round to the drum kit."
OPENING = "Hello. Nadia here. You wanted to talk about the timetable."
_PHRASES = {
    ("fact", "bus"): ("night bus", "last bus", "broken heater"),
    ("fact", "lamp"): ("porch lamp", "sister", "light in the porch"),
    ("fact", "drum"): ("drum kit", "drums"),
    ("profile", "price"): ("ticket price",),
    ("decoy", "decoy"): ("more seats",),
}


def ear(*customer: str, learner: tuple[str, ...] = (), parts: tuple[tuple[str, str, str], ...] = ()) -> Ear:
    """Give an ear in a call in which the customer said these lines in order, `parts` with the last of them.

    The learner's lines come before each of the customer's, oldest first.
    """
    said = []
    for turn, text in enumerate(customer):
        if turn and len(learner) >= turn:
            said.append(Said("learner", turn, learner[turn - 1]))
        last = turn == len(customer) - 1
        said.append(Said("customer", turn, text, tuple(Part(*part) for part in parts) if last else ()))
    phrases = {topic: tuple(map(phrase_of, texts)) for topic, texts in _PHRASES.items()}
    own = {
        name: frozenset(s for s in stems_of(line) if is_specific(s))
        for name, line in (("bus", BUS), ("lamp", LAMP), ("drum", DRUM))
    }
    words = vocabulary_of([phrase for texts in _PHRASES.values() for phrase in texts])
    counted = [stem for stems in own.values() for stem in stems]
    return Ear(
        phrases,
        stems_of("timetable app of the city"),
        words,
        tuple(said),
        own,
        own_weights={stem: 1 / counted.count(stem) for stem in counted},
        weights=weights_of(phrases),
    )


def heard(text: str, *customer: str) -> Heard:
    """Hear a line after the customer's lines; by default after the opening and the bus."""
    return hear(text, ear(*(customer or (OPENING, BUS))))


def kinds(text: str, *customer: str) -> set[str]:
    return {move.kind.value for move in heard(text, *customer).moves}


def has(text: str, *wanted: Kind) -> bool:
    return heard(text).has(*wanted)
