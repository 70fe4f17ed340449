"""What a call is compared with at its debrief, and labels that name no session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.storage.made import call, debrief, started
from trainer.conversation.events import Challenged, CustomerSaid, LearnerSaid, Started
from trainer.desk.comparing import fingerprinted
from trainer.desk.corpus import corpus, name_of
from trainer.scoring.likeness import fingerprint
from trainer.storage.store import Store

MINE = ("What did the miller say about the flood?", "Who carried the ladder to the church?")
OTHER = ("How does the baker keep his oven warm?", "Where was the ferry when the storm began?")


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store.open(url="sqlite://")) as opened:
        yield opened


def said(store: Store, session: str, *lines: str, persona: str = "ada-lind") -> None:
    store.append(session, [Started(session, "small-shop", (persona,), 7, "h"), CustomerSaid(0, "Hello.")])
    for turn, line in enumerate(lines, 1):
        store.append(session, [LearnerSaid(turn, line)])


def prints(*lines: str) -> tuple[str, ...]:
    return tuple(map(fingerprint, lines))


def test_of_all_calls_with_the_customer_the_one_most_like_this_is_kept_as_fingerprints(store: Store) -> None:
    said(store, "mine", *MINE)
    said(store, "half", MINE[0], OTHER[0])
    said(store, "whole", *MINE, *OTHER)
    said(store, "unlike", *OTHER)
    said(store, "elsewhere", *MINE, persona="eve-moss")
    compared = fingerprinted(store, "mine", MINE)
    assert compared.same == prints(*MINE, *OTHER)
    assert not any(word in " ".join(compared.same) for word in ("miller", "flood", "ladder"))


def test_a_call_like_no_other_is_compared_with_none(store: Store) -> None:
    said(store, "mine", *MINE)
    said(store, "unlike", *OTHER)
    assert fingerprinted(store, "mine", MINE).same == ()


def test_with_another_customer_a_list_is_compared_as_before(store: Store) -> None:
    said(store, "elsewhere", *MINE, persona="eve-moss")
    said(store, "mine", *MINE)
    store.save_draft("mine", "notes", "Ask about the flood\n\nand the ladder")
    compared = fingerprinted(store, "mine", MINE)
    assert compared.earlier == (prints(*MINE),) and compared.same == ()
    assert compared.notes == ("Ask about the flood", "and the ladder")


def test_whether_the_answers_were_seen_is_what_is_stored_at_that_moment(store: Store) -> None:
    said(store, "mine", *MINE)
    assert fingerprinted(store, "mine", MINE).seen is False
    store.append("other", call(1, "other"))
    store.append("other", debrief())
    assert fingerprinted(store, "mine", MINE).seen is True


def test_a_corpus_is_in_an_order_that_tells_nothing_of_when(store: Store) -> None:
    for session in ("a-first", "b-second", "c-third"):
        store.append(session, call(2, session))
        store.append(session, debrief())
        store.append(session, [Challenged(2, "heard", "question", "open", "none", session)])
    rows = corpus(store)
    assert {row.reason for row in rows} == {"a-first", "b-second", "c-third"}
    assert [row.session for row in rows] == sorted(row.session for row in rows)
    assert corpus(store) == rows
    salt = store.setting("labels:salt")
    assert {row.session for row in rows} == {name_of(session, salt) for session in ("a-first", "b-second", "c-third")}
    assert name_of("a-first", salt) != name_of("a-first", salt[::-1] + "0")


def test_without_a_challenge_there_is_no_corpus_and_no_salt(store: Store) -> None:
    store.append("s1", [started()])
    assert corpus(store) == [] and store.setting("labels:salt") == ""
