"""Room `cli`: opens the app at a certain screen, for commands that are given in a terminal without `--plain`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from trainer.conversation.directing.level import PLAIN

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp


def interview(scenario: str, persona: str | None, seed: int | None, model: str | None, level: str | None = None) -> int:
    """Open the app at the briefing of a scenario, or in the call where a customer, seed, model or level is asked for.

    Raises:
        ContentError: there is no such scenario or customer.
        SessionError: there is no such level.
    """
    from trainer.desk.levels import named
    from trainer.desk.library import library

    hard = named(level or PLAIN).name
    library().cast(scenario, persona)  # an unknown id is better told here than in the app
    if persona is None and seed is None and model is None and level is None:
        return _open(lambda app: _navigation().briefing(app, scenario))

    def begin(app: TrainerApp) -> None:
        from trainer.tui.opening import Way
        from trainer.tui.screens.interview import InterviewScreen

        def start(desk: Any) -> Any:
            return desk.start(scenario, persona, seed=seed, model=model, level=hard)

        app.push_screen(InterviewScreen(Way(start)))

    return _open(begin)


def resume(session: str, at: int | None) -> int:
    """Open the app in a call that goes on, or at its debrief.

    Raises:
        JournalError: the store cannot be opened.
        SessionError: there is no such session, or it is finished (without `at`).
    """
    from trainer.cli.opening import opened
    from trainer.conversation.interview import SessionError

    with opened() as desk:
        whole = desk.find(session)
        row = desk.store.session(whole)
    status = "open" if row is None or at is not None else row.status
    if status == "debriefed":
        raise SessionError("this session is finished; `resume SESSION --at TURN` tries again from a turn")
    if status == "ended":
        return _open(lambda app: _navigation().debrief(app, whole))
    return _open(lambda app: _navigation().resume(app, whole, at))


def _navigation() -> Any:
    from trainer.tui import navigation

    return navigation


def _open(go: Callable[[TrainerApp], None]) -> int:
    from trainer.desk import Desk
    from trainer.tui import crash
    from trainer.tui.app import TrainerApp

    factory: Any = Desk.open
    app = TrainerApp(factory)

    async def when_ready(_: Any) -> None:
        go(app)

    app.run(auto_pilot=when_ready)  # called once the first screen stands
    if app.failure is None:
        return app.return_code or 0
    crash.tell(app.failure)
    return 1
