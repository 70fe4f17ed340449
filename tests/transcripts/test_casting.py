"""Who is who: told by the learner, by names, by who plainly asks; otherwise asked for, never guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trainer.transcripts.casting import WhoIsWho, cast
from trainer.transcripts.faults import TranscriptError
from trainer.transcripts.recording import Line, Recording

from .made import recorded

ASKING = ("What did you do?", "When was that?", "How did it go?", "Who else was there?", "And then?")
THREE = recorded(("Ana Lopes", "Hi."), ("Ben Ortiz", "Hello."), ("Cora Lopes (Guest)", "Good day."))


def call(one: str, other: str, questions: int, answers: int = 0) -> Recording:
    """Make a call in which `one` asks so many questions and `other` so many."""
    lines = []
    for n in range(max(questions, answers)):
        lines += [
            (one, ASKING[n % 5] if n < questions else "I see."),
            (other, "Why do you ask?" if n < answers else "Well."),
        ]
    return recorded(*lines)


@pytest.mark.parametrize(("said", "names"), [
    ("Ana Lopes", ("Ana Lopes",)), ("  ana   LOPES ", ("Ana Lopes",)), ("ben", ("Ben Ortiz",)),
    ("ortiz", ("Ben Ortiz",)),
    ("cora lopes", ("Cora Lopes (Guest)",)), ("Cor", ("Cora Lopes (Guest)",)), ("ben, ana", ("Ana Lopes", "Ben Ortiz")),
    ("Ben Ortiz; Cora", ("Ben Ortiz", "Cora Lopes (Guest)")),
])  # fmt: skip
def test_the_learner_names_the_interviewer(said: str, names: tuple[str, ...]) -> None:
    made = cast(THREE, said)
    assert made.interviewers == names
    assert made.customers == tuple(name for name in THREE.speakers if name not in names)
    assert [turn.speaker for turn in made.turns] == [
        "interviewer" if name in names else "customer" for name in THREE.speakers
    ]


@pytest.mark.parametrize(("said", "choice"), [
    ("Dora", THREE.speakers), ("lopes", ("Ana Lopes", "Cora Lopes (Guest)")), ("\x1b[31m", THREE.speakers),
    (",", THREE.speakers), ("ana, zoe", THREE.speakers),
])  # fmt: skip
def test_a_name_that_fits_none_or_several_brings_the_names_to_choose_from(said: str, choice: tuple[str, ...]) -> None:
    with pytest.raises(WhoIsWho) as caught:
        cast(THREE, said)
    assert caught.value.names == choice
    assert "--interviewer" in str(caught.value) and all(name in str(caught.value) for name in choice)
    assert "\x1b" not in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(("names", "asking"), [
    (("Interviewer", "Maria"), "Interviewer"), (("Maria", "me"), "me"), (("You", "Maria"), "You"),
    (("Host", "Guest"), "Host"), (("Maria", "Ana (Host)"), "Ana (Host)"),
    (("Maria", "Ana (Host, me)"), "Ana (Host, me)"),
    (("P", "I"), "I"), (("R", "P"), "R"), (("R", "I"), "I"), (("A", "Q"), "Q"), (("Participant 3", "Ana"), "Ana"),
    (("customer", "interviewer"), "interviewer"), (("Moderator", "P1", "P2"), "Moderator"),
])  # fmt: skip
def test_names_tell_and_a_note_says_so(names: tuple[str, ...], asking: str) -> None:
    made = cast(recorded(*((name, "Yes.") for name in names)))
    assert made.interviewers == (asking,)
    assert any(asking in note and "taken as interviewer" in note for note in made.notes)


@pytest.mark.parametrize(
    "names", [("A", "B"), ("Speaker 1", "Speaker 2"), ("Host", "Moderator"), ("Customer", "Guest"), ("Ana", "P", "Q")]
)
def test_names_that_tell_nothing_are_asked_about(names: tuple[str, ...]) -> None:
    with pytest.raises(WhoIsWho) as caught:
        cast(recorded(*((name, "Yes.") for name in names)))
    assert caught.value.names == names


def test_of_two_speakers_the_one_who_plainly_asks_is_the_interviewer() -> None:
    made = cast(call("B", "A", 5, 1))
    assert made.interviewers == ("B",)
    assert made.notes == ("B is taken as interviewer: 5 of 6 questions are theirs.",)


def test_questions_are_known_without_marks_where_a_file_has_none() -> None:
    lines = [(name, text.replace("?", "").lower()) for name, text in (("B", ASKING[n % 4]) for n in range(6))]
    made = cast(recorded(*(pair for line in lines for pair in (line, ("A", "well it was so")))))
    assert made.interviewers == ("B",)


@pytest.mark.parametrize(("questions", "answers"), [(3, 0), (4, 2), (6, 5), (0, 0), (1, 1)])
def test_where_it_is_not_plain_who_asks_the_learner_is_asked(questions: int, answers: int) -> None:
    with pytest.raises(WhoIsWho):
        cast(call("A", "B", max(questions, 1), answers) if questions else recorded(("A", "Yes."), ("B", "No.")))


def test_neighbouring_captions_of_one_speaker_are_one_turn_with_its_times() -> None:
    lines = (
        Line("Me", "When", 1.0, 2.0),
        Line("Me", "was it?", 2.0, 3.5),
        Line("Ben", "On", 4.0, 5.0),
        Line("Ben", "Sunday."),
    )
    made = cast(Recording("call", "captions", lines))
    assert made.turns == (("interviewer", "When was it?", 1.0, 3.5), ("customer", "On Sunday.", 4.0, None))


def test_two_customers_stay_two_turns_and_speeches_without_names_are_left_out_with_notes() -> None:
    made = cast(recorded(("Me", "Well?"), ("Ben", "Yes."), ("", "mumble"), ("Cora", "No.")))
    assert [turn.text for turn in made.turns] == ["Well?", "Yes.", "No."]
    assert "Ben, Cora are all taken as customers." in made.notes
    assert any("without a name (1)" in note for note in made.notes)


@pytest.mark.parametrize("lines", [[("", "so"), ("", "and")], [("Ana", "so"), ("Ana", "and")]])
def test_fewer_than_two_people_are_no_interview(lines: list[tuple[str, str]]) -> None:
    for said in (None, "Ana"):
        with pytest.raises(TranscriptError):
            cast(recorded(*lines), said)


def test_somebody_has_to_answer() -> None:
    with pytest.raises(TranscriptError, match="somebody has to answer"):
        cast(recorded(("Ana", "so"), ("Ben", "and")), "Ana, Ben")


def test_renaming_the_speakers_changes_no_turn() -> None:
    made = call("Zed", "Abe", 5)
    other = replace(
        made, lines=tuple(replace(line, speaker={"Zed": "Abe", "Abe": "Zed"}[line.speaker]) for line in made.lines)
    )
    assert cast(made).turns == cast(other).turns
