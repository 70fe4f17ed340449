"""Room `directing`: what the customer does next. A pure function; it knows acts and topics, no words, no clock."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from trainer.conversation.directing import company, disclosure, tuning
from trainer.conversation.directing.direction import EVADED, Answer, Direction, Reason, Withheld
from trainer.conversation.directing.state import Cast, Role, State
from trainer.conversation.directing.trust import Moved, is_closed, move
from trainer.conversation.hearing.heard import Heard, Kind, Topic

#: Lines that are answered by what they are, whatever they are about. First match wins.
_AS_IT_IS = (
    (Kind.FLOOD, Answer.FLOOD), (Kind.DEMAND, Answer.DEMANDED), (Kind.RUDE, Answer.RUDE),
    (Kind.TRAINER, Answer.TRAINER),
    (Kind.LANGUAGE, Answer.LANGUAGE), (Kind.GIBBERISH, Answer.GIBBERISH), (Kind.STUFFING, Answer.STUFFED),
    (Kind.PITCH, Answer.PITCHED), (Kind.ADVICE, Answer.PITCHED), (Kind.PRESSURE, Answer.PRESSED),
)  # fmt: skip
_SOCIAL = (
    (Kind.APOLOGY, Answer.APOLOGY), (Kind.GOODBYE, Answer.GOODBYE), (Kind.THANKS, Answer.THANKS),
    (Kind.GREETING, Answer.GREETING), (Kind.SMALL_TALK, Answer.SMALL_TALK),
)  # fmt: skip
#: Details offered when none was asked for, the telling ones first.
_DETAILS = ("example", "then", "feeling", "how", "why", "what", "who", "when", "where", "how-often", "how-long")
#: After a label people say how it was, after a mirror what it was.
_REFLECTED = ((Kind.LABEL, ("feeling", "why", "then")), (Kind.SUMMARY, ("feeling", "why", "then")))
#: Follow-ups that ask for a plain detail of what was said rather than for the next thing.
_PLAIN = frozenset({"when", "who", "where", "how-often", "how-long"})
#: Answers that stay with what was told.
_DWELLING = frozenset({Answer.DETAIL, Answer.GO_ON, Answer.AGAIN})
#: Answers that carry something, after which a tell may fall.
_CARRYING = frozenset({Answer.FACT, Answer.DETAIL, Answer.PROFILE, Answer.GO_ON, Answer.AGAIN})


def direct(state: State, heard: Heard, cast: Cast) -> Direction:
    """Decide one turn: what is told, hinted at or withheld, why, and where it leaves trust and patience."""
    role = company.answering(state, heard, cast)
    if len(cast.roles) == 1:
        return _directed(state, heard, role, cast)
    mine = state.of(role.persona)
    plan = _directed(mine, company.as_heard_by(mine, heard), role, cast)
    return company.in_company(state, heard, cast, role, plan)


def _directed(state: State, heard: Heard, role: Role, cast: Cast) -> Direction:
    """Decide what one person does, as if they were alone on the call."""
    moved = move(state, heard, role)
    trust = round(min(1.0, max(0.0, state.trust + moved.trust)), 6)
    patience = round(max(0.0, state.patience + moved.patience), 6)
    chosen = disclosure.choose(state, heard, role, moved, trust)
    plan = _answer(state, heard, role, moved, chosen)
    plan = replace(
        plan, because=(*plan.because, *moved.reasons), withheld=(*plan.withheld, *chosen.withheld),
        trust=trust, patience=patience, contingent=moved.contingent, device=moved.device,
        mood=_mood(heard, moved, trust),
    )  # fmt: skip
    plan = replace(plan, reaction=plan.reaction or _reaction(state, heard, plan))
    plan = _with_tail(state, heard, role, moved, plan)
    return _limits(state, heard, cast, plan)


def _answer(state: State, heard: Heard, role: Role, moved: Moved, chosen: disclosure.Chosen) -> Direction:
    for kind, answer in _AS_IT_IS:
        if heard.has(kind):
            return Direction(answer)
    if moved.wears:
        return Direction(Answer.TIRED if moved.wears == "probed" else Answer.PARROTED)
    rated = _topic(heard, "profile", role.profile) if not heard.has(Kind.LEADING) else None
    imagined = heard.has(Kind.HYPOTHETICAL) and heard.question == "closed"
    if heard.has(Kind.LEADING) or (imagined and (rated is None or rated.id in state.answered)):
        return _yes_to_please(state, heard)
    if is_closed(heard) and state.closed_run + 1 >= tuning.CLOSED_RUN:
        return Direction(Answer.UNSURE)
    engaged = heard.question != "none" or heard.has(Kind.MIRROR, Kind.LABEL, Kind.SUMMARY, Kind.PARAPHRASE, Kind.PROBE)
    if heard.has(Kind.PAUSE):
        engaged = state.heavy and state.pauses < tuning.PAUSES_HEARD
    if not engaged:
        return _unasked(heard, moved)
    return _engaged(state, heard, role, moved, chosen)


def _engaged(state: State, heard: Heard, role: Role, moved: Moved, chosen: disclosure.Chosen) -> Direction:
    if heard.has(Kind.SUMMARY) and moved.contingent == "strong":
        return Direction(Answer.GO_ON, reaction="heard")
    told = _told_topic(state, heard)
    profile = _topic(heard, "profile", role.profile)
    reached = chosen.reached
    if again := _asked_again(state, heard, told):
        return _detail(state, heard, role, moved, told) or again
    if profile and profile.id not in state.answered and _ordinary_first(profile, heard, reached, told):
        return Direction(Answer.PROFILE, subject=profile.id, because=(Reason("named", profile.quote),))
    if reached and not _prefers_detail(state, heard, role, reached, told):
        return _tell_fact(state, heard, role, moved, reached)
    on_tell = _on_tell(state, heard) and told is None
    if not on_tell and (detail := _detail(state, heard, role, moved, told)):
        return detail
    if reached and (reached.named or not _plain(heard)):
        return _tell_fact(state, heard, role, moved, reached)
    if profile and profile.id not in state.answered:
        return Direction(Answer.PROFILE, subject=profile.id, because=(Reason("named", profile.quote),))
    if told and heard.question != "none" and told.via == "about":
        return Direction(Answer.AGAIN, subject=told.id, reaction="as_said")
    if profile and heard.question == "open" and moved.contingent != "strong":
        return Direction(Answer.PROFILE, subject=profile.id, reaction="as_said")
    if heard.has(Kind.PAUSE):
        return Direction(Answer.PAUSE)
    if state.told and (moved.contingent == "strong" or (moved.contingent == "weak" and not is_closed(heard))):
        return Direction(Answer.GO_ON)
    return _surface(state, heard, role, moved)


def _tell_fact(state: State, heard: Heard, role: Role, moved: Moved, reached: disclosure.Reached) -> Direction:
    if disclosure.evades(reached.rule, state, role):
        return _evading(state, role, reached.rule.id)
    because = [reached.by] if reached.by.code != "named" or reached.by.detail else []
    if not moved.reasons and heard.question == "open":
        because.append(Reason("open-question"))
    return Direction(
        Answer.FACT, subject=reached.rule.id, disclose=reached.rule.id, earned=True, because=tuple(because)
    )


def _evading(state: State, role: Role, fact: str) -> Direction:
    """Answer past what was earned, now and then by the surface story while it lasts, else by nothing much."""
    story = state.decoys < role.level.decoys and not any(role.rules[told].depth == 3 for told in state.told)
    answer = Answer.DECOY if story and state.turn % 2 else Answer.DEFLECT
    return Direction(answer, withheld=(Withheld(fact, (Reason(EVADED),)),))


def _ordinary_first(profile: Topic, heard: Heard, reached: disclosure.Reached | None, told: Topic | None) -> bool:
    """Say whether an ordinary question is answered plainly before the thread goes on: "it" then means the product."""
    if (reached and reached.named) or (told and told.via == "about"):
        return False
    return profile.score > tuning.ORDINARY or (profile.score == tuning.ORDINARY and not heard.taken_up)


def _prefers_detail(state: State, heard: Heard, role: Role, reached: disclosure.Reached, told: Topic | None) -> bool:
    """Say whether the question asks for a detail of what was told rather than for the next thing."""
    if not reached.named and reached.by.code != "tell-taken" and _detail_first(state, heard, role, reached, told):
        return True
    if told and told.via == "about" and told.score > reached.strength + 0.3:
        return True
    return _plain(heard) and not (reached.named and reached.strength >= tuning.TOPIC_STRONG)


def _detail_first(state: State, heard: Heard, role: Role, reached: disclosure.Reached, told: Topic | None) -> bool:
    """Say whether what was told should be dwelt on before the talk moves on to something that was not asked for."""
    subject = told.id if told else next((fact for fact, _ in heard.details if fact in state.told), state.thread)
    given = [facet for fact, facet in state.details if fact == subject]
    if not subject or len(given) >= tuning.DETAILS_FIRST or len(given) == len(role.rules[subject].facets):
        return False
    if heard.has(Kind.MIRROR) or (reached.rule.depth == 3 and not given):
        return True
    asked = [f for f in heard.facets if f != "what"] + [f for fact, f in heard.details if fact == subject]
    return any(f in role.rules[subject].facets and f not in given for f in asked[:1])


def _plain(heard: Heard) -> bool:
    """Say whether a plain detail is asked for: when, who, where, how often."""
    return bool(heard.facets) and heard.facets[0] in _PLAIN


def _on_tell(state: State, heard: Heard) -> bool:
    """Say whether the words take up a hint whose fact is still locked."""
    return any(t.via == "tell" and t.id in state.hinted and t.id not in state.told for t in heard.topics)


def _told_topic(state: State, heard: Heard) -> Topic | None:
    """Give the told fact that a question names, by its own phrases before words of the line that told it."""
    told = [t for t in heard.topics if t.of == "fact" and t.id in state.told and t.score >= tuning.TOPIC_LEAST]
    for via in ("about", "said"):
        if found := next((t for t in told if t.via == via), None):
            return found
    return None


def _topic(heard: Heard, of: str, known: frozenset[str]) -> Topic | None:
    return next((t for t in heard.topics if t.of == of and t.id in known and t.score >= tuning.TOPIC_LEAST), None)


def _asked_again(state: State, heard: Heard, told: Topic | None) -> Direction | None:
    if heard.asked_before is None or heard.question == "none":
        return None
    subject = told.id if told else next((f for f, turn in state.told.items() if turn == heard.asked_before), "")
    return Direction(Answer.AGAIN, subject=subject, reaction="as_said") if subject else None


def _detail(state: State, heard: Heard, role: Role, moved: Moved, told: Topic | None) -> Direction | None:
    subjects = [told.id] if told else []
    subjects += [fact for fact, _ in heard.details if fact in state.told and moved.contingent != "none"]
    if disclosure.alive(state) and (moved.contingent != "none" or heard.has(Kind.PAUSE)):
        subjects.append(state.thread)
    if is_closed(heard) and moved.contingent != "strong":
        return None
    for subject in dict.fromkeys(subjects):
        free = [f for f in role.rules[subject].facets if (subject, f) not in state.details]
        facet = next((f for f in _wanted(heard, subject) if f in free), None)
        if facet:
            return Direction(Answer.DETAIL, subject=subject, facet=facet, because=(Reason("on-thread"),))
    return None


def _offer(state: State, role: Role, moved: Moved, plan: Direction) -> str | None:
    """Give the shallow fact that somebody who feels heard goes on to by themselves, or None.

    When a thread has been talked out, or its motivation is out in the open, they come to what has come up least.
    """
    if plan.disclose or moved.contingent != "strong" or plan.trust < tuning.OFFERS or plan.answer not in _DWELLING:
        return None
    if state.told and state.turn < max(state.told.values()) + tuning.OFFER_REST:
        return None
    subject = plan.subject if plan.subject in role.rules else state.thread
    mine = role.rules[subject].motivation if subject in role.rules else ""
    found = {r.motivation for r in role.rules.values() if r.depth == 3 and r.id in state.told}
    spent = sum(1 for fact, _ in state.details if fact == subject)
    if mine not in found and spent < tuning.DETAILS_MOST:
        return None
    came_up = Counter(role.rules[fact].motivation for fact in state.told)
    free = [
        r
        for r in role.rules.values()
        if r.depth == 1 and r.id not in state.told and r.motivation not in found and disclosure.before_holds(r, state)
    ]
    return min(free, key=lambda r: (not r.motivation, came_up[r.motivation])).id if free else None


def _wanted(heard: Heard, subject: str) -> tuple[str, ...]:
    """Give the follow-ups that would answer, best first: those asked for, those named by their words, then any."""
    named = tuple(facet for fact, facet in heard.details if fact == subject)
    for kind, order in _REFLECTED:
        if heard.has(kind):
            return (*named, *order)
    asked = heard.facets if heard.facets and heard.facets[0] != "what" else ()
    return (*asked, *named, *heard.facets, *_DETAILS)


def _yes_to_please(state: State, heard: Heard) -> Direction:
    told = _told_topic(state, heard)
    if told and told.via == "about":
        return Direction(Answer.AGAIN, subject=told.id, reaction="as_said")
    return Direction(Answer.POLITE_YES)


def _unasked(heard: Heard, moved: Moved) -> Direction:
    if heard.has(Kind.PAUSE):
        return Direction(Answer.PAUSE)
    for kind, answer in _SOCIAL:
        if heard.has(kind):
            return Direction(answer)
    return Direction(Answer.GO_ON if moved.contingent == "strong" else Answer.ASK_BACK)


def _surface(state: State, heard: Heard, role: Role, moved: Moved) -> Direction:
    """Answer a question that opens nothing. Which way depends on the act and the turn, never on what is locked."""
    if is_closed(heard):
        return Direction(Answer.UNSURE)
    if heard.question == "none":
        return Direction(Answer.GO_ON)
    if any(role.rules[fact].depth == 3 for fact in state.told):
        return Direction((Answer.GO_ON, Answer.DEFLECT)[state.turn % 2])  # the surface story is behind them
    if any(t.of == "decoy" for t in heard.topics):
        return Direction(Answer.DECOY)
    offers = heard.question == "open" and not heard.jumps and not heard.has(Kind.HYPOTHETICAL)
    volunteered = [
        r
        for r in role.rules.values()
        if r.depth == 1 and r.id not in state.told and r.trust <= state.trust and disclosure.before_holds(r, state)
    ]
    told_shallow = sum(1 for f in state.told if role.rules[f].depth == 1)
    if volunteered and offers and told_shallow < role.level.volunteers:
        rule = volunteered[0]
        return Direction(Answer.FACT, subject=rule.id, disclose=rule.id, earned=False, because=(Reason("volunteered"),))
    if heard.jumps and moved.contingent == "none":
        return Direction((Answer.ASK_BACK, Answer.DEFLECT, Answer.SURFACE)[state.turn % 3])
    if state.decoys < role.level.decoys and heard.question == "open":
        return Direction(Answer.DECOY)
    return Direction((Answer.SURFACE, Answer.DEFLECT)[state.turn % 2])


def _mood(heard: Heard, moved: Moved, trust: float) -> str:
    if moved.trust < 0 or moved.patience < -0.04 or heard.tone == "pressing":
        return "cool"
    return "warm" if trust >= 0.4 and moved.trust > 0 else "neutral"


def _reaction(state: State, heard: Heard, plan: Direction) -> str:
    """Choose how the answer begins; most answers begin with the answer, and so does one to a silence."""
    if heard.has(Kind.PAUSE):
        return ""
    if plan.answer not in _CARRYING and plan.answer not in (
        Answer.DECOY,
        Answer.SURFACE,
        Answer.DEFLECT,
        Answer.UNSURE,
    ):
        return ""
    if plan.mood == "cool":
        return "edgy" if plan.answer is not Answer.UNSURE or state.turn % 2 else ""
    if heard.has(Kind.LABEL, Kind.SUMMARY, Kind.MIRROR) and plan.contingent == "strong":
        return "heard"
    if plan.mood == "warm" and plan.disclose and state.turn % 2 == 0:
        return "heard"
    return "settling" if plan.answer is not Answer.UNSURE and state.turn % 3 == 1 else ""


def _with_tail(state: State, heard: Heard, role: Role, moved: Moved, plan: Direction) -> Direction:
    shallow = plan.answer is Answer.FACT and plan.disclose is not None and role.rules[plan.disclose].depth == 1
    fits = plan.answer in _CARRYING and (plan.answer is not Answer.FACT or shallow) and not is_closed(heard)
    if fits and moved.trust > 0 and _rested(state, role):
        about = plan.disclose or (plan.subject if plan.subject in role.rules else state.thread)
        if tell := disclosure.tell_for(state, role, moved, plan.trust, about, plan.disclose):
            return replace(plan, hint=tell, tail="tell")
        if offer := _offer(state, role, moved, plan):
            return replace(plan, disclose=offer, tail="offer", because=(*plan.because, Reason("volunteered")))
    if plan.answer in (Answer.SURFACE, Answer.DECOY, Answer.PROFILE, Answer.SMALL_TALK) and state.turn % 4 == 2:
        return replace(plan, tail="aside")
    if plan.answer in (Answer.GREETING, Answer.THANKS) and state.turn % 2 == 0:
        return replace(plan, tail="ask_learner")
    return plan


def _rested(state: State, role: Role) -> bool:
    """Say whether enough turns have passed since the last tell."""
    return all(state.turn - turn >= role.level.tell_rest for turn in state.hinted.values())


def _limits(state: State, heard: Heard, cast: Cast, plan: Direction) -> Direction:
    """End the call where patience or time is out, with a warning turn before."""
    seconds = state.seconds + min(tuning.MOST_SECONDS, 60.0 * heard.words / tuning.WORDS_A_MINUTE)
    if plan.patience <= 0:
        if "warn_patience" in state.warned:
            return replace(
                plan,
                answer=Answer.CLOSE,
                subject="",
                facet="",
                disclose=None,
                hint=None,
                reaction="",
                tail="",
                closing="patience",
            )
        return replace(plan, tail="warn_patience", hint=None, patience=1e-6)
    if state.turn + 1 >= cast.turns or (seconds >= 60.0 * cast.minutes and "warn_time" in state.warned):
        return replace(plan, tail="close_time", hint=None, closing="time")
    if plan.patience < tuning.WARN_PATIENCE and "warn_patience" not in state.warned:
        return replace(plan, tail="warn_patience", hint=None)
    late = state.turn + 1 >= cast.turns - tuning.WARN_TURNS or seconds >= 60.0 * (cast.minutes - tuning.WARN_MINUTES)
    if late and "warn_time" not in state.warned:
        return replace(plan, tail="warn_time", hint=None)
    return plan
