"""Names that participants give themselves: harmless wherever they are shown, and nobody can take another's."""

from __future__ import annotations

import unicodedata
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from trainer.workshop.event.names import (
    CODE_ALPHABET,
    aliases,
    clean_name,
    code_of,
    key_of,
    mixed_scripts,
    normal,
    shown,
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Anna \n Maria ", "Anna Maria"),
        ("Anna\x1b]0;owned\x07", "Anna"),
        ("\x1b[31mred", "red"),
        ("A\u202enna\u2066", "Anna"),
        ("A\u200dn\u200bna\ufeff", "Anna"),
        ("Zoe\u0308", "Zoë"),
        ("Z" + "\u0335" * 30, "Z" + "\u0335" * 3),
        ("\u0301Anna", "Anna"),
        ("Ng\u0075\u0302\u0303n", "Ngu\u0302\u0303n"),
        ("[/foo]", "[/foo]"),
        ("田中さん", "田中さん"),
        ("A\u3164B", "AB"),
    ],
)
def test_a_name_keeps_what_can_be_seen_and_nothing_else(typed: str, name: str) -> None:
    assert clean_name(typed).text == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("typed", ["", "  \n", "\u200b\u202e", "\u0301\u0301", "\u3164", "\u2800", "\ud800", "\x1b[2J"])
def test_a_name_of_nothing_to_see_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match="^The name is empty; give at least one letter.$"):
        clean_name(typed)


@pytest.mark.parametrize("typed", ["x" * 41, "田" * 21, "x" * 1_000_000])
def test_a_name_is_at_most_forty_cells_wide(typed: str) -> None:
    with pytest.raises(ValueError, match="^The team's name is too long; give at most 40 characters.$"):
        clean_name(typed, "team's name")
    assert clean_name("田" * 20).text == "田" * 20


@pytest.mark.parametrize(
    ("one", "other"),
    [("Anna", "ANNA"), ("Anna", "Ａｎｎａ"), ("ﬁona", "fiona"), ("straße", "STRASSE"), ("Anna", "Anna\ufe0f"),
     ("Zoë", "Zoe\u0308"), ("an na", "an\u3000na")],
)  # fmt: skip
def test_names_that_read_the_same_are_the_same(one: str, other: str) -> None:
    assert clean_name(one).key == clean_name(other).key


def test_a_cyrillic_letter_makes_another_name_and_is_marked() -> None:
    assert clean_name("Аnna").key != clean_name("Anna").key
    assert mixed_scripts("Аnna") and mixed_scripts("Annα") and mixed_scripts("Аnna 2")
    for fine in ("Anna", "Анна", "Anna 田中", "田中さん", "Ann 김", "J. R. 2", "Ａnna", "Ångström", "🎉 Anna"):
        assert not mixed_scripts(fine), fine


@given(st.text(max_size=60) | st.text(alphabet="aé\u0301\u0335\u200d\u202e\x1b[m \n田\ufe0f\u3164", max_size=30))
def test_a_clean_name_is_clean(text: str) -> None:
    try:
        name = clean_name(text)
    except ValueError as error:
        assert "\n" not in str(error)
        return
    assert clean_name(name.text) == name and key_of(name.text) == name.key != ""
    assert unicodedata.is_normalized("NFC", name.text) and 0 < cell_len(name.text) <= 40
    assert not [char for char in name.text if unicodedata.category(char).startswith("C") or char in "\n\t\u2028"]
    marks = "".join("m" if unicodedata.category(char).startswith("M") else "." for char in name.text)
    assert "mmmm" not in marks and not marks.startswith("m")


def test_aliases_hang_on_the_seed_alone_and_never_run_out() -> None:
    first = list(islice(aliases(7), 6000))
    assert first == list(islice(aliases(7), 6000)) != list(islice(aliases(8), 6000))
    assert len(set(first)) == 6000
    assert all(name.count(" ") == 1 for name in first[:2500]) and first[2500] == f"{first[0]} 2"
    assert all(clean_name(name).text == name for name in first[:50])


@given(st.binary(min_size=16, max_size=32))
def test_a_code_is_read_back_however_it_was_typed(drawn: bytes) -> None:
    code = code_of(drawn)
    assert len(code) == 8 and set(code) <= set(CODE_ALPHABET) and len(shown(code)) == 9
    for typed in (code, shown(code), shown(code).lower(), f" {code[:2]} {code[2:]}\n", shown(code).replace("-", "–")):
        assert normal(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "2345CFG", "2345CFGHJ", "2345CFGA", "2345CFG0", "'; --", "２３４５CFG", "9" * 10_000]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert normal(typed) == ""


def test_a_code_needs_enough_chance() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        code_of(bytes(15))
    assert len({code_of(bytes([n]) * 16) for n in range(256)}) == 256
