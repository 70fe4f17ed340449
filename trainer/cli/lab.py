"""Room `cli`: for authors: `lab`, in which bots prove that a scenario is fair."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.options import Json
from trainer.language.text import clean

if TYPE_CHECKING:
    from trainer.content.catalogue import Played as Cast
    from trainer.lab.measuring import Measured

Which = Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario's id or the path of its file.")]
Everything = Annotated[bool, typer.Option("--all", help="The whole library.")]
One = Annotated[str, typer.Option("--persona", metavar="P", help="One customer of it; otherwise each.")]
Seeds = Annotated[int, typer.Option("--seeds", min=1, max=100_000, help="Calls of each bot.")]
First = Annotated[int, typer.Option("--first-seed", help="The first seed.")]
Bots = Annotated[str, typer.Option("--bots", metavar="A,B", help="Only these bots.")]
Workers = Annotated[int, typer.Option("--workers", min=0, max=256, help="Processes; 0 takes one for each processor.")]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Also write the report as a web page.")]
Strict = Annotated[bool, typer.Option("--check", help="Leave with 1 where a check did not pass, to fail a build.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(lab)


def lab(
    scenario: Which = "",
    all_: Everything = False,
    persona: One = "",
    seeds: Seeds = 20,
    first_seed: First = 1,
    bots: Bots = "",
    workers: Workers = 0,
    html: Html = None,
    check: Strict = False,
    json: Json = False,
) -> None:
    """Let bots play a scenario and say whether it is solvable, fair, and how hard."""
    if bool(scenario) == all_:
        raise Refused("name a scenario, or say --all for the whole library")
    kinds = _kinds(bots)
    if html is not None and html.exists():
        raise Refused(f"{html} exists already; name a new file")
    found = []
    for cast in _casts(scenario, persona):
        measured = _measured(cast, kinds, range(first_seed, first_seed + seeds), workers)
        found.append(measured)
        if not json:
            for line in lines(measured):
                output.say(line)
        if measured.calls < measured.wanted:
            output.note("Interrupted; what was played so far is reported.")
            break
    shapes = [shape(one) for one in found]
    if json:
        output.emit({"lab": shapes})
    if html is not None:
        from trainer.reports.lab import as_html
        from trainer.storage.files import write_new

        write_new(html, as_html(shapes))
        output.note(f"Written: {html}")
    if check and not all(one.passed and one.calls == one.wanted for one in found):
        raise typer.Exit(1)


def shape(measured: Measured) -> dict[str, Any]:
    """Give what was measured as it is printed with `--json`."""
    return {**asdict(measured), "passed": measured.passed}


def _kinds(bots: str) -> tuple[str, ...]:
    from trainer.lab.bots.every import BOTS

    wanted = tuple(dict.fromkeys(name.strip() for name in bots.split(",") if name.strip())) or BOTS
    if unknown := [name for name in wanted if name not in BOTS]:
        raise Refused(f"there is no bot {unknown[0]!r}; choose from: {', '.join(BOTS)}")
    return wanted


def _casts(which: str, persona: str) -> Iterator[Cast]:
    from trainer.desk.library import library

    catalogue = library()
    for ref in [which] if which else [card.id for card in catalogue.scenarios()]:
        scenario = catalogue.scenario(ref)
        later = {seat.persona for seat in scenario.together[1:]}  # they are called with the first
        for who in [persona] if persona else [one for one in scenario.personas if one not in later]:
            yield catalogue.cast(ref, who)


def _measured(cast: Cast, kinds: tuple[str, ...], seeds: range, workers: int) -> Measured:
    from trainer.content.version import canonical
    from trainer.conversation.call import together
    from trainer.lab.measuring import measure
    from trainer.lab.trials import run

    first, who = cast.personas[0], together(cast.personas)
    told = _Bar(f"{cast.scenario.id}, {who.name}")
    trials = run(canonical(cast.scenario, cast.personas), first.id, kinds, seeds, workers or None, told)
    told.done()
    if not trials.played:
        raise Refused("interrupted before the first call was over", 1)
    return measure(cast.scenario.id, cast.scenario.difficulty, who, trials.played, trials.wanted)


class _Bar:
    """A bar of progress on stderr, where somebody is looking."""

    WIDTH = 30

    def __init__(self, name: str) -> None:
        self._name = name
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._last = -1

    def __call__(self, played: int, wanted: int) -> None:
        full = self.WIDTH * played // wanted
        percent = 100 * played // wanted
        if self._shown and percent != self._last:
            self._last = percent
            bar = "#" * full + "." * (self.WIDTH - full)
            print(f"\r{clean(self._name)} [{bar}] {played}/{wanted}", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Clear the line."""
        if self._shown and self._last >= 0:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def lines(one: Measured) -> Iterator[str]:
    """Give what was measured as plain lines."""
    yield f"{one.persona} in {one.scenario}: {'passed' if one.passed else 'not passed'} ({one.calls} calls)"
    for check in one.checks:
        yield f"  {'ok ' if check.passed else 'NO '} {check.name}: {check.says}"
    yield f"  difficulty: stated {one.difficulty} of 5, measured {one.measured:.2f}"
    if one.time is not None:
        yield f"  time: everything that was told is told by turn {one.time:g} (median)"
    for bot in one.bots:
        yield (
            f"  {bot.kind:13} mean {bot.overall:5.1f} ({bot.least:.0f} to {bot.most:.0f}), deepest {bot.deepest}, "
            f"uncovered {100 * bot.uncovered:.0f} %"
        )
    for line in one.advice:
        yield f"  change: {line}"
