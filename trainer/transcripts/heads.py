"""Room `transcripts`: the heads of speeches in plain text: who, when, and the words beside them, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trainer.language.text import clean
from trainer.transcripts import limits
from trainer.transcripts.clock import SPOKEN, STAMP, seconds
from trainer.transcripts.names import looks_like_name
from trainer.transcripts.wording import said, shown, tidy_name

_TIME = rf"(?:{STAMP}|{SPOKEN}|(?:{SPOKEN})\s*{STAMP})"
_STAMPED = re.compile(
    rf"[\[(<]?\s*(?P<time>{STAMP})(?:\s*(?:-->|-|–|—|to)\s*(?P<end>{STAMP}))?\s*[\])>]?(?:\s*[-–—|]\s+|\s+|$)"
)
_COLON = re.compile(
    rf"(?P<name>[^\[\]():]{{1,80}}(?:\([^():]{{1,40}}\))?|\[[^\[\]:]{{1,80}}\])\s*"
    rf"(?:[\[(]\s*(?P<inner>{STAMP})\s*[\])]|\s(?P<after>{STAMP}))?\s*[:：](?:(?:\s+|(?=[^\s/\\\d:]))(?P<text>.*))?$"
)
_HEADER = re.compile(
    rf"\[?(?P<name>[^\[\]|:]{{1,80}}?)(?:\]|\s[-–—|·•]|,)?\s*[\[(]?\s*(?P<time>(?<=[\s\[(]){_TIME})\s*[\])]?$"
)
_FRAMED = re.compile(r"([-–—=*_~]{1,5})\s*(?P<name>[^-–—=*_~:\n][^–—=*_~:\n]{0,60}?)\s*\1$")
ALONE_TIME = re.compile(rf"[\[(<]?\s*{_TIME}(?:\s*(?:-->|-|–)\s*{STAMP})?\s*[\])>]?$")
_ROW = re.compile(rf"(?P<time>{STAMP})\s{{2,}}(?P<name>\S[^:]{{0,60}}?):?\s{{2,}}(?P<text>\S.*)$")
_ROW_BY_NAME = re.compile(
    rf"(?P<name>[^\[\]():]{{1,60}}?)(?:\s{{2,}}(?P<time>{STAMP})\s{{2,}}|\s?[\[(](?P<inner>{STAMP})[\])]\s+)(?P<text>\S.*)$"
)
_BRACKETED = re.compile(r"\[(?P<name>[^\[\]]{1,60})\]:?(?:\s+(?P<text>.*))?$")
_MARKED = re.compile(r"(?:(?P<before>[^-–—:<>]{1,60}?)\s+[-–—]\s+|<(?P<inside>[^<>]{1,60})>\s+)(?P<text>\S.*)$")
_STAMP_FIRST = re.compile(rf"[\[(](?P<time>{STAMP})[\])]\s*")


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a speech: who, when, and the words that stand on the same line."""

    name: str
    time: float | None = None
    end: float | None = None
    text: str = ""


