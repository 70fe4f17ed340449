"""Room `hearing`: observable cues of an utterance's statements, from which it is told whether they give back or inform."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import log

from trainer.conversation.hearing.ear import Ear
from trainer.conversation.hearing.questions import Question, inverted
from trainer.conversation.hearing.segments import Unit
from trainer.conversation.hearing.statements import advises, pitches
from trainer.language.clues import Screened
from trainer.language.text import canon, is_content
from trainer.language.words import GENERIC

#: Words of listening and of joining: a statement needs others.
NODS = frozenset(
    [
        "yeah",
        "yes",
        "yep",
        "yup",
        "okay",
        "ok",
        "mm",
        "mmm",
        "hmm",
        "hm",
        "mhm",
        "uh",
        "huh",
        "um",
        "right",
        "sure",
        "oh",
        "wow",
        "ah",
        "alright",
        "all",
        "great",
        "good",
        "cool",
        "nice",
        "gotcha",
        "see",
        "got",
        "it",
        "i",
        "exactly",
        "absolutely",
        "well",
        "and",
        "so",
        "but",
        "fine",
        "excellent",
        "perfect",
        "interesting",
        "hi",
        "hello",
        "thanks",
        "thank",
        "you",
        "no",
        "definitely",
    ]
)
_LEADS = r"^(?:(?:so|and|but|or|well|right|okay|ok|yeah|yes|oh|now|then|sure|mm|hmm|hm|huh|mhm|all|alright|great|because|cause|like|also|just|really|maybe|if|when|even|although|though|good|wow|gotcha|got|see|no|that|it's) )*"
#: A weight of content words at which a statement is full of them, and the length at which it has its extent.
FULL_WEIGHT, FULL_WORDS = 6.0, 25
#: Content words of a mirror at most, and length of a line that is hardly one.
MIRROR_CONTENT, TINY = 5, 4

_OPENS_YOU = re.compile(rf"{_LEADS}(?:you|your|you're|you've|you'd|you'll|youre|youve|yourself)\b")
_STEM = Screened(
    r"\b(?:sounds?|seems?|looks|feels?|appears?) (?:to me )?(?:like|as if|as though|that|a little|kind of|pretty|really|very|almost|so)\b|^(?:so |and |but |okay |yeah )*(?:sounds|seems|looks) |\byou (?:sound|seem) \w+"
    r"|\bi(?:'m| am) (?:hearing|picking up|sensing|getting)\b|\bi (?:hear|sense|get the (?:sense|feeling|impression)|have the (?:sense|feeling|impression))\b|\bin other words\b|\bso if i\b|\bif i(?:'ve| have)? (?:understand|understood|hear|heard|got|get)\b"
    r"|\byou(?:'re| are| were) saying\b|\byou (?:said|mentioned|told me|shared|talked about|described|indicated)\b"
)
_SUMMARY = re.compile(
    r"\b(?:summari[sz]e|sum up|recap|let me (?:see if|make sure|check|just make sure)|make sure (?:that )?i(?:'ve| have)? (?:got|understood|understand)|on (?:the )?one (?:side|hand)|what i(?:'m| am) (?:hearing|picking up)|i(?:'m| am) (?:hearing|picking up|sensing)|sounds? like|seems? like|like you said|you(?:'re| were) saying|you (?:said|told|mentioned|shared|talked|described|just)|as you)\b"
)
_SELF = re.compile(r"\b(?:i|i'm|i'd|i'll|i've|im|my|me|we|we're|we'll|we've|our|us|we'd)\b")
#: What the interviewer thinks, offers or advises is none of the customer's words.
_OWN = re.compile(r"\b(?:if i were|i'd|i would|i think|i'll|we could|you should|you could|why don't)\b")
_MODAL = re.compile(
    r"\byou(?:'ll| will)? (?:really |definitely |probably |also |just |still |all |might |may )*(?:should|need to|have to|must|could|can|ought to|got to|gotta|might want|may want|might|may|shouldn't|can't|cannot|better|had better|consider|be able to)\b|\byou'd better\b|\byou'll\b|\byou will\b"
)
_IMPERATIVE = re.compile(
    r"^(?:(?:so|and|but|or|well|okay|ok|now|then|please|just|also|maybe|always|first|yeah|all|right) )*(?:try|make|keep|take|go|come|use|avoid|stop|remember|consider|call|get|give|put|start|do|don't|be|have|bring|check|talk|ask|follow|set|write|read|join|cut|throw|stay|work on|bear|wait|see if|download|sign|click|upgrade)\b"
)
_FACTS = re.compile(
    r"\b(?:research|stud(?:y|ies)|percent|evidence|guidelines?|recommend(?:ed|s|ation|ations|ing)?|suggest(?:ed|s|ing|ion|ions)?|advi[cs]e|information|info|facts?|statistics|risks?|risky|harm(?:ful)?|danger(?:ous|s)?|effects?|affects?|cause[sd]?|causing|leads? to|increase[sd]?|reduce[sd]?|prevent(?:s|ed|ing)?|benefits?|options?|programs?|programmes?|services?|available|effective|usually|typically|generally|often|(?:many|most|some|other) people|people who|patients?|clients?|customers|users|everyone|everybody|anyone|children|adults|example|such as|including|known|found that|shown|proven|average|normal|common|important (?:to|that)|concern(?:ed|ing)?|worry|the (?:good|bad) news|actually|basically|works?|helps?|difference|means|because|reason|in order to|so that|if you|whether|plan|appointment|schedule|next (?:week|time|visit|step)|follow up|refer|referral|brochure|leaflet|handout|card|website|medication|medicine|prescri\w+|doctor|nurse|health|healthy|support group|resources?|tips?|ideas?|strateg(?:y|ies)|goal|steps?|feature|version|release|update)\b"
)
_GENERAL = re.compile(
    r"\b(?:in general|generally speaking|as a rule|by law)\b|\b(?:has|have|needs?|ought) to be \w+(?:ed|en|pt|ut|de|nt)\b|\b(?:many|most|some|a lot of|lots of|other|certain|few) (?:people|folks|patients|clients|customers|users|kids|children|parents|women|men|students|adults|teens|of (?:them|these|those|my|our|us))\b|\bpeople (?:who|that|can|often|usually|find|like|say|do|are|have|tend)\b|\bwe (?:know|recommend|find|see|have|can|could|offer|want|like|would)\b|\bthere(?:'s| is| are|'re| have)\b|\bit (?:can|could|will|may|might|helps|takes|means|causes|affects|is (?:important|possible|recommended|common|normal|really important))\b|\bit's (?:important|really important|very important|possible|recommended|common|normal|a (?:good|great|common))\b|\b(?:can|could|may|might|will) (?:cause|help|lead|affect|make|be|increase|reduce|have|get|also|actually|damage)\b"
)
_OFFERS = re.compile(
    r"\b(?:i(?:'d| would)?(?: really| strongly| definitely| just)? (?:recommend|suggest|advise|encourage|urge|like you to|want you to|need you to|think (?:you|it|that|we|the best|maybe|one))|i'm (?:going to|gonna) (?:recommend|suggest|give|prescribe|ask you|have you|need)|my (?:advice|recommendation|suggestion|concern|job|role)|why don't you|how about (?:we|you|if)|what if (?:you|we)|we (?:could|can|should|need to|might|will|have to|want to)|let's|you (?:should|need to|have to|ought to|must|could)|have you (?:thought about|considered|tried)|one (?:option|thing|way|idea)|the best (?:thing|way)|i can (?:give|tell|help|get|refer|offer|show|share|provide)|i(?:'d| would) like to|i want to|i wanted to|i'll|i will|we'll|i'm (?:going to|gonna)|i'm here|i have (?:some|a))\b"
)
_OPINES = re.compile(
    r"\b(?:i think|i believe|i guess|in my (?:opinion|experience|view)|my (?:experience|sense|guess|thinking)|i've (?:seen|found|had|heard|noticed)|i (?:have|had) (?:patients|clients|customers|friends|seen|known)|i know|i see|i noticed|we've|we're|we)\b"
)
_EXPLAINS = re.compile(
    r"\b(?:because|since|so that|which (?:is|means|can)|that's (?:why|what|because|how)|this (?:is|means|can|will)|these|those|the (?:reason|thing|idea|point|purpose|best|first|second|next|other|good news|way)|one (?:of|thing|way|option)|for (?:example|instance)|such as|in (?:fact|general|order|terms)|actually|not necessarily|at least|more than|less than|up to|per|every|as well as|and also|another)\b"
)
_GENERIC_PRESENT = re.compile(
    rf"{_LEADS}(?!i\b|you\b|your\b|we\b|it sounds|it seems|that's (?:great|good)|let)(?:[\w']+ ){{1,5}}(?:is|are|can|will|has|have|does|do|may|might|could|should|would|takes|makes|helps|causes|works|gets|goes|needs|means|isn't|aren't|doesn't|don't|can't|won't)\b"
)
_PRAISE = re.compile(
    r"\b(?:that's (?:great|good|awesome|wonderful|fantastic|really good|excellent|amazing|a good|a great)|good (?:job|for you|work)|well done|congratulations|i appreciate|thank you|thanks|proud of you|great job|i'm (?:glad|happy|sorry)|i (?:really |so |do )?(?:admire|love (?:how|that) you)|(?:what a|such a|that is|that's|you're|you are|you put that|you've been)(?: (?:a|an|so|such|very|really|such a|truly))* (?:amazing|awesome|brilliant|wonderful|fantastic|thoughtful|insightful|clever|smart|generous|kind|lovely|great|excellent|incredible|inspiring|impressive|admirable|honest)|better than any(?:body|one))\b"
)
_SOCIAL = re.compile(
    r"\b(?:see you|nice (?:to (?:meet|see)|talking|meeting|seeing)|good(?:bye| morning| afternoon| luck)|bye|welcome|hi|hello|my name|have a seat|come in|thanks? (?:you )?(?:so much )?for (?:coming|meeting|talking|taking|your time|filling)|how are you)\b"
)
_AGENDA = re.compile(
    r"\b(?:(?:i(?:'d| would) like to|let me|i want(?:ed)? to|i'm (?:going to|gonna)|can i|could i) (?:ask|hear|know|talk|spend|start|learn|explore|understand)|ask you (?:a|some|something|this|one)|another question|few (?:more )?questions|let's (?:talk|look|start|focus|come back|spend)|talk (?:a little|a bit|some more|more)|bring up|i(?:'m| am) (?:wondering|curious|interested)|i wonder|get to know)\b"
)
_SCALE = re.compile(
    r"\b(?:scale|(?:zero|0|one|1|ten|10|100) (?:being|meaning|is|was|means)|not at all (?:important|confident|ready)|very (?:confident|important|ready))\b"
)
_FEELING = re.compile(
    r"\b(?:feel|feeling|felt|frustrat\w*|worr\w*|scared|afraid|anx\w*|stress\w*|overwhelm\w*|tired|hard|tough|difficult|confident|proud|happy|sad|angry|upset|lonely|guilt\w*|important to you|matters)\b"
)
_SO = re.compile(r"^(?:(?:okay|ok|yeah|right|mm|hmm|well|all|and|sure|oh) )*so\b")
_SETTING = re.compile(
    rf"{_LEADS}(?:when|if|as far as|in terms of|on (?:a|the|that)|out of|looking|thinking|given|before)\b"
)
_PERMISSION = re.compile(
    r"\b(?:share|offer|give|tell|explain|show|provide|go over)\b.*\b(?:information|some|about|with you|bit|advice|ideas)\b"
)
_MAY = re.compile(
    r"\b(?:okay|ok|all right|mind|interested|like me to|can i|could i|may i|would you like|want to know|want some)\b"
)


@dataclass(frozen=True, slots=True)
class Cues:
    """What was found in the statements of one utterance: cue → how much of it (0 to about 2; absent cues are 0)."""

    values: dict[str, float]
    quotes: dict[str, str]
    """Cue → the unit that shows it best, as typed."""

    def points(self, table: dict[str, tuple[float, str]]) -> float:
        """Give the sum of points that a table gives to these cues."""
        return sum(weight * self.values.get(name, 0.0) for name, (weight, _) in table.items())


def praises(line: str) -> bool:
    """Say whether a lower-case line praises or thanks."""
    return bool(_PRAISE.search(line))


def statements_of(asked: Sequence[tuple[Unit, Question]]) -> list[Unit]:
    """Give the units that state something: no question, no bare sign of listening, no clause that only sets up a question.

    "So you left it?" has the form of a statement and counts as one, whatever mark stands after it.
    """
    out = []
    for place, (unit, question) in enumerate(asked):
        if asks_truly(unit, question) or not any(word not in NODS for word in unit.words):
            continue
        if len(unit.words) < 3 and sum(word not in NODS for word in unit.words) < 2:
            continue
        following = asked[place + 1] if place + 1 < len(asked) else None
        if following and not following[0].begins and _SETTING.match(unit.line) and asks_truly(*following):
            continue
        out.append(unit)
    return out


def asks_truly(unit: Unit, question: Question) -> bool:
    """Say whether a unit asks by its form, not by its tone alone."""
    if question.form == "none":
        return False
    toned = question.form == "closed" or unit.words[-1] == "or"
    return not (
        toned and unit.asks and not inverted(unit.line) and not question.invites and not _ROOMY.match(unit.line)
    )


_ROOMY = re.compile(rf"{_LEADS}(?:any|anything|which|who|where|when|what|how|why)\b")


def weight(stem: str) -> float:
    """Give what a stem says of a topic: 0 for function words, half for the words of any interview, else 1."""
    if not is_content(stem):
        return 0.0
    return 0.5 if stem in GENERIC else 1.0


def cues_of(asked: Sequence[tuple[Unit, Question]], ear: Ear) -> Cues:
    """Find the cues of an utterance, given as its units with what each asks."""
    stated = statements_of(asked)
    lines = [unit.line for unit in stated]
    whole, words = " ".join(lines), [word for unit in stated for word in unit.words]
    stems = [canon(word) for word in words]
    theirs = ear.said_stems
    content = {stem for stem in stems if is_content(stem)}
    taken = sum(weight(s) for s in content if s in theirs)
    brought = sum(weight(s) for s in content if s not in theirs)
    asks = any(asks_truly(u, q) for u, q in asked)
    mirrored = any(mirrors(unit, question, ear) for unit, question in asked)
    found = {
        "extent": min(1.0, log(1 + len(words)) / log(1 + FULL_WORDS)),
        "tiny": float(len(words) < TINY and not mirrored),
        "theirs": min(1.3, log(1 + taken) / log(1 + FULL_WEIGHT)),
        "brought": min(1.6, log(1 + brought) / log(1 + FULL_WEIGHT)),
        "asks": float(asks),
        "toned": float(any(q.form != "none" and not asks_truly(u, q) for u, q in asked)),
        "self": min(4, len(_SELF.findall(whole))) / 4,
        "offers": _often(_OFFERS, whole, 2),
        "facts": _often(_FACTS, whole, 3),
        "general": _often(_GENERAL, whole, 2),
        "opines": log(1 + len(_OPINES.findall(whole))),
        "modal": min(2, len(_MODAL.findall(whole))) / 2,
        "praise": float(bool(_PRAISE.search(whole))),
        "social": float(bool(_SOCIAL.search(whole))),
        "feeling": float(bool(_FEELING.search(whole))),
        "you": sum(word.startswith("you") for word in words) / max(1, len(words)),
        "so": float(any(map(_SO.match, lines))),
        "imperative": float(any(map(_IMPERATIVE.match, lines))),
        "present": log(1 + sum(bool(_GENERIC_PRESENT.match(line)) for line in lines)),
        "tells": log(1 + sum(_told(line, theirs) for line in lines)),
        "stem": float(any(map(_STEM.search, lines))),
        "opens_you": sum(len(u.words) for u in stated if _OPENS_YOU.match(u.line)) / max(1, len(words)),
        "summary": log(1 + sum(bool(_SUMMARY.search(unit.line)) for unit, _ in asked)),
        "asked": float(ear.customer_asks),
        "answer": min(1.0, log(1 + ear.last_words) / log(1 + FULL_WORDS)),
        "permitted": float(_permitted(ear)),
        "mirror": (0.5 if asks else 1.0) * mirrored,
        "advises": float(bool(advises(whole) or pitches(whole))),
    }
    return Cues(found, _quotes(stated, lines))


def mirrors(unit: Unit, question: Question, ear: Ear) -> bool:
    """Say whether a unit is a few of the customer's last words given back and nothing else."""
    if asks_truly(unit, question) or _OWN.search(unit.line) or _STEM.search(unit.line):
        return False
    if unit.words[0] in _ANNOUNCES:
        return False
    core = [word for word in unit.words if word not in NODS]
    stems = [canon(word) for word in core]
    telling = [s for s in stems if is_content(s) or s.isdigit() or s in _NUMBERS]
    return bool(telling) and len(core) <= MIRROR_CONTENT + 2 and all(s in ear.last_all_stems for s in telling)


