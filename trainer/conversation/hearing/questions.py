"""Room `hearing`: does a unit ask, and what kind of question is it? By function, not by form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trainer.conversation.hearing.asking import AGREE, starts_at
from trainer.conversation.hearing.segments import Unit

_AUX = r"(?:do|does|did|is|are|was|were|am|have|has|had|can|could|would|will|should|shall|might|may|ever)"
_NOT = r"(?:don't|doesn't|didn't|isn't|aren't|wasn't|weren't|haven't|hasn't|won't|wouldn't|can't|couldn't|shouldn't|dont|doesnt|didnt|isnt|arent|wasnt|wont|wouldnt|cant|couldnt|shouldnt)"
_LEAD_IN = r"(?:(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|and|but|so|okay|ok|oh|well|hm|hmm|mm|right|now|then|sorry|yeah|ah|um|uh|i see|got it|interesting|great|thanks|thank you|just|or|also|let's see|let me ask|if i may ask|if you don't mind|if you dont mind|may i ask|can i ask|could i ask|i'm curious|im curious|i am curious|i wonder|i was wondering|i'd like to know|id like to know|i would like to know|let me play devil's advocate|pretend i've never used it|first|one more|by the way|for a second|for a moment|in that moment|back then|at that point|that night|that day|on that day|that evening|this morning|today|honestly|to be honest|really|in your own words|in one sentence|in short|i mean|wait|hang on|take your time)\s+)*"

_INVITE = re.compile(
    rf"^{_LEAD_IN}(?:please )?(?:(?:(?:can|could|would|will|may|might) (?:you|i|we) (?:please |maybe |perhaps |just |possibly )?(?:mind |be willing to |be able to )?|(?:are|is) (?:you|it) (?:\w+ )?(?:willing|happy|ok|okay|fine|able|all right) (?:to |if i |for me to )))?(?:ask you to |get you to |like you to |love for you to |love to hear |like to hear |help me (?:to )?understand |help me see |help me picture )?"
    r"(?:telling|saying (?:a (?:little|bit) )?more|sharing|describing|ask(?: you)?(?: about| how| what| why| where| when)|tell|describe|explain|walk|talk|take (?:me|us)|share|say (?:more|a bit|a little|some)|paint|give me|show me|help me|elaborate|expand|unpack|summari[sz]e|finish that|go back|start with|repeat|recall|think back|go on|continue|carry on|keep going)\b"
)
_MORE_ABOUT = re.compile(
    rf"^{_LEAD_IN}(?:i'd|id|i would|i want to|i'm|im|we'd|we're|trying) (?:love to|like to|just |here |curious|interested|keen|trying )*(?: ?to)? ?(?:hear|know|understand|learn|about|how|what|why)\b"
)
_OPEN_WH = re.compile(
    rf"^{_LEAD_IN}(?:what|whats|what's|why|how|hows|how's|in what way|in which way|to what extent|how come)\b"
)
_COUNTED = re.compile(
    r"\bhow (?:many|much|often|long|old|far|big|soon|frequently|regularly|large|early|late|likely)\b|\bwhat (?:time|day|date|year|month|age|percentage|colou?r|size|price|number|brand|model|version)\b|\bwhat(?:'s|s| is| was) (?:your|the|his|her) (?:name|age|title|budget|email|address|price|job title)\b"
)
_FACT_WH = re.compile(
    rf"^{_LEAD_IN}(?:who|whos|who's|whose|when|where|which|since when|until when|for how|from where|with whom|at what)\b"
)
#: "What you watch is them", "how they do it": no inversion, so nothing is asked.
_STATES = re.compile(
    r"^(?:so |and |but |okay |ok |yeah |well |right )*what (?:(?:i'm|i am|we're) (?:hearing|picking|getting|sensing|understanding)|(?:i )?(?:hear|heard)|you(?:'re| are| were)? (?:saying|telling|describing|feeling|really want|want|'d like|would like))\b|^(?:so |and |but )*(?:what|how|why|where|who) (?:you|i|we|he|she|it|they)\b(?!'s|'re|'d|'ve) \w+"
)
_CHECK = re.compile(
    r"^(?:so |and |or )*(?:did i|have i|is that|am i|does that|do i|would that be|what did i|what have i|what am i|is it) (?:\w+ ){0,4}(?:right|fair|wrong|miss|missed|missing|sound|follow|understand|understood|correct|leave out|left out|close)\b"
    r"|^(?:and |but |so )*(?:can|may|could) i (?:be (?:honest|frank|blunt|direct)|ask (?:you )?(?:something|a question|one more|another|one thing))\b"
)
#: "When the light came on …": no verb before whoever does it.
_WHEN_CLAUSE = re.compile(rf"^{_LEAD_IN}(?:when|whenever|where|while) (?!(?:{_AUX}|{_NOT}|else|exactly)\b)\w+ \w+")
#: "When you say …,", "where you live.": a clause that is not turned round asks nothing by itself.
_CLAUSE = re.compile(rf"^{_LEAD_IN}(?:when|where|which) (?:you|i|we|he|she|it|they|your|my|people|everyone|someone)\b")
#: "Stopping what?", "Funny how?"
_SUBORDINATE = re.compile(r"^(?:and |but |so )*(?:when|where|which|who) (?:you|i|we|he|she|it|they|is|was)\b")
#: "Has it ever gone the other way?" asks for a story in the form of a yes-or-no question.
_EVER = re.compile(
    rf"^{_LEAD_IN}(?:has|was|were|did|have|is) (?:it|there|that|this) ever\b|^{_LEAD_IN}(?:was|has) there (?:been )?(?:a|one) (?:time|day|night|moment|evening|friday)\b"
)
#: "Anything else?", "is there anything that worries you": yes or no by form, an invitation by function.
_ROOM = re.compile(
    rf"^{_LEAD_IN}(?:(?:is|are|was|were) there |do you have |have you (?:got )?|can you think of )?(?:any other|anything (?:else|that|about|you)|any (?:particular |specific )?(?:thoughts|ideas|other)|some other)\b"
)
#: "I wonder what …": a statement by form.
_WONDERS = re.compile(
    rf"^{_LEAD_IN}(?:i wonder|i'm wondering|im wondering|i was wondering|i'm curious|wondering|curious)(?: about| to know| to hear)? (?:what|how|why|who|which|where|when)\b"
)
_WHETHER = re.compile(
    rf"^{_LEAD_IN}(?:i'm|im|i was) (?:just |really |also |sort of |kind of )?wondering (?:if|whether)\b"
)
#: "And that Friday?", "What about the vote?"
_AND = re.compile(
    r"^(?!.* (?:you|he|she|they|we|i|him|them|me|is|was|are|were)$)(?:and|what about|how about) (?:then |on |at |in |with |after |before )?(?:\w+ ){0,3}\w+$"
)
_WH_LAST = re.compile(r"\w+ (?:what|how|why|who|whom|where|when|which)$")
#: "Don't worry about …" asks nothing: after a negated verb comes whoever is asked about.
_LEADS = re.compile(rf"^{_LEAD_IN}")
_NEGATED = re.compile(rf"^{_NOT} (?:any|most|people|some|a|an|the)$")
_AUX_FIRST = re.compile(
    rf"^{_LEAD_IN}(?:{_AUX} \w+|{_NOT} (?:you|it|that|this|they|there|the|a|an|he|she|we|i|your|any|most|people|some|his|her|their)\b)"
)
_WH_ANYWHERE = re.compile(
    rf"\b(?:what|why|how|when|where)(?! (?:i|you|he|she|we|they|it)\b)(?: \w+){{0,3}} (?:{_AUX}|{_NOT}) (?:you|your|i|we|they|he|she|it|that|this|there|those|these|the|a|an|anyone|someone|people)\b"
    rf"|\b(?:who|which)(?: \w+){{0,3}} (?:{_AUX}|{_NOT}) (?:you|i|we|they|he|she)\b"
    r"|\b(?:what|who)(?: else| exactly)? (?:happened|happens|made|makes|brought|led|changed|mattered|matters|went|goes|came|kept|keeps|stopped|bothered|bothers)\b"
)
#: "If we added a check would you go back": turned round after a condition.
_CONDITION = re.compile(
    rf"^{_LEAD_IN}(?:if|suppose|imagine|let's say)\b.* (?:would|will|could|do|did|does|should|might) (?:you|it|that|this|they|he|she|there)\b(?! (?:is|was|are)\b).* \w+"
)
#: What a second question of the same sentence begins with.
_JOINED = re.compile(
    r" (?:and|or) (?=(?:what|how|why|when|where|who|which|whose|do|does|did|is|are|was|were|would|could|can|have|has)\b)"
)
_KNOWN = re.compile(
    r"\b(?:know|see|understand|understood|get|remember|heard|hear|matter|about|like|of|exactly|that's|thats|is|was|me|us)\s+(?:what|why|how|who|when|where)\b(?!.*\b(?:do|does|did|are|were|have|can|could|would) (?:you|they|he|she|we)\b)"
)
_TAG = re.compile(
    rf"(?:,\s*|\s)(?:(?<!all )(?<!that )(?<!it )(?<!this )(?<!me )(?<!the )(?<!just )(?<!quite )(?<!put )(?<!got )(?<!have )right|(?<!that )(?<!it )(?<!this )correct|wouldn't you say|don't you think|dont you think|wouldn't you agree|don't you agree|dont you agree|you know|am i right)\s*\??$"
    rf"|(?:,\s*|^(?!.*\b(?:what|why|how|who|when|where|which)\b).*\s){_NOT} (?:you|it|they|he|she|that|this|there|we)\s*\??$"
    r"|,\s*(?:yes|no|yeah|eh|huh|true)\s*\??$|,\s*(?:do|does|did|is|are|was|were|will|would|can|have|has) (?:you|it|they|he|she)\s*\??$"
    r"|\b(?:never|not|\w+n't|no|nobody|nothing|hardly)\b.* (?:do|does|did|is|are|was|were|will|would|can|have|has) (?:you|it|they|he|she|we|there)\s*\??$"
)
_BARE_TAG = re.compile(r"\b(?:right|correct|yes|no|yeah|eh|huh|true)$")
_NEGATIVE_FIRST = re.compile(rf"^{_LEAD_IN}{_NOT} (?:you|it|that|this|they|there|the|a|most|people|your|he|she|we)\b")
_LOADED = re.compile(
    r"\b(?:surely|obviously|clearly|of course you|you must|you must've|i bet you|i assume|i'm assuming|im assuming|i suppose you|presumably|no doubt|everyone (?:says|knows|agrees|loves)|everybody (?:says|knows|agrees|loves)|you'd agree|youd agree|would you agree|wouldn't it be|don't you think|dont you think|don't you agree|isn't it true|is it true that|is it fair to say|would it be fair to say|would you say that|admit|so you (?:like|love|want|need|prefer|hate|enjoy|would|really|agree|clearly|obviously|just|mainly|basically)|so it's (?:the|about|because)|so the (?:real |main )?(?:reason|problem|issue) (?:is|was)|the (?:real |main )?(?:reason|problem|issue) (?:is|was),? (?:that|because|the)|(?<!do )(?<!did )(?<!would )(?<!could )(?<!have )(?<!what )(?<!when )(?<!if )you (?:only|just|really|probably|definitely|certainly|must) (?:want|need|like|love|play|use|came|come|bought|buy|care|do|signed|rent|mean))\b"
)
_GUESS = re.compile(
    rf"^{_LEAD_IN}(?:is|was|isn't|wasn't|would it be|could it be|did you|do you|are you|were you|have you)\b.*\b(?:because|due to|the reason|so that you)\b"
)
_HYPOTHETICAL = re.compile(
    r"\b(?:if we|if there (?:was|were)|(?<!asked )(?<!ask )(?<!asks )(?<!asking )if you (?:had|could|were|got)|if it (?:had|could|were)|if i (?:were|was|gave|told|built|added)|(?:^|\bjust )imagine|(?<!i )suppose|let's say|lets say|hypothetically|magic wand|would you (?:use|pay|buy|like(?! to tell)|want|be (?!able|willing|ok|okay|comfortable|open|so kind|happy|up for|fine)|consider|switch|recommend|ever|prefer|play|come|stay|subscribe|upgrade|rent|sign|find|rather (?:have|use|pay|buy|get|play)|choose)|would (?:that|it|this) (?:help|be \w+|make|work|solve|interest)|how much would you|what would you (?:pay|do if|say if|like|want|change|improve|add)|what if|would it mean if|\bif (?:\w+ ){1,7}(?:tomorrow|one day|suddenly|disappeared|were gone|was gone)|would a|would an|would more|will you|do you think you (?:would|will|'d)|you'd (?:pay|use|buy))\b"
)
_LAST_TIME = re.compile(
    r"\b(?:last time|(?:the|that|your) (?:very )?(?:last|first) (?:time|day|night|morning|evening|week|call|visit|trip|friday|monday|one|meeting)|most recent|first time|yesterday|this morning|last (?:night|week|weekend|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|that (?:day|night|morning|evening|week|time|afternoon)|walk me through|talk me through|take me (?:through|back)|step by step|from the (?:start|beginning)|what happened|how did (?:it|that|you) (?:come|start|begin|happen|go|end)|think back|the day (?:you|when|that)|tell me about (?:a|the|one|that) (?:\w+ )?(?:time|day|moment|evening|night|morning|week)|an? example|for instance|one of those|when was|used to|what was (?:it|that|this|one)(?: \w+){0,5} like|where were you|what did you do)\b"
)
_PROBE = re.compile(
    rf"^{_LEAD_IN}(?:please )?(?:(?:can|could|would) you (?:please )?)?(?:tell me (?:more|everything|a bit more|a little more|some more)|say (?:more|a bit more|a little more|some more)|go on|continue|carry on|keep going|elaborate|expand|explain|more please|more|anything else|what else|and|and then|like what|such as|why|how so|how come|in what way|go ahead|i'm listening|interesting|uh huh|mm hm|mhm|i'm all ears|do go on)(?: (?:on|about) (?:that|this|it|those|them))?(?: (?:please|then|for me|there|exactly|to me))*$"
)

_FACETS = (
    ("how-often", r"\bhow (?:often|many times|frequently|regularly)\b|\bevery (?:day|week|month)\b.*\?"),
    ("how-long", r"\bhow long\b|\bsince when\b|\bfor how long\b|\bhow many (?:years|months|weeks|days|hours|minutes)\b"),
    ("why", r"\bwhy\b|\bhow come\b|\bwhat (?:made|makes|was the reason|is the reason|led|drove|for)\b|\breasons?\b|\bwhat's behind\b|\bmatters? (?:to you|so much)\b|\bwhat (?:kept|keeps|stopped|stops|held|holds)\b|\bwhat(?:'s| was| is) (?:keeping|stopping|holding)\b"),
    ("when", r"^(?:\w+ ){0,2}when (?!you\b|i\b|it\b|he\b|she\b|they\b|we\b)|\bwhen (?:was|were|did|is|do|does|exactly)\b|^when$|\bsince when\b|\bwhat (?:time|day|year)\b|\bwhich (?:day|time|year)\b"),
    ("who", r"(?<!one )(?<!ones )(?<!people )(?<!person )(?<!those )(?<!someone )(?<!somebody )(?<!man )(?<!woman )(?<!everyone )(?<!anyone )\bwho\b|\bwhos\b|\bwho's\b|\bwhom\b|\bwhose\b"),
    ("where", r"\bwhere\b"),
    ("feeling", r"\bfeel(?:s|ing|ings)?\b|\bfelt\b|\bwhat(?:'s| was| is| were)(?: \w+){1,4} like\b|\blike for you\b|\bemotion\b|\bgoing through your (?:head|mind)\b|\b(?:went|going|goes) (?:on in|through) you\b|\bon your mind\b|\bdo to you\b|\bleave you with\b|\bhow did (?:you|that|it) (?:take|land|sit|hit|leave)\b"),
    ("example", r"\bexamples?\b|\bfor instance\b|\blast time\b|\bone of (?:those|these|them)\b|\bsuch as\b|\blike what\b|\ba time when\b"),
    ("then", r"\bthen\b|\bnext\b|\bafter (?:that|this|it)\b|\bwhat happened\b|\bended? up\b|\bafterwards?\b|\bhow did (?:\w+ ){1,3}(?:react|respond|take it|answer)\b|\b(?:became|become) of\b"),
    ("how", r"\bhow\b"),
    ("what", r"\bwhat\b|\bwhich\b|\btell me\b|\bdescribe\b"),
)  # fmt: skip
_FACET_RES = tuple((name, re.compile(pattern)) for name, pattern in _FACETS)


#: "Yeah?", "okay?": a sign of listening, whatever mark stands after it.
_NODS = re.compile(
    r"^(?:(?:oh|ah) )?(?:yeah|yes|yep|yup|okay|ok|mm hmm|mm|hmm|hm|uh huh|huh|so|sorry|wow|cool)(?: (?:yeah|yep|okay))*$"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a unit asks. `form` is `none`, `open`, `closed`, or `wh` (a fact asked for: who, when, how many)."""

    form: str
    leading: bool = False
    hypothetical: bool = False
    story: bool = False
    probe: bool = False
    invites: bool = False
    """It invites to tell ("take me back to that day"), so a question after it only says what about."""


