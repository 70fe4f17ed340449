"""Room `practice`, drills: answers that ask. Open, one at a time, about one real time, on what was said."""

from __future__ import annotations

import re
from collections.abc import Callable

from trainer.conversation.hearing.ear import Ear
from trainer.conversation.hearing.hear import hear
from trainer.conversation.hearing.heard import Kind
from trainer.conversation.hearing.ordinary import STOCK_QUESTIONS, ordinary_in
from trainer.conversation.hearing.questions import Question, inverted
from trainer.conversation.hearing.reflections import MIRROR_WORDS, copied_share
from trainer.conversation.hearing.segments import Unit
from trainer.language.likeness import on_list
from trainer.language.text import is_content, is_specific, stem, stems_of, tokens
from trainer.practice.drills import brought, cues, suggested, taken, threads, wishes
from trainer.practice.drills.answer import Answer
from trainer.practice.drills.doubling import doubles, other_half
from trainer.practice.drills.reasons import RIGHT
from trainer.practice.drills.verdict import Found

#: Words of any talk: that two lines share them ties neither to the other.
_ANYWHERE = frozenset(
    map(
        stem,
        (
            "use",
            "like",
            "work",
            "time",
            "day",
            "need",
            "good",
            "problem",
            "help",
            "love",
            "way",
            "best",
            "most",
            "system",
            "product",
            "people",
            "customer",
            "feel",
            "change",
            "year",
            "find",
        ),
    )
)
#: Question words that ask nothing by themselves; "why?" does.
_BARE = frozenset(("what", "how", "which", "who", "where", "when", "and", "so", "huh", "eh", "then"))
#: Words of a statement that puts words into somebody's mouth; fewer only echo.
STATED = 4
#: Telling words that nobody has said, from which an answer is about something else (set).
NEW_WORDS = 2
#: Letters with which two stems must begin alike to be akin.
ALIKE = 4
#: Ordinary questions that lead away from whatever was said.
_ELSEWHERE = {"job", "team", "price", "recommend", "feature", "wish", "tools", "home", "age", "hobby", "future"}
#: Stock questions, without those that follow up on anything.
_FOLLOWS = ("last time you", "important to you", "an example", "make you feel", "anything else", "did you use before")
_LIST = tuple(question for question in STOCK_QUESTIONS if not any(words in question for words in _FOLLOWS))

Check = Callable[[Answer], Found | None]


def first(answer: Answer, *checks: Check) -> Found | None:
    """Give what the first check finds."""
    return next((found for check in checks if (found := check(answer))), None)


def brings(answer: Answer) -> Found | None:
    """Find what is brought in instead of asking: a pitch, advice, pressure."""
    for kind, reason in ((Kind.PRESSURE, "pressure"), (Kind.PITCH, "pitch"), (Kind.ADVICE, "advice")):
        if answer.heard.has(kind):
            quote = answer.quote(kind)
            imagined = kind is Kind.PITCH and answer.asked and cues.SUPPOSES.match(quote.lower())
            return Found("hypothetical" if imagined else reason, quote)
    if found := brought.advised(answer):
        return found
    if quote := suggested.suggests(answer):
        return Found("advice", quote)
    if quote := answer.match(cues.WHY_NOT_THIS):
        return Found("advice", quote)
    if answer.asked:
        return None
    patterns = [(cues.TELLS_TO, "advice"), (cues.SELLS, "pitch"), (cues.OFFERS, "pitch")]
    if not _must_said(answer):
        patterns.append((cues.MUST, "advice"))
    found = next((Found(reason, quote) for pattern, reason in patterns if (quote := answer.match(pattern))), None)
    return found or brought.pitched(answer)


def _must_said(answer: Answer) -> bool:
    """Say whether the customer spoke of what they must or should not; then it is given back."""
    return any(re.search(r"\b(?:must|should|ought)", line, re.I) for line in answer.item.customer)


