"""Room `desk`: what will be in a file that the learner shares, told before it is written; and the file itself.

Sharing is the learner's act: nothing here sends anything. The same list stands in the app's dialog and on the command
line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.conversation.events import Event
    from trainer.desk.desk import Desk

#: What can be shared of a session: kind → what it is called, and how the file's name ends.
KINDS: dict[str, tuple[str, str]] = {
    "html": ("A report as a web page", ".html"),
    "md": ("A report as Markdown", ".md"),
    "csv": ("The turns as CSV", ".csv"),
    "json": ("The scorecard as JSON", ".json"),
    "certificate": ("A certificate to verify", "-certificate.json"),
    "xapi": ("Learning records (xAPI)", "-xapi.json"),
    "session": ("The session, to import elsewhere", "-session.json"),
}
WORDLESS = ("html", "md", "csv", "json", "certificate")
"""Kinds from which the words can be left out; learning records never have any, a session cannot do without."""
#: Setting that keeps the pseudonym under which learning records are written.
ACCOUNT = "sharing-account"


@dataclass(frozen=True, slots=True)
class Holds:
    """What is in a file, and what is not, each in a few words."""

    things: tuple[str, ...]
    lacks: tuple[str, ...]

    def lines(self) -> list[str]:
        """Give it as lines."""
        return [f"In it: {'; '.join(self.things)}.", f"Not in it: {'; '.join(self.lacks)}."]


def in_sessions(desk: Desk, kind: str, sessions: Sequence[str], *, words: bool = True, name: str = "") -> Holds:
    """Say what a file of this kind on these sessions (whole ids; none: all of them) holds.

    Raises:
        SessionError: one is unknown.
    """
    from trainer.language.text import clean

    logs = [desk.events(session) for session in sessions]
    spoken = words and kind != "xapi"
    things = _words_of(logs, kind) if spoken else []
    if kind == "csv":
        things.append("trust, patience, facts told and points of each turn")
    elif kind != "session" or any(_debriefed(log) for log in logs):
        things.append("the scores and what they rest on")
    if kind in ("html", "md", "json"):
        things.append("what this customer hides")
    if kind in ("session", "certificate") and spoken and any(_debriefed(log) for log in logs):
        things.append("the whole scenario with what its customers hide")
    if kind in ("session", "certificate", "xapi"):
        things.append("the names and versions of scenario and customers")
    if kind == "xapi":
        things.append("when you began and ended; a pseudonym that is the same in all your learning records")
    things.append("the id of the session" if len(sessions) == 1 else "the ids of the sessions")
    named = clean(name)
    things += [f"the name “{named}”"] if named else []
    lacks = [] if spoken else ["what was said, written and quoted"]
    lacks += ["anything of other sessions"] if sessions else []
    lacks += [] if named else ["your name, unless you said it"] if spoken else ["your name"]
    return Holds(tuple(things), tuple(lacks) or ("anything that is not of your sessions",))


def _debriefed(events: Sequence[Event]) -> bool:
    from trainer.conversation.events import Debriefed

    return any(isinstance(event, Debriefed) for event in events)


def _words_of(logs: Sequence[Sequence[Event]], kind: str) -> list[str]:
    """Say which words a file with words holds."""
    from trainer.conversation.events import Challenged, Coached, Debriefed, LearnerSaid, Marked

    events = [event for log in logs for event in log]
    lines = sum(isinstance(event, LearnerSaid) for event in events)
    out = [f"your {lines} line{'' if lines == 1 else 's'} and the customer's answers"]
    if kind == "csv":
        return out
    if any(isinstance(event, Debriefed) for event in events):
        out.append("your debrief")
    if any(isinstance(event, Coached) for event in events):
        out.append("a model's notes, which quote you")
    if any(isinstance(event, Challenged) or (isinstance(event, Marked) and event.note) for event in events):
        out.append("what you challenged or marked, with your reasons")
    return out
