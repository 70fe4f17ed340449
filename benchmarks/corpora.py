"""Readers for the annotated corpora that the measures of validity are run on; the project contains none of them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.scoring.calls.transcript import CUSTOMER, INTERVIEWER, Transcript, Turn

_ANNOMI = ("transcript_id", "topic", "mi_quality", "utterance_id", "interlocutor", "utterance_text")
_LABELS = ("question_exists", "question_subtype", "reflection_exists", "therapist_input_exists")
_UPTAKE = ("obs_id", "student_text", "teacher_text", "uptake_zscore")


class CorpusFault(ValueError):
    """A file that is no such corpus; the message is one line and names the file."""


@dataclass(frozen=True)
class Label:
    """What people found in one turn of the interviewer's (of several annotators: what most of them did)."""

    asks: bool
    kind: str
    """`open`, `closed`, or something else where nothing is asked."""
    reflects: bool
    informs: bool


@dataclass(frozen=True)
class Annotated:
    """One annotated conversation: its turns, and a label for each of the interviewer's, by index."""

    call: Transcript
    labels: dict[int, Label]
    topic: str
    video: str
    good: bool
    """Experts chose it to show how it is done, not how it is not."""


@dataclass(frozen=True)
class Exchange:
    """What a student said, what the teacher answered, and how far people found that it takes the student up."""

    said: str
    answer: str
    rated: float


def annomi(path: Path) -> list[Annotated]:
    """Read AnnoMI (one row per utterance and annotator), in the order of its transcripts.

    Raises:
        CorpusFault: the file is missing, unreadable or something else.
    """
    groups: dict[int, list[dict[str, str]]] = {}
    for number, row in _rows(path, (*_ANNOMI, *_LABELS)):
        groups.setdefault(_figure(path, number, row, "transcript_id"), []).append(row)
        _figure(path, number, row, "utterance_id")
    return [_annotated(name, rows) for name, rows in sorted(groups.items())]


def _annotated(name: int, rows: list[dict[str, str]]) -> Annotated:
    told: dict[int, list[dict[str, str]]] = {}
    for row in rows:
        told.setdefault(int(row["utterance_id"]), []).append(row)
    turns: list[Turn] = []
    labels: dict[int, Label] = {}
    for index, (_, same) in enumerate(sorted(told.items())):
        asks = same[0]["interlocutor"] == "therapist"
        turns.append(Turn(INTERVIEWER if asks else CUSTOMER, same[0]["utterance_text"]))
        if asks:
            most = {field: Counter(row[field] for row in same).most_common(1)[0][0] for field in _LABELS}
            labels[index] = Label(
                most["question_exists"] == "True",
                most["question_subtype"],
                most["reflection_exists"] == "True",
                most["therapist_input_exists"] == "True",
            )
    first = rows[0]
    video = first.get("video") or first.get("video_url") or ""
    return Annotated(
        Transcript(f"annomi-{name}", tuple(turns)), labels, first["topic"], video, first["mi_quality"] == "high"
    )


def exchanges(path: Path) -> list[Exchange]:
    """Read the corpus of uptake (Demszky et al., ACL 2021; MIT licence), leaving out what nobody rated.

    Raises:
        CorpusFault: the file is missing, unreadable or something else.
    """
    out = []
    for number, row in _rows(path, _UPTAKE):
        if row["uptake_zscore"]:
            try:
                rated = float(row["uptake_zscore"])
            except ValueError:
                raise CorpusFault(f"{path}, line {number}: “uptake_zscore” is no number") from None
            out.append(Exchange(row["student_text"], row["teacher_text"], rated))
    return out


def _rows(path: Path, fields: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Give line number and row of a CSV file with a header."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if missing := [field for field in fields if field not in (reader.fieldnames or ())]:
                raise CorpusFault(f"{path}: no column “{missing[0]}”; is this the right file?")
            empty = True
            for row in reader:
                if any(row[field] is None for field in fields):
                    raise CorpusFault(f"{path}, line {reader.line_num}: the row ends too early")
                empty = False
                yield reader.line_num, row
    except OSError as error:
        raise CorpusFault(f"{path}: {error.strerror or 'cannot be read'}") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise CorpusFault(f"{path}: not readable as CSV ({error})") from None
    if empty:
        raise CorpusFault(f"{path}: no rows")


def _figure(path: Path, number: int, row: dict[str, str], field: str) -> int:
    try:
        return int(row[field])
    except ValueError:
        raise CorpusFault(f"{path}, line {number}: “{field}” is no whole number") from None
