"""Progress over stored sessions: noted when a session is scored, made where missing, equal to what the events say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.many_sessions import Made, answer, calls, fill
from trainer.conversation.events import Debrief, LearnerSaid
from trainer.conversation.interview import JournalError
from trainer.desk import Desk
from trainer.desk.progress import Reading
from trainer.practice.progress.counting import tally_of
from trainer.practice.progress.progress import progress_of
from trainer.practice.progress.tally import VERSION
from trainer.scoring.score import score
from trainer.storage.exchange import export_session, import_session, text_of
from trainer.storage.restoring import restore
from trainer.storage.tallies import Tallied, TallyShelf

LINES = (
    "How did it begin?", "What happened then?", "Did you like it?", "It sounds like that was hard.",
    "What did you do next?", "What was that evening like?", "Was it late?",
)  # fmt: skip


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return calls(1, 6)


@pytest.fixture
def home(tmp_path: Path, made: list[Made]) -> Path:
    fill(tmp_path, 12, made, tallied=False)
    return tmp_path


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    with closing(Desk.open(home)) as opened:
        yield opened


def test_the_first_reading_scores_what_has_no_tally_and_says_how_far_it_is(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    reading = desk.progress.read(lambda done, of: told.append((done, of)))
    assert told == [(number, 12) for number in range(12)]
    assert len(reading.entries) == 12 and reading.left_out == 0
    told.clear()
    assert desk.progress.read(lambda done, of: told.append((done, of))) == reading and told == []


def test_the_figures_equal_those_made_from_the_events(desk: Desk) -> None:
    reading = desk.progress.read()
    fresh = []
    for one in reading.entries:
        events = desk.events(one.session)
        call = desk._call(events)
        fresh.append(tally_of(events, score(events, call), call)[0])
    assert [one.tally for one in reading.entries] == fresh
    assert reading.progress == progress_of(reading.entries)
    assert reading.progress.seconds == sum(reading.days.values()) == sum(one.seconds for one in reading.entries)


def test_tallies_of_another_version_are_made_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.progress.read()
    monkeypatch.setattr("trainer.practice.progress.tally.VERSION", "next")
    assert desk.store.tallies.rows("next") == []
    assert desk.progress.read() == before
    assert len(desk.store.tallies.rows("next")) == 12 and desk.store.tallies.rows(VERSION) == []


def test_a_damaged_tally_is_made_anew(desk: Desk, home: Path) -> None:
    before = desk.progress.read()
    with closing(sqlite3.connect(home / "trainer.db")) as raw, raw:
        raw.execute("UPDATE tallies SET figures = '{\"counts\":7}'")
    assert desk.progress.read() == before


def test_a_session_whose_scenario_is_not_kept_is_left_out_and_counted(desk: Desk, home: Path) -> None:
    with closing(sqlite3.connect(home / "trainer.db")) as raw, raw:
        first = raw.execute("SELECT content FROM sessions ORDER BY started_at").fetchone()[0]
        raw.execute("DELETE FROM contents WHERE hash = ?", (first,))
        gone = raw.execute("SELECT count(*) FROM sessions WHERE content = ?", (first,)).fetchone()[0]
    reading = desk.progress.read()
    assert reading.left_out == gone == 2 and len(reading.entries) == 10


def test_every_point_leads_to_a_turn_and_to_the_words_said_in_it(desk: Desk) -> None:
    reading = desk.progress.read()
    for skill in ("open", "gives_back", "tells", "push"):
        points = desk.progress.points(skill, reading.entries)
        assert points and all(one.of >= one.found for one in points)
        for point in points:
            said = {e.turn: e.text for e in desk.events(point.session) if isinstance(e, LearnerSaid)}
            assert point.quote == (said[point.turn] if point.turn else "")
    opened = desk.progress.points("open", reading.entries)
    assert all(one.turn in one.turns[0] for one in opened if one.found)


def test_a_session_is_counted_as_soon_as_it_is_scored_and_gone_when_it_is_deleted(tmp_path: Path) -> None:
    with closing(Desk.open(tmp_path)) as desk:
        assert desk.progress.read().entries == ()
        session = desk.start("game-nobody-plays", seed=3)
        for line in LINES:
            session.say(line)
        session.end()
        desk.debrief(session, Debrief("They like it."))
        assert desk.store.tallies.version(session.id) == VERSION
        (one,) = desk.progress.read().entries
        assert one.attempt and one.tally.turns == 7 and one.tally.counts["open"] == (4, 6)
        branch = desk.resume(session.id, 3)
        branch.end()
        desk.debrief(branch, Debrief(""))
        reading = desk.progress.read()
        assert (reading.progress.attempts, reading.progress.practice) == (1, 1)
        desk.store.delete(branch.id)
        assert [one.session for one in desk.progress.read().entries] == [session.id]
        desk.store.delete(session.id)
        assert desk.progress.read().entries == ()


def test_a_scorecard_is_read_also_where_nothing_can_be_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: TallyShelf, made: Tallied) -> None:
        raise JournalError("The disk is full.")

    monkeypatch.setattr(TallyShelf, "keep", full)
    session = desk.store.tallies.missing(VERSION)[0]
    assert desk.score(session).session == session
    with pytest.raises(JournalError, match="could not be stored"):
        desk.progress.read()


def test_drills_count_as_time_practised_on_the_day_they_were_answered(desk: Desk, home: Path) -> None:
    before = desk.progress.read()
    answer(home, 12)
    after = desk.progress.read()
    assert (before.answers, after.answers) == (0, 12)
    assert sum(after.days.values()) - sum(before.days.values()) == 12 * 60
    assert after.progress == before.progress and set(before.days) <= set(after.days)


def _same(desk: Desk) -> Reading:
    """What is kept says what all tallies say; gives it."""
    kept, anew = desk.progress.look(), desk.progress.read()
    assert replace(kept, entries=tuple(kept.entries)) == anew and len(kept.entries) == len(anew.entries)
    return kept


def _nothing_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("trainer.practice.progress.progress.progress_of", None)
        patch.setattr(TallyShelf, "rows", None)
        desk.progress.look()


def test_what_is_kept_of_progress_is_what_the_tallies_say(
    desk: Desk, home: Path, made: list[Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    _same(desk)
    _nothing_is_made(desk, monkeypatch)
    _same(desk)
    answer(home, 30)
    assert _same(desk).answers == 30
    desk.store.delete(desk.progress.read().entries[3].session)
    assert len(_same(desk).entries) == 11
    desk.store.set_overall(desk.progress.read().entries[0].session, 99.5)
    assert _same(desk).progress.tries[0].first.overall == 99.5
    _nothing_is_made(desk, monkeypatch)
    for damage in (
        "UPDATE kept SET figures = replace(figures, '1', '2')", "UPDATE kept SET figures = '{}', digest = digest",
        "UPDATE kept SET version = 'next'", "DELETE FROM kept",
    ):  # fmt: skip
        with closing(sqlite3.connect(home / "trainer.db")) as raw, raw:
            assert raw.execute(damage).rowcount == 1
        _same(desk)
        _nothing_is_made(desk, monkeypatch)


def test_figures_that_are_read_but_hold_no_progress_are_made_anew(desk: Desk) -> None:
    from trainer.practice.progress import kept

    before = _same(desk)
    for text in ("{}", "[]", '{"progress":{},"times":[1],"left_out":0}', "null"):
        desk.store.kept.keep_progress(kept.version(), desk.store.kept.basis(), text)
        assert desk.store.kept.progress(kept.version()) == text
        assert _same(desk).progress == before.progress


def test_figures_of_what_has_meanwhile_changed_are_not_kept(desk: Desk) -> None:
    from trainer.practice.progress import kept

    desk.progress.read()
    basis = desk.store.kept.basis()
    desk.store.delete(desk.history(1)[0].id)
    desk.store.kept.keep_progress(kept.version(), basis, "of before")
    assert desk.store.kept.progress(kept.version()) is None
    assert len(_same(desk).entries) == 11


def test_what_is_kept_follows_a_backup_put_back_and_an_import(
    desk: Desk, home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    file, backup = elsewhere / "one.json", elsewhere / "all.backup.db"
    whole = _same(desk)
    session = whole.entries[5].session
    desk.store.backup(backup)
    file.write_text(text_of(export_session(desk.store, session)), encoding="utf-8")
    desk.store.delete(session)
    assert len(_same(desk).entries) == 11
    assert import_session(desk.store, file.read_bytes(), lambda events: list(events)) == session
    assert len(_same(desk).entries) == 12
    answer(home, 7)
    assert _same(desk).answers == 7
    desk.close()
    restore(backup, home)
    with closing(Desk.open(home)) as restored:
        again = _same(restored)
        assert (again.progress, again.days, tuple(again.entries)) == (
            whole.progress, whole.days, tuple(whole.entries),
        )  # fmt: skip
        restored.store.wipe()
        assert len(_same(restored).entries) == 0