NO_QUESTION = Question("none")


def question_in(unit: Unit) -> Question:
    """Classify one unit; `form` is `none` where nothing is asked."""
    line = unit.line
    form = _form(unit, line)
    probe = bool(_PROBE.match(line))
    if form == "none":
        return Question("open", probe=True) if probe and _invites(line) else NO_QUESTION
    leading = form == "closed" and _is_leading(unit, line)
    tagged = bool(_TAG.search(unit.text.lower().rstrip("? "))) and not _OPEN_WH.match(line)
    leading = leading or (tagged and form == "closed") or bool(form != "none" and _NEGATIVE_FIRST.match(line))
    hypothetical, story = bool(_HYPOTHETICAL.search(line)), bool(_LAST_TIME.search(line))
    return Question(form, leading, hypothetical, story, probe, invites=_invites(line))


def facets_of(line: str) -> tuple[str, ...]:
    """Give the follow-ups that a line asks for, the most particular first."""
    return tuple(name for name, pattern in _FACET_RES if pattern.search(line))


def several(line: str) -> bool:
    """Say whether a unit joins three questions or more by "and" ("what was it, and when, and do you still do it")."""
    return len(_JOINED.findall(line)) >= 2


def checks(line: str) -> bool:
    """Say whether a unit only asks whether something was understood ("did I get that right?")."""
    return bool(_CHECK.match(line))


