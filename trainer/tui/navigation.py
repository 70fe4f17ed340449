"""Room `tui`: the ways from screen to screen. A screen is imported when it is first gone to: up to 20 ms each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.screen import Screen

    from trainer.content.drills.shelf import Placed
    from trainer.desk.progress import Reading
    from trainer.tui.app import TrainerApp
    from trainer.tui.elsewhere import Elsewhere
    from trainer.tui.judging import CallJudged


def catalogue(app: TrainerApp) -> None:
    """Choose a scenario."""
    from trainer.tui.screens.catalogue import CatalogueScreen

    app.push_screen(CatalogueScreen())


def briefing(app: TrainerApp, scenario: str, level: str = "", task: str = "") -> None:
    """Read what is known before the call, at the level of the last one or at a given one; a path's task comes first."""
    from trainer.tui.screens.briefing import BriefingScreen

    app.push_screen(BriefingScreen(scenario, level, task))


def begin(
    app: TrainerApp, scenario: str, persona: str, notes: str, model: str | None = None, level: str = "plain"
) -> None:
    """Call somebody, voiced by what is set or by `model`, at a level; the briefing makes way for the call."""
    from trainer.tui.opening import Way
    from trainer.tui.screens.interview import InterviewScreen

    way = Way(lambda desk: desk.start(scenario, persona, model=model, level=level), prepared=notes)
    app.switch_screen(InterviewScreen(way))


def resume(app: TrainerApp, session: str, at: int | None = None) -> None:
    """Go on with a call, or try again from a turn."""
    from trainer.tui.opening import Way
    from trainer.tui.screens.interview import InterviewScreen

    app.push_screen(InterviewScreen(Way(lambda desk: desk.resume(session, at), session)))


def compare(app: TrainerApp, one: str, two: str, *, instead: bool = False) -> None:
    """Read a call and a second try of it side by side."""
    from trainer.tui.screens.comparing import CompareScreen

    _go(app, CompareScreen(one, two), instead)


def debrief(app: TrainerApp, session: str, *, instead: bool = False, elsewhere: Elsewhere | None = None) -> None:
    """Write the debrief of an ended call, which may have been on a server."""
    from trainer.tui.screens.debrief import DebriefScreen

    _go(app, DebriefScreen(session, elsewhere), instead)


def scorecard(app: TrainerApp, session: str, *, instead: bool = False, at: int | None = None) -> None:
    """Read the result, at a turn of the transcript if one is named."""
    from trainer.tui.screens.scorecard import ScorecardScreen

    _go(app, ScorecardScreen(session, at), instead)


def progress(app: TrainerApp) -> None:
    """See what the sessions show."""
    from trainer.tui.screens.progress import ProgressScreen

    app.push_screen(ProgressScreen())


def skill(app: TrainerApp, name: str, reading: Reading) -> None:
    """See one skill over time."""
    from trainer.tui.screens.skill import SkillScreen

    app.push_screen(SkillScreen(name, reading))


def model(app: TrainerApp) -> None:
    """Choose who voices the customer."""
    from trainer.tui.screens.model import ModelScreen

    app.push_screen(ModelScreen())


def history(app: TrainerApp) -> None:
    """Look back."""
    from trainer.tui.screens.history import HistoryScreen

    app.push_screen(HistoryScreen())


def calls(app: TrainerApp) -> None:
    """Look at calls with real customers."""
    from trainer.tui.screens.calls import CallsScreen

    app.push_screen(CallsScreen())


def analysis(app: TrainerApp, call: CallJudged) -> None:
    """Read the result of a recorded call."""
    from trainer.tui.screens.analysis import AnalysisScreen

    app.push_screen(AnalysisScreen(call))


def drills(app: TrainerApp, skill: str = "") -> None:
    """Choose what to drill: the day's session, or a skill; with a skill, one of its drills."""
    from trainer.tui.screens.drills import DrillsScreen

    app.push_screen(DrillsScreen(skill))


def drill(app: TrainerApp, queue: Sequence[Placed]) -> None:
    """Do drills one after the other."""
    from trainer.tui.screens.drill import DrillScreen

    app.push_screen(DrillScreen(queue))


def path(app: TrainerApp) -> None:
    """See the steps to a first call."""
    from trainer.tui.screens.path import PathScreen

    app.push_screen(PathScreen())


def step(app: TrainerApp, name: str, *, instead: bool = False) -> None:
    """Read a step of the path, drill it and call."""
    from trainer.tui.screens.path_step import StepScreen

    _go(app, StepScreen(name), instead)


def readiness(app: TrainerApp) -> None:
    """Read what can be shown before a first call."""
    from trainer.tui.screens.path_readiness import ReadinessScreen

    app.push_screen(ReadinessScreen())


def workbench(app: TrainerApp) -> None:
    """Work on customers and scenarios of one's own."""
    from trainer.tui.screens.workbench import WorkbenchScreen

    app.push_screen(WorkbenchScreen())


def begin_draft(app: TrainerApp, kind: str, folder: Path) -> None:
    """Begin a persona or scenario file by questions."""
    from trainer.tui.screens.beginning import BeginScreen

    app.push_screen(BeginScreen(kind, folder))


def talk(app: TrainerApp, path: Path) -> None:
    """Talk to a draft, with the reasons beside."""
    from trainer.tui.screens.talking import TalkScreen

    app.push_screen(TalkScreen(path))


def _go(app: TrainerApp, screen: Screen[None], instead: bool) -> None:
    if instead:
        app.switch_screen(screen)
    else:
        app.push_screen(screen)
