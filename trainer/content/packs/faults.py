"""Room `content`, packs: why a pack is refused, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.content.findings import ContentError, Finding, shown

_NAME = 60


class PackError(ContentError):
    """A pack is refused whole. `findings` holds each fault, by the file's name in the pack."""

    @classmethod
    def about(cls, source: str, findings: Sequence[Finding]) -> PackError:
        """Make the error of what was found in `source`; the message is the first fault and the number of others."""
        others = len(findings) - 1
        more = f" ({others} more: `trainer pack verify` lists them)" if others else ""
        return cls(f"{source}: {findings[0]}{more}", findings)


def fault(name: str, rule: str, remedy: str) -> Finding:
    """Give the finding about a whole file of a pack, named as it is in the pack."""
    return Finding(shown(name, _NAME), 0, "", rule, remedy)


def refusal(source: str, name: str, rule: str, remedy: str) -> PackError:
    """Give the error of one fault of one file; an empty name means the pack itself."""
    if name:
        return PackError.about(source, [fault(name, rule, remedy)])
    return PackError(f"{source}: {remedy}", [fault(source, rule, remedy)])
