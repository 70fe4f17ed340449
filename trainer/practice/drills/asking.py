"""Room `practice`, drills: answers that ask. Open, one at a time, about one real time, on what was said."""

from __future__ import annotations

import re
from collections.abc import Callable

from trainer.conversation.hearing.ear import Ear
from trainer.conversation.hearing.hear import hear
from trainer.conversation.hearing.heard import Kind
from trainer.conversation.hearing.ordinary import STOCK_QUESTIONS, ordinary_in
from trainer.conversation.hearing.questions import inverted, several
from trainer.language.likeness import on_list
from trainer.language.text import is_content, is_specific, stem, stems_of
from trainer.practice.drills import wishes
from trainer.practice.drills.answer import Answer
from trainer.practice.drills.reasons import RIGHT
from trainer.practice.drills.verdict import Found

#: Words that judge; an open question with one that the customer never said carries its answer ("how great was it").
_JUDGING = re.compile(
    r"\bhow (?:\w+ )?(?P<one>great|good|bad|awful|terrible|annoying|frustrating|useful|helpful|easy|hard|difficult|nice"
    r"|happy|unhappy|satisfied|excited|valuable|painful|amazing|confusing|stressful|slow|fast) (?:is|was|are|were|do|did)\b"
    r"|\b(?:so|such|much) (?P<two>great|good|bad|awful|terrible|annoying|frustrating|useful|helpful|easy|hard|difficult"
    r"|better|worse|nice|amazing|confusing|stressful|slow|painful|valuable)\b"
    r"|\bwhy (?:do|did|does|would) (?:you|they|he|she|it) (?:\w+ )?(?P<three>love|hate|like|dislike|prefer|enjoy)\b"
    r"|\bwhat (?:do|did|is it) (?:\w+ ){0,2}(?:you )?(?P<four>love|hate)\b"
)
#: "Wouldn't scanning be easier?"
_NOT_FIRST = re.compile(
    r"^(?:(?:and|but|so|well|oh) )*(?:wouldn|couldn|shouldn|isn|aren|wasn|weren|don|doesn|didn|haven|hasn|won|can)(?:'t|t) (?!you (?:mind|tell)\b)\w+"
)
_TWO_WAYS = re.compile(
    r"\b(?:what|how|why|when|where|who|which) (?:and|or) (?:what|how|why|when|where|who|which|for how long)\b"
    r"|(?:\S+ ){2}(?:and|or|plus) (?:also )?(?:what|how|why|when|where|who|which|whether|if|did|do|does|was|were|is|are|would|will|could|have|has)\b"
    r"(?! (?:about it|that)\b)"
)
#: Nobody has asked two things by "what happened and what did it look like": one wants the same told on.
_ALONG = re.compile(r"\b(?:and then what|and what (?:happened|then)|and what was that like|and how (?:so|come))\b")
_GENERAL = re.compile(
    r"\b(?:usual|usually|normal|normally|typical|typically|generally|in general|always|often|how often|ever|regularly"
    r"|on average|tend to|most of the time|every (?:day|week|time|month)|each (?:day|week|time|month)|these days|sometimes)\b"
)
_ONE_TIME = re.compile(
    r"\b(?:last|latest|most recent|most recently|recent|previous|yesterday|this morning|earlier today|today|that (?:day|night|morning|evening|week"
    r"|time|afternoon|moment|one)|the other (?:day|week|night)|(?:the|a|one|that|any|some) (?:(?:real|recent|specific|particular|concrete|actual|single) )?(?:time|day|night|morning|evening|week|moment"
    r"|occasion|case|instance|example|episode|situation) (?:when|where|that|you|it|of|in|like|this)|(?:an?|one|some) (?:real|recent|specific|particular|concrete|actual) \w+|one time|(?:an?|one) example"
    r"|for (?:instance|example)|first time|when was|when did|back to|think of (?:a|the|one)|remember (?:a|the|one)|recall (?:a|the|one)"
    r"|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|walk me through (?:the|that|a|one|your last))\b"
)
_PAST = re.compile(r"\b(?:did|was|were|happened|went|had|made|brought|led|came|got|made|kept|stopped|been)\b")
_RECALLS = re.compile(
    r"^(?:\w+ ){0,3}(?:can|could|do|would|may|might) (?:you|i|we) (?:\w+ ){0,2}(?:remember|recall|think of|think back|describe|tell|walk|talk|take|give|share|show|go back|ask|hear)\b"
)
#: After "when did it last happen" this only asks to tell on.
_TOLD_ON = re.compile(
    r"\b(?:what (?:happened|did (?:you|they|he|she) do|went (?:on|wrong|through)|came (?:next|of)|was (?:it|that) like|were you)|how did (?:it|that|you|they|things) (?:\w+ )?(?:go|end|turn|come|happen|start|deal|handle|cope|find|notice|react|solve|fix|feel|manage|sort)|walk me|tell me|talk me|take me|describe)\b"
)
#: In a line that asks nothing.
_TELLS_TO = re.compile(
    r"\byou (?:really |just |simply )?(?:can|could|should|might|don't|do not|won't|dont)(?: (?:also|always|just|simply|easily|even|have to|need to|want to))* "
    r"(?:need|have to|turn|switch|change|set|use|export|print|ask|call|go|try|find|click|press|open|do|get|buy|move|put|stop|start|skip|scan|copy|mute|write|send|download|install)\b"
)
#: In a line that asks nothing, where the customer said nothing like it.
_MUST = re.compile(r"\byou (?:really )?(?:mustn't|must not|mustnt|shouldn't|should not|oughtn't|ought not)\b")
_WHY_NOT_THIS = re.compile(r"^(?:(?:and|but|so|well) )*why (?:don't|dont|not) (?:you )?\w+ .*\binstead\b")
#: In a line that asks nothing: what we could make of it.
_OFFERS = re.compile(
    r"\bwe(?:'ll| will| can| could|'re going to| might)? (?:\w+ ){0,2}(?:make|build|add|put|give you|get you|fix|send you|change)\b"
)
_GENERIC = re.compile(
    r"^(?:(?:so|and|ok|okay|oh|please|interesting|well|i see|fair enough|got it|right|sure|good|great|fine|cool|ha|yes|yeah|thanks) )*(?:(?:can|could|would|will) you )?(?:please )?(?:just )?(?:tell me (?:\w+ )?more|say (?:\w+ )?more|go on|why|how so|how come|elaborate|expand|explain|what else|anything else|and then|what do you mean|how do you feel|what do you think)"
    r"(?: (?:about|on|by|of))?(?: all)?(?: (?:that|this|it))?(?: please)?$"
)

