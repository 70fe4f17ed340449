"""Room `cli`: what there is: `scenarios`, `personas`, `sessions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from trainer.cli import output
from trainer.cli.opening import opened
from trainer.cli.options import Json
from trainer.language.text import clean

if TYPE_CHECKING:
    from trainer.content.catalogue import Catalogue
    from trainer.content.schema import Scenario
    from trainer.storage.rows import SessionRow

NEWEST = 50
ScenarioId = Annotated[str, typer.Argument(metavar="ID", help="Id of a scenario, or the path of its file.")]
PersonaId = Annotated[str, typer.Argument(metavar="ID", help="Id of a customer, or the path of a file.")]
Limit = Annotated[
    int | None, typer.Option(min=1, metavar="N", help=f"At most so many; else {NEWEST}, with --json all of them.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, everything, one, about in (
        ("scenarios", scenarios, show_scenario, "List what can be practised."),
        ("personas", personas, show_persona, "List the customers."),
    ):
        group = typer.Typer(help=about, rich_markup_mode=None)
        group.callback(invoke_without_command=True)(everything)
        group.command("show")(one)
        app.add_typer(group, name=name)
    app.command()(sessions)


def scenarios(context: typer.Context, json: Json = False) -> None:
    """List what can be practised."""
    if context.invoked_subcommand is not None:
        return
    from trainer.desk.library import library

    catalogue = library()
    cards = catalogue.scenarios()
    _tell_faults(catalogue)
    if json:
        keys = ("id", "title", "difficulty", "personas", "product", "focus", "pack")
        return output.emit({"scenarios": [{key: getattr(card, key) for key in keys} for card in cards]})
    for card in cards:
        pack = f"; pack {card.pack}" if card.pack else ""
        output.say(f"{card.id}  {card.title} (difficulty {card.difficulty} of 5; {', '.join(card.personas)}{pack})")
        output.say(f"    {card.focus}")


def show_scenario(ref: ScenarioId, json: Json = False) -> None:
    """Tell what a learner may know before the call."""
    from pathlib import Path

    from trainer.content.catalogue import is_path
    from trainer.desk.library import library

    catalogue = library()
    scenario = catalogue.scenario(ref)
    beside = Path(ref).absolute().parent if is_path(ref) else None
    people = [catalogue.persona(one, beside) for one in scenario.personas]
    shape = _scenario_shape(scenario, [{"id": one.id, "name": one.name, "bio": one.bio} for one in people])
    if json:
        return output.emit({"scenario": shape})
    output.say(f"{scenario.id}  {scenario.title} (difficulty {scenario.difficulty} of 5)")
    output.say(f"What it trains: {scenario.focus}")
    output.say(f"{scenario.product.name}: {scenario.product.about}")
    output.say(f"What the business believes: {scenario.belief}")
    output.say(f"Your brief: {scenario.brief}")
    output.say(f"Limits: {scenario.limits.turns} turns, about {scenario.limits.minutes} minutes of talk")
    for person in people:
        output.say(f"Customer {person.id}: {person.name}. {person.bio}")
    if scenario.together:
        output.say(f"On one call together: {' and '.join(seat.persona for seat in scenario.together)}")


def personas(context: typer.Context, json: Json = False) -> None:
    """List the customers."""
    if context.invoked_subcommand is not None:
        return
    from trainer.desk.library import library

    catalogue = library()
    cards = catalogue.personas()
    _tell_faults(catalogue)
    if json:
        return output.emit({"personas": [{"id": card.id, "name": card.name, "bio": card.bio} for card in cards]})
    for card in cards:
        output.say(f"{card.id}  {card.name}")
        output.say(f"    {card.bio}")


def show_persona(ref: PersonaId, json: Json = False) -> None:
    """Tell who a customer is and where they can be interviewed; never what they hide."""
    from trainer.desk.library import library

    catalogue = library()
    person = catalogue.persona(ref)
    where = [card.id for card in catalogue.scenarios() if person.id in card.personas]
    if json:
        return output.emit({"persona": {"id": person.id, "name": person.name, "bio": person.bio, "scenarios": where}})
    output.say(f"{person.id}  {person.name}")
    output.say(person.bio)
    output.say(f"Scenarios: {', '.join(where) or 'none'}")


def sessions(limit: Limit = None, json: Json = False) -> None:
    """List the sessions on this machine, the one touched last first."""
    with opened() as desk:
        total = desk.store.count()
        rows = desk.history(limit or (max(1, total) if json else NEWEST))
    if json:
        return output.emit({"sessions": [_session_shape(row) for row in rows]})
    for row in rows:
        output.say(_session_line(row))
    if not rows:
        output.note("There are none yet; `trainer interview SCENARIO` begins one.")
    elif total > len(rows):
        output.note(f"{total - len(rows)} older ones are not shown; --limit {total} shows all.")


def _tell_faults(catalogue: Catalogue) -> None:
    """Say which packs are broken; what is not broken is listed all the same."""
    for fault in catalogue.faults():
        output.note(fault)


def _scenario_shape(scenario: Scenario, people: list[dict[str, str]]) -> dict[str, Any]:
    """Give what may be known before; not the sources, which tell how the known case ended."""
    shown = {"id", "title", "difficulty", "focus", "product", "belief", "brief", "limits"}
    together = {"together": [seat.persona for seat in scenario.together]} if scenario.together else {}
    return {**scenario.model_dump(mode="json", include=shown), "personas": people, **together}


def _session_shape(row: SessionRow) -> dict[str, Any]:
    from trainer.conversation.attempts import counts

    return {
        "id": row.id,
        "scenario": row.scenario,
        "title": row.title,
        "personas": row.personas,
        "customer": row.customer,
        "seed": row.seed,
        "started": row.started_at.isoformat(timespec="seconds"),
        "touched": row.updated_at.isoformat(timespec="seconds"),
        "turns": row.turns,
        "status": row.status,
        "attempt": row.attempt,
        "counts": counts(row.attempt, row.number),
        "number": row.number or None,
        "seen": row.seen,
        **({} if row.level == "plain" else {"level": row.level}),
        "branch_of": row.branch_of or None,
        "branch_at": row.branch_at or None,
        "overall": row.overall,
        "band": None if row.low is None else [row.low, row.high],
    }


def _session_line(row: SessionRow) -> str:
    from trainer.conversation.attempts import in_words

    score = "" if row.overall is None else f", {row.overall:.0f} of 100"
    if row.low is not None and row.high is not None:
        score += f" (likely {row.low:.0f} to {row.high:.0f})"
    kind = in_words(row.attempt, row.number)
    seen = ", answers seen before" if row.seen else ""
    level = "" if row.level == "plain" else f", {clean(row.level)}"
    branch = f", second try of {row.branch_of[:12]} from turn {row.branch_at}" if row.branch_of else ""
    begun = row.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
    turns = f"{row.turns} turn{'' if row.turns == 1 else 's'}"
    marks = f"{score}{level}, {kind}{seen}{branch}"
    return f"{row.id}  {begun}  {row.scenario} with {row.customer}: {turns}, {row.status}{marks}"
