"""Room `tui`: whether the library that reaches models is still being loaded. Asks; loads nothing itself."""

from __future__ import annotations

import sys


def still_loading() -> bool:
    """Say whether somebody has begun to load it and it is not there yet."""
    if "trainer.llm.loading" not in sys.modules:
        return False
    from trainer.conversation.model import FaultKind, ModelFault, Stop
    from trainer.llm.loading import loaded

    try:
        loaded(Stop(), within=0.0)
    except ModelFault as fault:
        return fault.kind is FaultKind.TIMEOUT
    return False
