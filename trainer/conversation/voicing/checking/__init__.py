"""Room `voicing`, the check: may these words be painted? Only what was released decides; no clock, chance or model."""

from trainer.conversation.voicing.checking.bounds import Bounds, Flaw, Kind
from trainer.conversation.voicing.checking.check import flaws_in
from trainer.conversation.voicing.checking.tidy import tidy

__all__ = ["Bounds", "Flaw", "Kind", "flaws_in", "tidy"]
