"""Room `scoring`: a practice call as a call like any other, judged by what recorded calls are judged by."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.conversation.call import ENGINE_VERSION
from trainer.conversation.hearing.contingency import Contingency, Line
from trainer.scoring.calls.listening import Listened, listen
from trainer.scoring.calls.transcript import CUSTOMER, INTERVIEWER, Transcript, Turn
from trainer.scoring.record import Record


def transcript_of(record: Record) -> Transcript:
    """Give a session as a transcript: the opening, then each line of the learner's and its answer."""
    return Transcript(record.started.session, tuple(_turns(record)))


def listened(record: Record) -> tuple[Listened, ...]:
    """Give all turns of a session with what was heard in the learner's.

    What this engine heard when the session was played stands; a session of an older engine is heard anew.
    """
    transcript = transcript_of(record)
    if record.started.engine != ENGINE_VERSION:
        return listen(transcript)
    fit = Contingency([Line(not turn.is_interviewer, turn.text) for turn in transcript.turns])
    heard = iter(record.turns)
    out, before = [], ""
    for index, turn in enumerate(transcript.turns):
        if turn.is_interviewer:
            now = next(heard).heard
            out.append(Listened(index, turn, now, fit.of(index) if now.words else None, before))
        else:
            out.append(Listened(index, turn))
            before = turn.text
    return tuple(out)


def _turns(record: Record) -> Iterator[Turn]:
    if record.turns:
        yield Turn(CUSTOMER, record.turns[0].before)
    for turn in record.turns:
        yield Turn(INTERVIEWER, turn.text)
        yield Turn(CUSTOMER, turn.answer)
