"""What reading costs: time that grows with the length, and memory that stays below 200 MB whatever the file."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import process_time
from types import FrameType

import pytest

from trainer.transcripts import limits
from trainer.transcripts.casting import cast
from trainer.transcripts.faults import TranscriptError
from trainer.transcripts.masking import mask
from trainer.transcripts.reading import read_bytes
from trainer.transcripts.recording import Recording
from trainer.transcripts.talk import statistics

MEMORY = 200 * 1024
"""Kilobytes that reading a file of 100 MB may take, the interpreter included."""

_TURNS = {
    "text": "Ana Lopes: What did you do at 12 Garden Street then?\nBen: I called 555 123 4567 [pause] and went.\n",
    "captions": "00:01.000 --> 00:02.000\n<v Ana>What was it?\n\n00:02.000 --> 00:03.000\n<v Ben>I <i>went</i>.\n\n",
    "table": 'Ana,"What did\nyou do?",1,2\nBen,I went.,2,3\n',
    "json": '{"speaker":"Ana","text":"What?","start":1},{"speaker":"Ben","words":[{"text":"I"},{"text":"went."}]},',
}
_AROUND = {
    "text": ("", ""),
    "captions": ("WEBVTT\n\n", ""),
    "table": ("speaker,text,start,end\n", ""),
    "json": ("[", '{"a":1}]'),
}


def handled(raw: bytes) -> None:
    told = read_bytes(raw, "call")
    statistics(cast(mask(told).recording, "Person 1").turns)


def steps(raw: bytes) -> int:
    """Count the calls, of Python and of C, that a file takes: the same on any machine."""
    count = 0

    def tick(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    handled(raw)
    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        handled(raw)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("format", _TURNS)
def test_a_call_of_twice_the_length_takes_about_twice_the_steps(format: str) -> None:
    head, tail = _AROUND[format]
    half, whole = (steps((head + _TURNS[format] * turns + tail).encode()) for turns in (150, 300))
    assert whole < 2.2 * half


#: Text on which patterns that are written carelessly take the square of its length, or worse.
_TRAPS = (
    "[", "(", "<", "<v.", "<v ", "{\\", "&#", "a", "a ", "-", ">", ">>", "1:", "1 ", "00:00 ", "a.", "a@", "a.a@", "A ",
    "1 A ",
    "one ", "dot ", "a dot ", "www.", "http://", ":", "Ana ", "(music ", "*", "♪", "\u0301", "AB", "0-", "Dr ",
    "my name is ",
    "'", "\\", "=", "# ", "**",
)  # fmt: skip
_TEXT = "Me: hi\nBen: {}\nMe: ok"
_CAPTION = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Me>hi\n\n00:01.000 --> 00:02.000\n<v Ben>{}\n"


@pytest.mark.parametrize("trap", _TRAPS)
@pytest.mark.parametrize("shape", [_TEXT, _CAPTION], ids=["text", "caption"])
def test_no_line_is_a_trap(trap: str, shape: str) -> None:
    """Ninety thousand characters take well under a second; with a square in it they would take minutes."""
    assert trapped(shape, trap) < 5.0


def trapped(shape: str, trap: str) -> float:
    """Give the processor's seconds that reading and masking one long line takes."""
    text = shape.format((trap * (90_000 // len(trap)))[:90_000])
    begun = process_time()
    with suppress(TranscriptError):
        mask(read_bytes(text.encode(), "call"))
    return process_time() - begun


def peak(code: str, folder: Path) -> int:
    """Give the most memory, in kilobytes, that a fresh interpreter held while it ran a piece of code."""
    program = f"""
from pathlib import Path
from trainer.transcripts.reading import read, read_bytes
from trainer.transcripts.faults import TranscriptError
folder = Path({str(folder)!r})
try:
    {code}
except TranscriptError as error:
    print(error)
print([line for line in open("/proc/self/status") if line.startswith("VmHWM")][0])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[-2])


# Of a child, `resource` would give the memory of the test's own process where that is more.
measured = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="measured where the system tells it: Linux"
)


@measured
def test_a_file_of_a_hundred_megabytes_is_refused_within_the_memory(tmp_path: Path) -> None:
    with (tmp_path / "call.txt").open("wb") as stream:
        for _ in range(100):
            stream.write(b"Ana: hello there\n" * (1024**2 // 17 + 1))
    assert peak("read(folder / 'call.txt')", tmp_path) < MEMORY // 2


@measured
def test_a_stream_of_a_hundred_megabytes_is_refused_within_the_memory(tmp_path: Path) -> None:
    code = "import io; from trainer.transcripts.reading import read_stream; read_stream(open('/dev/zero', 'rb'), '-')"
    assert peak(code, tmp_path) < MEMORY // 2


_LARGEST = {
    "many short speeches": "b'Ana: hello there you\\n' * 299_000",
    "few long speeches": "(b'Ana: ' + b'word ' * 400 + b'\\nBen: ok\\n') * 950",
    "captions": "b'WEBVTT\\n\\n' + b'00:00.000 --> 00:01.000\\na\\n\\n' * 99_000",
    "rows": "b'speaker,text\\n' + b'a,b\\n' * 299_000",
    "columns": "b'speaker,text\\n' + b',' * 16_000_000",
    "objects": "b'[' + b','.join([b'{\"text\":\"a b\"}'] * 490_000) + b']'",
    "words": "b'[' + b','.join([b'{\"word\":\"a\",\"speaker\":0,\"start\":1.5}'] * 199_000) + b']'",
    "empty lists": "b'[' + b'[],' * 490_000 + b'1]'",
    "wide characters": "('[{\"text\":\"' + 'a' * 16_000_000 + chr(0x1F600) + '\"}]').encode()",
    "one line": "b'a' * 16_000_000",
    "one line that is not clean": "b'a\\t' * 8_000_000",
    "western letters": "b'Ana: caf\\xe9 au lait\\n' * 290_000",
}


@measured
@pytest.mark.parametrize("kind", _LARGEST)
def test_no_file_within_the_size_takes_more_than_the_memory(kind: str, tmp_path: Path) -> None:
    assert peak(f"read_bytes({_LARGEST[kind]}, 'call')", tmp_path) < MEMORY


def test_the_longest_call_that_is_read_is_read_in_full() -> None:
    told: Recording = read_bytes(b"Ana: so it is\nBen: so it was\n" * (limits.SPEECHES // 2), "call")
    assert len(told.lines) == limits.SPEECHES
