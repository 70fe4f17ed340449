"""Room `practice`, drills: answers that choose. A letter, a number, a word or a sentence of one's own."""

from __future__ import annotations

import re
from collections.abc import Callable

from trainer.content.drills.schema import FORCES, SILENCE, Option
from trainer.language.text import is_content, is_specific, shingles, stems_of, tokens
from trainer.practice.drills.answer import Answer
from trainer.practice.drills.reasons import RIGHT
from trainer.practice.drills.same import said_plainly
from trainer.practice.drills.verdict import Found

_LETTER = re.compile(
    r"^\s*(?:(?:it'?s|i(?:'d| would)? (?:say|choose|pick|think|go (?:for|with))(?: it'?s)?|answer(?: is)?|option|number|letter|choice|story|definitely|probably|clearly)[\s:]+)*"
    r"[(\[\"'“]?(?P<mark>[a-e1-5])(?:[)\].:,;\"'”\-–—]|\s*$|\s+(?=because|since|as|-|–|—|the|it|is|she|he|they|that))",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"(?:\b(?:not|no|never|nobody(?:'s| is)?|no one(?:'s| is)?|isn't|is not|isnt|rather than|instead of|don't|dont|do not|doesn't|won't|wouldn't|shouldn't|should not|would not|without|neither|nor|less|more than|hardly|avoid|against|no need to|stop|resist|nothing)\b(?: (?:a|an|the|urge|temptation|impulse|be|to|really|so|much|about|say|it's|any|just|need|you|i|ever))*\s*)$"
)