#: Telling words that nobody has said, from which an answer is about something else (set).
NEW_WORDS = 2
#: Letters with which two stems must begin alike to be akin.
ALIKE = 4
#: Ordinary questions that ask about what is at hand, whatever that is.
_IN_PLACE = {
    "last-time",
    "how-often",
    "first-time",
    "problem",
    "decide",
    "day",
    "week",
    "goal",
    "others",
    "how-long",
    "dislikes",
    "likes",
}

Check = Callable[[Answer], Found | None]


def first(answer: Answer, *checks: Check) -> Found | None:
    """Give what the first check finds."""
    return next((found for check in checks if (found := check(answer))), None)


def brings(answer: Answer) -> Found | None:
    """Find what is brought in instead of asking: a pitch, advice, pressure."""
    for kind, reason in ((Kind.PRESSURE, "pressure"), (Kind.PITCH, "pitch"), (Kind.ADVICE, "advice")):
        if answer.heard.has(kind):
            return Found(reason, answer.quote(kind))
    if quote := answer.match(_WHY_NOT_THIS):
        return Found("advice", quote)
    if all(q.form == "none" for _, q in answer.units):
        if quote := answer.match(_TELLS_TO) or (answer.match(_MUST) if not _must_said(answer) else ""):
            return Found("advice", quote)
        if quote := answer.match(_OFFERS):
            return Found("pitch", quote)
    return None


