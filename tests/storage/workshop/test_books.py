"""What is entered in the books is found in them, by both databases alike."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from trainer.storage.workshop.rows import KeyRow
from trainer.storage.workshop.store import AliasTaken, Books, Conflict, JournalError, NameTaken, WorkshopStore

from .made import AT, begin, call, every, round_, seat, workshop

HOSTILE = ("'; DROP TABLE workshops; --", "%s %(a)s :b ? {c}", "\u202eabc", "[red]x", "Zoë 🙂", "=1+1", "a\nb", "\\")


def test_a_workshop_is_found_by_id_code_and_tokens_and_by_nothing_else(store: WorkshopStore) -> None:
    store.write(begin)
    row = workshop()
    assert store.read(lambda books: books.workshop("w1")) == row
    assert store.read(lambda books: books.workshop_by_code("code")) == row
    assert store.read(lambda books: books.by_facilitator("wsf")) == row
    assert store.read(lambda books: books.by_board("wsb")) == row
    assert store.read(lambda books: (books.by_board("wsf"), books.by_facilitator("code"))) == (None, None)
    assert store.read(lambda books: books.workshops()) == [row]


def test_what_is_set_of_a_workshop_is_what_was_named(store: WorkshopStore) -> None:
    store.write(begin)
    store.write(lambda books: books.set_workshop("w1", state="running", frozen_version=3, frozen_board="{}"))
    store.write(lambda books: books.set_workshop("w1"))
    changed = replace(workshop(), state="running", frozen_version=3, frozen_board="{}")
    assert store.read(lambda books: books.workshop("w1")) == changed
    store.write(lambda books: books.set_workshop("w1", code_hash="other", frozen_version=None, frozen_board=None))
    assert store.read(lambda books: books.workshop_by_code("code")) is None
    assert store.read(lambda books: books.workshop_by_code("other")) == replace(workshop(), state="running")


def test_keys_are_kept_out_of_what_is_printed() -> None:
    shown = repr(workshop(private_key="hidden-key", secret="hidden-secret"))
    assert "hidden" not in shown and "w1" in shown


def test_touches_raise_the_version_by_one_a_write(store: WorkshopStore) -> None:
    store.write(begin)

    def twice(books: Books) -> dict[str, int]:
        books.touch("w1")
        books.touch("w1")
        return books.versions(["w1"])

    assert store.write(twice) == {"w1": 0}
    assert store.read(lambda books: books.versions(["w1", "unknown", "w1"])) == {"w1": 1}
    assert store.read(lambda books: books.versions([])) == {}


def test_rounds_are_put_set_and_dropped_in_order(store: WorkshopStore) -> None:
    store.write(begin)
    store.write(every(lambda books: books.put_round(round_(3)), lambda books: books.put_round(round_(2))))
    store.write(lambda books: books.put_round(replace(round_(2), title="Another", minutes=5)))
    store.write(lambda books: books.set_round("w1", 1, state="running", ends_at=2**40, begun_at=AT))
    store.write(lambda books: books.drop_round("w1", 3))
    first = replace(round_(1), state="running", ends_at=2**40, begun_at=AT)
    assert store.read(lambda books: books.rounds("w1")) == [first, replace(round_(2), title="Another", minutes=5)]
    assert store.read(lambda books: books.round("w1", 1)) == first
    assert store.read(lambda books: books.round("w1", 3)) is None


def test_a_name_and_an_alias_are_taken_once_in_a_workshop_and_the_write_can_go_on(store: WorkshopStore) -> None:
    store.write(begin)

    def join(books: Books) -> str:
        with pytest.raises(NameTaken):
            books.new_seat(replace(seat("s2"), name_key="name s1"), "token2")
        with pytest.raises(AliasTaken):
            books.new_seat(replace(seat("s2"), alias="alias s1"), "token2")
        books.new_seat(seat("s2"), "token2")
        return "joined"

    assert store.write(join) == "joined"
    assert store.read(lambda books: books.seats("w1")) == [seat("s1"), seat("s2")]
    with pytest.raises(NameTaken):
        store.write(lambda books: books.set_seat("s2", name="x", name_key="name s1"))
    store.write(lambda books: books.set_seat("s2", name="NAME s2", name_key="name s2"))


def test_a_seat_is_found_by_its_token_until_it_is_reopened_and_claimed(store: WorkshopStore) -> None:
    store.write(begin)
    store.write(lambda books: books.set_seat("s1", token_hash=None, claim_hash="claim"))
    assert store.read(lambda books: books.seat_by_token("token1")) is None
    assert store.read(lambda books: books.seat_by_claim("claim")) == seat()
    store.write(lambda books: books.set_seat("s1", token_hash="new", claim_hash=None))
    assert store.read(lambda books: (books.seat_by_claim("claim"), books.seat_by_token("new"))) == (None, seat())
    assert store.read(lambda books: books.seat_by_name("w1", "name s1")) == seat()


def test_seen_only_moves_forward(store: WorkshopStore) -> None:
    store.write(begin)
    store.write(every(lambda books: books.seen("s1", AT + 5), lambda books: books.seen("s1", AT + 2)))
    assert store.read(lambda books: books.seat("s1")) == replace(seat(), seen_at=AT + 5)


def test_a_seat_has_one_attempt_in_a_round(store: WorkshopStore) -> None:
    (first,) = store.write(begin)
    with pytest.raises(Conflict):
        store.write(lambda books: books.new_call(call("c9")))
    again = store.write(lambda books: books.new_call(call("c9", number=2)))
    other = store.write(lambda books: books.new_call(call("c8", round=2)))
    assert store.read(lambda books: books.call_of("s1", 1, 1)) == first
    assert store.read(lambda books: books.calls_of("s1", 1)) == [first, again]
    assert store.read(lambda books: books.calls_of("s1")) == [first, again, other]
    assert store.read(lambda books: (books.calls("w1", 2), books.calls("w1"))) == ([other], [first, again, other])


def test_a_score_is_set_and_taken_back(store: WorkshopStore) -> None:
    (row,) = store.write(begin)
    store.write(lambda books: books.set_call("c1", overall=6543, low=6000, high=7000, parts="{}", outcome="[]"))
    scored = replace(row, overall=6543, low=6000, high=7000, parts="{}", outcome="[]")
    assert store.read(lambda books: books.call("c1")) == scored
    store.write(lambda books: books.set_call("c1", overall=None, low=None, high=None, parts=None, outcome=None))
    assert store.read(lambda books: books.call("c1")) == row


@pytest.mark.parametrize("count", [0, 1, 50, 51, 230])
def test_events_are_appended_in_any_number(store: WorkshopStore, count: int) -> None:
    (row,) = store.write(begin)
    grown = store.write(lambda books: books.append(row, [("learner", str(n)) for n in range(count)], AT))
    assert [line.payload for line in store.read(lambda books: books.log("c1"))] == [str(n) for n in range(count)]
    assert store.read(lambda books: books.call("c1")) == grown and grown.n == count


def test_a_key_is_used_once_a_seat(store: WorkshopStore) -> None:
    store.write(lambda books: begin(books, 2))
    kept = KeyRow("s1", "k" * 64, "hash", "c1", 3, "line", AT)
    store.write(lambda books: books.keep_key(kept))
    with pytest.raises(Conflict):
        store.write(lambda books: books.keep_key(replace(kept, body_hash="other")))
    store.write(lambda books: books.keep_key(replace(kept, seat="s2")))
    assert store.read(lambda books: (books.key("s1", kept.key), books.key("s1", "other"))) == (kept, None)


def test_tries_are_counted_by_bucket_and_minute(store: WorkshopStore) -> None:
    assert [store.write(lambda books: books.try_("a", 7)) for _ in range(3)] == [1, 2, 3]
    assert store.write(lambda books: (books.try_("b", 7), books.try_("a", 8))) == (1, 1)
    store.write(lambda books: books.forget_tries(8))
    assert store.read(lambda books: (books.tries("a", 7), books.tries("a", 8))) == (0, 1)


def test_drafts_and_contents_are_kept_in_place_of_the_one_before_or_not_at_all(store: WorkshopStore) -> None:
    store.write(begin)
    for at, text in enumerate(("Why", "Why?"), AT):
        store.write(partial(Books.set_draft, seat="s1", purpose="line", text=text, at=at))
    assert store.read(lambda books: (books.draft("s1", "line"), books.draft("s1", "debrief"))) == ("Why?", None)
    store.write(lambda books: books.drop_draft("s1", "line"))
    assert store.read(lambda books: books.draft("s1", "line")) is None
    store.write(every(lambda books: books.keep_content("h", "first"), lambda books: books.keep_content("h", "second")))
    assert store.read(lambda books: (books.content("h"), books.content("g"))) == ("first", None)


def test_notes_are_numbered(store: WorkshopStore) -> None:
    store.write(begin)
    rows = store.write(lambda books: [books.note_add("w1", AT, "a"), books.note_add("w1", AT, "b", "s1", 3)])
    assert [row.n for row in rows] == [1, 2]
    assert store.read(lambda books: books.notes("w1")) == rows


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_any_kind_is_text(store: WorkshopStore, text: str) -> None:
    (row,) = store.write(begin)
    store.write(lambda books: books.set_seat("s1", name=text, name_key=text, team=text))
    store.write(lambda books: (books.append(row, [("learner", text)], AT), books.note_add("w1", AT, text, "s1")))
    store.write(every(lambda b: b.set_draft("s1", text, text, AT), lambda b: b.audit_add("w1", AT, text, text, text)))
    assert store.read(lambda books: books.seat_by_name("w1", text)) == replace(
        seat(), name=text, name_key=text, team=text
    )
    assert store.read(lambda books: (books.log("c1")[0].payload, books.notes("w1")[0].text)) == (text, text)
    assert store.read(lambda books: (books.draft("s1", text), books.audit("w1")[0].data)) == (text, text)


def test_half_characters_are_replaced_or_refused_in_one_line(store: WorkshopStore) -> None:
    (row,) = store.write(begin)
    store.write(
        every(lambda b: b.append(row, [("learner", "a\ud800b")], AT), lambda b: b.set_draft("s1", "l", "\ud800", 1))
    )
    assert store.read(lambda books: (books.log("c1")[0].payload, books.draft("s1", "l"))) == ("a?b", "?")
    with pytest.raises(JournalError) as caught:
        store.write(lambda books: books.set_seat("s1", name="\ud800"))
    assert "\n" not in str(caught.value)
    assert store.read(lambda books: books.seat("s1")) == seat()


def test_an_erased_workshop_leaves_nothing_of_its_people(store: WorkshopStore) -> None:
    (row,) = store.write(begin)
    store.write(lambda books: books.append(row, [("learner", "{}")], AT))
    store.write(
        every(lambda books: books.note_add("w1", AT, "x"), lambda books: books.set_draft("s1", "line", "x", AT))
    )
    store.write(lambda books: books.drop_workshop("w1"))
    assert store.read(lambda books: (books.workshops(), books.seats("w1"), books.log("c1"), books.notes("w1"))) == (
        [], [], [], [],
    )  # fmt: skip
    assert store.read(lambda books: (books.rounds("w1"), books.draft("s1", "line"))) == ([], None)
