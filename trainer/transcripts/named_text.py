"""Room `transcripts`: plain text in which a name stands before what somebody says, in the ways meeting tools write it.

A file names its speakers in one way. Each way that is known is tried over the whole file, and the one that finds most
speeches is taken; so "Here is the thing: …" is talk where names stand on lines of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from trainer.transcripts import limits
from trainer.transcripts.heads import (
    ALONE_TIME,
    Head,
    alone,
    bracketed,
    colon,
    framed,
    header,
    last_time,
    lines_of,
    marked,
    plain,
    row,
)
from trainer.transcripts.names import speakers_among
from trainer.transcripts.recording import Recording, Scribe
from trainer.transcripts.wording import tidy_name

_END = re.compile(
    r"transcription ended after|transcribed by https?://|this (?:editable )?transcript was computer", re.IGNORECASE
)
#: A heading under which the talk begins; notes and next steps may stand above it.
_BEGIN = re.compile(r"^[^\w\n]{0,8}(?:[^\n]{1,120} - )?transcript[ \t*:]{0,8}$", re.IGNORECASE | re.MULTILINE)
#: What Teams writes among the speeches.
_NOT_SAID = re.compile(r".{1,80} (?:started|stopped) transcription\Z", re.IGNORECASE)

Finder = Callable[[str, str], Head | None]
"""Reads a line, knowing the one after it, and says whether a speech begins there."""

_WAYS: tuple[Finder, ...] = (colon, header, row, bracketed, marked, framed)
#: How many different labels are counted before a file is given up as one with names.
_MOST_LABELS = 5_000


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Give each line with the one after it."""
    lines = lines_of(text)
    before = next(lines)
    for line in lines:
        yield before, line
        before = line
    yield before, ""


def counted(text: str, way: Finder) -> dict[str, int]:
    """Give the labels before speeches that one way of naming finds in a text, with how often each comes."""
    labels: Counter[str] = Counter()
    for line, following in _pairs(text):
        head = way(line, following) if line else None
        if head and (head.name in labels or len(labels) < _MOST_LABELS):
            labels[head.name] += 1
    return dict(labels)


def _way_of(text: str) -> tuple[Finder, frozenset[str]] | None:
    """Give the way in which a text names its speakers, and their labels; None where it names nobody."""
    best: tuple[int, Finder, frozenset[str]] | None = None
    for way in _WAYS:
        labels = counted(text, way)
        names = speakers_among(labels)
        speeches = sum(labels[name] for name in names)
        if way in (bracketed, marked) and len(names) < 2:
            # Brackets and dashes stand for much else; one name alone is no proof.
            continue
        if speeches and (best is None or speeches > best[0]):
            best = speeches, way, names
    if best is None or (best[0] < 2 and len(best[2]) < 2):
        names = _standing_alone(text)
        if names:
            return alone, names
    return (best[1], best[2]) if best else None


def _standing_alone(text: str) -> frozenset[str]:
    """Give names that stand alone over speeches: two or more, each more than once, over nearly every paragraph."""
    labels = counted(text, alone)
    names = frozenset(name for name in speakers_among(labels) if labels[name] > 1)
    if len(names) < 2:
        return frozenset()
    heads = paragraphs = 0
    before = ""
    for line, _ in _pairs(text):
        if line and not before:
            paragraphs += 1
            heads += tidy_name(line) in names
        before = line
    in_turn = paragraphs == 1 and 2.5 * sum(labels[name] for name in names) > sum(1 for line in lines_of(text) if line)
    return names if heads >= 0.8 * paragraphs > 1 or in_turn else frozenset()


def read_text(text: str, file: str) -> Recording:
    """Read plain text. Where it names nobody, each line is a speech without a name.

    Raises:
        TranscriptError: no words, or more than a call can hold.
    """
    scribe = Scribe(file, "text")
    found, skipped = _way_of(text), 0
    if found and (heading := _BEGIN.search(text)) and (after := _way_of(text[heading.end() :])):
        found, skipped = after, text.count("\n", 0, heading.end())
        text = text[heading.end() :]
    if found is None:
        _unnamed(text, scribe)
    else:
        _named(text, scribe, *found, skipped)
    return scribe.recording()


def _unnamed(text: str, scribe: Scribe) -> None:
    for number, line in enumerate(lines_of(text), 1):
        if line and not _END.match(line):
            scribe.add("", line, None, None, number)


def _named(text: str, scribe: Scribe, way: Finder, names: frozenset[str], skipped: int) -> None:
    speech: Head | None = None
    parts: list[str] = []
    size = begun = before = 0
    clock: float | None = None
    for number, (line, following) in enumerate(_pairs(text), skipped + 1):
        if not line or _NOT_SAID.match(line[: limits.HEAD_CHARS]):
            continue
        if _END.match(line):
            break
        head = way(line, following)
        if head and head.name in names:
            _close(scribe, speech, parts, begun)
            time = head.time if head.time is not None else clock
            speech, parts, begun, clock = Head(head.name, time, head.end), [head.text], number, None
            size = len(head.text)
        elif len(line) < limits.HEAD_CHARS and ALONE_TIME.match(plain(line)):
            # A time between speeches (Google's documents) is the next speaker's; under a name it is that name's own.
            clock = last_time(line) if any(parts) or speech is None or speech.time is None else None
        elif speech is None:
            before += 1
        else:
            parts.append(line)
            size += len(line) + 1
            if size > limits.SPEECH_CHARS:
                raise scribe.error(begun, "a speech is longer than anybody speaks", "Put a name before each speech.")
    _close(scribe, speech, parts, begun)
    if before or skipped:
        scribe.note(f"What stands before the first speech was left out (lines: {before + skipped:,}).")


def _close(scribe: Scribe, speech: Head | None, parts: list[str], begun: int) -> None:
    if speech is not None:
        scribe.add(speech.name, " ".join(parts), speech.time, speech.end, begun)
