"""Room `practice`: which drills come next. A fold over stored answers by FSRS, the free spaced repetition scheduler.

Nothing here reads a clock or draws a number: the same answers and the same `now` give the same plan.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fsrs import Card, Rating, Scheduler

#: Answers of one drill that its card is folded from; what lies further back moves its next day by nothing that counts,
#: and the fold stays fast after years (20 µs an answer).
FOLDED = 40
#: Answers of a skill by which its weakness is judged.
JUDGED_BY = 12
#: Drills of a daily session: eight at about a minute are the five to ten minutes it may take.
A_DAY = 8
#: Of these so many are kept for what is due, where that much is, so that what was failed comes back.
FOR_DUE = 4
#: A failed drill comes back after this long, so also at the end of the same session.
AGAIN_AFTER = timedelta(minutes=10)
#: Share of drills that shall still be known when they come back (the default of FSRS).
RETENTION = 0.9
#: Days after which a drill comes back at the latest: nobody is to wait for years for a minute's practice (set).
LONGEST = 120
#: Raised when the same answers may be folded otherwise.
FOLD_VERSION = "1"
#: The learner's own moments; they weigh as a skill of their own.
OWN = "own"


@dataclass(frozen=True, slots=True)
class Answered:
    """One stored answer, as the schedule sees it. `at` is aware."""

    drill: str
    at: datetime
    passed: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a drill stands with the learner."""

    tries: int
    passed: bool
    """The last time."""
    last: datetime
    due: datetime
    known: float
    """Chance that it would pass now, 0 to 1, by FSRS."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The session of one day."""

    drills: tuple[str, ...]
    """Ids of those still to do, in order."""
    done: int
    """Different drills answered today."""
    due: int
    """Drills that are due in all, also those for which today has no room."""

    @property
    def finished(self) -> bool:
        """Whether the day's session is done."""
        return not self.drills


@dataclass(frozen=True, slots=True)
class Folded:
    """The answers of one drill, folded. It may be stored to save time (`text_of`), never to be believed over them."""

    tries: int
    """At most `FOLDED`."""
    card: Card
    recent: tuple[tuple[int, bool], ...]
    """Place among all answers, and whether it passed, of the last `JUDGED_BY` ones; the last of them is the last."""


def fold(own: Sequence[tuple[int, datetime, bool]]) -> Folded:
    """Fold the answers of one drill, at least one, oldest first, each as (place among all answers, at, passed)."""
    scheduler, used = _scheduler(), own[-FOLDED:]
    card = Card(card_id=1, due=used[0][1])
    for _, at, passed in used:
        card, _ = scheduler.review_card(card, Rating.Good if passed else Rating.Again, at)
    return Folded(len(used), card, tuple((place, passed) for place, _, passed in used[-JUDGED_BY:]))


def text_of(folded: Folded) -> str:
    """Write folded answers as one line of JSON."""
    data = {"tries": folded.tries, "card": folded.card.to_dict(), "recent": folded.recent}
    return json.dumps(data, separators=(",", ":"), allow_nan=False)


def folded_from(text: str) -> Folded:
    """Read what `text_of` wrote.

    Raises:
        ValueError: it is something else.
    """
    try:
        data = json.loads(text)
        recent = tuple((int(place), bool(passed)) for place, passed in data["recent"])
        card = Card.from_dict(data["card"])
        if not recent or card.last_review is None or card.due.tzinfo is None or card.last_review.tzinfo is None:
            raise ValueError("nothing that was folded")
        return Folded(int(data["tries"]), card, recent)
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("nothing that was folded") from error


def version() -> str:
    """Say how answers are folded here: by which rules of ours and which figures of the scheduler."""
    figures = json.dumps([FOLDED, JUDGED_BY, _scheduler().to_dict()], sort_keys=True)
    return f"{FOLD_VERSION}/{hashlib.sha256(figures.encode()).hexdigest()[:12]}"