_SILENT = (
    r"(?:stay|staying|remain|keep|keeping|be|being|i'm|go) (?:\w+ )?(?:silent|quiet|mum|mute|still(?! (?:here|there|with|on|listening)\b))|(?:stay|remain|keep) silence|silence|silent(?:ly)?|quiet|silnt|silense|"
    r"(?:say|saying|do|doing|reply) nothing|nothing(?: at all)?|(?:just |simply )?wait(?:ing)?|paus(?:e|ing)|hold (?:back|my tongue|on|off|your tongue|still)|shut up|hush|(?:not|don't|dont) move|zip (?:it|my lips?|my mouth)|sit (?:there|still|with it)|(?:let|leave) (?:him|her|them|it|the (?:customer|silence|pause))(?! know\b| in on\b| off\b| an answer\b| go\b(?! on))(?: \w+){0,3}|let (?:this|that) (?:hang|sit|sink|stand|be|breathe)|(?:ignore|skip|overlook) (?:it|that|this|him|her|them)|let (?:it|this|that) (?:pass|go|slide|be)|(?:stay|keep) out of (?:it|this|her way|his way|the way)|(?:stay|hang|step|sit|stand) back|(?:sit|hold|hang) tight|sh+\b|mum's the word|zilch|(?:not (?:a|one)|no) (?:single )?word|(?:give|allow) (?:him|her|them|it|the customer)(?: \w+){0,3} (?:time|moment|moments|minute|seconds?|space|room|beat|pause|silence|while|breath)|"
    r"(?:bite|biting) my tongue|(?:not|don't|dont|do not|won't|wouldn't|would not|without|never|no) (?:\w+ )?(?:speak|speaking|talk|talking|say|saying|ask|asking|interrupt|interrupting|fill|filling|jump|jumping|respond|answer|reply|comment)(?: (?:anything|a word|a thing|something))?|"
    r"(?:just )?listen(?:ing)?|(?:a|another) (?:moment|beat|second|few seconds)|count to|\.\.\.|keep my mouth (?:shut|closed)|leave (?:room|space)|nod(?:ding)?"
)
_SPEAK = (
    r"speak(?:ing)?(?: up)?|talk(?:ing)?|spek|say (?!nothing|not|stay|silen|keep|wait|pause|be (?:quiet|silent)|hold|let)(?:something|a word|it|that|sorry|thank|yes|no|what|so|i|a|one|hi|her|his|their|back|[\"“'‘]?\w+)|saying something|answer(?:ing)?|reply(?:ing)?|respond(?:ing)?|"
    r"ask(?:ing)?|tell(?:ing)?|be (?:honest|open|frank|plain|transparent|clear|straight)|let (?:him|her|them) (?:know|in on)|help|encourage|give (?:him|her|them) (?:an?|the|your|my|some) (?:\w+ )?(?:answer|reply|reason|reassurance|information|question|hint|example|prompt|sign|nudge|clue|hand|direction)|comfort|console|sooth\w+|acknowledg\w+|apologi[sz]\w*|explain(?:ing)?|break (?:the|this) silence|(?:not|don't|dont|do not|never|can't|cannot|won't|shouldn't|should not) (?:\w+ )?(?:stay|remain|keep|be) (?:silent|quiet)|jump in|chime in|"
    r"mirror|label|summari[sz]e|reassure|clarify|repeat|rephrase|thank|check in|step in|interven\w+|address|react|greet|let (?:him|her|them) go(?! on\b)|offer|own up|admit|nudge|prompt|probe|push|wrap|finish|end the|close the|change the (?:subject|topic)|move on|go on to|follow up|comment|redirect|correct|confirm|assure|promise|praise|joke|suggest|hint|tease|guide|steer|continue with|start with|cut in|interrupt|remark|empathi[sz]\w*|sympathi[sz]\w*|good-?bye|bye|dig|validat\w+|paraphras\w+"
)
#: Talk itself, where the choice was asked: a line in quotes, a question, or the first word of a reply.
_TALKS = re.compile(
    r"^\s*[\"“«'‘]|\w+ \w+.*[?!]\s*$|^\s*(?:yes|yep|yup|yeah|no worries|not at all|not wrong|all good|(?:it|that)'s (?:fine|ok|okay|all right|alright)|still here|sorry|oh|i'm|i am|thanks|thank you|of course|hello|hi)\b",
    re.I | re.S,
)
#: A line to the one who is there ("it stays between us two"): to them one says "you", of them "him".
_SAYS_TO = re.compile(r"\b(?:you|your|yours|we|us|our|ours|my|me|i'll|i'm)\b", re.I)
_SPEAKS_OF = re.compile(
    r"\b(?:him|her|his|he|she|them|they|their|customer|person|i'd|i would|one|depends?|sure|should|time|space|room)\b",
    re.I,
)
#: Letters with which two words must begin alike to be akin (set).
ALIKE = 5
#: Words of such a line; fewer name a choice or nothing (set).
SAID = 4
_FORCE = {
    "push": r"push(?:es|ed|ing)?|psuh|driv(?:es|en|ing) (?:her|him|them )?away|fed up|pain with (?:the )?(?:old|today)|away from|dissatisf\w+|pain of (?:the|what)|(?:problems?|trouble|unhapp\w+) with (?:the |what |how )?(?:present|current|existing|old|today|status quo|they|she|he)",
    "pull": r"pull(?:s|ed|ing)?|plul|draw(?:s|n|ing)?|attract\w*|magnet\w*|lur\w+|toward(?:s)?|appeal\w*|tempt\w+|promise of|desire for|longing for",
    "anxiety": r"anxi\w+|anxeity|axiety|fear(?:s|ful)?|afraid|worr\w+|nervous\w*|scared|doubt\w*|apprehens\w+|uncertain\w*|uneas\w+|dread\w*|concern(?:s|ed)?",
    "habit": r"habit(?:s|ual)?|habbit|inertia|routine|used to|comfort zone|autopilot|always (?:done|did)|allegiance|accustomed|familiar\w*|muscle memory|set in (?:her|his|their) ways|second nature",
}  # fmt: skip
#: "Silence would hurt here": what is said of it speaks against it.
_HARMS = re.compile(
    r"\s+(?:here |now |there )?(?:would|will|is|feels|seems|might|could)(?: be| feel| seem)? (?:\w+ )?(?:hurt|wrong|awkward|rude|cold|harsh|stop|break|interrupt|cut|kill|harm|bad|too|not|disturb|ruin|distract|confuse|leave)\b"
)
#: The names alone; other words for a force count only where no name stands.
_NAMES = {
    "push": r"push\w*|psuh",
    "pull": r"pull\w*|plul",
    "anxiety": r"anxi\w+|anxeity|axiety",
    "habit": r"habb?it\w*",
}


