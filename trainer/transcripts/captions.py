"""Room `transcripts`: WebVTT and SRT, as players and meeting tools write them, with speakers and without.

WebVTT: https://www.w3.org/TR/webvtt1/ (voice tags, NOTE, STYLE and REGION blocks, settings, entities). SRT has no
standard; what is read here is also what WebVTT would be with commas, numbers and HTML.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from trainer.transcripts import limits
from trainer.transcripts.clock import seconds
from trainer.transcripts.heads import Head, bracketed, colon, lines_of
from trainer.transcripts.names import speakers_among
from trainer.transcripts.recording import Recording, Scribe
from trainer.transcripts.wording import scrubbed

_CLOCK = r"(?:\d{1,4}:)?\d{1,2}:\d{2}(?:[.,]\d{1,6})?"
#: In the middle also a comma alone, as YouTube's SBV has it.
_TIMING = re.compile(rf"({_CLOCK})(?:\s*-{{1,2}}>\s*({_CLOCK})(?=\s|$)|,({_CLOCK})$)")
_ANYWHERE = re.compile(rf"^[ \t]*{_CLOCK}(?:[ \t]*-{{1,2}}>[ \t]*{_CLOCK}|,{_CLOCK}[ \t]*$)", re.MULTILINE)
_BLOCKS = ("NOTE", "STYLE", "REGION", "WEBVTT", "X-TIMESTAMP-MAP")
_VOICE = re.compile(r"<v(?:\.[^\s>.]{1,40}){0,8}(?:[ \t]+([^>]{0,200}))?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z0-9:.][^<>]{0,300}>|\{\\[^{}]{1,60}\}")
_ROLLING = re.compile(r"<\d{2}:\d{2}:\d{2}\.\d{3}>")
_NAME_ENDED = re.compile(r"</v\s*>", re.IGNORECASE)
#: A caption mark before a name: `>> ANA:`, `- Ana:`.
_MARKS = re.compile(r"^(?:>>+|[-–—])\s*")
#: Webex names the speaker in a cue's identifier: `1 "Ana Lopes" (318723840)`.
_NAMED_ID = re.compile(r"\d{1,9} \"([^\"]{1,200})\" \(\d{1,20}\)$")
#: How far into a file the first caption's time is looked for; a style sheet may stand before it.
_HEAD = 20_000


@dataclass(frozen=True, slots=True)
class _Cue:
    at: int
    start: float | None
    end: float | None
    lines: list[str]
    name: str = ""
    """Where its identifier names the speaker."""


def has_captions(text: str) -> bool:
    """Say whether a text is WebVTT or SRT: by WebVTT's first word, or a line that says from when to when."""
    return text.lstrip("\ufeff \t\n").startswith("WEBVTT") or _ANYWHERE.search(text, 0, _HEAD) is not None


def read_captions(text: str, file: str) -> Recording:
    """Read WebVTT or SRT. Voice tags name speakers; where there are none, a name and a colon before a caption do.

    Raises:
        TranscriptError: no captions, no words, or more than a call can hold.
    """
    scribe = Scribe(file, "captions")
    voiced = "<v " in text or "<v." in text
    rolling = _ROLLING.search(text) is not None
    names: frozenset[str] = frozenset() if voiced else _prefixes(_cues(text, scribe))
    speaker = last = ""
    count = carried = 0
    for cue in _cues(text, scribe):
        count += 1
        if count > limits.SPEECHES:
            raise scribe.error(cue.at, f"more than {limits.SPEECHES:,} captions", "Give the file of one call.")
        lines = cue.lines
        if rolling:
            lines = [line for line in map(_without_tags, lines) if line != last]
            last = lines[-1] if lines else last
        if cue.name:
            scribe.add(cue.name, " ".join(map(_without_tags, lines)), cue.start, cue.end, cue.at)
            continue
        if voiced:
            for name, words in _voices("\n".join(lines)):
                scribe.add(name, words, cue.start, cue.end, cue.at)
            continue
        for name, words in _prefixed(lines, names):
            carried += bool(names and not name and speaker)
            speaker = name or speaker
            scribe.add(speaker, words, cue.start, cue.end, cue.at)
    if not count:
        raise scribe.error(0, "no captions are in it", "Give WebVTT or SRT with times: 00:01.000 --> 00:03.000.")
    if carried:
        scribe.note(f"Captions without a name ({carried:,}) were taken as going on with the speaker before.")
    return scribe.recording()


def _cues(text: str, scribe: Scribe) -> Iterator[_Cue]:
    """Give the cues in order, one at a time. A blank line ends a cue; what stands before a timing line is its name."""
    cue: _Cue | None = None
    skipping = False
    before = ""
    size = 0
    for number, line in enumerate(lines_of(text), 1):
        timing = _TIMING.match(line)
        if timing:
            if cue is not None:
                # Without a blank line between, the number of the next SRT cue stands at the end of this one.
                if cue.lines and cue.lines[-1].isdigit():
                    cue.lines.pop()
                yield cue
            named = _NAMED_ID.match(before)
            name = named[1] if named else ""
            cue, skipping = _Cue(number, seconds(timing[1]), seconds(timing[2] or timing[3]), [], name), False
            size = 0
        elif not line:
            if cue is not None:
                yield cue
            cue, skipping = None, False
        elif cue is not None and not skipping:
            size += len(line)
            if size > limits.SPEECH_CHARS:
                raise scribe.error(cue.at, "a caption is longer than anybody speaks", "Break it into captions.")
            cue.lines.append(line)
        elif line.startswith(_BLOCKS):
            skipping = True
        before = line
    if cue is not None:
        yield cue


def _prefixes(cues: Iterator[_Cue]) -> frozenset[str]:
    """Give the names that stand before captions; none where they are too few to be names."""
    labels: Counter[str] = Counter()
    for cue in cues:
        for line in cue.lines:
            head = _head(line)
            if head and (head.name in labels or len(labels) < limits.SPEECHES):
                labels[head.name] += 1
    names = speakers_among(labels)
    return names if len(names) > 1 or any(labels[name] > 1 for name in names) else frozenset()


def _head(line: str) -> Head | None:
    line = _MARKS.sub("", _without_tags(line))
    return bracketed(line) or colon(line)


def _prefixed(lines: list[str], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give who says what in one caption, by names before its lines; the name is empty where none stands there."""
    speaker, parts = "", list[str]()
    for line in map(_without_tags, lines):
        head = _head(line) if names else None
        if head and head.name in names:
            if parts:
                yield speaker, " ".join(parts)
            speaker, parts = head.name, [head.text]
        else:
            parts.append(line)
    if parts:
        yield speaker, " ".join(parts)


def _voices(text: str) -> Iterator[tuple[str, str]]:
    """Give who says what in one caption with voice tags; words outside of them have no name."""
    name, position = "", 0
    for tag in _VOICE.finditer(text):
        yield from _until_closed(name, text[position : tag.start()])
        name, position = html.unescape(tag[1] or ""), tag.end()
    yield from _until_closed(name, text[position:])


def _until_closed(name: str, words: str) -> Iterator[tuple[str, str]]:
    inside, *outside = _NAME_ENDED.split(words, maxsplit=1)
    for who, part in ((name, inside), *(("", rest) for rest in outside)):
        if plain := _without_tags(part):
            yield who, plain


def _without_tags(text: str) -> str:
    if "<" in text or "{" in text:
        text = _TAG.sub(" " if _ROLLING.search(text) else "", text)
    return scrubbed(html.unescape(text) if "&" in text else text)