#: "About the vote: …" names a topic and gives nothing back.
_ANNOUNCES = frozenset(("about", "regarding", "concerning"))
_NUMBERS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "noth", "half", "twice"]
)


def _often(pattern: re.Pattern[str], text: str, full: int) -> float:
    return log(1 + len(pattern.findall(text))) / log(1 + full)


def _told(line: str, theirs: AbstractSet[str]) -> float:
    """Give the weight of new words in a sentence that tells: whole where it informs or advises, half in another."""
    new = sum(weight(s) for s in {canon(word) for word in line.split()} if s not in theirs)
    gives_back = _OPENS_YOU.match(line) or _STEM.search(line) or _SUMMARY.search(line)
    advises = _MODAL.search(line) or _OFFERS.search(line)
    if gives_back:
        return 0.6 * new if advises and not _STEM.search(line) else 0.0
    if _PRAISE.search(line) or _SOCIAL.search(line) or _AGENDA.search(line) or _SCALE.search(line):
        return 0.0
    informs = advises or _FACTS.search(line) or _GENERAL.search(line) or _EXPLAINS.search(line)
    return new if informs or _GENERIC_PRESENT.match(line) else 0.5 * new


def _permitted(ear: Ear) -> bool:
    """Say whether the line before asked leave to tell something and got it in a few words."""
    if not ear.learner or not ear.customer or ear.last_words > 8:
        return False
    before = ear.learner[-1].text.casefold()
    return bool(_PERMISSION.search(before) and _MAY.search(before))


def _quotes(stated: Sequence[Unit], lines: Sequence[str]) -> dict[str, str]:
    """Give the unit to be shown for a reflection (`back`) and for information (`told`)."""
    out = {}
    for unit, line in zip(stated, lines, strict=True):
        if "back" not in out and (_STEM.search(line) or _OPENS_YOU.match(line)):
            out["back"] = unit.text
        if "told" not in out and (_OFFERS.search(line) or _FACTS.search(line) or _GENERAL.search(line)):
            out["told"] = unit.text
    longest = max(stated, key=lambda unit: len(unit.words), default=None)
    for name in ("back", "told"):
        out.setdefault(name, longest.text if longest else "")
    return out
