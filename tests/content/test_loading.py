"""Reading one file: what is refused, and how it is said."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.findings import ContentError, Finding
from trainer.content.loading import SIZE_LIMIT, load_head, load_persona, load_scenario, parse_content
from trainer.content.plain_yaml import YamlFault, parse

from .sample import persona_data, save, scenario_data


def _refused(path: Path) -> Finding:
    with pytest.raises(ContentError) as caught:
        load_scenario(path)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(caught.value.findings[0]).split(": ")[0])
    return caught.value.findings[0]


def _refused_text(tmp_path: Path, text: str | bytes) -> Finding:
    path = tmp_path / "bad.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return _refused(path)


def _scenario_with(tmp_path: Path, **changes: Any) -> Path:
    return save(tmp_path, {**scenario_data(), **changes})


def test_a_sound_persona_and_a_sound_scenario_are_read(tmp_path: Path) -> None:
    assert load_persona(save(tmp_path, persona_data())).name == "Ada Lind"
    assert load_scenario(save(tmp_path, scenario_data())).limits.turns == 25


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a: &x 1\nb: *x\n", "yaml-alias", 1),
        ("a: {b: 1}\nc:\n  <<: {d: 1}\n", "yaml-alias", 3),
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3),
        ("a: !!python/object/apply:os.system ['true']\n", "yaml-tag", 1),
        ("a: !!binary aGVsbG8=\n", "yaml-tag", 1),
        ("a: 1\n---\nb: 2\n", "yaml-documents", 2),
        ("? [a]\n: 1\n", "yaml-key", 1),
        ("a: [1, 2\nb: 3\n", "yaml-syntax", 2),
        ("a: 'never closed\n", "yaml-syntax", 2),
        ('a: "\\x1b[2Jgone"\n', "control-character", 1),
        ('a: "\\u202Egnp"\n', "control-character", 1),
        ("a: " + "[" * 50 + "]" * 50 + "\n", "yaml-depth", 1),
        ("- a\n- b\n", "not-a-mapping", 0),
        ("just words\n", "not-a-mapping", 0),
        ("", "file-empty", 0),
        ("  \n\n", "file-empty", 0),
        ("# nothing but this\n", "not-a-mapping", 0),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_line(tmp_path: Path, text: str, rule: str, line: int) -> None:
    finding = _refused_text(tmp_path, text)
    assert (finding.rule, finding.line) == (rule, line)


@pytest.mark.parametrize("raw", [b"\xff\xfea\x00:\x00", b"a: caf\xe9\n", b"\x89PNG\r\n\x1a\n\x00\x00", b"a: 1\x00\n"])
def test_a_file_that_is_not_utf8_text_is_refused(tmp_path: Path, raw: bytes) -> None:
    assert _refused_text(tmp_path, raw).rule == "encoding"


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    path = save(tmp_path, scenario_data())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_scenario(path).id == "small-shop"


def test_a_file_over_the_limit_is_refused_without_being_parsed(tmp_path: Path) -> None:
    assert _refused_text(tmp_path, "a: b\n" * (SIZE_LIMIT // 5 + 1)).rule == "file-size"


@pytest.mark.parametrize("opener", ["[", "{a: ", "- ", "? "])
def test_nesting_of_any_depth_ends_in_one_clear_line_and_soon(tmp_path: Path, opener: str) -> None:
    begun = time.monotonic()
    assert _refused_text(tmp_path, "a:\n " + opener * 30_000).rule.startswith("yaml-")
    assert time.monotonic() - begun < 5


def test_an_alias_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    assert _refused_text(tmp_path, bomb).rule == "yaml-alias"


def test_words_that_old_yaml_takes_for_something_else_stay_words() -> None:
    assert parse("a: no\nb: on\nc: 1:30\nd: 2024-01-02\ne: 0x1F\nf: 1_000\ng: y\n") == {
        "a": "no", "b": "on", "c": "1:30", "d": "2024-01-02", "e": "0x1F", "f": "1_000", "g": "y"
    }  # fmt: skip


def test_numbers_truth_values_and_empty_values_are_read() -> None:
    assert parse("{a: 3, b: -0.5, c: 1e3, d: true, e: ~, f: '3', g: .5}") == {
        "a": 3, "b": -0.5, "c": 1000.0, "d": True, "e": None, "f": "3", "g": 0.5
    }  # fmt: skip


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf"])
def test_a_number_that_is_none_is_refused(tmp_path: Path, number: str) -> None:
    path = save(tmp_path, scenario_data())
    path.write_text(path.read_text() + f"rubric: {{discovery: {number}}}\n")
    finding = _refused(path)
    assert (finding.field, finding.line) == ("rubric.discovery", len(path.read_text().splitlines()))


def test_an_unknown_key_names_the_nearest_known_one(tmp_path: Path) -> None:
    data = persona_data()
    data["facts"][3]["abuot"] = data["facts"][3].pop("about")
    with pytest.raises(ContentError) as caught:
        load_persona(save(tmp_path, data))
    first = caught.value.findings[0]
    assert (first.rule, first.field) == ("unknown-key", "facts[3].abuot")
    assert "did you mean `about`?" in first.remedy
    assert "1 more" in str(caught.value)


def test_an_unknown_key_unlike_any_other_gets_the_list_of_known_ones(tmp_path: Path) -> None:
    finding = _refused(_scenario_with(tmp_path, product={"name": "X1", "about": "Something we sell.", "qqqq": 1}))
    assert "known here are about, name" in finding.remedy


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"difficulty": 9}, "difficulty", "at most 5"),
        ({"difficulty": "hard"}, "difficulty", "whole number"),
        ({"title": 12345}, "title", "quotes"),
        ({"title": "ab"}, "title", "at least 3"),
        ({"personas": "ada-lind"}, "personas", "list"),
        ({"personas": []}, "personas", "at least 1"),
        ({"personas": ["../../etc/passwd"]}, "personas[0]", "small letters"),
        ({"id": "Small Shop"}, "id", "small letters"),
        ({"product": "Ledgerly"}, "product", "key: value"),
        ({"rubric": {"discovery": 0.9}}, "rubric", "add up to 1"),
        ({"rubric": {"discovery": 0.2, "insight": 0.2, "technique": 0.3, "unscripted": 0.3}}, "rubric", "at least 0.5"),
        ({"personas": ["ada-lind", "ada-lind"]}, "personas[1]", "twice"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_field_line_and_remedy(
    tmp_path: Path, changes: dict[str, Any], field: str, words: str
) -> None:
    path = _scenario_with(tmp_path, **changes)
    finding = _refused(path)
    assert finding.field == field
    assert words in finding.remedy
    key = field.split("[")[0].split(".")[0]
    at = next(n for n, line in enumerate(path.read_text().splitlines(), 1) if line.startswith(f"{key}:"))
    assert at <= finding.line <= at + 2


def test_a_missing_key_is_asked_for(tmp_path: Path) -> None:
    data = scenario_data()
    del data["brief"]
    assert _refused(save(tmp_path, data)).remedy == "Add `brief`; it is required."


def test_a_fact_that_hangs_on_nothing_that_exists_is_refused(tmp_path: Path) -> None:
    data = persona_data()
    data["facts"][6]["unlock"]["after_any"] = ["ada-lind-fcat-1"]
    with pytest.raises(ContentError, match=r"facts\[6\].unlock.after_any\[0\].*did you mean `ada-lind-fact-"):
        load_persona(save(tmp_path, data))


def test_no_text_of_a_file_reaches_the_terminal_raw(tmp_path: Path) -> None:
    finding = _refused_text(tmp_path, b'"\xc2\x9b31mkey": 1\nid: x\n')
    assert "\x9b" not in str(finding)


def test_a_folder_a_missing_file_and_a_device_are_named_as_such(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe.yaml"
    os.mkfifo(fifo)
    for path in (tmp_path, tmp_path / "none.yaml", fifo, Path("a\0b.yaml")):
        with pytest.raises(ContentError) as caught:
            load_scenario(path)
        assert caught.value.findings[0].rule in ("file-missing", "file-unreadable")


def test_the_head_of_a_file_is_read_without_what_comes_after(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("id: x\nname: N\nrest: [broken\n")
    assert load_head(path, ("id", "name")) == {"id": "x", "name": "N"}
    with pytest.raises(ContentError):
        load_head(path, ("id", "rest"))


@given(st.text(max_size=300) | st.text(alphabet="ab:-[]{}&*!|>'\"#%@` \n\t?,<1.", max_size=120))
def test_any_text_is_data_or_one_clear_refusal(text: str) -> None:
    try:
        parse_content(text, "file.yaml")
    except ContentError as error:
        assert error.findings and "\n" not in str(error)


@given(st.binary(max_size=200))
def test_any_bytes_are_data_or_one_clear_refusal(raw: bytes) -> None:
    try:
        parse(raw.decode("latin-1"))
    except YamlFault as fault:
        assert fault.remedy
