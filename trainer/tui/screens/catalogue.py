"""Room `tui`: all scenarios, with a search. Shows nothing that spoils."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui import navigation, wording
from trainer.tui.messages import CatalogueArrived, Failed
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, one_line, shown

if TYPE_CHECKING:
    from trainer.content.catalogue import PersonaCard, ScenarioCard


class CatalogueScreen(Room):
    """Choose what to practise."""

    CSS_PATH = "../styles/catalogue.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", id="catalogue.search", tooltip="Narrow the list by any words"),
    ]

    def __init__(self) -> None:
        """Nothing is loaded yet."""
        super().__init__()
        self._cards: Sequence[ScenarioCard] = ()
        self._people: dict[str, PersonaCard] = {}

    def compose(self) -> ComposeResult:
        """A search, the list, and what the line under the cursor is about."""
        yield TitleBar("Choose a scenario")
        yield Input(placeholder="Search", id="search", compact=True)
        with Horizontal(id="shelf"):
            yield Choices(id="scenarios")
            with VerticalScroll(id="about", can_focus=False):
                yield Static("", id="detail")
        yield Static(shown("Reading the scenarios …"), id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the catalogue off the loop."""
        self.query_one(Choices).focus()
        self.run_worker(self._look(), group="catalogue", exclusive=True)

    async def _look(self) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            cards = await asyncio.to_thread(desk.catalogue.scenarios)
            people = await asyncio.to_thread(desk.catalogue.personas)
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        self.post_message(CatalogueArrived(cards, people))

    def on_catalogue_arrived(self, message: CatalogueArrived) -> None:
        """Show the list."""
        self._cards = message.scenarios
        self._people = {person.id: person for person in message.personas}
        self._narrow(self.query_one(Input).value)

    def on_failed(self, message: Failed) -> None:
        """Say in one line what is wrong with the library."""
        self._state(message.reason)

    def _state(self, text: str) -> None:
        self.query_one("#state", Static).update(shown(text))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list while typing."""
        self._narrow(event.value)

    def on_input_submitted(self) -> None:
        """From the search into the list."""
        self.query_one(Choices).focus()

    def _narrow(self, words: str) -> None:
        found = [card for card in self._cards if all(word in self._text_of(card) for word in words.casefold().split())]
        self.query_one(Choices).fill([Option(_row(card), id=card.id) for card in found])
        total = wording.count(len(self._cards), "scenario")
        self._state("" if not self._cards else total if len(found) == len(self._cards) else f"{len(found)} of {total}")
        if not found:
            self._detail(None)

    def _text_of(self, card: ScenarioCard) -> str:
        people = [f"{p.name} {p.bio}" for p in (self._people.get(ref) for ref in card.personas) if p]
        return " ".join([card.title, card.product, card.focus, wording.difficulty(card.difficulty), *people]).casefold()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the scenario is about."""
        self._detail(next((card for card in self._cards if card.id == event.option_id), None))

    def _detail(self, card: ScenarioCard | None) -> None:
        text = self._about(card) if card else shown("Nothing fits these words." if self._cards else "")
        self.query_one("#detail", Static).update(text)

    def _about(self, card: ScenarioCard) -> Content:
        text = joined((card.title, "bold $primary"), f"\n\n{card.focus}\n\n", ("You may talk to", "bold"))
        for ref in card.personas:
            person = self._people.get(ref)
            name, bio = (person.name, person.bio) if person else (ref, "")
            text = joined(text, "\n\n", (one_line(name), "bold $secondary"), f"\n{bio}" if bio else "")
        return text

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """To the briefing."""
        if event.option_id:
            navigation.briefing(self.trainer, event.option_id)

    def action_search(self) -> None:
        """Into the search."""
        self.query_one(Input).focus()

    def action_back(self) -> None:
        """From the search to the list; from the list home."""
        if self.query_one(Input).has_focus:
            self.query_one(Input).value = ""
            self.query_one(Choices).focus()
        else:
            self.app.pop_screen()


def _row(card: ScenarioCard) -> Content:
    facts = f"{wording.difficulty(card.difficulty)} · {one_line(card.product, 24)}"
    return joined((one_line(card.title), "bold"), (f"\n{facts}\n", "$quiet"))
