"""Room `cli`: what went wrong, in one line."""

from __future__ import annotations

import sys

#: Errors whose message is one line for people. Whoever raised one has loaded its module; nothing is loaded to find out.
_SPOKEN = (
    ("trainer.content.findings", "ContentError"),
    ("trainer.conversation.interview", "JournalError"),
    ("trainer.conversation.session", "SessionError"),
    ("trainer.storage.exchange", "ExchangeError"),
    ("trainer.llm.choice", "ChoiceError"),
    ("trainer.llm.keys", "KeyringFault"),
    ("trainer.llm.prices", "BudgetError"),
    ("trainer.conversation.model", "ModelFault"),
    ("trainer.transcripts.recording", "TranscriptError"),
)


class Refused(Exception):
    """A command cannot do what was asked; the message is one line for people."""

    def __init__(self, message: str, code: int = 2) -> None:
        """Take the line and the exit code: 1 the answer is no, 2 wrong usage or bad input, 3 unreachable."""
        super().__init__(message)
        self.code = code


def line_of(error: BaseException) -> str | None:
    """Give the line for an error that the learner can mend; None where the fault is ours."""
    from trainer.content.findings import shown

    if isinstance(error, Refused) or _is_spoken(error):
        return shown(error, 1000)
    if isinstance(error, UnicodeError):
        return "this is not UTF-8 text; save it as UTF-8 and try again"
    if isinstance(error, OSError) and error.filename is not None:
        return shown(f"{error.filename}: {error.strerror or type(error).__name__}", 1000)
    return None


def _is_spoken(error: BaseException) -> bool:
    kinds = [getattr(sys.modules.get(module), name, None) for module, name in _SPOKEN]
    return any(kind is not None and isinstance(error, kind) for kind in kinds)
