"""Room `cli`: what several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Machine-readable output on stdout and nothing else.")]
JsonLines = Annotated[bool, typer.Option("--json", help="One JSON object a line; implies --plain.")]
Plain = Annotated[bool, typer.Option("--plain", help="Plain lines, for pipes and screen readers.")]
SessionId = Annotated[str, typer.Argument(metavar="SESSION", help="Id of a session, or the beginning of it.")]
WithoutWords = Annotated[
    bool, typer.Option("--without-words", help="Leave out what was said, written and quoted; figures stay.")
]
Exported = Annotated[Path, typer.Argument(metavar="FILE", help="What `trainer export` wrote.")]
