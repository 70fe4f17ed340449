"""Recorded calls on the command line: every format, who is who, what comes out, what is put beside practice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.transcripts.made import FILES, TALK

from .running import assert_one_line, debriefed, run

TOLD = sorted(path.name for path in FILES.iterdir() if path.name != "nameless.srt")
OWN = {
    "id": "call 7",
    "turns": [
        {"speaker": "customer", "text": "I bake on Sundays, since the bakery closed."},
        {"speaker": "interviewer", "text": "[coughs] How did that begin?"},
        {"speaker": "customer", "text": ""},
        {"speaker": "interviewer", "text": "Don't you think a machine is better?"},
        {"speaker": "interviewer", "text": "Who taught you?"},
        {"speaker": "customer", "text": "My grandmother, with the old machine."},
        {"speaker": "interviewer", "text": "What was the old machine like?"},
    ],
}


def analyzed(file: str | Path, *options: str, stdin: bytes = b"") -> dict[str, Any]:
    done = run("analyze", str(file), "--json", *options, stdin=stdin)
    assert done.code == 0, done.err
    return dict(done.json)


@pytest.mark.parametrize("name", TOLD)
def test_every_format_gives_the_turns_of_the_call(name: str) -> None:
    found = analyzed(FILES / name)
    assert [turn["speaker"] for turn in found["turns"]] == ["interviewer", "customer"] * 4
    assert [turn["text"] for turn in found["turns"]] == [text for _, text, _, _ in TALK]
    assert [turn["index"] for turn in found["turns"]] == list(range(8))
    assert found["parts"]["technique"] is not None and found["not_scored"].keys() == {"discovery", "insight"}


@pytest.mark.parametrize("name", TOLD)
def test_the_same_call_is_judged_the_same_from_any_format(name: str) -> None:
    found, plain = analyzed(FILES / name), analyzed(FILES / "plain.txt")
    for key in ("turns", "parts", "bands", "not_scored", "margin", "next", "found"):
        assert found[key] == plain[key]


def test_the_fixed_fields_are_those_of_the_contract() -> None:
    found = analyzed(FILES / "teams.vtt")
    asked, answered = found["turns"][2], found["turns"][3]
    keys = {"index", "speaker", "text", "moves", "question", "leading", "reflection", "input", "uptake", "contingency"}
    assert keys <= asked.keys()
    assert asked["question"] in ("none", "open", "closed") and isinstance(asked["leading"], bool)
    assert answered["moves"] == [] and answered["question"] == "none"
    assert set(found["parts"]) == {"technique", "unscripted"} and set(found["versions"]) == {"analysis", "engine"}
    assert found["not_scored"]["discovery"] == found["not_scored"]["insight"]
    assert "hidden facts" in found["not_scored"]["insight"]


def test_talk_is_shared_by_words_and_where_there_are_times_by_time() -> None:
    talk = analyzed(FILES / "teams.vtt")["talk"]
    assert talk["timing"] == "measured"
    own, theirs = talk["interviewer"], talk["customer"]
    assert own["words"] + theirs["words"] == talk["words"] and own["word_share"] + theirs["word_share"] == 1.0
    assert (own["seconds"], theirs["seconds"]) == (10.0, 14.5)
    assert own["longest"] == {"words": 12, "words_turn": 0, "seconds": 4.5, "seconds_turn": 0}
    untimed = analyzed(FILES / "plain.txt")["talk"]
    assert untimed["timing"] == "none" and untimed["interviewer"]["time_share"] is None


def test_the_trainers_own_form_is_taken_turn_by_turn_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text(json.dumps(OWN), "utf-8")
    found = analyzed(file)
    assert found["id"] == "call 7"
    assert [{"speaker": t["speaker"], "text": t["text"]} for t in found["turns"]] == OWN["turns"]
    lines = run("analyze", "-", "--jsonl", stdin=json.dumps(OWN).encode()).events
    assert [{key: found[key] for key in one} for one in lines] == lines


def test_one_line_in_one_line_out_in_the_same_order() -> None:
    feed = b"\n".join(json.dumps({**OWN, "id": str(n)}).encode() for n in range(5))
    assert [one["id"] for one in run("analyze", "-", "--jsonl", stdin=feed + b"\n\n").events] == list("01234")


@pytest.mark.parametrize("name", ["zoom.vtt", "table.csv", "fireflies.json", "plain.txt"])
def test_any_format_comes_in_by_stdin(name: str) -> None:
    found = analyzed("-", stdin=(FILES / name).read_bytes())
    assert len(found["turns"]) == 8 and found["file"] == "stdin"


def test_who_interviews_is_asked_where_it_cannot_be_told_and_then_taken(tmp_path: Path) -> None:
    file = tmp_path / "two.txt"
    file.write_text("Zoe: Hello.\nYan: Hello.\nZoe: Nice day.\nYan: Yes.\n", "utf-8")
    refused = run("analyze", str(file))
    assert_one_line(refused)
    assert all(word in refused.err for word in ("--interviewer", "Zoe", "Yan", "two.txt"))
    found = analyzed(file, "--interviewer", "yan")
    assert [turn["speaker"] for turn in found["turns"]] == ["customer", "interviewer"] * 2
    assert found["interviewers"] == ["Yan"]
    wrong = run("analyze", str(file), "--interviewer", "Kim")
    assert_one_line(wrong)
    assert "Kim" in wrong.err and "Zoe" in wrong.err


def test_how_the_file_was_read_is_said() -> None:
    found = analyzed(FILES / "zoom.vtt")
    assert any("Ana Lopes is taken as interviewer" in note for note in found["notes"])
    assert "Ana Lopes is taken as interviewer" in run("analyze", str(FILES / "zoom.vtt")).out


def test_people_read_parts_with_their_doubt_talk_notes_and_what_to_practise() -> None:
    out = run("analyze", str(FILES / "teams.vtt")).out
    for words in (
        "Technique: ",
        " of 5, likely ",
        "Insight: not scored, because nobody knows",
        "% of the time",
        "Next: ",
    ):
        assert words in out
    assert "Turn 3, good: “What happened just before you decided to?”" in out


def test_the_same_file_gives_the_same_bytes() -> None:
    one, two = (run("analyze", str(FILES / "rev.json"), "--json", "--interviewer", "Ana") for _ in range(2))
    assert one.raw == two.raw


def test_masked_nobody_is_named(tmp_path: Path) -> None:
    file = tmp_path / "Ana Lopes and Ben.txt"
    file.write_text("Ana Lopes: Hi Ben, it's Ana. Why?\nBen Ortiz: Ask a@b.de, Ana.\n", "utf-8")
    for options in (("--json",), ()):
        done = run("analyze", str(file), "--mask", "--interviewer", "ana", *options)
        assert done.code == 0 and ("Person 1" in done.out or not options)
        assert not any(word in done.out + done.err for word in ("Ana", "Lopes", "Ben", "Ortiz", "a@b.de"))
    own = tmp_path / "own.json"
    own.write_text(json.dumps({"id": "Ben", "turns": [{"speaker": "interviewer", "text": "a@b.de?"}]}), "utf-8")
    found = analyzed(own, "--mask")
    assert "a@b.de" not in json.dumps(found) and found["id"] != "Ben" and len(found["turns"]) == 1


def test_people_who_are_only_mentioned_are_masked_where_they_are_named(tmp_path: Path) -> None:
    file = tmp_path / "call.txt"
    file.write_text("Ana: Did Maria help, or Old Tom?\nBen: Maria did.\n", "utf-8")
    done = run("analyze", str(file), "--hide", "Maria, Old Tom", "--interviewer", "ana", "--json")
    assert done.code == 0 and done.json["masked"] is True
    assert not any(word in done.out for word in ("Maria", "Tom", "Ana", "Ben"))
    assert_one_line(run("analyze", str(file), "--hide", "Maria", "--no-mask"))


def test_without_practice_here_nothing_is_compared_and_no_store_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "home"))
    assert analyzed(FILES / "teams.vtt")["practice"] is None
    assert not (tmp_path / "home").exists()


def test_little_practice_is_said_and_enough_is_put_beside() -> None:
    debriefed()
    practice = analyzed(FILES / "teams.vtt")["practice"]
    assert practice["rows"] == [] and "too little practice" in practice["reason"]
    for seed in (2, 3, 4):
        debriefed(seed=seed)
    practice = analyzed(FILES / "teams.vtt")["practice"]
    assert practice["sessions"] == 4 and practice["reason"] is None
    assert {row["habit"] for row in practice["rows"]} >= {"open", "talk"}
    assert analyzed(FILES / "teams.vtt", "--no-compare")["practice"] is None
    assert "Beside your practice:\n- Open questions" in run("analyze", str(FILES / "teams.vtt")).out


def test_a_store_that_cannot_be_read_costs_the_comparison_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    (tmp_path / "trainer.db").write_bytes(b"no database at all" * 100)
    done = run("analyze", str(FILES / "teams.vtt"), "--json")
    assert done.code == 0 and done.json["practice"] is None
    assert "Not put beside your practice" in done.err and "Traceback" not in done.err
