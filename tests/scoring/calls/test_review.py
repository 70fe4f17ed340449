"""The margin of a recorded call: what was good, what was a fault, what to practise; and the call beside practice."""

from __future__ import annotations

import pytest

from trainer.conversation.events import CustomerSaid, LearnerSaid, Started
from trainer.scoring.calls import figures
from trainer.scoring.calls.analyse import Analysis, analyse
from trainer.scoring.calls.comparing import compare, in_words, transcript_of
from trainer.scoring.calls.review import _WORN, FAULTS, MERITS, MOST_NOTES, MOST_OF_A_RULE, Review, review
from trainer.scoring.calls.telling import beside, counted, part_in_a_line
from trainer.scoring.calls.transcript import CUSTOMER, INTERVIEWER, Transcript, Turn
from trainer.scoring.habits import WEAKEST

ANSWER = "The Sunday calls began when we moved. My sister baked, and we kept the flour in the old bread bin."


def call(*asked: str, answer: str = ANSWER) -> Analysis:
    """Analyse a call in which every question gets the same answer."""
    turns = [turn for text in asked for turn in (Turn(INTERVIEWER, text), Turn(CUSTOMER, answer))]
    return analyse(Transcript("made", (Turn(CUSTOMER, answer), *turns)))


GREETING = "Thanks for making time today."


def reviewed(*asked: str) -> Review:
    return review(call(GREETING, *asked, "Thanks, that was all I wanted to know."))


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("Don't you think a new bread bin would be better?", "leading"),
        ("Would you buy a smaller bin?", "hypothetical"),
        ("Our new premium app has a great feature that orders flour for you.", "pitch"),
        ("You should write down what you bake.", "advice"),
        ("What did you bake last week? And how much flour do you have at home?", "double_barrelled"),
        ("You are an idiot.", "rude"),
        ("The study group found that flour keeps for a year in a dry place, and people store it wrong.", "inform"),
    ],
)
def test_a_fault_is_told_with_its_words_a_reason_and_a_better_wording(said: str, rule: str) -> None:
    (note,) = [note for note in reviewed(said).notes if note.turn == 3]
    assert (note.rule, note.good) == (rule, False)
    assert note.quote and note.quote in said
    assert note.why == FAULTS[rule] and note.better and note.better not in said


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("Tell me about the last time your sister rang.", "story"),
        ("How did the Sunday calls begin?", "taken_up"),
        ("What else matters to you?", "open"),
        ("It sounds like those calls mean a lot to you.", "label"),
        ("The old bread bin?", "mirror"),
    ],
)
def test_what_was_good_is_told_with_its_words_and_a_reason(said: str, rule: str) -> None:
    (note,) = [note for note in reviewed(said).notes if note.turn == 3]
    assert (note.rule, note.good, note.better) == (rule, True, "")
    assert note.quote and note.quote in said and note.why == MERITS[rule]


def test_a_better_wording_takes_up_what_was_said_also_behind_a_nod() -> None:
    turns = (
        Turn(CUSTOMER, ANSWER), Turn(INTERVIEWER, "I see."), Turn(CUSTOMER, "Mm-hm."),
        Turn(INTERVIEWER, "Don't you think a smaller one would be better?"), Turn(CUSTOMER, "Perhaps."),
        Turn(INTERVIEWER, "Thanks."),
    )  # fmt: skip
    (note,) = [note for note in review(analyse(Transcript("", turns))).notes if note.rule == "leading"]
    stems = {"flour", "bin", "sister", "sunday", "bread", "baked"}
    assert stems & set(note.better.casefold().strip("?.").split())


def test_telling_at_the_beginning_and_the_end_of_a_call_is_no_fault() -> None:
    told = (
        "This is a study on flour, it takes an hour, and the team reads the notes afterwards.",
        "The study group found that flour keeps for a year in a dry place, and people store it wrong.",
        "The team will send you a voucher next week, and the report comes in spring.",
    )
    found = review(call(told[0], "How did the Sunday calls begin?", told[1], "What else matters to you?", told[2]))
    assert [note.turn for note in found.notes if note.rule == "inform"] == [5]


def test_three_closed_questions_in_a_row_are_told_once_for_each_three() -> None:
    asked = [
        "Do you bake?",
        "Is the bin old?",
        "Did she ring?",
        "Was it Sunday?",
        "Have you got flour?",
        "Are you well?",
    ]
    found = reviewed(*asked)
    assert [note.turn for note in found.notes if note.rule == "interrogated"] == [7, 13]


def test_there_are_few_notes_few_of_a_kind_and_all_are_counted() -> None:
    asked = [f"Don't you think a bin number {n} would be better?" for n in range(40)]
    good = [f"How did the Sunday calls begin in year {n}?" for n in range(20)]
    found = reviewed(*asked, *good)
    assert len(found.notes) <= MOST_NOTES
    rules = [note.rule for note in found.notes]
    assert all(rules.count(rule) <= MOST_OF_A_RULE for rule in rules)
    assert found.counts["leading"] >= 10 > rules.count("leading")
    assert any(note.good for note in found.notes)
    assert [note.turn for note in found.notes] == sorted({note.turn for note in found.notes})


