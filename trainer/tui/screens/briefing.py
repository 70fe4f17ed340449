"""Room `tui`: what the learner knows before the call, and whom they call. No script is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Coroutine, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option
from textual.worker import Worker

from trainer.conversation.attempts import announced
from trainer.conversation.directing.tuning import LEVELS
from trainer.tui import navigation, voices, wording
from trainer.tui.drafts import DraftKeeper
from trainer.tui.messages import BriefingArrived, Failed, VoiceArrived
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.trying import CountsArrived
from trainer.tui.voice import AUTHORED
from trainer.tui.widgets.blocks import Block, BlockView
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.levels import LevelLine
from trainer.tui.widgets.notes import Notes
from trainer.tui.widgets.plain import joined, one_line, shown

if TYPE_CHECKING:
    from trainer.content.catalogue import PersonaCard
    from trainer.content.schema import Scenario
    from trainer.llm.assistance import VoiceInfo
    from trainer.tui.ports import DeskPort

#: The setting that remembers the level of the last call.
LEVEL = "level"
NO_SCRIPT = (
    "Bring no script. Ask about what really happened, follow their last words, leave room. "
    "What you prepare in the notes (F3) is compared with what you ask: reading it out costs points."
)
TOGETHER = (
    "Say a name first to ask one of them, or “both of you”; else whoever you are talking with answers. "
    "Each hears all of it, and what one hides the other does not tell. They speak in their authored voices."
)
SEEN = "You have seen what {} hides: another call shows how you ask, and its score says so."


class BriefingScreen(Room):
    """Read, perhaps prepare, call."""

    CSS_PATH = "../styles/briefing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "notes", "Notes", id="briefing.notes", tooltip="Prepare questions; kept for this scenario"),
        Binding("f5", "read", "Read", id="briefing.read", tooltip="Walk through the briefing"),
        Binding("l", "level", "Level", id="briefing.level", tooltip="How hard they make it; kept for the next calls"),
        Binding("v", "voice", "Voice", id="briefing.voice", tooltip="The authored voice or the model, for this call"),
    ]

    def __init__(self, scenario: str, level: str = "", task: str = "") -> None:
        """Take the scenario's id, the level to begin with (without one that of the last call), and what to try."""
        super().__init__()
        self._scenario, self._level, self._to_try = scenario, level, task
        self._info: VoiceInfo | None = None
        self._authored = False
        self._problem = ""
        self._counts: Mapping[str, str] = {}
        self._keeper = DraftKeeper(self._store, self._tell_failure, self._spawn)

    def compose(self) -> ComposeResult:
        """The briefing, notes beside it, and whom to call."""
        yield TitleBar("Briefing")
        with Horizontal(id="paper"):
            yield BlockView(id="brief", classes="-stacked")
            yield Notes(id="notes", title="Prepared questions", hint="Optional. Kept for this scenario.")
        yield Static("", id="voice")
        yield LevelLine(id="level")
        yield Static("", id="counts")
        yield Static(shown("Whom do you call?"), id="whom")
        yield Choices(id="people")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the scenario off the loop."""
        self.query_one(Choices).focus()
        self.run_worker(self._look(), group="briefing", exclusive=True)

    async def _look(self) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            scenario = await asyncio.to_thread(desk.catalogue.scenario, self._scenario)
            known = {person.id: person for person in await asyncio.to_thread(desk.catalogue.personas)}
            notes = await asyncio.to_thread(desk.store.setting, self._key)
            seen = await asyncio.to_thread(desk.seen)
            level = await asyncio.to_thread(desk.store.setting, LEVEL)
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        people = [known[ref] for ref in scenario.personas if ref in known]
        self.post_message(BriefingArrived(scenario, people, notes or "", seen, self._level or level or ""))
        await self._count(desk, people)
        try:
            info = await asyncio.to_thread(desk.models.info, scenario.limits.turns)
        except spoken_errors() as error:
            self.post_message(VoiceArrived(None, str(error)))
        else:
            self.post_message(VoiceArrived(info))

    async def _count(self, desk: DeskPort, people: Sequence[PersonaCard]) -> None:
        from trainer.tui.ports import spoken_errors

        names = {person.id: person.name for person in people}
        try:
            numbers = {id: await asyncio.to_thread(desk.next_number, self._scenario, id) for id in names}
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
        else:
            said = {id: announced(True, number, one_line(names[id], 40)) for id, number in numbers.items()}
            self.post_message(CountsArrived(said))

    def on_counts_arrived(self, message: CountsArrived) -> None:
        """Say whether the call counts, before it is made."""
        self._counts = message.said
        self.on_option_list_option_highlighted()

    def on_option_list_option_highlighted(self) -> None:
        """Say it of the customer under the cursor."""
        option = self.query_one(Choices).highlighted_option
        said = self._counts.get(option.id or "", "") if option else ""
        level = LEVELS[self.query_one(LevelLine).level]
        left_out = f" Progress leaves {level.name} calls out." if said and level.rank < 0 else ""
        self.query_one("#counts", Static).update(shown(said + left_out))

    @property
    def _key(self) -> str:
        return f"prepared:{self._scenario}"

    async def on_briefing_arrived(self, message: BriefingArrived) -> None:
        """Show it."""
        self.query_one(LevelLine).set_level(message.level)
        scenario, notes = message.scenario, self.query_one(Notes)
        detail = wording.difficulty(scenario.difficulty)
        self.query_one(TitleBar).say(name=f"Briefing · {scenario.title}", detail=detail)
        task = [Block(self._to_try, mark="Your task in this call")] if self._to_try else []
        await self.query_one(BlockView).show([*task, *_sections(scenario, message.personas, message.seen)])
        people = self.query_one(Choices)
        seated = [seat.persona for seat in scenario.together]
        both = [one for one in message.personas if one.id in seated]
        options = [
            Option(_both(both), id=one.id)
            if one.id in seated
            else Option(_person(one, one.id in message.seen), id=one.id)
            for one in message.personas
            if one.id not in seated[1:]
        ]
        people.fill(options)
        people.styles.height = max(1, min(4, len(options)))
        if message.notes and not notes.text:
            notes.load_text(message.notes)

    def on_voice_arrived(self, message: VoiceArrived) -> None:
        """Say who will voice the customer; a model that cannot be used leaves the authored voice to choose."""
        self._info, self._problem = message.info, message.problem
        self._show_voice()

    def _show_voice(self) -> None:
        problem = self._problem
        text = voices.problem_line(problem) if problem else voices.briefing_line(self._info, self._authored)
        self.query_one("#voice", Static).update(shown(text))
        self.keys_depend_on(self._info, problem)

    def action_level(self) -> None:
        """Go to the next level."""
        self.query_one(LevelLine).next_level()

    def on_level_line_chosen(self, message: LevelLine.Chosen) -> None:
        """Keep it for the next calls."""
        self.trainer.keep_setting(LEVEL, message.level)
        self.on_option_list_option_highlighted()

    def action_voice(self) -> None:
        """Switch between what is set and the authored voice, for this call."""
        self._authored = not self._authored
        self._show_voice()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The voice can be switched only where a model is set."""
        return action != "voice" or bool(self._info and self._info.model)

    def on_failed(self, message: Failed) -> None:
        """Say in one line what is wrong."""
        self.query_one("#whom", Static).update(shown(message.reason))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Call them."""
        if event.option_id:
            self._spawn(self.flush)
            model = AUTHORED if self._authored or self._problem else None
            level = self.query_one(LevelLine).level
            navigation.begin(self.trainer, self._scenario, event.option_id, self.query_one(Notes).text, model, level)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is being prepared."""
        self._keeper.note(event.text_area.text)

    async def flush(self) -> None:
        """Store what is being prepared."""
        await self._keeper.flush()

    async def _store(self, text: str) -> None:
        desk = await self.trainer.desk()
        await asyncio.to_thread(desk.store.set_setting, self._key, text)

    def _spawn(self, work: Callable[[], Coroutine[Any, Any, None]]) -> Worker[None]:
        return self.app.run_worker(partial(work), group="draft")

    def _tell_failure(self, reason: str) -> None:
        self.tell(reason, warn=True)

    def action_notes(self) -> None:
        """Open or close the prepared questions."""
        self.toggle_class("-noting")
        (self.query_one(Notes) if self.has_class("-noting") else self.query_one(Choices)).focus()

    def action_read(self) -> None:
        """Walk through the briefing, or back to whom to call."""
        view = self.query_one(BlockView)
        (self.query_one(Choices) if view.has_focus else view).focus()

    def action_back(self) -> None:
        """From the notes or the text to whom to call; from there to the list."""
        if self.query_one(Choices).has_focus:
            self._spawn(self.flush)
            self.app.pop_screen()
        else:
            self.query_one(Choices).focus()


