"""Room `transcripts`: tables (CSV with commas, semicolons, tabs or bars) whose first row names the columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from trainer.language.text import count_words
from trainer.transcripts import limits
from trainer.transcripts.clock import in_milliseconds, seconds
from trainer.transcripts.faults import TranscriptError
from trainer.transcripts.recording import Recording, Scribe
from trainer.transcripts.wording import shown

_DELIMITERS = ",;\t|"
#: What a column is called, lower-case and without signs, best first.
_TEXT = (
    "text", "utterance", "utterancetext", "transcript", "transcription", "sentence", "words", "content", "message",
    "speech", "said", "caption", "quote", "dialogue", "line", "statement",
)  # fmt: skip
_SPEAKER = (
    "speaker", "speakername", "name", "who", "participant", "person", "interlocutor", "displayname", "username",
    "author", "role", "speakerlabel", "speakerid", "user", "sender", "voice",
)  # fmt: skip
_START = (
    "start", "starttime", "startseconds", "begin", "begintime", "startsat", "startts", "timestamp", "timecode", "time",
    "offset", "in", "ts",
)  # fmt: skip
_END = ("end", "endtime", "endseconds", "stop", "stoptime", "endsat", "endts", "out")
_LENGTH = ("duration", "length", "durationseconds")
_UNIT = re.compile(r"(milliseconds?|millis|ms|seconds?|secs?|s)\Z")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where what stands in a row."""

    text: int
    speaker: int | None
    start: int | None
    end: int | None
    length: int | None
    milliseconds: bool
    """Whether the heading says so; where it says nothing the figures decide."""


def is_table(text: str) -> bool:
    """Say whether a text begins with a row that names a column of words and at least one of speakers or times."""
    found = _header(text)
    return found is not None and (found[1].speaker is not None or found[1].start is not None)


def read_table(text: str, file: str) -> Recording:
    """Read a table: one row a speech. Cells may hold line breaks in quotation marks; formulas are only text.

    Raises:
        TranscriptError: no column of words, a broken row, no words, or more than a call can hold.
    """
    scribe = Scribe(file, "table")
    found = _header(text)
    if found is None:
        raise _no_column(text, file)
    delimiter, columns, skipped = found
    rows: list[tuple[str, str, float | None, float | None, int]] = []
    for at, row in _rows(text, delimiter, file):
        if at <= skipped or not any(cell.strip() for cell in row):
            continue
        if len(rows) >= limits.SPEECHES:
            raise scribe.error(at, f"more than {limits.SPEECHES:,} rows", "Give the file of one call.")
        words = _cell(row, columns.text)
        start, end = seconds(_cell(row, columns.start)), seconds(_cell(row, columns.end))
        length = seconds(_cell(row, columns.length))
        if end is None and start is not None and length is not None:
            end = start + length
        rows.append((_cell(row, columns.speaker), words, start, end, at))
    times = [(start, end) for _, _, start, end, _ in rows]
    small = columns.milliseconds or in_milliseconds(times, sum(count_words(row[1]) for row in rows))
    unit = 0.001 if small else 1.0
    for speaker, words, begun, ended, at in rows:
        scribe.add(speaker, words, _scaled(begun, unit), _scaled(ended, unit), at)
    return scribe.recording()


def _scaled(time: float | None, unit: float) -> float | None:
    return None if time is None else time * unit


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _lines(text: str) -> Iterator[str]:
    """Give the lines of a text with their ends, one at a time."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        yield text[start:end]
        start = end


def _short_lines(text: str, file: str) -> Iterator[str]:
    for number, line in enumerate(_lines(text), 1):
        if len(line) > limits.ROW_CHARS:
            fault = f"a row of more than {limits.ROW_CHARS:,} characters"
            raise TranscriptError(file, f"line {number:,}", fault, "Give one row a speech.")
        yield line


def _rows(text: str, delimiter: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a table, each with the line of the file it ends on.

    Raises:
        TranscriptError: a quotation mark that never closes, a cell too long, too many columns.
    """
    reader = csv.reader(_short_lines(text, file), delimiter=delimiter, strict=True)
    begun = 1
    try:
        for row in reader:
            if len(row) > limits.COLUMNS:
                fault = f"more than {limits.COLUMNS} columns"
                raise TranscriptError(file, f"line {begun:,}", fault, "Keep those that are needed.")
            yield begun, row
            begun = reader.line_num + 1
    except csv.Error:
        fault = "broken quotation marks or a cell that is too long"
        remedy = 'Write a quotation mark inside a cell twice ("").'
        raise TranscriptError(file, f"line {begun:,}", fault, remedy) from None


def _header(text: str) -> tuple[str, _Columns, int] | None:
    """Find the delimiter and the columns by the first row; also the number of the line it stands on."""
    first = list(islice(_lines(text), 3))
    skipped = 1
    if first and re.match(r"sep=.\s*\Z", first[0], re.IGNORECASE):
        first, skipped = first[1:], 2
    if not first or len(first[0]) > 20 * limits.COLUMNS:
        return None
    best: tuple[str, _Columns, int] | None = None
    for delimiter in _DELIMITERS:
        try:
            row = next(csv.reader(first, delimiter=delimiter), [])
        except csv.Error:
            continue
        columns = _columns(row) if 1 < len(row) <= limits.COLUMNS else None
        if columns and best is None:
            best = delimiter, columns, skipped
    return best


def _columns(row: Sequence[str]) -> _Columns | None:
    names = ["".join(c for c in cell.casefold() if c.isalnum()) for cell in row]
    units = [_UNIT.search(name) for name in names]
    plain = [name[: unit.start()] if unit and unit.start() else name for name, unit in zip(names, units, strict=True)]

    def find(wanted: Sequence[str]) -> int | None:
        for name in wanted:
            for given in (names, plain):
                if name in given:
                    return given.index(name)
        return None

    words, start = find(_TEXT), find(_START)
    if words is None:
        return None
    unit = units[start] if start is not None else None
    return _Columns(words, find(_SPEAKER), start, find(_END), find(_LENGTH), bool(unit and unit[0].startswith("m")))


def _no_column(text: str, file: str) -> TranscriptError:
    first = shown(next(_lines(text), ""), 120)
    fault = f"no column is named for what was said (first row: {first})"
    remedy = 'Name the columns in the first row: "speaker", "text", and "start", "end" where there are times.'
    return TranscriptError(file, "line 1", fault, remedy)
