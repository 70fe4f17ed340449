"""Room `tui`: all sessions on this machine: find, open, go on, export, delete."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui import navigation, wording
from trainer.tui.messages import Deleted, Exported, Failed, HistoryArrived
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.screens.dialogs import Question
from trainer.tui.screens.sharing import share
from trainer.tui.trying import mark_of
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, one_line, shown

if TYPE_CHECKING:
    from trainer.tui.ports import RowPort

#: Sessions read at a time; the first page is on screen while the others are read.
PAGE = 200
#: Most rows put into the list; a filter looks through all sessions.
ROWS = 1000
#: Said before a session is deleted.
GOES = (
    "Gone for good, with all that branched off it, what was shared of it into the data folder, and out of the backups "
    "there. A copy that you keep elsewhere stays."
)
STATUS = {"open": "unfinished", "ended": "debrief to write", "debriefed": "scored"}


class HistoryScreen(Room):
    """Look back."""

    CSS_PATH = "../styles/history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Filter", id="history.filter", tooltip="Narrow the list by any words"),
        Binding(
            "e", "export", "Share", id="history.export", tooltip="Write it to a file; shows before what will be in it"
        ),
        Binding("b", "compare", "Side by side", id="history.compare", tooltip="A second try beside the call it is of"),
        Binding("d,delete", "delete", "Delete", id="history.delete", tooltip="Delete the session, after asking"),
    ]

    def __init__(self) -> None:
        """Nothing is loaded yet."""
        super().__init__()
        self._rows: list[RowPort] = []
        self._complete = False

    def compose(self) -> ComposeResult:
        """A filter and the list."""
        yield TitleBar("History")
        yield Input(placeholder="Filter", id="filter", compact=True)
        yield Choices(id="sessions")
        yield Static(shown("Reading …"), id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(Choices).focus()

    def on_screen_resume(self) -> None:
        """Read what is stored, also after another screen."""
        self.run_worker(self._look(), group="history", exclusive=True)

    async def _look(self) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        offset = 0
        try:
            while True:
                page = await asyncio.to_thread(desk.history, PAGE, offset)
                if offset == 0:
                    self._rows = []
                self._rows.extend(page)
                offset += len(page)
                last = len(page) < PAGE
                if last or offset == PAGE:
                    self.post_message(HistoryArrived(self._rows, complete=last))
                if last:
                    return
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))

    def on_history_arrived(self, message: HistoryArrived) -> None:
        """Show the list."""
        self._complete = message.complete
        self._narrow()

    def on_input_changed(self) -> None:
        """Narrow the list while typing."""
        self._narrow()

    def on_input_submitted(self) -> None:
        """From the filter into the list."""
        self.query_one(Choices).focus()

    def _narrow(self) -> None:
        words = self.query_one(Input).value.casefold().split()
        found = [row for row in self._rows if all(word in _text(row) for word in words)]
        self.query_one(Choices).fill([Option(_line(row), id=row.id) for row in found[:ROWS]])
        self._state(found)
        self.keys_depend_on(bool(found))

    def _state(self, found: list[RowPort]) -> None:
        total = wording.count(len(self._rows), "session") + ("" if self._complete else " and more")
        text = total if len(found) == len(self._rows) else f"{len(found)} of {total}"
        if len(found) > ROWS:
            text += f"; the newest {ROWS} are listed"
        if not self._rows:
            text = "No session yet. Home begins one."
        self.query_one("#state", Static).update(shown(text))

    def _here(self) -> RowPort | None:
        option = self.query_one(Choices).highlighted_option
        return next((row for row in self._rows if option is not None and row.id == option.id), None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on with it, write its debrief, or read its scorecard."""
        row = self._here()
        if row is None:
            return
        if row.status == "open":
            navigation.resume(self.trainer, row.id)
        elif row.status == "ended":
            navigation.debrief(self.trainer, row.id)
        else:
            navigation.scorecard(self.trainer, row.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to export or delete in an empty list; only a second try has another side."""
        if action == "compare":
            row = self._here() if self.is_mounted else None
            return bool(row and row.branch_of)
        return self._here() is not None if action in ("export", "delete") and self.is_mounted else True

    def action_search(self) -> None:
        """Into the filter."""
        self.query_one(Input).focus()

    def action_back(self) -> None:
        """From the filter to the list; from the list home."""
        if self.query_one(Input).has_focus:
            self.query_one(Input).value = ""
            self.query_one(Choices).focus()
        else:
            self.app.pop_screen()

    def action_export(self) -> None:
        """Ask what to write of the session, showing what will be in it."""
        row = self._here()
        if row is not None:
            share(self, row.id)

    def action_delete(self) -> None:
        """Ask, then delete."""
        row = self._here()
        if row is not None:
            text = f"{one_line(row.title, 60)}, {wording.when(row.started_at)}. {GOES}"
            question = Question("Delete this session?", text, "Delete", "Keep", careful=True)
            self.app.push_screen(question, lambda yes: self._delete(row.id) if yes else None)

    def action_compare(self) -> None:
        """Put a second try beside the call that it branched off."""
        row = self._here()
        if row is not None and row.branch_of:
            navigation.compare(self.trainer, row.branch_of, row.id)

    def _delete(self, session: str) -> None:
        self.query_one("#state", Static).update(shown("Deleting …"))
        self.run_worker(self._gone(session), group="delete")

    async def _gone(self, session: str) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            await asyncio.to_thread(desk.store.delete, session)
            self.post_message(Deleted(session))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))

    def on_exported(self, message: Exported) -> None:
        """Say where the file is."""
        self.app.copy_to_clipboard(message.path)
        self.tell(f"Written to {message.path} (path copied).")

    def on_deleted(self, message: Deleted) -> None:
        """Take it out of the list, and what branched off it."""
        gone = {message.session}
        while more := {row.id for row in self._rows if row.branch_of in gone} - gone:
            gone |= more
        self._rows = [row for row in self._rows if row.id not in gone]
        self._narrow()
        self.tell("Deleted.")

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        self.tell(message.reason, warn=True)


def _text(row: RowPort) -> str:
    kind = f"{mark_of(row)} branch" if row.branch_of else mark_of(row)
    kind += " seen" if row.seen else ""
    kind += "" if row.level == "plain" else f" {row.level}"
    words = (row.title, row.scenario, row.customer, STATUS.get(row.status, ""), kind, wording.when(row.started_at))
    return " ".join(words).casefold()


def _line(row: RowPort) -> Content:
    kind = f" · {mark_of(row)}"
    kind += " · seen" if row.seen else ""
    kind += "" if row.level == "plain" else f" · {one_line(row.level, 12)}"
    status = STATUS.get(row.status, row.status)
    turns = wording.count(row.turns, "turn")
    facts = f"{one_line(row.customer, 40)} · {wording.when(row.started_at)} · {turns} · {status}{kind}"
    figure = f"{wording.overall(row.overall)}  "
    band = f"  {likely}" if (likely := wording.likely(row.low, row.high)) else ""
    return joined(
        (figure, "bold $accent"), (one_line(row.title, 50), "bold"), (band, "$quiet"), (f"\n      {facts}", "$quiet")
    )
