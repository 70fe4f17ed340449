"""Room `practice`, drills: the end of a call. Thanks, something of theirs, an open door; nothing sold or promised."""

from __future__ import annotations

import re

from trainer.conversation.hearing.heard import Kind
from trainer.language.text import is_specific, shingles, stems_of, tokens
from trainer.practice.drills import asking, brought, cues, farewell
from trainer.practice.drills.answer import Answer
from trainer.practice.drills.reasons import RIGHT
from trainer.practice.drills.verdict import Found

#: Words in a row that nobody says twice by chance (set).
RUN = 4
_THANKS = re.compile(
    r"\b(?:thank|thanks|thankyou|thx|appreciate|appreciated|grateful|gratitude|thankful|kind of you|generous|means a lot|cheers|ta|obliged|indebted|in your debt|owe you|thanked)\b"
    r"|\bi(?:'m| am) (?:\w+ )?(?:glad|happy|honou?red|touched|moved) (?:that )?you (?:told|shared|trusted|said|let|showed|explained|took|opened|were)\b|\bi(?:'m| am) (?:\w+ )?(?:honou?red|touched|moved)\b"
)
#: As people type it; a mender of typing errors takes it for "the".
_TYPED_THANKS = re.compile(r"\b(?:thx|tnx|thnx|ty|tysm)\b", re.I)
_SURVEY = re.compile(
    r"\b(?:scale|score|rate|rating|out of (?:ten|10|five|5)|(?:one|1|zero|0) to (?:ten|10|five|5)|how likely|recommend us|recommend it|recommend our|survey|review (?:us|it|on)|leave (?:us )?a review|stars?|how satisfied|satisfaction|(?:very|not|quite) satisfied|nps|fill (?:in|out)|questionnaire)\b"
)
#: "Thank you for telling me about …": what for, in at least three words more.
_FOR = re.compile(
    r"\bfor (?:telling|sharing|showing|explaining|describing|talking|walking|taking|letting|trusting|speaking|saying|opening)"
    r"(?: (?:up )?(?:to |with )?(?:me|us))?(?: (?!(?:time|feedback|input|today|opinion|thoughts|insights?|help|answers?|experience|views?|me|us|part|interview|call|conversation|study|research)\b)\w+){2,}"
    r"|\b(?:that you|you|for) (?:trust(?:ed|ing)|opened up|opening up)\b|\bfor (?:being (?:so |this |that |really |very )*(?:open|honest|frank|candid|straight|straightforward|upfront|direct|blunt|forthcoming)|your (?:trust|openness|honesty|candou?r|frankness))\b"
)
#: "Now I understand why you …": something of theirs taken along.
_TAKES = re.compile(
    r"\b(?:understand|understood|see|learned|learnt|know|realise|realize|grasp)(?: (?:now|better|much better))* (?:why|how|what) (?:you|it)\b|\b(?:learned|learnt|took|take|learn)(?: \w+){0,3} from (?:how|what|why|that|your)\b|\b(?:never|not|n't|wouldn't) (?:\w+ )?(?:guessed|thought of|known|expected|imagined)\b|changed (?:how|what|the way) i\b|\bi know (?:you|it|this|that)\b|\b(?:i'll|i will|won't|will not|never) (?:\w+ )?(?:remember|forget|think (?:of|about)|keep)\b|\b(?:stays?|stay) with me\b|\bwhat you(?:'ve| have)? (?:just )?(?:said|told|shared|described|explained)\b|\b(?:the|that) (?:part|bit|story|thing|moment) (?:about|of|with|when|where)\b"
)
_BUILDS = re.compile(
    r"\b(?:i(?:'ll| will| can|'m going to)|we(?:'ll| will| can|'re going to| are going to)) (?:\w+ ){0,8}(?:make it (?:so|possible)|build|built|add|added|fix|fixed|ship|implement|develop|include|improve|change|release|get (?:it|that|this) done|get (?:(?:the|our|my) \w+|some\w+) to|(?:talk|speak) to (?:the|our|my) (?:team|developers?|engineers?|designers?|boss|product|people|colleagues?)|(?:pass|forward) (?:it|this|that|your \w+)(?: on)? to|see to it|look into (?:it|that|this)|make sure (?!(?:that )?(?:i|this (?:stays|remains)|it stays|it remains|nobody|no one|noone|your)\b|to\b)|take care of (?:it|that|this)|sort (?:it|that|this) out|roadmap|backlog)\b"
)
_DOOR = re.compile(
    r"\b(?:anything (?:else|more|that|i|we|you|important|missing)|something (?:else|i|we|you|that)|what (?:did(?:n't| not)? i|should i have|have i|haven't i|else should i|didn't we|did we|should we have|would you have)|who else|whom else|someone else|anyone else|anybody else|"
    r"(?:may|can|could|might|would it be (?:ok|okay|fine|all right|alright)|is it (?:ok|okay|fine|all right|alright)|mind if|happy (?:for me )?to|free to|like to|love to|ok if|okay if|if) (?:i |we |you )?(?:\w+ ){0,3}(?:call(?:ed)?|ring|rang|come back|came back|wrote|write|reach(?:ed)?|get back|follow up|get in touch|message|email|mail|contact|talk|speak|visit|check in|come|pass(?:ed)? by|drop(?:ped)? (?:by|in|you)|stop(?:ped)? by|swing by|pop (?:in|by|over)|give (?:you|her|him) a (?:ring|call|bell|shout)|ping|hear (?:the rest|more|from you)|mailed|visited|came (?:by|over|round))|"
    r"(?:is|are) there (?:some(?:one|body)|any(?:one|body)|other people|others|(?:a |another )(?:colleague|friend|neighbou?r|person))|is there (?:some|any)(?:thing|one|body)\b.*\bi (?:did not|didn't|should|could|ought)|who do you know|who (?:\w+ ){0,4}(?:should|could|can|might|ought) (?:i|we) (?:\w+ ){0,2}(?:talking|speaking|asking|talk|speak|listen|ask|hear|see|meet|call)|tell me (?:any ?time|whenever)|(?:some other|another|other) (?:time|day)|whenever you|another chat|any ?time|if i(?:'ve)? (?:missed|forgot|forgotten|overlooked)|"
    r"(?:come|get|circle) back to you|in touch|follow up|reach (?:out|me)|(?:write(?: to)?|call|ring|phone|ping|text|msg|message|email|mail|find|catch) me|i(?:'ll| will|'d) (?:\w+ )?(?:come|drop|pass|stop|swing|pop|ring|phone|be back|look you up|be around)|if i can ever|return the favou?r|next (?:week|month|time|thursday|monday|tuesday|wednesday|friday)|speak again|talk again|i(?:'ll| will) (?:send|write|let you know|share|call|email|mail|show|tell)|let you know|if (?:anything|something|more|you think)|comes? (?:back )?to (?:you|mind)|comes? up|left out|forgot(?:ten)? to ask|not (?:asked|ask)|should(?:'ve| have) asked|send you an? (?:\w+ )?(?:note|mail|email|e-mail|message|line|text))\b"
)
_SHOULD = re.compile(
    r"\b(?:but )?you (?:really |just |definitely |still )+(?:should|ought to|must|need to)\b|\bnext time (?:just |better |please |try to |simply )*(?:listen|use|try|take|do|don't|ask|call|start|stop|keep|save|buy|write it|turn|make)\b"
)
_TELLS_TO = re.compile(
    r"^(?:(?:and|but|so|please|just|maybe) )*(?:(?:don't|dont|do not|never|stop) (?!hesitate|worry|let me|forget|be|rush|hurry|mention|by\b|keep)\w+|(?:buy|try|use|switch|download|install)|(?:think (?:about|it over)|reconsider|consider)(?! (?:me|us|it done)\b)) "
    r"|\b(?:and|but) (?:please )?(?:don't|dont|do not|never|stop) (?!worry|let me|forget|be|keep|hesitate)\w+ (?:it|them|that|this|your|the)\b"
)
_HAVE_ALL = re.compile(r"\b(?:we've|we have|i've|i have) got (?:all|everything|what|enough|plenty)\b")
#: "Our loan is really fair": praise of what is ours, unless it is the talk or its time.
_OURS = re.compile(
    r"\bthe (?:\w+ )?offer (?:is|ends|stands|runs|only|still)\b|\bour (?!(?:time|talk|call|chat|conversation|hour|interview|meeting|session|half)\b)(?:\w+ ){1,3}(?:is|are|has|have|makes?|does|shows?|lets?|helps?|offers?|can|will|would|could) (?!up\b|over\b|a (?:nice|good|great|lovely|wonderful)\b)\w+"
)
#: "You can always write to me."
_REACH_ME = re.compile(r"\byou (?:can|could) (?:always |just |simply |also )*(?:\w+ ){1,3}(?:me|us|back)\b")
#: "I need a few more answers from you."
_HOLDS = re.compile(
    r"\bi (?:still |really |do )*need (?:you to|(?:a few|some|one|two|three) more|more)\b|\bonly if you\b|\bsign (?:here|this|right)\b|\b(?:you can't|you cannot|don't) (?:go|leave|hang up) (?:yet|before|until|now)\b"
)
#: Something asked leave for that they would have to take.
_TAKES_IT = re.compile(
    r"\b(?:offer|sell|show|send|sign|interest|give|demo|demonstrate|pitch|tempt|book) (?:you|it|up)\b"
)
#: Leave asked for something other than an answer ("may I quote that", "could I walk along").
_LEAVE = re.compile(
    r"\b(?:may|can|could|might) (?:i|we) (?!ask\b|know\b|have\b|get (?!back|in touch)|hear\b|just\b|quickly\b)\w+"
)


