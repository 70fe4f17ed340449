"""Room `cli`: all commands put together, and how one is run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.main import get_command

from trainer.cli import (
    analyzing,
    authoring,
    calls,
    certifying,
    challenging,
    checking,
    coaching,
    comparing,
    data,
    deleting,
    drafting,
    drilling,
    interviewing,
    lab,
    listing,
    modelling,
    output,
    packs,
    path,
    preview,
    progress,
    results,
    workshop,
)
from trainer.cli.faults import Refused, line_of

ABOUT = "Practise customer interviews against simulated customers with a hidden reason. Without a command: the app."
#: Typer carries its own copy of click or uses the one installed; either way this is what it raises for wrong usage.
_WrongUsage: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")

Version = Annotated[bool, typer.Option("--version", "-V", help="Say the version and leave.", is_eager=True)]


def build() -> typer.Typer:
    """Give the command line with all its commands."""
    app = typer.Typer(
        name="trainer", help=ABOUT, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )
    app.callback()(_top)
    practised = (interviewing, results, comparing, challenging, coaching, drilling, path, progress)
    authored = (authoring, drafting, preview, packs, lab)
    for group in (
        *practised,
        analyzing,
        calls,
        listing,
        data,
        certifying,
        deleting,
        *authored,
        modelling,
        checking,
        workshop,
    ):
        group.add_to(app)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code: 0 done, 1 the answer is no, 2 wrong usage or bad input.

    Raises:
        BrokenPipeError: nobody reads the output any more.
    """
    output.prepare()
    command: Any = get_command(build())
    try:
        # Not command.main(): it would turn a broken pipe into a failure and Ctrl-C into an abort.
        with command.make_context("trainer", list(arguments)) as context:
            code = command.invoke(context)
        return code if isinstance(code, int) else 0
    except typer.Exit as leave:
        return int(leave.exit_code)
    except Refused as refused:
        return _tell(str(refused), refused.code)
    except _WrongUsage as wrong:
        return _tell(_usage(wrong), 2)
    except Exception as error:
        line = line_of(error)
        if line is None:
            raise
        return _tell(line, 2)


def _top(version: Version = False) -> None:
    if version:
        from trainer.version import __version__

        output.say(f"trainer {__version__}")
        raise typer.Exit


def _tell(line: str, code: int) -> int:
    output.note(f"trainer: {line}")
    return code


def _usage(wrong: Any) -> str:
    context = getattr(wrong, "ctx", None)
    path = context.command_path if context is not None else "trainer"
    message = " ".join(str(wrong.format_message()).split()).rstrip(".")
    return f"{message.replace('Value error, ', '')} (`{path} --help` shows how)"
