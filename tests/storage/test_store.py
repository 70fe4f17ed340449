"""What the store keeps, lists, finds and forgets."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.content.catalogue import Catalogue
from trainer.conversation.events import CustomerSaid, Debriefed, Ended, LearnerSaid, Started
from trainer.conversation.interview import Journal, JournalError
from trainer.storage.store import Store

from .made import begin, call, debrief, played, started, turn


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    ticks = count(1_700_000_000_000, 1000)
    opened = Store.open(tmp_path / "home", clock=lambda: next(ticks))
    yield opened
    opened.close()


def test_the_store_is_a_journal(store: Store) -> None:
    journal: Journal = store
    journal.append("s1", [started()])
    assert store.events("s1") == (started(),)


def test_events_come_back_as_they_were_in_their_order(store: Store) -> None:
    events = call()
    store.append("s1", events[:5])
    store.append("s1", events[5:])
    store.append("s1", debrief())
    assert store.events("s1") == (*events, *debrief())


def test_the_row_of_a_session_follows_its_events(store: Store) -> None:
    begin(store)
    row = store.session("s1")
    assert row is not None and (row.status, row.turns, row.personas, row.seed) == ("open", 0, ("ada-lind",), 7)
    store.append("s1", turn(1))
    store.append("s1", turn(2))
    store.append("s1", [Ended(2, "learner")])
    row = store.session("s1")
    assert row is not None and (row.status, row.turns, row.overall) == ("ended", 2, None)
    store.append("s1", debrief())
    store.set_overall("s1", 62.5)
    row = store.session("s1")
    assert row is not None and (row.status, row.overall) == ("debriefed", 62.5)
    assert row.updated_at > row.started_at


def test_a_list_shows_title_and_customer_as_they_were_played(store: Store) -> None:
    real = played(store)
    row = store.sessions()[0]
    assert (row.title, row.customer, row.seed) == (real.scenario.title, real.personas[0].name, 2**80)


def test_sessions_are_listed_by_pages_last_touched_first(store: Store) -> None:
    for name in "abcde":
        begin(store, name, scenario="small-shop" if name < "d" else "other-shop")
    store.append("b", turn(1))
    assert [row.id for row in store.sessions()] == ["b", "e", "d", "c", "a"]
    assert [row.id for row in store.sessions(limit=2, offset=1)] == ["e", "d"]
    assert [row.id for row in store.sessions(scenario="other-shop")] == ["e", "d"]
    store.append("d", [Ended(0, "learner")])
    assert [row.id for row in store.sessions(status="ended")] == ["d"]
    assert (store.count(), store.count("other-shop"), store.count("none")) == (5, 2, 0)


def test_the_beginning_of_an_id_is_enough_if_it_is_the_only_one(store: Store) -> None:
    for name in ("abc1", "abd2", "ab"):
        begin(store, name)
    for prefix, whole in {"abc": "abc1", "ab": "ab", "abd2": "abd2"}.items():
        found = store.find(prefix)
        assert found is not None and found.id == whole
    assert [store.find(prefix) for prefix in ("x", "", "a%", "AB", "abc12")] == [None] * 5
    with pytest.raises(JournalError, match="ab, abc1, abd2; give more of the id"):
        store.find("a")


def test_nothing_is_known_of_a_session_that_was_never_there(store: Store) -> None:
    assert store.session("x") is None
    assert store.events("x") == ()
    assert store.draft("x", "line") == ""
    assert store.delete("x") is False
    with pytest.raises(JournalError, match="not stored here"):
        store.append("x", [LearnerSaid(1, "Hello?")])


def test_a_session_begins_once(store: Store) -> None:
    begin(store)
    with pytest.raises(JournalError, match="stored already"):
        begin(store)
    with pytest.raises(JournalError, match="names another session"):
        store.append("s2", [started("s3")])
    assert len(store.events("s1")) == 2 and store.events("s2") == ()


def test_two_windows_on_one_session_cannot_both_go_on(store: Store) -> None:
    begin(store)
    store.append("s1", turn(1, "From one window"))
    with pytest.raises(JournalError, match="another window"):
        store.append("s1", turn(1, "From the other"))
    store.append("s1", [Ended(1, "learner")])
    for late in ([LearnerSaid(2, "Still there?")], [Ended(1, "patience")], [CustomerSaid(1, "Bye.")]):
        with pytest.raises(JournalError, match="another window"):
            store.append("s1", late)
    store.append("s1", [Debriefed("One.")])
    with pytest.raises(JournalError, match="handed in already"):
        store.append("s1", [Debriefed("Two.")])
    assert [e.insight for e in store.events("s1") if isinstance(e, Debriefed)] == ["One."]


def test_of_a_batch_that_fails_nothing_is_stored(store: Store) -> None:
    begin(store)
    with pytest.raises(JournalError):
        store.append("s1", [*turn(1), *turn(3)])
    assert len(store.events("s1")) == 2
    row = store.session("s1")
    assert row is not None and row.turns == 0


def test_drafts_are_kept_for_each_purpose_and_replaced(store: Store) -> None:
    begin(store)
    store.save_draft("s1", "line", "Wha")
    store.save_draft("s1", "line", "What hap")
    store.save_draft("s1", "notes", "asks\nfor levels")
    assert (store.draft("s1", "line"), store.draft("s1", "notes")) == ("What hap", "asks\nfor levels")
    store.drop_draft("s1", "line")
    assert (store.draft("s1", "line"), store.draft("s1", "notes")) == ("", "asks\nfor levels")


def test_a_draft_goes_together_with_becoming_a_line(store: Store) -> None:
    begin(store)
    store.save_draft("s1", "line", " And then?\t")
    store.save_draft("s1", "notes", "kept")
    store.append("s1", turn(1, "And then?"))
    assert (store.draft("s1", "line"), store.draft("s1", "notes")) == ("", "kept")


def test_what_is_typed_ahead_survives_the_line_before_it(store: Store) -> None:
    begin(store)
    store.save_draft("s1", "line", "The next thing")
    store.append("s1", turn(1, "And then?"))
    assert store.draft("s1", "line") == "The next thing"


def test_settings_are_kept(store: Store) -> None:
    assert store.setting("theme", "dark") == "dark"
    store.set_setting("theme", "light")
    store.set_setting("theme", "contrast")
    assert store.setting("theme") == "contrast"


def test_content_is_kept_once_for_each_version(store: Store) -> None:
    real = played(store)
    text = store.content(real.hash)
    assert text is not None
    store.keep_content(real.hash, text)
    assert store.content("0" * 64) is None
    with pytest.raises(JournalError, match="no canonical content"):
        store.keep_content("1" * 64, "{}")


def test_earlier_lines_are_those_of_sessions_with_other_customers_begun_before(store: Store) -> None:
    for name in ("old", "mid"):
        store.append(name, [Started(name, "small-shop", (f"customer-{name}",), 7, "h")])
        store.append(name, turn(1, f"First of {name}"))
    begin(store, "same")
    store.append("same", turn(1, "First of same"))
    begin(store, "own")
    store.append("own", turn(1, "First of own"))
    store.append("twig", [Started("twig", "small-shop", ("ada-lind",), 7, "h", branch_of="own", branch_at=1)])
    store.append("twig", turn(1, "First of twig"))
    store.append("late", [Started("late", "small-shop", ("customer-late",), 7, "h")])
    store.append("late", turn(1, "First of late"))
    store.append("old", turn(2, "Second of old"))
    assert store.earlier_lines("own") == (("First of mid",), ("First of old", "Second of old"))
    assert store.earlier_lines("twig") == (("First of mid",), ("First of old", "Second of old"))
    assert store.earlier_lines("late", limit=2) == (("First of twig",), ("First of own",))
    assert store.earlier_lines("nobody") == ()


def test_a_deleted_session_leaves_no_word_on_the_disk(store: Store, tmp_path: Path) -> None:
    begin(store)
    begin(store, "s2")
    store.append("s1", turn(1, "Xylophonist ostrich"))
    store.save_draft("s1", "notes", "Xylophonist ostrich")
    assert store.delete("s1") is True
    assert (store.events("s1"), store.draft("s1", "notes"), store.session("s1")) == ((), "", None)
    assert len(store.events("s2")) == 2
    for path in (tmp_path / "home").iterdir():
        assert b"Xylophonist" not in path.read_bytes(), path.name


def test_folder_and_files_are_for_their_owner_only(store: Store, tmp_path: Path) -> None:
    begin(store)
    home = tmp_path / "home"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()} == {0o600}


def test_a_folder_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    home = tmp_path / "mine"
    home.mkdir(mode=0o755)
    Store.open(home).close()
    assert stat.S_IMODE(home.stat().st_mode) == 0o755


def test_the_home_is_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "named"))
    Store.open().close()
    assert (tmp_path / "named" / "trainer.db").is_file()


def test_the_database_can_be_named_by_url(tmp_path: Path) -> None:
    opened = Store.open(url=f"sqlite:///{tmp_path / 'other.db'}")
    begin(opened)
    opened.close()
    again = Store.open(url=f"sqlite:///{tmp_path / 'other.db'}")
    assert len(again.events("s1")) == 2
    again.close()


@pytest.mark.parametrize("url", ["nonsense", "nosuch://host/x", "postgresql+nosuch://host/x", "sqlite+nosuch:///x"])
def test_a_database_url_that_cannot_be_used_is_one_clear_line(url: str) -> None:
    with pytest.raises(JournalError) as caught:
        Store.open(url=url)
    assert "\n" not in str(caught.value)


def test_the_database_runs_as_the_policy_says(store: Store, tmp_path: Path) -> None:
    begin(store)
    with store._raw("x") as connection:
        wanted = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "foreign_keys": 1, "secure_delete": 1}
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


def test_a_backup_is_a_whole_store_of_its_own(store: Store, tmp_path: Path) -> None:
    begin(store)
    (tmp_path / "saved").mkdir()
    store.backup(tmp_path / "saved" / "trainer.db")
    store.append("s1", turn(1))
    copy = Store.open(tmp_path / "saved")
    assert (len(copy.events("s1")), copy.verify()) == (2, [])
    copy.close()
    assert stat.S_IMODE((tmp_path / "saved" / "trainer.db").stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing_and_leaves_nothing_half_done(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "mine.db"
    target.write_text("mine")
    with pytest.raises(JournalError, match="already a file mine.db"):
        store.backup(target)
    assert target.read_text() == "mine"
    with pytest.raises(JournalError, match="choose another one"):
        store.backup(tmp_path / "none" / "x.db")
    assert sorted(os.listdir(tmp_path)) == ["home", "mine.db"]


def test_a_sound_store_verifies_and_a_damaged_one_says_so(tmp_path: Path) -> None:
    opened = Store.open(tmp_path)
    opened.append("s1", call(40))
    assert opened.verify() == []
    opened.close()
    raw = sqlite3.connect(tmp_path / "trainer.db")
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute("UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'drafts')"
                " WHERE name = 'settings'")  # fmt: skip
    raw.commit()
    raw.close()
    damaged = Store.open(tmp_path)
    assert damaged.verify() != []
    damaged.close()


def test_ten_thousand_sessions_are_listed_from_an_index(tmp_path: Path) -> None:
    from trainer.storage.rows import newest_query

    opened = Store.open(tmp_path)
    rows = [
        (
            f"s{n:05}",
            f"shop-{n % 4}",
            "p",
            "T",
            "C",
            "h",
            "1",
            n,
            n,
            9,
            ("open", "debriefed")[n % 50 > 0],
            1,
            "",
            0,
            50.0,
        )
        for n in range(10_000)
    ]
    with opened._raw("fill") as raw:
        raw.execute("BEGIN")
        raw.executemany(f"INSERT INTO sessions VALUES ({','.join('?' * 15)})", rows)
        raw.execute("COMMIT")
        for scenario, status in ((None, None), ("shop-1", None), (None, "open")):
            query = newest_query(scenario, status).limit(50).offset(20)
            sql = str(query.compile(opened._engine, compile_kwargs={"literal_binds": True}))
            plan = " ".join(str(row[3]) for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}"))
            assert "USING INDEX" in plan and "TEMP B-TREE" not in plan, plan
    assert [row.id for row in opened.sessions(limit=2, offset=9_000)] == ["s00999", "s00998"]
    assert opened.count() == 10_000
    opened.close()


def test_several_threads_share_one_store(store: Store) -> None:
    faults: list[Exception] = []

    def play(name: str) -> None:
        try:
            begin(store, name)
            for n in range(1, 16):
                store.save_draft(name, "line", f"q{n}")
                store.append(name, turn(n))
                assert len(store.events(name)) == 2 + 4 * n
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=play, args=(f"t{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert store.count() == 6 and store.verify() == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200) | st.sampled_from(["\ud800x", "\0", "';--", "%_\\", "\x1b]0;x\x07", "🙂" * 50]))
def test_any_text_is_kept_as_a_draft_and_as_a_line(store: Store, text: str) -> None:
    name = f"s{store.count()}"
    begin(store, name)
    store.save_draft(name, "line", text)
    kept = text.encode("utf-8", "replace").decode()
    assert store.draft(name, "line") == kept
    store.append(name, [LearnerSaid(1, text)])
    assert store.events(name)[-1] == LearnerSaid(1, kept)
    assert store.draft(name, "line") == ""


def test_every_scenario_that_ships_can_be_kept(store: Store) -> None:
    from trainer.content.version import canonical, from_canonical

    catalogue = Catalogue()
    for card in catalogue.scenarios():
        for persona in card.personas:
            real = catalogue.cast(card.id, persona)
            store.keep_content(real.hash, canonical(real.scenario, real.personas))
            text = store.content(real.hash)
            assert text is not None and from_canonical(text) == (real.scenario, real.personas)
