"""Room `cli`: for authors: `lab`, in which bots prove that a scenario is fair."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Json
from trainer.conversation.directing.level import PLAIN
from trainer.desk.levels import named
from trainer.language.text import clean

if TYPE_CHECKING:
    from trainer.content.catalogue import Played as Cast
    from trainer.content.schema import Persona
    from trainer.conversation.directing.level import Level as Level_
    from trainer.lab.levels import Ladder
    from trainer.lab.measuring import Measured
    from trainer.lab.ordering import Order
    from trainer.lab.playing import Played as Call_
    from trainer.lab.trials import Trials

Guest: TypeAlias = "Callable[[], tuple[Call_, ...]]"
Which = Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario's id or the path of its file.")]
Everything = Annotated[bool, typer.Option("--all", help="The whole library.")]
One = Annotated[str, typer.Option("--persona", metavar="P", help="One customer of it; otherwise each.")]
Seeds = Annotated[int, typer.Option("--seeds", min=1, max=100_000, help="Calls of each bot.")]
First = Annotated[int, typer.Option("--first-seed", help="The first seed.")]
Bots = Annotated[str, typer.Option("--bots", metavar="A,B", help="Only these bots.")]
Workers = Annotated[int, typer.Option("--workers", min=0, max=256, help="Processes; 0 takes one for each processor.")]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Also write the report as a web page.")]
Level = Annotated[str, typer.Option("--level", metavar="L", help="At this level: gentle, plain, guarded, closed.")]
Levels = Annotated[bool, typer.Option("--levels", help="At all levels: do outcomes fall, is the hardest solvable?")]
Learner = Annotated[str, typer.Option("--learner", metavar="MODEL", help="A language model plays too; judges nothing.")]
LearnerCalls = Annotated[int, typer.Option("--learner-calls", min=1, max=100, help="Calls that it plays.")]
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
    level: Level = PLAIN,
    levels: Levels = False,
    learner: Learner = "",
    learner_calls: LearnerCalls = 3,
    html: Html = None,
    check: Strict = False,
    json: Json = False,
) -> None:
    """Let bots play a scenario and say whether it is solvable, fair, and how hard."""
    if bool(scenario) == all_:
        raise Refused("name a scenario, or say --all for the whole library")
    if levels and level != PLAIN:
        raise Refused("say --level for one level or --levels for all, not both")
    if learner and levels:
        raise Refused("--learner plays one level; leave --levels out")
    hard, kinds = named(level), _kinds(bots, all_levels=levels)
    if html is not None and html.exists():
        raise Refused(f"{html} exists already; name a new file")
    found: list[Measured | Ladder] = []
    for cast in _casts(scenario, persona):
        numbers = range(first_seed, first_seed + seeds)
        one: Measured | Ladder
        if levels:
            one = _climbed(cast, kinds, numbers, workers)
        else:
            guest = partial(_guest, cast, learner, numbers[:learner_calls], level) if learner else None
            one = _measured(cast, kinds, numbers, workers, hard, guest)
        found.append(one)
        if not json:
            for line in lines(one):
                output.say(line)
        if one.calls < one.wanted:
            output.note("Interrupted; what was played so far is reported.")
            break
    order = _order(found)
    if order is not None and not json:
        output.say(order.says)
    marks = {} if level == PLAIN else {"level": level}
    shapes = [{**shape(one), **marks} for one in found]
    if json:
        agreed = {} if order is None else {"order": asdict(order)}
        output.emit({"levels" if levels else "lab": shapes, **agreed})
    if html is not None:
        from trainer.reports.lab import as_html, levels_as_html
        from trainer.storage.files import write_new

        write_new(html, levels_as_html(shapes) if levels else as_html(shapes))
        output.note(f"Written: {html}")
    if check and not all(one.passed and one.calls == one.wanted for one in found):
        raise typer.Exit(1)


def shape(measured: Measured | Ladder) -> dict[str, Any]:
    """Give what was measured as it is printed with `--json`."""
    return {**asdict(measured), "passed": measured.passed}


def _kinds(bots: str, *, all_levels: bool = False) -> tuple[str, ...]:
    from trainer.lab.bots.every import BOTS
    from trainer.lab.levels import CLIMBERS

    usual = CLIMBERS if all_levels else BOTS
    wanted = tuple(dict.fromkeys(name.strip() for name in bots.split(",") if name.strip())) or usual
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


def _measured(
    cast: Cast,
    kinds: tuple[str, ...],
    seeds: range,
    workers: int,
    level: Level_,
    guest: Callable[[], tuple[Call_, ...]] | None,
) -> Measured:
    from trainer.lab.levels import SOLVED
    from trainer.lab.measuring import GOOD, measure

    trials = _played(cast, kinds, seeds, workers, level.name)
    good = SOLVED if level.rank > 0 else GOOD
    scenario, who = cast.scenario, _whole(cast)
    played, wanted = trials.played, trials.wanted
    if guest is not None:
        more = guest()
        played, wanted = (*played, *more), wanted + len(more)
    return measure(scenario.id, scenario.difficulty, who, played, wanted, good)


def _guest(cast: Cast, name: str, seeds: range, level: str) -> tuple[Call_, ...]:
    """Let a language model play; a fault of it is one line, and nothing of its calls is reported."""
    from trainer.conversation.call import Call
    from trainer.conversation.model import ModelFault
    from trainer.lab.learner import played_by

    call = Call.of(cast.scenario, cast.personas, cast.hash).at(level)
    with opened() as desk:
        choice = desk.models.choice(name)
        if choice is None:
            raise Refused("--learner takes the name of a model; `trainer model` says how one is set up")
        output.note(f"{choice.name} plays {len(seeds)} of each; what the customer says goes to {choice.goes_to}.")
        try:
            return played_by(desk.models.door(choice), call, seeds)
        except ModelFault as fault:
            raise Refused(str(fault), 3) from None


def _climbed(cast: Cast, kinds: tuple[str, ...], seeds: range, workers: int) -> Ladder:
    from trainer.conversation.directing.tuning import LEVELS
    from trainer.lab.levels import climb

    played, wanted = {}, len(LEVELS) * len(kinds) * len(seeds)
    for name in LEVELS:
        trials = _played(cast, kinds, seeds, workers, name)
        played[name] = trials.played
        if not trials.complete:
            break
    who = _whole(cast)
    return climb(cast.scenario.id, who.id, len(who.motivations), played, wanted)


def _whole(cast: Cast) -> Persona:
    """Give who is played, as one: two people on a call are one for what is found."""
    from trainer.conversation.call import together

    return together(cast.personas) if cast.scenario.together else cast.personas[0]


def _played(cast: Cast, kinds: tuple[str, ...], seeds: range, workers: int, level: str) -> Trials:
    from trainer.content.version import canonical
    from trainer.lab.trials import run

    at = "" if level == PLAIN else f", {level}"
    told = _Bar(f"{cast.scenario.id}, {_whole(cast).name}{at}")
    content = canonical(cast.scenario, cast.personas)
    trials = run(content, cast.personas[0].id, kinds, seeds, workers or None, told, level)
    told.done()
    if not trials.played:
        raise Refused("interrupted before the first call was over", 1)
    return trials


def _order(found: Sequence[Measured | Ladder]) -> Order | None:
    from trainer.lab.measuring import Measured
    from trainer.lab.ordering import order_of

    return order_of([one for one in found if isinstance(one, Measured)])


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


def lines(one: Measured | Ladder) -> Iterator[str]:
    """Give what was measured as plain lines."""
    from trainer.lab.levels import Ladder

    yield f"{one.persona} in {one.scenario}: {'passed' if one.passed else 'not passed'} ({one.calls} calls)"
    for check in one.checks:
        yield f"  {'ok ' if check.passed else 'NO '} {check.name}: {check.says}"
    yield from _rungs(one) if isinstance(one, Ladder) else _bots(one)


def _rungs(one: Ladder) -> Iterator[str]:
    for rung in one.rungs:
        yield (
            f"  {rung.kind:13} {rung.level:8} mean {rung.overall:5.1f}, found {100 * rung.found:3.0f} %, depth 3 from "
            f"turn {rung.turns:4.1f} in {100 * rung.hidden:.0f} %, everything uncovered in {100 * rung.whole:.0f} %"
        )


def _bots(one: Measured) -> Iterator[str]:
    yield f"  difficulty: stated {one.difficulty} of 5, measured {hardness(one)}"
    if one.time is not None:
        yield f"  time: everything that was told is told by turn {one.time:g} (median)"
    for bot in one.bots:
        yield (
            f"  {bot.kind:13} mean {bot.overall:5.1f} ({bot.least:.0f} to {bot.most:.0f}), deepest {bot.deepest}, "
            f"uncovered {100 * bot.uncovered:.0f} %"
        )
    for line in one.advice:
        yield f"  change: {line}"


def hardness(one: Measured) -> str:
    """Give the measured difficulty in words."""
    if one.measured is None:
        return "not at all: it takes the skilled and the middling bot"
    noise = "" if one.noise is None else f", give or take {one.noise:.2f}"
    return f"{one.measured:.2f}{noise} (what listening only half of the time costs)"
