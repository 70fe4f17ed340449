"""Room `directing`: which fact may be told now, which is withheld and why, and which tell may be dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.conversation.directing import tuning
from trainer.conversation.directing.direction import Reason, Withheld
from trainer.conversation.directing.state import Role, Rule, State
from trainer.conversation.directing.trust import BLOCKING, Moved, is_closed
from trainer.conversation.hearing.heard import Heard, Kind


@dataclass(frozen=True, slots=True)
class Reached:
    """A locked fact that this turn reaches: how strongly, and by what."""

    rule: Rule
    strength: float
    by: Reason
    named: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The outcome: the fact to tell (or None), what reached it, and all that was withheld."""

    reached: Reached | None
    withheld: tuple[Withheld, ...]


def choose(state: State, heard: Heard, role: Role, moved: Moved, trust: float) -> Chosen:
    """Choose at most one locked fact to tell. `trust` is what this turn leaves."""
    best: Reached | None = None
    withheld: list[Withheld] = []
    acts = acts_of(heard, moved)
    for reached in sorted(_reach(state, heard, role, moved), key=lambda r: -r.strength):
        missing = _missing(reached, state, heard, role, moved, trust, acts)
        if not missing and best is None:
            best = reached
        elif reached.named or missing and reached.by.code == "on-thread":
            withheld.append(Withheld(reached.rule.id, missing or (Reason("one-a-turn"),)))
    return Chosen(best, tuple(withheld))


def evades(rule: Rule, state: State, role: Role) -> bool:
    """Say whether what is earned is evaded for this once: nothing of depth 1, nothing twice, so often in a call."""
    return rule.depth > 1 and rule.id not in state.evaded and len(state.evaded) < role.level.evasions


def before_holds(rule: Rule, state: State) -> bool:
    """Say whether everything that has to be told before a fact has been told."""
    return all(f in state.told for f in rule.after) and (
        not rule.after_any or any(f in state.told for f in rule.after_any)
    )


def alive(state: State) -> bool:
    """Say whether the thread is still what the talk is on."""
    return bool(state.thread) and state.turn + 1 - state.thread_turn <= tuning.THREAD_TURNS


def _reach(state: State, heard: Heard, role: Role, moved: Moved) -> Iterable[Reached]:
    listening = moved.contingent != "none"
    tells = state.open_tells()
    seen = set()
    for topic in heard.topics:
        rule = role.rules.get(topic.id) if topic.of == "fact" else None
        if rule is None or rule.id in state.told:
            continue
        hangs = alive(state) and _hangs(rule, state.thread)
        if topic.via == "line" and not (moved.contingent == "strong" or (listening and hangs)):
            continue
        if topic.via == "said" or topic.score < tuning.TOPIC_LEAST and topic.via != "line":
            continue
        seen.add(rule.id)
        bonus = 0.4 * (rule.id in tells) + 0.3 * hangs
        yield Reached(rule, topic.score + bonus, Reason("named", topic.quote), topic.via in ("about", "tell"))
    if not listening:
        return
    for place, rule in enumerate(role.rules.values()):
        if rule.id in state.told or rule.id in seen:
            continue
        if rule.id in tells and state.hinted[rule.id] == state.turn:
            yield Reached(rule, 0.4 - place * 1e-4, Reason("tell-taken"), False)
        elif alive(state) and _hangs(rule, state.thread):
            yield Reached(rule, 0.3 - place * 1e-4, Reason("on-thread"), False)


def _hangs(rule: Rule, thread: str) -> bool:
    return bool(thread) and (thread in rule.after or thread in rule.after_any)


def acts_of(heard: Heard, moved: Moved) -> frozenset[str]:
    """Give the acts of an utterance, in the words of `unlock.by`."""
    out = set()
    if heard.question == "open":
        out.add("open")
    if heard.has(Kind.STORY_PROMPT):
        out.add("story")
    if moved.contingent != "none" and (heard.question == "open" or heard.has(Kind.FOLLOW_UP)):
        out.add("follow-up")
    for kind, act in (
        (Kind.MIRROR, "mirror"),
        (Kind.LABEL, "label"),
        (Kind.SUMMARY, "summary"),
        (Kind.PARAPHRASE, "summary"),
        (Kind.PAUSE, "pause"),
    ):
        if heard.has(kind):
            out.add(act)
    return frozenset(out)


