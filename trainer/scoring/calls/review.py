"""Room `scoring`: a recorded call gone through turn by turn: what was good, what was a fault, what to practise next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from trainer.conversation.hearing.heard import Heard, Kind
from trainer.scoring.better import instead_of, telling_words
from trainer.scoring.calls import figures
from trainer.scoring.calls.analyse import Analysis
from trainer.scoring.calls.listening import Listened
from trainer.scoring.calls.technique import Habits, sum_of
from trainer.scoring.habits import NEXT, NOTES, WEAKEST

#: Notes on one call, of which so many at most are on one rule (set): more are not read.
MOST_NOTES, MOST_OF_A_RULE = 24, 4
#: Of these, so many are kept for what was good, if there is that much (set).
KEPT_FOR_GOOD = 8
#: Characters of a turn that are quoted where the whole turn is meant.
QUOTED = 160
#: Turns back, and characters at the end of a line, in which something to ask about is looked for.
BACK, MOST_READ = 7, 2000
#: Closed questions in a row at which they feel like a form (craft; a practice customer minds from there on, too).
IN_A_ROW = 3
#: Points of technique that a fault has to cost to come first, that what is missing has to cost to be worth practising,
#: and unscripted below which listening comes before that (set: a step of a band, half a step, the middle).
GRAVE, WORTH_PRACTISING, READS_A_LIST = 0.5, 0.25, 2.5

#: Rule → what it is and why, the gravest first. Which of several faults of a turn is told, and which ones are left out,
#: follows this order.
FAULTS = {
    "rude": NOTES["rude"],
    "demand": "This is no talk with a customer.",
    "pressure": NOTES["pressure"],
    "pitch": NOTES["pitch"],
    "leading": NOTES["leading"],
    "advice": NOTES["advice"],
    "stuffing": NOTES["stuffing"],
    "parroted": NOTES["parroted"],
    "formula": NOTES["formula"],
    "technique": NOTES["technique"],
    "lead_in": "An echo before a question that has nothing to do with it; it sounds like a technique.",
    "praise": "Praise after praise judges them; what they said goes unheard.",
    "probed": NOTES["probed"],
    "inform": "This tells; the call is for what they know.",
    "inaccurate": "Nothing they had said bears this out; ask instead of telling them.",
    "interrogated": NOTES["interrogated"],
    "hypothetical": NOTES["hypothetical"],
    "repeated": NOTES["repeated"],
    "flood": NOTES["flood"],
    "double_barrelled": NOTES["double_barrelled"],
}
#: Rule → what was good and why, the rarest first.
MERITS = {
    "story": "You asked for something that really happened; reasons show in events.",
    "summary": "A summary of what you had heard; they can put it right.",
    "label": "You named what it seemed to be like; they can put it right.",
    "paraphrase": "You gave back what you had heard; they can put it right.",
    "taken_up": "An open question with their own words in it; it follows them, not a list.",
    "mirror": "A few of their words, given back; it asks for more without a question.",
    "open": "An open question; they choose where it goes.",
}
#: What stands for a device that has worn out, and for a rule that has no better wording of its own.
_WORN = {
    "formula": "formula", "probe": "probed", "copy": "parroted", "label": "technique", "lead-in": "lead_in",
    "praise": "praise", "plea": "demand",
}  # fmt: skip
_BETTER_AS = {"inform": "pitch", "inaccurate": "parroted", "lead_in": "formula", "praise": "technique"}
_GRAVITY = {rule: place for place, rule in enumerate((*FAULTS, *MERITS))}


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the margin of one turn."""

    turn: int
    """Index of the turn in the transcript."""
    rule: str
    """A key of `FAULTS` or `MERITS`."""
    good: bool
    quote: str
    """The words it is about; they stand verbatim in the turn."""
    why: str
    """What it is and why it is good or a fault, in a sentence."""
    better: str = ""
    """What to say instead; empty where it was good."""


@dataclass(frozen=True, slots=True)
class Review:
    """What is worth saying about a call."""

    notes: tuple[Note, ...]
    """At most `MOST_NOTES`, in the order of the call; at most one on a turn."""
    counts: dict[str, int]
    """Rule → turns it was found in, also those without a note."""
    next: str
    """The one thing to practise next."""


def review(analysis: Analysis) -> Review:
    """Go through a call. The same analysis always gives the same review."""
    found = [note for one in _asking(analysis.turns) for note in _of_turn(one, analysis)]
    counts = Counter(note.rule for note in found)
    return Review(tuple(_chosen(found)), dict(counts), next_drill(analysis))


def next_drill(analysis: Analysis) -> str:
    """Give the one thing to practise: the costliest fault; where a list was read, to listen; else what is missing."""
    if analysis.technique is None:
        return "Bring a longer call: a dozen questions show more than a few."
    costs = dict(_costs(analysis.habits))
    closed = [one.heard for one in analysis.turns if one.heard is not None and one.heard.question == "closed"]
    if 2 * sum(heard.has(Kind.LEADING) for heard in closed) >= len(closed):
        costs["interrogated"] = 0.0  # they are closed because they lead
    fault = max((rule for rule in costs if rule in FAULTS), key=costs.__getitem__)
    lack = max((rule for rule in costs if rule not in FAULTS), key=costs.__getitem__)
    if costs[fault] >= GRAVE:
        return _PRACTISE.get(fault) or NEXT[fault]
    if analysis.unscripted is not None and analysis.unscripted < READS_A_LIST:
        return WEAKEST["unscripted"]
    if costs[lack] >= WORTH_PRACTISING:
        return _PRACTISE[lack]
    return "Little to mend. Try half as many words, and let the silences work."