#: "Go on, your mum's waiting" sends them off; it asks for no more.
_SENDS_OFF = re.compile(r"^(?:(?:so|and|now|right|ok|okay|well|then) )*(?:you )?(?:go on|off you go|go ahead)\b")
#: An answer to what they confided: it stays here, it took courage.
_CONFIDED = re.compile(
    r"\b(?:stays?|remains?|kept|keep it) (?:right )?(?:here|between (?:us|the two of us|you and me)|with me|to myself|a secret|private|confidential|in this room)\b"
    r"|\b(?:won't|will not|wouldn't|never) (?:\w+ )?(?:tell|hear|say|breathe|repeat|mention|pass)\b|\b(?:safe with|sealed|between us|not a word)\b"
    r"|\b(?:was|is|that's|were) (?:\w+ )?(?:brave|courageous|generous|honest|candid|open) of you\b|\b(?:took|takes|needed|needs) (?:\w+ )?(?:courage|guts|nerve|some doing)\b"
    r"|\b(?:wasn't|was not|isn't|can't have been|not) (?:\w+ )?easy (?:to|for you)\b"
)
#: What they had better do, said on the way out ("you could label them", "you needn't worry").
_COULD = re.compile(
    r"(?<!\bthank )(?<!\bif )(?<!\bthat )(?<!\bwhat )(?<!\bhow )(?<!\bwhen )(?<!\bglad )(?<!\bwish )\byou (?:really |also |always |just |definitely |certainly )*(?:could|should|shouldn't|needn't|need not|ought to|oughtn't|might want to|don't need to|don't have to)"
    r" (?!(?:you|i|we)\b|(?:\w+ ){0,3}(?:me|us)\b|say any|answer|add|know\b|hear\b|go\b|get back|get to|hurry|rush|stay|thank|apologi|see to|run\b|be (?:proud|sorry|ashamed)|explain|prove|justify|worry|apologise|have (?:all|my|our))(?:\w+)"
)
#: Good wishes, which hold nothing of theirs.
_WISHES = re.compile(
    r"\b(?:have|enjoy) (?:a|the|your) (?:rest of (?:the|your) )?(?:\w+ )?(?:day|evening|afternoon|morning|night|week|weekend|time|one)\b|\bgood (?:day|evening|night|morning|afternoon)\b"
)
#: How they do it, judged on the doorstep ("a mixer would spare your back", "is bad practice").
_KNOWS_BETTER = re.compile(
    r"\b(?:is|are|was|isn't|is not|are not|aren't) (?:really |pretty |quite |very |just |such |actually |an? |not |so )*(?:bad|poor|wrong|dangerous|risky|unsafe|good|healthy|unhealthy) (?:practice|idea|habit|thing to do|for (?:you|your|them))\b"
    r"|\b(?:a|an|the|our|some) (?:\w+ ){1,2}would (?:\w+ )?(?:do (?:it|that|this|the)|spare|save|help|make (?:it|that|things|your)|be (?:\w+ )?(?:better|easier|faster|safer|cheaper|quicker))\b"
    r"|\b(?:is|are|isn't|aren't|is not|are not) (?:not )?(?:always|all|that|so) (?:bad|good|wrong|great|dangerous)\b|\b(?:it would|it'd|would) be (?:much |far |a lot )?(?:better|easier|safer|smarter|wiser|best) (?:to|if|for you)\b"
    r"|\b(?:you )?shouldn't have to\b|\blet the (?:\w+ )?(?:system|app|software|machine|tool|computer|program)\b"
)
#: What the situation says they told.
_TOLD = re.compile(r"\b(?:told you|explained|shown you|described)\b([^.]*)")


