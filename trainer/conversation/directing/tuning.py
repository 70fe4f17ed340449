"""Room `directing`: every number that steers the director, in one place. Trust is 0 to 1, patience 0 and up.

Sources: the signs follow the practice of customer interviews (open, contingent questions; mirrors and labels used
sparingly: Voss) and what agreed with experts in annotated interviews (information and advice given is *the* fault,
contingency separates good from poor). The sizes were set by playing: depth 2 opens after about three good turns,
depth 3 after about six.
"""

from __future__ import annotations

from trainer.conversation.directing.level import PLAIN, Level
from trainer.conversation.hearing.heard import Kind

# --- trust: gains ------------------------------------------------------------------------------------------------
#: An open or fact-asking question that takes up the customer's own words.
OPEN_CONTINGENT = 0.06
#: The same when it only points back (that, then, why?).
OPEN_POINTING = 0.04
#: More, when it asks for a time that really happened.
STORY = 0.025
#: A first story prompt before there is anything to take up (turns 1 and 2).
STORY_EARLY = 0.03
MIRROR = 0.05
LABEL = 0.07
SUMMARY = 0.06
PARAPHRASE = 0.045
#: Taking up a tell or a gesture.
TELL_TAKEN = 0.04
#: Silence after something that was hard to say; the first PAUSES_HEARD times only.
PAUSE = 0.05
PAUSES_HEARD = 2
APOLOGY = 0.03
#: A closed question that takes up their words; while not one of a barrage.
CLOSED_CONTINGENT = 0.01
#: Most that one turn can bring.
MOST_A_TURN = 0.1

# --- trust: losses -----------------------------------------------------------------------------------------------
LOSSES: dict[Kind, float] = {
    Kind.LEADING: 0.06,
    Kind.PITCH: 0.10,
    Kind.ADVICE: 0.06,
    Kind.PRESSURE: 0.08,
    Kind.RUDE: 0.15,
    Kind.STUFFING: 0.07,
    Kind.DEMAND: 0.06,
    Kind.FLOOD: 0.05,
}
#: From the CLOSED_RUN-th closed question in a row on.
INTERROGATED = 0.05
CLOSED_RUN = 3
#: A mirror or probe once more within its WINDOW turns, or a formula said again and again.
PARROTED = 0.06
PROBED = 0.05
FORMULA = 0.05
#: Jumping elsewhere right after a tell or something deep.
IGNORED = 0.02
#: The persona's `dislikes` weigh this much more.
DISLIKED = 1.5

# --- decay -------------------------------------------------------------------------------------------------------
#: Turns for which a device (mirror, label, probe, summary) is remembered.
WINDOW = 4
#: Each use of the device within the window multiplies its effect by this.
DECAY = 0.45
#: From this many mirrors within the window the customer hears a parrot.
MIRRORS_A_PARROT = 2
#: Echoes before a question that shares nothing else with the answer, within the window, that still count as taking up.
LEAD_INS = 3
#: A mirror of more words than this is a parrot at once.
MIRROR_LONG = 14
#: From this many labels within the window they hear a technique.
LABELS_A_TECHNIQUE = 3
#: Generic probes ("tell me more") in the whole call that are free of cost.
PROBES_FREE = 2
#: The same skeleton this often in the last SKELETONS turns is a formula.
FORMULAS, SKELETONS = 3, 8

# --- patience: costs ---------------------------------------------------------------------------------------------
PATIENCE_COST: dict[Kind, float] = {
    Kind.LEADING: 0.05,
    Kind.PITCH: 0.07,
    Kind.ADVICE: 0.05,
    Kind.PRESSURE: 0.09,
    Kind.RUDE: 0.22,
    Kind.STUFFING: 0.07,
    Kind.DEMAND: 0.06,
    Kind.FLOOD: 0.08,
    Kind.GIBBERISH: 0.05,
    Kind.LANGUAGE: 0.05,
    Kind.TRAINER: 0.03,
}
REPEAT_COST = 0.05
BARRAGE_COST = 0.05
PARROT_COST = 0.06
PROBE_COST = 0.05
JUMP_COST = 0.015
PAUSE_COST = 0.03
#: A turn that listens gives patience back, up to where it started.
PATIENCE_BACK = 0.03
#: Below this the customer says once that they will soon go.
WARN_PATIENCE = 0.25
#: This many turns, or minutes, before the limit they say once that time runs out.
WARN_TURNS, WARN_MINUTES = 3, 2.0

