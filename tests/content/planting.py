"""Takes a shipped customer as plain data, to be changed in one place and written anew, one value a line."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from trainer.content.findings import Finding
from trainer.content.lint import lint

ROOT = Path(__file__).parents[2]
Data = dict[str, Any]
Change = Callable[[Data], None]


@cache
def _shipped(kind: str, name: str) -> Data:
    data: Data = yaml.safe_load((ROOT / kind / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def shipped(name: str, kind: str = "personas") -> Data:
    """Give a shipped persona or scenario, to be changed freely."""
    return deepcopy(_shipped(kind, name))


def write(folder: Path, data: Data) -> Path:
    """Write content into a folder of its kind, each value on one line; give its path."""
    path = folder / ("personas" if "facts" in data else "scenarios") / f"{data['id']}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100_000), encoding="utf-8")
    return path


def put(*path: str | int, value: Any) -> Change:
    """Give the change that sets one value; a place behind the end of a list adds to it."""

    def change(data: Data) -> None:
        holder: Any = data
        for step in path[:-1]:
            holder = holder[step]
        if isinstance(holder, list) and path[-1] == len(holder):
            holder.append(value)
        else:
            holder[path[-1]] = value

    return change


def both(*changes: Change) -> Change:
    """Give several changes as one."""

    def change(data: Data) -> None:
        for one in changes:
            one(data)

    return change


def findings_of(folder: Path, *contents: Data) -> list[Finding]:
    """Write contents and lint them together."""
    return lint([write(folder, data) for data in contents])


def line_with(path: Path, words: str) -> int:
    """Give the number of the one line of a file that holds words."""
    lines = [number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in line]
    assert len(lines) == 1, f"{words!r} stands in the lines {lines}"
    return lines[0]
