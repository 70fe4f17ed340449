"""Room `content`: what is wrong with a file, and how it is said. Holds no file and reads none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Where a value stands in a file: keys and positions from the top."""

_SHOWN = 80
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a file, told so that it can be mended."""

    file: str
    line: int
    """From 1; 0 where the whole file is meant."""
    field: str
    """Such as `facts[3].tell.says[0]`; empty where the whole file is meant."""
    rule: str
    """Kebab-case name of the rule that was broken."""
    remedy: str
    """One sentence that says what to do."""

    def __str__(self) -> str:
        """Give the finding in one line for people."""
        where = shown(self.file, 400)
        if self.line:
            where += f", line {self.line}"
        if self.field:
            where += f", {self.field}"
        return f"{where}: {self.remedy}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding before it is known in which file and line its value stands."""

    path: Path
    rule: str
    remedy: str


class ContentError(Exception):
    """Content cannot be used; the message is one line that names the remedy. `findings` holds each fault."""

    def __init__(self, message: str, findings: Iterable[Finding] = ()) -> None:
        """Take the line for people and the faults behind it."""
        super().__init__(shown(message, 1000))
        self.findings: tuple[Finding, ...] = tuple(findings)

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> ContentError:
        """Make the error of one or more findings; the message is the first of them and the number of the others."""
        others = len(findings) - 1
        more = f" ({others} more: `trainer lint` lists them)" if others else ""
        return cls(f"{findings[0]}{more}", findings)


def shown(text: object, limit: int = _SHOWN) -> str:
    """Give text of any origin as one short line without control characters, at most `limit` characters long."""
    line = " ".join(_HIDDEN.sub(" ", str(text)).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def has_control(text: str) -> bool:
    """Say whether text holds control, direction or invisible characters; line breaks and tabs are none."""
    return _CONTROL.search(text) is not None


def field_name(path: Path) -> str:
    """Write a path as `facts[3].tell.says[0]`."""
    name = ""
    for step in path:
        if isinstance(step, int):
            name += f"[{step}]"
        else:
            name += ("." if name else "") + shown(step)
    return name


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Give the known names that look most like `word`, best first; empty where none comes near."""
    import difflib  # 5 ms: only when a name was wrong

    return difflib.get_close_matches(shown(word), list(known), n=most, cutoff=0.5)
