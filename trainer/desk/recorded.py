"""Recorded calls without a store: a file in, the judged call out. Rooms `transcripts` and `scoring` wired together."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from trainer.transcripts.faults import TranscriptError
from trainer.transcripts.recording import Line, Recording

if TYPE_CHECKING:
    from trainer.scoring.calls.analyse import Analysis
    from trainer.scoring.calls.review import Review
    from trainer.scoring.calls.transcript import Transcript
    from trainer.transcripts.talk import Talk

#: Bytes of a transcript in the trainer's own form; an hour of talk has about 60,000.
LARGEST_OWN = 4 * 1024 * 1024
_SIDES = {"interviewer", "customer"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody on a recording, so that a learner can say who interviews."""

    name: str
    turns: int
    words: int
    first: str
    """What they said first."""


@dataclass(frozen=True, slots=True)
class Tape:
    """A file as it was read. Nobody has said yet who interviews."""

    file: str
    """Its bare name."""
    recording: Recording | None
    own: Transcript | None = None
    """The same where the file is in the trainer's own form, which says who is who; then `recording` is None."""

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Give who speaks, in the order in which they begin."""
        if self.recording is None:
            return ()
        return tuple(_speaker(self.recording, name) for name in self.recording.speakers)


@dataclass(frozen=True, slots=True)
class Judged:
    """A call judged as far as it can be."""

    file: str
    """The file's bare name; a placeholder where the call is masked."""
    format: str
    interviewers: tuple[str, ...]
    """Their names; placeholders where the call is masked, empty where the file has only sides."""
    notes: tuple[str, ...]
    """How the file was read and who was taken for whom."""
    masked: bool
    transcript: Transcript
    analysis: Analysis
    talk: Talk
    review: Review


def read(path: Path) -> Tape:
    """Read a file of a call.

    Raises:
        TranscriptError: no such file, unreadable, too large, no text, or no call.
    """
    from trainer.transcripts.reading import bytes_of

    return _tape(bytes_of(path), path.name or str(path))


def read_stream(stream: BinaryIO, file: str) -> Tape:
    """Read a call from an open stream, no further than a call can be long; `file` names it in messages.

    Raises:
        TranscriptError: too large, no text, or no call.
    """
    from trainer.transcripts.limits import FILE_BYTES

    return _tape(stream.read(FILE_BYTES + 1), file)


def judge(
    tape: Tape,
    interviewer: str = "",
    *,
    mask: bool = False,
    others: Sequence[str] = (),
    told: Callable[[int], object] | None = None,
) -> Judged:
    """Judge a call. The same file, interviewer and masking always give the same result.

    `interviewer` names who asks, several by commas; empty: as the file tells. `mask` replaces names and addresses
    before anything is judged, `others` are further names to replace. `told` is given the number of turns before they
    are heard.

    Raises:
        WhoIsWho: it cannot be told who asks, or the name fits none or several.
        TranscriptError: fewer than two people speak.
    """
    cast = (_own if tape.own else _cast)(tape, interviewer, mask, others)
    file, form, asking, notes, transcript = cast
    return judged(file, form, asking, notes, mask, transcript, told=told)


def judged(
    file: str,
    form: str,
    interviewers: tuple[str, ...],
    notes: tuple[str, ...],
    masked: bool,
    transcript: Transcript,
    *,
    told: Callable[[int], object] | None = None,
) -> Judged:
    """Judge a transcript in which it is known who is who; the other texts are as in `Judged`."""
    from trainer.scoring.calls.analyse import analyse
    from trainer.scoring.calls.review import review
    from trainer.transcripts.talk import statistics

    if told is not None:
        told(len(transcript.turns))
    analysis = analyse(transcript)
    talk = statistics([(turn.speaker, turn.text, turn.start, turn.end) for turn in transcript.turns])
    return Judged(file, form, interviewers, notes, masked, transcript, analysis, talk, review(analysis))


_Cast = tuple[str, str, tuple[str, ...], tuple[str, ...], "Transcript"]


def _own(tape: Tape, interviewer: str, mask: bool, others: Sequence[str]) -> _Cast:
    """Give a transcript in our own form turn by turn as it is."""
    transcript = tape.own
    assert transcript is not None
    if interviewer and interviewer.strip().casefold() != "interviewer":
        fault = "it says itself who the interviewer is"
        raise TranscriptError(tape.file, "", fault, "Leave the interviewer's name out.")
    if not mask:
        return tape.file, "own", (), (), transcript
    from trainer.transcripts.masking import mask as masked

    lines = tuple(Line(turn.speaker, turn.text) for turn in transcript.turns)
    hidden = masked(Recording(tape.file, "own", lines), others).recording
    turns = tuple(replace(turn, text=line.text) for turn, line in zip(transcript.turns, hidden.lines, strict=True))
    return hidden.file, "own", (), (), replace(transcript, id=hidden.file, turns=turns)


def _cast(tape: Tape, interviewer: str, mask: bool, others: Sequence[str]) -> _Cast:
    from trainer.scoring.calls.transcript import Transcript, Turn
    from trainer.transcripts.casting import cast

    recording = tape.recording
    assert recording is not None
    call = cast(recording, interviewer or None)  # also before masking: an error speaks of the names in the file
    if mask:
        from trainer.transcripts.masking import mask as masked

        hidden = masked(recording, others)
        names = [hidden.people.get(name, name).partition(" (")[0] for name in call.interviewers]
        recording = hidden.recording
        call = cast(recording, ",".join(names) if interviewer else None)
    turns = tuple(Turn(*said) for said in call.turns)
    return recording.file, recording.format, call.interviewers, call.notes, Transcript(recording.file, turns)


def _tape(raw: bytes, file: str) -> Tape:
    own = _own_form(raw, file)
    if own is not None:
        return Tape(file, None, own)
    from trainer.transcripts.reading import read_bytes

    return Tape(file, read_bytes(raw, file))


def _own_form(raw: bytes, file: str) -> Transcript | None:
    """Read the trainer's own form, where every turn is the interviewer's or the customer's; None for anything else.

    Raises:
        TranscriptError: it is that form, with a fault.
    """
    if len(raw) > LARGEST_OWN or b'"turns"' not in raw or not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        data: Any = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    turns = data.get("turns")
    if not isinstance(turns, list) or not _has_sides(turns):
        return None
    from trainer.scoring.calls.transcript import TranscriptFault, from_data

    try:
        return from_data(data)
    except TranscriptFault as fault:
        raise TranscriptError(file, "", str(fault), "Mend it and try again.") from None


def _has_sides(turns: Sequence[Any]) -> bool:
    return all(isinstance(turn, dict) and str(turn.get("speaker")) in _SIDES for turn in turns)


def _speaker(recording: Recording, name: str) -> Speaker:
    from trainer.language.text import count_words

    texts = [line.text for line in recording.lines if line.speaker == name]
    before = [""] + [line.speaker for line in recording.lines]
    turns = sum(line.speaker == name != earlier for line, earlier in zip(recording.lines, before, strict=False))
    return Speaker(name, turns, sum(map(count_words, texts)), texts[0])