_PRACTISE = {
    "open": "Begin with what or how: let them choose where the answer goes.",
    "back": "Before the next question say what you have heard, in a few words of your own, and wait.",
    "particular": "Ask for the particular: a thing, a day, a person they have named.",
    "talk": "Say less: one short question, then silence.",
    "inform": "Answer a problem with a question; what you know can wait until the end.",
}


def _costs(habits: Habits) -> Iterator[tuple[str, float]]:
    """Give what each habit alone would cost, in points of technique, if all others were as they should be.

    From there, because what is earned is multiplied: beside another fault, one may seem to cost nothing.
    """
    mended = {
        "inform": {"informs": 0.0},
        "pitch": {"sells": 0.0},
        "leading": {"leads": 0.0},
        "double_barrelled": {"doubles": 0.0},
        "interrogated": {"run": 0.0},
        "formula": {"worn": 0.0},
        "open": {"opens": max(habits.opens, figures.OPEN_FULL), "asks": max(habits.asks, figures.ASK_FULL)},
        "back": {
            "gives_back": max(habits.gives_back, figures.BACK_FULL),
            "grounded": max(habits.grounded, figures.GROUNDED_FULL),
        },
        "particular": {"particular": max(habits.particular, figures.PARTICULAR_FULL)},
        "talk": {"words": min(habits.words, figures.WORDS_FINE), "talk": min(habits.talk, figures.TALK_FINE)},
    }
    best = replace(habits, **{name: value for change in mended.values() for name, value in change.items()})
    for rule, change in mended.items():
        yield rule, sum_of(best) - sum_of(replace(best, **{name: getattr(habits, name) for name in change}))


def _asking(turns: Sequence[Listened]) -> list[tuple[Listened, Heard, int, bool]]:
    """Give the interviewer's turns, the closed questions in a row up to each, and whether it opens or ends the call."""
    own = [(one, one.heard) for one in turns if one.heard is not None]
    out, run = [], 0
    for place, (one, heard) in enumerate(own):
        if heard.question != "none":
            run = run + 1 if heard.question == "closed" else 0
        out.append((one, heard, run if heard.question == "closed" else 0, place in (0, len(own) - 1)))
    return out


def _of_turn(said: tuple[Listened, Heard, int, bool], analysis: Analysis) -> list[Note]:
    one, heard, run, at_the_edge = said
    faults = dict(_faults(one, heard, run, at_the_edge, analysis.worn))
    if faults:
        rule = min(faults, key=_GRAVITY.__getitem__)
        better = instead_of(_BETTER_AS.get(rule, rule), _worth_asking(analysis.turns, one))
        return [Note(one.index, rule, False, _quote(one, faults[rule]), FAULTS[rule], better)]
    merits = dict(_merits(one, heard))
    if not merits:
        return []
    rule = min(merits, key=_GRAVITY.__getitem__)
    return [Note(one.index, rule, True, _quote(one, merits[rule]), MERITS[rule])]


def _worth_asking(turns: Sequence[Listened], one: Listened) -> str:
    """Give the customer's last line with something in it to ask about; a nod has nothing."""
    lines = (
        turn.turn.text[-MOST_READ:] for turn in reversed(turns[max(0, one.index - BACK) : one.index]) if not turn.heard
    )
    return next((line for line in lines if telling_words(line)), one.before[-MOST_READ:])


def _faults(
    one: Listened, heard: Heard, run: int, at_the_edge: bool, worn: dict[int, str]
) -> Iterator[tuple[str, str]]:
    for move in heard.moves:
        rule = "inaccurate" if move.accurate is False else move.kind.value
        # Whoever opens or ends a call has to say what it is about.
        if rule in FAULTS and not (rule == "inform" and at_the_edge):
            yield rule, move.quote
    if worn.get(one.index) in _WORN:
        yield _WORN[worn[one.index]], ""
    if run and run % IN_A_ROW == 0:
        yield "interrogated", ""
    if heard.asked_before is not None:
        yield "repeated", ""
    if heard.words > figures.WORDS_FULL:
        yield "flood", ""


def _merits(one: Listened, heard: Heard) -> Iterator[tuple[str, str]]:
    if heard.has(Kind.STORY_PROMPT):
        yield "story", heard.quote(Kind.STORY_PROMPT)
    if heard.reflection in MERITS and not heard.informs:
        moves = (Kind.MIRROR, Kind.LABEL, Kind.PARAPHRASE, Kind.SUMMARY)
        yield heard.reflection, heard.quote(*moves)
    if heard.question == "open" and heard.has(Kind.OPEN_QUESTION):
        yield "taken_up" if heard.taken_up else "open", heard.quote(Kind.OPEN_QUESTION)


def _quote(one: Listened, words: str) -> str:
    """Give words that stand in the turn as they are: those of the label, else how the turn begins."""
    text = one.turn.text
    if words and words in text:
        return words
    if len(text) <= QUOTED:
        return text.strip()
    return text[:QUOTED].rpartition(" ")[0].strip() or text[:QUOTED]


def _chosen(found: list[Note]) -> list[Note]:
    """Choose the notes to show: the gravest faults and the best of the good, not too many of a kind."""
    kept: Counter[str] = Counter()
    faults: list[Note] = []
    good: list[Note] = []
    for note in sorted(found, key=lambda note: (_GRAVITY[note.rule], note.turn)):
        kept[note.rule] += 1
        if kept[note.rule] <= MOST_OF_A_RULE:
            (good if note.good else faults).append(note)
    shown = faults[: MOST_NOTES - min(KEPT_FOR_GOOD, len(good))]
    shown += good[: MOST_NOTES - len(shown)]
    return sorted(shown, key=lambda note: note.turn)
