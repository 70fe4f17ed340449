"""Room `tui`: who voices the customer. What is set and by what; choose, try, keep, forget. No key is ever shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Checkbox, Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.conversation.model import Stop, Stopped
from trainer.llm.choice import Choice, SetBy
from trainer.llm.keys import KeyringFault
from trainer.llm.route import Secret
from trainer.tui import setup, voices
from trainer.tui.apart import apart
from trainer.tui.messages import CheckEnded, Failed, FieldFailed, ModelKept, ModelSeen, ServersSeen, StepArrived
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.screens.dialogs import Question
from trainer.tui.widgets.choices import Choices, heading
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, one_line, shown

if TYPE_CHECKING:
    from trainer.llm.check import Answering
    from trainer.tui.ports import DeskPort

#: Turns of a usual scenario, for the estimate of a session's cost.
TURNS = 25
HINTS = {
    "name": ("Name", "openai/gpt-4.1-mini"),
    "url": ("Address", "for a server of your own"),
    "key": ("Key", "goes to the keyring only"),
    "wait": ("Wait", "seconds; 8 if left empty"),
    "budget": ("Budget", "0.50, or 50000 tokens"),
}
EAR = "Second ear: {}"
EAR_TIP = "The model also helps to hear what a line is about; it costs further requests"


class ModelScreen(Room):
    """What is set, where it could be set otherwise, and the fields of a choice."""

    CSS_PATH = "../styles/model.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "keep", "Save", id="model.keep", tooltip="Keep what the fields say; the key goes to the keyring"),
        Binding("f5", "test", "Test", id="model.test", tooltip="Try the whole way to the model; Esc stops it"),
        Binding("f6", "authored", "Authored", id="model.authored", tooltip="Go back to the authored customer"),
        Binding("f7", "forget", "Forget", id="model.forget", tooltip="Forget the model and its key in the keyring"),
    ]

    def __init__(self) -> None:
        """Nothing is known yet."""
        super().__init__()
        self._rows: list[setup.Place] = []
        self._before: Choice | None = None
        self._stop: Stop | None = None
        self._found: list[Content] = []
        self._answering: Sequence[Answering] = ()

    def compose(self) -> ComposeResult:
        """What is set, the places, the fields, and what came of a test."""
        yield TitleBar("Model", "who voices the customer")
        yield Static(shown("Looking up what is set …"), id="now")
        with Horizontal(id="setup"):
            yield Choices(id="places")
            with VerticalScroll(id="fields", can_focus=False):
                for key in setup.FIELDS:
                    label, hint = HINTS[key]
                    yield Field(key, label, hint, hidden=key == "key")
                yield Checkbox(shown(EAR.format("off")), id="ear", compact=True, tooltip=EAR_TIP)
                with Horizontal(id="does"):
                    yield Button(shown("Save"), id="keep", compact=True)
                    yield Button(shown("Test"), id="test", compact=True)
                    yield Button(shown("Authored"), id="authored", compact=True)
                    yield Button(shown("Forget"), id="forget", compact=True)
        yield VerticalScroll(Static("", id="tested"), id="steps", can_focus=False)
        yield Static("", id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        """Look up what is set, and who answers on this machine."""
        self.query_one(Choices).focus()
        self.run_worker(self._look(), group="look", exclusive=True)
        self.run_worker(self._look_around(), group="around", exclusive=True)

    async def _look(self) -> None:
        desk = await self.trainer.desk()
        self.post_message(await apart(partial(_seen, desk)))

    async def _look_around(self) -> None:
        self.post_message(ServersSeen(await apart(setup.local_servers)))

    def on_model_seen(self, message: ModelSeen) -> None:
        """Show it, and fill the fields with it."""
        self._before, self._rows = message.choice, list(message.rows)
        lines = voices.set_lines(message.info, message.key) if message.info else [f"Now: {message.problem}"]
        if message.info and message.info.set_by is SetBy.ENVIRONMENT:
            lines.append(voices.ENVIRONMENT)
        self.query_one("#now", Static).update(shown("\n".join(lines)))
        self._show_places()
        if message.choice is not None and not self._values()["name"]:
            self._fill(message.choice)

    def on_servers_seen(self, message: ServersSeen) -> None:
        """Say at the local servers which of them answer."""
        self._answering = message.answering
        self._show_places()

    def _show_places(self) -> None:
        rows = setup.seen(self._rows, self._answering)
        far, here = ([row for row in rows if row.here is near] for near in (False, True))
        options = [heading("On this machine", True), *map(_row, here), heading("Providers"), *map(_row, far)]
        self.query_one(Choices).fill(options if rows else [])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Put a place's name and address into the fields."""
        place = next((row for row in setup.seen(self._rows, self._answering) if row.id == event.option_id), None)
        if place is not None:
            self._field("name").input.value, self._field("url").input.value = place.name, place.url
            self._field("name").input.focus()

    def _fill(self, choice: Choice) -> None:
        texts = {"name": choice.name, "url": choice.address, "wait": f"{choice.wait:g}"}
        for key, text in {**texts, "budget": str(choice.budget or "")}.items():
            self._field(key).input.value = text
        self.query_one(Checkbox).value = choice.ear

    def _field(self, key: str) -> Field:
        return self.query_one(f"#{key}-field", Field)

    def _values(self) -> dict[str, str]:
        return {key: self._field(key).input.value for key in setup.FIELDS}

    def _written(self) -> tuple[Choice, Secret | None] | None:
        """Read the fields; what is no use is said at its field, and gives None."""
        for name in setup.FIELDS:
            self._field(name).complain("")
        values = self._values()
        try:
            key = setup.typed_key(values["key"])
            return setup.choice_of(values, self.query_one(Checkbox).value, self._before), key
        except setup.FieldError as error:
            self.post_message(FieldFailed(error.field, str(error)))
            return None

    def on_field_failed(self, message: FieldFailed) -> None:
        """Say it at the field."""
        self._say("")
        field = self._field(message.field)
        field.complain(message.reason)
        field.input.focus()

    def on_checkbox_changed(self, event: Checkbox.Changed) -> None:
        """Say in words whether it is on."""
        event.checkbox.label = shown(EAR.format("on" if event.value else "off"))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button does what its key does."""
        self.call_later(self.run_action, f"screen.{event.button.id}")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field keeps what the fields say."""
        self.action_keep()

    def action_keep(self) -> None:
        """Keep what the fields say."""
        if (written := self._written()) is not None:
            choice, key = written
            self._say("Keeping it …")
            self._change(lambda desk: _keep(desk, choice, key))

    def action_authored(self) -> None:
        """Go back to the authored customer; the key stays where it is."""
        self._change(lambda desk: _forget(desk, key=False))

    def action_forget(self) -> None:
        """Ask, then forget the model and its key."""
        text = "The model that is set and its key in the system keyring. A key in the environment stays there."
        question = Question("Forget the model and its key?", text, "Forget", "Not now", careful=True)
        self.app.push_screen(question, lambda yes: self._change(lambda desk: _forget(desk, key=True)) if yes else None)

    def _change(self, doing: Callable[[DeskPort], str]) -> None:
        self.run_worker(self._changing(doing), group="change", exclusive=True)

    async def _changing(self, doing: Callable[[DeskPort], str]) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            self.post_message(ModelKept(await apart(partial(doing, desk))))
        except KeyringFault as fault:
            self.post_message(FieldFailed("key", str(fault)))
            await self._look()
        except spoken_errors() as error:
            self.post_message(Failed(setup.for_screen(str(error))))

    def on_model_kept(self, message: ModelKept) -> None:
        """Say so, and look again at what is set."""
        self._field("key").input.value = ""
        self._say(message.told)
        self.run_worker(self._look(), group="look", exclusive=True)

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        self._say(message.reason)

    def _say(self, text: str) -> None:
        self.query_one("#state", Static).update(shown(text))

    def action_test(self) -> None:
        """Try the whole way to the model that the fields name."""
        if self._stop is None and (written := self._written()) is not None:
            self._stop, self._found = Stop(), []
            self._show_steps()
            self._say("Testing … Esc stops it.")
            self.run_worker(self._testing(*written, self._stop), group="test", exclusive=True)

    async def _testing(self, choice: Choice, key: Secret | None, stop: Stop) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        keys = setup.Typed(key, desk.models.keys)
        try:
            await apart(lambda: setup.check(choice, keys, stop, lambda step: self.post_message(StepArrived(step))))
        except Stopped:
            self.post_message(CheckEnded("Stopped."))
        except spoken_errors() as error:
            self.post_message(CheckEnded(str(error)))
        else:
            self.post_message(CheckEnded())

    def on_step_arrived(self, message: StepArrived) -> None:
        """Show a step with what to do where it is not well."""
        step = message.step
        mark, word = ("✓", "ok") if step.ok else ("✗", "problem") if step.needed else ("·", "note")
        self._found.append(
            joined((f"{mark} {word:<8}", "bold" if step.ok else "bold $accent"), f"{step.name}: {step.detail}")
        )
        self._show_steps()

    def on_check_ended(self, message: CheckEnded) -> None:
        """Say how it went."""
        self._stop = None
        well = not any(line.plain.startswith("✗") for line in self._found)
        self._say(message.reason or ("The model can be used." if well else "The model cannot be used as it is."))

    def _show_steps(self) -> None:
        self.query_one("#tested", Static).update(Content("\n").join(self._found))

    async def flush(self) -> None:
        """Let a test go: nobody waits for it."""
        if self._stop is not None:
            self._stop.set()

    def action_back(self) -> None:
        """Stop a test; else leave."""
        if self._stop is not None:
            self._stop.set()
        else:
            self.app.pop_screen()


def _seen(desk: DeskPort) -> ModelSeen:
    """Look up what is set. Blocks, on a keyring that wants to be unlocked too."""
    from trainer.tui.ports import spoken_errors

    models = desk.models
    rows = setup.places(models.keys)
    try:
        choice, info = models.choice(), models.info(TURNS)
    except spoken_errors() as error:
        return ModelSeen(None, None, None, rows, setup.for_screen(str(error)))
    return ModelSeen(choice, info, models.keys.find(choice) if choice else None, rows)


def _keep(desk: DeskPort, choice: Choice, key: Secret | None) -> str:
    desk.models.keep(choice, key)
    desk.models.warm()
    return f"Kept: {choice.name}{', its key in the system keyring' if key else ''}."


def _forget(desk: DeskPort, *, key: bool) -> str:
    desk.models.forget(key=key)
    return "The model and its key are forgotten." if key else "The authored customer plays from here on."


def _row(place: setup.Place) -> Option:
    return Option(joined(place.title, (f"  {one_line(place.note, 60)}", "$quiet")), id=place.id)