# --- disclosure --------------------------------------------------------------------------------------------------
#: Turns that built on the customer's own words (this one included) before a fact of that depth can open.
#: How much a turn counts towards that: one that only points back counts half.
LISTENS = {"strong": 1.0, "weak": 0.5, "none": 0.0}
#: A device that has worn out costs one such turn.
UNLISTENS = -1.0
LISTENED: dict[int, int] = {1: 0, 2: 2, 3: 5}
#: A thread is alive for this many turns after it was last touched.
THREAD_TURNS = 2
#: A tell is dropped when trust is at most this far below what its fact needs.
TELL_NEAR = 0.2
#: Taking up a tell of depth 2 by its words eases what its fact needs by this much trust and one turn of listening.
TELL_EASES = 0.08
#: A tell stays open for this many turns, and is dropped again after that.
TELL_TURNS = 4
#: How often the surface story is offered unasked in a call.
DECOYS_UNASKED = 3
#: Facts of depth 1 that are given away unasked in a call.
VOLUNTEERS = 2
#: Turns without a tell after one, beside the turn that dropped it.
TELL_REST = 1
#: Details that a fact gives before the talk moves on to the next one unasked.
DETAILS_FIRST = 2
#: Details after which a thread is talked out; trust from which they then go on to something of their own accord; and
#: turns without a new fact before they do.
DETAILS_MOST, OFFERS, OFFER_REST = 3, 0.45, 1
#: A topic must weigh at least this much to be what the question is about.
TOPIC_LEAST = 0.3
#: A topic matched by its own phrases with at least this weight outranks the thread.
TOPIC_STRONG = 0.45
#: Weight of an ordinary question met by its form alone (as hearing weighs it).
ORDINARY = 0.55

# --- two people on one call ---------------------------------------------------------------------------------------
#: How much of what a turn does to trust, patience and listening reaches who hears it said to the other; and who is
#: addressed together with them. Set by playing: a call that never turns to the second person opens nothing deep there.
OVERHEARD, ADDRESSED_TOO = 0.35, 0.6
#: Turns before somebody first puts something in unasked, and between two times.
CHIME_FROM, CHIME_REST = 3, 4

# --- time --------------------------------------------------------------------------------------------------------
#: Words a minute of talk (conversational English, about 150) and seconds of thought in a turn.
WORDS_A_MINUTE = 150.0
THOUGHT_SECONDS = 4.0
#: Seconds of a pause, and the most that one utterance takes.
PAUSE_SECONDS = 6.0
MOST_SECONDS = 100.0

# --- levels ------------------------------------------------------------------------------------------------------
#: From the gentlest to the hardest. `plain` is what the numbers above say, so that sessions from before levels stay as
#: they are. The others were set by letting bots play the whole library (`trainer lab --all --levels`): each step has to
#: cost the skilled bot and one that listens half of the time, and the hardest must stay solvable. Of the depths only 2
#: and 3 have a bar: what lies on the surface needs no trust.
LEVELS: dict[str, Level] = {
    level.name: level
    for level in (
        Level(
            "gentle", -1, "trusts sooner, more hints",
            trust=0.08, patience=1.3, bars={2: -0.04, 3: -0.06}, listened={**LISTENED, 2: 1.5, 3: 4},
            evasions=0, decoys=2, volunteers=3, tell_near=0.26, tell_rest=0, time=1.2,
        ),
        Level(
            PLAIN, 0, "as they were written",
            trust=0.0, patience=1.0, bars={2: 0.0, 3: 0.0}, listened=LISTENED,
            evasions=0, decoys=DECOYS_UNASKED, volunteers=VOLUNTEERS, tell_near=TELL_NEAR, tell_rest=TELL_REST,
            time=1.0,
        ),
        Level(
            "guarded", 1, "slower to trust, evasive",
            trust=-0.04, patience=0.85, bars={2: 0.03, 3: 0.05}, listened={**LISTENED, 2: 2.5, 3: 6},
            evasions=1, decoys=4, volunteers=1, tell_near=0.16, tell_rest=TELL_REST, time=0.98,
        ),
        Level(
            "closed", 2, "trusts late, hints little",
            trust=-0.08, patience=0.7, bars={2: 0.07, 3: 0.1}, listened={**LISTENED, 2: 3.5, 3: 8},
            evasions=2, decoys=5, volunteers=0, tell_near=0.12, tell_rest=TELL_REST, time=0.95,
        ),
    )
}  # fmt: skip
#: Least trust anybody begins with, and most that a fact may need at any level: below, one mistake ends all; above,
#: nobody gets there in a call.
TRUST_LEAST, BAR_MOST = 0.04, 0.85
#: Least patience anybody begins with, above the one at which they warn.
PATIENCE_LEAST = 0.5