def lines_of(text: str) -> Iterator[str]:
    """Give the lines of a text one at a time, clean and without blanks at their ends; never the whole as a list."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip().replace("\t", "  ")
        # A line longer than any speech is refused; it need not be clean first.
        yield line if line.isprintable() or len(line) > limits.SPEECH_CHARS else clean(line)
        start = end + 1


def plain(line: str) -> str:
    """Take off what Markdown puts around a head: `**Ana:** hi`, `### 00:01:00`."""
    head = line[: limits.HEAD_CHARS]
    if head.startswith(("#", "**", "__", "> ")):
        head = head.lstrip("#> ").replace("**", "", 2).replace("__", "", 2)
        return head.strip() + line[limits.HEAD_CHARS :]
    return line


def colon(line: str, following: str = "") -> Head | None:
    """Read "Ana: words", "[00:01:23] Ana: words", "Ana (00:12): words", "Ana: [00:12] words", "Ana:" on its own."""
    line = plain(line)
    stamp = _STAMPED.match(line[: limits.HEAD_CHARS])
    rest = line[stamp.end() :] if stamp else line
    found = _COLON.match(rest[: limits.HEAD_CHARS])
    if not found:
        return None
    text = rest[found.start("text") :] if found["text"] is not None else ""
    time = (stamp and stamp["time"]) or found["inner"] or found["after"]
    if time is None and (inside := _STAMP_FIRST.match(text[: limits.HEAD_CHARS])):
        time, text = inside["time"], text[inside.end() :]
    return Head(tidy_name(found["name"]), seconds(time), seconds(stamp["end"]) if stamp else None, text)


def header(line: str, following: str = "") -> Head | None:
    """Read a line of its own with a name and a time: "Ana  0:03", "[Ana] 10:12:03", "0:03 - Ana", "Ana | 0:03".

    The time may stand alone on the next line; some screens, copied, give both after each other.
    """
    if above := _over_time(line, following):
        return above
    line = plain(line)
    if len(line) > limits.HEAD_CHARS or not following or not any(c.isdigit() for c in line):
        return None
    if stamp := _STAMPED.match(line):
        name = line[stamp.end() :]
        return Head(tidy_name(name), seconds(stamp["time"]), seconds(stamp["end"])) if looks_like_name(name) else None
    found = _HEADER.match(line)
    if not found or not looks_like_name(tidy_name(found["name"])):
        return None
    return Head(tidy_name(found["name"]), last_time(found["time"]))


def _over_time(line: str, following: str) -> Head | None:
    if len(line) > limits.NAME_CHARS or not following or not ALONE_TIME.match(following[: limits.HEAD_CHARS]):
        return None
    return Head(tidy_name(line), last_time(following)) if looks_like_name(line) else None


def row(line: str, following: str = "") -> Head | None:
    """Read time, name and words side by side: "00:01  Ana  words", "Ana  00:01  words", "Ana (00:01) words"."""
    head = line[: limits.HEAD_CHARS]
    found = _ROW.match(head) or _ROW_BY_NAME.match(head)
    if not found or not looks_like_name(tidy_name(found["name"])):
        return None
    time = found["time"] or found.groupdict().get("inner")
    return Head(tidy_name(found["name"]), seconds(time), None, line[found.start("text") :])


def bracketed(line: str, following: str = "") -> Head | None:
    """Read "[Ana] words", "[0:01 --> 0:02] [Ana] words", "[speaker:0]" alone; a sound cue in brackets names nobody."""
    stamp = _STAMPED.match(line[: limits.HEAD_CHARS])
    rest = line[stamp.end() :] if stamp else line
    found = _BRACKETED.match(rest[: limits.HEAD_CHARS])
    if not found or not said(f"[{found['name']}]"):
        return None
    name = tidy_name(found["name"].replace(":", " "))
    text = rest[found.start("text") :] if found["text"] is not None else ""
    if not looks_like_name(name):
        return None
    return Head(name, seconds(stamp["time"]), seconds(stamp["end"]), text) if stamp else Head(name, text=text)


def marked(line: str, following: str = "") -> Head | None:
    """Read "Ana - words" and "<Ana> words"."""
    found = _MARKED.match(line[: limits.HEAD_CHARS])
    name = tidy_name(found["before"] or found["inside"]) if found else ""
    return Head(name, text=line[found.start("text") :]) if found and looks_like_name(name) else None


def framed(line: str, following: str = "") -> Head | None:
    """Read a name between dashes or the like on a line of its own: "- Ana -", "=== Ana ==="."""
    found = _FRAMED.match(line) if len(line) <= limits.HEAD_CHARS else None
    return Head(tidy_name(found["name"])) if found and looks_like_name(found["name"]) else None


def alone(line: str, following: str = "") -> Head | None:
    """Read a name on a line of its own with nothing else; only for files in which no other way is found."""
    return Head(tidy_name(line)) if following and len(line) <= limits.NAME_CHARS and looks_like_name(line) else None


def last_time(text: str) -> float | None:
    """Give the time that stands in a text; of a time read out and then written, the one that is written."""
    stamps = re.findall(STAMP, text[: limits.HEAD_CHARS])
    return seconds(stamps[0]) if stamps else seconds(shown(text).strip("[]()"))
