"""Room `tui`: the readiness report: shown by which evidence, not shown yet, what to watch; and the card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui import navigation, pathing
from trainer.tui.messages import Failed
from trainer.tui.pathing import ReportArrived, ReportKept
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.widgets.blocks import Block, BlockView
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import one_line, shown

if TYPE_CHECKING:
    from trainer.practice.path.readiness import Readiness


class ReadinessScreen(Room):
    """Read it, keep it, go on to the real call."""

    CSS_PATH = "../styles/path.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "scroll(1)", "Read on", id="readiness.on", tooltip="One page down in the text"),
        # Before the list, which is too short to turn pages in.
        Binding(
            "pagedown",
            "scroll(1)",
            "Read on",
            show=False,
            id="readiness.page-on",
            tooltip="One page down",
            priority=True,
        ),
        Binding("b", "scroll(-1)", "Back up", show=False, id="readiness.up", tooltip="One page up in the text"),
        Binding(
            "pageup", "scroll(-1)", "Back up", show=False, id="readiness.page-up", tooltip="One page up", priority=True
        ),
        Binding("x", "keep", "Keep", id="readiness.keep", tooltip="Write report and card to a file"),
        Binding("a", "calls", "Real call", id="readiness.calls", tooltip="Look at a call with a real customer"),
    ]

    def compose(self) -> ComposeResult:
        """The report, and the ways on."""
        yield TitleBar("Ready for a first call?")
        yield BlockView(id="page", classes="-stacked")
        yield Choices(id="ways")
        yield Static(shown("Looking at what you have shown…"), id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read what there is."""
        ways = self.query_one(Choices)
        ways.fill([Option(shown("Keep it as a file"), id="keep"), Option(shown("Look at a real call"), id="calls")])
        ways.focus()
        self.run_worker(self._look(), group="report", exclusive=True)

    async def _look(self) -> None:
        await pathing.report(await self.trainer.desk(), self.post_message)

    async def on_report_arrived(self, message: ReportArrived) -> None:
        """Show it."""
        report = message.report
        self.query_one(TitleBar).say(detail=f"{report.shown} of {len(report.steps)} shown")
        await self.query_one(BlockView).show([*_blocks(report), Block("\n".join(message.card), mark="The card")])
        self.query_one("#state", Static).update(shown(report.verdict))

    def on_report_kept(self, message: ReportKept) -> None:
        """Say where it is."""
        self.query_one("#state", Static).update(shown(f"Kept in {one_line(message.path)}"))

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        self.query_one("#state", Static).update(shown(message.reason))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go the way that was chosen."""
        self.call_later(self.run_action, f"screen.{event.option_id}")

    def action_scroll(self, by: int) -> None:
        """Turn the page; the keys stay with the ways."""
        view = self.query_one(BlockView)
        (view.scroll_page_down if by > 0 else view.scroll_page_up)(animate=False)

    def action_keep(self) -> None:
        """Write it to a file."""
        self.run_worker(self._keep(), group="keep", exclusive=True)

    async def _keep(self) -> None:
        await pathing.keep(await self.trainer.desk(), self.post_message)

    def action_calls(self) -> None:
        """Look at a real call."""
        navigation.calls(self.trainer)


def _blocks(report: Readiness) -> Iterator[Block]:
    yield Block(report.says_not, notes=report.verdict)
    for state, head in ((True, "Shown"), (False, "Not shown yet")):
        for step in (one for one in report.steps if one.shown is state):
            yield Block(f"{step.number}. {step.title}", notes="\n".join(step.evidence), mark=head)
    yield Block("\n".join(report.habits), mark="Habits over several calls")
    for one in report.watch:
        yield Block(one.says, notes=one.seen, mark="To watch in the first real call")
    yield Block(report.afterwards, mark="Afterwards")
