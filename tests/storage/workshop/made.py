"""Small workshops for the tests of their store."""

from __future__ import annotations

from collections.abc import Callable

from trainer.storage.workshop.books import Books
from trainer.storage.workshop.rows import CallRow, RoundRow, SeatRow, WorkshopRow

AT = 1_000_000
"""Milliseconds."""


def workshop(name: str = "w1", **more: object) -> WorkshopRow:
    """Give a workshop in its lobby."""
    values: dict[str, object] = {
        "title": "A day", "state": "lobby", "settings": "{}", "round": 1, "version": 0, "lobby_open": True,
        "public_key": "pub", "private_key": "priv", "secret": "s", "created_at": AT,
    }  # fmt: skip
    return WorkshopRow(id=name, **(values | more))  # type: ignore[arg-type]


def round_(number: int = 1, of: str = "w1") -> RoundRow:
    """Give a waiting round."""
    return RoundRow(
        of, number, "small-shop", "ada-lind", "A small shop", "Ada Lind", "c0", "plain", 15, True, False, "waiting"
    )


def seat(name: str = "s1", of: str = "w1", at: int = AT) -> SeatRow:
    """Give a seat whose name, key and alias follow its id."""
    return SeatRow(name, of, f"Name {name}", f"name {name}", f"alias {name}", "", "active", False, at, at)


def call(name: str = "c1", of: str = "s1", number: int = 1, round: int = 1) -> CallRow:
    """Give a call about to begin."""
    kind = "attempt" if number == 1 else "practice"
    return CallRow(name, "w1", of, round, number, kind, str(2**80), "open", 0, 0, "", AT, AT)


def begin(books: Books, seats: int = 1) -> list[CallRow]:
    """Enter a workshop with a round, seats s1, s2 … and a call c1, c2 … of each."""
    books.new_workshop(workshop(), code_hash="code", facilitator_hash="wsf", board_hash="wsb")
    books.put_round(round_())
    for n in range(1, seats + 1):
        books.new_seat(seat(f"s{n}"), f"token{n}")
    return [books.new_call(call(f"c{n}", f"s{n}")) for n in range(1, seats + 1)]


def every(*works: Callable[[Books], object]) -> Callable[[Books], None]:
    """Make one write of several."""

    def all_of_them(books: Books) -> None:
        for work in works:
            work(books)

    return all_of_them