_ORDINAL = re.compile(
    r"^\W*(?:i(?:'d)? (?:say|think|pick|choose|take|go (?:for|with)) )?(?:it'?s )?(?:the )?(?:"
    r"(?P<nth>first|second|third|fourth|fifth|last)(?: (?:one|option|story|choice|answer|statement))?\b"
    r"|(?:(?:number|option|answer|choice|story|statement) )?(?P<count>one|two|three|four|five)(?=\s*(?:$|[.,:;!)–—-]|because\b)))",
    re.I,
)
#: "a or c": two of the options by their marks.
_TWO_MARKS = re.compile(
    r"^\W*(?:(?:it's |i'd say |maybe |either |both )*)[a-e1-5]\W*(?:or|and|&|/|,|\+)\W*[a-e1-5]\b\W*$", re.I
)
#: "Not the roadworks, but …": a story that is set aside, not chosen.
_SET_ASIDE = re.compile(
    r"(?:^|(?<=[,.;:]))\s*(?:it's |its |it is |that's )?not (?:the|because|that|about|her|his|for|a|an)\b[^,.;:]*?(?:[,.;:]|\bbut\b|$)",
    re.I,
)
_NOT_MARK = re.compile(r"^\s*not [a-e1-5]\b[\s,.;:]*(?:but |it's )?", re.I)
_KNOWS_NOT = re.compile(r"\b(?:not sure|no idea|(?:don't|dont|do not) know|can't (?:say|tell)|hard to say)\b", re.I)
_ORDER = ("first", "second", "third", "fourth", "fifth")
_COUNT = ("one", "two", "three", "four", "five")

#: Words that a typing error may stand for.
WORDS = frozenset(
    ("silent", "silence", "quiet", "speak", "talk", "wait", "nothing", "answer", "listen", "reply", "pause")
)


def silence(answer: Answer) -> Found:
    """Judge the choice between silence and a word."""
    right = answer.item.answer
    if not answer.text:
        return Found("empty")
    chosen = _by_mark(answer, SILENCE) or _first_act(answer.mended)
    if not chosen:
        return Found("no-choice", answer.text[:80])
    if chosen[0] != right:
        return Found("cuts-in" if right == "silent" else "leaves-hanging", chosen[1], answer.item.why or "")
    return Found(RIGHT, chosen[1], answer.item.why or "")


def force(answer: Answer) -> Found:
    """Judge the choice of the force that a sentence carries."""
    if not answer.text:
        return Found("empty")
    named = _named(answer.text, _NAMES)
    if len(named) != 1 and (chosen := _by_mark(answer, FORCES)):
        named = {chosen[0]: chosen[1]}
    named = named or _named(answer.text, _FORCE)
    if not named:
        return Found("no-choice", answer.text[:80])
    if len(named) > 1:
        return Found("both", answer.text[:80])
    ((name, quote),) = named.items()
    why = answer.item.why or ""
    return Found(RIGHT, quote, why) if name == answer.item.answer else Found("other-force", quote, why)


def decoy(answer: Answer) -> Found:
    """Judge the choice of the surface story."""
    if not answer.text:
        return Found("empty")
    options = answer.item.options
    if _TWO_MARKS.match(answer.text):
        return Found("both", answer.text[:80])
    marks = tuple(str(at) for at in range(len(options)))
    chosen = _by_mark(answer, marks)
    picked = [options[int(chosen[0])]] if chosen else _by_words(answer, options)
    if not picked:
        return Found("no-choice", answer.text[:80])
    if len(picked) > 1:
        return Found("both", answer.text[:80])
    option = picked[0]
    quote = chosen[1] if chosen else answer.text[:80]
    return Found(RIGHT if option.of == "decoy" else option.of, quote, option.why)


def _by_mark(answer: Answer, names: tuple[str, ...]) -> tuple[str, str] | None:
    """Give what a letter or number at the beginning chooses."""
    found = _LETTER.match(_NOT_MARK.sub("", answer.text))
    if not found:
        return _by_order(answer, names)
    mark = found.group("mark").lower()
    # "I" and "a" are words too: a letter alone, or with a mark or a reason behind it, is a choice.
    at = int(mark) - 1 if mark.isdigit() else ord(mark) - ord("a")
    return (names[at], found.group("mark")) if 0 <= at < len(names) else None


def _by_order(answer: Answer, names: tuple[str, ...]) -> tuple[str, str] | None:
    """Give what "the third one" chooses."""
    found = _ORDINAL.match(answer.text)
    if not found:
        return None
    word = (found["nth"] or found["count"]).lower()
    at = len(names) - 1 if word == "last" else (_ORDER if found["nth"] else _COUNT).index(word)
    return (names[at], found["nth"] or found["count"]) if at < len(names) else None


