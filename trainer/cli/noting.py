"""Room `cli`: `new persona --from NOTES`: a model drafts, lint and lab judge, nothing of it is hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.opening import opened

#: Calls that each bot plays with a draft: enough to see whether it can be solved, some seconds.
SEEDS = 3
#: Findings of lint that are shown; `trainer lint` shows all.
SHOWN = 8


def drafted(
    kind: str,
    name: str,
    out: Path | None,
    settings: Mapping[str, str],
    notes: Path,
    names: Sequence[str],
    model: str | None,
    json: bool,
) -> None:
    """Draft a persona from notes, write it, and say what lint and the lab found.

    Raises:
        Refused: not a persona, no model is set, or it could not be asked; nothing was written.
    """
    from trainer.desk.drafting import lint_draft, place_of, write
    from trainer.desk.noting import draft, read_notes, tried

    if kind != "persona":
        raise Refused("--from drafts a persona; begin the scenario around it with `trainer new scenario`")
    from trainer.conversation.model import ModelFault, Stop

    read = read_notes(notes, names)
    with opened() as desk:
        choice = desk.models.choice(model)
        if choice is None:
            raise Refused("a model drafts from notes and none is set; `trainer model set NAME` sets one")
        output.note(f"{read.in_words()} Names that are only mentioned may be left: --mask NAME takes one out.")
        if read.cut:
            output.note("The notes are long; their end is left out.")
        output.note(f"The notes go to {choice.goes_to}. Fifteen requests; this can take some minutes.")
        try:
            made = draft(read, desk.models.door(choice), Stop(), id=name, settings=settings, told=_told)
        except ModelFault as fault:
            raise Refused(f"{fault} Nothing was written.", 3) from None
    begun = lint_draft(kind, made.text, place_of(kind, made.id, out))
    files = write(begun)
    judged = tried(made.text, begun.file, SEEDS)
    if json:
        findings = [asdict(found) for found in begun.findings]
        shape = {"file": str(files[0]), "written": [str(file) for file in files], "findings": findings}
        return output.emit({**shape, "removed": dict(read.removed), "stock": list(made.stock), "lab": list(judged)})
    output.note(f"Written: {files[0]}, a draft: read every line that is marked before anybody practises with it.")
    if made.stock:
        output.note(f"No use could be made of the answer for {', '.join(made.stock)}; the stock story stands there.")
    output.note(f"Lint finds {len(begun.findings)}, of which one is that it is a draft:")
    for found in begun.findings[:SHOWN]:
        output.note(f"  {found} [{found.rule}]")
    output.note(f"The lab, {SEEDS} calls of each bot:")
    for line in judged:
        output.note(f"  {line}")


def _told(done: int, of: int) -> None:
    if output.is_terminal():
        output.note(f"  {done} of {of}")
