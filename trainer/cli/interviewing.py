"""Room `cli`: `interview` and `resume`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import JsonLines, Plain, SessionId
from trainer.conversation.directing.level import PLAIN

if TYPE_CHECKING:
    from trainer.conversation.events import Event
    from trainer.conversation.session import Session
    from trainer.desk import Desk

ScenarioId = Annotated[str, typer.Argument(metavar="SCENARIO", help="Id of a scenario, or the path of its file.")]
PersonaId = Annotated[str | None, typer.Option(metavar="P", help="Id or file of a customer; else the first listed.")]
Seed = Annotated[int | None, typer.Option(metavar="N", help="The same seed and lines give the same answers.")]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The model that voices the customer, or `authored`; else the settings choose."),
]
Level = Annotated[
    str | None,
    typer.Option(metavar="L", help="How hard they make it: gentle, plain (as written, the default), guarded, closed."),
]
Explain = Annotated[bool, typer.Option("--explain", help="Show each decision and why; such a call is practice.")]
Turn = Annotated[int | None, typer.Option("--at", metavar="TURN", help="Try again from this turn, in a branch.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(interview)
    app.command()(resume)


def interview(
    scenario: ScenarioId,
    persona: PersonaId = None,
    seed: Seed = None,
    model: Model = None,
    level: Level = None,
    plain: Plain = False,
    json: JsonLines = False,
    explain: Explain = False,
) -> None:
    """Interview a customer."""
    if not (plain or json or explain) and output.is_terminal():
        from trainer.cli import terminal

        raise typer.Exit(terminal.interview(scenario, persona, seed, model, level))
    with opened() as desk:
        begun = desk.start(scenario, persona, seed=seed, explain=explain, model=model, level=level or PLAIN)
        _announce(begun, json)
        _tell_seen(desk, begun)
        _tell_level(begun)
        _tell_voice(desk, begun, model)
        _play(desk, begun, known=0, json=json)


def resume(session: SessionId, at: Turn = None, plain: Plain = False, json: JsonLines = False) -> None:
    """Go on with a session, write its debrief, or try again from a turn."""
    if not (plain or json) and output.is_terminal():
        from trainer.cli import terminal

        raise typer.Exit(terminal.resume(session, at))
    with opened() as desk:
        known = len(_shown_before(desk.events(session)))
        resumed = desk.resume(session, at)
        _announce(resumed, json)
        _tell_seen(desk, resumed)
        _tell_level(resumed)
        _play(desk, resumed, known=known if at is None else len(resumed.events), json=json)
        if resumed.started.branch_of and not json:
            output.note(f"Side by side: trainer compare {resumed.started.branch_of} {resumed.id}")


def _announce(session: Session, json: bool) -> None:
    """Say before a call, or before it goes on, whether it counts; a program reads it in `started`."""
    from trainer.conversation.attempts import announced

    started = session.started
    if session.ended is None and not json:
        output.note(announced(started.attempt, started.number, session.call.name, started.branch_at))


def _tell_seen(desk: Desk, session: Session) -> None:
    """Say before a call, or before it goes on, that it cannot show how well hidden things are found."""
    if session.ended is None and desk.knows(session.call):
        who = "what is hidden here" if session.call.beside else f"what {session.call.name} hides"
        output.note(f"You have seen {who}: this call shows how you ask, and its score says so.")


def _tell_level(session: Session) -> None:
    """Say how hard they make it, where that is not as they were written."""
    from trainer.conversation.directing.tuning import LEVELS

    level = LEVELS[session.started.level]
    if session.ended is None and level.name != PLAIN:
        output.note(f"Level {level.name}: {level.says}. Compare it with calls at this level.")


def _tell_voice(desk: Desk, session: Session, model: str | None) -> None:
    """Say who voices the customer, where the learner's words go and what it costs; nothing for the authored voice."""
    if not session.started.model:
        if session.call.beside and desk.models.choice(model) is not None:
            output.note("Two people on one call speak in their authored voices; your model is not asked.")
        return
    info = desk.models.info(session.call.cast.turns, model)
    budget = f", at most {info.budget}" if info.budget else ""
    output.note(
        f"Voiced by {info.model}. What you say goes to {info.goes_to}. Cost of a whole call: {info.estimate}{budget}."
    )


def _shown_before(log: Sequence[Event]) -> Sequence[Event]:
    """Give what was shown of a log: a learner's line is shown together with its answer."""
    from trainer.conversation.events import LearnerSaid

    return log[:-1] if isinstance(log[-1], LearnerSaid) else log


def _play(desk: Desk, session: Session, *, known: int, json: bool) -> None:
    from trainer.cli.dialogue import play
    from trainer.cli.outlets import JsonOutlet, Outlet, PlainOutlet
    from trainer.cli.source import Source, stdin
    from trainer.conversation.interview import JournalError

    explain = session.started.explain
    typed = output.is_terminal(output=False)
    echo = not (typed and output.is_terminal())
    outlet: Outlet = JsonOutlet(explain=explain) if json else PlainOutlet(session.call.name, explain=explain, echo=echo)
    source = Source(stdin(), output.ask if typed and not json else None)
    try:
        play(session, source, outlet, desk.debrief, known)
    except JournalError as error:
        raise Refused(f"{error} What was shown is kept; go on with: trainer resume {session.id}") from error
