"""Broken, huge, empty, binary, wrongly encoded and hostile files: one clear line, or the words and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from trainer.transcripts import limits
from trainer.transcripts.faults import TranscriptError
from trainer.transcripts.masking import mask
from trainer.transcripts.reading import read, read_bytes, read_stream

from .made import reading, spoken

ZIP = b"PK\x03\x04" + bytes(40)
MANY = limits.SPEECHES + 1


def faults(raw: bytes | str, name: str = "call.txt") -> TranscriptError:
    with pytest.raises(TranscriptError) as caught:
        reading(raw, name)
    line = str(caught.value)
    assert "\n" not in line and line.isprintable() and len(line) < 700
    assert line.startswith(caught.value.file) and caught.value.remedy in line
    return caught.value


FAULTY = {
    "nothing": (b"", "empty"),
    "blanks": (b" \n\t\n", "empty"),
    "only a mark": (b"\xef\xbb\xbf", "empty"),
    "only signs": (b"...\n---\n", "no words"),
    "only music": (b"[music]\n", "no words"),
    "only names": (b"Ana:\nBen:\n", "no words"),
    "no captions": (b"WEBVTT\n", "no captions"),
    "empty captions": (b"WEBVTT\n\n00:00.000 --> 00:01.000\n\n", "no words"),
    "Word": (ZIP, "Word"),
    "PDF": (b"%PDF-1.7\n%x", "PDF"),
    "RTF": (b"{\\rtf1 Ana: hi}", "RTF"),
    "sound": (b"ID3\x04x", "sound"),
    "video": (b"\0\0\0\x18ftypmp42", "video"),
    "NUL": (b"Ana: hi\n\0\nBen: ho", "binary"),
    "UTF-16 without its mark": ("Ana: hi".encode("utf-16")[2:], "binary"),
    "every byte": (bytes(range(256)), "binary"),
    "HTML": (b"<!DOCTYPE html><p>Ana: hi</p>", "web page"),
    "XML": (b"  <?xml version='1.0'?><!DOCTYPE x [<!ENTITY lol 'lol'>]><x>&lol;</x>", "web page"),
    "cut UTF-16": (b"\xff\xfeA", "broken UTF-16"),
    "a mark and no UTF-8": (b"\xef\xbb\xbfAna\n\xff", "broken UTF-8"),
    "Cyrillic bytes": ("Анна: да\n".encode("cp1251") * 9, "not UTF-8"),
    "UTF-8 with a fault": ("Zoë: café ".encode() * 3 + b"\xff\n", "broken characters"),
    "too large": (b"x" * (limits.FILE_BYTES + 1), "larger than 16 MB"),
    "a speech without end": (b"Ana: " + b"a " * 60_000, "characters in one speech"),
    "speeches without end": (b"Ana: a\nBen: b\n" * (MANY // 2 + 1), "more talk"),
    "a speech of many lines": (b"Ana: a\n" + b"word\n" * 40_000, "longer than anybody"),
    "lines": (b"\n" * (limits.FILE_LINES + 1) + b"Ana: a", "lines"),
    "captions without end": (b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\na\n\n" * MANY, "captions"),
    "a caption without end": (b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"long line\n" * 20_000, "longer than anybody"),
    "rows without end": (b"speaker,text\n" + b"a,b\n" * MANY, "rows"),
    "a cell without end": (b"speaker,text\na," + b"b" * 140_000 + b"\n", "cell that is too long"),
    "a row without end": (b"speaker,text\n" + b"a" * 300_000, "characters"),
    "speakers without end": ("".join(f"Speaker {n}: hello\n" for n in range(999)).encode(), "100 different speakers"),
}


@pytest.mark.parametrize("kind", FAULTY)
def test_a_fault_is_one_line_that_names_file_fault_and_remedy(kind: str) -> None:
    raw, word = FAULTY[kind]
    assert word in str(faults(raw))


PLACES = {
    "NUL": (b"Ana: hi\nBen: \0", "line 2"),
    "UTF-8": ("Zoë: é\n".encode() + b"\xff\n", "line 2"),
    "binary": (b"Ana: a\nBen: b\n" + b"\xff\x01", "line 3"),
    "a long speech": (b"Ana: a\nBen: " + b"b" * 100_001, "line 2"),
    "JSON": (b'[{"text": }]', "line 1, column 11"),
}


@pytest.mark.parametrize("kind", PLACES)
def test_a_fault_names_its_place(kind: str) -> None:
    raw, place = PLACES[kind]
    assert faults(raw).place == place


@pytest.mark.parametrize(
    "name", ["\x1b[31mred\x07.txt", "a\nb.txt", "\u202etxt.exe", "x" * 5000, "", "../../etc/passwd"]
)
def test_the_name_of_a_file_cannot_break_the_line(name: str) -> None:
    faults(b"", name)


def test_western_text_that_is_no_utf8_is_read_with_a_note() -> None:
    told = reading("Zoë: caf\xe9 – “au lait”?\nBen: Oui.\n".encode("cp1252"))
    assert spoken(told)[0] == ("Zoë", "caf\xe9 – “au lait”?")
    assert "Windows-1252" in told.notes[0]


def test_what_steers_a_terminal_or_turns_and_hides_text_is_cleaned_out() -> None:
    told = reading(
        "A\u200bna\x1b[31m: \x1b]0;owned\x07hi \u202ethere\u202c\u2066 \x1b[2Jyou\n"
        "Ben: ok\u0007 \ufeffgo\nA\u200bna: e\u0301"
    )
    assert spoken(told) == [("Ana", "hi there you"), ("Ben", "ok go"), ("Ana", "\xe9")]


@pytest.mark.parametrize("path", [".", "missing.txt", "a\0b", "x" * 5000])
def test_what_is_no_file_gets_one_line(path: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        read(Path(path))
    assert str(caught.value).isprintable()


def test_a_file_too_large_is_refused_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "long.vtt"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024**2)
    monkeypatch.setattr("trainer.transcripts.reading.read_stream", lambda *_: pytest.fail("it was read"))
    with pytest.raises(TranscriptError, match="larger than 16 MB"):
        read(path)


def test_a_stream_is_read_no_further_than_a_call_can_be_long() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= limits.FILE_BYTES + 1
            self.taken += size
            return b"a" * size

    stream = Endless()
    with pytest.raises(TranscriptError, match="larger than 16 MB"):
        read_stream(stream, "-")  # type: ignore[arg-type]
    assert stream.taken == limits.FILE_BYTES + 1


def test_names_like_paths_and_markup_are_only_names() -> None:
    told = reading(
        '[{"speaker":"../../etc/passwd","text":"{{7*7}} <script>"},{"speaker":"[/] [bold]","text":"%s ${x}"}]'
    )
    assert told.speakers == ("../../etc/passwd", "[/] [bold]")
    assert mask(told).recording.speakers == ("Person 1", "Person 2")


def test_the_same_bytes_give_the_same_recording() -> None:
    raw = b"Ana: Why?\nBen: Because.\n"
    assert read_bytes(raw, "a") == read_bytes(raw, "a")
