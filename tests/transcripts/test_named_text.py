"""Plain text with names, in the ways people and tools write it."""

from __future__ import annotations

import pytest

from .made import reading, spoken

ANA, BEN = ("Ana Lopes", "Tell me."), ("Ben", "It broke: the lid, I mean.")
AGAIN = ("Ana Lopes", "When?")
BOTH = [ANA, BEN, AGAIN]


@pytest.mark.parametrize("text", [
    "Ana Lopes: Tell me.\nBen: It broke: the lid, I mean.\nAna Lopes: When?",
    "Ana Lopes:\nTell me.\n\nBen:\nIt broke:\nthe lid, I mean.\n\nAna Lopes:\nWhen?",
    "[00:01:02] Ana Lopes: Tell me.\n[00:01:03] Ben: It broke: the lid, I mean.\n[00:01:09] Ana Lopes: When?",
    "00:01 Ana Lopes: Tell me.\n00:02 Ben: It broke: the lid, I mean.\n00:09 Ana Lopes: When?",
    "Ana Lopes (00:01): Tell me.\nBen [0:02]: It broke: the lid, I mean.\nAna Lopes (00:09): When?",
    "[Ana Lopes]: Tell me.\n[Ben]: It broke: the lid, I mean.\n[Ana Lopes]: When?",
    "**Ana Lopes:** Tell me.\n\n**Ben:** It broke: the lid, I mean.\n\n**Ana Lopes:** When?",
    "### 00:00:00\n**Ana Lopes:** Tell me.\n**Ben:** It broke: the lid, I mean.\n### 00:01:00\n\n**Ana Lopes:** When?",
    "Ana Lopes  0:01\nTell me.\n\nBen  0:02\nIt broke: the lid, I mean.\n\nAna Lopes  0:09\nWhen?",
    "Ana Lopes | 0:01\nTell me.\nBen | 0:02\nIt broke: the lid, I mean.\nAna Lopes | 0:09\nWhen?",
    "0:01 - Ana Lopes\nTell me.\n\n0:02 - Ben\nIt broke: the lid, I mean.\n\n0:09 - Ana Lopes\nWhen?",
    "Ana Lopes (1:15:01 PM)\nTell me.\nBen (1:15:02 PM)\nIt broke: the lid, I mean.\nAna Lopes (1:15:09 PM)\nWhen?",
    "- Ana Lopes -\nTell me.\n- Ben -\nIt broke: the lid, I mean.\n- Ana Lopes -\nWhen?",
    "=== Ana Lopes ===\nTell me.\n=== Ben ===\nIt broke: the lid, I mean.\n=== Ana Lopes ===\nWhen?",
    "Date: 3 May\nAttendees: Ana Lopes, Ben\n\nAna Lopes: Tell me.\nBen: It broke: the lid, I mean.\nAna Lopes: When?",
    "Ana Lopes: Tell me.\nBen: It broke: the lid, I mean.\nana lopes: When?",
    "Ana Lopes - Tell me.\nBen - It broke: the lid, I mean.\nAna Lopes - When?",
    "<Ana Lopes> Tell me.\n<Ben> It broke: the lid, I mean.\n<Ana Lopes> When?",
    "[0:01 --> 0:02] [Ana Lopes] Tell me.\n[0:02 --> 0:03] [Ben] It broke: the lid, I mean.\n[0:09] [Ana Lopes] When?",
    "Ana Lopes:Tell me.\nBen:It broke: the lid, I mean.\nAna Lopes:When?",
    "Ana Lopes: [00:01] Tell me.\nBen: [00:02] It broke: the lid, I mean.\nAna Lopes: [00:09] When?",
    "00:01\tAna Lopes\tTell me.\n00:02\tBen\tIt broke: the lid, I mean.\n00:09\tAna Lopes\tWhen?",
    "Ana Lopes\t00:01\tTell me.\nBen\t00:02\tIt broke: the lid, I mean.\nAna Lopes\t00:09\tWhen?",
    "Ana Lopes (00:01) Tell me.\nBen (00:02) It broke: the lid, I mean.\nAna Lopes (00:09) When?",
    "[Ana Lopes] Tell me.\n[Ben] It broke: the lid, I mean.\n[Music]\n[Ana Lopes]\nWhen?",
    "[00:01.500] - Ana Lopes\nTell me.\n[00:02.100] - Ben\nIt broke: the lid, I mean.\n[00:09] - Ana Lopes\nWhen?",
    "Ana Lopes (00:01):\nTell me.\n\nBen (00:02):\nIt broke: the lid, I mean.\n\nAna Lopes (00:09):\nWhen?",
])  # fmt: skip
def test_each_way_of_naming_gives_the_same_speeches(text: str) -> None:
    assert spoken(reading(text)) == BOTH


