"""Two people on one call: who answers, what each keeps to themselves, what the other makes of it."""

from __future__ import annotations

import pytest

from trainer.content.version import from_canonical
from trainer.conversation.call import Call
from trainer.conversation.directing import tuning
from trainer.conversation.directing.direct import direct
from trainer.conversation.events import CustomerSaid, Event, TurnDirected, event_from, payload_of
from trainer.conversation.hearing.addressed import called
from trainer.conversation.hearing.hear import hear
from trainer.conversation.hearing.heard import OTHER
from trainer.conversation.session import Session, branch_of
from trainer.language.text import shingles, tokens

from . import made
from .company import CHIMES, FIRST, ILSE, MAREN, SECOND, call, started

PEOPLE = ((FIRST, MAREN), (SECOND, ILSE))
OPEN = "{}, what happened the last time?"


def said(events: tuple[Event, ...]) -> CustomerSaid:
    return next(event for event in events if isinstance(event, CustomerSaid))


def speaker(events: tuple[Event, ...]) -> str:
    return said(events).lines[0][0]


def turned(session: Session, turns: int) -> None:
    """Listen well, six turns to one of them, then six to the other."""
    for turn in range(turns):
        line = made.good_line(session)
        name = ("Maren", "Ilse")[turn // 6 % 2]
        session.say(f"{name}, {line}" if turn % 6 == 0 else line)


@pytest.mark.parametrize(
    ("line", "to", "rest"),
    [
        ("Ilse, what happened then?", (SECOND,), "what happened then?"),
        ("What do you think, Maren?", (FIRST,), None),
        ("And Ilse?", (SECOND,), None),
        ("Ilse Brandt, thank you for your time.", (SECOND,), "thank you for your time."),
        ("Thanks. Maren, how did it begin?", (FIRST,), None),
        ("ilse how did you come to it", (SECOND,), None),
        ("What did Ilse say about that?", (), None),
        ("Was Ilse there?", (), None),
        ("Maren said that you were late. How was that?", (), None),
        ("How did you two begin?", (FIRST, SECOND), None),
        ("Both of you: how was it?", (FIRST, SECOND), None),
        ("Thanks, Maren. And you, Ilse, what did you see?", (FIRST, SECOND), None),
        ("And you?", (OTHER,), None),
        ("And what about you, by the way?", (), None),
        ("", (), None),
    ],
)
def test_whom_a_line_is_said_to(line: str, to: tuple[str, ...], rest: str | None) -> None:
    assert called(line, PEOPLE) == (to, line if rest is None else rest)


def test_whoever_is_called_answers_and_goes_on_answering_until_the_other_is() -> None:
    session = started()
    assert speaker(session.say("How did it begin?")) == MAREN
    assert speaker(session.say(OPEN.format("Ilse"))) == ILSE
    assert speaker(session.say("How was that?")) == ILSE
    assert speaker(session.say("And you?")) == MAREN
    assert speaker(session.say("")) == MAREN


def test_both_are_heard_when_both_are_asked_and_they_take_turns_in_leading() -> None:
    session = started()
    first, second = (said(session.say(line)) for line in ("How did you two begin?", "And how is it for you both now?"))
    assert [name for name, _ in first.lines] == [ILSE, MAREN]
    assert [name for name, _ in second.lines] == [MAREN, ILSE]
    assert first.text == " ".join(words for _, words in first.lines)


def test_a_line_about_what_the_other_has_told_goes_to_the_other() -> None:
    session = started()
    session.say("Ilse, how did you come to the banner on the site?")
    told = next(iter(session.state.of(SECOND).told))
    words = next(fact for fact in session.call.whole.facts if fact.id == told).about
    session.say("Maren, what does a day look like for you?")
    assert speaker(session.say(f"What is it about the {words[0]}, the {words[1]}?")) == ILSE


@pytest.mark.parametrize("seed", range(6))
def test_nobody_tells_a_thing_of_the_other(seed: int) -> None:
    session = started(seed)
    turned(session, 36)
    people = {persona.name: persona for persona in call().personas}
    spoken = 0
    for event in session.events:
        for name, words in event.lines if isinstance(event, CustomerSaid) else ():
            other = next(persona for persona in people.values() if persona.name != name)
            mine = set(shingles((token.word for token in tokens(words)), 6))
            for line in made.lines_of(other):
                assert not mine & set(shingles((token.word for token in tokens(line)), 6)), (name, line)
            spoken += 1
    assert spoken > 36
    assert session.state.of(FIRST).told and session.state.of(SECOND).told
    facts = {persona.id: {fact.id for fact in persona.facts} for persona in people.values()}
    for persona, own in facts.items():
        state = session.state.of(persona)
        assert {*state.told, *state.hinted} <= own


def test_what_one_earns_reaches_the_other_at_a_lower_weight() -> None:
    session = started()
    before = {persona: session.state.of(persona) for persona in (FIRST, SECOND)}
    session.say("Maren, what is on that list of fourteen points, the last one you wrote?")
    gains = {persona: session.state.of(persona).trust - before[persona].trust for persona in (FIRST, SECOND)}
    assert 0 < gains[SECOND] < gains[FIRST]
    assert session.state.of(SECOND).listened == pytest.approx(tuning.OVERHEARD * session.state.of(FIRST).listened)


def test_a_pitch_to_one_costs_the_other_too_but_nobody_hangs_up_over_it() -> None:
    session = started()
    for _ in range(3):
        start = session.state.of(SECOND)
        session.say("Maren, our new release is great, and I think you will love it!")
        assert session.state.of(SECOND).trust < start.trust
    assert session.state.of(SECOND).patience > 0


def test_the_same_question_may_be_asked_of_each() -> None:
    session = started()
    session.say("Maren, how does an ordinary morning with it begin?")
    theirs = session.say("Ilse, how does an ordinary morning with it begin?")
    mine = session.say("Ilse, how does an ordinary morning with it begin?")
    codes = [
        {reason.code for reason in event.direction.because}
        for events in (theirs, mine)
        for event in events
        if isinstance(event, TurnDirected)
    ]
    assert "repeated" not in codes[0] and "repeated" in codes[1]


def test_somebody_puts_something_in_only_seldom() -> None:
    session = started()
    turned(session, 40)
    chimed = [e.turn for e in session.events if isinstance(e, TurnDirected) and e.direction.chime]
    assert chimed
    assert all(later - earlier >= tuning.CHIME_REST for earlier, later in zip(chimed, chimed[1:], strict=False))


def test_the_call_and_its_time_end_for_both() -> None:
    session = started()
    while not session.over:
        session.say("")
    assert session.state.of(SECOND).ended == session.state.of(FIRST).ended
    assert session.state.of(SECOND).turn == session.state.of(FIRST).turn == session.state.turn
    assert session.state.of(SECOND).seconds == session.state.seconds


def test_a_log_of_two_is_stored_read_and_gone_on_with_as_it_was() -> None:
    journal = made.Memory()
    session = started(3, journal)
    turned(session, 14)
    assert session.started.personas == (FIRST, SECOND)
    again = tuple(event_from(event.kind, payload_of(event)) for event in journal.events)
    resumed = Session.resume(call(), made.Memory(), again)
    assert resumed.state == session.state
    line = made.good_line(session)
    assert said(resumed.say(line)) == said(session.say(line))
    branch = Session(call(), made.Memory(), branch_of(again, 7, "two"))
    assert branch.state.turn == 6 and branch.state.of(SECOND).turn == 6


def test_a_direction_depends_on_nothing_but_what_it_is_given() -> None:
    session = started(2)
    turned(session, 9)
    heard = hear("Ilse, what came of that?", session.call.ear)
    assert direct(session.state, heard, call().cast) == direct(session.state, heard, call().cast)


def test_a_model_is_not_asked_where_two_people_speak(model_that_must_not_be_asked: object) -> None:
    helped = model_that_must_not_be_asked
    session = Session.start(call(), made.Memory(), "s", 1, assistance=helped)  # type: ignore[arg-type]
    assert session.started.model == ""
    assert said(session.say("Ilse, how did it begin?")).voice == "authored"


@pytest.fixture
def model_that_must_not_be_asked() -> object:
    class Nobody:
        name = "made-up"

        def help(self, *about: object) -> object:
            raise AssertionError("a model was asked to be two people")

    return Nobody()


def test_a_hint_is_about_who_was_last_talked_with_and_a_marked_motivation_may_be_of_either() -> None:
    session = started()
    session.say("Ilse, how did it begin?")
    assert session.hint().text
    assert {m.id for m in session.call.whole.motivations} == {
        m.id for persona in session.call.personas for m in persona.motivations
    }


def test_the_content_of_both_is_kept_together_and_read_back() -> None:
    from trainer.content.version import canonical, hash_of

    text = canonical(call().scenario, call().personas)
    scenario, people = from_canonical(text)
    assert canonical(scenario, people) == text
    assert Call.of(scenario, people, hash_of(text)).content == call().content
    assert '"together"' not in canonical(made.call_of(SECOND).scenario, (made.call_of(SECOND).persona,))


def test_what_is_put_in_gives_nothing_away_where_no_tell_fits() -> None:
    session = started(5)
    turned(session, 30)
    for event in session.events:
        if isinstance(event, CustomerSaid) and event.turn and len(event.lines) > 1:
            piece = event.pieces[-1].rpartition("/")[2]
            assert piece.startswith("tell:") or event.lines[1][1] in CHIMES
