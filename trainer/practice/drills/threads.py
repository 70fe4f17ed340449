"""Room `practice`, drills: which of the customer's threads an answer touches."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.content.drills.schema import Thread
from trainer.language.text import flat, is_content, sentences, stem, stems_of, tokens
from trainer.practice.drills.answer import Answer


def touched(answer: Answer) -> list[Thread]:
    """Give the threads that the answer's question touches; where it names none, those of the whole answer.

    By the threads' own phrases, else by words of the sentence in which the customer spoke of that thread alone.
    """
    threads = answer.item.threads
    asked = [unit.words for unit, _ in answer.asked]
    whole = tuple(word.word for word in answer.words)
    for lines in (asked, [whole]):
        found = [thread for thread in threads if any(_named(thread, line) for line in lines)]
        if found:
            return found
    apart = _apart(answer)
    mine = {word.stem for word in answer.words if is_content(word.stem)}
    return [thread for thread, words in zip(threads, apart, strict=True) if mine & words]


def _named(thread: Thread, line: Sequence[str]) -> bool:
    """Say whether a line holds all the words of one of a thread's phrases."""
    return any(
        all(any(_same(word, own) for word in line) for own in map(flat, phrase.split())) for phrase in thread.any
    )


def _same(word: str, own: str) -> bool:
    """Say whether two words are forms of one; "booking" is not "book", and "parking" is "park" only for itself."""
    one, other = word.split("'")[0], own.split("'")[0]
    return one == other or (stem(one) == stem(other) and ("ing" in one[-4:]) == ("ing" in other[-4:]))


def _apart(answer: Answer) -> list[frozenset[str]]:
    """Give for each thread the content stems of the sentences that speak of it, without those of any other sentence."""
    every = [sentence for line in answer.item.customer for sentence in sentences(line)]
    out = []
    for thread in answer.item.threads:
        own = [s for s in every if _named(thread, [flat(t.raw) for t in tokens(s)])]
        rest = frozenset().union(*(stems_of(s) for s in every if s not in own))
        out.append(frozenset().union(*map(stems_of, own)) - rest)
    return out
