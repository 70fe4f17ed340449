"""Room `tui`: one skill over time: a chart, the numbers beside it, and from every point to the words behind it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui import navigation
from trainer.tui.messages import Failed
from trainer.tui.progressing import PointsArrived, point_row, words_of
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import one_line, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual_plotext import PlotextPlot

    from trainer.desk.progress import Reading
    from trainer.practice.progress.entries import Entry
    from trainer.practice.progress.evidence import Point
    from trainer.practice.progress.levels import Level

#: Attempts shown, the last ones: as many as a wide chart can tell apart.
LAST = 120


class SkillScreen(Room):
    """One skill."""

    CSS_PATH = "../styles/progress.tcss"

    def __init__(self, skill: str, reading: Reading) -> None:
        """Take the skill's name and what was read."""
        super().__init__()
        from trainer.practice.progress.progress import line_of, points

        self._skill = next(one for one in reading.progress.skills if one.name == skill)
        used = points(skill, reading.entries)
        self._entries: Sequence[Entry] = used[-LAST:]
        self._levels: Sequence[Level | None] = line_of(skill, used)[-LAST:]
        self._points: Sequence[Point] = ()
        self._all = len(used)

    def compose(self) -> ComposeResult:
        """What is said of the skill, the chart, the points, the words behind the one under the cursor."""
        from textual_plotext import PlotextPlot  # plotext: 0.1 s, for this screen alone

        from trainer.practice.progress.wording import share_of, verdict_of

        better = "" if self._skill.force else f"{self._skill.wanted} is better"
        yield TitleBar(one_line(self._skill.says), better)
        told = verdict_of(self._skill)
        yield Static(shown(f"{share_of(self._skill)}. {told[0].upper()}{told[1:]}."), id="verdict")
        with Vertical(id="chart"):
            yield PlotextPlot(id="plot")
            yield Static(shown("× one attempt   ● estimate   · ends of its band   (percent, by attempt)"), id="legend")
        yield Choices(id="points")
        yield Static("", id="words")
        yield KeyLine()

    def on_mount(self) -> None:
        """Draw at once; the words are read off the loop."""
        from textual_plotext import PlotextPlot

        self._draw(self.query_one(PlotextPlot))
        self.query_one(Choices).focus()
        self.run_worker(self._look(), group="points", exclusive=True)

    def _draw(self, plot: PlotextPlot) -> None:
        first = self._all - len(self._entries) + 1
        places = list(range(first, first + len(self._entries)))
        counts = [one.tally.counts[self._skill.name] for one in self._entries]
        known = [(at, level) for at, level in zip(places, self._levels, strict=True) if level is not None]
        plt = plot.plt
        plt.clear_data()
        plt.scatter(places, [100 * found / of for found, of in counts], marker="×")
        if known:
            at = [place for place, _ in known]
            plt.scatter(at, [100 * level.low for _, level in known], marker="·")
            plt.scatter(at, [100 * level.high for _, level in known], marker="·")
            plt.scatter(at, [100 * level.value for _, level in known], marker="●")
        plt.ylim(0, 100)
        plt.yticks([0, 25, 50, 75, 100])
        if places:
            plt.xlim(first - 0.5, places[-1] + 0.5)
            plt.xticks(sorted({first, (first + places[-1]) // 2, places[-1]}))
        plot.refresh()

    async def _look(self) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            found = await asyncio.to_thread(desk.progress.points, self._skill.name, self._entries)
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
        else:
            self.post_message(PointsArrived(found))

    def on_points_arrived(self, message: PointsArrived) -> None:
        """List the points, newest first."""
        self._points = list(reversed(message.points))
        entries = {one.session: one for one in self._entries}
        levels = {one.session: level for one, level in zip(self._entries, self._levels, strict=True)}
        self.query_one(Choices).fill(
            Option(point_row(one, entries[one.session], levels[one.session]), id=one.session) for one in self._points
        )
        if not self._points:
            self.query_one("#words", Static).update(shown("No attempt says anything about this yet."))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the words behind the point under the cursor."""
        self.query_one("#words", Static).update(words_of(self._point(event.option_id)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the session at that turn."""
        point = self._point(event.option_id)
        if point is not None:
            navigation.scorecard(self.trainer, point.session, at=point.turn)

    def _point(self, session: str | None) -> Point | None:
        return next((one for one in self._points if one.session == session), None)

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        self.query_one("#words", Static).update(shown(message.reason))
