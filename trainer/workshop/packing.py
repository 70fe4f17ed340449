"""Room `workshop`: the debrief pack of a workshop, from what is stored of it or from its export."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from trainer.conversation.call import Call
from trainer.conversation.events import event_from
from trainer.reports.shapes import ReportPage
from trainer.workshop.bundle import Bundle, material_of
from trainer.workshop.event.export import Entry, Material
from trainer.workshop.event.pack import Heard, round_pack
from trainer.workshop.event.pack_page import pack_page

Calling = Callable[[str, str], Call]
"""Gives what a content (its hash) is played with at a level."""


def page_of(material: Material, calling: Calling) -> ReportPage | None:
    """Give the pack of the rounds that are revealed, None where none is. Practice and removed seats are left out."""
    settings, rules = material.settings, material.settings.debrief
    seats = {one.id: one for one in material.members if not one.removed}
    packs = []
    for round_ in material.rounds:
        if round_.state != "revealed":
            continue
        heard = [
            Heard(
                seat.name if settings.names == "names" else seat.alias,
                seat.consent,
                tuple(event_from(entry.kind, json.loads(entry.payload)) for entry in material.logs[call.id]),
            )
            for call in material.calls
            if call.round == round_.number and call.number == 1 and call.id in material.logs
            and (seat := seats.get(call.seat)) is not None
        ]  # fmt: skip
        call = calling(round_.content, round_.level)
        packs.append(round_pack(round_.number, call, heard, quotes=rules.quotes, named=rules.named))
    return pack_page(material.title, packs) if packs else None


def page_of_export(found: Bundle, data: Mapping[str, Any]) -> ReportPage | None:
    """Give the pack of an export that was read; verify it before.

    Raises:
        BundleError: its settings contradict its rounds.
        ContentError: a scenario in it is not what it says.
    """
    from dataclasses import replace

    from trainer.workshop.replaying import Contents

    contents = Contents(found.contents)
    logs = {call: tuple(Entry(**entry) for entry in entries) for call, entries in data["logs"].items()}
    return page_of(replace(material_of(found), logs=logs), contents.call)
