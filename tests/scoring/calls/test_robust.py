"""Names, products, case, quotes and spelling are no reason to hear a turn otherwise, on 99 of 100 turns."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.journeys.learners import blind_calls
from tests.scoring.calls.made import honest
from trainer.scoring.calls.analyse import analyse
from trainer.scoring.calls.transcript import Transcript, Turn

_NAMES = {
    "Maren": "Ingrid",
    "Siv": "Asta",
    "Jorunn": "Ragna",
    "Tore": "Lars",
    "Judith": "Grace",
    "Gareth": "Owen",
    "Noor": "Lotte",
    "Pim": "Koen",
    "Daan": "Bram",
    "Dario": "Marko",
    "Goran": "Ivan",
    "Tomas": "Luis",
    "Ilse": "Greta",
    "Gerd": "Horst",
    "Jonas": "Felix",
    "Hanne": "Silke",
    "Adamek": "Novak",
    "Ruth": "Edith",
    "Dot": "Peg",
    "Vesna": "Milena",
}
_PRODUCTS = {"Emberfall": "Stonewick", "Corvane": "Delphon", "Lanternfilm": "Moonreel", "Tallyroot": "Countleaf"}
_AMERICAN = {
    "colour": "color",
    "favourite": "favorite",
    "neighbour": "neighbor",
    "realise": "realize",
    "organise": "organize",
    "centre": "center",
    "theatre": "theater",
    "grey": "gray",
    "mum": "mom",
    "apologise": "apologize",
    "recognise": "recognize",
    "behaviour": "behavior",
    "humour": "humor",
    "labelled": "labeled",
    "travelled": "traveled",
    "programme": "program",
    "summarise": "summarize",
}


def swapped(table: dict[str, str]) -> Callable[[str], str]:
    def change(text: str) -> str:
        return re.sub(r"\b(" + "|".join(table) + r")", lambda found: table[found.group()], text)

    return change


def quotes(text: str) -> str:
    return re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’")


CHANGES: dict[str, Callable[[str], str]] = {
    "names": swapped(_NAMES),
    "products": swapped(_PRODUCTS),
    "lower case": str.lower,
    "upper case": str.upper,
    "typographic quotes": quotes,
    "straight quotes": lambda text: text.replace("’", "'").replace("“", '"').replace("”", '"'),
    "American spelling": swapped(_AMERICAN),
    "British spelling": swapped({american: british for british, american in _AMERICAN.items()}),
}
#: Spelling would hardly be met in a few calls: these lines are said in each.
_SPELLED = (
    "What colour was the theatre, and did you realise that then?",
    "So your neighbour's behaviour was what you recognised first.",
    "You should organise it in the centre, that is my favourite way.",
    "It sounds like the grey days are the hardest for your mum.",
)


def labels(call: Transcript) -> list[tuple[object, ...]]:
    """Give what was heard in each turn of the interviewer's."""
    found = [one.heard for one in analyse(call).turns if one.heard is not None]
    return [(h.question, h.reflection, h.informs, frozenset(move.kind for move in h.moves)) for h in found]


def changed(call: Transcript, change: Callable[[str], str]) -> Transcript:
    return Transcript(call.id, tuple(Turn(turn.speaker, change(turn.text)) for turn in call.turns))


@pytest.mark.parametrize("how", CHANGES)
def test_no_label_depends_on_names_case_quotes_or_spelling(how: str) -> None:
    same = every = 0
    differing: list[tuple[object, object]] = []
    for played in blind_calls():
        call = honest(played.name)
        more = tuple(Turn("interviewer", line) for line in _SPELLED)
        call = Transcript(call.id, (*call.turns, *more))
        before, after = labels(call), labels(changed(call, CHANGES[how]))
        same += sum(a == b for a, b in zip(before, after, strict=True))
        every += len(before)
        differing += [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert same >= 0.99 * every, differing
