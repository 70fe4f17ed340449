"""Stems are the same however many threads ask."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from trainer.language.text import stem


def test_stems_of_many_threads_at_once() -> None:
    words = [f"{head}{tail}" for head in ("photograph", "relat", "worri", "hop", "generat", "nation", "conditional")
             for tail in ("s", "ing", "ed", "ers", "ional", "fulness", "ization", "ably")]  # fmt: skip
    alone = {word: stem.__wrapped__(word) for word in words}
    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            together = list(threads.map(lambda word: (word, stem.__wrapped__(word)), words * 40))
    finally:
        sys.setswitchinterval(switching)
    assert all(alone[word] == found for word, found in together)
