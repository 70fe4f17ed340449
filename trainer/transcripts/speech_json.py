"""Room `transcripts`: JSON of meeting tools and speech services, and of this trainer.

They agree on little but this: somewhere is a list of objects, each with the words of a speech (or one word), mostly
with a speaker and times. Every list is looked at; the one that tells most about who spoke is taken. Shapes known:
`[{speaker, text, start, end}]`, `{turns}`, `{segments}`, `{transcript}`, `{sentences}` with `speaker_name`,
`{utterances}`, `{monologues: [{speaker, elements}]}`, `{results: {items, speaker_labels}}`, words with speakers, and
participants with words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trainer.language.text import count_words
from trainer.transcripts import limits
from trainer.transcripts.clock import in_milliseconds
from trainer.transcripts.faults import TranscriptError
from trainer.transcripts.named_text import read_text
from trainer.transcripts.recording import Recording, Scribe
from trainer.transcripts.speech_entries import Entry, entries_of, joined_words, labels_by_start, people_named

#: What lists of speeches are called, best first; a list without any of these names is looked at last.
_LISTS = (
    "turns", "utterances", "monologues", "audio_segments", "speaker_blocks", "sentences", "segments",
    "recognizedPhrases", "transcript", "transcripts", "transcription", "lines", "entries", "captions", "cues",
    "messages", "dialogue", "conversation", "paragraphs", "items", "words",
)  # fmt: skip
#: How deep lists are looked for; the deepest service known needs seven.
_DEPTH = 12
#: Single words, not speeches: at least so many entries with hardly more than a word each.
_WORDS_AT_LEAST = 8
_WORDS_EACH = 1.3


def read_json(text: str, file: str) -> Recording:
    """Read a JSON text: one value, or one object a line.

    Raises:
        TranscriptError: broken or oversized JSON, no list of speeches, no words, or more than a call can hold.
    """
    value = _loaded(text, file)
    del text
    found = _best_list(value, file)
    if found is None:
        written = _written_out(value)
        if written is not None:
            told = read_text(written, file)
            return Recording(told.file, "json", told.lines, told.notes)
        fault = "no list of speeches is in it"
        raise TranscriptError(file, "", fault, 'Give a list such as [{"speaker": "Ana", "text": "…", "start": 0.0}].')
    scribe = Scribe(file, "json", "entry")
    entries, left_out = found
    if left_out:
        scribe.note(f"Entries without words ({left_out:,}) were left out.")
    if not any(entry.explicit_unit for entry in entries):
        times = [(entry.start, entry.end) for entry in entries]
        if in_milliseconds(times, sum(count_words(entry.text) for entry in entries)):
            entries = [entry.scaled(0.001) for entry in entries]
    if _single_words(entries):
        entries = joined_words(entries)
    for entry in entries:
        scribe.add(entry.speaker, entry.text, entry.start, entry.end, entry.at)
    return scribe.recording()


def _loaded(text: str, file: str) -> Any:
    values = text.count(",") + text.count("[") + text.count("{")
    if values > limits.JSON_VALUES:
        raise TranscriptError(file, "", f"holds more than {limits.JSON_VALUES:,} values", "Give the file of one call.")
    try:
        return _parsed(text)
    except json.JSONDecodeError as error:
        lines = _line_by_line(text) if error.msg == "Extra data" else None
        if lines is not None:
            return lines
        place, fault = f"line {error.lineno:,}, column {error.colno:,}", f"is no sound JSON ({error.msg})"
    except RecursionError:
        place, fault = "", "is nested too deeply for a transcript"
    except ValueError as error:
        place, fault = "", str(error) if str(error).startswith("holds") else "holds a number that is too large"
    remedy = "Export it again, or give the transcript as text, VTT or CSV."
    if "no number" in fault:
        remedy = "Write null for a time that is not known."
    raise TranscriptError(file, place, fault, remedy)


def _parsed(text: str) -> Any:
    return json.loads(text, parse_int=_whole, parse_constant=_no_number)


def _whole(digits: str) -> int:
    if len(digits) > 20:
        raise ValueError("holds a number that is too large")
    return int(digits)


def _no_number(name: str) -> float:
    raise ValueError(f"holds {name}, which is no number in JSON")


def _line_by_line(text: str) -> list[Any] | None:
    """Give the objects of a text with one JSON object a line; None where it is no such text or holds several calls."""
    found: list[Any] = []
    try:
        for line in text.split("\n"):
            if line.strip():
                found.append(_parsed(line))
    except (ValueError, RecursionError):
        return None
    several = sum(1 for value in found if isinstance(value, dict) and isinstance(value.get("turns"), list))
    return found if several <= 1 else None


def _lists(value: Any, name: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    """Give every list that holds an object, with the key it stands under, outermost first."""
    if depth > _DEPTH:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, (dict, list)):
                yield from _lists(inner, key, depth + 1)
    elif isinstance(value, list):
        if any(isinstance(inner, dict) for inner in value):
            yield name, value
        for inner in value:
            if isinstance(inner, (dict, list)):
                yield from _lists(inner, name, depth + 1)


def _best_list(value: Any, file: str) -> tuple[list[Entry], int] | None:
    """Give the speeches of the list that tells most about who spoke, and how many of its entries say nothing.

    A list with several speakers wins over one with one, one with one over one with none; then one with clearly more
    words; where the same talk is told twice, the list's name decides.
    """
    people, labels = people_named(value), labels_by_start(value)
    best: tuple[_Rank, list[Entry], int] | None = None
    for name, found in _lists(value, "", 0):
        if len(found) > limits.JSON_ENTRIES:
            fault = f"a list in it has more than {limits.JSON_ENTRIES:,} entries"
            raise TranscriptError(file, "", fault, "Give the file of one call.")
        entries = entries_of(found, people, labels)
        if not entries:
            continue
        speakers = len({entry.speaker for entry in entries if entry.speaker})
        place = _LISTS.index(name) if name in _LISTS else len(_LISTS)
        rank = _Rank(min(speakers, 2), sum(len(entry.text) for entry in entries), place)
        if best is None or rank.beats(best[0]):
            best = rank, entries, len(found) - len(entries)
    return (best[1], best[2]) if best else None


@dataclass(frozen=True, slots=True)
class _Rank:
    speakers: int
    characters: int
    place: int

    def beats(self, other: _Rank) -> bool:
        if self.speakers != other.speakers:
            return self.speakers > other.speakers
        if 4 * min(self.characters, other.characters) < 3 * max(self.characters, other.characters):
            return self.characters > other.characters
        return self.place < other.place


def _single_words(entries: list[Entry]) -> bool:
    words = sum(count_words(entry.text) for entry in entries)
    short = len(entries) >= _WORDS_AT_LEAST and words <= _WORDS_EACH * len(entries)
    return short or any(entry.glued for entry in entries)


def _written_out(value: Any) -> str | None:
    """Give a transcript that stands in a JSON file as one text."""
    keys = ("transcript", "transcription", "text", "data", "result")
    for _ in range(_DEPTH):
        if isinstance(value, str):
            return value if value.strip() else None
        if not isinstance(value, dict):
            return None
        value = next((value[key] for key in keys if key in value), None)
    return None
