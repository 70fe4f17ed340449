"""Room `transcripts`: times as files write them, in seconds."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime

STAMP = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?(?:\s?[AaPp]\.?[Mm]\.?)?"
"""A time of day or of a recording: 0:03, 01:02:03.5, 10:15:02 AM."""
SPOKEN = r"(?:\d{1,3} hours? )?(?:\d{1,2} minutes? )?\d{1,2} seconds?"
"""A time as screens read it out: "1 minute 3 seconds"."""

_STAMP = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,6}))?(?:[:;]\d{1,3})?(?:\s?([AaPp])\.?[Mm]\.?)?\Z")
_NUMBER = re.compile(r"\d{1,15}(?:[.,]\d{1,9})?\Z")
_UNITS = re.compile(
    r"(?:PT)?(?:(\d{1,3}) ?(?:h|hrs?|hours?)[ ,]*)?(?:(\d{1,4}) ?(?:m|mins?|minutes?)[ ,]*)?"
    r"(?:(\d{1,6}(?:\.\d{1,9})?) ?(?:s|secs?|seconds?))?\Z",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
#: Seconds that a word takes, or from one start to the next for each word, beyond which the unit must be milliseconds.
#: People speak 2 to 3 words a second; a milliseconds file read as seconds gives some 400 for each.
_SLOWEST_WORD = 20.0
_SLOWEST_PACE = 100.0


def seconds(value: object) -> float | None:
    """Give a time in seconds: a number, 01:02.5, 1:02:03, 10:02 PM, 3.2s, 1m 2s, PT1.5S, or a date with a time.

    None where nothing is given, NaN where what is given is no time, negative or not finite. Never raises.
    """
    if value is None or isinstance(value, (bool, dict, list)):
        return None
    if isinstance(value, (int, float)):
        return float(value) if 0 <= value < 1e15 else math.nan
    text = str(value)[:61].strip().strip("[]()<>").strip()
    if not text:
        return None
    if len(text) > 60:
        return math.nan
    if found := _STAMP.match(text):
        return _from_stamp(found)
    if _NUMBER.match(text):
        return float(text.replace(",", "."))
    if (found := _UNITS.match(text)) and any(found.groups()):
        hours, minutes, rest = (float(part or 0) for part in found.groups())
        return 3600 * hours + 60 * minutes + rest
    return _from_date(text)


def _from_stamp(found: re.Match[str]) -> float:
    hours, minutes, whole = (int(part or 0) for part in found.groups()[:3])
    half = (found[5] or "").lower()
    if half:
        # 10:15 PM is a time of day: what stands first are hours.
        if found[1] is None:
            hours, minutes, whole = minutes, whole, 0
        hours = hours % 12 + (12 if half == "p" else 0)
    return 3600.0 * hours + 60 * minutes + whole + float(f"0.{found[4] or 0}")


def _from_date(text: str) -> float:
    if not _DATED.match(text):
        return math.nan
    try:
        when = datetime.fromisoformat(text)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return math.nan


def in_milliseconds(times: Sequence[tuple[float | None, float | None]], words: int) -> bool:
    """Say whether the starts and ends of speeches with so many words altogether can only be milliseconds."""
    known = [(start, end) for start, end in times if start is not None and math.isfinite(start)]
    spans = [end - start for start, end in known if end is not None and math.isfinite(end)]
    starts = [start for start, _ in known]
    if spans:
        return sum(spans) > _SLOWEST_WORD * max(words, 1)
    return len(starts) > 1 and starts[-1] - starts[0] > _SLOWEST_PACE * max(words, 1)
