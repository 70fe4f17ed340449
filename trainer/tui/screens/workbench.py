"""Room `tui`: the author's own drafts: a folder of them, what lint says while they are written, and ways on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui import drafting, navigation, wording
from trainer.tui.drafting import DraftsArrived, FolderRefused, Linted
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, one_line, shown

LEAD = "Customers and scenarios of your own. Write in your editor; what lint says appears here when you save."
NONE = "No draft in this folder. n begins a customer, s a scenario."
#: Seconds between two looks at the folder.
LOOK = 2.0
#: Findings that are shown.
SHOWN = 8


class WorkbenchScreen(Room):
    """Choose a draft, begin one, talk to one."""

    CSS_PATH = "../styles/workbench.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new_persona", "New customer", id="workbench.persona", tooltip="Begin a customer, by questions"),
        Binding("s", "new_scenario", "New scenario", id="workbench.scenario", tooltip="Begin a scenario, by questions"),
        Binding("slash", "folder", "Folder", id="workbench.folder", tooltip="To the line for the folder"),
        Binding("down", "list", "List", show=False, id="workbench.list", tooltip="From the line to the drafts"),
    ]

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder; by default the one the app was started in."""
        super().__init__()
        self._folder = str(folder or Path())
        self._seen: dict[Path, float] = {}

    def compose(self) -> ComposeResult:
        """A line for the folder, the drafts, and what lint says of the one under the cursor."""
        yield TitleBar("Workbench")
        yield Static(shown(LEAD), id="lead")
        yield Field("folder", "Folder", "path of a folder, then Enter")
        yield Choices(id="drafts")
        with VerticalScroll(id="found", can_focus=False):
            yield Static("", id="findings")
        yield KeyLine()

    def on_mount(self) -> None:
        """List the folder, and go on looking at it."""
        self.query_one(Input).value = self._folder
        self.query_one(Choices).focus()
        self.set_interval(LOOK, self._look)

    def on_screen_resume(self) -> None:
        """Look again, also after another screen."""
        self._seen = {}
        self._look()

    def _look(self) -> None:
        if self.is_current:
            self.run_worker(drafting.look(self._folder, self.post_message), group="drafts", exclusive=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take another folder."""
        self._folder = event.value.strip() or "."
        self._seen = {}
        self._look()
        self.query_one(Choices).focus()

    def on_folder_refused(self, message: FolderRefused) -> None:
        """Say at the line what is wrong with the folder."""
        self.query_one(Field).complain(message.reason)
        self._fill([])

    def on_drafts_arrived(self, message: DraftsArrived) -> None:
        """Show the list; lint the draft under the cursor again if it was saved."""
        self.query_one(Field).complain("")
        self._fill([Option(_row(draft.kind, draft.name, draft.path), id=str(draft.path)) for draft in message.drafts])
        self._lint()

    def _fill(self, rows: list[Option]) -> None:
        choices = self.query_one(Choices)
        if [row.id for row in rows] != [option.id for option in choices.options]:
            choices.fill(rows)
        if not rows:
            self.query_one("#findings", Static).update(shown(NONE))

    def on_option_list_option_highlighted(self) -> None:
        """Lint what the cursor is on."""
        self._seen = {}
        self._lint()

    def _lint(self) -> None:
        path = self._here()
        if path is None:
            return
        try:
            saved = path.stat().st_mtime
        except OSError:  # between two steps of an editor's saving
            return
        if self._seen.get(path) != saved:
            self._seen = {path: saved}
            self.run_worker(drafting.check(path, self.post_message), group="lint", exclusive=True)

    def on_linted(self, message: Linted) -> None:
        """Show what lint says, unless the cursor has gone on."""
        if message.path == self._here():
            self.query_one("#findings", Static).update(found(message.lines, SHOWN))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Talk to it."""
        if event.option_id:
            navigation.talk(self.trainer, Path(event.option_id))

    def _here(self) -> Path | None:
        option = self.query_one(Choices).highlighted_option
        return Path(option.id) if option is not None and option.id else None

    def action_new_persona(self) -> None:
        """Begin a customer."""
        navigation.begin_draft(self.trainer, "persona", Path(self._folder).expanduser())

    def action_new_scenario(self) -> None:
        """Begin a scenario."""
        navigation.begin_draft(self.trainer, "scenario", Path(self._folder).expanduser())

    def action_folder(self) -> None:
        """Into the line."""
        self.query_one(Input).focus()

    def action_list(self) -> None:
        """From the line to the drafts."""
        self.query_one(Choices).focus()


def found(lines: Sequence[str], most: int) -> Content:
    """Give findings as text: how many, and the first of them."""
    if not lines:
        return joined(("Lint finds nothing.", "$quiet"))
    text = joined((f"Lint finds {wording.count(len(lines), 'thing')}.", "bold $error"))
    for line in lines[:most]:
        text = joined(text, "\n", one_line(line, 300))
    return text


def _row(kind: str, name: str, path: Path) -> Content:
    return joined((one_line(name, 60), "bold"), (f"  {kind} · {one_line(path.name, 40)}", "$quiet"))
