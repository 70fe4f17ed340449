"""Tables: which column is what, and what may stand in a cell."""

from __future__ import annotations

import pytest

from trainer.transcripts.faults import TranscriptError

from .made import reading, spoken


@pytest.mark.parametrize("text", [
    "speaker,text\nAna,Why?\nBen,Because.\n",
    "Speaker Name;Utterance\nAna;Why?\nBen;Because.\n",
    "id\tWho\tTranscript\tmood\n1\tAna\tWhy?\tcalm\n2\tBen\tBecause.\t\n",
    "sep=|\nName|Text\nAna|Why?\nBen|Because.\n",
    '\ufeff"Speaker","Text"\n"Ana","Why?"\n\n"Ben","Because."',
])  # fmt: skip
def test_headings_and_delimiters_are_found(text: str) -> None:
    told = reading(text)
    assert told.format == "table"
    assert spoken(told) == [("Ana", "Why?"), ("Ben", "Because.")]


@pytest.mark.parametrize(("heads", "cells", "times"), [
    ("start,end", "1.5,3", (1.5, 3.0)),
    ("Start time,End time", "00:01:02.5,00:01:04", (62.5, 64.0)),
    ("start_ms,end_ms", "1500,3000", (1.5, 3.0)),
    ("start,end", "1500,93000", (1.5, 93.0)),
    ("timestamp,duration", "0:10,2.5s", (10.0, 12.5)),
    ("timestamp,note", "0:10,x", (10.0, None)),
    ("start,end", "3,1", (None, None)),
    ("start,end", "-3,1", (None, None)),
    ("start,end", "nan,inf", (None, None)),
    ("start,end", "99999999999999999999,1", (None, None)),
    ("start,end", ",", (None, None)),
])  # fmt: skip
def test_times_are_seconds_or_nothing(heads: str, cells: str, times: tuple[float | None, float | None]) -> None:
    line = reading(f"speaker,text,{heads}\nAna,why do you,{cells}\n").lines[0]
    assert (line.start, line.end) == times


def test_dates_count_from_the_first_speech() -> None:
    told = reading("time,speaker,text\n2024-03-01T10:00:00Z,Ana,Why?\n2024-03-01T10:00:07.5Z,Ben,So.\n")
    assert [line.start for line in told.lines] == [0.0, 7.5]


def test_cells_may_hold_line_breaks_quotes_and_formulas_and_all_of_it_is_text() -> None:
    told = reading('speaker,text\n=HYPERLINK("http://x"),"=1+1\nsaid ""no"""\n../../etc/passwd,\'; DROP TABLE x\n')
    assert spoken(told)[0][1] == '=1+1 said "no"'
    assert told.speakers[1] == "../../etc/passwd"


@pytest.mark.parametrize(("text", "place", "word"), [
    ("a,b\n1,2\n", "line 1", "no column"),
    ('speaker,text\nAna,fine\nBen,"never closed\n', "line 3", "quotation"),
    ('speaker,text\nAna,"so"no\n', "line 2", "quotation"),
    ("speaker,text\n" + "," * 300, "line 2", "columns"),
    ("speaker,text\nAna,\n", "", "no words"),
])  # fmt: skip
def test_a_broken_table_says_where(text: str, place: str, word: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        reading(text, "call.csv")
    assert caught.value.place == place
    assert word in str(caught.value)
