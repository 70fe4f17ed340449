"""`trainer preview`: a talk with a draft, its reasons, and the same talk again when the file is saved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.content.drafting.test_drafted import OTHER, written
from trainer.content.findings import ContentError
from trainer.desk.previewing import News, Preview

from .running import LIBRARY, assert_one_line, run, typed
from .test_new import Terminal

LINES = ("Hello, how did you come to use it?", "What is the brass key?", "What happened in that bad week?")


@pytest.fixture
def draft(tmp_path: Path) -> tuple[Path, Path]:
    """A persona and a scenario with it."""
    return written(tmp_path, OTHER)


def reworded(path: Path, old: str, new: str) -> None:
    """Save a file with other words in it."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_each_answer_comes_with_the_reasons(draft: tuple[Path, Path]) -> None:
    done = run("preview", str(draft[1]), stdin=typed(*LINES, "/end"))
    assert done.code == 0 and done.out.count("You: ") == len(LINES)
    assert "[trust 0." in done.err and "[opened some-one-before: " in done.err
    assert "Told: some-one-before" in done.err and "Locked: some-one-evening" in done.err


def test_nothing_of_a_preview_is_stored(draft: tuple[Path, Path]) -> None:
    run("preview", str(draft[1]), stdin=typed(*LINES))
    assert run("sessions", "--json").json["sessions"] == []


def test_the_same_lines_and_seed_give_the_same_talk(draft: tuple[Path, Path]) -> None:
    first, second = (run("preview", str(draft[1]), "--json", stdin=typed(*LINES)).out for _ in range(2))
    assert first == second
    assert run("preview", str(draft[1]), "--json", "--seed", "9", stdin=typed(*LINES)).out != first


def test_as_json_each_turn_has_its_direction_and_the_end_says_what_is_locked(draft: tuple[Path, Path]) -> None:
    done = run("preview", str(draft[1]), "--json", stdin=typed(*LINES))
    assert [event["turn"] for event in done.of("direction")] == [1, 2, 3]
    assert done.of("lint") == [{"event": "lint", "findings": []}]
    ended = done.of("ended")[0]
    assert set(ended["told"]) | set(ended["locked"]) == {
        fact for fact in (*ended["told"], *ended["locked"]) if fact.startswith("some-one-")
    }
    assert len(ended["told"]) + len(ended["locked"]) == 14


def test_a_persona_can_be_talked_to_without_a_scenario(draft: tuple[Path, Path]) -> None:
    draft[1].unlink()
    done = run("preview", str(draft[0]), stdin=typed("What is your job?", "/end"))
    assert done.code == 0 and "nurse on the night shift" in done.out


def test_again_begins_anew_and_a_hint_is_given(draft: tuple[Path, Path]) -> None:
    done = run("preview", str(draft[0]), "--json", stdin=typed(LINES[1], "/hint", "/again", "Good morning", "/end"))
    assert [event["text"] for event in done.of("learner")] == [LINES[1], "Good morning"]
    assert len(done.of("hint")) == 1 and len(done.of("started")) == 2
    assert done.of("ended")[0]["told"] == []


def test_a_saved_file_is_played_again_with_the_lines_said_so_far(draft: tuple[Path, Path]) -> None:
    talk = Preview(draft[1])
    for line in LINES[:2]:
        talk.say(line)
    assert talk.refresh() is News.SAME
    reworded(draft[0], "There's a brass key left from that time.", "A brass key is all that is left of those days.")
    reworded(draft[0], "The brass key is all I kept.", "A brass key, that's what I kept.")
    reworded(draft[0], "I still have the brass key.", "A brass key lies here still.")
    before = talk.session.events
    assert talk.refresh() is News.RELOADED and talk.refresh() is News.SAME
    assert talk.lines == LINES[:2] and talk.session.events != before
    assert talk.faults == ()


def test_a_saved_file_that_is_broken_leaves_the_talk_as_it_is(draft: tuple[Path, Path]) -> None:
    talk = Preview(draft[0])
    talk.say(LINES[1])
    before, sound = talk.session.events, draft[0].read_text("utf-8")
    for broken in (sound.replace("depth: 3", "depth: 7", 1), "facts: [", "", sound[: len(sound) // 2]):
        draft[0].write_text(broken, "utf-8")
        assert talk.refresh() is News.BROKEN
        assert talk.faults and talk.session.events == before
        assert talk.say("And then?")
        before = talk.session.events
    draft[0].unlink()
    assert talk.refresh() is News.BROKEN and talk.faults[0].rule == "file-missing"
    draft[0].write_text(sound, "utf-8")
    assert talk.refresh() is News.RELOADED and talk.faults == ()


def test_a_persona_saved_beside_its_scenario_is_noticed(draft: tuple[Path, Path]) -> None:
    talk = Preview(draft[1])
    reworded(draft[0], "a nurse on the night shift", "a porter on the night shift")
    assert talk.refresh() is News.RELOADED
    assert "porter" in talk.call.persona.bio


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("lost.yaml", None, "not there"), ("empty.yaml", "", "empty"), ("odd.yaml", "a: 1\n", "none")],
)
def test_what_cannot_be_played_is_refused_in_one_line(
    tmp_path: Path, name: str, content: str | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    done = run("preview", str(tmp_path / name))
    assert_one_line(done)
    assert words in done.err


def test_a_customer_who_is_not_in_the_scenario_is_refused(draft: tuple[Path, Path]) -> None:
    assert_one_line(run("preview", str(draft[1]), "--persona", "no-one"))
    with pytest.raises(ContentError, match="leave --persona out"):
        Preview(draft[0], "no-one")


def test_a_shipped_scenario_can_be_looked_into() -> None:
    done = run("preview", str(LIBRARY / "scenarios" / "friday-night.yaml"), "--persona", "pim-verhoeven", "--json")
    assert done.of("started")[0]["personas"] == ["pim-verhoeven"]


@pytest.mark.skipif(os.name != "posix", reason="drives a terminal")
def test_in_a_terminal_a_saved_file_is_played_while_somebody_thinks(draft: tuple[Path, Path]) -> None:
    with Terminal("preview", str(draft[0]), cwd=draft[0].parent) as terminal:
        terminal.until("You:")
        terminal.type("What is your job?")
        terminal.until("nurse")
        terminal.until("You:")
        reworded(draft[0], "a nurse on", "a porter on")
        terminal.until("1 line said again")
        terminal.until("porter")
        terminal.until("You:")
        reworded(draft[0], "pronoun: he", "pronoun: it")
        terminal.until("Use one of")
        terminal.until("goes on with the version before")
        terminal.until("You:")
        terminal.type("/end")
        assert terminal.ends() == 0
