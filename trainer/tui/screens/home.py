"""Room `tui`: the first screen. Paints its fixed parts at once and fills in what is stored when the desk is open."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui import wording
from trainer.tui.messages import DeskFailed, Failed, HistoryArrived, ModelNamed
from trainer.tui.screens.base import Room
from trainer.tui.widgets.choices import Choices, heading
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, one_line, shown

if TYPE_CHECKING:
    from trainer.tui.ports import RowPort

LEAD = "Somebody hides the reason for what they do.\nAsk well, and they tell you."
FIRST_RUN = (
    "Nothing here yet. A first interview takes about twenty minutes,\n"
    "needs no key and no network, and can be left at any moment."
)
NO_MODEL = "none: the authored customer"
#: The sheet's widest, and what its edges and those of a row take of it (`home.tcss`).
SHEET, EDGES = 92, 13
NEWEST = 60
SHOWN = 3


class HomeScreen(Room):
    """Continue, begin, or look back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stay", "", show=False, id="home.stay", tooltip="Home has no way back"),
        Binding("n", "new", "New interview", id="home.new", tooltip="Choose a scenario to practise"),
        Binding("d", "drills", "Drills", id="home.drills", tooltip="Exercises of a minute, judged at once"),
        Binding("f", "path", "First call", id="home.path", tooltip="In steps to a first real call"),
        Binding("h", "history", "History", id="home.history", tooltip="All sessions on this machine"),
        Binding("p", "progress", "Progress", show=False, id="home.progress", tooltip="What your sessions show"),
        Binding("a", "calls", "Real call", id="home.calls", tooltip="How you asked in a call with a real customer"),
        Binding("w", "workbench", "Workbench", show=False, id="home.workbench", tooltip="Customers of your own"),
        Binding("v", "model", "Model", id="home.model", tooltip="Who voices the customer: authored, or a model"),
        Binding("r", "retry", "Try again", id="home.retry", tooltip="Open the data folder again"),
    ]

    def __init__(self) -> None:
        """Nothing is loaded yet."""
        super().__init__()
        self._failed = False
        self._touched = False
        self._model = ""

    def compose(self) -> ComposeResult:
        """The fixed parts; they need no storage."""
        with Vertical(id="home"):
            yield Static(shown("Interview trainer"), id="name")
            yield Static(shown(LEAD), id="lead")
            yield Choices(id="menu")
            yield Static("", id="note")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill in the parts that are always there."""
        self.query_one(Choices).fill(_begin(first=True))
        self.query_one(Choices).focus()

    def on_screen_resume(self) -> None:
        """Look again at what is stored, also after another screen."""
        self.run_worker(self._look(), group="history", exclusive=True)

    async def _look(self) -> None:
        desk = await self.trainer.desk()
        from trainer.tui.ports import spoken_errors

        try:
            self.post_message(HistoryArrived(await asyncio.to_thread(desk.history, NEWEST)))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
        try:
            choice = await asyncio.to_thread(desk.models.choice)
        except spoken_errors() as error:
            self.post_message(ModelNamed(str(error)))
        else:
            self.post_message(ModelNamed(choice.name if choice else NO_MODEL))

    def on_history_arrived(self, message: HistoryArrived) -> None:
        """Show what can be continued and the last results."""
        self._failed = False
        self.refresh_bindings()
        rows = list(message.rows)
        unfinished = [row for row in rows if row.status in ("open", "ended")][:SHOWN]
        results = [row for row in rows if row.status == "debriefed"][:SHOWN]
        wide = min(self.size.width, SHEET) - EDGES
        options = [*_continue(unfinished, wide), *_begin(not unfinished, self._model), *_results(results, wide)]
        menu = self.query_one(Choices)
        menu.fill(options, keep=None if self._touched or not unfinished else f"go:{unfinished[0].id}")
        self.query_one("#note", Static).update(shown("" if rows else FIRST_RUN))

    def on_model_named(self, message: ModelNamed) -> None:
        """Say which model is set."""
        self._model = message.text
        self.query_one(Choices).replace_option_prompt("do:model", _model(message.text))

    def on_key(self) -> None:
        """From the first key on the cursor is the learner's."""
        self._touched = True

    def on_desk_failed(self, message: DeskFailed) -> None:
        """Say in one line what is wrong; the app stays usable for trying again."""
        self._failed = True
        self.refresh_bindings()
        text = joined(("Your sessions cannot be opened. ", "bold"), message.reason, ("\nr tries again.", "$quiet"))
        self.query_one("#note", Static).update(text)

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        self.tell(message.reason, warn=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Follow the row that was chosen."""
        from trainer.tui import navigation  # 20 ms of screens that the first frame does not need

        kind, _, ref = (event.option_id or "").partition(":")
        if kind == "go":
            navigation.resume(self.trainer, ref)
        elif kind == "debrief":
            navigation.debrief(self.trainer, ref)
        elif kind == "score":
            navigation.scorecard(self.trainer, ref)
        elif kind == "do":
            self.call_later(self.run_action, f"screen.{ref}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Trying again is offered only after a failure."""
        return self._failed if action == "retry" else True

    def action_stay(self) -> None:
        """Escape does nothing here."""

    def action_new(self) -> None:
        """Choose a scenario."""
        from trainer.tui import navigation

        navigation.catalogue(self.trainer)

    def action_drills(self) -> None:
        """Practise in small."""
        from trainer.tui import navigation

        navigation.drills(self.trainer)

    def action_path(self) -> None:
        """Go on the path to a first call."""
        from trainer.tui import navigation

        navigation.path(self.trainer)

    def action_history(self) -> None:
        """Look back."""
        from trainer.tui import navigation

        navigation.history(self.trainer)

    def action_progress(self) -> None:
        """See what the sessions show."""
        from trainer.tui import navigation

        navigation.progress(self.trainer)

    def action_calls(self) -> None:
        """Look at calls with real customers."""
        from trainer.tui import navigation

        navigation.calls(self.trainer)

    def action_workbench(self) -> None:
        """Work on customers of one's own."""
        from trainer.tui import navigation

        navigation.workbench(self.trainer)

    def action_model(self) -> None:
        """Choose who voices the customer."""
        from trainer.tui import navigation

        navigation.model(self.trainer)

    def action_retry(self) -> None:
        """Open the data folder again."""
        self.query_one("#note", Static).update("")
        self.trainer.open_desk()
        self.on_screen_resume()


def _begin(first: bool, model: str = "") -> list[Option]:
    return [
        heading("Begin", first),
        Option(shown("Choose a scenario"), id="do:new"),
        Option(shown("Path to a first call"), id="do:path"),
        Option(shown("Drills"), id="do:drills"),
        Option(shown("History"), id="do:history"),
        Option(shown("Progress"), id="do:progress"),
        Option(shown("A real call"), id="do:calls"),
        Option(shown("Workbench"), id="do:workbench"),
        Option(_model(model), id="do:model"),
        Option(shown("Keys and help"), id="do:help"),
    ]


def _model(text: str) -> Content:
    return joined("Model", (f"  {one_line(text, 56)}" if text else "", "$quiet"))


def _continue(rows: list[RowPort], wide: int) -> list[Option]:
    if not rows:
        return []
    return [heading("Continue", True), *(Option(_unfinished(row, wide), id=_way(row)) for row in rows)]


def _way(row: RowPort) -> str:
    return f"{'debrief' if row.status == 'ended' else 'go'}:{row.id}"


def _unfinished(row: RowPort, wide: int) -> Content:
    where = "debrief to write" if row.status == "ended" else f"after {wording.count(row.turns, 'turn')}"
    tail = f"  {where}{_practice(row)} · {wording.when(row.started_at)}"
    return joined(_title(row, wide - len(tail)), (tail, "$quiet"))


def _results(rows: list[RowPort], wide: int) -> list[Option]:
    if not rows:
        return []
    return [heading("Last results"), *(Option(_result(row, wide), id=f"score:{row.id}") for row in rows)]


def _result(row: RowPort, wide: int) -> Content:
    figure = f"{wording.overall(row.overall).lstrip():>3}  "
    hard = "" if row.level == "plain" else f" · {one_line(row.level, 12)}"
    when = f"  {wording.when(row.started_at)}{hard}{_practice(row)}"
    return joined((figure, "bold $accent"), _title(row, wide - len(figure) - len(when)), (when, "$quiet"))


def _practice(row: RowPort) -> str:
    return "" if row.attempt else " · practice"


def _title(row: RowPort, room: int) -> str:
    """Give scenario and customer in the room there is, so that a row stays one line."""
    return one_line(f"{one_line(row.title, 36)} · {one_line(row.customer, 16)}", max(12, room))
