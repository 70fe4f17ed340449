"""Room `scoring`: which turns use a device that has worn out. The same device earns once, not always."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from trainer.conversation.hearing.cues import praises
from trainer.conversation.hearing.heard import Heard, Kind
from trainer.conversation.hearing.taking_up import repeats_end
from trainer.language.text import canon, is_specific, words_in
from trainer.scoring.calls import figures
from trainer.scoring.calls.listening import Listened


def worn_turns(turns: Sequence[Listened]) -> dict[int, str]:
    """Give turn → device, for each turn whose device has been used too often by then.

    Devices: `formula` (the same sentence with other words put in), `probe` (tell me more), `copy` (their words given
    back word for word), `label` (it sounds like …), `lead-in` (an echo before a question that has nothing to do with
    it), `plea` (talk to whoever scores), `praise` (that is great, thank you).
    """
    out: dict[int, str] = {}
    free = {name: max(1, int(share * len(turns))) for name, share in figures.FREE.items()}
    formulas: deque[frozenset[tuple[str, str]]] = deque(maxlen=figures.FORMULA_WITHIN)
    for one in turns:
        heard = one.heard
        if heard is None:
            continue
        formula = _formula(heard)
        if formula and any(_alike(formula, other) for other in formulas):
            out[one.index] = "formula"
        if formula:
            formulas.append(formula)
        for device in _devices(one, heard):
            free[device] -= 1
            if free[device] < 0:
                out.setdefault(one.index, device)
    return out


def _devices(one: Listened, heard: Heard) -> list[str]:
    found = []
    if heard.has(Kind.PROBE) and not heard.taken_up:
        found.append("probe")
    copies = heard.words >= figures.COPIED_WORDS and heard.copied >= figures.COPIED
    words, theirs = words_in(one.turn.text), words_in(one.before)
    if copies or heard.has(Kind.MIRROR) or _is_salad(words, theirs) or repeats_end(words, theirs, figures.QUOTED):
        found.append("copy")
    if heard.has(Kind.LABEL):
        found.append("label")
    if heard.has(Kind.DEMAND):
        found.append("plea")
    if heard.apart:
        found.append("lead-in")
    if praises(" ".join(words)):
        found.append("praise")
    return found


def _is_salad(words: Sequence[str], theirs: Sequence[str]) -> bool:
    """Say whether nearly all words of a turn stand in the customer's last line, in whatever order."""
    known = frozenset(theirs)
    return sum([word in known for word in words]) >= figures.SALAD * len(words) and any(
        is_specific(canon(word)) for word in words
    )


def _formula(heard: Heard) -> frozenset[tuple[str, str]]:
    """Give the pairs of neighbouring words of a turn's formula; empty where it is too short to be one."""
    words = heard.skeleton.split()
    if len(words) < figures.FORMULA_WORDS:
        return frozenset()
    return frozenset(zip(["", *words], [*words, ""], strict=True))


def _alike(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    return len(one & other) >= figures.FORMULA_ALIKE * len(one | other)