def folds(answers: Iterable[Answered]) -> dict[str, Folded]:
    """Fold answers, oldest first, by drill."""
    given: dict[str, list[tuple[int, datetime, bool]]] = defaultdict(list)
    for place, answer in enumerate(answers):
        given[answer.drill].append((place, answer.at, answer.passed))
    return {drill: fold(own) for drill, own in given.items()}


def standings(folded: Mapping[str, Folded], now: datetime) -> dict[str, Standing]:
    """Say how each drill stands at `now`."""
    scheduler, out = _scheduler(), {}
    for drill, one in folded.items():
        last = one.card.last_review or one.card.due
        known = scheduler.get_card_retrievability(one.card, max(now, last))
        out[drill] = Standing(one.tries, one.recent[-1][1], last, one.card.due, round(float(known), 4))
    return out


def weakness(skills: Mapping[str, str], folded: Mapping[str, Folded]) -> dict[str, float]:
    """Give each skill (the values of drill → skill) the chance of failing it, 0 to 1, by its last answers.

    One failure and one pass are added to each, so that a skill that was never tried stands in the middle.
    """
    given: dict[str, list[tuple[int, bool]]] = {skill: [] for skill in skills.values()}
    for drill, one in folded.items():
        if drill in skills:
            given[skills[drill]] += one.recent
    last = {skill: [passed for _, passed in sorted(own)[-JUDGED_BY:]] for skill, own in given.items()}
    return {skill: (own.count(False) + 1) / (len(own) + 2) for skill, own in last.items()}


def plan(skills: Mapping[str, str], standing: Mapping[str, Standing], weak: Mapping[str, float], now: datetime) -> Plan:
    """Plan the session of the day of `now` (in its time zone). `skills`: drill → skill, in the order of the library;
    `standing` and `weak` as `standings` and `weakness` give them.

    Skills take turns, the weakest first; of each what is due comes first, what is least known before the rest, then
    what is new. What was answered today comes back only where it failed and its time has come.
    """
    stand = {drill: one for drill, one in standing.items() if drill in skills}
    today = now.date()
    done = {drill for drill, one in stand.items() if _day(one.last, now) == today}
    due = [drill for drill, one in stand.items() if one.due <= now and (drill not in done or not one.passed)]
    due.sort(key=lambda drill: (stand[drill].known, drill))
    fresh = [drill for drill in skills if drill not in stand]
    waiting = [drill for drill in due if drill not in done]
    room = max(0, A_DAY - len(done))
    new = room - min(len(waiting), FOR_DUE, room)
    # An own moment is practised while it is remembered: before the skills.
    order = sorted(weak, key=lambda skill: (skill != OWN, -weak[skill], list(weak).index(skill)))
    again = [drill for drill in due if drill in done]
    chosen = _in_turns(order, skills, waiting, fresh, room, new)
    return Plan((*chosen, *again), len(done), len(due))


def streak(days: Iterable[date], today: date) -> int:
    """Count the days in a row with an answer, up to today, or to yesterday where today is still to come."""
    known = set(days)
    day = today if today in known else today - timedelta(days=1)
    count = 0
    while day in known:
        count, day = count + 1, day - timedelta(days=1)
    return count


def _in_turns(
    order: Sequence[str], skills: Mapping[str, str], due: Sequence[str], fresh: Sequence[str], room: int, new: int
) -> list[str]:
    """Take one drill of each skill in turn until there is no room or nothing left."""
    waiting = {skill: [drill for drill in due if skills[drill] == skill] for skill in order}
    unseen = {skill: [drill for drill in fresh if skills[drill] == skill] for skill in order}
    chosen: list[str] = []
    while len(chosen) < room and (any(waiting.values()) or (new > 0 and any(unseen.values()))):
        for skill in order:
            if len(chosen) == room:
                break
            if waiting[skill]:
                chosen.append(waiting[skill].pop(0))
            elif new > 0 and unseen[skill]:
                new -= 1
                chosen.append(unseen[skill].pop(0))
    return chosen


def _day(at: datetime, now: datetime) -> date:
    return at.astimezone(now.tzinfo).date()


def _scheduler() -> Scheduler:
    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=(AGAIN_AFTER,),
        relearning_steps=(AGAIN_AFTER,),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )
