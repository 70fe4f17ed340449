"""Anything at all as a file: a recording or one clear line, the same twice, and within the limits."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.transcripts import limits
from trainer.transcripts.captions import read_captions
from trainer.transcripts.casting import cast
from trainer.transcripts.faults import TranscriptError
from trainer.transcripts.masking import mask
from trainer.transcripts.named_text import read_text
from trainer.transcripts.reading import read_bytes
from trainer.transcripts.recording import Recording
from trainer.transcripts.speech_json import read_json
from trainer.transcripts.table import read_table
from trainer.transcripts.talk import statistics

from .. import conftest
from .made import FILES

Reader = Callable[[str, str], Recording]
CASES = 10_000 if conftest.SOAK else 200
READERS: dict[str, tuple[Reader, str]] = {
    "captions": (read_captions, ".vtt.srt"),
    "table": (read_table, ".csv.tsv"),
    "json": (read_json, ".json"),
    "text": (read_text, ".txt"),
}
WHOLE = [path.read_bytes() for path in sorted(FILES.iterdir())]
_PARTS = (
    "WEBVTT", "NOTE", "00:00:01.000 --> 00:00:02.000", "00:00:01,5 --> 9:9", "-->", "<v Ana>", "<v.", "</v>",
    "<00:00:01.000>", "Ana:", "Ben Ortiz:", "Ana  0:03", "[00:01:02]", "- Ana -", "**Ana:**", "speaker,text",
    "text;start;end", '"', "\t", ",", ";", "[", "]", "{", "}", '"text":', '"speaker":', '"start":', '"words":', "NaN",
    "1e999",
    "-1", "9" * 30, "null", "\n", "\n\n", "\r\n", "\0", "\x1b[31m", "\u202e", "\u200b", "hello there", "?", "[music]",
    "&amp;", "&#x110000;", "\ud800", "\ufeff", ":", "…", "İ", "ß:", "0:03", "1", "(Host)",
)  # fmt: skip
_KEYS = (
    "text", "speaker", "start", "end", "words", "turns", "segments", "results", "alternatives", "name", "type",
    "elements",
    "value", "speakers", "id", "start_time", "speaker_labels", "items", "timestamp", "channel",
)  # fmt: skip
_SOUP = st.lists(st.sampled_from(_PARTS), max_size=40).map("".join)
_TALK = st.lists(st.sampled_from([*_PARTS, "\n"]), max_size=60).map(" ".join)
TEXTS = st.one_of(st.text(max_size=300), _SOUP, _TALK)
_PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=12))
_VALUES = st.recursive(
    st.one_of(_PLAIN, st.sampled_from(_PARTS)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(_KEYS), inner, max_size=5)),
    max_leaves=25,
)


def sound(told: Recording) -> None:
    """Check what holds for every recording, and that whatever follows can do with it."""
    assert told.lines and len(told.speakers) <= limits.SPEAKERS
    for line in told.lines:
        assert line.text and line.text == " ".join(line.text.split())
        assert line.text.replace("\u200d", "").isprintable()
        assert len(line.speaker) <= limits.NAME_CHARS and "\n" not in line.speaker and "\x1b" not in line.speaker
        assert line.end is None or line.start is not None
        if line.start is not None:
            assert math.isfinite(line.start) and 0 <= line.start <= limits.LATEST_SECOND
            assert line.end is None or line.start <= line.end <= limits.LATEST_SECOND
    assert mask(told) == mask(told)
    for name in (None, *told.speakers[:1]):
        try:
            talk = statistics(cast(told, name).turns)
        except TranscriptError as error:
            assert "\n" not in str(error)
        else:
            assert sum(share.word_share for share in talk.shares) == pytest.approx(1) or not talk.words


def outcome(read: Callable[[], Recording]) -> Recording | str:
    """Give a recording or the line of the only fault a reader may raise."""
    try:
        told = read()
    except TranscriptError as error:
        line = str(error)
        assert "\n" not in line and "\x1b" not in line and len(line) < 1000
        return line
    sound(told)
    return told


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=CASES)
@given(text=TEXTS)
def test_any_text_is_read_by_any_reader_or_refused_in_one_line(reader: str, text: str) -> None:
    read, _ = READERS[reader]
    assert outcome(lambda: read(text, "call")) == outcome(lambda: read(text, "call"))


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=CASES)
@given(data=st.data())
def test_a_sound_file_that_was_cut_mixed_or_overwritten_is_read_or_refused(reader: str, data: st.DataObject) -> None:
    endings = READERS[reader][1]
    files = [path.read_bytes() for path in sorted(FILES.iterdir()) if path.suffix in endings]
    raw = bytearray(data.draw(st.sampled_from(files)))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(raw)))
        end = min(len(raw), start + data.draw(st.integers(0, 60)))
        other = data.draw(
            st.one_of(
                st.binary(max_size=8), st.sampled_from([part.encode("utf-8", "surrogatepass") for part in _PARTS])
            )
        )
        raw[start:end] = other if data.draw(st.booleans()) else raw[start:end] * 3
    outcome(lambda: read_bytes(bytes(raw), f"call{endings[:4]}"))


@settings(max_examples=CASES)
@given(
    st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode("utf-16", "surrogatepass"))),
    st.sampled_from(["", ".json", ".csv", ".vtt"]),
)
def test_any_bytes_are_read_or_refused(raw: bytes, ending: str) -> None:
    assert outcome(lambda: read_bytes(raw, f"call{ending}")) == outcome(lambda: read_bytes(raw, f"call{ending}"))


@settings(max_examples=CASES)
@given(_VALUES)
def test_any_json_value_is_read_or_refused(value: object) -> None:
    try:
        text = json.dumps(value)
    except (ValueError, UnicodeEncodeError):
        return
    assert outcome(lambda: read_json(text, "call")) == outcome(lambda: read_json(text, "call"))
