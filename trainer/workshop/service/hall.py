"""Room `workshop.service`: everything that can be done in workshops, put together over one store."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trainer.storage.workshop.rows import WorkshopRow
from trainer.workshop.event.export import public_of
from trainer.workshop.event.names import normal, shown
from trainer.workshop.event.settings import SettingsError, as_data, read_settings
from trainer.workshop.service import tokens
from trainer.workshop.service.boards import Boards
from trainer.workshop.service.calls import Calls
from trainer.workshop.service.cards import Cards
from trainer.workshop.service.casting import Casting
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.gate import FAR, Gate
from trainer.workshop.service.joining import Doors, new_code
from trainer.workshop.service.marking import Marking
from trainer.workshop.service.modelling import shared
from trainer.workshop.service.playing import Players
from trainer.workshop.service.rehearsing import rehearse
from trainer.workshop.service.results import Results
from trainer.workshop.service.steering import Steering
from trainer.workshop.service.telling import Telling

if TYPE_CHECKING:
    from trainer.content.catalogue import Catalogue
    from trainer.conversation.helped import Assistance
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore


@dataclass(frozen=True, slots=True)
class Opened:
    """A workshop that was just made; its tokens and code are told this once."""

    workshop: str
    code: str
    facilitator: str
    board: str
    public_key: str
    open_content: bool
    """Whether a round is of the shipped library, which everybody can read who has the trainer."""


class Hall:
    """The workshops of one database, as one server serves them."""

    def __init__(
        self,
        store: WorkshopStore,
        catalogue: Catalogue,
        clock: Callable[[], int],
        assistance: Assistance | None = None,
    ) -> None:
        """Take an open store, this machine's content, a clock (milliseconds since 1970), and the host's model."""
        self.store, self.clock = store, clock
        self._casting = Casting(catalogue)
        gate = Gate(FAR if store.far else 1)
        self._players = players = Players(store, clock, gate, shared(assistance, gate))
        marking = Marking(store, players)
        self.doors = Doors(store, clock)
        self.calls = Calls(store, players, marking, clock)
        self.boards = Boards(store, clock)
        self.steering = Steering(store, self.calls, self._casting, clock)
        self.telling = Telling(store, players, self.boards, clock)
        self.results = Results(store, players, clock)
        self.cards = Cards(store, players)

    def cards_of_scenarios(self) -> list[dict[str, Any]]:
        """Give the scenarios that a round can have, for the facilitator."""
        return self._casting.cards()

    def warm(self) -> None:
        """Make ready what the rounds to come are played with, so that nobody waits for it.

        Raises:
            Declined: the content of a round is not kept.
            JournalError: the database cannot be read.
        """

        def coming(books: Books) -> set[tuple[str, str]]:
            going = [row.id for row in books.workshops() if row.state != "ended"]
            rounds = (one for id in going for one in books.rounds(id) if one.state != "revealed")
            return {(one.content, one.level) for one in rounds}

        for content, level in sorted(self.store.read(coming)):
            rehearse(self._players.call_of(content, level))

    def open(self, settings: Mapping[str, Any]) -> Opened:
        """Make a workshop.

        Raises:
            Declined: a setting is unknown or out of its limits, or a scenario is not there.
            JournalError: it cannot be stored.
        """
        try:
            wanted = read_settings(settings)
        except SettingsError as error:
            raise Declined("bad_request", str(error)) from None
        cast = self._casting.cast(wanted.rounds)
        id, code = secrets.token_hex(6), new_code()
        facilitator, board = tokens.new(tokens.FACILITATOR), tokens.new(tokens.BOARD)
        private, secret = secrets.token_hex(32), secrets.token_hex(32)  # any 32 bytes are a key of Ed25519
        row = WorkshopRow(
            id, wanted.title, "lobby", json.dumps(as_data(wanted)), 0, 1, True, public_of(private), private, secret,
            self.clock(),
        )  # fmt: skip

        def work(books: Books) -> None:
            hashes = {"facilitator_hash": tokens.hashed(facilitator), "board_hash": tokens.hashed(board)}
            books.new_workshop(row, code_hash=tokens.hashed(normal(code)), **hashes)
            self._casting.put(books, id, cast)
            books.audit_add(id, self.clock(), "facilitator", "open", json.dumps({"rounds": len(cast)}))

        self.store.write(work)
        return Opened(id, shown(code), facilitator, board, row.public_key, any(one.open for one in cast))
