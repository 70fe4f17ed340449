"""Room `transcripts`: one entry of a JSON list as a speech or a word, whatever its maker called the parts."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from trainer.transcripts.clock import seconds
from trainer.transcripts.wording import scrubbed

_TEXT = (
    "text", "punctuated_word", "utterance", "transcript", "sentence", "content", "raw_text", "display", "caption",
    "message", "value", "word", "said", "line", "body", "transcript_text",
)  # fmt: skip
_PARTS = ("elements", "words", "sentences", "terms", "tokens", "blocks", "items", "segments", "alternatives", "nBest")
_SPEAKER = (
    "speaker_name", "speakerName", "speaker", "name", "display_name", "displayName", "participant", "who", "role",
    "author", "speaker_label", "speakerLabel", "speaker_id", "speakerId", "speakerTag", "speaker_tag", "participant_id",
    "user", "from",
)  # fmt: skip
_CHANNEL = ("channel", "channelTag", "channel_label")
_NAME = ("name", "display_name", "displayName", "label", "email", "id")
_START = (
    "start", "start_time", "startTime", "start_timestamp", "startTimestamp", "ts", "begin", "begin_time", "from",
    "offset", "startOffset", "timestamp", "time", "startSeconds", "start_seconds",
)  # fmt: skip
_END = (
    "end", "end_time", "endTime", "end_timestamp", "endTimestamp", "end_ts", "to", "stop", "endOffset", "endSeconds",
    "end_seconds",
)  # fmt: skip
#: Keys that also mean other things: what is no time there is no fault.
_LOOSE = ("from", "to", "time", "timestamp", "offset", "begin", "stop")
_LENGTH = ("duration", "durationSeconds")
#: Keys that say their unit themselves, and what makes seconds of it.
_START_IN = (
    ("start_ms", 1e-3), ("startMs", 1e-3), ("startTimeMs", 1e-3), ("offsetMilliseconds", 1e-3), ("offsetInTicks", 1e-7),
)  # fmt: skip
_END_IN = (("end_ms", 1e-3), ("endMs", 1e-3), ("endTimeMs", 1e-3))
_LENGTH_IN = (("duration_ms", 1e-3), ("durationMilliseconds", 1e-3), ("durationInTicks", 1e-7))
_BEFORE_SIGNS = re.compile(r"\s+([,.;:?!…%)\]])")
#: How many levels of parts below an entry are looked into for its words.
_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """What one object of a list says."""

    at: int
    """From 1."""
    speaker: str
    text: str
    start: float | None
    end: float | None
    glued: bool = False
    """Whether it is a sign or a space of its own, to be put behind the word before it without a blank."""
    explicit_unit: bool = False
    """Whether its times say their unit."""

    def scaled(self, factor: float) -> Entry:
        """Give the entry with its times multiplied."""
        start, end = (None if t is None else t * factor for t in (self.start, self.end))
        return replace(self, start=start, end=end)


def entries_of(found: Sequence[Any], people: Mapping[str, str], labels: Mapping[str, str]) -> list[Entry]:
    """Read the objects of a list that hold words; `people` names ids, `labels` the speaker by a word's start."""
    entries: list[Entry] = []
    channels: list[str] = []
    for at, value in enumerate(found, 1):
        text = _text_of(value, _LEVELS) if isinstance(value, dict) else ""
        if not text:
            continue
        sign = str(value.get("type", "")).lower() in ("punctuation", "punct", "spacing")
        speaker = _speaker_of(value, people) or labels.get(str(value.get("start_time", "")), "")
        if sign and not speaker and entries:
            speaker = entries[-1].speaker
        start, end, explicit = _times_of(value, _LEVELS)
        entries.append(Entry(at, speaker, text, start, end, sign, explicit))
        given = next((value[key] for key in _CHANNEL if isinstance(value.get(key), (int, str))), "")
        channels.append(f"Channel {given}" if given != "" else "")
    if not any(entry.speaker for entry in entries) and len(set(channels)) > 1:
        entries = [replace(entry, speaker=channel) for entry, channel in zip(entries, channels, strict=True)]
    return entries


def joined_words(entries: Sequence[Entry]) -> list[Entry]:
    """Join neighbouring words of one speaker to speeches."""
    speeches: list[list[Entry]] = []
    for entry in entries:
        if speeches and (speeches[-1][0].speaker == entry.speaker or (entry.glued and not entry.speaker)):
            speeches[-1].append(entry)
        else:
            speeches.append([entry])
    out = []
    for words in speeches:
        starts = [word.start for word in words if word.start is not None]
        ends = [word.end for word in words if word.end is not None]
        begun, ended = min(starts, default=None), max(ends, default=None)
        text = _joined([word.text for word in words])
        out.append(replace(words[0], text=text, start=begun, end=ended, glued=False))
    return out


