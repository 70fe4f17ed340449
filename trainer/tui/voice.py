"""Room `tui`: who voices a call and what it has used, folded from its events. Pure; the screen shows it as a badge."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.conversation.events import Event, Faulted, Started, TurnPerceived, TurnVoiced
from trainer.conversation.model import FaultKind, Usage
from trainer.tui.widgets.plain import one_line

AUTHORED = "authored"
#: What stands at a line of the customer's in authored words, in a call that a model was to voice.
MARK = "authored"
MARK_UNFIT = "authored: the model's own words were not fit to be said"
#: Cells that the model's name may take in the title bar of a narrow screen, and of a wide one.
SHORT, LONG = 16, 40


@dataclass(frozen=True, slots=True)
class Voice:
    """Who voices a call."""

    model: str = ""
    """The model; empty in a call that the authored voice keeps."""
    resting: bool = False
    """The authored voice stands in for the rest of the call."""
    usage: Usage = Usage()
    """Everything that was used so far, also before the call was resumed."""
    unfit: int = 0
    """The turn whose words of the model's were refused for good; 0 if none."""

    def after(self, event: Event) -> Voice:
        """Give the voice as it stands after `event`."""
        match event:
            case Started():
                return replace(self, model=event.model)
            case TurnVoiced() | TurnPerceived():
                return replace(self, usage=self.usage.plus(event.usage))
            case Faulted(action="authored"):
                unfit = event.turn if event.fault == FaultKind.UNFIT else self.unfit
                return replace(self, resting=self.resting or event.rest, unfit=unfit)
        return self

    def awake(self, model: str) -> Voice:
        """Give the voice as a call goes on with the model that is set now (empty: none), failures forgotten."""
        if not self.model:
            return self
        return replace(self, model=model or self.model, resting=not model)

    def told_of(self, fault: Faulted) -> str:
        """Give what is told for good of a fault: why the authored voice stands in; empty where the mark says it."""
        return fault.message if fault.action == "authored" and fault.fault != FaultKind.UNFIT else ""

    @property
    def working(self) -> bool:
        """Whether an answer is a model's work: it takes time, and can be taken back."""
        return bool(self.model) and not self.resting

    def mark(self, turn: int, voice: str) -> str:
        """Give the quiet mark at a customer's line; empty where a model said it, or none was to (as the opening)."""
        if not self.model or voice != AUTHORED or not turn:
            return ""
        return MARK_UNFIT if self.unfit == turn else MARK

    def badge(self) -> str:
        """Say who voices the call."""
        if not self.model:
            return "voice: authored"
        if self.resting:
            return "voice: authored (rest of the call)"
        return f"voice: {one_line(self.model, LONG)}"

    def badge_short(self) -> str:
        """The same for narrow screens: the last part of the model's name."""
        if not self.working:
            return "authored (rest)" if self.model else AUTHORED
        return one_line(self.model.rstrip("/").rpartition("/")[2] or self.model, SHORT)

    def used(self) -> str:
        """Say what was used: its cost, or the tokens where nobody knows the price; empty before the first answer."""
        return spent(self.usage)


def spent(usage: Usage) -> str:
    """Give what was used, for people: `≈ $0.01`, else `≈ 1,204 tokens`; empty where nothing was."""
    from trainer.llm.prices import spoken  # not on the way to the first screen

    if not usage.tokens:
        return ""
    if usage.cost is None:
        return f"{'≈ ' if usage.estimated else ''}{usage.tokens:,} tokens"
    return spoken(usage.cost, usage.estimated)