def ends_well(answer: Answer) -> Found:
    """Judge the last line of a call."""
    sells = asking.first(answer, _promises, _sells, _advises)
    if sells:
        return sells
    if quote := answer.match(_SURVEY):
        return Found("survey", quote)
    typed = _TYPED_THANKS.search(answer.text)
    thanks, door = answer.match(_THANKS) or (typed.group() if typed else ""), answer.match(_DOOR)
    leave = answer.match(_LEAVE)
    door = door or (leave if not _TAKES_IT.search(answer.line) else "")
    if found := _opens_anew(answer):
        return found
    if not thanks:
        return Found("no-thanks", answer.text[:80])
    if not (
        _theirs(answer)
        or door
        or any(p.search(answer.line) for p in (_FOR, _TAKES, _CONFIDED))
        or farewell.says_more(answer)
    ):
        return Found("nothing-of-theirs", answer.text[:80])
    return Found(RIGHT, door or thanks)


def rates(answer: Answer) -> bool:
    """Say whether it asks for a rating or a review."""
    return bool(answer.match(_SURVEY))


def _advises(answer: Answer) -> Found | None:
    """Find advice on the doorstep ("next time listen to them", "don't delete them")."""
    if (
        quote := answer.match(_SHOULD)
        or answer.match(_KNOWS_BETTER)
        or answer.match(_COULD)
        or answer.match(farewell.WOULD)
    ):
        return Found("advice", quote)
    unit = next((unit for unit, _ in answer.units if _TELLS_TO.search(unit.line)), None)
    return Found("advice", unit.text) if unit else None


