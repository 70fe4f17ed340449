"""Room `tui`: one step of the path: its page, what is shown of it so far, and the ways on from here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui import navigation, pathing, wording
from trainer.tui.messages import Failed
from trainer.tui.pathing import StepDrills, WayArrived
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.widgets.blocks import Block, BlockView
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, shown

if TYPE_CHECKING:
    from trainer.desk.path import Way
    from trainer.practice.path.evidence import StepState
    from trainer.practice.path.schema import Exchange, Practice

DRILLS, CALL, NEXT = "drills", "call", "next"


class StepScreen(Room):
    """Read, drill, call, go on."""

    CSS_PATH = "../styles/path.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "scroll(1)", "Read on", id="step.on", tooltip="One page down in the text"),
        # Before the list, which is too short to turn pages in.
        Binding(
            "pagedown", "scroll(1)", "Read on", show=False, id="step.page-on", tooltip="One page down", priority=True
        ),
        Binding("b", "scroll(-1)", "Back up", show=False, id="step.up", tooltip="One page up in the text"),
        Binding("pageup", "scroll(-1)", "Back up", show=False, id="step.page-up", tooltip="One page up", priority=True),
        Binding("d", "drills", "Drills", id="step.drills", tooltip="Do the drills of this step"),
        Binding("i", "call", "Call", id="step.call", tooltip="Brief yourself for the call of this step"),
        Binding("n", "next", "Next", id="step.next", tooltip="The next step, whether this one is shown or not"),
    ]

    def __init__(self, step: str) -> None:
        """Take the step's id."""
        super().__init__()
        self._step = step
        self._way: Way | None = None
        self._painted = False

    @property
    def _state(self) -> StepState | None:
        return next((one for one in self._way.steps if one.page.id == self._step), None) if self._way else None

    def compose(self) -> ComposeResult:
        """The page, and the ways on."""
        yield TitleBar("Path to a first call")
        yield BlockView(id="page", classes="-stacked")
        yield Choices(id="ways")
        yield Static("", id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        """The ways have the keys; space reads on."""
        self.query_one(Choices).focus()

    def on_screen_resume(self) -> None:
        """Look how it stands, also after its drills and its call."""
        self.run_worker(self._look(), group="path", exclusive=True)

    async def _look(self) -> None:
        await pathing.look(await self.trainer.desk(), self.post_message, self._step)

    async def on_way_arrived(self, message: WayArrived) -> None:
        """Show the page once, and how the step stands each time."""
        self._way = message.way
        state = self._state
        if state is None:
            return
        self.query_one(TitleBar).say(state.page.title, f"step {state.number} of {len(message.way.steps)}")
        view = self.query_one(BlockView)
        if not self._painted:
            self._painted = True
            await view.show(_blocks(state))
        else:
            view.blocks[-1].rewrite(_evidence(state))
        self.query_one(Choices).fill(_ways(state, len(message.way.steps)))
        self.query_one("#state", Static).update(shown(_stands(state)))

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        self.query_one("#state", Static).update(shown(message.reason))

    def on_step_drills(self, message: StepDrills) -> None:
        """Do them."""
        navigation.drill(self.trainer, message.drills)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go the way that was chosen."""
        self.call_later(self.run_action, f"screen.{event.option_id}")

    def action_scroll(self, by: int) -> None:
        """Turn the page; the keys stay with the ways."""
        view = self.query_one(BlockView)
        (view.scroll_page_down if by > 0 else view.scroll_page_up)(animate=False)

    def action_drills(self) -> None:
        """Do the drills of this step."""
        if self._way is not None:
            self.run_worker(self._drill(self._way), group="path-drills", exclusive=True)

    async def _drill(self, way: Way) -> None:
        await pathing.drills(await self.trainer.desk(), way, self._step, self.post_message)

    def action_call(self) -> None:
        """Go to the briefing, at the step's level; what to try in the call stands there first."""
        if (state := self._state) is not None:
            practice = state.page.practice
            navigation.briefing(self.trainer, practice.scenario, practice.level, practice.task)

    def action_next(self) -> None:
        """Go to the next step; after the last one to the report."""
        if self._way is None or (state := self._state) is None:
            return
        if state.number < len(self._way.steps):
            navigation.step(self.trainer, self._way.steps[state.number].page.id, instead=True)
        else:
            self.app.pop_screen()
            navigation.readiness(self.trainer)


def _blocks(state: StepState) -> Iterator[Block]:
    page = state.page
    yield Block("\n\n".join(page.read))
    yield Block(_exchange(page.poor), mark="It can go like this")
    yield Block(_exchange(page.good), mark="Or like this")
    yield Block(shown(page.keep, "bold"), mark="Keep")
    yield Block(page.practice.task, mark="The call")
    yield Block(_evidence(state), mark="What you have shown")


def _exchange(exchange: Exchange) -> Content:
    out = Content("")
    for line in exchange.lines:
        who = ("You       ", "bold $secondary") if line.who == "you" else ("Customer  ", "bold $primary")
        out = joined(out, who, line.says, "\n")
        if line.note:
            out = joined(out, (f"          {line.note}\n", "italic $quiet"))
    return joined(out, exchange.so)


def _evidence(state: StepState) -> Content:
    from trainer.practice.path.readiness import told

    head = ("Shown. ", "bold $success") if state.by else ("Not shown yet. ", "bold")
    return joined(head, "\n".join(told(state)))


def _ways(state: StepState, steps: int) -> list[Option]:
    count = wording.count(state.drills.drills, "drill")
    last = state.number == steps
    return [
        Option(joined(f"Do its {count}", (f"  {_drilled(state)}", "$quiet")), id=DRILLS),
        Option(joined("Call", (f"  {_call(state.page.practice)}", "$quiet")), id=CALL),
        Option(shown("Readiness report" if last else "Next step"), id=NEXT),
    ]


def _drilled(state: StepState) -> str:
    if not state.drills.tried:
        return "" if not state.page.practice.turns else "all right at the first try shows the step as well"
    return f"{state.drills.passed} of {state.drills.drills} passed by now, {state.drills.first} at the first try"


def _call(practice: Practice) -> str:
    part = f"the first {practice.turns} turns count" if practice.turns else "a whole call, with its debrief"
    return f"{part}; level {practice.level}"


def _stands(state: StepState) -> str:
    if state.by:
        return "Shown in a call." if state.by == "call" else "Shown by its drills."
    return "Not shown yet. Space reads on."
