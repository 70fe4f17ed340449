"""What is shared: told before it is written, without the words where the learner leaves them out, in every form."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from trainer.content.catalogue import Catalogue

from .running import LINES, PERSONA, assert_one_line, debriefed, interview, run, typed

MARKED = (
    "Hi, zebrafish here. What did your last evening in Emberfall look like?",
    "You said quuxly potatoes. What happened just before you logged in?",
    "Is it not true that florbish games are better?",
    "It sounds like you feel wibbly about the bench.",
    "We built a snorkelised feature, do you want it?",
    "”Plonk“ and \"gribble\" 'vworp': who else is around then?",
    "Tell me about the last time something blimfy surprised you.",
)
WORDS = ("zebrafish", "quuxly", "florbish", "wibbly", "snorkelised", "plonk", "gribble", "vworp", "blimfy", "squonk")
FORMS = ("md", "html", "json", "csv")


@pytest.fixture
def session() -> str:
    debrief = ("She keeps squonk in touch.", "pull: a squonk place", "habit: squonk")
    done = run("interview", "game-nobody-plays", "--json", "--seed", "1", stdin=typed(*MARKED, "/end", *debrief))
    id = str(done.events[0]["session"])
    run("challenge", id, "--turn", "1", "--label", "closed", "--reason", "squonk indeed")
    return id


def left(text: str) -> list[str]:
    return [word for word in WORDS if word in text.casefold()]


@pytest.mark.parametrize("form", FORMS)
def test_the_words_are_in_a_report_unless_left_out_and_the_figures_are_the_same(form: str, session: str) -> None:
    whole, bare = (run("report", session, "--format", form, *more) for more in ((), ("--without-words",)))
    assert whole.code == bare.code == 0
    assert len(left(whole.out)) >= 9 and left(bare.out) == []
    said = [event["text"] for event in run("replay", session, "--json").of("customer")]
    assert not [text for text in said if text[:40] in bare.out]
    assert "Not in it: what was said, written and quoted" in bare.err and "your 7 lines" in whole.err


def test_without_words_every_figure_of_the_scorecard_stays(session: str) -> None:
    whole, bare = (run("report", session, "--format", "json", *more).json for more in ((), ("--without-words",)))
    for key in ("overall", "low", "high", "parts", "turns", "hints", "attempt", "versions", "next"):
        assert bare[key] == whole[key], key
    assert [(i["rule"], i["turn"], i["points"]) for i in bare["items"]] == [
        (i["rule"], i["turn"], i["points"]) for i in whole["items"]
    ]
    assert [(f["id"], f["outcome"], f["turn"]) for f in bare["facts"]] == [
        (f["id"], f["outcome"], f["turn"]) for f in whole["facts"]
    ]
    assert [s["trust"] for s in bare["course"]] == [s["trust"] for s in whole["course"]]


def test_csv_has_one_row_a_turn_with_what_the_log_says(session: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("report", session, "--format", "csv").out, newline="")))
    log = run("report", session, "--format", "json").json
    assert [row["learner"] for row in rows] == list(MARKED)
    assert [int(row["turn"]) for row in rows] == [1, 2, 3, 4, 5, 6, 7] and {row["session"] for row in rows} == {session}
    assert [float(row["trust"]) for row in rows] == [step["trust"] for step in log["course"]]
    told = [title for row in rows for title in row["facts_told"].split("; ") if title]
    assert sorted(told) == sorted(fact["title"] for fact in log["facts"] if fact["turn"])


def test_charts_say_what_the_log_says(session: str) -> None:
    page, log = run("report", session, "--format", "html").out, run("report", session, "--format", "json").json
    assert page.count("<svg") == 4 and "Trust and patience" in page
    found = sum(fact["outcome"] != "missed" for fact in log["facts"])
    assert f"You were told {found} of {len(log['facts'])} facts" in page
    own, all_words = (
        sum(sum(step[key] for key in keys) for step in log["course"])
        for keys in (("learner_words",), ("learner_words", "customer_words"))
    )
    assert f"{100 * own / all_words:.0f} % of the words were yours" in page


@pytest.mark.parametrize("form", FORMS)
def test_progress_is_reported_in_every_form_also_while_there_is_none(form: str) -> None:
    done = run("report", "--progress", "--format", form)
    assert done.code == 0 and "no word of any call" in done.err
    assert ("skill" if form == "csv" else "too little data") in done.out


def test_a_report_is_of_a_session_or_of_progress(session: str) -> None:
    assert_one_line(run("report"))
    assert_one_line(run("report", session, "--progress"))


def certificate(tmp_path: Path, *arguments: str) -> tuple[Path, dict[str, Any]]:
    done = run("certificate", *arguments)
    assert done.code == 0, done.err
    file = tmp_path / "certificate.json"
    file.write_bytes(done.raw)
    return file, done.json


def test_a_certificate_is_played_again_anywhere_and_names_its_limits(
    session: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = debriefed(*LINES, seed=5)
    file, made = certificate(tmp_path, session[:10], other)
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "elsewhere"))
    done = run("verify", str(file), "--json")
    assert done.code == 0 and done.json["sound"] is True and done.json["replayable"] is True
    assert [row["session"] for row in done.json["sessions"]] == [session, other]
    assert [row["overall"] for row in done.json["sessions"]] == [one["claims"]["overall"] for one in made["sessions"]]
    assert all(row["known"] and row["attempt"] for row in done.json["sessions"])
    told = run("verify", str(file)).out
    assert "does not prove who sat at the keyboard" in told and "of 100 (attempt, 7 turns" in told
    assert not (tmp_path / "elsewhere").exists()


def sealed(data: dict[str, Any]) -> dict[str, Any]:
    """Give a changed certificate with all its hashes made anew, as a forger would."""
    from trainer.desk.certificate import digest

    for one in data["sessions"]:
        if "log" in one:
            one["events"] = digest(one["log"])
    data.pop("hash", None)
    return {**data, "hash": digest(data)}


def better_score(data: dict[str, Any]) -> None:
    data["sessions"][0]["claims"]["overall"] = 99.0
    for one in data["sessions"][0]["log"]["events"]:
        if one["kind"] == "scored":
            one["overall"] = 99.0


def better_part(data: dict[str, Any]) -> None:
    data["sessions"][0]["claims"]["parts"]["insight"]["value"] = 5.0


def more_turns(data: dict[str, Any]) -> None:
    data["sessions"][0]["claims"]["turns"] += 1


def another_answer(data: dict[str, Any]) -> None:
    log = data["sessions"][0]["log"]
    for one in [*log["lines"], *log["events"]]:
        if one.get("turn") == 3 and "customer" in (one.get("speaker"), one.get("kind")):
            one["text"] = "I confess everything."


def another_line(data: dict[str, Any]) -> None:
    log = data["sessions"][0]["log"]
    for one in [*log["lines"], *log["events"]]:
        if one.get("turn") == 4 and "learner" in (one.get("speaker"), one.get("kind")):
            one["text"] = "Tell me more about the bench."


def opened_fact(data: dict[str, Any]) -> None:
    fact = Catalogue().persona(PERSONA).facts[-1].id
    for one in data["sessions"][0]["log"]["events"]:
        if one["kind"] == "directed" and one["turn"] == 5:
            one["direction"]["disclose"], one["direction"]["earned"] = fact, True


def better_debrief(data: dict[str, Any]) -> None:
    for one in data["sessions"][0]["log"]["events"]:
        if one["kind"] == "debriefed":
            one["insight"] = Catalogue().persona(PERSONA).motivations[0].insight[:280]


def easier_scenario(data: dict[str, Any]) -> None:
    log = data["sessions"][0]["log"]
    log["canonical"] = log["canonical"].replace('"trust":0.5', '"trust":0.0')


def practice_as_attempt(data: dict[str, Any]) -> None:
    data["sessions"][0]["log"]["events"][0]["explain"] = True


def no_events(data: dict[str, Any]) -> None:
    del data["sessions"][0]["log"]


FORGERIES = (
    better_score, better_part, more_turns, another_answer, another_line, opened_fact, better_debrief, easier_scenario,
    practice_as_attempt, no_events,
)  # fmt: skip


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forged_certificate_fails_though_its_hashes_fit(forge: Any, session: str, tmp_path: Path) -> None:
    file, data = certificate(tmp_path, session)
    assert sealed(json.loads(json.dumps(data))) == data, "the forger's seal is ours"
    forge(data)
    file.write_text(json.dumps(data), "utf-8")
    assert_one_line(run("verify", str(file)), code=1)
    forged = sealed(data)
    assert forged["hash"] != run("certificate", session).json["hash"]
    file.write_text(json.dumps(forged), "utf-8")
    assert_one_line(run("verify", str(file)), code=1)
    assert run("verify", str(file), "--json").json["sound"] is False


def test_a_certificate_without_words_is_not_replayable_and_says_so(session: str, tmp_path: Path) -> None:
    whole = run("certificate", session).json
    file, made = certificate(tmp_path, session, "--without-words")
    assert left(file.read_text("utf-8")) == [] and made["replayable"] is False
    assert made["sessions"][0]["claims"] == whole["sessions"][0]["claims"]
    assert made["sessions"][0]["events"] == whole["sessions"][0]["events"], "the whole one can be matched to it later"
    done = run("verify", str(file))
    assert_one_line(done, code=1)
    assert "Not replayable" in done.err
    found = run("verify", str(file), "--json").json
    assert (found["sound"], found["replayable"]) == (False, False)


def test_a_certificate_names_whom_the_learner_names_and_nobody_else(session: str, tmp_path: Path) -> None:
    file, made = certificate(tmp_path, session, "--name", "Ada \x1b[31mLind\u202e")
    assert made["name"] == "Ada Lind" and run("verify", str(file), "--json").json["name"] == "Ada Lind"
    assert run("certificate", session).json["name"] == ""
    assert_one_line(run("certificate", session, "--name", "x" * 121))
    assert_one_line(run("certificate", session, session))
    assert_one_line(run("certificate", interview(*LINES).events[0]["session"]))


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2}, {"sessions": []}, {"extra": 1}, {"hash": "0" * 64}, {"replayable": "yes"},
        {"sessions": [{"session": "x"}]}, {"name": "\x1b[31m"},
    ],
)  # fmt: skip
def test_a_broken_certificate_is_one_line(change: dict[str, Any], session: str, tmp_path: Path) -> None:
    file, data = certificate(tmp_path, session)
    file.write_text(json.dumps({**data, **change}), "utf-8")
    assert_one_line(run("verify", str(file)), code=1)


def test_a_scenario_that_is_only_in_the_certificate_is_told(session: str, tmp_path: Path) -> None:
    from trainer.content.version import hash_of

    old, data = certificate(tmp_path, session)[1], None
    log = json.loads(json.dumps(old["sessions"][0]["log"]))
    canonical = log["canonical"].replace("The game that nobody plays", "The game of somebody else")
    text = json.dumps({**old, "sessions": [{**old["sessions"][0], "log": {**log, "canonical": canonical}}]})
    data = sealed(json.loads(text.replace(log["content"], hash_of(canonical))))
    file = tmp_path / "own.json"
    file.write_text(json.dumps(data), "utf-8")
    done = run("verify", str(file), "--json")
    assert done.code == 0 and done.json["sessions"][0]["known"] is False
    assert "none of this trainer's" in run("verify", str(file)).out


def test_learning_records_hold_no_word_and_name_nobody_unless_told(session: str, tmp_path: Path) -> None:
    interview(*MARKED[:2])
    one, all_of_them, named = (tmp_path / name for name in ("one.json", "all.json", "named.json"))
    assert run("export", "--xapi", session, str(one)).code == 0
    assert run("export", "--xapi", str(all_of_them)).code == 0
    told = run("export", "--xapi", session, str(named), "--name", "Ada Lind")
    assert "the name “Ada Lind”" in told.err
    records = [json.loads(file.read_text("utf-8")) for file in (one, all_of_them, named)]
    assert [len(made) for made in records] == [2, 4, 2]
    assert records[1][:2] == records[0] and left(all_of_them.read_text("utf-8")) == []
    accounts = {json.dumps(made["actor"]["account"], sort_keys=True) for batch in records for made in batch}
    assert len(accounts) == 1, "the same pseudonym in all"
    assert "name" not in records[0][0]["actor"] and records[2][0]["actor"]["name"] == "Ada Lind"
    assert_one_line(run("export", "--xapi", session))
    assert_one_line(run("export", "--xapi", session, str(one)))
    assert_one_line(run("export", "--xapi", "--labels"))
    assert re.fullmatch(r"[0-9a-f]{32}", records[0][0]["actor"]["account"]["name"])