def test_every_device_that_wears_out_has_its_note() -> None:
    assert {*figures.FREE, "formula"} <= set(_WORN)
    assert set(_WORN.values()) <= set(FAULTS)
    worn = reviewed(*["It sounds like the calls matter.", "It seems like the bin matters."] * 8)
    assert {note.rule for note in worn.notes} & {"technique", "formula"}


def test_every_quote_stands_in_its_turn_whatever_was_said() -> None:
    asked = ["“Isn’t it”  great?  [laughs]", "so  what\tdid you do", "WHY?", "…", "é" * 500, "don't you agree " * 90]
    analysis = call(*asked)
    for note in review(analysis).notes:
        assert note.quote in analysis.turns[note.turn].turn.text


def test_what_to_practise_is_the_habit_that_costs_most() -> None:
    led = (
        "Surely a bigger oven would help, wouldn't it?", "You must hate the cellar, right?",
        "So you bake because it is cheap, isn't that so?", "I bet the crust is the best part, no?",
        "Isn't it annoying when the shop is closed?",
    )  # fmt: skip
    assert "answer out" in reviewed(*led).next
    told = [f"You should bake {n} loaves, our app plans {n} of them." for n in range(9)]
    assert "question" in reviewed(*told).next
    assert "dozen questions" in review(call("Hello?")).next


def test_reading_a_list_is_told_before_what_is_missing() -> None:
    listed = [
        "What is your role?", "How do you decide what to buy?", "What tools do you use?", "How often do you travel?",
        "What are your biggest challenges?", "How do you measure success?", "What would make your life easier?",
        "Who else is involved in decisions?",
    ]  # fmt: skip
    analysis = call(*listed)
    assert review(analysis).next == WEAKEST["unscripted"]


def test_the_same_call_is_reviewed_the_same() -> None:
    analysis = call(GREETING, "How did the Sunday calls begin?", "Don't you think it is too old?")
    assert review(analysis) == review(analysis)


def test_an_empty_call_has_no_notes() -> None:
    found = review(analyse(Transcript("", ())))
    assert (found.notes, found.counts) == ((), {})


OPEN = ["How did the Sunday calls begin?", "What happened then?", "It sounds like that mattered.", "What was she like?"]
CLOSED = ["Do you bake?", "Is the bin old?", "Did your sister ring?", "Was it on Sunday?"]


def test_a_call_stands_beside_practice_in_round_words() -> None:
    found = compare(call(*CLOSED * 2), [call(*OPEN * 2) for _ in range(4)])
    assert (found.sessions, found.turns, found.reason) == (4, 32, "")
    rows = {row.name: row for row in found.rows}
    assert set(rows) == {"open", "leading", "given_back", "told", "talk"}
    assert (rows["open"].call, rows["open"].practice) == ("none", "all")
    assert (rows["given_back"].call, rows["given_back"].practice) == ("none", "about a quarter")
    assert rows["told"].sentence == "Turns that told, advised or pitched: none, here and in practice."
    for line in beside(found):
        assert not any(word in line.casefold() for word in ("better", "worse", "improve", "progress"))


def test_with_too_little_practice_nothing_is_compared_and_it_says_what_it_takes() -> None:
    found = compare(call(*CLOSED * 2), [call(*OPEN * 2) for _ in range(3)])
    assert not found.rows and "3 sessions with 24 turns" in found.reason and "4 sessions or 100 turns" in found.reason
    (line,) = beside(found)
    assert line.startswith("Too little practice")
    many = compare(call(*CLOSED * 2), [call(*OPEN * 30)])
    assert many.rows and many.sessions == 1


def test_of_a_call_that_is_too_short_nothing_is_compared() -> None:
    found = compare(call("Hello?"), [call(*OPEN * 2) for _ in range(4)])
    assert not found.rows and "too little in this call" in found.reason


def test_a_session_is_a_call_in_which_the_learner_interviews() -> None:
    log = (Started("s", "x", ("p",), 1, "h"), CustomerSaid(0, "Hello."), LearnerSaid(1, "Why?"), CustomerSaid(1, "So."))
    made = transcript_of(log)
    assert [(turn.speaker, turn.text) for turn in made.turns] == [
        (CUSTOMER, "Hello."), (INTERVIEWER, "Why?"), (CUSTOMER, "So."),
    ]  # fmt: skip


def test_shares_are_told_in_words_that_grow_with_them() -> None:
    words = [in_words(n / 100) for n in range(101)]
    assert (words[0], words[50], words[66], words[100]) == ("none", "about half", "about two thirds", "all")
    assert list(dict.fromkeys(words)) == [word for n, word in enumerate(words) if n == 0 or words[n - 1] != word]


def test_parts_are_told_with_their_doubt_and_unknown_ones_are_not_guessed() -> None:
    analysis = call(*OPEN * 3)
    assert " of 5, likely " in part_in_a_line(analysis, "technique")
    for name in ("discovery", "insight"):
        assert part_in_a_line(analysis, name) == "not scored, because nobody knows this customer's hidden facts"
    assert counted(analysis)[0].startswith("Turns that ask: 9 of 12 (9 open, 0 closed).")
