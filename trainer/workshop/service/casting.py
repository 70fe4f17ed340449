"""Room `workshop.service`: which customer a round has. The content goes into the database, so that every server plays
the same, also one that has no copy of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trainer.content.findings import ContentError
from trainer.content.version import canonical
from trainer.storage.workshop.rows import RoundRow
from trainer.workshop.event.settings import RoundSettings
from trainer.workshop.service.declined import Declined

if TYPE_CHECKING:
    from trainer.content.catalogue import Catalogue
    from trainer.storage.workshop.books import Books


@dataclass(frozen=True, slots=True)
class Cast:
    """A round that could begin: what its row holds, and the content it is played with."""

    settings: RoundSettings
    persona: str
    title: str
    customer: str
    content: str
    text: str
    """The canonical content."""
    open: bool
    """Whether it is of the shipped library, which everybody can read who has the trainer."""


class Casting:
    """Finds scenarios where the server was started."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the catalogue of this machine: the shipped library and the installed packs."""
        self._catalogue = catalogue

    def cast(self, rounds: Sequence[RoundSettings]) -> list[Cast]:
        """Read the content of rounds.

        Raises:
            Declined: a scenario or persona is unknown here, or broken.
        """
        return [self._one(at, one) for at, one in enumerate(rounds, 1)]

    def cards(self) -> list[dict[str, Any]]:
        """Give the scenarios that there are, gentlest first, with their customers; nothing that spoils.

        Raises:
            Declined: a file of the library is broken.
        """
        try:
            names = {one.id: one.name for one in self._catalogue.personas()}
            found = self._catalogue.scenarios()
        except ContentError as error:
            raise Declined("storage", str(error)) from None
        return [
            {
                "id": card.id, "title": card.title, "difficulty": card.difficulty, "focus": card.focus,
                "product": card.product, "pack": card.pack, "open_content": not card.pack,
                "personas": [{"id": id, "name": names.get(id, id)} for id in card.personas],
            }
            for card in found
        ]  # fmt: skip

    def put(self, books: Books, workshop: str, cast: Sequence[Cast], begun: int = 0) -> None:
        """Store rounds; the first `begun` of them have begun and must be as they were.

        Raises:
            Declined: a round that has begun would be changed.
        """
        known = {row.number: row for row in books.rounds(workshop)}
        for number, one in enumerate(cast, 1):
            row = RoundRow(
                workshop, number, one.settings.scenario, one.persona, one.title, one.customer, one.content,
                one.settings.level, one.settings.minutes, one.settings.hints, one.open, "waiting",
            )  # fmt: skip
            if number <= begun:
                then = known[number]
                if (then.scenario, then.persona, then.level, then.hints) != (
                    row.scenario,
                    row.persona,
                    row.level,
                    row.hints,
                ):
                    raise Declined("conflict", f"rounds: round {number} has begun and cannot be changed.")
                continue
            books.keep_content(one.content, one.text)
            books.put_round(row)
        if begun > len(cast):
            raise Declined("conflict", f"rounds: round {begun} has begun and cannot be taken out.")
        for number in sorted(number for number in known if number > len(cast)):
            books.drop_round(workshop, number)

    def _one(self, at: int, one: RoundSettings) -> Cast:
        try:
            played = self._catalogue.cast(one.scenario, one.persona)
            cards = {card.id: card for card in self._catalogue.scenarios()}
        except ContentError as error:
            raise Declined("bad_request", f"rounds.{at}: {error}") from None
        customer = " and ".join(persona.name for persona in played.personas)
        card = cards.get(one.scenario)
        return Cast(
            one, ",".join(persona.id for persona in played.personas), played.scenario.title, customer, played.hash,
            canonical(played.scenario, played.personas), card is not None and not card.pack,
        )  # fmt: skip
