"""The command `coach`: stored notes first, the model when it is wanted, one clear line where it cannot be asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import typer
from typer.main import get_command

from trainer.cli import app as application
from trainer.cli import coaching as command
from trainer.conversation.coached import Coaching, InsightJudged, Judged, MarginNote
from trainer.conversation.events import Coached
from trainer.conversation.interview import SessionError
from trainer.conversation.model import FaultKind, ModelFault
from trainer.desk import Desk

from .running import LINES, assert_one_line, debriefed, interview, run

HOSTILE = "\x1b[31m\u202eWhat happened?\x00"


def coached(number: int) -> Coached:
    return Coached(
        at=f"2026-01-0{number}T10:00:00+00:00",
        model="a-model",
        prompt="coach-1 0123456789ab",
        coaching=Coaching(
            (
                Judged("open", "met", 2, "What happened just before you logged in?", 3, 3),
                Judged("last_words", "met", 5, "Who else is around then?", 2, 3, "nothing of theirs taken up"),
            ),
            (MarginNote(5, "Who else is around then?", "A list of names came of it.", HOSTILE),),
            f"Try number {'one' if number == 1 else 'two'}.",
            (InsightJudged("m", "c", "She meets them there.", "met", "partly stated", "people she misses", 3, 3),),
            3,
            3,
        ),
    )


class Notes:
    """What a desk keeps and gives, in place of the real one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stored: list[Coached] = []
        self.asked: list[bool] = []
        self.fault: Exception | None = None
        monkeypatch.setattr(Desk, "coached", lambda desk, session: list(self.stored), raising=False)
        monkeypatch.setattr(Desk, "coach", self._coach, raising=False)

    def _coach(self, session: str, *, again: bool = False, **more: Any) -> Coached:
        self.asked.append(again)
        if self.fault is not None:
            raise self.fault
        self.stored.insert(0, coached(len(self.stored) + 1))
        return self.stored[0]


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> Notes:
    build = application.build

    def with_coach() -> typer.Typer:
        app = build()
        if "coach" not in getattr(get_command(app), "commands", {}):
            command.add_to(app)
        return app

    monkeypatch.setattr(application, "build", with_coach)
    made = Notes(monkeypatch)
    # A method of a class is bound to the desk; this one is bound to the notes already.
    monkeypatch.setattr(Desk, "coach", lambda desk, session, **how: made._coach(session, **how), raising=False)
    return made


def test_notes_that_are_stored_are_shown_without_asking(notes: Notes) -> None:
    notes.stored = [coached(2), coached(1)]
    done = run("coach", debriefed(), "--json")
    assert done.code == 0 and notes.asked == []
    assert done.json["earlier"] == 1 and done.json["next"] == "Try number two."


def test_the_model_is_asked_where_there_are_none_and_again_where_that_is_wanted(notes: Notes) -> None:
    session = debriefed()
    assert run("coach", session, "--json").json["earlier"] == 0
    assert run("coach", session, "--json", "--again").json["earlier"] == 1
    assert notes.asked == [False, True] and len(notes.stored) == 2


def test_json_is_one_object_of_the_agreed_shape(notes: Notes) -> None:
    session = debriefed()
    data = run("coach", session, "--json").json
    assert list(data) == [
        "session", "model", "prompt", "at", "agreement", "answers", "asked", "items", "notes", "next", "insight",
        "earlier",
    ]  # fmt: skip
    assert (data["session"], data["model"], data["prompt"]) == (session, "a-model", "coach-1 0123456789ab")
    assert data["agreement"] == "1 of 2"
    assert data["items"][1] == {
        "criterion": "last_words", "verdict": "met", "turn": 5, "quote": "Who else is around then?",
        "agreement": "2 of 3", "disputed": "nothing of theirs taken up",
    }  # fmt: skip
    assert set(data["notes"][0]) == {"turn", "quote", "note", "better"}
    assert data["insight"][0]["offline"] == "partly stated"


def test_lines_for_people_say_what_counts_who_says_it_and_how_sure(notes: Notes) -> None:
    out = run("coach", debriefed()).out
    assert "a-model, 2026-01-01T10:00:00+00:00" in out and "count nothing" in out
    assert "Turn 2, an open question: yes (3 of 3). “What happened just before you logged in?”" in out
    assert "Disputed: the rules heard nothing of theirs taken up." in out
    assert "Try: What happened?" in out and "Try number one." in out
    assert "“She meets them there.”: yes (3 of 3). “people she misses” The scorecard: partly stated." in out
    assert not set(out) & set("\x1b\u202e\x00")


@pytest.mark.parametrize("how", [(), ("--json",), ("--again",)])
def test_a_model_that_cannot_be_asked_is_one_line_and_code_3(notes: Notes, how: Sequence[str]) -> None:
    session = debriefed()
    before = run("score", session, "--json").raw
    for kind in FaultKind:
        notes.fault = ModelFault(kind, "the server does not answer; check the address")
        done = run("coach", session, *how)
        assert_one_line(done, 3)
        assert "check the address" in done.err and "the score stands" in done.err
    assert run("score", session, "--json").raw == before and notes.stored == []


def test_no_model_is_one_line_that_says_what_to_do(notes: Notes) -> None:
    notes.fault = SessionError("no model is set; `trainer model set NAME` sets one")
    assert_one_line(run("coach", debriefed()), 2)


def test_before_the_debrief_there_are_no_notes(notes: Notes) -> None:
    paused = interview(*LINES).events[0]["session"]
    done = run("coach", paused)
    assert_one_line(done)
    assert f"trainer resume {paused}" in done.err and notes.asked == []


def test_an_unknown_session_is_one_line(notes: Notes) -> None:
    assert_one_line(run("coach", "nowhere", "--json"))
