"""Room `cli`: recorded calls: `analyze`."""

from __future__ import annotations

import json as codec
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.call_card import analysis_shape, judged_lines, judged_shape
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Json

if TYPE_CHECKING:
    from trainer.desk.recorded import Judged
    from trainer.scoring.calls.comparing import Comparison
    from trainer.scoring.calls.transcript import Transcript

#: Bytes of one transcript of `--jsonl` beyond which it is refused; an hour of talk has about 60,000.
LARGEST = 4 * 1024 * 1024

Source = Annotated[str, typer.Argument(metavar="FILE", help="The transcript; - reads from stdin.")]
Lines = Annotated[bool, typer.Option("--jsonl", help="One transcript per line in, one analysis per line out.")]
Interviewer = Annotated[str, typer.Option(metavar="NAME", help="Who asks, as the file names them; several by commas.")]
Mask = Annotated[
    bool | None,
    typer.Option("--mask/--no-mask", help="Replace names and addresses first. With --keep it is done unless refused."),
]
Hide = Annotated[
    str, typer.Option(metavar="NAMES", help="Mask these names too, by commas: people who are only mentioned.")
]
Keep = Annotated[bool, typer.Option("--keep", help="Store the call on this machine; else nothing is stored.")]
Compare = Annotated[
    bool, typer.Option("--compare/--no-compare", help="Whether the call is put beside your practice, if there is any.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(analyze)


def analyze(
    file: Source,
    json: Json = False,
    jsonl: Lines = False,
    interviewer: Interviewer = "",
    mask: Mask = None,
    hide: Hide = "",
    keep: Keep = False,
    compare: Compare = True,
) -> None:
    """Judge how a recorded call was held. Reads text with names, WebVTT, SRT, CSV, JSON."""
    if jsonl:
        if interviewer or keep or mask or hide:
            raise Refused("--jsonl takes no --interviewer, --mask, --hide or --keep; give one file at a time for those")
        return _each_analysed(file)
    if hide and mask is False:
        raise Refused("--hide masks names and --no-mask does not; say one of them")
    judged = _judged(file, interviewer, (keep or bool(hide)) if mask is None else mask, hide)
    comparison = _compared(judged) if compare else None
    kept = _keep(judged) if keep else ""
    if json:
        return output.emit(judged_shape(judged, comparison, kept))
    for line in judged_lines(judged, comparison):
        output.say(line)
    if kept:
        output.note(f"Kept: {kept} (`trainer calls` lists what is kept)")


def _judged(file: str, interviewer: str, mask: bool, hide: str) -> Judged:
    from trainer.desk.recorded import judge, read, read_stream

    tape = read_stream(sys.stdin.buffer, "stdin") if file == "-" else read(Path(file))
    return judge(tape, interviewer, mask=mask, others=[name.strip() for name in hide.split(",") if name.strip()])


def _compared(judged: Judged) -> Comparison | None:
    """Put a call beside practice; None where there is no practice here, or it cannot be read, which is said."""
    from trainer.conversation.interview import JournalError
    from trainer.desk.calls import practised_here

    if not practised_here():
        return None
    try:
        with opened() as desk:
            return desk.calls.compare(judged)
    except JournalError as error:
        output.note(f"Not put beside your practice: {error}")
        return None


def _keep(judged: Judged) -> str:
    with opened() as desk:
        return desk.calls.keep(judged).id


def _each_analysed(file: str) -> None:
    from trainer.scoring.calls.analyse import analyse

    for transcript in _each(file):
        output.emit(analysis_shape(analyse(transcript)))


def _each(file: str) -> Iterator[Transcript]:
    """Read transcripts line by line; only one is in memory at a time."""
    with _open(file) as stream:
        number = 0
        while raw := stream.readline(LARGEST + 1):
            number += 1
            if raw.strip():
                yield _read(raw, f"line {number}")


def _open(file: str) -> IO[bytes]:
    return sys.stdin.buffer if file == "-" else Path(file).open("rb")


def _read(raw: bytes, where: str) -> Transcript:
    """Read one transcript as JSON.

    Raises:
        Refused: it is too large or something else.
    """
    from trainer.scoring.calls.transcript import TranscriptFault, from_data

    if len(raw) > LARGEST:
        raise Refused(f"{where}: more than {LARGEST // 1024 // 1024} MB; split the transcript")
    try:
        return from_data(codec.loads(raw.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise Refused(f"{where}: this is not UTF-8 text; save it as UTF-8 and try again") from None
    except TranscriptFault as fault:
        raise Refused(f"{where}: {fault}") from None
    except (ValueError, RecursionError):
        raise Refused(f"{where}: this is not JSON of a transcript") from None
