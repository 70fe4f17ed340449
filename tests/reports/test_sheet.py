"""CSV: a spreadsheet reads data and never a formula; a program reads what was written."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.language.text import clean
from trainer.reports.shapes import Table
from trainer.reports.sheet import as_csv, harmless

STARTS = "=+-@＝＋－＠"
FORMULAS = (
    "=1+1", '=HYPERLINK("http://a.example","x")', "+1", "-1+1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\x00=1", "\u200b=1",
    "\ufeff=1", "＝1+1", "fine; =1+1", 'x";=cmd|\' /C calc\'!A0', "a\n=1",
)  # fmt: skip


def cells(text: str, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_begins_like_a_formula_whatever_separates_cells(text: str, separator: str) -> None:
    made = as_csv(Table("t", (text, "n"), ((text, 1), ("plain", -2.5))))
    found = [cell.strip() for row in cells(made, separator) for cell in row]
    assert not [cell for cell in found if cell.startswith(tuple(STARTS)) and not cell.startswith("-2.5")]


@given(st.text(max_size=60), st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_a_program_reads_what_was_written(text: str, number: float | None) -> None:
    made = as_csv(Table("t", ("text", "number"), ((text, number),)))
    row = cells(made)[1]
    assert row[0] == harmless(text) and row[0].replace("'", "") == clean(text).replace("'", "")
    assert row[1] == "" if number is None else float(row[1]) == number
    assert made.endswith("\r\n") and made.count("\r\n") == 2


def test_texts_are_quoted_and_figures_are_not() -> None:
    made = as_csv(Table("t", ("a", "b"), (('say "hi", you', -0.5), ("", True))))
    assert made == '"a","b"\r\n"say ""hi"", you",-0.5\r\n"",1\r\n'
