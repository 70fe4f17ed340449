"""Drills made of the learner's own calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.content.findings import ContentError
from trainer.conversation.events import CustomerSaid, Debrief, LearnerSaid
from trainer.conversation.interview import SessionError
from trainer.desk import Desk
from trainer.practice.drills.judge import judge
from trainer.practice.own import own_drills
from trainer.practice.own_kept import drills_from, id_of, parts_of, text_of

#: A poor interviewer: leads, doubles, imagines, sells.
POOR = (
    "Hi, thanks for your time. You love the game, don't you?",
    "What did you do last evening and who was with you and do you do it every day?",
    "Would you pay for a premium version of it?",
    "You should try the new arena, it's great.",
    "We're building a new arena, you will love it.",
    "Is it because the levels are too hard?",
    "Don't you think more levels would help?",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk.open(tmp_path_factory.mktemp("own"))
    session = desk.start("game-nobody-plays", seed=3)
    for line in POOR:
        session.say(line)
    session.end()
    desk.debrief(session.id, Debrief(insight="She likes the levels."))
    return desk


def _only(desk: Desk) -> str:
    return desk.history()[0].id


def test_weak_moments_become_drills_with_the_customers_words_and_the_line_that_was_said(desk: Desk) -> None:
    session = _only(desk)
    made = own_drills(desk.score(session), desk.events(session), "Maren")
    assert 2 <= len(made) <= 4
    said = dict(enumerate(POOR, 1))
    for drill in made:
        own = parts_of(drill.id)
        assert own is not None and own[0] == session
        assert drill.item.line == said[own[1]] and f"turn {own[1]}, again" in (drill.item.situation or "")
        assert drill.item.customer[0] in {e.text for e in desk.events(session) if isinstance(e, CustomerSaid)}


def test_an_own_drill_is_judged_like_any_other(desk: Desk) -> None:
    session = _only(desk)
    for drill in own_drills(desk.score(session), desk.events(session), "Maren"):
        assert judge(drill, drill.item.better[0]).passed
        assert not judge(drill, drill.item.line or "").passed
        assert not judge(drill, "Our new version is great, you will love it.").passed


def test_the_desk_offers_them_first_and_finds_them_by_id(desk: Desk) -> None:
    seen = desk.drilling.overview()
    own = seen.skills[-1] if seen.skills[-1].id == "own" else seen.skills[0]
    assert own.id == "own" and seen.plan.drills[0].startswith("own:")
    assert desk.drilling.find(own.drills[0].id) == own.drills[0]
    assert desk.drilling.answer(own.drills[0], "What happened then?").reason


def test_a_turn_that_is_no_drill_is_said_so(desk: Desk) -> None:
    session = _only(desk)
    with pytest.raises(ContentError, match="is no drill; it gives own:"):
        desk.drilling.find(id_of(session, 99))
    with pytest.raises(SessionError):
        desk.drilling.find("own:nobody:1")


def test_kept_drills_of_a_session_are_those_made_of_it_and_damaged_ones_are_made_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = _only(desk)
    row = desk.store.session(session)
    assert row is not None
    made = own_drills(desk.score(session), desk.events(session), row.customer)
    assert made and drills_from(text_of(made)) == made
    assert [one.hash for one in drills_from(text_of(made))] == [one.hash for one in made]

    def again() -> tuple[object, ...]:
        desk.drilling._own.clear()
        return desk.drilling._own_of(session)

    assert again() == made
    with monkeypatch.context() as patch:
        patch.setattr("trainer.practice.own.own_drills", None)
        assert again() == made  # as kept
    for damaged in ("", "{}", "[[1]]", '[["open","t","i","s","c",7,[]]]'):
        with desk.store._raw("damage") as raw:
            assert raw.execute("UPDATE own_drills SET drills = ?", (damaged,)).rowcount == 1
        assert again() == made


def test_deleting_the_session_deletes_the_answers_to_its_drills(desk: Desk) -> None:
    session = _only(desk)
    drill = desk.drilling.overview().skills[0].drills[0]
    desk.drilling.answer(drill, "a telling answer")
    mirror = desk.drilling.find("mirror-key")
    desk.drilling.answer(mirror, "your brother")
    desk.store.delete(session)
    assert [row.drill for row in desk.drilling.answers()] == ["mirror-key"]
    assert list(desk.drilling.overview().standings) == ["mirror-key"]
    with desk.store._raw("look") as raw:
        for table in ("own_drills", "kept"):
            assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        assert raw.execute("SELECT drill FROM drill_cards").fetchall() == [("mirror-key",)]
        assert raw.execute("SELECT sum(answers) FROM drill_hours").fetchone() == (1,)


def test_ids_of_own_drills_are_told_from_others() -> None:
    assert parts_of("own:abc:7") == ("abc", 7)
    assert parts_of("mirror-key") is None and parts_of("own::7") is None and parts_of("own:abc:x") is None


def test_no_secret_is_in_an_own_drill(desk: Desk, tmp_path: Path) -> None:
    other = Desk.open(tmp_path)
    session = other.start("game-nobody-plays", seed=5)
    for line in POOR:
        session.say(line)
    session.end()
    card = other.debrief(session.id, Debrief(insight="Levels."))
    told = " ".join(e.text for e in other.events(session.id) if isinstance(e, (CustomerSaid, LearnerSaid)))
    for drill in own_drills(card, other.events(session.id), "Maren"):
        shown = (*drill.item.customer, drill.item.line or "")
        assert all(text in told for text in shown)
        for motivation in card.motivations:
            assert motivation.insight not in " ".join((*shown, drill.task, *drill.item.better))
    other.close()
