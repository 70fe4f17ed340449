"""Files that are no call: one clear line each, exit code 2, nothing stored."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transcripts.made import FILES

from .running import assert_one_line, run
from .test_hostile import STEERING

BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.vtt": b" \n\n",
    "binary.txt": bytes(range(256)) * 40,
    "zeros.csv": b"\0" * 5000,
    "utf16.txt": b"\xff\xfe\x00\xd8a",
    "wrong.txt": b"Ana: \x81\x8d\x8f\x90\n" * 9,
    "nobody.txt": b"hello there\nno names here\n",
    "alone.txt": b"Ana: hello?\nAna: is anybody there?\n",
    "half.json": b'{"turns": [',
    "other.json": b'{"a": [1, 2]}',
    "speechless.json": b'{"turns": [{"speaker": "interviewer"}]}',
    "late.json": b'{"turns": [{"speaker": "customer", "text": "a", "start": -1}]}',
    "bomb.json": b"[" * 100_000,
    "page.html": b"<!doctype html><html><body>Ana: hi</body></html>",
    "paper.pdf": b"%PDF-1.7 and so on",
    "packed.docx": b"PK\x03\x04 and so on",
    "silent.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\n[music]\n",
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("way", ["file", "stdin"])
def test_a_file_that_is_no_call_is_one_line_that_names_it(name: str, way: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(BAD[name])
    done = run("analyze", str(file)) if way == "file" else run("analyze", "-", stdin=BAD[name])
    assert_one_line(done)
    assert (name if way == "file" else "stdin") in done.err


def test_a_place_that_is_no_file_is_one_line(tmp_path: Path) -> None:
    for path in (
        tmp_path / "missing.txt",
        tmp_path,
        Path("/dev/null"),
        tmp_path / ("x" * 300),
        tmp_path / "a\nb\x1b[1m",
    ):
        for options in ((), ("--json",), ("--keep",)):
            done = run("analyze", str(path), *options)
            assert_one_line(done)
            assert not STEERING.search(done.err.replace("\n", ""))
    assert_one_line(run("analyze", ""))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_file_without_permission_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("Ana: hi")
    file.chmod(0)
    assert_one_line(run("analyze", str(file)))


def test_a_hundred_megabytes_are_refused_by_their_size_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    done = run("analyze", str(file))
    assert_one_line(done)
    assert "16 MB" in done.err


def test_an_endless_stream_is_refused() -> None:
    done = run("analyze", "-", stdin=b"Ana: what did you do?\n" * 800_000)
    assert_one_line(done)
    assert "16 MB" in done.err


def test_a_line_of_jsonl_that_is_no_transcript_is_named() -> None:
    good = json.dumps({"turns": []}).encode()
    for bad in (b"{", b"[]", b'{"turns": 3}', b"\xff", b'{"turns": [{"speaker": "me", "text": ""}]}'):
        done = run("analyze", "-", "--jsonl", stdin=good + b"\n" + bad + b"\n")
        assert done.code == 2 and len(done.events) == 1
        assert done.err.startswith("trainer: line 2: ") and done.err.count("\n") == 1


@pytest.mark.parametrize("options", [("--keep",), ("--mask",), ("--interviewer", "Ana"), ("--hide", "Bo")])
def test_options_of_one_file_do_not_go_with_many(options: tuple[str, ...]) -> None:
    assert_one_line(run("analyze", "-", "--jsonl", *options, stdin=b'{"turns": []}'))


def test_a_bad_file_keeps_nothing(tmp_path: Path) -> None:
    file = tmp_path / "bad.txt"
    file.write_bytes(BAD["alone.txt"])
    assert_one_line(run("analyze", str(file), "--keep"))
    assert run("calls", "--json").json == {"calls": []}


HOSTILE = (
    "[bold red]x[/] {{ 7*7 }} ${7*7} %s \x1b]0;owned\x07\x1b[2J \u202egnirts \u200b",
    "'; DROP TABLE calls; -- <script>alert(1)</script> ../../etc/passwd",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", ["txt", "csv", "json", "own"])
def test_nothing_in_a_file_steers_a_terminal_or_is_interpreted(text: str, form: str, tmp_path: Path) -> None:
    speeches = [("Ana", f"What is it? {text}"), ("Bo", f"So. {text}")] * 5
    whole = {
        "txt": "".join(f"{name}: {said}\n" for name, said in speeches),
        "csv": "speaker,text\n" + "".join(f'{name},"{said}"\n' for name, said in speeches),
        "json": json.dumps([{"speaker": name, "text": said} for name, said in speeches]),
        "own": json.dumps(
            {
                "id": text,
                "turns": [
                    {"speaker": "interviewer" if name == "Ana" else "customer", "text": said} for name, said in speeches
                ],
            }
        ),
    }
    file = tmp_path / f"call.{form}"
    file.write_text(whole[form], "utf-8")
    who = () if form == "own" else ("--interviewer", "Ana")
    for options in (("--json",), (), ("--mask", "--keep", "--json")):
        done = run("analyze", str(file), *who, *options)
        assert done.code == 0, done.err
        assert not STEERING.search(done.out + done.err)
        if "--json" in options:
            literal = "{{ 7*7 }} ${7*7} %s" if "7*7" in text else "<script>alert(1)</script>"
            assert all(literal in turn["text"] for turn in done.json["turns"])


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(sorted(path.name for path in FILES.iterdir())))
def test_whatever_the_bytes_are_there_is_an_answer_or_one_line(raw: bytes, name: str) -> None:
    for content in (raw, (FILES / name).read_bytes()[:900] + raw):
        done = run("analyze", "-", "--json", "--no-compare", stdin=content)
        if done.code:
            assert_one_line(done)
        else:
            assert done.json["turns"]
