"""Room `desk`: what the learner shares, made into the text of a file and written where they say."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.desk.sharing import ACCOUNT, KINDS, WORDLESS, Holds, in_sessions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainer.desk.desk import Desk
    from trainer.reports.learning import Taken
    from trainer.reports.report import Report


def report_on(desk: Desk, session: str, *, words: bool = True) -> Report:
    """Give the report on a debriefed session.

    Raises:
        SessionError: unknown session, or its debrief is still to come.
    """
    from trainer.reports.private import without_words
    from trainer.reports.report import report_of

    card, events = desk.score(session), desk.events(session)
    scenario, people = desk.content_of(events)
    made = report_of(card, events, scenario.title, " & ".join(person.name for person in people))
    return made if words else without_words(made)


def written(report: Report, kind: str) -> str:
    """Give a report as `html`, `md`, `csv` or `json`."""
    from trainer.reports.render import as_csv, as_html, as_json, as_markdown

    return {"html": as_html, "md": as_markdown, "csv": as_csv, "json": as_json}[kind](report)


def records(desk: Desk, sessions: Sequence[str] | None = None, name: str = "") -> str:
    """Give learning records of sessions (whole ids; all where none is named, oldest first) as the text of a file.

    Raises:
        JournalError: what is stored cannot be read.
    """
    from trainer.reports.learning import statements

    rows = [row.id for row in desk.store.sessions(1_000_000)][::-1] if sessions is None else sessions
    made = statements([_taken(desk, session) for session in rows], _account(desk), name)
    return json.dumps(made, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def text_of(desk: Desk, kind: str, session: str, *, words: bool = True) -> str:
    """Give what the learner shares of a session (whole id) as the text of a file; `kind` as in `KINDS`."""
    if kind == "session":
        from trainer.storage.exchange import export_session, text_of

        return text_of(export_session(desk.store, session))
    if kind == "xapi":
        return records(desk, [session])
    if kind == "certificate":
        from trainer.desk.certificate import made

        return json.dumps(made(desk, [session], words=words), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return written(report_on(desk, session, words=words), kind)


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind of file that a session can be shared as, with the words or without."""

    kind: str
    name: str
    whole: Holds | None
    """What it holds with the words; None for a kind that never has any."""
    bare: Holds | None
    """What it holds without them; None for a kind that cannot do without."""

    def holds(self, *, words: bool) -> Holds:
        """Give what it holds, as far as the kind lets one choose."""
        chosen = self.whole if words else self.bare
        found = chosen or self.whole or self.bare
        assert found is not None  # `offers` gives each kind one of the two
        return found


class Sharing:
    """What a screen needs to share a session: what can be, what will be in it, and the writing itself.

    Every method may block on the disk; call it off the event loop.
    """

    def __init__(self, desk: Desk) -> None:
        """Take the desk."""
        self._desk = desk

    def offers(self, session: str) -> list[Offer]:
        """Give what can be shared of a session (whole id) now. Raises SessionError, JournalError."""
        row = self._desk.store.session(session)
        done = row is not None and row.status == "debriefed"
        out = []
        for kind, (name, _) in KINDS.items():
            if done or kind in ("xapi", "session"):
                whole = None if kind == "xapi" else in_sessions(self._desk, kind, [session])
                some = kind == "xapi" or kind in WORDLESS
                bare = in_sessions(self._desk, kind, [session], words=False) if some else None
                out.append(Offer(kind, name, whole, bare))
        return out

    def folder(self) -> str:
        """Give the folder that files are written into: in the data folder, so that deleting finds them."""
        from trainer.storage.home import home_folder
        from trainer.storage.leftovers import SHARED

        return str((self._desk.store.folder or home_folder()) / SHARED)

    def write(self, session: str, kind: str, *, words: bool = True) -> str:
        """Write a new file and give its path. Raises SessionError, JournalError."""
        from trainer.conversation.interview import SessionError
        from trainer.storage.exchange import ExchangeError
        from trainer.storage.files import write_new

        try:
            text = text_of(self._desk, kind, session, words=words)
        except ExchangeError as error:
            raise SessionError(str(error)) from None
        folder = Path(self.folder())
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stem = f"interview-{session[:12]}" + ("-without-words" if kind in WORDLESS and not words else "")
        names = (f"{stem}{tail}{KINDS[kind][1]}" for tail in ("", *(f"-{n}" for n in range(2, 1000))))
        return str(write_new(next(folder / name for name in names if not (folder / name).exists()), text))


def _taken(desk: Desk, session: str) -> Taken:
    from trainer.conversation.interview import SessionError
    from trainer.reports.learning import Taken

    row = desk.store.session(session)
    if row is None:
        raise SessionError(f"there is no session {session!r}; `trainer sessions` lists them")
    moments = desk.store.moments(session)
    last = moments.get("debriefed") or moments.get("ended") or moments.get("customer")
    return Taken(
        row.id, row.scenario, row.title, row.personas, row.content, row.status, row.attempt, row.seen, row.turns,
        row.started_at, datetime.fromtimestamp(last / 1000, UTC) if last else row.started_at,
        desk.score(session) if row.status == "debriefed" else None,
    )  # fmt: skip


def _account(desk: Desk) -> str:
    """Give the learner's pseudonym, drawn at its first use: nothing of theirs can be told from it."""
    account = desk.store.setting(ACCOUNT)
    if not account:
        account = secrets.token_hex(16)
        desk.store.set_setting(ACCOUNT, account)
    return account
