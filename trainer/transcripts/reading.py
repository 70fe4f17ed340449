"""Room `transcripts`: opens a file of a call and finds out, by its content, which reader it is for."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path
from typing import BinaryIO

from trainer.transcripts import limits
from trainer.transcripts.captions import has_captions, read_captions
from trainer.transcripts.faults import TranscriptError
from trainer.transcripts.named_text import read_text
from trainer.transcripts.recording import Recording
from trainer.transcripts.speech_json import read_json
from trainer.transcripts.table import is_table, read_table

#: What a file that is no text begins with, what it is, and how its words become text.
_FOREIGN = (
    (b"PK\x03\x04", "a Word, ZIP or other packed file", "Save its words as plain text (.txt), or export VTT."),
    (b"%PDF", "a PDF", "Export the transcript as text, VTT or SRT."),
    (b"{\\rtf", "an RTF document", "Save it as plain text (.txt)."),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "Save it as plain text (.txt)."),
    (b"\x1f\x8b", "a packed file", "Unpack it first."),
    (b"ID3", "sound", "Give the transcript of the call, not its sound."),
    (b"RIFF", "sound or video", "Give the transcript of the call, not its sound."),
    (b"OggS", "sound", "Give the transcript of the call, not its sound."),
    (b"\x1aE\xdf\xa3", "video", "Give the transcript of the call, not its video."),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|head|body|tt[ >])", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
#: Of a file read as Windows-1252, the largest share of bytes beyond ASCII; western languages stay below a tenth.
_MOST_ACCENTS = 0.3


def read(path: Path) -> Recording:
    """Read a file of a call: text with names, WebVTT, SRT, CSV or JSON, told apart by what is in it.

    Raises:
        TranscriptError: no such file, unreadable, too large, no text, or no call.
    """
    return read_bytes(bytes_of(path), path.name or str(path))


def bytes_of(path: Path) -> bytes:
    """Give what is in a file, if it is one and no larger than a call can be.

    Raises:
        TranscriptError: no such file, unreadable, or too large.
    """
    file = path.name or str(path)
    try:
        if not path.is_file():
            fault = "is a folder or device, not a file" if path.exists() else "is not there"
            raise TranscriptError(file, "", fault, "Check the path.")
        with path.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > limits.FILE_BYTES:
                raise _too_large(file)
            return stream.read(limits.FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no valid path"
        raise TranscriptError(file, "", f"cannot be read ({reason})", "Check the path and its rights.") from None


def read_stream(stream: BinaryIO, file: str) -> Recording:
    """Read a call from an open stream, no further than a call can be long; `file` names it in messages.

    Raises:
        TranscriptError: too large, no text, or no call.
    """
    return read_bytes(stream.read(limits.FILE_BYTES + 1), file)


def read_bytes(raw: bytes, file: str) -> Recording:
    """Read a call from the bytes of its file; `file` is its name, whose ending only helps to word a fault.

    Raises:
        TranscriptError: too large, no text, or no call.
    """
    if len(raw) > limits.FILE_BYTES:
        raise _too_large(file)
    text, note = _decoded(raw, file)
    del raw
    recording = _read(text, file)
    if not note:
        return recording
    return Recording(recording.file, recording.format, recording.lines, (note, *recording.notes))


def _read(text: str, file: str) -> Recording:
    ending = Path(file).suffix.lower()
    if _MARKUP.match(text):
        raise TranscriptError(file, "", "is a web page or XML", "Export the transcript as text, VTT, SRT, CSV or JSON.")
    if _JSON.match(text) or ending in (".json", ".jsonl"):
        return read_json(text, file)
    if text.count("\n") > limits.FILE_LINES:
        raise TranscriptError(file, "", f"has more than {limits.FILE_LINES:,} lines", "Give the file of one call.")
    if has_captions(text) or ending in (".vtt", ".srt"):
        return read_captions(text, file)
    if is_table(text) or ending in (".csv", ".tsv"):
        return read_table(text, file)
    return read_text(text, file)


def _too_large(file: str) -> TranscriptError:
    megabytes = limits.FILE_BYTES // 1024**2
    return TranscriptError(file, "", f"is larger than {megabytes} MB", "Give the transcript of one call, as text.")


def _decoded(raw: bytes, file: str) -> tuple[str, str]:
    """Give the text of a file, its lines ended by `\\n`, and a note for the learner where its encoding was not sure."""
    for start, what, remedy in _FOREIGN:
        if raw.startswith(start):
            raise TranscriptError(file, "", f"is {what}, not text", remedy)
    if raw[4:8] == b"ftyp":
        raise TranscriptError(file, "", "is sound or video, not text", "Give the transcript of the call.")
    text, note = _text_of(raw, file)
    if "\0" in text:
        fault = "is binary, or UTF-16 without its mark"
        raise TranscriptError(file, _line_of(text, text.index("\0")), fault, "Save it as UTF-8 text.")
    if not text.strip():
        raise TranscriptError(file, "", "is empty", "Give a transcript with the words of the call.")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, note


def _text_of(raw: bytes, file: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding), ""
            except UnicodeDecodeError as error:
                place = _line_of(raw[len(mark) : len(mark) + error.start].decode(encoding, "ignore"))
                name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
                raise TranscriptError(file, place, f"is broken {name} text", "Save it again as UTF-8 text.") from None
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _western(raw, file, error.start)


def _western(raw: bytes, file: str, fault_at: int) -> tuple[str, str]:
    """Read bytes that are no UTF-8 as Windows-1252, if they can be that: few accents, no control characters."""
    line = raw.count(b"\n", 0, fault_at) + 1
    place = f"line {line:,}"
    if _CONTROLS.search(raw) or b"\0" in raw:
        raise TranscriptError(file, place, "is binary, not text", "Save it as UTF-8 text.")
    mended = raw.decode("utf-8", "replace")
    faults = mended.count("\ufffd")
    if sum(1 for c in mended if c > "\x7f") >= 2 * faults:
        raise TranscriptError(file, place, "is UTF-8 text with broken characters", "Save or export it again as UTF-8.")
    del mended
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or sum(1 for c in text if c > "\x7f") > _MOST_ACCENTS * len(text):
        raise TranscriptError(file, place, "is not UTF-8 text", "Save it as UTF-8 text.")
    return text, "The file is not UTF-8 and was read as Windows-1252; check letters with accents."


def _line_of(text: str, end: int | None = None) -> str:
    number = text.count("\n", 0, end) + 1
    return f"line {number:,}"