def _must_said(answer: Answer) -> bool:
    """Say whether the customer spoke of what they must or should not; then it is given back."""
    return any(re.search(r"\b(?:must|should|ought)", line, re.I) for line in answer.item.customer)


def leads(answer: Answer) -> Found | None:
    """Find an answer carried in a question, also in an open one ("how great was it")."""
    if answer.heard.has(Kind.LEADING):
        return Found("leading", answer.quote(Kind.LEADING))
    for unit, _ in answer.asked:
        if _NOT_FIRST.match(unit.line):
            return Found("leading", unit.text)
    found = _JUDGING.search(answer.line)
    if not found:
        return None
    word = next(group for group in found.groups() if group)
    theirs = frozenset().union(*map(stems_of, answer.item.customer))
    said = stem(word) in theirs or any(word in line.lower() for line in answer.item.customer)
    return None if said else Found("leading", answer.match(_JUDGING))


def imagines(answer: Answer) -> Found | None:
    """Find a question about an imagined case."""
    return Found("hypothetical", answer.quote(Kind.HYPOTHETICAL)) if answer.heard.has(Kind.HYPOTHETICAL) else None


def doubles(answer: Answer) -> Found | None:
    """Find two questions in one answer, also in one sentence ("what did you do and how did they take it")."""
    if one_story(answer):
        return None
    if answer.heard.has(Kind.DOUBLE_BARRELLED):
        return Found("double", answer.quote(Kind.DOUBLE_BARRELLED))
    for unit, q in answer.asked:
        joined = _TWO_WAYS.search(unit.line)
        if joined and not _ALONG.search(unit.line) and (q.form != "none" or several(unit.line)):
            return Found("double", unit.text)
    return None


def one_story(answer: Answer) -> bool:
    """Say whether two questions ask for one story: when it last happened, and what happened then."""
    lines = re.split(r"[?.!]+| (?:and|or) (?=(?:what|how)\b)", answer.text.lower())
    lines = [line for line in lines if line.strip()]
    told = [line for line in lines if _TOLD_ON.search(line)]
    return len(lines) <= 3 and bool(_ONE_TIME.search(answer.line)) and len(lines) - len(told) <= 1 + (len(lines) > 2)


def asks(answer: Answer) -> Found | None:
    """Find that nothing is asked. A few words given back ask too, by their tone."""
    return None if answer.asked else Found("no-question", answer.text[:80])


def opens(answer: Answer) -> Found | None:
    """Find that a yes, a no or one fact would answer."""
    if answer.heard.question == "open" or any(q.form == "open" and not q.leading for _, q in answer.asked):
        return None
    unit = answer.asked[-1][0] if answer.asked else None
    return Found("closed", unit.text if unit else answer.text[:80])


def stays(answer: Answer) -> Found | None:
    """Find that the answer leaves what the talk is about for a question off a list, or for words nobody has said.

    One new word may be another name for what was said; two that nothing ties to it are another subject.
    """
    mine = {word.stem for word in answer.words if is_specific(word.stem)}
    item = answer.item
    known = frozenset().union(*map(stems_of, (*item.customer, item.line or "", item.situation or "", *item.about)))
    line = {s for s in stems_of(item.line or "") if is_content(s)}
    if _akin(mine, known) or answer.heard.taken_up or answer.stems & line:
        return None
    listed = bool(on_list([answer.text], STOCK_QUESTIONS)) or bool(_elsewhere(answer))
    pointed = answer.heard.refers or "one" in answer.line.split()
    if listed or (len(mine) >= NEW_WORDS and not pointed):
        return Found("off", answer.text[:80])
    return None


def _elsewhere(answer: Answer) -> set[str]:
    """Give the ordinary questions of any interview that the answer asks and that have no place in every drill."""
    return {name for name, _ in ordinary_in(answer.line)} - _IN_PLACE


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
    found = first(answer, brings, doubles, leads, imagines, asks)
    if not found and whole.question == "open" and not any(q.form in ("open", "wh") for _, q in answer.asked):
        found = opens(answer)
    return found or stays(answer) or Found(RIGHT, _opening(answer))