def leads(answer: Answer) -> Found | None:
    """Find an answer carried in a question, also in an open one ("how great was it")."""
    echoes = [unit.text for unit, q in answer.asked[:-1] if taken.echoes(answer, unit, q)]
    if answer.heard.has(Kind.LEADING) and answer.quote(Kind.LEADING) not in echoes:
        return Found("leading", answer.quote(Kind.LEADING))
    if found := cues.GUESSES.search(answer.text.lower()):
        return Found("leading", answer.text[found.start() : found.end()])
    for unit, q in answer.asked:
        if unit.text in echoes:
            continue
        if cues.NOT_FIRST.match(unit.line) or _puts_words(answer, unit, q):
            return Found("leading", unit.text)
    if found := cues.SUPPOSED.search(answer.text.lower()):
        return Found("leading", answer.text[found.start() + 1 : found.end()].strip())
    for pattern in (cues.JUDGING, cues.SO):
        if found := pattern.search(answer.line):
            word = next(group for group in found.groups() if group)
            if not any(word in line.lower() for line in answer.item.customer):
                return Found("leading", answer.match(pattern))
    return None


def _puts_words(answer: Answer, unit: Unit, q: Question) -> bool:
    """Say whether a statement with a question mark says what the customer never did ("so it is too slow for you?")."""
    if q.form != "closed" or inverted(unit.line) or len(unit.words) < STATED or answer.heard.reflection == "mirror":
        return False
    if cues.ASKS_LATE.search(answer.text.lower()):
        return False
    own = {stem(word) for word in unit.words}
    theirs = frozenset().union(*map(stems_of, answer.item.customer))
    return any(is_content(s) and s not in theirs for s in own) and bool(cues.STATES.match(unit.line))


def imagines(answer: Answer) -> Found | None:
    """Find a question about an imagined case."""
    asked_politely = any(cues.PLEASE.match(unit.line) and q.form == "open" for unit, q in answer.asked)
    if asked_politely or cues.BESIDE.search(answer.line):
        return None
    if answer.heard.has(Kind.HYPOTHETICAL):
        return Found("hypothetical", answer.quote(Kind.HYPOTHETICAL))
    for unit, _ in answer.units:
        if cues.IMAGINES.search(unit.line):
            return Found("hypothetical", unit.text)
    return brought.imagined(answer)


def asks(answer: Answer) -> Found | None:
    """Find that nothing is asked, and what is said instead."""
    return None if answer.asked else brought.told(answer) or Found("no-question", answer.text[:80])


def opens(answer: Answer) -> Found | None:
    """Find that a yes, a no or one fact would answer."""
    if answer.asked and all(cues.DEGREE.match(unit.line) for unit, _ in answer.asked):
        return Found("closed", answer.asked[-1][0].text)
    if answer.heard.question == "open" or any(q.form == "open" and not q.leading for _, q in answer.asked):
        return None
    if any(cues.ALONG.search(unit.line) or cues.WHY_LAST.search(unit.line) for unit, _ in answer.asked):
        return None
    if cues.ASKS_ON.search(answer.line) and not any(q.leading for _, q in answer.asked):
        return None
    unit = answer.asked[-1][0] if answer.asked else None
    if unit and cues.FOR_WHOM.match(unit.line):
        return None
    if unit and cues.ASKS_LATE.search(answer.text.lower()) and not inverted(unit.line):
        return None
    return Found("closed", unit.text if unit else answer.text[:80])


def stays(answer: Answer) -> Found | None:
    """Find that the answer leaves what the talk is about for a question off a list, or for words nobody has said.

    One new word may be another name for what was said; two that nothing ties to it are another subject.
    """
    mine = {word.stem for word in answer.words if is_specific(word.stem)}
    item = answer.item
    texts = (*item.customer, item.line or "", *item.about)
    known = frozenset().union(*map(stems_of, texts))
    # A word that stands for others elsewhere ("paged", a web page) is compared as it was written, too.
    written = {stem(word.word) for word in answer.words if is_specific(word.stem)}
    if _akin(written, frozenset(stem(token.word) for text in texts for token in tokens(text))):
        return None
    line = {s for s in stems_of(item.line or "") if is_content(s)}
    everyday = frozenset().union(*map(stems_of, item.customer)) - _ANYWHERE
    if _akin(mine, known) or answer.heard.taken_up or answer.stems & (line | everyday) or taken.run(answer):
        return None
    if cues.REFERS_BACK.search(answer.line):
        return None
    if len(answer.words) <= STATED and all(w.word in _BARE or w.stem in mine for w in answer.words):
        return Found("off", answer.text[:80])  # "what?"
    if _listed(answer):
        return Found("off", answer.text[:80])
    # The situation says what is at hand, so a stock question in its words is still off a list.
    if _akin(mine, stems_of(item.situation or "")):
        return None
    pointed = answer.heard.refers or "one" in answer.line.split()
    return Found("off", answer.text[:80]) if len(mine) >= NEW_WORDS and not pointed else None


