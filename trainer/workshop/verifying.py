"""Room `workshop`: checks an exported workshop: its form, chains and signature, every call by playing it, the board."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from trainer.content.findings import shown
from trainer.storage.workshop.chain import ACT, EVENT, broken_at, head_of
from trainer.workshop.bundle import Bundle, BundleError, material_of, read
from trainer.workshop.event.board import as_data as board_data
from trainer.workshop.event.export import board_in, signed_bytes

Tell = Callable[[int, int], None]
"""Is told how many calls have been played again, and of how many."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold."""

    what: str
    """`form`, `signature`, `key`, `chain`, `settings`, `call`, `score` or `board`."""
    where: str
    """The id of a call, or the part of the bundle."""
    says: str
    """One line for people."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found."""

    findings: tuple[Finding, ...]
    public_key: str = ""
    """Whose signature it is, hex; empty where that could not be read."""
    calls: int = 0
    replayed: int = 0
    """Calls that came out the same when they were played again."""
    withheld: int = 0
    """Calls whose words were left out: nobody can play them again; the host's signature alone vouches for them."""

    @property
    def sound(self) -> bool:
        """Whether everything that could be checked holds."""
        return not self.findings


def verify(raw: bytes, key: str | None = None, tell: Tell = lambda done, of: None) -> Verdict:
    """Check an exported workshop. `key`: the host's public key (hex), known from elsewhere; else the bundle's own.

    Never raises for what is in `raw`. Where the form is broken nothing else is looked at.
    """
    try:
        data, found = read(raw)
    except BundleError as error:
        return Verdict((Finding("form", "bundle", str(error)),))
    findings = [*_signature(data, found, key), *_chains(found), *_order(found)]
    broken = {one.where for one in findings if one.what == "chain"}
    played, wrong = _played(found, broken, tell)
    findings += [*wrong, *_board(found)]
    withheld = sum(call.id not in found.logs for call in found.calls)
    return Verdict(tuple(findings), found.public_key, len(found.calls), played, withheld)


def _signature(data: Mapping[str, Any], found: Bundle, key: str | None) -> list[Finding]:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if key is not None and key.strip().lower() != found.public_key:
        return [Finding("key", "public_key", "It is signed with another key than the one given: not by that host.")]
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(found.public_key))
        public.verify(bytes.fromhex(found.signature), signed_bytes(data))
    except (InvalidSignature, ValueError):
        return [Finding("signature", "signature", "The signature does not fit: something was changed after signing.")]
    return []


def _chains(found: Bundle) -> list[Finding]:
    """Look at the hashes of every log and of the audit, and at the heads."""
    out = []
    for call in found.calls:
        if call.id in found.logs:
            entries, whose = [entry.model_dump() for entry in found.logs[call.id]], f"Call {shown(call.id)}"
            broken = _chain(call.id, whose, broken_at(call.id, entries, EVENT), "event")
            out += broken or _head(call.id, whose, found.heads.calls.get(call.id), head_of(call.id, entries))
    acts = [act.model_dump() for act in found.audit]
    broken = _chain("audit", "The audit", broken_at(found.workshop.id, acts, ACT), "act")
    return [*out, *(broken or _head("audit", "The audit", found.heads.audit, head_of(found.workshop.id, acts)))]


def _chain(where: str, whose: str, at: int | None, what: str) -> list[Finding]:
    if at is None:
        return []
    return [Finding("chain", where, f"{whose}: {what} {at} does not fit its hash; it was changed, added or taken out.")]


def _head(where: str, whose: str, claimed: list[Any] | None, ours: list[Any]) -> list[Finding]:
    if claimed == ours:
        return []
    return [Finding("chain", where, f"{whose}: its end is not the one that was noted; it was cut or changed.")]


def _order(found: Bundle) -> list[Finding]:
    """See that rounds, seats and calls belong together, and that none is missing or there twice."""
    try:
        material_of(found)
    except BundleError as error:
        return [Finding("settings", "settings", str(error))]
    out = []
    attempts = {(call.seat, call.round, call.number) for call in found.calls}
    seats, rounds = {seat.id: seat for seat in found.seats}, {one.number for one in found.rounds}
    for call in found.calls:
        if call.seat not in seats or call.round not in rounds:
            out.append(Finding("call", call.id, f"Call {shown(call.id)} is of a seat or a round that is not there."))
        if call.number > 1 and (call.seat, call.round, call.number - 1) not in attempts:
            line = f"Call {call.number - 1} of seat {shown(call.seat)} in round {call.round} is missing."
            out.append(Finding("call", call.id, line))
        private = not found.every_word and call.seat in seats and not seats[call.seat].consent
        if call.id not in found.logs and not private:
            out.append(Finding("call", call.id, f"Call {shown(call.id)} has no log; it was taken out."))
    known = {call.id for call in found.calls}
    for name, there in (("log", set(found.logs)), ("head", set(found.heads.calls))):
        out += [Finding("call", one, f"There is a {name} of call {shown(one)}, and the call is missing.")
                for one in sorted(there - known)]  # fmt: skip
    out += [Finding("call", one, f"Call {shown(one)} has no head.") for one in sorted(known - set(found.heads.calls))]
    if len(attempts) < len(found.calls) or len(known) < len(found.calls):
        out.append(Finding("call", "calls", "A call is there twice."))
    return out


def _played(found: Bundle, broken: set[str], tell: Tell) -> tuple[int, list[Finding]]:
    """Play every call again whose log is there and whole; give how many came out the same, and what did not."""
    from trainer.workshop.replaying import Contents, fault_of

    out: list[Finding] = []
    same = 0
    contents = Contents(found.contents)
    rounds = {one.number: one for one in found.rounds}
    for done, call in enumerate(found.calls, 1):
        if call.id in found.logs and call.id not in broken and call.round in rounds:
            what, says = fault_of(call, rounds[call.round], found.logs[call.id], contents)
            if says:
                out.append(Finding(what, call.id, f"Call {shown(call.id)}: {says}"))
            same += not says
        tell(done, len(found.calls))
    return same, out


def _board(found: Bundle) -> list[Finding]:
    """See that the board follows from calls and settings."""
    try:
        ours = board_data(board_in(material_of(found)))
    except BundleError:
        return []  # told already
    if ours == found.board:
        return []
    wrong = sorted(name for name in {*ours, *found.board} if ours.get(name) != found.board.get(name))
    return [Finding("board", "board", f"The board does not follow from calls and settings: {shown(', '.join(wrong))}.")]