def sets_time(unit: Unit) -> bool:
    """Say whether a unit only says when or where ("when you come home, …"), before the question it belongs to."""
    return not unit.asks and bool(_WHEN_CLAUSE.match(unit.line))


def sets_scene(line: str) -> bool:
    """Say whether a unit only says what the learner is after ("I'd like to understand how …"), beside a question."""
    return bool(_MORE_ABOUT.match(line))


def _invites(line: str) -> bool:
    return bool(_INVITE.match(line) or _MORE_ABOUT.match(line)) or line in {
        "why",
        "how so",
        "what else",
        "and then",
        "anything else",
        "like what",
        "how come",
        "in what way",
        "such as",
        "and",
    }


def _form(unit: Unit, line: str) -> str:
    if unit.asks and _NODS.match(line):
        return "none"
    found = _by_form(unit, line)
    # In the middle of a sentence that ends in a full stop, only what invites to tell asks.
    written = unit.marked and not unit.asks and not unit.begins
    return "none" if written and not (_invites(line) or _WONDERS.match(line)) else found


def _by_form(unit: Unit, line: str) -> str:
    if _INVITE.match(line) or _MORE_ABOUT.match(line):
        return "open"
    if _COUNTED.search(_JOINED.split(line)[0]) and (_OPEN_WH.match(line) or unit.asks or _FACT_WH.match(line)):
        return "wh"
    if _ROOM.match(line) or (unit.asks and line.endswith(" or")) or _WONDERS.match(line):
        return "open"
    if _WHETHER.match(line):
        return "closed"
    if _EVER.match(line) or (unit.asks and _AND.match(line)):
        return "open"
    if _OPEN_WH.match(line):
        return "open" if unit.asks or not _statement(line) else "none"
    if _CLAUSE.match(line) and not unit.asks and unit.marked:
        return "none"
    if _FACT_WH.match(line) and not (_WHEN_CLAUSE.match(line) and not unit.asks and not _WH_ANYWHERE.search(line)):
        unmarked = not unit.marked and not _SUBORDINATE.match(line)
        return "wh" if unit.asks or unmarked or _WH_ANYWHERE.search(line) or len(unit.words) <= 4 else "none"
    if inverted(line) or (unit.asks and _AUX_FIRST.match(line)):
        return "closed"
    if (found := _WH_LAST.search(line)) and (unit.asks or len(unit.words) <= 4):
        return "open" if found.group().split()[-1] in ("what", "how", "why") else "wh"
    if _tail_asks(unit, line):
        return "closed"
    if _LOADED.match(line) and _BARE_TAG.search(line):
        return "closed"
    if (found := _WH_ANYWHERE.search(line)) and not _KNOWN.search(line) and (unit.asks or not unit.marked):
        return "open" if found.group().split()[0] in {"what", "why", "how"} else "wh"
    if _CONDITION.match(line) and not unit.marked:
        return "closed"
    return "closed" if unit.asks else "none"


