"""Room `directing`: two people on one call. Who answers, what the other makes of it, and whether they put something in.

Each has trust, patience and secrets of their own, and knows nothing of the other's: the one who answers is directed as
if they were alone. What the other only hears reaches them at a lower weight.
"""

from __future__ import annotations

from dataclasses import replace

from trainer.conversation.directing import disclosure, tuning
from trainer.conversation.directing.direction import Answer, Beside, Direction
from trainer.conversation.directing.state import Cast, Role, State
from trainer.conversation.directing.trust import Moved, move
from trainer.conversation.hearing.heard import OTHER, Heard

#: Answers after which somebody else may put something in.
_LEAVES_ROOM = frozenset({Answer.FACT, Answer.DETAIL, Answer.PROFILE, Answer.GO_ON, Answer.AGAIN, Answer.SURFACE})


def answering(state: State, heard: Heard, cast: Cast) -> Role:
    """Say who answers: who is called; of both, who did not speak last; else whose words are taken up, or as before."""
    front = cast.role(state.front)
    if len(cast.roles) == 1:
        return front
    other = _other(cast, front)
    if OTHER in heard.to or len(heard.to) > 1:
        return other
    if heard.to:
        return cast.role(heard.to[0])
    mine, theirs = _tied(state.of(front.persona), heard, front), _tied(state.of(other.persona), heard, other)
    return other if theirs >= tuning.TOPIC_LEAST and theirs > mine else front


def as_heard_by(state: State, heard: Heard) -> Heard:
    """Give what was heard as one of two people takes it: what only the other was asked before is new to them."""
    if state.spoke and heard.asked_before in state.spoke or heard.asked_before is None:
        return heard
    return replace(heard, asked_before=None)


def in_company(state: State, heard: Heard, cast: Cast, role: Role, plan: Direction) -> Direction:
    """Add to what `role` does where it leaves the other one, and what they put in."""
    plan = replace(plan, speaker=role.persona)
    other = _other(cast, role)
    theirs = state.of(other.persona)
    moved = move(theirs, as_heard_by(theirs, heard), other)
    share = tuning.ADDRESSED_TOO if other.persona in heard.to else tuning.OVERHEARD
    trust = round(min(1.0, max(0.0, theirs.trust + share * moved.trust)), 6)
    # Nobody hangs up over what was said to somebody else; at the edge they say so when it is their turn.
    patience = round(max(1e-6, theirs.patience + share * moved.patience), 6)
    listened = round(theirs.listened + share * tuning.LISTENS[moved.contingent], 6)
    plan = replace(plan, beside=(Beside(other.persona, trust, patience, listened),))
    return _chiming(state, heard, role, other, moved, plan)


def _chiming(state: State, heard: Heard, role: Role, other: Role, moved: Moved, plan: Direction) -> Direction:
    """Let the other put something in: when both were asked; else seldom, and then a tell of theirs if one fits."""
    if plan.closing or plan.tail.startswith("warn_"):
        return plan
    if len(heard.to) > 1:
        return replace(plan, chime=other.persona, chime_hint=_tell(state, other, moved, plan))
    turn = state.turn + 1
    rested = turn >= tuning.CHIME_FROM and (not state.chimed or turn - state.chimed >= tuning.CHIME_REST)
    if not rested or plan.answer not in _LEAVES_ROOM or moved.trust <= 0:
        return plan
    if plan.disclose and role.rules[plan.disclose].depth > 1:
        return plan  # what was hard to say is left standing
    hint = _tell(state, other, moved, plan)
    return replace(plan, chime=other.persona, chime_hint=hint) if hint or turn % 2 else plan


def _tell(state: State, other: Role, moved: Moved, plan: Direction) -> str | None:
    theirs = state.of(other.persona)
    if moved.trust <= 0 or plan.hint:
        return None
    return disclosure.tell_for(theirs, other, moved, plan.beside[0].trust, theirs.thread, None)


def _other(cast: Cast, role: Role) -> Role:
    return next(one for one in cast.roles if one is not role)


def _tied(state: State, heard: Heard, role: Role) -> float:
    """Give how strongly a line is about what this person has told or hinted at."""
    known = {*state.told, *state.hinted}
    return max((t.score for t in heard.topics if t.of == "fact" and t.id in known and t.id in role.rules), default=0.0)