def _listed(answer: Answer) -> bool:
    """Say whether the answer asks what stands on any list of questions, about the product or the person."""
    return bool(on_list([answer.text], _LIST)) or any(name in _ELSEWHERE for name, _ in ordinary_in(answer.line))


def _akin(mine: set[str], known: frozenset[str]) -> bool:
    """Say whether a stem was said, or begins like one that was ("dropout", "drop")."""
    return any(
        one == other
        or (min(len(one), len(other)) >= ALIKE and one.startswith(other[: len(one)]) and other[:ALIKE] == one[:ALIKE])
        for one in mine
        for other in known
        if is_specific(other)
    )


def opened(answer: Answer) -> Found:
    """Judge a closed or leading question said as an open one."""
    found = first(answer, brings, leads, imagines, doubles, asks, opens, stays)
    return found or Found(RIGHT, _opening(answer))


def one_of_two(answer: Answer) -> Found:
    """Judge one half of a double-barrelled question: no more closed than the question it is taken from."""
    whole = hear(answer.item.line or "", Ear({}, frozenset(), frozenset(), answer.ear.said[-1:]))
    found = first(answer, brings, doubles, leads, imagines, asks, other_half)
    halves = {q.form for _, q in Answer(answer.item.line or "", answer.item).units}
    if not found and "closed" not in halves and all(q.form == "closed" for _, q in answer.asked):
        found = opens(answer)
    if not found and whole.question == "open" and not any(q.form in ("open", "wh") for _, q in answer.asked):
        found = opens(answer)
    return found or stays(answer) or Found(RIGHT, _opening(answer))


def last_time(answer: Answer) -> Found:
    """Judge a question about one time that happened, in place of one about an imagined case."""
    found = first(answer, brings, leads, imagines, doubles, asks)
    if found:
        return found
    once, general = cues.ONE_TIME.search(answer.line), cues.GENERAL.search(answer.line)
    if general and not (once and general.start() > once.start() and general.group() != "ever"):
        ever = general.group() == "ever" and all(inverted(unit.line) for unit, _ in answer.asked)
        return Found(
            "closed" if ever else "general", answer.match(cues.GENERAL) if not ever else answer.asked[-1][0].text
        )
    told_on = cues.ALONG.search(answer.line) or cues.AND_WHY.match(answer.line)
    invites = bool(told_on) or any(cues.RECALLS.match(unit.line) for unit, _ in answer.asked)
    if all(q.form == "closed" for _, q in answer.asked) and not invites:
        return Found("closed", answer.asked[-1][0].text)
    if not once and not cues.PAST.search(answer.line):
        return Found("general", answer.asked[-1][0].text)
    return stays(answer) or Found(RIGHT, answer.match(cues.ONE_TIME) or _opening(answer))


def follows(answer: Answer) -> Found:
    """Judge an open question that takes up a word of the customer's last line."""
    found = first(answer, brings, leads, imagines, doubles)
    if found:
        return found
    if cues.GENERIC.match(answer.line) and (cues.TELL_ON.search(answer.line) or not _taken(answer)):
        return Found("generic", answer.text[:80])
    if cues.MARKETING.search(answer.line) or (cues.REST.search(answer.line) and _taken(answer)):
        return Found("off", answer.text[:80])
    short = _mirrors(answer)
    who = _taken(answer) and any(q.form == "wh" and cues.WHO.match(unit.line) for unit, q in answer.asked)
    if found := None if short or who or _one_time(answer) else asks(answer) or opens(answer):
        return found
    if _taken(answer):
        return Found(RIGHT, answer.text[:80] if short else _opening(answer))
    return Found("off" if _listed(answer) or stays(answer) else "generic", answer.text[:80])