def _statement(line: str) -> bool:
    """Say whether a line that starts with a question word states ("what you say is interesting", "how nice")."""
    return (
        bool(_STATES.match(line))
        or bool(
            re.match(
                rf"^{_LEAD_IN}(?:\w+ )?(?:what|how) (?:a|an|nice|lovely|great|interesting|awful|sad|funny|you (?:say|said|mean)|i (?:mean|hear|heard|meant))\b",
                line,
            )
        )
        or (bool(re.match(r"^why (?:you|we|they|i) \w+", line)))
    )


def _tail_asks(unit: Unit, line: str) -> bool:
    """Say whether a statement ends in a tag that asks ("…, isn't it", "…right")."""
    found = _TAG.search(unit.text.lower().rstrip("? "))
    if not found:
        return False
    if unit.asks:
        return True
    tag = found.group().strip(" ,")
    return len(line.split()) > 3 and (
        tag not in {"no", "yes", "yeah", "you know", "true", "eh", "huh"} or tag in {"right", "correct"}
    )


def _is_leading(unit: Unit, line: str) -> bool:
    tagged = bool(_TAG.search(unit.text.lower().rstrip("? ")))
    return tagged or bool(_NEGATIVE_FIRST.match(line)) or bool(_LOADED.search(line)) or bool(_GUESS.match(line))


@lru_cache(maxsize=1024)  # asked of each unit of a turn half a dozen times
def inverted(line: str) -> bool:
    """Say whether a line has the form of a yes-or-no question ("do you …", "was it …")."""
    words = _LEADS.sub("", line).split()
    return (
        bool(words) and words[0] in AGREE and (starts_at(words, 0, True) or bool(_NEGATED.match(" ".join(words[:2]))))
    )


def loaded(line: str) -> bool:
    """Say whether a statement puts an answer into the customer's mouth ("you must be so annoyed")."""
    return bool(_LOADED.search(line))
