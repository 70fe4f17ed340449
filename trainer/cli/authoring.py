"""Room `cli`: for authors: `lint`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.options import Json

Paths = Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="Content files, or folders of them.")]
Schema = Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of each kind of file instead.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(lint)


def lint(paths: Paths = None, schema: Schema = False, json: Json = False) -> None:
    """Check files of scenarios, personas and drills; each finding says where it is and how to mend it."""
    if schema:
        from trainer.content.schema_export import json_schemas

        return output.emit(json_schemas(), indent=2)
    if not paths:
        raise Refused("name the files or folders to check, such as: trainer lint scenarios personas drills")
    from trainer.content.lint.run import lint as check
    from trainer.content.lint.sheets import drill_files

    findings = check(paths)
    if drills := drill_files(paths):
        from trainer.practice.drills.lint import lint_drills

        findings += lint_drills(drills)
    if json:
        output.emit({"findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            output.say(f"{finding} [{finding.rule}]")
        output.note("Nothing found." if not findings else f"{len(findings)} found.")
    raise typer.Exit(1 if findings else 0)
