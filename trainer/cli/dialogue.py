"""Room `cli`: one interview, line by line, to its end and through the debrief."""

from __future__ import annotations

from collections.abc import Callable

from trainer.cli import output
from trainer.cli.debriefing import asked, read
from trainer.cli.outlets import Outlet
from trainer.cli.source import Source
from trainer.conversation.events import Debrief
from trainer.conversation.session import Session
from trainer.conversation.shares import shares_of
from trainer.scoring.beside import beside_of
from trainer.scoring.scorecard import Scorecard

END, HINT = "/end", "/hint"
CLOSED = "The customer has ended the call; what comes now is passed over. /end goes on to the debrief."
UNWRITTEN = "No debrief was handed in. Write it with: trainer resume {} --plain"

HandIn = Callable[[Session, Debrief], Scorecard]


def play(session: Session, source: Source, outlet: Outlet, hand_in: HandIn, known: int = 0) -> None:
    """Play a call that was begun or goes on, and hand in its debrief. End of input and Ctrl-C before `/end` pause it.

    The first `known` events of its log were shown before.

    Raises:
        SessionError: the debrief is too long; nothing of it was stored.
        JournalError: something could not be stored; what was shown before is.
    """
    resting = session.ended is not None  # it waits for its debrief: here, too, end of input is no answer
    try:
        _begin(session, outlet, known)
        if session.ended is None and not _call(session, source, outlet):
            _left(session, outlet)
            return
        debrief = asked(source) if source.asks else read(source)
        if debrief is None and resting:
            output.note(UNWRITTEN.format(session.id))
            return
        card = hand_in(session, debrief or Debrief())
        outlet.scored(card, beside_of(session.events, card), shares_of(session.events))
    except KeyboardInterrupt:
        _left(session, outlet)


def _begin(session: Session, outlet: Outlet, known: int) -> None:
    outlet.begin(session.call, session.events, known)
    if session.ended:
        outlet.show(session.ended)
    elif session.closed:
        output.note(CLOSED)


def _call(session: Session, source: Source, outlet: Outlet) -> bool:
    """Play until the call is hung up; False at the end of input, where it is only paused."""
    told = False
    while (line := source.line("You:")) is not None:
        if line == END:
            if session.ended is None:  # a budget may have ended it, and that was shown
                outlet.show(session.end())
            return True
        if not session.over:
            _turn(session, line, outlet)
        elif not told:
            output.note(CLOSED)
            told = True
    return False


def _left(session: Session, outlet: Outlet) -> None:
    if session.debriefed:
        output.note(f"The debrief is kept. Read the result with: trainer score {session.id}")
    elif session.ended:
        output.note(UNWRITTEN.format(session.id))
    else:
        outlet.pause(session.id)


def _turn(session: Session, line: str, outlet: Outlet) -> None:
    if line == HINT:
        outlet.show(session.hint())
        return
    session.say(line, outlet.show)
