"""A small cast made by hand, and any utterance and any state that a call can reach with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from trainer.conversation.directing.direct import direct
from trainer.conversation.directing.direction import Direction
from trainer.conversation.directing.state import Cast, Role, Rule, State
from trainer.conversation.hearing.ear import Ear
from trainer.conversation.hearing.hear import hear
from trainer.conversation.hearing.heard import Heard, Kind, Move, Topic

FACETS = ("why", "when", "who", "feeling", "then")


def rule(id: str, depth: int, trust: float = 0.0, motivation: str = "quiet", **given: object) -> Rule:
    base = Rule(id, depth, "push", motivation, trust, (), (), (), FACETS, depth > 1, False)
    return replace(base, **given)  # type: ignore[arg-type]


RULES = (
    rule("kettle", 1),
    rule("stairs", 1, motivation=""),
    rule("window", 1, after=("kettle",)),
    rule("letter", 2, 0.3, after_any=("kettle", "stairs")),
    rule("cellar", 2, 0.35, motivation="pride", after_any=("stairs", "window")),
    rule("attic", 2, 0.4, motivation="pride", after=("kettle",)),
    rule("brother", 3, 0.5, after_any=("letter",)),
    rule("debt", 3, 0.55, motivation="pride", after_any=("cellar", "attic")),
    rule("promise", 3, 0.5, after_any=("letter",), by=("label", "pause")),
)
PROFILE = ("job", "day", "price")
ROLE = Role("ada", {r.id: r for r in RULES}, frozenset(PROFILE), 0.25, 1.0, frozenset({"pitch"}))
CAST = Cast((ROLE,), 25, 20)
START = State.at_start(CAST)

_EAR = Ear({}, frozenset(), frozenset())
_PLAIN = hear("What happened then?", _EAR)


def utterance(*kinds: Kind, **given: object) -> Heard:
    """Give a heard line with these moves; whatever else matters is given by name."""
    base = replace(
        _PLAIN, moves=tuple(Move(kind, kind.value) for kind in kinds), question="none", facets=(), topics=(),
        uptake=0.2, taken_up=(), refers=False, copied=0.0, details=(), skeleton="", asked_before=None, words=8,
        tone="calm", cue_taken=False, jumps=False,
    )  # fmt: skip
    return replace(base, **given)  # type: ignore[arg-type]


def open_question(*topics: Topic, **given: object) -> Heard:
    """Give an open question that takes up a word of theirs."""
    told = {"question": "open", "facets": ("what",), "taken_up": ("lamp",), "uptake": 0.5, "topics": topics, **given}
    return utterance(Kind.OPEN_QUESTION, **told)


def about(fact: str, score: float = 1.0, via: str = "about") -> Topic:
    return Topic("fact", fact, score, via, fact)


def after(state: State, heard: Heard, cast: Cast = CAST) -> tuple[Direction, State]:
    """Give the decision and where it leaves the call."""
    direction = direct(state, heard, cast)
    return direction, state.after(heard, direction, 20.0, cast)


Turn = tuple[State, Heard, Direction, State]


def fold(lines: Iterable[Heard], state: State = START, cast: Cast = CAST) -> list[Turn]:
    """Play lines until the call is closed; give every turn with the states before and after it."""
    turns = []
    for heard in lines:
        if state.ended:
            break
        direction, following = after(state, heard, cast)
        turns.append((state, heard, direction, following))
        state = following
    return turns


_topics = st.one_of(
    st.builds(
        Topic,
        st.just("fact"),
        st.sampled_from([r.id for r in RULES]),
        st.sampled_from((0.15, 0.35, 0.6, 1.2)),
        st.sampled_from(("about", "said", "tell", "line")),
        st.just("words"),
    ),
    st.builds(Topic, st.just("profile"), st.sampled_from(PROFILE), st.just(0.55), st.just("about"), st.just("words")),
    st.builds(Topic, st.just("decoy"), st.just("decoy"), st.just(0.6), st.just("about"), st.just("words")),
)
_asking = st.sampled_from(
    (
        ((), "none"),
        ((Kind.OPEN_QUESTION,), "open"),
        ((Kind.OPEN_QUESTION, Kind.STORY_PROMPT), "open"),
        ((Kind.CLOSED_QUESTION,), "closed"),
        ((Kind.CLOSED_QUESTION, Kind.FOLLOW_UP), "closed"),
        ((Kind.LEADING,), "closed"),
        ((Kind.OPEN_QUESTION, Kind.PROBE), "open"),
        ((Kind.HYPOTHETICAL, Kind.CLOSED_QUESTION), "closed"),
    )
)
_beside = st.lists(st.sampled_from(list(Kind)), max_size=2)
_taking_up = st.sampled_from(((), (), ("lamp",), ("lamp", "door")))


@st.composite
def utterances(draw: st.DrawFn) -> Heard:
    """Draw any utterance, also ones that hearing would hardly give."""
    kinds, question = draw(_asking)
    taken = draw(_taking_up)
    return utterance(
        *kinds,
        *draw(_beside),
        question=question,
        facets=tuple(draw(st.lists(st.sampled_from((*FACETS, "what", "how")), max_size=3, unique=True))),
        topics=tuple(draw(st.lists(_topics, max_size=3))),
        uptake=draw(st.sampled_from((None, 0.0, 0.4, 0.9))),
        taken_up=taken,
        refers=draw(st.booleans()),
        copied=draw(st.sampled_from((0.0, 0.5, 1.0))),
        skeleton=draw(st.sampled_from(("", "what _ then", "you mentioned _ what was that like", "_"))),
        asked_before=draw(st.sampled_from((None, None, None, 1, 3))),
        words=draw(st.sampled_from((0, 1, 6, 15, 40, 400))),
        tone=draw(st.sampled_from(("calm", "pressing", "sorry", "excited", "rude"))),
        cue_taken=draw(st.booleans()),
        jumps=draw(st.booleans()) and not taken,
    )


calls = st.lists(utterances(), max_size=12)


@st.composite
def states(draw: st.DrawFn) -> State:
    """Draw a state as it may be at the beginning, in the middle or late in a call."""
    turn = draw(st.sampled_from((0, 8, 18)))
    told = draw(st.sampled_from(((), ("kettle",), ("kettle", "stairs", "letter"), ("stairs", "cellar", "debt"))))
    hinted = draw(st.sampled_from(((), ("brother",), ("attic", "debt"))))
    return replace(
        START,
        turn=turn,
        trust=draw(st.sampled_from((0.05, 0.25, 0.5, 0.9, 1.0))),
        patience=draw(st.sampled_from((0.02, 0.2, 0.6, 1.0))),
        listened=draw(st.sampled_from((0, 3, 9))),
        told={fact: turn - place for place, fact in enumerate(told)} if turn else {},
        hinted={fact: turn for fact in hinted if fact not in told} if turn else {},
        thread=told[-1] if told and turn else "",
        thread_turn=turn,
        heavy=draw(st.booleans()),
        closed_run=draw(st.sampled_from((0, 2))),
    )
