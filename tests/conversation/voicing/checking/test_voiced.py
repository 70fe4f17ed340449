"""Voicings written by hand as a model might speak: the good ones may be painted, the bad ones may not.

A part of them was held out while the rules were written; the shares asserted are those of the rules as they stand.
"""

from __future__ import annotations

import pytest

from trainer.conversation.voicing.checking import Kind, flaws_in, tidy
from trainer.language.text import tokens

from . import made

#: Kinds of bad answers of which not one may pass.
_NEVER = {
    Kind.SECRET,
    Kind.NUMBER,
    Kind.DATE,
    Kind.NAME,
    Kind.CHARACTER,
    Kind.REFUSAL,
    Kind.PROMPT,
    Kind.PARROT,
    Kind.MARKUP,
}


def passes(row: made.Voiced) -> bool:
    _, persona = made.cast(row.scenario, row.persona)
    return not flaws_in(tidy(row.text, persona.name), row.bounds())


@pytest.mark.parametrize("held_out", (False, True))
def test_nearly_every_good_voicing_may_be_painted(held_out: bool) -> None:
    good = [row for row in made.voiced() if row.good and row.held_out is held_out]
    stopped = [row.text for row in good if not passes(row)]
    assert len(good) >= 50
    assert len(stopped) <= 0.06 * len(good), stopped


@pytest.mark.parametrize("held_out", (False, True))
def test_nearly_every_bad_voicing_is_stopped(held_out: bool) -> None:
    bad = [row for row in made.voiced() if not row.good and row.held_out is held_out]
    painted = [row.text for row in bad if passes(row)]
    assert len(bad) >= 100
    assert len(painted) <= 0.02 * len(bad), painted


def test_no_leak_changed_slot_or_broken_role_is_painted() -> None:
    painted = [row.text for row in made.voiced() if not row.good and row.kind in _NEVER and passes(row)]
    assert painted == []


def test_a_flaw_quotes_the_answer_and_its_remedy_says_nothing_else() -> None:
    remedies = set()
    for row in made.voiced():
        bounds = row.bounds()
        spoken = [token.word for token in tokens(row.text)]
        for flaw in flaws_in(row.text, bounds):
            assert len(flaw.words) <= 60
            # The last word of a long quote is cut; numbers are quoted without their hyphens.
            assert all(token.word in spoken for token in tokens(flaw.words)[:-1]), flaw
            remedy = flaw.remedy.replace(f"“{flaw.words}”", "{}")
            for piece in bounds.must:
                remedy = remedy.replace(piece[:199], "…")
            remedies.add(remedy)
    assert len(remedies) < 40, remedies
    assert not [one for one in remedies if "locked" in one or "secret" in one]