def test_names_alone_over_paragraphs_are_names() -> None:
    text = "Ana Lopes\nTell me.\n\nBen\nIt broke.\nOkay\n\nAna Lopes\nWhen?\n\nBen\nOkay\n"
    assert spoken(reading(text)) == [
        ("Ana Lopes", "Tell me."),
        ("Ben", "It broke. Okay"),
        ("Ana Lopes", "When?"),
        ("Ben", "Okay"),
    ]


def test_a_single_everyday_word_before_a_colon_is_talk_where_names_come_back() -> None:
    told = reading("Ana: One.\nBen: Two.\nBasically: three.\nAna: Four.\nBen: Five.")
    assert told.speakers == ("Ana", "Ben")
    assert told.lines[1].text == "Two. Basically: three."


def test_somebody_who_speaks_once_is_still_somebody() -> None:
    told = reading("Ana: One.\nBen: Two.\nZoltan Priyadarshi: Hello.\nAna: Four.\nBen: Five.")
    assert told.speakers == ("Ana", "Ben", "Zoltan Priyadarshi")


def test_what_stands_before_the_first_name_and_after_the_end_is_left_out_with_a_note() -> None:
    told = reading("Some call\n\nAna: One.\nBen: Two.\n\nTranscription ended after 00:01:02\nAna: Three.")
    assert spoken(told) == [("Ana", "One."), ("Ben", "Two.")]
    assert told.notes == ("What stands before the first speech was left out (lines: 1).",)


def test_notes_above_the_heading_of_a_transcript_are_no_talk() -> None:
    told = reading(
        "Next steps\nAna: Ana sends the list\nBen: Ben reads it\n\n📖 Transcript\n\nAna: One.\nBen: \x1b[mTwo."
    )
    assert spoken(told) == [("Ana", "One."), ("Ben", "Two.")]
    assert spoken(reading("Ana: One.\nBen: The\ntranscript\nis long.")) == [
        ("Ana", "One."),
        ("Ben", "The transcript is long."),
    ]


def test_a_web_address_or_a_time_of_day_is_no_speaker() -> None:
    told = reading("Ana: See\nhttps://example.com: it is there\nBen: At 10:30 then.\nAna: Yes.\nBen: Good.")
    assert told.speakers == ("Ana", "Ben")
    assert told.lines[1].text == "At 10:30 then."


@pytest.mark.parametrize("name", [
    "José Ñuñez", "Ó Súilleabháin", "李小龙", "Марія", "Doe, Jane (Guest)", "d'Arcy", "Speaker 1", "spk_0", "P3",
    "ana@example.com", "Jean-Luc de la Tour", "Dr. Who", "AB",
])  # fmt: skip
def test_names_of_many_kinds_are_names(name: str) -> None:
    assert reading(f"{name}: One.\nMe: Two.\n{name}: Three.\nMe: Four.").speakers == (name, "Me")


def test_talk_without_names_has_speeches_without_names() -> None:
    assert spoken(reading("so I went there\n\nand it was closed")) == [
        ("", "so I went there"),
        ("", "and it was closed"),
    ]
