"""Words, stems and sentences of plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainer.language import text as language
from trainer.language.text import canon, clean, is_content, is_specific, phrase_of, sentences, stems_of, tokens


@given(st.text())
def test_clean_text_holds_no_control_characters_and_stays_clean(text: str) -> None:
    once = clean(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in once)
    assert clean(once) == once


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert text[token.start : token.end] == token.raw


def test_escape_sequences_go_whole() -> None:
    assert clean("a\x1b[31mred\x1b[0m b\x1b]0;title\x07 c\x9b2J") == "ared b c"


def test_newlines_are_kept_only_where_asked_for() -> None:
    assert clean("a\nb") == "a b"
    assert clean("a\nb", keep_newlines=True) == "a\nb"


def test_forms_and_synonyms_of_a_word_have_one_stem() -> None:
    assert len({canon(w) for w in ("photo", "photos", "picture", "pictures")}) == 1
    assert len({canon(w) for w in ("argue", "arguing", "quarrel", "quarrelled")}) == 1
    assert canon("lamp") != canon("lamb")


def test_function_words_and_interview_words_are_told_from_telling_ones() -> None:
    assert not is_content(canon("the"))
    assert is_content(canon("problem")) and not is_specific(canon("problem"))
    assert is_specific(canon("heater"))


def test_a_phrase_of_everyday_words_must_stand_as_it_is() -> None:
    phrase = phrase_of("how it works")
    line = tuple(canon(t.word) for t in tokens("what it works like and how"))
    assert phrase.run
    assert not phrase.found_in(frozenset(line), line)


def test_a_phrase_with_a_telling_word_drops_its_function_words() -> None:
    line = tuple(canon(t.word) for t in tokens("is the porch lit by a light"))
    assert phrase_of("light in the porch").found_in(frozenset(line), line)


def test_sentences_end_at_stops_and_line_breaks() -> None:
    assert sentences("One. Two? Three!\nFour") == ["One.", "Two?", "Three!", "Four"]


def test_gestures_are_no_words() -> None:
    assert language.without_gestures("*looks away* Fine.") == "Fine."
    assert "away" not in stems_of(language.without_gestures("*looks away* Fine."))
