"""Room `reports`: a table as CSV (RFC 4180) that a spreadsheet reads as data and never as a formula."""

from __future__ import annotations

import csv
import io
import re

from trainer.language.text import clean
from trainer.reports.shapes import Cell, Table

#: What a spreadsheet takes for a formula where a cell begins with it (OWASP, "CSV injection"), also in full width. One
#: may begin behind a semicolon too: where that separates cells, the quotes around ours do not count.
_FORMULA = re.compile(r"(^|[;\t|])(\s*)(?=[=+\-@＝＋－＠])")


def as_csv(table: Table) -> str:
    """Give a table as CSV with a line of headings; texts are quoted, figures not, unknown ones are empty."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in table.headings])
    for row in table.rows:
        writer.writerow([_cell(cell) for cell in row])
    return out.getvalue()


def harmless(text: str) -> str:
    """Give text on one line in which an apostrophe stands before whatever a spreadsheet would calculate."""
    return _FORMULA.sub(r"\1\2'", clean(text))


def _cell(cell: Cell) -> str | float | int:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return int(cell)
    return harmless(cell) if isinstance(cell, str) else cell
