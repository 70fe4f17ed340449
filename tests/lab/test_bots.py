"""The bots: they hear, they say, they are the same for the same seed, and they know no scenario."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from trainer.lab.bots.bot import Briefing
from trainer.lab.bots.chance import Chance
from trainer.lab.bots.every import BOTS, bot
from trainer.lab.bots.listening import gesture_in, last_words, things_in
from trainer.language.text import stem

ROOT = Path(__file__).parent.parent.parent
BRIEFING = Briefing("Plainbox", "They want a larger box.", "Ada Moss", "she")
SAID = (
    "Hello, I have ten minutes.",
    "The blue ledger stays in the drawer. My sister gave it to me… before all that. *looks away*",
    "I don't know.",
    "Every evening I look at it, and I'm afraid of the last page.",
)


@pytest.mark.parametrize("kind", BOTS)
def test_a_bot_says_the_same_for_the_same_seed_and_never_fails(kind: str) -> None:
    one, two = (bot(kind, BRIEFING, 7) for _ in range(2))
    for said in (*SAID, "", "   ", "…", "*sighs*", "??", "x" * 3000, *SAID * 8):
        assert one.line(said) == two.line(said)
    assert one.notes() == two.notes()
    assert len(one.notes().insight) <= 280 and all(len(text) <= 200 for text in one.notes().forces.values())


def test_seeds_make_different_calls() -> None:
    lines = {tuple(bot("skilled", BRIEFING, seed).line(said) for said in (SAID[0],)) for seed in range(20)}
    assert len(lines) == 3
    longer = set()
    for seed in range(20):
        learner = bot("skilled", BRIEFING, seed)
        longer.add(tuple(learner.line(said) for said in SAID))
    assert len(longer) >= 15


def test_the_skilled_bot_takes_up_what_was_said_last() -> None:
    taken = 0
    for seed in range(20):
        learner = bot("skilled", BRIEFING, seed)
        learner.line(SAID[0])
        line = learner.line("I kept the blue ledger in the drawer.") or ""
        taken += any(word in line for word in ("ledger", "drawer"))
    assert taken == 20


def test_it_asks_about_a_thing_once_and_then_goes_back() -> None:
    learner = bot("skilled", BRIEFING, 3)
    learner.line("Hello.")
    first = [learner.line("My sister gave me the ledger.") for _ in range(2)]
    assert first[0] != first[1]
    assert learner.line("I don't know.")


def test_things_come_with_their_article_seen_from_the_other_side() -> None:
    words = [thing.words for thing in things_in("I put my old ledger on a shelf.")]
    assert "your old ledger" in words and "the shelf" in words
    assert things_in("What would you like to know about ledgers?") == []
    assert things_in("") == []


def test_what_is_said_last_and_with_feeling_comes_first() -> None:
    assert things_in("There is a kettle. And then I lost the letter.")[0].stem == stem("letter")


def test_gestures_and_last_words() -> None:
    assert gesture_in("Well. *looks at the door* So.") == "looks at the door"
    assert gesture_in("Two * three * four *") in ("three", "")
    assert last_words("I stayed in the kitchen all night. Is that odd?", 3) == "kitchen all night"
    assert last_words("Why?", 3) == ""


def test_chance_is_even_and_repeats_itself() -> None:
    drawn = [Chance(5).below(10) for _ in range(3)]
    assert len(set(drawn)) == 1
    chance = Chance(1)
    counts = [0] * 10
    for _ in range(10_000):
        counts[chance.below(10)] += 1
    assert all(880 <= count <= 1120 for count in counts)  # 1,000 expected, 30 the standard deviation


def test_no_word_of_a_scenario_stands_in_the_bots() -> None:
    """Names and telling words of the library that no ordinary conversation has are in no source file of the bots."""
    sources = " ".join(path.read_text() for path in (ROOT / "trainer" / "lab" / "bots").glob("*.py"))
    names: set[str] = set()
    for path in [*(ROOT / "personas").glob("*.yaml"), *(ROOT / "scenarios").glob("*.yaml")]:
        head = yaml.safe_load(path.read_text())
        names |= set(re.findall(r"[A-Z][a-z]{3,}", f"{head.get('name', '')} {head.get('product', '')}"))
    assert not {name for name in names if re.search(rf"\b{name}\b", sources)}
