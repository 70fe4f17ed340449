"""Room `conversation`: does a call count? The first attempt on a version, a further one, or practice. Pure.

A version is the very content that is played, scenario and customer together. An attempt is used up by beginning it: who
could begin again after a weak start would only ever count good ones. Practice (an explained call, a second try) is no
attempt.
"""

from __future__ import annotations

FIRST, FURTHER, UNNUMBERED, PRACTICE = "first", "further", "attempt", "practice"
"""What a call counts as. `attempt`: one of a trainer that did not number them yet."""


def counts(attempt: bool, number: int) -> str:
    """Say what a call counts as; `number` is that of the attempt on its version, 0 where none was given."""
    if not attempt:
        return PRACTICE
    return FIRST if number == 1 else FURTHER if number > 1 else UNNUMBERED


def in_words(attempt: bool, number: int, branch_at: int = 0) -> str:
    """Say it in a few words, for lists and scorecards. `branch_at`: the turn from which a second try goes on."""
    kind = counts(attempt, number)
    if kind == PRACTICE:
        return f"practice from turn {branch_at}" if branch_at else "practice"
    return {FIRST: "first attempt", FURTHER: f"attempt {number}"}.get(kind, "attempt")


def announced(attempt: bool, number: int, name: str, branch_at: int = 0) -> str:
    """Say it in a sentence before the call; `name` is the customer's."""
    kind = counts(attempt, number)
    if kind == PRACTICE:
        what = f"a second try from turn {branch_at}" if branch_at else "this call shows each decision"
        return f"Practice: {what}; it never counts as an attempt."
    if kind == FIRST:
        return f"Your first attempt with {name} on this version: it counts."
    if kind == FURTHER:
        return f"Attempt {number} with {name}: a further one; only the first counts."
    return f"An attempt with {name}."
