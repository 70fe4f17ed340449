"""Room `workshop.client`: a board as lines of text, for a terminal, a pipe or a screen reader. Pure; no colour.

Ranks, shared ranks, progress and scores are told by signs and figures alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.cells import cell_len, set_cell_size

from trainer.language.text import clean
from trainer.workshop.client.steps import left_in_words

STATES = {
    "lobby": "waiting to start", "running": "running", "paused": "paused", "debriefing": "writing debriefs",
    "revealed": "revealed", "ended": "over",
}  # fmt: skip
FULL, EMPTY = "█", "░"
BAR = 14
NARROW = 70
"""Columns below which the bar and the rounds are left out."""
WIDE = 120
"""Columns from which the parts are shown too."""
PARTS = {"discovery": "disc", "insight": "ins", "technique": "tech", "unscripted": "unscr"}
"""The parts of a scorecard, 0 to 5 each, and what they are called in a row."""


def lines(board: Mapping[str, Any], width: int, height: int | None = None) -> list[str]:
    """Give the board in so many columns, and at most so many lines; the last one says who is left out."""
    out = [heading(board), counts(board), ""]
    teams = board.get("teams") or []
    if teams:
        out += [_team(team, width) for team in teams] + [""]
    tied = _shared(board["rows"])
    rows = [row_line(row, board, width, row["rank"] in tied) for row in board["rows"]]
    more = int(board.get("more") or 0)
    if height is not None and len(out) + len(rows) + bool(more) > height:
        shown = max(0, height - len(out) - 1)
        more += len(rows) - shown
        rows = rows[:shown]
    out += rows or ["Nobody has joined yet."]
    return [line.rstrip() for line in (*out, *([f"… and {more} more"] if more else []))]


def heading(board: Mapping[str, Any]) -> str:
    """Say which workshop it is and where it stands."""
    parts = [clean(str(board["title"]))]
    if board["round"]:
        parts.append(f"round {board['round']} of {board['rounds']}")
    parts.append(STATES.get(board["state"], str(board["state"])))
    if left := left_in_words(board.get("left")):
        parts.append(left)
    parts += ["FROZEN"] if board["frozen"] else []
    parts += ["open content"] if board.get("open_content") else []
    return " · ".join(parts)


def counts(board: Mapping[str, Any]) -> str:
    """Say how many are where."""
    found = board["counts"]
    return (
        f"{found['joined']} joined · {found['in_call']} in the call · {found['debriefing']} writing · "
        f"{found['done']} done"
    )


def row_line(row: Mapping[str, Any], board: Mapping[str, Any], width: int, tied: bool) -> str:
    """Give one row: rank (= where it is shared), name, how far or what for."""
    rank = "" if row["rank"] is None else f"{row['rank']}{'=' if tied else '.'}"
    team = f" ({clean(row['team'])})" if row["team"] and width >= NARROW else ""
    name = _cell(clean(row["name"]) + team, 30 if width >= NARROW else 20)
    mark = "" if row["attempt"] == "first" else " practice"
    if row["overall"] is None:
        return f"{rank:>4} {name} {_progress(row, board['state'])}{mark}"
    figures = f"{row['overall']:5.1f}{_band(row)}"
    bar = f" {_bar(row['overall'])}" if width >= NARROW else ""
    return f"{rank:>4} {name}{bar} {figures}{mark}{_parts(row, width)}{_rounds(row, width)}"


def _progress(row: Mapping[str, Any], state: str) -> str:
    """Say how far somebody is; once scores are shown, why they have none."""
    turns = f"{row['turns']} turn{'' if row['turns'] == 1 else 's'}"
    if state in ("revealed", "ended"):
        return f"not scored: {turns}" if row["turns"] else "no call"
    return f"{row['status']}, turn {row['turns']}" if row["turns"] else str(row["status"])


def _parts(row: Mapping[str, Any], width: int) -> str:
    found = row.get("parts") or {}
    if width < WIDE or not found:
        return ""
    told = {short: found.get(part) for part, short in PARTS.items()}
    return "  " + " ".join(f"{short} {'–' if value is None else f'{value:.1f}'}" for short, value in told.items())


def _rounds(row: Mapping[str, Any], width: int) -> str:
    if width < 100 or len(row["rounds"]) < 2:
        return ""
    return "  " + " ".join(f"R{one['round']} {_figure(one['overall'])}" for one in row["rounds"])


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def _band(row: Mapping[str, Any]) -> str:
    low, high = row["low"], row["high"]
    return "" if low is None or high is None else f" ({low:.0f} to {high:.0f})"


def _bar(overall: float) -> str:
    full = round(max(0.0, min(100.0, overall)) / 100 * BAR)
    return FULL * full + EMPTY * (BAR - full)


def _team(team: Mapping[str, Any], width: int) -> str:
    rank = "" if team["rank"] is None else f"{team['rank']}."
    people = f"{team['members']} member{'' if team['members'] == 1 else 's'}"
    figures = "no score yet" if team["overall"] is None else f"{team['overall']:5.1f}{_band(team)}"
    return f"{rank:>4} Team {_cell(clean(team['name']), 25 if width >= NARROW else 15)} {figures} · {people}"


def _shared(rows: list[Mapping[str, Any]]) -> set[int]:
    ranks = [row["rank"] for row in rows if row["rank"] is not None]
    return {rank for rank in ranks if ranks.count(rank) > 1}


def _cell(text: str, cells: int) -> str:
    if cell_len(text) > cells:
        return set_cell_size(text, cells - 1) + "…"
    return set_cell_size(text, cells)
