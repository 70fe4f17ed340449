"""Room `tui`: the path: twelve steps to a first real call, each with what is shown of it. Nothing is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui import navigation, pathing, wording
from trainer.tui.messages import Failed
from trainer.tui.pathing import WayArrived
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.widgets.choices import Choices, heading
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, one_line, shown

if TYPE_CHECKING:
    from trainer.desk.path import Way
    from trainer.practice.path.evidence import StepState

LEAD = (
    "From your first page to your first real call. Each step: a page, a few drills, a call or a part of one. "
    "A step is passed by what you show; begin wherever you like."
)
REPORT = "report"


class PathScreen(Room):
    """The steps, and the readiness report at their end."""

    CSS_PATH = "../styles/path.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "report", "Readiness", id="path.report", tooltip="What you can show, and what not yet"),
    ]

    def __init__(self) -> None:
        """Nothing is loaded yet."""
        super().__init__()
        self._touched = False

    def compose(self) -> ComposeResult:
        """A line of lead, and the list."""
        yield TitleBar("Path to a first call")
        yield Static(shown(LEAD), id="lead")
        yield Choices(id="list")
        yield Static(shown("Looking at what you have shown…"), id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(Choices).focus()

    def on_screen_resume(self) -> None:
        """Look again, also after a step."""
        self.run_worker(self._look(), group="path", exclusive=True)

    async def _look(self) -> None:
        await pathing.look(await self.trainer.desk(), self.post_message)

    def on_way_arrived(self, message: WayArrived) -> None:
        """Show the list; at first the cursor stands on the first step that is not shown."""
        way = message.way
        keep = None if self._touched else f"step/{way.next.page.id}" if way.next else f"{REPORT}/"
        self.query_one(Choices).fill(_rows(way), keep=keep)
        self._touched = True
        self.query_one("#state", Static).update(shown(_facts(way)))

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        self.query_one("#state", Static).update(shown(message.reason))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen."""
        kind, _, ref = (event.option_id or "").partition("/")
        if kind == "step":
            navigation.step(self.trainer, ref)
        elif kind == REPORT:
            self.action_report()

    def action_report(self) -> None:
        """Read the readiness report."""
        navigation.readiness(self.trainer)


def _rows(way: Way) -> list[Option]:
    steps = [Option(_step(one), id=f"step/{one.page.id}") for one in way.steps]
    return [*steps, heading("And then"), Option(shown("Readiness report, and the card for the call"), id=f"{REPORT}/")]


def _step(one: StepState) -> Content:
    mark = (f"{pathing.MARKS[one.state]} ", "bold $success" if one.by else "$quiet")
    return joined(
        mark,
        f"{one.number:2}  {one_line(one.page.title, 38):<38}",
        (f"  {one.page.minutes} min  {_how(one)}", "$quiet"),
    )


def _how(one: StepState) -> str:
    if one.by:
        return "shown in a call" if one.by == "call" else "shown by drills"
    if one.drills.tried:
        return f"{one.drills.passed} of {wording.count(one.drills.drills, 'drill')} passed"
    return "read" if one.read else ""


def _facts(way: Way) -> str:
    hours = round(sum(one.page.minutes for one in way.steps) / 60)
    return f"{way.shown} of {len(way.steps)} steps shown. All of it takes about {wording.count(hours, 'hour')}."