def _missing(
    reached: Reached, state: State, heard: Heard, role: Role, moved: Moved, trust: float, acts: frozenset[str]
) -> tuple[Reason, ...]:
    rule = reached.rule
    out = [_blocked(heard, kind) for kind in BLOCKING if heard.has(kind)][:1] if heard.has(*BLOCKING) else []
    if not out and heard.has(Kind.HYPOTHETICAL) and rule.depth > 1:
        out.append(Reason("hypothetical", heard.quote(Kind.HYPOTHETICAL)))
    if moved.wears:
        out.append(Reason(moved.wears))
    if not before_holds(rule, state):
        out.append(Reason("needs-before"))
    taken = rule.depth == 2 and rule.id in state.open_tells() and moved.contingent == "strong" and reached.named
    needed = rule.trust - (tuning.TELL_EASES if taken else 0.0)
    if trust + 1e-9 < needed:
        # never "0.32 < 0.32"
        shown = f"{trust:.2f}" if round(trust, 2) < round(needed, 2) else f"{int(trust * 1000) / 1000:.3f}"
        out.append(Reason("low-trust", f"{shown} < {needed:.2f}"))
    out += _unearned(reached, state, heard, role, moved, taken, acts)
    return tuple(out)


def _unearned(
    reached: Reached, state: State, heard: Heard, role: Role, moved: Moved, taken: bool, acts: frozenset[str]
) -> list[Reason]:
    rule = reached.rule
    out = []
    if rule.by and not acts & set(rule.by):
        out.append(Reason("needs-act", " or ".join(rule.by)))
    if rule.depth == 1:
        if is_closed(heard) and not reached.named:
            return [*out, Reason("closed")]
        return out if acts or is_closed(heard) or heard.has(Kind.FOLLOW_UP) else [*out, Reason("no-question")]
    if is_closed(heard) and not acts:
        out.append(Reason("closed"))
    elif not acts and (heard.question == "none" or moved.contingent != "none"):
        out.append(Reason("no-question"))  # a "who gets it?" out of nowhere asks, and lacks only what comes next
    if moved.contingent == "none":
        out.append(Reason("nothing-taken-up"))
    listened = state.listened + tuning.LISTENS[moved.contingent] + taken
    needed = role.level.listened[rule.depth]
    if listened < needed:
        out.append(Reason("not-listened", f"{listened:g} of {needed:g}"))
    return out


def _blocked(heard: Heard, kind: Kind) -> Reason:
    named = {"leading", "pitch", "advice", "pressure", "rude", "stuffing", "demand", "flood"}
    return Reason(kind.value if kind.value in named else "no-question", heard.quote(kind))


def tell_for(state: State, role: Role, moved: Moved, trust: float, about: str, told_now: str | None) -> str | None:
    """Choose the locked fact whose tell fits as a tail, or None.

    Nearest first: what hangs on the fact now talked about, then the same motivation, then the motivation of which
    least has been told. Only where all that must come first has been told and trust is near.
    """
    told = set(state.told) | ({told_now} if told_now else set())
    best: tuple[float, str] | None = None
    here = role.rules.get(about)
    for place, rule in enumerate(role.rules.values()):
        if not rule.tell or rule.id in told or rule.trust - trust > role.level.tell_near:
            continue
        if state.turn + 1 - state.hinted.get(rule.id, -99) <= tuning.TELL_TURNS:
            continue
        if not set(rule.after) <= told or (rule.after_any and not told & set(rule.after_any)):
            continue
        found = any(role.rules[f].motivation == rule.motivation and role.rules[f].depth == 3 for f in told)
        near = 3.0 if _hangs(rule, about) else 1.0 if here and here.motivation == rule.motivation else 0.0
        near = 0.2 * near if found else near + 0.5
        fresh = -0.5 * sum(1 for f in told if role.rules[f].motivation == rule.motivation and role.rules[f].depth == 3)
        often = -0.4 * (rule.id in state.hinted)
        value = near + fresh + often - 0.2 * rule.depth - place * 1e-3
        if best is None or value > best[0]:
            best = (value, rule.id)
    return best[1] if best and moved.contingent != "none" else None