def _sells(answer: Answer) -> Found | None:
    for kind, reason in ((Kind.PRESSURE, "pressure"), (Kind.PITCH, "pitch"), (Kind.ADVICE, "advice")):
        # "We've got all we need" sells nothing.
        quote = answer.quote(kind)
        excused = kind is Kind.PITCH and _HAVE_ALL.search(answer.line) or not any(map(str.isalpha, quote))
        excused = excused or (kind is Kind.ADVICE and bool(answer.match(_REACH_ME)))
        if answer.heard.has(kind) and not excused:
            return Found(reason, answer.quote(kind))
    if quote := answer.match(_HOLDS):
        return Found("pressure", quote)
    quote = answer.match(_OURS) or answer.match(farewell.OURS) or ("" if answer.asked else answer.match(cues.SELLS))
    return Found("pitch", quote) if quote else brought.pitched(answer)


def _promises(answer: Answer) -> Found | None:
    """Find a promise of something built; a word on what was said, or on coming back, promises nothing."""
    quote = answer.match(_BUILDS) or answer.match(farewell.PROMISES)
    return Found("promise", quote) if quote else None


def _opens_anew(answer: Answer) -> Found | None:
    """Find a question that starts a new topic, where nothing asks for what is missing or for leave to come back."""
    for unit, q in answer.asked:
        social = re.search(r"\b(?:ok|okay|fine|all right|alright|mind|sound good)\b", unit.line)
        if (
            q.form in ("open", "wh", "closed")
            and not _DOOR.search(unit.line)
            and not social
            and len(unit.line.split()) > 2
            and not _LEAVE.search(unit.line)
            and not farewell.LEARNS.search(unit.line)
            and not _SENDS_OFF.match(unit.line)
            and not _THANKS.search(unit.line)
        ):
            return Found("new-question", unit.text)
    return None


def _theirs(answer: Answer) -> str:
    """Give a telling word that the customer said, in the answer."""
    mine = tokens(_WISHES.sub(" ", answer.line))
    said = next((w.raw for w in mine if is_specific(w.stem) and w.stem in answer.ear.said_stems), "")
    return (
        said or answer.names(answer.item.about, _WISHES.sub(" ", answer.line)) or _given_back(answer) or _told(answer)
    )


def _told(answer: Answer) -> str:
    """Give a telling word of what the situation says they told; their own words need not have been quoted."""
    told = " ".join(_TOLD.findall(answer.item.situation or ""))
    what = stems_of(re.sub(r"\byour \w+", "", told))  # "your bank" is ours
    return next((w.raw for w in answer.words if is_specific(w.stem) and w.stem in what), "")


def _given_back(answer: Answer) -> str:
    """Give four words in a row that are theirs; everyday words tell by that."""
    mine = [word.word for word in answer.words]
    theirs = {run for line in answer.item.customer for run in shingles((token.word for token in tokens(line)), RUN)}
    return next((" ".join(run) for run in shingles(mine, RUN) if run in theirs), "")
