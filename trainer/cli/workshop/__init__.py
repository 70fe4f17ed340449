"""Room `cli`, workshops: `trainer workshop host`, `join`, and what the facilitator does from a command line."""

from __future__ import annotations

import typer

from trainer.cli.workshop import hosting, joining, results, steering, watching

ABOUT = "Interview the same customer together: host a workshop, join one, run it, see the board."


def add_to(app: typer.Typer) -> None:
    """Add the commands of this package."""
    group = typer.Typer(name="workshop", help=ABOUT, no_args_is_help=True, rich_markup_mode=None)
    for module in (hosting, joining, steering, watching, results):
        module.add_to(group)
    app.add_typer(group)
