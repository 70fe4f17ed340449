"""Room `content`, drills: what must hold between the values of one file, so that it can be judged at all."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.content.drills.schema import FORCES, MAY, NEEDS, QUOTES, SILENCE, Drill, Drills, Kind
from trainer.content.findings import Path, Problem

#: Fields that only some kinds have.
_OWN = ("line", "keys", "feelings", "threads", "answer", "options", "parts", "decoy")
_COUNTS = {"threads": 3, "options": 3, "parts": 2, "feelings": 1, "decoy": 3}
"""Field → the least that a drill can be made of."""


def drill_problems(drills: Drills) -> Iterator[Problem]:
    """Give ids that stand twice, and fields that an item lacks or has no use for."""
    ids: list[str] = []
    for at, item in enumerate(drills.items):
        if item.id in ids:
            yield Problem(("items", at, "id"), "duplicate-id", f"Rename `{item.id}`; the id stands twice.")
        ids.append(item.id)
        yield from _fields(item, drills.kind, ("items", at))
        yield from _choice(item, drills.kind, ("items", at))


def _fields(item: Drill, kind: Kind, path: Path) -> Iterator[Problem]:
    needed, allowed = NEEDS.get(kind, ()), MAY.get(kind, ())
    for name in needed:
        if not getattr(item, name):
            yield Problem(path, "missing-key", f"Add `{name}`; an item of kind {kind.value} needs it.")
    for name in _OWN:
        if getattr(item, name) and name not in (*needed, *allowed):
            yield Problem((*path, name), "unused-key", f"Remove `{name}`; kind {kind.value} has no use for it.")
    for name, least in _COUNTS.items():
        if name in needed and 0 < len(getattr(item, name)) < least:
            yield Problem((*path, name), "schema", f"Give at least {least} {name}.")


def _choice(item: Drill, kind: Kind, path: Path) -> Iterator[Problem]:
    if kind is Kind.SILENCE and item.answer not in (None, *SILENCE):
        yield Problem((*path, "answer"), "schema", f"Use one of {', '.join(SILENCE)}.")
    if kind is Kind.FORCE and item.answer not in (None, *FORCES):
        yield Problem((*path, "answer"), "schema", f"Use one of {', '.join(FORCES)}.")
    if item.options and sum(option.of == "decoy" for option in item.options) != 1:
        yield Problem((*path, "options"), "one-right", "Let exactly one option be `of: decoy`.")
    if item.threads and sum(thread.follow for thread in item.threads) != 1:
        yield Problem((*path, "threads"), "one-right", "Let exactly one thread have `follow: true`.")
    if kind is Kind.INSIGHT and len(item.customer) != QUOTES:
        yield Problem((*path, "customer"), "schema", f"Give {QUOTES} quotes (there are {len(item.customer)}).")
