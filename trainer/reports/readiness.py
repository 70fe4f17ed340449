"""Room `reports`: the readiness report as Markdown. Takes plain data: `asdict` of what the desk gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from trainer.reports.escape import markdown


def readiness_markdown(report: Mapping[str, Any]) -> str:
    """Give the report as a page of Markdown; text of any origin in it stays text."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    yield "# Ready for a first call?"
    yield ""
    yield f"**{markdown(report['verdict'])}**"
    yield ""
    yield markdown(report["says_not"])
    for shown, head in ((True, "Shown, and by what"), (False, "Not shown yet")):
        steps = [step for step in report["steps"] if step["shown"] is shown]
        if steps:
            yield from ("", f"## {head}")
        for step in steps:
            yield from ("", f"### {step['number']}. {markdown(step['title'])}", "")
            yield from (f"- {_sign(line)}" for line in step["evidence"])
    yield from ("", "## Habits over several calls", "")
    yield from (f"- {markdown(line)}" for line in report["habits"])
    yield from ("", "## What to watch in the first real call", "")
    for one in report["watch"]:
        seen = f" ({markdown(one['seen'])})" if one["seen"] else ""
        yield f"- {markdown(one['says'])}{seen}"
    if not report["watch"]:
        yield "- Nothing stood out in the last calls."
    yield from ("", "## Afterwards", "", markdown(report["afterwards"]))


def _sign(line: str) -> str:
    """Write out whether something asked for is there: a lone plus or dash would begin a list."""
    sign, rest = line[:2], line[2:]
    said = {"+ ": "There: ", "- ": "Missing: "}.get(sign, "")
    return f"{said}{markdown(rest if said else line)}"
