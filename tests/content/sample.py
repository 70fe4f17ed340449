"""A small sound persona and scenario as plain data, for tests that break them. Each line has words of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from trainer.content.lint.ordinary import QUESTIONS
from trainer.content.schema import Lines

_LEAST = {
    "heard": 10, "settling": 10, "edgy": 8, "as_said": 8, "greeting": 3, "thanks": 4, "goodbye": 3, "pause": 8,
    "apology": 4, "rude": 4, "pressed": 6, "pitched": 14, "polite_yes": 24, "stuffed": 10, "parroted": 12, "tired": 12,
    "gibberish": 8, "language": 3, "flood": 3, "trainer": 5, "demanded": 14, "ask_back": 14, "deflect": 26,
    "surface": 20, "affirm": 10, "negate": 8, "unsure": 24, "go_on": 16, "small_talk": 8, "aside": 8, "ask_learner": 4,
    "warn_patience": 3, "warn_time": 3, "close_patience": 3, "close_time": 3,
}  # fmt: skip
_FORCES = ("push", "pull", "anxiety", "habit", "context")


def _words() -> Iterator[str]:
    """Give words that occur nowhere else."""
    for parts in product("bdfgklmnprtvz", "aou", "bdfgklmnprtvz", "aou"):
        yield "".join(parts) + "x"


def persona_data(id: str = "ada-lind") -> dict[str, Any]:
    """Give a persona that fits the schema and breaks no rule."""
    words = _words()

    def line(least: int = 4) -> str:
        return " ".join(next(words) for _ in range(least)).capitalize() + "."

    def fact(at: int, depth: int, motivation: str | None, **unlock: Any) -> dict[str, Any]:
        made: dict[str, Any] = {
            "id": f"{id}-fact-{at}",
            "title": f"What happened, part {at}",
            "force": _FORCES[at % 5],
            "depth": depth,
            "says": [line() for _ in range(3)],
            "more": {facet: line() for facet in ("why", "when", "who")},
            "about": [f"{next(words)} {next(words)}" for _ in range(4)],
            "unlock": {"trust": (0.0, 0.3, 0.5)[depth - 1], **unlock},
        }
        if motivation:
            made["motivation"] = motivation
        if depth > 1:
            made["tell"] = {"says": [line(), line()]}
        return made

    def leading(facts: list[dict[str, Any]]) -> None:
        """Let each hidden fact be asked for with a word of the fact that it hangs on."""
        for at in range(5, len(facts)):
            handle = facts[at - 5]["says"][1].split()[1]
            facts[at]["about"][0] = f"{handle} {next(words)}"

    facts = [fact(at, 1, None) for at in range(5)]
    facts += [fact(at, 2, "first-one", after_any=[f"{id}-fact-{at - 5}"]) for at in range(5, 10)]
    facts += [
        fact(at, 3, ("first-one", "other-one")[at % 2], after_any=[f"{id}-fact-{at - 5}"]) for at in range(10, 14)
    ]
    leading(facts)
    return {
        "id": id,
        "name": "Ada Lind",
        "pronoun": "she",
        "bio": "Ada Lind, who keeps the books of a small firm.",
        "manner": "Speaks in short and friendly sentences.",
        "temperament": {"talk": "plain", "warmth": "warm", "trust": 0.2, "patience": 1.0},
        "opening": [line(), line()],
        "motivations": [
            {
                "id": name,
                "title": f"The reason called {name}",
                "insight": line(6),
                "accepted": [line() for _ in range(3)],
                "forces": ["push"],
                "claims": [
                    {"id": f"claim-{part}", "says": "A part of it", "any": [next(words) for _ in range(6)]}
                    for part in ("a", "b")
                ],
            }
            for name in ("first-one", "other-one")
        ],
        "facts": facts,
        "decoy": {
            "insight": line(6),
            "says": [line() for _ in range(6)],
            "about": [next(words) for _ in range(4)],
            "any": [next(words) for _ in range(4)],
        },
        "profile": [{"id": name, "says": [line(), line()]} for name in QUESTIONS],
        "lines": {pool: [line(2) for _ in range(_LEAST[pool])] for pool in Lines.model_fields},
    }


def scenario_data(id: str = "small-shop", personas: tuple[str, ...] = ("ada-lind",)) -> dict[str, Any]:
    """Give a scenario that fits the schema and breaks no rule."""
    return {
        "id": id,
        "title": "The small shop",
        "difficulty": 2,
        "focus": "Ask about what happened last.",
        "product": {"name": "Ledgerly", "about": "A program for bookkeeping."},
        "belief": "We believe that people want more reports.",
        "brief": "You are an engineer and talk to somebody who left.",
        "personas": list(personas),
    }


def save(folder: Path, data: dict[str, Any], name: str = "") -> Path:
    """Write content as YAML into a folder of its kind, named for its id unless `name` is given; give its path."""
    kind = "personas" if "facts" in data else "scenarios"
    path = folder / kind / f"{name or data['id']}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=200), encoding="utf-8")
    return path
