"""Answers to drills in the store: never lost, judged once, gone with their session."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trainer.desk import Desk
from trainer.storage.restoring import restore
from trainer.storage.store import Store

ROOT = Path(__file__).parents[2]


def test_an_answer_is_kept_with_what_was_asked_and_when(tmp_path: Path) -> None:
    store = Store.open(tmp_path, clock=lambda: 1_770_000_000_000)
    n = store.drills.keep("mirror-key", "hash", "your \ud800brother\0")
    (row,) = store.drills.unsettled()
    assert (row.n, row.drill, row.hash, row.text) == (n, "mirror-key", "hash", "your ?brother")
    assert row.at == datetime.fromtimestamp(1_770_000_000, UTC) and row.passed is None
    store.drills.settle(n, True, "right", "1")
    store.drills.settle(n, False, "asks", "2")
    (row,) = store.drills.answers()
    assert (row.passed, row.reason, row.judge) == (True, "right", "1")
    assert store.drills.unsettled() == [] and store.drills.count() == 1
    store.close()


def test_only_the_last_answers_of_each_drill_are_given_and_in_order(tmp_path: Path) -> None:
    times = iter(range(1_000_000_000_000, 2_000_000_000_000, 60_000))
    store = Store.open(tmp_path, clock=lambda: next(times))
    for n in range(7):
        store.drills.settle(store.drills.keep("a" if n % 2 else "b", "h", str(n)), n > 3, "right", "1")
    store.drills.keep("a", "h", "not judged")
    store.drills.keep("c", "h", "not judged")
    assert [(n, passed) for n, _, passed in store.drills.judged("a", 2)] == [(4, False), (6, True)]
    assert [(n, passed) for n, _, passed in store.drills.judged("b", 9)] == [
        (1, False), (3, False), (5, True), (7, True),
    ]  # fmt: skip
    assert store.drills.judged("c", 2) == [] and store.drills.ends() == {"a": 6, "b": 7}
    assert store.drills.hours() == {1_000_000_000_000 - 1_000_000_000_000 % 3_600_000: 9}
    store.close()


#: An answer is given, and the program is killed while it is judged.
KILLED = """
    import os, signal, sys
    from pathlib import Path
    from trainer.desk import Desk
    from trainer.practice.drills import judge as judging
    judging.judge = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    desk = Desk.open(Path(sys.argv[1]))
    desk.drilling.answer(desk.drilling.find("mirror-key"), sys.argv[2])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_an_answer_outlives_a_kill_between_giving_and_judging_it(tmp_path: Path) -> None:
    text = "your brother, for when he comes"
    program = textwrap.dedent(KILLED)
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), text], cwd=ROOT, env=dict(os.environ), timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    desk = Desk.open(tmp_path)
    (row,) = desk.store.drills.unsettled()
    assert (row.text, row.passed) == (text, None)
    assert desk.drilling.overview().standings["mirror-key"].tries == 1
    (row,) = desk.drilling.answers()
    assert row.text == text and row.passed is not None and row.judge
    desk.close()


def test_an_answer_to_another_version_of_a_drill_is_kept_and_left_unjudged(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path)
    desk.store.drills.keep("mirror-key", "a hash of old", "your brother")
    desk.store.drills.keep("a-drill-that-is-gone", "h", "words")
    assert "mirror-key" not in desk.drilling.overview().standings
    assert [row.passed for row in desk.drilling.answers()] == [None, None]
    desk.close()


def test_a_backup_holds_the_answers(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "one")
    desk.drilling.answer(desk.drilling.find("mirror-key"), "your brother")
    desk.store.backup(tmp_path / "all.db")
    desk.close()
    (tmp_path / "two").mkdir()
    restore(tmp_path / "all.db", tmp_path / "two")
    other = Store.open(tmp_path / "two")
    assert [row.text for row in other.drills.answers()] == ["your brother"]
    other.close()