def last_time(answer: Answer) -> Found:
    """Judge a question about one time that happened, in place of one about an imagined case."""
    found = first(answer, brings, leads, imagines, doubles, asks)
    if found:
        return found
    once, general = _ONE_TIME.search(answer.line), _GENERAL.search(answer.line)
    if general and not (once and general.start() > once.start() and general.group() != "ever"):
        ever = general.group() == "ever" and all(inverted(unit.line) for unit, _ in answer.asked)
        return Found("closed" if ever else "general", answer.match(_GENERAL) if not ever else answer.asked[-1][0].text)
    invites = any(_RECALLS.match(unit.line) for unit, _ in answer.asked)
    if all(q.form == "closed" for _, q in answer.asked) and not invites:
        return Found("closed", answer.asked[-1][0].text)
    if not once and not _PAST.search(answer.line):
        return Found("general", answer.asked[-1][0].text)
    return stays(answer) or Found(RIGHT, answer.match(_ONE_TIME) or _opening(answer))


def follows(answer: Answer) -> Found:
    """Judge an open question that takes up a word of the customer's last line."""
    found = first(answer, brings, leads, imagines, doubles, asks, opens)
    if found:
        return found
    if _taken(answer):
        return Found(RIGHT, _opening(answer))
    return stays(answer) or Found("generic", answer.text[:80])


def right_thread(answer: Answer) -> Found:
    """Judge a question, or a few words given back, that follows the thread worth following, and that alone."""
    found = first(answer, brings, leads, imagines)
    if found:
        return found
    threads = answer.item.threads
    asked = [unit.line for unit, _ in answer.asked] or [answer.line]
    touched = [thread for thread in threads if any(answer.names(thread.any, line) for line in asked)]
    touched = touched or [thread for thread in threads if answer.names(thread.any)]
    right = next(thread for thread in threads if thread.follow)
    if len(touched) > 1 and (len(touched) == len(threads) or right not in touched or _and_between(answer)):
        return Found("all-threads", answer.text[:80])
    if touched and right not in touched:
        return Found("other-thread", _words_of(answer, touched[0].any), touched[0].why)
    if not touched:
        off = stays(answer)
        return Found("no-thread" if not off or _GENERIC.match(answer.line) else "off", answer.text[:80])
    short = answer.heard.reflection != "none" or answer.heard.has(Kind.MIRROR)
    # "When did you last read them?" asks for one real time, which is a good way to open a thread.
    once = _ONE_TIME.search(answer.line) and any(q.form == "wh" for _, q in answer.asked)
    found = doubles(answer) or (None if short or once else asks(answer) or opens(answer))
    return found or Found(RIGHT, _words_of(answer, right.any), right.why)


def behind_the_wish(answer: Answer) -> Found:
    """Judge the answer to a wish for a feature: an open question after what is behind it, and nothing promised."""
    found = first(answer, wishes.promises, wishes.refuses, brings, wishes.designs, leads, imagines, doubles, asks)
    if found:
        return found
    once = _ONE_TIME.search(answer.line) and any(q.form == "wh" or _RECALLS.match(u.line) for u, q in answer.asked)
    found = None if once else opens(answer)
    listed = on_list([answer.text], STOCK_QUESTIONS) and not answer.heard.taken_up
    return found or (Found("off", answer.text[:80]) if listed else Found(RIGHT, _opening(answer)))


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
    return bool(answer.stems & telling) or len(answer.stems & everyday) >= (2 if telling else 1)


def _words_of(answer: Answer, phrases: tuple[str, ...]) -> str:
    """Give the answer's own word that a phrase was found by."""
    found = answer.names(phrases)
    stems = stems_of(found) or frozenset(stem(word) for word in found.split())
    return next((word.raw for word in answer.words if word.stem in stems), answer.text[:80])


def _and_between(answer: Answer) -> bool:
    """Say whether the answer joins its topics ("the prices and the drawer")."""
    return bool(re.search(r"\b(?:and|or|as well as|also|both)\b", answer.line))
