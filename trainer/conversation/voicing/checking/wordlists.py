"""Room `voicing`, the check: which words are everyday talk, and which claim something about a life (lists: `data/`)."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from trainer.language.text import canon, is_content, stem
from trainer.language.words import GENERIC, SYNONYMS


@lru_cache(maxsize=2)
def word_list(name: str) -> frozenset[str]:
    """Give the canonical stems of a list in `data/`: `free` or `charged`."""
    stems = frozenset(stem(word) for line in _lines(name) for word in line.split())
    # A synonym stands for its group: canonical stems are compared, so the group's name is listed too.
    return stems | frozenset(SYNONYMS.get(s, s) for s in stems)


def is_free(token_stem: str) -> bool:
    """Say whether a stem carries no fact, so that anybody may say it at any time."""
    return not is_charged(token_stem) and (
        not is_content(token_stem) or token_stem in GENERIC or token_stem in word_list("free")
    )


def is_charged(token_stem: str) -> bool:
    """Say whether a stem claims something about a life."""
    return token_stem in word_list("charged")


@lru_cache(maxsize=1)
def _irregular() -> dict[str, frozenset[str]]:
    """Give, for each form of an irregular verb, the stems of all its forms."""
    table: dict[str, frozenset[str]] = {}
    for line in _lines("irregular"):
        forms = frozenset(map(canon, line.split()))
        table.update((form, table.get(form, frozenset()) | forms) for form in forms)
    return table


def forms_of(token_stem: str) -> frozenset[str]:
    """Give the stems of the other forms of an irregular verb; nothing for any other word."""
    return _irregular().get(token_stem, frozenset())


def _lines(name: str) -> list[str]:
    """Give the lines of a list in `data/`, without its comments."""
    text = (files("trainer.conversation.voicing.checking") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if not line.startswith("#")]
