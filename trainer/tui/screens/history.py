"""Room `tui`: all sessions on this machine: find, open, go on, export, delete."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
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

#: Sessions read first, and put into the list at a time: more than any screen is high.
FIRST = 60
#: Sessions read at a time after that, when the end of the list comes near or a filter has to look through all.
PAGE = 500
#: Rows from the end of the list at which more are put to it.
NEAR = 20
#: Most rows put into the list; a filter looks through all sessions.
ROWS = 1000
#: Said before a session is deleted.
GOES = (
    "Gone for good, with the second tries that branched off it, what was shared of it into the data folder, and out of "
    "the backups there. A copy that you keep elsewhere stays."
)
STATUS = {"open": "unfinished", "ended": "debrief to write", "debriefed": "scored"}


class Sessions(Choices):
    """The list of sessions, of which only the first rows stand in it until more are wanted."""

    class EndWanted(Message):
        """The learner wants to go to the last row, which may not be read yet."""

    def action_last(self) -> None:
        """Ask for all rows, and for the cursor on the last."""
        self.post_message(self.EndWanted())

    def to_end(self) -> None:
        """Go to the last row that stands in the list."""
        super().action_last()


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
        self._total = 0
        self._wanted = FIRST
        self._found: list[RowPort] = []
        self._reading_all = False
        self._to_end = False

    def compose(self) -> ComposeResult:
        """A filter and the list."""
        yield TitleBar("History")
        yield Input(placeholder="Filter", id="filter", compact=True)
        yield Sessions(id="sessions")
        yield Static(shown("Reading …"), id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        """The list has the keys; near its end, also by the wheel, more rows come."""
        sessions = self.query_one(Sessions)
        sessions.focus()
        self.watch(sessions, "scroll_y", self._scrolled, init=False)

    def on_screen_resume(self) -> None:
        """Read what is stored, also after another screen."""
        self._again()

    def _again(self) -> None:
        self._look(self._total if self._words else max(FIRST, self.query_one(Sessions).option_count))

    def _look(self, least: int) -> None:
        self._reading_all = bool(least) and least >= self._total
        self.run_worker(self._reading(least), group="history", exclusive=True)

    async def _reading(self, least: int) -> None:
        """Read the newest sessions, at least so many, and count all."""
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            total = await asyncio.to_thread(desk.store.count)
            rows: list[RowPort] = []
            while len(rows) < least:
                page = await asyncio.to_thread(desk.history, min(PAGE, least - len(rows)), len(rows))
                rows.extend(page)
                if not page:
                    break
            self.post_message(HistoryArrived(rows, total=max(total, len(rows))))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))

    def on_history_arrived(self, message: HistoryArrived) -> None:
        """Show the list."""
        self._rows, self._total, self._reading_all = list(message.rows), message.total, False
        self._narrow()

    def on_input_changed(self) -> None:
        """Narrow the list while typing; the first word has all sessions read."""
        self._wanted = FIRST
        self._narrow()
        if self._words and len(self._rows) < self._total and not self._reading_all:
            self._look(self._total)

    def on_input_submitted(self) -> None:
        """From the filter into the list."""
        self.query_one(Sessions).focus()

    @property
    def _words(self) -> list[str]:
        return self.query_one(Input).value.casefold().split()

    def _narrow(self) -> None:
        words = self._words
        self._found = [row for row in self._rows if all(word in _text(row) for word in words)] if words else self._rows
        shown_rows = self._found[: min(self._wanted, ROWS)]
        self.query_one(Sessions).fill([Option(_line(row), id=row.id) for row in shown_rows])
        if self._to_end:
            self._to_end = False
            self.query_one(Sessions).to_end()
        self._state()
        self.keys_depend_on(bool(self._found))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Put more rows to the list before its end is reached."""
        if event.option_index >= event.option_list.option_count - NEAR:
            self._more()

    def _scrolled(self) -> None:
        sessions = self.query_one(Sessions)
        if sessions.scroll_y + sessions.size.height >= sessions.virtual_size.height - NEAR:
            self._more()

    def on_sessions_end_wanted(self) -> None:
        """List all that may be listed, and go to its end."""
        self._wanted, self._to_end = ROWS, True
        if not self._words and len(self._rows) < min(self._total, ROWS):
            self._look(min(self._total, ROWS))
        else:
            self._narrow()

    def _more(self) -> None:
        """Put the next rows to the list; what is not read yet is read."""
        listed = self.query_one(Sessions).option_count
        more = self._found[listed : min(listed + FIRST, ROWS)]
        if more:
            self._wanted = listed + len(more)
            self.query_one(Sessions).add_options([Option(_line(row), id=row.id) for row in more])
        elif not self._words and 0 < listed == len(self._rows) < min(self._total, ROWS):
            self._wanted = listed + FIRST
            self._look(listed + PAGE)

    def _state(self) -> None:
        total, found = wording.count(self._total, "session"), self._found
        if self._words and len(self._rows) < self._total:
            text = f"{len(found)} of {total} so far; reading …"
        else:
            text = total if not self._words else f"{len(found)} of {total}"
        if (self._total if not self._words else len(found)) > ROWS:
            text += f"; the newest {ROWS} are listed"
        if not self._rows:
            text = "No session yet. Home begins one."
        self.query_one("#state", Static).update(shown(text))

    def _here(self) -> RowPort | None:
        option = self.query_one(Sessions).highlighted_option
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
            self.query_one(Sessions).focus()
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
        before = len(self._rows)
        self._rows = [row for row in self._rows if row.id not in gone]
        self._total -= before - len(self._rows)
        self._narrow()
        self._again()  # a reading that began before may still hold it
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