def _first_act(text: str) -> tuple[str, str] | None:
    """Give the act that an answer names first and does not deny."""
    line = text.lower().replace("’", "'")
    found = [
        (m.start(), m.start() - m.end(), name, text[m.start() : m.end()])
        for name, pattern in (("silent", _SILENT), ("speak", _SPEAK))
        for m in re.finditer(rf"\b(?:{pattern})\b" if name == "speak" else rf"(?:\b|(?<=\s)|^)(?:{pattern})", line)
    ]
    denied: list[tuple[str, str]] = []
    for start, length, name, quote in sorted(found):
        if not (_DENIES.search(line[:start]) or _HARMS.match(line[start - length :])):
            return name, quote
        denied.append((name, quote))
    if denied:
        # Of two acts, who denies the one does the other ("No silence here.").
        return ("speak" if denied[0][0] == "silent" else "silent"), denied[0][1]
    return ("speak", text[:80]) if _TALKS.search(text) or _said_to(line) else None


def _said_to(line: str) -> bool:
    """Say whether a line that names no act is one said to the customer, as where the choice is to speak."""
    return len(line.split()) >= SAID and bool(_SAYS_TO.search(line)) and not _SPEAKS_OF.search(line)


def _named(text: str, words: dict[str, str]) -> dict[str, str]:
    """Give the names whose words stand in a text and are not denied there, with the words."""
    line = text.lower().replace("’", "'")
    out: dict[str, str] = {}
    for name, pattern in words.items():
        for found in re.finditer(rf"\b(?:{pattern})\b", line):
            if not _DENIES.search(line[: found.start()]):
                out.setdefault(name, text[found.start() : found.end()])
    return out


def _by_words(answer: Answer, options: tuple[Option, ...]) -> list[Option]:
    """Give the options that an answer's words fit best, by the words that set each apart from the others."""
    if _KNOWS_NOT.search(answer.text):
        return []
    text = _SET_ASIDE.sub(" ", answer.text)
    meant = [option for option in options if answer.names(option.any, text)]
    if len(meant) == 1:
        return meant
    found = _fitting(text, options, is_specific) or _fitting(text, options, is_content) or _alike(text, options)
    if found:
        return found
    plain = tuple(option.model_copy(update={"says": said_plainly(option.says)}) for option in options)
    found = _fitting(said_plainly(text), plain, is_content) or _akin(text, plain)
    return [options[plain.index(option)] for option in found]


def _akin(text: str, options: tuple[Option, ...]) -> list[Option]:
    """Give the option, where it is one, with a word that begins like one of the answer's ("complaint", "complained")."""
    mine = {s[:ALIKE] for s in stems_of(text) if is_specific(s) and len(s) >= ALIKE}
    found = [option for option in options if mine & {s[:ALIKE] for s in stems_of(option.says) if is_specific(s)}]
    return found if len(found) == 1 else []


def _alike(text: str, options: tuple[Option, ...]) -> list[Option]:
    """Give the option that shares the most pairs of neighbouring words, two at least; everyday words tell by these."""
    mine = _pairs(text)
    shared = [len(mine & _pairs(option.says)) for option in options]
    most = max(shared)
    return [options[shared.index(most)]] if most > 1 and shared.count(most) == 1 else []


def _pairs(text: str) -> set[tuple[str, ...]]:
    return set(shingles((token.stem for token in tokens(text)), 2))


def _fitting(text: str, options: tuple[Option, ...], counts: Callable[[str], bool]) -> list[Option]:
    """Give the options that share most of the stems that count; two shared ones that no other option has both do."""
    mine = {s for s in stems_of(text) if counts(s)}
    sets = [{s for s in stems_of(option.says) if counts(s)} for option in options]
    most = max(len(mine & own) for own in sets)
    fullest = [option for option, own in zip(options, sets, strict=True) if len(mine & own) == most]
    if most > 1 and len(fullest) == 1:
        return fullest
    scores = []
    for at, own in enumerate(sets):
        others = set().union(*(s for place, s in enumerate(sets) if place != at))
        scores.append(len(mine & (own - others)) + 0.25 * len(mine & own & others))
    best = max(scores, default=0.0)
    return [option for option, score in zip(options, scores, strict=True) if best >= 1 and score >= 0.75 * best]
