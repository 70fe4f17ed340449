"""The debrief pack: what the group found, with nobody quoted who did not agree, and nothing that runs in a document."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from tests.workshop.event import made
from trainer.conversation.events import Debriefed, LearnerSaid
from trainer.scoring.score import score
from trainer.workshop.event.pack import Heard, RoundPack, round_pack
from trainer.workshop.event.pack_page import pack_page, written

FORMS = ("md", "html", "json", "csv")


def heard(*agreed: str) -> list[Heard]:
    return [Heard(f"Name {seat}", seat in agreed, made.played(seat, kind)) for seat, kind in made.SEATS]


def pack(*agreed: str, quotes: bool = True, named: bool = False) -> RoundPack:
    return round_pack(1, made.customer(), heard(*agreed), quotes=quotes, named=named)


def lines(seat: str) -> list[str]:
    """Give what a seat typed, as far as nobody else would have."""
    own = [event.text for event in made.played(seat, dict(made.SEATS)[seat]) if isinstance(event, LearnerSaid)]
    return [line for line in own if len(line) > 12]


def test_facts_are_counted_over_everybody() -> None:
    found = pack()
    cards = [score(made.played(seat, kind), made.customer()) for seat, kind in made.SEATS]
    assert found.people == 4 and found.debriefs == 4 and len(found.found) == len(made.customer().whole.facts)
    for fact in found.found:
        outcomes = [one.outcome for card in cards for one in card.facts if one.id == fact.id]
        ours = [fact.earned, fact.volunteered, fact.missed]
        assert ours == [outcomes.count(name) for name in ("earned", "volunteered", "missed")] and sum(ours) == 4
    assert sum(fact.earned for fact in found.found) > 0
    scores = sorted(card.overall for card in cards if card.overall is not None)
    assert (found.spread.scored, found.spread.low, found.spread.high) == (len(scores), scores[0], scores[-1])


def test_the_four_forces_count_who_heard_and_who_claims() -> None:
    found = pack()
    assert [one.force for one in found.forces] == ["push", "pull", "anxiety", "habit"]
    for force in found.forces:
        mine = {fact.title: fact.earned + fact.volunteered for fact in found.found if fact.force == force.force}
        assert dict(force.facts) == mine
        debriefs = [e for one in heard() for e in one.events if isinstance(e, Debriefed)]
        assert force.claimed == sum(bool(getattr(one, force.force)) for one in debriefs)


def test_best_questions_are_of_those_who_agreed_with_the_answer_they_got() -> None:
    found = pack("s1")
    assert found.best and all(quote.answer and "opened" in quote.why for quote in found.best)
    assert {quote.text for quote in found.best} <= set(lines("s1")) and len(found.best) <= 2
    assert all(not quote.who for quote in found.best)
    assert {quote.who for quote in pack("s1", named=True).best} == {"Name s1"}


@pytest.mark.parametrize(("agreed", "quotes"), [((), True), (("s1", "s2", "s3", "s4"), False)])
@pytest.mark.parametrize("form", FORMS)
def test_nobody_is_quoted_or_named_without_consent(form: str, agreed: tuple[str, ...], quotes: bool) -> None:
    text = written(pack_page("T", [pack(*agreed, quotes=quotes, named=True)]), form)  # type: ignore[arg-type]
    assert "Name s" not in text
    for seat, _ in made.SEATS:
        assert not [line for line in lines(seat) if line in text]


def test_one_who_agreed_opens_no_door_to_another() -> None:
    text = written(pack_page("T", [pack("s1", named=True)]), "json")
    said = set(lines("s1"))
    assert [line for line in said if json.dumps(line, ensure_ascii=False)[1:-1] in text]
    for seat in ("s2", "s3", "s4"):
        assert not [line for line in lines(seat) if line not in said and line in text]
        assert f"Name {seat}" not in text


def test_moments_say_what_was_missing_and_how_often() -> None:
    found = pack("s1", "s2", "s3", "s4")
    assert 1 < len(found.moments) <= 5
    order = [(-one.near, -one.missed) for one in found.moments]
    assert order == sorted(order), "the moment that most came near and missed comes first"
    cards = [score(one.events, made.customer()) for one in heard()]
    for moment in found.moments:
        assert moment.near == sum(any(m.title == moment.title for m in card.missed_moments) for card in cards)
        assert 0 < moment.lacked <= moment.near and moment.what and ":" not in moment.what
        assert moment.early <= moment.near <= moment.missed <= found.people
    assert any(one.example for one in found.moments) and not any(one.example for one in pack().moments)


def twice(*agreed: str) -> list[Heard]:
    """Give the same group twice, so that what one has two have."""
    return [*heard(*agreed), *(replace(one, name=f"{one.name} again") for one in heard(*agreed))]


def test_habits_are_those_of_the_scorecards_without_a_name() -> None:
    found = round_pack(1, made.customer(), twice(), quotes=True, named=False)
    assert found.habits and min(habit.people for habit in found.habits) >= 2
    for habit in found.habits:
        cards = [score(one.events, made.customer()) for one in twice()]
        assert habit.people == sum(any(item.rule == habit.rule for item in card.items) for card in cards)
        assert habit.people <= habit.times


def test_a_habit_of_one_alone_is_told_to_nobody_for_all_would_know_whose_it_is() -> None:
    cards = [score(one.events, made.customer()) for one in heard()]
    people = {
        habit.rule: sum(any(i.rule == habit.rule for i in card.items) for card in cards)
        for habit in round_pack(1, made.customer(), twice(), quotes=True, named=False).habits
    }
    assert 1 in people.values()
    assert {habit.rule for habit in pack().habits} == {rule for rule, count in people.items() if count > 1}


def test_a_debrief_that_nobody_wrote_is_not_counted() -> None:
    first, *others = heard()
    silent = replace(first, events=tuple(Debriefed("") if e.kind == "debriefed" else e for e in first.events))
    found = round_pack(1, made.customer(), [silent, *others], quotes=True, named=False)
    assert (found.people, found.debriefs) == (4, 3)


def test_a_question_that_several_asked_is_shown_once() -> None:
    found = round_pack(1, made.customer(), twice("s1", "s2"), quotes=True, named=False)
    asked = [quote.text.casefold() for quote in found.best]
    assert asked and len(asked) == len(set(asked))


def test_the_order_of_the_participants_changes_nothing() -> None:
    other = round_pack(1, made.customer(), heard("s1", "s3")[::-1], quotes=True, named=False)
    assert other == pack("s1", "s3")


def test_a_round_that_nobody_played_is_a_pack_as_well() -> None:
    nobody = round_pack(2, made.customer(), [], quotes=True, named=False)
    assert (nobody.people, nobody.best, nobody.moments, nobody.spread.low) == (0, (), (), None)
    page = pack_page("T", [pack(), nobody])
    for form in FORMS:
        assert written(page, form)  # type: ignore[arg-type]
    assert "Round 2: nobody was on the call" in written(page, "md")
    assert "No round has been revealed" in written(pack_page("T", []), "md")


def test_what_participants_type_stays_text_in_every_format() -> None:
    hostile = "=HYPERLINK(1) <script>alert(1)</script> [x](http://evil) \x1b]0;t\x07 \u202e"
    people = heard("s1", "s2", "s3", "s4")
    shown = [replace(one, name=hostile) for one in people]
    page = pack_page(hostile, [round_pack(1, made.customer(), shown, quotes=True, named=True)])
    texts = {form: written(page, form) for form in FORMS}  # type: ignore[arg-type]
    assert "<script>alert" not in texts["html"] and "[x](http" not in texts["md"] and "<script>" not in texts["md"]
    for form in ("md", "html", "csv"):
        assert not [char for char in texts[form] if char in "\x1b\u202e\x07"]
    assert json.loads(texts["json"])["title"].startswith("Debrief: =HYPERLINK")
    rows = list(csv.reader(io.StringIO(texts["csv"])))
    assert rows[0][:3] == ["round", "fact", "title"] and len(rows) == 1 + len(made.customer().whole.facts)
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@")]


def test_questions_for_the_talk_come_from_this_group() -> None:
    found = round_pack(1, made.customer(), twice(), quotes=True, named=False)
    assert 3 <= len(found.questions) <= 8
    assert any(found.moments[0].title in question for question in found.questions)
    assert any(found.habits[0].note in question for question in found.questions)