def _sections(scenario: Scenario, people: Sequence[PersonaCard], seen: Collection[str]) -> Iterator[Block]:
    limits = scenario.limits
    for person in people:
        if person.id in seen:
            yield Block(SEEN.format(one_line(person.name, 40)), mark="What you have seen")
    yield Block(scenario.brief, mark="What you know")
    yield Block(scenario.belief, mark="What the business believes")
    yield Block(scenario.product.about, mark=f"The product: {scenario.product.name}")
    for person in people:
        yield Block(person.bio, mark=f"Who you may meet: {person.name}")
    if scenario.together:
        yield Block(TOGETHER, mark="Two on the line")
    call = (
        f"{limits.turns} turns or {limits.minutes} minutes of talk, whichever comes first; a little more or less at "
        "other levels. You may leave and return."
    )
    yield Block(call, mark="The call")
    yield Block(NO_SCRIPT, mark="How")


def _both(people: Sequence[PersonaCard]) -> Content:
    names = " and ".join(one_line(one.name, 40) for one in people)
    return joined(("Call ", "$quiet"), (names, "bold"), ("  Both are on the line.", "$quiet"))


def _person(person: PersonaCard, seen: bool) -> Content:
    first = "You have seen what they hide." if seen else person.bio.split(". ")[0]
    return joined(("Call ", "$quiet"), (one_line(person.name, 40), "bold"), (f"  {one_line(first, 90)}", "$quiet"))