def test_a_database_from_before_the_drills_gets_their_table(tmp_path: Path) -> None:
    from trainer.storage.migrations import MIGRATIONS

    Store.open(tmp_path, migrations=MIGRATIONS[:2]).close()
    store = Store.open(tmp_path)
    assert store.drills.count() == 0 and store.verify() == []
    store.close()


def test_figures_of_many_answers_equal_those_of_all_of_them_folded_one_by_one(tmp_path: Path) -> None:
    """Many years of answers: what the store gives is enough, and what it leaves out changes nothing by its own rule."""
    from trainer.practice.schedule import FOLDED, Answered, folds, standings, weakness

    many = 200_000 if os.environ.get("TRAINER_SOAK") else 2_000
    desk = Desk.open(tmp_path, clock=lambda: 1_700_000_000_000 + many * 3_600_000)
    log, drills = desk.store.drills, [f"d{n}" for n in range(12)]
    rows = [(n + 1, drills[n % 12], 1_700_000_000_000 + n * 3_600_000, n % 5 > 0) for n in range(many)]
    with desk.store._raw("fill") as raw:
        raw.executemany("INSERT INTO drill_answers VALUES (?, ?, 'h', ?, 'words', ?, 'right', '1')", rows)
        raw.commit()
    answers = [Answered(drill, datetime.fromtimestamp(at / 1000, UTC), passed) for _, drill, at, passed in rows]

    def same() -> None:
        folded = desk.drilling._folded()
        whole = folds(answers)
        now = answers[-1].at
        assert standings(folded, now) == standings(whole, now) == desk.drilling.overview().standings
        skills = {name: f"skill-{name[-1]}" for name in drills}
        assert weakness(skills, folded) == weakness(skills, whole)
        hours: dict[int, int] = {}
        for one in answers:
            hour = int(one.at.timestamp()) // 3600 * 3_600_000
            hours[hour] = hours.get(hour, 0) + 1
        assert log.hours() == hours and log.count() == desk.drilling.overview().answers == len(answers)
        assert {one.tries for one in folded.values()} == {FOLDED}

    same()  # made of all
    same()  # as it was kept
    for passed in (True, False, False):
        log.settle(log.keep("d3", "h", "words"), passed, "right", "1")
        answers.append(Answered("d3", log.now(), passed))
        same()  # one answer more
    with desk.store._raw("damage") as raw:
        raw.execute("UPDATE drill_cards SET card = '{}' WHERE drill < 'd2'")
        raw.execute("DELETE FROM drill_cards WHERE drill = 'd7'")
        raw.execute("UPDATE drill_hours SET answers = answers + 1 WHERE hour % 5 = 0")
    same()  # damaged and missing
    with desk.store._raw("look") as raw:
        assert raw.execute("SELECT count(*) FROM drill_cards WHERE card <> '{}'").fetchone() == (12,)
        assert raw.execute("SELECT sum(answers) FROM drill_hours").fetchone() == (len(answers),)
    assert list(tmp_path.glob("crash*")) == []
    desk.close()


def test_an_older_answer_that_is_judged_later_counts_where_its_drill_stands(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path)
    log = desk.store.drills
    early = log.keep("d", "h", "stored, and the program ended")
    log.settle(log.keep("d", "h", "words"), True, "right", "1")
    assert desk.drilling._folded()["d"].recent == ((2, True),)
    log.settle(early, False, "asks", "1")
    assert desk.drilling._folded()["d"].recent == ((1, False), (2, True))
    desk.close()


def test_cards_are_kept_only_while_they_are_true(tmp_path: Path) -> None:
    from trainer.storage.drills import CardRow

    store = Store.open(tmp_path)
    store.drills.settle(store.drills.keep("d", "h", "words"), True, "right", "1")
    store.drills.keep_cards("1", {"d": CardRow(7, "of another answer"), "gone": CardRow(1, "of none")})
    assert store.drills.cards("1") == {}
    store.drills.keep_cards("1", {"d": CardRow(1, "card")})
    assert store.drills.cards("1") == {"d": CardRow(1, "card")} and store.drills.cards("2") == {}
    store.close()
