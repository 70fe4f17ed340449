"""Room `directing`: how one utterance moves trust and patience, by acts and contingency, never by praise or length."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainer.conversation.directing import tuning
from trainer.conversation.directing.direction import Reason
from trainer.conversation.directing.state import Role, State
from trainer.conversation.hearing.heard import Heard, Kind

#: Moves that carry their own answer or sell: nothing opens on them and they count as no listening.
BLOCKING = (
    Kind.LEADING, Kind.PITCH, Kind.ADVICE, Kind.PRESSURE, Kind.RUDE, Kind.STUFFING, Kind.DEMAND, Kind.FLOOD,
    Kind.GIBBERISH, Kind.LANGUAGE, Kind.TRAINER,
)  # fmt: skip
#: Words of an utterance that only points back; a longer one has to name something.
POINTING_WORDS = 20
#: A question of so few words with no telling word of its own is about what was just said; so is one half copied.
BARE_WORDS, ECHOING = 9, 0.5


@dataclass
class Moved:
    """What a turn does to trust and patience, with reasons. `wears` says that a device has worn out."""

    trust: float = 0.0
    patience: float = 0.0
    reasons: list[Reason] = field(default_factory=list)
    device: str = ""
    contingent: str = "none"
    wears: str = ""

    def gain(self, amount: float, code: str, detail: str = "") -> None:
        """Add trust."""
        self.trust += amount
        self.reasons.append(Reason(code, detail))

    def lose(self, amount: float, patience: float, code: str, detail: str = "") -> None:
        """Take trust and patience away."""
        self.trust -= amount
        self.patience -= patience
        self.reasons.append(Reason(code, detail))


def contingency(state: State, heard: Heard) -> str:
    """Say how a line builds on the customer's words: `strong` (takes some up), `weak` (points back), `none`."""
    if heard.has(*BLOCKING) or heard.has(Kind.PAUSE):
        return "weak" if heard.has(Kind.PAUSE) and state.heavy else "none"
    if heard.apart and not heard.cue_taken and (led := _led_in(state, heard)):
        return led
    if heard.taken_up or heard.cue_taken or any(t.via == "tell" for t in heard.topics):
        return "strong"
    if heard.has(Kind.MIRROR):
        return "strong"
    if heard.uptake is not None and heard.refers and heard.words <= POINTING_WORDS and not heard.jumps:
        return "weak"
    return "weak" if _stays(state, heard) else "none"


def _led_in(state: State, heard: Heard) -> str:
    """Say what a question is worth that only an echo ties to the customer's words: less than others once it is a habit.

    Empty where it is worth what others are.
    """
    if heard.stock:
        return "none"
    if state.recent("lead-in") < tuning.LEAD_INS:
        return ""
    return "weak" if heard.refers else "none"


def _stays(state: State, heard: Heard) -> bool:
    """Say whether a line stays with what was just said by its nature: it names nothing else, and something was told."""
    if not state.turn or state.turn not in (state.thread_turn, *state.hinted.values()):
        return False
    if heard.has(Kind.LABEL) or "feeling" in heard.facets[:1]:
        return True
    bare = "_" not in heard.skeleton and not any(t.of == "profile" for t in heard.topics)
    echoes = heard.copied >= ECHOING and heard.words <= BARE_WORDS
    return heard.question != "none" and heard.words <= BARE_WORDS and (bare or echoes)


def move(state: State, heard: Heard, role: Role) -> Moved:
    """Give what one utterance does to trust and patience in this state."""
    moved = Moved(contingent=contingency(state, heard), device="lead-in" if heard.apart else "")
    _costs(moved, state, heard, role)
    if heard.has(*BLOCKING):
        return _bounded(moved)
    _worn(moved, state, heard)
    if not moved.wears:
        _gains(moved, state, heard)
    return _bounded(moved)


def _bounded(moved: Moved) -> Moved:
    moved.trust = min(moved.trust, tuning.MOST_A_TURN)
    return moved


def _costs(moved: Moved, state: State, heard: Heard, role: Role) -> None:
    for kind in dict.fromkeys(m.kind for m in heard.moves):
        loss, cost = tuning.LOSSES.get(kind, 0.0), tuning.PATIENCE_COST.get(kind, 0.0)
        if not loss and not cost:
            continue
        factor = tuning.DISLIKED if kind.value in role.dislikes else 1.0
        code = kind.value if kind.value in _NAMED else "no-question"
        moved.lose(loss * factor, cost * factor, code, heard.quote(kind))
    if heard.asked_before is not None:
        moved.lose(0.0, tuning.REPEAT_COST, "repeated", str(heard.asked_before))
    if is_closed(heard) and state.closed_run + 1 >= tuning.CLOSED_RUN:
        factor = tuning.DISLIKED if "closed" in role.dislikes else 1.0
        moved.lose(
            tuning.INTERROGATED * factor, tuning.BARRAGE_COST * factor, "interrogated", str(state.closed_run + 1)
        )
    if heard.jumps and state.heavy and moved.contingent == "none":
        moved.lose(tuning.IGNORED, tuning.JUMP_COST, "ignored")


