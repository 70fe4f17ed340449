"""Masking: what points to a person goes, the same for the same; what does not stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.transcripts.casting import cast
from trainer.transcripts.masking import mask
from trainer.transcripts.reading import read

from .made import FILES, recorded


def masked(text: str, speaker: str = "Ana Lopes", *others: str) -> str:
    return mask(recorded((speaker, text), ("Will May", "So.")), others).recording.lines[0].text


@pytest.mark.parametrize(("text", "left"), [
    ("Ana said Lopes, Ana Lopes's car", "Person 1 said Person 1, Person 1's car"),
    ("so ana and LOPES and Anatomy", "so Person 1 and Person 1 and Anatomy"),
    ("Will you? May I? I met Will in May.", "Will you? May I? I met Person 2 in Person 2."),
    ("Will, will you, may I say Will’s?", "Person 2, will you, may I say Person 2’s?"),
    ("my name is Priya Rao and Priya knows", "my name is Person 3 and Person 3 knows"),
    ("my name is priya", "my name is Person 3"),
    ("my name is on it", "my name is on it"),
    ("Dr. Moss and Mrs Van Dyke-Hall called", "Dr. Person 3 and Mrs Person 4 called"),
    ("this is Tom speaking, I'm Kim from sales", "this is Person 3 speaking, I'm Person 4 from sales"),
    ("I asked Maria", "I asked Maria"),
])  # fmt: skip
def test_people_become_numbers(text: str, left: str) -> None:
    assert masked(text) == left


def test_further_names_are_replaced_if_given() -> None:
    assert masked("I asked Maria of Acme", "Ana", "Maria", "Acme") == "I asked Person 3 of Person 4"


@pytest.mark.parametrize(("text", "left"), [
    ("to b.o+x@mail.example.co.uk.", "to [email]."),
    ("bo at example dot com please", "[email] please"),
    ("see https://example.com/a?b=1, ok", "see [link], ok"),
    ("see www.example.org or example.io/x. The end.It is", "see [link] or [link]. The end.It is"),
    ("see example dot com slash", "see [link] slash"),
    ("call +49 30 1234567 now", "call [phone] now"),
    ("call (555) 123-4567 or 555.123.4567", "call [phone] or [phone]"),
    ("zero three zero one two three four", "[phone]"),
    ("card 4111 1111 1111 1111, DE89 3704 0044 0532 0130 00", "card [number], [number]"),
    ("order AB-1234567 or 12345678", "order [number] or [number]"),
    ("at 12 Garden Street, Apt 4, Springfield, IL 62704.", "at [address]."),
    ("350 5th Avenue and Lindenstraße 12, PO Box 77, SW1A 1AA", "[address] and [address], [address], [address]"),
])  # fmt: skip
def test_addresses_and_numbers_become_placeholders(text: str, left: str) -> None:
    assert masked(text) == left


@pytest.mark.parametrize("text", [
    "In 2019, on 2024-05-01 or 12/05/2023, for 10 000 users and 1,000,000 euros, 3.5 percent, 12345 times, 1990-2000.",
    "We had one, two or three. It was 24/7, at 10:30, in room 101. E.g. this, i.e. that.",
    "He drove 12 miles that way, then left the street.",
])  # fmt: skip
def test_what_points_to_nobody_stays(text: str) -> None:
    assert masked(text) == text


def test_labels_that_name_nobody_and_roles_stay() -> None:
    told = mask(
        recorded(
            ("Speaker 1", "a b"), ("Interviewer", "c"), ("Ana (Host)", "d"), ("P2", "e"), ("", "f"), ("Bo (Acme)", "g")
        )
    )
    assert [line.speaker for line in told.recording.lines] == [
        "Speaker 1",
        "Interviewer",
        "Person 1 (Host)",
        "P2",
        "",
        "Person 2",
    ]


@pytest.mark.parametrize(
    "name", ["Speaker 1 (Zoltan)", "Zoltan (Host, Zoltan’s laptop)", "Dr. Zoltan (she/her)", "zoltan@example.com"]
)
def test_a_name_beside_a_label_goes_and_the_label_is_left_alone_in_the_talk(name: str) -> None:
    told = mask(recorded((name, "Zoltan says she has a speaker and a host, zoltan's own."), ("Me", "So.")))
    assert "zoltan" not in repr(told.recording).lower()
    assert told.recording.lines[0].text == "Person 1 says she has a speaker and a host, Person 1's own."


def test_it_is_told_how_many_of_what_were_replaced_and_the_file_name_goes() -> None:
    told = mask(
        recorded(("Ana", "I am Ana, a@b.de"), ("Bo", "555 123 4567"), ("Ana", "www.x.com, 7654321"), file="ana.vtt")
    )
    assert told.counts == {"people": 4, "emails": 1, "links": 1, "addresses": 0, "numbers": 1, "phones": 1}
    assert told.recording.file == "masked.vtt"
    assert "ana" not in repr(told.recording).lower()


def test_a_speaker_whose_name_is_part_of_anothers_is_masked_too() -> None:
    told = mask(recorded(("Ana Lopes", "Is Ana there?"), ("Ana", "Yes. And Ben Ortiz."), ("Ben", "Yes.")))
    assert told.recording.speakers == ("Person 1", "Person 2", "Person 3")
    assert not any(name in repr(told.recording.lines) for name in ("Ana", "Ben", "Lopes"))


def test_masking_twice_changes_nothing_and_numbers_are_not_given_twice() -> None:
    once = mask(recorded(("Ana", "Person 4 and Bo"), ("Bo", "call 555 123 4567 or x@y.de, SW1A 1AA")))
    assert once.people == {"Ana": "Person 5", "Bo": "Person 6"}
    again = mask(once.recording)
    assert again.recording == once.recording and not any(again.counts.values())


@pytest.mark.parametrize("name", ["zoom.vtt", "teams.vtt", "meet.txt", "fireflies.json", "table.csv", "rev.json"])
def test_a_masked_call_is_cast_as_before_and_names_nobody(name: str) -> None:
    told = read(FILES / name)
    hidden = mask(told)
    made = cast(hidden.recording, hidden.alias("ana"))
    assert [turn.text for turn in made.turns] == [turn.text for turn in cast(told, "ana").turns]
    assert "lopes" not in repr(made).lower() and "ortiz" not in repr(made).lower()


@given(
    st.lists(
        st.tuples(st.sampled_from(["Ana Lopes", "Will", "Bo (Host)", "李", "a@b.de", ""]), st.text(max_size=80)),
        max_size=8,
    )
)
def test_any_recording_is_masked_the_same_twice(lines: list[tuple[str, str]]) -> None:
    made = recorded(*lines)
    told = mask(made)
    assert mask(made) == told
    assert len(told.recording.lines) == len(lines)
    assert not {"Ana Lopes", "a@b.de"} & set(told.recording.speakers)
