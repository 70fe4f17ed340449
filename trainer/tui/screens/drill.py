"""Room `tui`: drills one after the other: what the customer said, an answer, what the judge says of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui import drilling
from trainer.tui.drafts import DraftKeeper
from trainer.tui.drilling import AnswerFailed, DraftFound, DrillJudged
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, one_line, shown, spoken

if TYPE_CHECKING:
    from textual.worker import Worker

    from trainer.content.drills.shelf import Placed
    from trainer.practice.drills.verdict import Verdict

INVITE = "What would you say? Enter hands it in."
NEXT, AGAIN, DONE = "next", "again", "done"


class DrillScreen(Room):
    """A queue of drills. One that fails comes once more at its end."""

    CSS_PATH = "../styles/drill.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Leave", id="drill.back", tooltip="Back to the list; what you write here is kept"),
        Binding("pagedown", "page(1)", "Down", show=False, id="drill.down", tooltip="Scroll the text down"),
        Binding("pageup", "page(-1)", "Up", show=False, id="drill.up", tooltip="Scroll the text up"),
    ]

    def __init__(self, queue: Sequence[Placed]) -> None:
        """Take the drills, at least one, in order."""
        super().__init__()
        self._queue = list(queue)
        self._at = 0
        self._results: dict[str, bool] = {}
        self._waiting = False
        self._drafts = DraftKeeper(self._store_draft, lambda reason: self.tell(reason, warn=True), self._spawn)

    @property
    def drill(self) -> Placed:
        """The drill that is shown."""
        return self._queue[self._at]

    def compose(self) -> ComposeResult:
        """The text on top, the answer beneath."""
        yield TitleBar("Drill")
        with VerticalScroll(id="text", can_focus=False):
            yield Static("", id="situation")
            yield Static("", id="customer")
            yield Static("", id="line")
            yield Static("", id="task")
            yield Static("", id="verdict")
        with Vertical(id="below"):
            yield Composer(id="answer")
            yield Choices(id="options")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first drill."""
        self.query_one(Composer).invite(INVITE)
        self._show()

    def _show(self) -> None:
        drill, item = self.drill, self.drill.item
        repeated = " · again" if drill.id in self._results else ""
        self.query_one(TitleBar).say(drill.title, f"{self._at + 1} of {len(self._queue)}{repeated}")
        self._put("#situation", shown(item.situation or ""))
        self._put("#customer", _customer(drill))
        self._put("#line", joined(("You  ", "bold $secondary"), item.line) if item.line else Content(""))
        self._put("#task", shown(drill.task, "bold"))
        self._put("#verdict", Content(""))
        self._ask()
        self.query_one("#text", VerticalScroll).scroll_home(animate=False)

    def _ask(self) -> None:
        """Offer the answer's place: a line to write in, or what can be chosen."""
        self._waiting = False
        rows = drilling.choices_of(self.drill)
        composer, options = self.query_one(Composer), self.query_one(Choices)
        composer.display, options.display = not rows, bool(rows)
        if rows:
            self._fill([Option(shown(text), id=f"choice/{answer}") for _, text, answer in rows])
        else:
            composer.put("")
            composer.focus()
            self.run_worker(self._find_draft(self.drill), group="draft-found", exclusive=True)

    def _fill(self, rows: list[Option]) -> None:
        options = self.query_one(Choices)
        options.fill(rows, keep=rows[0].id)
        options.styles.height = sum(2 if len(str(row.prompt)) > self.size.width - 8 else 1 for row in rows)
        options.focus()

    def on_draft_found(self, message: DraftFound) -> None:
        """Give back what was being written, unless something is written already."""
        composer = self.query_one(Composer)
        if message.drill == self.drill.id and not composer.text and composer.display:
            composer.put(message.text)

    def on_text_area_changed(self) -> None:
        """Keep what is being written."""
        if not self._waiting:
            self._drafts.note(self.query_one(Composer).text)

    def on_composer_said(self, message: Composer.Said) -> None:
        """Hand the answer in."""
        if not message.text:
            self._put("#verdict", shown("Write what you would say first.", "$quiet"))
        elif not self._waiting:
            self._hand_in(message.text)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A choice, or where to go after the verdict."""
        kind, _, ref = (event.option_id or "").partition("/")
        if kind == "choice" and not self._waiting:
            self._hand_in(ref)
        elif ref == NEXT:
            self._at += 1
            self._show()
        elif ref == AGAIN:
            self._show()
        elif ref == DONE:
            self.run_worker(self.action_back())

    def _hand_in(self, text: str) -> None:
        self._waiting = True
        self._put("#verdict", shown("Judging…", "$quiet"))
        self.run_worker(self._answer(self.drill, text), group="answer")

    async def _answer(self, drill: Placed, text: str) -> None:
        await self._drafts.flush()
        await drilling.answer(await self.trainer.desk(), drill, text, self.post_message)

    async def _find_draft(self, drill: Placed) -> None:
        await drilling.find_draft(await self.trainer.desk(), drill, self.post_message)

    def on_drill_judged(self, message: DrillJudged) -> None:
        """Say what the judge says, and where to go from here."""
        if message.drill.id != self.drill.id:
            return
        verdict = message.verdict
        if not verdict.passed and message.drill.id not in self._results and len(self._queue) > 1:
            self._queue.append(message.drill)
        self._results[message.drill.id] = verdict.passed
        last = self._at + 1 == len(self._queue)
        self._put(
            "#verdict",
            joined(
                _verdict(verdict, bool(drilling.choices_of(message.drill))), self._summary() if last else Content("")
            ),
        )
        onward = ("Done", DONE) if last else ("Next drill", NEXT)
        ways = [onward, ("Try it again", AGAIN)] if verdict.passed or not last else [("Try it again", AGAIN), onward]
        self.query_one(Composer).display, self.query_one(Choices).display = False, True
        self._fill([Option(shown(text), id=f"way/{way}") for text, way in ways])
        self.call_after_refresh(self.query_one("#text", VerticalScroll).scroll_end, animate=False)

    def _summary(self) -> Content:
        if len(self._results) < 2:
            return Content("")
        passed = sum(self._results.values())
        return joined((f"\n\nThat was it: {passed} of {len(self._results)} passed the last time.", "bold"))

    def on_answer_failed(self, message: AnswerFailed) -> None:
        """The answer stays where it was written."""
        self._waiting = False
        self._put("#verdict", joined(("Not stored, and not judged: ", "bold"), message.reason))

    def action_page(self, by: int) -> None:
        """Scroll the text; the keys stay with the answer."""
        text = self.query_one("#text", VerticalScroll)
        (text.scroll_page_down if by > 0 else text.scroll_page_up)(animate=False)

    async def flush(self) -> None:
        """Keep what is being written; called before the app ends."""
        await self._drafts.flush()

    async def action_back(self) -> None:  # type: ignore[override]  # Textual awaits actions
        """Leave; what is being written is kept."""
        await self._drafts.flush()
        self.app.pop_screen()

    async def _store_draft(self, text: str) -> None:
        desk = await self.trainer.desk()
        await asyncio.to_thread(desk.store.save_draft, drilling.draft_of(self.drill), "line", text)

    def _spawn(self, work: Callable[[], Coroutine[Any, Any, None]]) -> Worker[None]:
        return self.run_worker(work(), group="draft", exclusive=False)

    def _put(self, selector: str, text: Content) -> None:
        widget = self.query_one(selector, Static)
        widget.update(text)
        widget.display = bool(text.plain)


def _customer(drill: Placed) -> Content:
    lines = drill.item.customer
    many = len(lines) > 1
    pieces = [
        joined((f"{at}. " if many else "", "$quiet"), "“", spoken(one_line(line)), "”")
        for at, line in enumerate(lines, 1)
    ]
    out = pieces[0]
    for piece in pieces[1:]:
        out = joined(out, "\n", piece)
    return out


def _verdict(verdict: Verdict, chosen: bool) -> Content:
    """Give the verdict; what was chosen needs no quoting, and a right choice no other wording."""
    head = ("Yes. ", "bold $success") if verdict.passed else ("Not yet. ", "bold $warning")
    out = joined(head, verdict.why)
    if verdict.quote and not verdict.passed and not chosen:
        out = joined(out, ("\nYour words  ", "$quiet"), f"“{one_line(verdict.quote, 300)}”")
    if not (verdict.passed and chosen):
        label = "\nAlso good  " if verdict.passed else "\nFor example  "
        out = joined(out, (label, "$quiet"), f"“{verdict.better}”")
    return out