_NAMED = frozenset({"leading", "pitch", "advice", "pressure", "rude", "stuffing", "demand", "flood"})


def is_closed(heard: Heard) -> bool:
    """Say whether a line asks for yes or no (who, when and how many ask for more than that)."""
    return heard.question == "closed" and not heard.has(Kind.FOLLOW_UP, Kind.LABEL, Kind.LEADING)


def _worn(moved: Moved, state: State, heard: Heard) -> None:
    """Notice a device that is used once too often, and call it worn."""
    formula = heard.apart or heard.skeleton
    if len(formula.split()) >= (2 if heard.apart else 3):
        if state.skeletons.count(formula) + 1 >= tuning.FORMULAS:
            moved.wears = "formula"
            moved.lose(tuning.FORMULA, tuning.PARROT_COST, "formula")
    long = heard.words > tuning.MIRROR_LONG
    if heard.has(Kind.MIRROR) and (long or state.recent("mirror") >= tuning.MIRRORS_A_PARROT):
        moved.wears = "parroted"
        moved.lose(tuning.PARROTED, tuning.PARROT_COST, "parroted")
    elif heard.has(Kind.PROBE) and (state.probes >= tuning.PROBES_FREE and moved.contingent != "strong"):
        moved.wears = "probed"
        moved.lose(tuning.PROBED, tuning.PROBE_COST, "probed")
    elif heard.has(Kind.LABEL) and state.recent("label") >= tuning.LABELS_A_TECHNIQUE:
        moved.wears = "technique"
        moved.lose(tuning.FORMULA, tuning.PARROT_COST, "technique")
    if moved.wears:
        moved.contingent = "none"
        moved.device = {"parroted": "mirror", "technique": "label"}.get(moved.wears, moved.device)


def _gains(moved: Moved, state: State, heard: Heard) -> None:
    strong, weak = moved.contingent == "strong", moved.contingent == "weak"
    _reflecting(moved, state, heard, strong)
    if heard.question == "open" or heard.has(Kind.FOLLOW_UP):
        if strong:
            moved.gain(tuning.OPEN_CONTINGENT, "took-up", ", ".join(heard.taken_up))
        elif weak:
            factor = tuning.DECAY ** max(0, state.recent("pointing") - 1)
            moved.gain(tuning.OPEN_POINTING * factor, "pointed-back")
            moved.device = moved.device or "pointing"
        if heard.has(Kind.STORY_PROMPT) and (strong or weak):
            moved.gain(tuning.STORY, "story", heard.quote(Kind.STORY_PROMPT))
        elif heard.has(Kind.STORY_PROMPT) and state.turn < 2:
            moved.gain(tuning.STORY_EARLY, "story", heard.quote(Kind.STORY_PROMPT))
    elif is_closed(heard) and strong and state.closed_run + 1 < tuning.CLOSED_RUN:
        moved.gain(tuning.CLOSED_CONTINGENT, "took-up", ", ".join(heard.taken_up))
    if heard.cue_taken:
        moved.gain(tuning.TELL_TAKEN, "cue-taken")
    if strong and not is_closed(heard) and any(t.via == "tell" and t.id in state.hinted for t in heard.topics):
        moved.gain(tuning.TELL_TAKEN, "tell-taken")
    if heard.has(Kind.PAUSE):
        _pause(moved, state)
    if heard.has(Kind.APOLOGY) and state.apologies == 0:
        moved.gain(tuning.APOLOGY, "apology")
    if moved.trust > 0:
        moved.patience += min(tuning.PATIENCE_BACK, max(0.0, state.best_patience - state.patience))


def _reflecting(moved: Moved, state: State, heard: Heard, strong: bool) -> None:
    for kind, device, amount in (
        (Kind.MIRROR, "mirror", tuning.MIRROR),
        (Kind.LABEL, "label", tuning.LABEL),
        (Kind.SUMMARY, "summary", tuning.SUMMARY),
        (Kind.PARAPHRASE, "paraphrase", tuning.PARAPHRASE),
    ):
        if not heard.has(kind):
            continue
        grounded = 1.0 if strong or kind is Kind.SUMMARY else 0.4 if moved.contingent == "weak" else 0.0
        factor = grounded * tuning.DECAY ** state.recent(device)
        moved.device = device
        if factor:
            moved.gain(amount * factor, kind.value, heard.quote(kind))
            moved.contingent = "strong" if grounded == 1.0 else moved.contingent
        return


def _pause(moved: Moved, state: State) -> None:
    moved.device = "pause"
    if state.heavy and state.pauses < tuning.PAUSES_HEARD:
        moved.gain(tuning.PAUSE, "pause")
    else:
        moved.patience -= tuning.PAUSE_COST
