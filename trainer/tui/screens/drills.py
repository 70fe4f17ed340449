"""Room `tui`: the drills: the day's session, and every skill with its drills."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui import drilling, navigation, wording
from trainer.tui.drilling import DrillsArrived
from trainer.tui.messages import Failed
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.widgets.choices import Choices, heading
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, one_line, shown

if TYPE_CHECKING:
    from trainer.content.drills.shelf import Placed
    from trainer.desk.drilling import Overview, SkillState

LEAD = "One answer of about a minute, judged at once: what it does, why that helps or not, and a wording that does it."
TODAY = "today"


class DrillsScreen(Room):
    """The day's session and all skills; with a skill given, the drills of that one."""

    CSS_PATH = "../styles/drills.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "today", "Today", id="drills.today", tooltip="Begin the day's session"),
    ]

    def __init__(self, skill: str = "") -> None:
        """Nothing is loaded yet; `skill` is the id of the one whose drills are listed."""
        super().__init__()
        self._skill = skill
        self._seen: Overview | None = None

    def compose(self) -> ComposeResult:
        """A line of lead, and the list."""
        yield TitleBar("Drills")
        yield Static(shown(LEAD), id="lead")
        yield Choices(id="list")
        yield Static(shown("Looking at what you have practised…"), id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(Choices).focus()

    def on_screen_resume(self) -> None:
        """Read how things stand, also after a drill."""
        self.run_worker(self._look(), group="drills", exclusive=True)

    async def _look(self) -> None:
        await drilling.look(await self.trainer.desk(), self.post_message)

    def on_drills_arrived(self, message: DrillsArrived) -> None:
        """Show the list."""
        self._seen = seen = message.seen
        skill = next((one for one in seen.skills if one.id == self._skill), None)
        self.query_one(Choices).fill(_drills(skill, seen) if skill else [*_today(seen), *_skills(seen)])
        if skill:
            self.query_one(TitleBar).say(f"Drills: {skill.title}")
            self.query_one("#lead", Static).update(shown(skill.about))
        self.query_one("#state", Static).update(shown(_facts(seen)))
        self.keys_depend_on(bool(seen.session))

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        self.query_one("#state", Static).update(shown(message.reason))
        self.tell(message.reason, warn=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin what was chosen."""
        kind, _, ref = (event.option_id or "").partition("/")
        if kind == TODAY:
            self.action_today()
        elif kind == "skill":
            navigation.drills(self.trainer, ref)
        elif self._seen is not None and (drill := self._seen.drill(ref)) is not None:
            navigation.drill(self.trainer, (drill,))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No session where nothing is left for today."""
        return bool(self._seen and self._seen.session) if action == "today" else True

    def action_today(self) -> None:
        """Begin the day's session."""
        if self._seen is not None and self._seen.session:
            navigation.drill(self.trainer, self._seen.session)


def _today(seen: Overview) -> list[Option]:
    plan = seen.session
    if not plan:
        done = f"{wording.count(seen.plan.done, 'drill')} done" if seen.plan.done else "Nothing is due"
        return [heading("Today", True), Option(shown(f"{done}. Any skill below can be practised."), disabled=True)]
    text = joined(
        ("Begin today's drills" if not seen.plan.done else "Go on with today's drills", "bold"),
        (f"  {wording.count(len(plan), 'drill')}, about {wording.count(len(plan), 'minute')}", "$quiet"),
    )
    return [heading("Today", True), Option(text, id=f"{TODAY}/")]


def _skills(seen: Overview) -> list[Option]:
    return [heading("Skills"), *(Option(_skill(one), id=f"skill/{one.id}") for one in seen.skills)]


def _skill(one: SkillState) -> Content:
    return joined(f"{one_line(one.title, 34):<34}", (f"  {_state(one)}", "$quiet"))


def _state(one: SkillState) -> str:
    if not one.tried:
        return f"{wording.count(len(one.drills), 'drill')}, not tried yet"
    due = f", {one.due} due" if one.due else ""
    return f"{one.known} of {len(one.drills)} passed the last time{due}"


def _drills(skill: SkillState, seen: Overview) -> list[Option]:
    return [Option(_drill(drill, seen), id=f"drill/{drill.id}") for drill in skill.drills]


def _drill(drill: Placed, seen: Overview) -> Content:
    stand = seen.standings.get(drill.id)
    if stand is None:
        state = "new"
    else:
        again = "due" if stand.due.astimezone().date() <= seen.today else f"again {stand.due.astimezone():%d %B}"
        state = f"{'passed' if stand.passed else 'not yet'} · {wording.count(stand.tries, 'try', 'tries')} · {again}"
    words = drill.item.situation or drill.item.customer[-1]
    return joined((one_line(words, 96), ""), (f"\n  {state}", "$quiet"))


def _facts(seen: Overview) -> str:
    if not seen.answers:
        return "No drill was done yet."
    days = f", {seen.streak} days in a row" if seen.streak > 1 else ""
    return f"{wording.count(seen.answers, 'answer')} so far{days}."
