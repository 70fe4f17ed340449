"""Room `cli`: is all in order? `doctor`, and `verify` for one exported session."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

import typer

from trainer.cli import output
from trainer.cli.options import Exported, Json

if TYPE_CHECKING:
    from trainer.conversation.events import Event

AskModel = Annotated[bool, typer.Option("--model", help="Also ask the model for one short answer.")]

_CHANGED = "the file was changed, or a trainer of another version wrote it."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str
    """What was found, and what to do where it is not well."""


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(verify)
    app.command()(doctor)


def doctor(model: AskModel = False, json: Json = False) -> None:
    """Look whether the trainer can work here. A provider that charges is asked only with --model."""
    looks = (_python, _terminal, _sqlite, _data, _content, lambda: _model(ask=model))
    checks = [check for look in looks for check in look()]
    well = all(check.ok for check in checks)
    if json:
        output.emit({"ok": well, "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            output.say(f"{'ok' if check.ok else 'PROBLEM'}  {check.name}: {check.detail}")
    raise typer.Exit(0 if well else 1)


def verify(file: Exported, json: Json = False) -> None:
    """Check an exported session or a certificate, and play it again: it must come out the same."""
    from trainer.cli import certifying
    from trainer.desk import certificate
    from trainer.storage.exchange import ExchangeError
    from trainer.storage.files import read_at_most

    raw = read_at_most(file, certificate.SIZE_LIMIT)
    if certificate.is_one(raw):
        return certifying.verify(raw, json)
    try:
        found, fault = _verified(raw), ""
    except ExchangeError as error:
        found, fault = {}, str(error)
    if json:
        output.emit({"sound": not fault, **found, "fault": fault or None})
    elif fault:
        output.note(f"trainer: {fault}")
    else:
        output.say(f"Sound: session {found['session']}, {found['turns']} turns; {found['checked']}.")
    raise typer.Exit(1 if fault else 0)


def _verified(raw: bytes) -> dict[str, object]:
    """Take a file in as an import would, into a store of its own, and play it again.

    Raises:
        ExchangeError: it is not sound.
    """
    from trainer.cli.replaying import importer
    from trainer.conversation.events import Debriefed, LearnerSaid
    from trainer.storage.exchange import import_session
    from trainer.storage.store import Store

    store = Store.open(url="sqlite://")
    try:
        session = import_session(store, raw, importer(kept_here, store.keep_content))
        events = store.events(session)
        turns = sum(isinstance(event, LearnerSaid) for event in events)
        found: dict[str, object] = {"session": session, "turns": turns}
        if not any(isinstance(event, Debriefed) for event in events):
            return {**found, "debriefed": False, "checked": "played again, the customer says the same"}
        compare(store.content, events)
        return {**found, "debriefed": True, "checked": "played again, customer and scorecard say the same"}
    finally:
        store.close()


def compare(kept: Callable[[str], str | None], events: tuple[Event, ...]) -> None:
    """Play a debriefed session again; its lines, decisions and scorecard must come out the same."""
    from trainer.cli.replaying import call_at_hand, play_again, spoken
    from trainer.conversation.events import Debriefed, Fingerprinted, Marked, Started
    from trainer.scoring.score import score
    from trainer.storage.exchange import ExchangeError

    started = events[0]
    assert isinstance(started, Started)  # the import has seen to it
    call = call_at_hand(started, kept)
    again = play_again(call, events)
    pairs = zip_longest(spoken(events), spoken(again))
    differs = next((turn for turn, (one, other) in enumerate(pairs) if one != other), None)
    if differs is not None:
        raise ExchangeError(f"The customer answers otherwise in turn {differs}; {_CHANGED}")
    after = [event for event in events if isinstance(event, (Fingerprinted, Debriefed, Marked))]
    if score((*again, *after), call) != score(events, call):
        raise ExchangeError(f"The scorecard comes out otherwise; {_CHANGED}")


def kept_here(version: str) -> str | None:
    """Give a content version from the learner's own store, if there is one."""
    from trainer.conversation.interview import JournalError
    from trainer.storage.policy import FILE, home_folder
    from trainer.storage.store import Store

    if not (home_folder() / FILE).is_file():
        return None
    try:
        store = Store.open()
    except JournalError:
        return None
    try:
        return store.content(version)
    finally:
        store.close()


def _python() -> Iterator[Check]:
    version = platform.python_version()
    yield Check("Python", sys.version_info >= (3, 11), f"{version} (3.11 or newer is needed)")


def _terminal() -> Iterator[Check]:
    if not output.is_terminal():
        yield Check("terminal", True, "none here; use `trainer interview SCENARIO --plain`")
        return
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    colour = "without colour (NO_COLOR)" if os.environ.get("NO_COLOR") else os.environ.get("TERM", "of unknown kind")
    yield Check("terminal", True, f"{columns} × {rows}, {colour}, {sys.stdout.encoding}")


def _sqlite() -> Iterator[Check]:
    from trainer.storage.restoring import OLDEST_SQLITE, sqlite_here

    version, new_enough = sqlite_here()
    yield Check("SQLite", new_enough, f"{version} ({'.'.join(map(str, OLDEST_SQLITE))} or newer is needed)")


def _data() -> Iterator[Check]:
    from trainer.conversation.interview import JournalError
    from trainer.storage.policy import home_folder
    from trainer.storage.store import Store

    try:
        store = Store.open()
    except JournalError as error:
        yield Check("data folder", False, str(error))
        return
    try:
        store.save_draft("doctor", "line", "can this be written?")
        store.drop_draft("doctor", "line")
        yield Check("data folder", True, f"{home_folder()} can be written")
        faults = store.verify()
        detail = "; ".join(faults[:3]) + "; restore a backup" if faults else f"sound, {store.count()} sessions"
        yield Check("database", not faults, detail)
    except JournalError as error:
        yield Check("data folder", False, str(error))
    finally:
        store.close()


def _content() -> Iterator[Check]:
    from trainer.content.findings import ContentError
    from trainer.desk.library import library

    try:
        catalogue = library()
        found = f"{len(catalogue.scenarios())} scenarios, {len(catalogue.personas())} customers"
        yield Check("content", True, found)
        faults = catalogue.faults()
        if packs := catalogue.packs():
            yield Check("packs", not faults, "; ".join(faults) or ", ".join(packs))
    except ContentError as error:
        yield Check("content", False, str(error))


def _model(*, ask: bool) -> Iterator[Check]:
    from trainer.llm.check import steps
    from trainer.llm.choice import ChoiceError, resolve
    from trainer.llm.keys import Keys

    try:
        choice = resolve(None, os.environ, _chosen())
    except ChoiceError as error:
        yield Check("model", False, str(error))
        return
    if choice is None:
        yield Check("model", True, "authored customer; no model is set")
        return
    yield Check("model", True, f"{choice.name}, {choice.goes_to}")
    for step in steps(choice, Keys(), ask=ask):
        name = "model's answer" if step.name == "model" else f"model's {step.name}"
        yield Check(name, step.ok or not step.needed, step.detail)


def _chosen() -> str:
    """Give the setting that holds the model; none where the store cannot be opened, which is told elsewhere."""
    from trainer.conversation.interview import JournalError
    from trainer.llm.choice import SETTING
    from trainer.storage.store import Store

    try:
        store = Store.open()
    except JournalError:
        return ""
    try:
        return store.setting(SETTING)
    except JournalError:
        return ""
    finally:
        store.close()
