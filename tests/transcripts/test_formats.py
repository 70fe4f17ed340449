"""The same call, as the tools write it: the same turns come out of every file."""

from __future__ import annotations

import pytest

from trainer.transcripts.casting import Call, cast
from trainer.transcripts.reading import read, read_bytes

from .made import FILES, TALK

WORDS = [("interviewer" if speaker == "Ana Lopes" else "customer", text) for speaker, text, _, _ in TALK]
#: Format, and whether the file has starts, and ends.
SHAPES = {
    "zoom.vtt": ("captions", True, True),
    "teams.vtt": ("captions", True, True),
    "names.srt": ("captions", True, True),
    "teams_word.txt": ("text", True, False),
    "teams_web.txt": ("text", True, False),
    "otter.txt": ("text", True, False),
    "zoom_captions.txt": ("text", True, False),
    "stamped.txt": ("text", True, False),
    "meet.txt": ("text", False, False),
    "framed.txt": ("text", False, False),
    "plain.txt": ("text", False, False),
    "table.csv": ("table", True, True),
    "table.tsv": ("table", True, False),
    "fireflies.json": ("json", True, True),
    "rev.json": ("json", True, True),
    "utterances.json": ("json", True, True),
    "labelled_words.json": ("json", True, True),
    "segments.json": ("json", True, True),
    "participants.json": ("json", True, True),
    "trainer.json": ("json", False, False),
}
#: Clock times, not times from the beginning.
_BY_THE_CLOCK = {"zoom_captions.txt"}


def called(name: str) -> Call:
    return cast(read(FILES / name))


def test_every_file_has_its_shape_here() -> None:
    assert {path.name for path in FILES.iterdir()} == {*SHAPES, "nameless.srt"}


@pytest.mark.parametrize("name", SHAPES)
def test_the_turns_are_those_of_the_call(name: str) -> None:
    assert [(turn.speaker, turn.text) for turn in called(name).turns] == WORDS


@pytest.mark.parametrize("name", SHAPES)
def test_the_times_are_those_of_the_call(name: str) -> None:
    _, starts, ends = SHAPES[name]
    begun = 36720.0 if name in _BY_THE_CLOCK else 0.0
    for turn, (_, _, start, end) in zip(called(name).turns, TALK, strict=True):
        if starts and ends:
            assert turn.start == pytest.approx(start) and turn.end == pytest.approx(end, abs=0.01)
        elif starts:
            assert turn.start == int(start) + begun and turn.end is None
        else:
            assert turn.end is None


@pytest.mark.parametrize("name", SHAPES)
def test_the_content_and_not_the_name_of_a_file_says_what_it_is(name: str) -> None:
    raw = (FILES / name).read_bytes()
    wrong = read_bytes(raw, "notes")
    assert wrong.format == SHAPES[name][0]
    assert wrong.lines == read(FILES / name).lines


@pytest.mark.parametrize("name", SHAPES)
def test_line_ends_and_marks_of_other_systems_change_nothing(name: str) -> None:
    text = (FILES / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    lines = read(FILES / name).lines
    for raw in (
        text.replace("\n", "\r\n").encode(),
        text.encode("utf-16"),
        text.encode("utf-8-sig"),
        text.encode("utf-32"),
    ):
        assert read_bytes(raw, name).lines == lines


def test_captions_without_names_are_read_but_nobody_is_cast() -> None:
    told = read(FILES / "nameless.srt")
    assert [line.text for line in told.lines] == [text for _, text, _, _ in TALK]
    assert told.speakers == ()
