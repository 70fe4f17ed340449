"""Whatever comes from a model: the check never raises, and what is not plain speech never passes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.conversation.voicing.checking import Bounds, Kind, flaws_in, tidy

from . import made

_TEXTS = st.text(max_size=400)
_BOUNDS = made.bounds_of("phones-for-the-field", "dario-benko", ("fact:dario-car-park:0",), (), ("When was that?",))
_GOOD = "Yesterday. School car park. Petra wrote, library door wouldn't close. Two minutes and she had her answer."


@given(_TEXTS, st.lists(_TEXTS, max_size=3), st.lists(_TEXTS, max_size=3), _TEXTS)
@settings(deadline=None, max_examples=150)
def test_the_check_takes_any_text_and_any_bounds(text: str, gist: list[str], secret: list[str], heard: str) -> None:
    bounds = Bounds(tuple(gist), tuple(gist), (), (), (heard,), tuple(secret), prompt=heard)
    once = flaws_in(tidy(text, heard[:30]), bounds)
    assert once == flaws_in(tidy(text, heard[:30]), bounds)
    assert all(flaw.remedy and len(flaw.words) <= 60 for flaw in once)


@given(st.characters(categories=("Cc", "Cf", "Co")), st.integers(0, len(_GOOD)))
@settings(deadline=None)
def test_a_control_character_never_passes(char: str, place: int) -> None:
    assert not flaws_in(_GOOD, _BOUNDS)
    text = _GOOD[:place] + char + _GOOD[place:]
    if text.strip() != _GOOD:
        assert flaws_in(text, _BOUNDS)


@given(st.sampled_from(["b", "/b", "script", "think", "br /", "a href=x"]), st.integers(0, len(_GOOD)))
@settings(deadline=None)
def test_a_tag_never_passes(tag: str, place: int) -> None:
    text = f"{_GOOD[:place]}<{tag}>{_GOOD[place:]}"
    assert Kind.MARKUP in {flaw.kind for flaw in flaws_in(text, _BOUNDS)}


@given(_TEXTS, st.text(max_size=30))
@settings(deadline=None, max_examples=150)
def test_tidying_twice_is_tidying_once_for_plain_speech(text: str, name: str) -> None:
    plain = "".join(char for char in text if char.isalpha() or char in " ,.")
    once = tidy(plain, name)
    assert tidy(once, name) == once
    assert "\n" not in tidy(text, name)
