"""Room `reports`: the readiness report as a page. Takes plain data: `asdict` of what the desk gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainer.reports.shapes import ReportPage, Section, Table

_SIGNS = {"+ ": "There: ", "- ": "Missing: "}
"""What a line of evidence begins with, written out."""


def readiness_page(report: Mapping[str, Any]) -> ReportPage:
    """Give the report as a page: what was shown and by what, what is not shown yet, and what to watch in the call."""
    steps = sorted(report["steps"], key=lambda step: not step["shown"])
    sections = [
        Section(
            f"{'Shown' if step['shown'] else 'Not shown yet'}: {step['number']}. {step['title']}",
            points=tuple(map(_told, step["evidence"])),
        )
        for step in steps
    ]
    watch = [f"{one['says']} ({one['seen']})" if one["seen"] else one["says"] for one in report["watch"]]
    sections += [
        Section("Habits over several calls", points=tuple(report["habits"])),
        Section(
            "What to watch in the first real call", points=tuple(watch) or ("Nothing stood out in the last calls.",)
        ),
        Section("Afterwards", (report["afterwards"],)),
    ]
    rows = tuple(
        (step["title"], step["number"], step["shown"], "; ".join(map(_told, step["evidence"]))) for step in steps
    )
    data = Table("Steps", ("step", "number", "shown", "evidence"), rows)
    return ReportPage("Ready for a first call?", data, (report["verdict"], report["says_not"]), tuple(sections))


def _told(line: str) -> str:
    sign, rest = line[:2], line[2:]
    return f"{_SIGNS[sign]}{rest}" if sign in _SIGNS else line
