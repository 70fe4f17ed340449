"""Room `cli`: `new`, which begins a persona or scenario file from a few answers."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.options import Json

if TYPE_CHECKING:
    from trainer.cli.source import Source
    from trainer.content.drafting.questions import Question
    from trainer.desk.drafting import Begun


class Kind(StrEnum):
    """What can be begun."""

    PERSONA = "persona"
    SCENARIO = "scenario"


What = Annotated[Kind, typer.Argument(metavar="persona|scenario", help="What to begin.")]
Id = Annotated[str, typer.Argument(metavar="[ID]", help="Its id, such as robin-hale; else made of its name.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write it; else personas/ID.yaml.")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="An answer, not to be asked.")]
From = Annotated[
    Path | None,
    typer.Option("--from", metavar="NOTES", help="Draft a persona from notes or a transcript, by the model."),
]
Names = Annotated[
    list[str] | None,
    typer.Option("--mask", metavar="NAME", help="A name to take out of the notes, beside those found."),
]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="The model that drafts; else the settings choose.")]
Yes = Annotated[bool, typer.Option("--yes", help="Ask nothing; what is not set takes its example.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(new)


def new(
    kind: What,
    id: Id = "",
    out: Out = None,
    set_: Set = None,
    yes: Yes = False,
    from_: From = None,
    mask: Names = None,
    model: Model = None,
    json: Json = False,
) -> None:
    """Begin a persona or scenario file: questions with examples, then a file that passes lint. Never overwrites.

    Without a terminal the answers are read from stdin, a line each in the order of the questions; an empty line, or
    the end of input, takes the example. With --from a model drafts a persona from notes, and lint and lab judge it.
    """
    from trainer.cli.source import Source, stdin
    from trainer.content.drafting.questions import AnswerError, checked_id, read_settings
    from trainer.desk.drafting import place_of

    try:
        settings = read_settings(kind, set_ or [])
        name = checked_id(id or (out.stem if out else "")) if id or out else ""
    except AnswerError as error:
        raise Refused(str(error)) from None
    if name:
        place_of(kind, name, out)  # better told before fourteen questions than after
    if from_ is not None:
        from trainer.cli.noting import drafted

        return drafted(kind, name, out, settings, from_, mask or [], model, json)
    typed = output.is_terminal(output=False) and not yes
    source = Source(None if yes else stdin(), output.ask if typed and not json else None)
    begun = _begun(kind, name, out, settings, source)
    _written(kind, begun, json)


def _begun(kind: str, name: str, out: Path | None, settings: dict[str, str], source: Source) -> Begun:
    """Ask what is not set, and ask again what makes lint complain, where somebody is there to be asked."""
    from trainer.content.drafting.proving import to_blame
    from trainer.content.drafting.questions import clashes, id_of
    from trainer.desk.drafting import begin, place_of

    questions = _questions(kind, out)
    answers = dict(settings)
    again = [question.key for question in questions if question.key not in settings]
    while True:
        _ask([question for question in questions if question.key in again], answers, source)
        clashing = clashes(kind, answers)
        if not clashing:
            named = name or id_of(answers["name" if kind == "persona" else "title"]) or f"new-{kind}"
            begun = begin(kind, named, answers, place_of(kind, named, out))
            if not begun.findings:
                return begun
        lines = [says for _, says in clashing] or [f"{found} [{found.rule}]" for found in begun.findings]
        if not source.asks:
            raise Refused(f"{lines[0]} Nothing was written.")
        for line in lines:
            output.note(line)
        again = [key for key, _ in clashing] or to_blame(begun.findings, answers) or [q.key for q in questions]
        output.note("These answers do not go together; give others.")


def _questions(kind: str, out: Path | None) -> tuple[Question, ...]:
    """Give the questions of a kind; a scenario's first example are the personas that are there."""
    from trainer.content.drafting.proving import known_personas
    from trainer.content.drafting.questions import KINDS
    from trainer.desk.drafting import FOLDERS

    if kind == "persona":
        return KINDS[kind]
    folder = (out.parent if out else Path(FOLDERS[kind])).absolute()
    there = known_personas(folder)[:1]
    return tuple(
        replace(question, default=there[0]) if question.key == "personas" and there else question
        for question in KINDS[kind]
    )


def _ask(questions: list[Question], answers: dict[str, str], source: Source) -> None:
    """Put the answers to questions into `answers`.

    Raises:
        Refused: an answer does not fit and nobody is there to be asked again; or the one who was asked has left.
    """
    from trainer.content.drafting.questions import AnswerError

    for place, question in enumerate(questions, 1):
        if source.asks and question.why:
            output.note(f"      {question.why}")
        while True:
            line = source.line(f"{place:2}/{len(questions)}  {question.asks} [{question.default}]")
            if line is None and source.asks:
                raise Refused("left before the last question; nothing was written", 1)
            try:
                answers[question.key] = question.read(line or "")
                break
            except AnswerError as error:
                if not source.asks:
                    raise Refused(f"{error} Nothing was written.") from None
                output.note(f"      {error}")


def _written(kind: str, begun: Begun, json: bool) -> None:
    from trainer.desk.drafting import write

    files = write(begun)
    if json:
        found = [
            {"line": one.line, "field": one.field, "rule": one.rule, "remedy": one.remedy} for one in begun.findings
        ]
        return output.emit({"file": str(files[0]), "written": [str(file) for file in files], "findings": found})
    for file in files:
        output.note(f"Written: {file}")
    output.note("Lint finds nothing. The file plays as it is; its comments say what to write where. Go on with:")
    output.note(f"  trainer preview {begun.file}")
    output.note(f"  trainer lint {begun.file}")
    output.note("  trainer new scenario" if kind == "persona" else f"  trainer lab {begun.file} --check")