def right_thread(answer: Answer) -> Found:
    """Judge a question, or a few words given back, that follows the thread worth following, and that alone."""
    found = first(answer, brings, leads, imagines)
    if found:
        return found
    if not answer.asked and not _mirrors(answer) and (found := brought.told(answer)):
        return found
    right = next(thread for thread in answer.item.threads if thread.follow)
    touched = threads.touched(answer)
    if len(touched) > 1 and (len(touched) == len(answer.item.threads) or right not in touched or _joins(answer)):
        return Found("all-threads", answer.text[:80])
    if touched and right not in touched:
        return Found("other-thread", answer.text[:80], touched[0].why)
    if not touched:
        return _lost(answer)
    found = doubles(answer) or (None if _mirrors(answer) or _story(answer) else asks(answer) or opens(answer))
    return found or Found(RIGHT, answer.text[:80], right.why)


def _lost(answer: Answer) -> Found:
    """Give what is wrong with an answer that touches none of the threads."""
    if cues.GENERIC.match(answer.line):
        return Found("no-thread", answer.text[:80])
    if answer.heard.taken_up:
        return Found("other-thread", answer.text[:80])
    return stays(answer) or Found("no-thread", answer.text[:80])


def behind_the_wish(answer: Answer) -> Found:
    """Judge the answer to a wish for a feature: an open question after what is behind it, and nothing promised."""
    imagined = None if wishes.asks_what_for(answer) or wishes.asks_purpose(answer) else imagines(answer)
    found = first(answer, wishes.promises, wishes.refuses, wishes.answers, brings, wishes.designs, leads)
    found = found or imagined or first(answer, doubles, asks)
    if found:
        return found
    found = None if _story(answer) else opens(answer)
    purpose = wishes.asks_what_for(answer)
    listed = on_list([answer.text], _LIST) and not (answer.heard.taken_up or purpose)
    bare = all(word.word in _BARE for word in answer.words)
    at_hand = {"it", "that", "this", "now", "today"} & {word.word for word in answer.words}
    chat = answer.heard.has(Kind.SMALL_TALK) and not answer.heard.taken_up and not at_hand
    return found or (Found("off", answer.text[:80]) if listed or bare or chat else Found(RIGHT, _opening(answer)))


def _story(answer: Answer) -> bool:
    """Say whether the answer asks for the story by a question that is not open in form."""
    once = bool(cues.ONE_TIME.search(answer.line))
    return any(_tells(unit, q, once) for unit, q in answer.asked)


def _tells(unit: Unit, q: Question, once: bool) -> bool:
    """Say whether a question that is not open still asks for the story: who or where, or about one time."""
    opening = cues.WHO_OR_WHERE.match(unit.line) or cues.IN_MIND.match(unit.line)
    return (q.form == "wh" and (once or bool(opening))) or (once and bool(cues.RECALLS.match(unit.line)))


def _mirrors(answer: Answer) -> bool:
    """Say whether the answer is a few of their words given back, which asks by its tone."""
    theirs = answer.ear.last_all_stems
    whole = copied_share(answer.words, answer.ear) == 1.0
    few = len(answer.words) <= MIRROR_WORDS and (whole or all(q.form not in ("open", "wh") for _, q in answer.units))
    said = all(word.stem in theirs for word in answer.words if is_content(word.stem))
    return few and said and not any(inverted(unit.line) for unit, _ in answer.units)


def _one_time(answer: Answer) -> bool:
    """Say whether a fact is asked for that opens a story ("when did you last …")."""
    once = cues.ONE_TIME.search(answer.line)
    return once is not None and any(q.form == "wh" or cues.RECALLS.match(u.line) for u, q in answer.asked)


def _opening(answer: Answer) -> str:
    """Give the words of the question that makes the answer pass."""
    for unit, q in answer.asked:
        if q.form == "open":
            return unit.text
    return answer.asked[-1][0].text if answer.asked else answer.text[:80]


def _taken(answer: Answer) -> bool:
    """Say whether a word of meaning of the customer's last line is in the answer; of a few words, any content word."""
    last = answer.ear.last_stems
    telling = {s for s in last if is_specific(s)}
    everyday = {s for s in last if is_content(s)} - telling
    few = len(answer.stems & everyday) >= (2 if telling else 1)
    said = few or _akin({s for s in answer.stems if is_specific(s)}, frozenset(telling))
    return said or taken.run(answer) or taken.points(answer) or taken.verb(answer)


def _joins(answer: Answer) -> bool:
    """Say whether the answer joins its topics ("the prices and the drawer")."""
    return bool(re.search(r"\b(?:and|or|as well as|also|both)\b", answer.line))
