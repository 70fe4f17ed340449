"""Room `transcripts`: who is who on a recorded call, and its speeches as turns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trainer.transcripts.faults import TranscriptError
from trainer.transcripts.names import Role, matching, role
from trainer.transcripts.recording import Line, Recording
from trainer.transcripts.wording import shown

#: Told by questions alone only where it is plain: at least so many questions on the call, …
_QUESTIONS_AT_LEAST = 4
#: … of which one of two speakers asks so large a share, …
_SHARE = 0.8
#: … and so many times as many a turn as the other. On 62 annotated interviews (half of AnnoMI) this names the right one
#: in 45, the wrong one in none, and asks the learner in 17; without punctuation 22, none and 40. At a share of 0.75 one
#: is wrong.
_TIMES_AS_MANY = 2.0
_MOST_NAMES = 12
_ASKED = re.compile(
    r"(?:(?:so|and|but|okay|ok|well|now|then|um|uh)[, ]+){0,3}(?:what|when|where|why|how|who|which|whose|"
    r"(?:do|did|does|have|has|are|were|was|is|can|could|would|will) (?:you|it|that|they|there|he|she)|"
    r"tell me|walk me through|describe|talk me through|take me through)\b",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """One turn of the call: everything one side says until another speaks."""

    speaker: Role
    text: str
    start: float | None
    """Seconds; None where the file has no usable time."""
    end: float | None


@dataclass(frozen=True, slots=True)
class Call:
    """A recording in which it is known who interviews whom."""

    turns: tuple[Said, ...]
    """In the order of the call; neighbouring speeches of one person are one turn. Both sides speak."""
    interviewers: tuple[str, ...]
    customers: tuple[str, ...]
    notes: tuple[str, ...]
    """How it was read and who was taken for whom, in plain sentences."""


class WhoIsWho(TranscriptError):
    """It cannot be told who the interviewer is; `names` are those to choose from."""

    def __init__(self, file: str, fault: str, remedy: str, names: Sequence[str]) -> None:
        """Take the file, what is unclear, what to do, and the names."""
        self.names = tuple(names)
        super().__init__(file, "", fault, remedy)


def cast(recording: Recording, interviewer: str | None = None) -> Call:
    """Say who is who, and give the turns.

    `interviewer` is a name as the file has it, in any case; a part of it that fits one speaker only will do, and
    several are separated by commas. Without it, names tell (Interviewer, Me, You, Host, Q …), or, of exactly two
    speakers, that one plainly asks the questions; how it was told stands in the notes. Everybody else is a customer.

    Raises:
        WhoIsWho: it cannot be told, or the name fits none or several of the speakers.
        TranscriptError: fewer than two people speak.
    """
    names = recording.speakers
    if not names:
        remedy = 'Write a name before each speech ("Ana: …"), or export the transcript with its speakers.'
        raise recording.error("nobody is named in it, so it cannot be told who asks", remedy)
    if len(names) == 1:
        raise recording.error(f"only {shown(names[0])} speaks in it", "Give a transcript with the names of both sides.")
    asking, why = (_named(recording, interviewer), "") if interviewer else _told(recording)
    answering = tuple(name for name in names if name not in asking)
    if not answering:
        raise recording.error("everybody in it is an interviewer", "Name fewer interviewers; somebody has to answer.")
    notes = [*recording.notes, *([why] if why else [])]
    if len(answering) > 1:
        notes.append(f"{_listed(answering)} are all taken as customers.")
    nameless = sum(1 for line in recording.lines if not line.speaker)
    if nameless:
        notes.append(f"Speeches without a name ({nameless:,}) are left out.")
    return Call(_turns(recording.lines, asking), asking, answering, tuple(notes))


def _named(recording: Recording, wanted: str) -> tuple[str, ...]:
    """Find the speakers that the learner named."""
    whole = matching(recording.speakers, wanted)
    parts = [part for part in re.split("[,;]", wanted[:1000]) if part.strip()]
    asked = [wanted] if len(whole) == 1 or not parts else parts
    found: dict[str, None] = {}
    for part in asked:
        fitting = matching(recording.speakers, part)
        if len(fitting) != 1:
            fault = f'"{shown(part, 40)}" fits {"several" if fitting else "none"} of the speakers'
            raise _unclear(recording, fault, fitting or recording.speakers)
        found.setdefault(fitting[0])
    return tuple(name for name in recording.speakers if name in found)


def _told(recording: Recording) -> tuple[tuple[str, ...], str]:
    """Find the interviewers without being told, and say by what; never on a guess."""
    names = recording.speakers
    roles = {name: role(name, names) for name in names}
    asking = tuple(name for name in names if roles[name] == "interviewer")
    if asking and len(asking) < len(names):
        return asking, f"{_listed(asking)} {'is' if len(asking) == 1 else 'are'} taken as interviewer, by name."
    unknown = tuple(name for name in names if roles[name] is None)
    if not asking and len(unknown) == 1:
        return unknown, f"{_listed(unknown)} is taken as interviewer: the others are called customers."
    if len(names) == 2 and not asking and len(unknown) == 2:
        return _asks_most(recording)
    raise _unclear(recording, "it cannot be told who the interviewer is", names)


def _asks_most(recording: Recording) -> tuple[tuple[str, ...], str]:
    lines = [line for line in recording.lines if line.speaker]
    marks = any("?" in line.text for line in lines)
    asked = dict.fromkeys(recording.speakers, 0)
    turns = dict(asked)
    before = ""
    for line in lines:
        turns[line.speaker] += line.speaker != before
        before = line.speaker
        asked[line.speaker] += line.text.count("?") if marks else bool(_ASKED.match(line.text))
    (one, most), (other, fewer) = sorted(asked.items(), key=lambda item: -item[1])
    every = most + fewer
    plain = every >= _QUESTIONS_AT_LEAST and most >= _SHARE * every
    if not plain or most / turns[one] < _TIMES_AS_MANY * fewer / turns[other]:
        raise _unclear(recording, "it cannot be told who the interviewer is", recording.speakers)
    return (one,), f"{shown(one)} is taken as interviewer: {most} of {every} questions are theirs."


def _unclear(recording: Recording, fault: str, names: Iterable[str]) -> WhoIsWho:
    choice = tuple(names)
    return WhoIsWho(recording.file, fault, f"Say it with --interviewer NAME; the names are: {_listed(choice)}", choice)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(shown(name, 40) for name in names[:_MOST_NAMES]) + more


def _turns(lines: Iterable[Line], asking: Sequence[str]) -> tuple[Said, ...]:
    """Join neighbouring speeches of one person; a turn begins with its first speech and ends with its last."""
    turns: list[Said] = []
    run: list[Line] = []
    for line in lines:
        if not line.speaker:
            continue
        if run and run[-1].speaker != line.speaker:
            turns.append(_turn(run, asking))
            run = []
        run.append(line)
    return (*turns, _turn(run, asking)) if run else tuple(turns)


def _turn(run: Sequence[Line], asking: Sequence[str]) -> Said:
    side: Role = "interviewer" if run[0].speaker in asking else "customer"
    start, end = run[0].start, run[-1].end
    if start is not None and end is not None and end < start:
        end = None
    return Said(side, " ".join(line.text for line in run), start, end if start is not None else None)
