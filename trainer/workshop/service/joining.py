"""Room `workshop.service`: who asks. Join codes, seats, tokens; how wrong codes are counted and seats opened again."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trainer.conversation.interview import JournalError
from trainer.storage.workshop.faults import AliasTaken, NameTaken
from trainer.storage.workshop.rows import SeatRow, WorkshopRow
from trainer.workshop.event.names import aliases, clean_name, code_of, normal
from trainer.workshop.event.settings import SEATS
from trainer.workshop.service import tokens
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.once import known, stamp
from trainer.workshop.service.rounds import settings_of

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore

WRONG_OF_ADDRESS, WRONG_OF_ALL = 10, 100
"""Wrong codes a minute, of one address and of all together (FINDINGS, part 5: with 8 of 20 letters and 1,000 addresses
the chance to hit one of 100 workshops within an hour is 2.3e-5)."""
MINUTE = 60_000
_NO = "This code opens no workshop. Check it with the facilitator; they may have closed the door."


@dataclass(frozen=True, slots=True)
class Facilitator:
    """Who runs a workshop."""

    workshop: str


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in it."""

    workshop: str
    seat: SeatRow


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who sees the board and nothing else."""

    workshop: str


Who = Facilitator | Participant | Watcher


class Doors:
    """Lets people in and knows them again."""

    def __init__(self, store: WorkshopStore, clock: Callable[[], int]) -> None:
        """Take the store and a clock (milliseconds since 1970)."""
        self._store, self._clock = store, clock

    def who(self, token: str) -> Who:
        """Say whose token this is.

        Raises:
            Declined: nobody's, or it was taken away.
        """
        if not tokens.TOKEN.fullmatch(token):
            raise Declined("unauthorized", "This needs a token of the workshop; join it again.")
        hashed = tokens.hashed(token)

        def look(books: Books) -> Who | None:
            if token.startswith(tokens.PARTICIPANT):
                seat = books.seat_by_token(hashed)
                return Participant(seat.workshop, seat) if seat is not None and seat.status == "active" else None
            if token.startswith(tokens.FACILITATOR):
                row = books.by_facilitator(hashed)
                return Facilitator(row.id) if row is not None else None
            row = books.by_board(hashed) if token.startswith(tokens.BOARD) else None
            return Watcher(row.id) if row is not None else None

        found = self._store.read(look)
        if found is None:
            raise Declined("unauthorized", "This token is not (or no longer) known here; ask the facilitator.")
        if isinstance(found, Participant) and found.seat.claimed_hash is not None:
            self._spend(found.seat)
        return found

    def _spend(self, seat: SeatRow) -> None:
        """Let an invitation be good for nothing more: who took it has the answer. Where that fails, the next time."""
        with suppress(JournalError):
            self._store.write(lambda books: books.set_seat(seat.id, claimed_hash=None))

    def join(
        self, code: str, name: str, address: str, *, team: str = "", consent: bool = False, key: str = "",
        client: str = "",
    ) -> dict[str, Any]:  # fmt: skip
        """Take a seat by the code. With a `key`, asked again after a lost answer, it is the same seat and token.

        `client` is all that tells one client from another; of it a keyed hash is stored.

        Raises:
            Declined: a wrong code or a closed door (told alike), too many tries, a name that is taken or unusable, or
                the workshop is full.
        """
        try:
            named = clean_name(name)
        except ValueError as error:
            raise Declined("bad_request", str(error)) from None
        random, seat, hashed = tokens.new(tokens.PARTICIPANT), uuid.uuid4().hex[:16], tokens.hashed(normal(code))

        def work(books: Books) -> tuple[str, WorkshopRow, SeatRow] | None:
            self._refuse_guessing(books, address)
            row, token = books.workshop_by_code(hashed), random
            if key:  # looked for also where there is no such code: the time tells nothing then
                token = tokens.made(tokens.PARTICIPANT, row.secret if row is not None else "", key, named.key)
                there_already = books.seat_by_token(tokens.hashed(token))
                if row is not None and there_already is not None and there_already.status == "active":
                    return token, row, there_already
            if row is None or not row.lobby_open or row.state == "ended":
                self._count_wrong(books, address)
                return None
            settings = settings_of(row)
            if settings.teams and team not in settings.teams:
                teams = list(settings.teams)
                raise Declined("bad_request", f"Choose a team: {', '.join(teams)}.", teams=teams)
            there = books.seats(row.id)
            if len(there) >= SEATS or sum(one.status == "active" for one in there) >= settings.seats:
                line = f"This workshop is full: it has {settings.seats} seats. The facilitator can allow more."
                raise Declined("conflict", line, full=True)
            taken = {one.alias for one in there}
            alias = next(alias for alias in aliases(row.secret) if alias not in taken)
            agreed = consent and settings.consent
            now = self._clock()
            made = SeatRow(
                seat, row.id, named.text, named.key, alias, team if settings.teams else "", "active", agreed, now, now,
                client=_hash_of(row, client),
            )  # fmt: skip
            books.new_seat(made, tokens.hashed(token))
            books.touch(row.id)
            return token, row, made

        for _ in range(20):  # two servers may have chosen one alias at the same moment
            try:
                found = self._store.write(work)
            except NameTaken:
                raise Declined(
                    "conflict", f"{named.text} is taken here; add a letter, or have your seat re-opened."
                ) from None
            except AliasTaken:
                continue
            if found is None:
                raise Declined("not_found", _NO)
            token, row, made = found
            return {"token": token, **_seat(made), "workshop": row.id, "title": row.title}
        raise Declined("busy", "Too many join at once; try again.", after=1)

    def claim(self, claim: str, address: str, key: str = "") -> dict[str, Any]:
        """Take a seat that the facilitator has opened again; its old token is dead, and so is the invitation.

        With a `key`, asked again after a lost answer, it is the same token, as long as nobody has used it.

        Raises:
            Declined: no such invitation, or too many tries.
        """
        random, hashed = tokens.new(tokens.PARTICIPANT), tokens.hashed(claim)
        good = bool(tokens.TOKEN.fullmatch(claim))

        def token_for(books: Books, seat: SeatRow) -> str:
            row = books.workshop(seat.workshop) if key else None
            return random if row is None else tokens.made(tokens.PARTICIPANT, row.secret, key, claim)

        def work(books: Books) -> tuple[str, SeatRow] | None:
            self._refuse_guessing(books, address)
            seat = books.seat_by_claim(hashed) if good else None
            if seat is not None:
                token = token_for(books, seat)
                taken_by = hashed if key else None
                books.set_seat(seat.id, token_hash=tokens.hashed(token), claim_hash=None, claimed_hash=taken_by)
                return token, seat
            seat = books.seat_by_claimed(hashed) if good and key else None
            if seat is not None:
                token = token_for(books, seat)
                there = books.seat_by_token(tokens.hashed(token))
                if there is not None and there.id == seat.id:
                    return token, seat
            self._count_wrong(books, address)
            return None

        found = self._store.write(work)
        if found is None:
            raise Declined("not_found", "This invitation is not (or no longer) good; ask for a new one.")
        token, seat = found
        return {"token": token, **_seat(seat), "workshop": seat.workshop}

    def reopen(self, workshop: str, seat: str, key: str = "") -> str:
        """Give an invitation by which someone takes their seat again, once; sent again with its key it is the same."""
        fresh = tokens.new(tokens.CLAIM)

        def work(books: Books) -> str:
            row, found = books.workshop(workshop), books.seat(seat)
            if row is None or found is None or found.workshop != workshop:
                raise Declined("not_found", "There is no such seat in this workshop.")
            sent = stamp(row, key, "seat reopen", {"seat": seat})
            claim = tokens.made(tokens.CLAIM, row.secret, key, seat) if key else fresh
            if not known(books, workshop, sent):
                books.set_seat(seat, claim_hash=tokens.hashed(claim), claimed_hash=None, status="active")
                data = json.dumps({"seat": seat, **sent}, sort_keys=True)
                books.audit_add(workshop, self._clock(), "facilitator", "seat reopen", data)
                books.touch(workshop)
            return claim

        return self._store.write(work)

    def seen(self, seat: str) -> None:
        """Note that a participant is there; nobody waits for it, or fails with it."""
        with suppress(JournalError):
            self._store.write_soon(lambda books: books.seen(seat, self._clock()))

    def _refuse_guessing(self, books: Books, address: str) -> None:
        minute = self._clock() // MINUTE
        if any(books.tries(bucket, minute) >= most for bucket, most in _buckets(address)):
            left = 60 - self._clock() % MINUTE // 1000
            raise Declined("too_many", "Too many wrong codes; wait a minute and try again.", after=left)

    def _count_wrong(self, books: Books, address: str) -> None:
        minute = self._clock() // MINUTE
        for bucket, _ in _buckets(address):
            books.try_(bucket, minute)
        books.forget_tries(minute - 60)


def _hash_of(row: WorkshopRow, client: str) -> str:
    """Give by what seats of one client are known: nobody can read the address in it, or compare two workshops."""
    return tokens.keyed(row.secret, "client", client).hex()[:12] if client else ""


def _buckets(address: str) -> tuple[tuple[str, int], ...]:
    return (f"code:{address}", WRONG_OF_ADDRESS), ("code:all", WRONG_OF_ALL)


def new_code() -> str:
    """Make a join code."""
    return code_of(secrets.token_bytes(16))


def _seat(seat: SeatRow) -> dict[str, Any]:
    return {"seat": seat.id, "name": seat.name, "alias": seat.alias, "team": seat.team}