def people_named(root: Any) -> dict[str, str]:
    """Give names for speaker ids where a file lists its people apart: `{"speakers": [{"id": 0, "name": "Ana"}]}`."""
    levels, found = [root], dict[str, str]()
    for level in levels[:]:
        for key in ("data", "transcript", "meeting", "call"):
            inner = level.get(key) if isinstance(level, dict) else None
            levels += [inner, inner.get("transcript")] if isinstance(inner, dict) else []
    for level in levels:
        for key in ("speakers", "participants", "parties", "attendees"):
            people = level.get(key) if isinstance(level, dict) else None
            for person in people if isinstance(people, list) else ():
                if isinstance(person, dict) and isinstance(person.get("name"), str):
                    ids = [person.get(k) for k in ("id", "speakerId", "speaker_id", "participant_id")]
                    found.update((str(given), person["name"]) for given in ids if isinstance(given, (int, str)))
    return found


def labels_by_start(root: Any) -> dict[str, str]:
    """Give speakers by the start of a word where a file lists them apart from the words (`results.speaker_labels`)."""
    results = root.get("results") if isinstance(root, dict) else None
    labels = results.get("speaker_labels") if isinstance(results, dict) else None
    segments = labels.get("segments") if isinstance(labels, dict) else None
    found: dict[str, str] = {}
    for segment in segments if isinstance(segments, list) else ():
        items = segment.get("items") if isinstance(segment, dict) else None
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and isinstance(item.get("speaker_label"), str):
                found[str(item.get("start_time", ""))] = item["speaker_label"]
    return found


def _text_of(value: Mapping[str, Any], levels: int) -> str:
    """Give the words of an object: its own, or those of its parts; of alternatives the first."""
    for key in _TEXT:
        if isinstance(value.get(key), str) and value[key]:
            return str(value[key])
    for key in _PARTS if levels else ():
        parts = value.get(key)
        if isinstance(parts, str) and parts.strip():
            return parts
        if isinstance(parts, list):
            if key in ("alternatives", "nBest"):
                parts = parts[:1]
            texts = [_text_of(part, levels - 1) if isinstance(part, dict) else part for part in parts]
            text = _joined([t for t in texts if isinstance(t, str) and t])
            if text:
                return text
    return ""


def _joined(texts: Sequence[str]) -> str:
    """Join words or sentences; where blanks are given as parts of their own, nothing is put between."""
    if any(text.isspace() for text in texts):
        return scrubbed("".join(texts))
    return _BEFORE_SIGNS.sub(r"\1", scrubbed(" ".join(texts)))


def _speaker_of(value: Mapping[str, Any], people: Mapping[str, str]) -> str:
    for key in _SPEAKER:
        given = value.get(key)
        if isinstance(given, dict):
            given = next((given[k] for k in _NAME if isinstance(given.get(k), (int, str)) and given[k] != ""), None)
        if isinstance(given, bool) or given is None or not isinstance(given, (int, str)) or given == "":
            continue
        if str(given) in people:
            return people[str(given)]
        return given if isinstance(given, str) else f"Speaker {given}"
    return ""


def _times_of(value: Mapping[str, Any], levels: int) -> tuple[float | None, float | None, bool]:
    """Give start and end in the file's unit, of itself or its first and last part, and whether it names the unit."""
    start, named = _time(value, _START, _START_IN)
    end, named_end = _time(value, _END, _END_IN)
    length, named_length = _time(value, _LENGTH, _LENGTH_IN)
    if start is not None:
        if end is None and length is not None:
            end, named_end = start + length, named_length
        return start, end if named == named_end else None, named
    for key in _PARTS if levels else ():
        parts = value.get(key)
        if isinstance(parts, list) and key not in ("alternatives", "nBest"):
            timed = [_times_of(p, levels - 1) for p in (*parts[:1], *parts[-2:]) if isinstance(p, dict)]
            starts = [t[0] for t in timed if t[0] is not None]
            ends = [t[1] for t in timed if t[1] is not None]
            if starts:
                return starts[0], (ends[-1] if ends else None), any(t[2] for t in timed)
    return None, None, False


def _time(
    value: Mapping[str, Any], keys: Sequence[str], with_unit: Sequence[tuple[str, float]]
) -> tuple[float | None, bool]:
    odd = False
    for key, factor in with_unit:
        if (time := seconds(value.get(key))) is not None and math.isfinite(time):
            return time * factor, True
    for key in keys:
        given = value.get(key)
        if isinstance(given, dict):
            given = next((given[part] for part in ("relative", "seconds") if given.get(part) is not None), None)
        time = seconds(given)
        if time is not None and math.isfinite(time):
            # A text with a colon or a unit ("00:01:02", "1.2s") can be nothing but seconds.
            return time, isinstance(given, str) and not given.strip().replace(".", "", 1).isdigit()
        odd = odd or (time is not None and key not in _LOOSE)
    return (math.nan if odd else None), False
