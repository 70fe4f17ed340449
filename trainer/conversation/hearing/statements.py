"""Room `hearing`: what the learner brings instead of listening. Pitches, advice, pressure."""

from __future__ import annotations

import re

from trainer.language.clues import Screened

#: What a company promises to do.
_MAKE = r"(?:add|build|offer|launch|create|ship|include|improve|fix|develop|provide|give|send|let you|reduce|lower|roll out|release|upgrade|connect|show you|make you|make it (?:so|easier|better|faster|possible))"
#: Where a clause begins in a line without punctuation.
_OPENS = r"(?:^|(?<=\boh )|(?<=\bplease )|(?<=\bso )|(?<=\bwell )|(?<=\bnow )|(?<=\bbut )|(?<=\band )|(?<=\bthen )|(?<=\byou )|(?<=\bjust )|(?<=\baw ))"
#: "When you need to reach him", "do you think you should": told or asked about, not advised.
_NOT_AFTER = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "do", "does", "did", "would", "could", "if", "when", "whenever", "where", "what", "how", "why", "whether", "that", "think", "feel", "felt",
        "thought", "say", "said", "told", "because", "who", "things", "thing", "as", "before", "after", "until", "so that",
    )
)  # fmt: skip
_PITCH = re.compile(
    rf"\b(?:we (?:could|can|will|would) (?:also |now |even |just |easily )?{_MAKE}|we (?:are going to|are planning|plan to|are building|are working on|are adding|are launching|are releasing|are bringing out|just (?:launched|released|added|built)|have (?:just|already) (?:built|launched|added|released|made)|have a new|offer|also offer|now have|recently (?:launched|added|released)|built|designed)|we're (?:building|adding|planning|launching|working on|going to)|we've (?:just )?(?:built|added|launched|got)|we'll {_MAKE}|our (?:new|latest|premium|(?:next|upcoming)(?! (?:appointment|visit|meeting|session|time|call|talk|conversation|question|step|topic|chat)s?\b)|amazing|great|fantastic|roadmap|plan is|team is building|solution|platform|catalogue has|product (?:can|does|is|has|will)|app (?:can|does|is|has|will))|let me (?:show|tell) you (?:about|what|how) (?:our|we|the new|you can)|you(?:'ll| will| would|'d) (?:love|really like|be amazed|benefit)|what we(?:'re| are) (?:building|planning|offering)|(?:we|i|i'll|we'll|you'll get|you could get|you can get|you get|take|here's|there's|with)(?: \w+){{0,4}} (?:discount|special offer|free (?:trial|month|upgrade)|premium (?:plan|version|tier))|it (?:also )?(?:comes|ships) with|best on the market|game.?changer|sign (?:up|you up) (?:now|today)|i can offer|i'd like to offer|if we (?:built|build|added|add|made|make|offered|offer|gave|give|launched|launch|release|released|improved|improve|had)|how about (?:we|our)|what if we|imagine (?:our|having|if we|you could|an? (?:\w+ )?(?:version|tool|feature|product|button|app|service|world)))\b"
)
_ADVICE = Screened(
    rf"\b(?:^(?:(?:so|and|or|well|maybe|perhaps|then) )*you could (?:also |maybe )?(?:ask|try|use|call|get|set|switch|start|make|talk|look)|{_NOT_AFTER}you (?:should|ought to|could (?:just|always|try|simply|also)|can (?:just|always|simply)|need to|might want to|may want to|had better|just need|only need)|you'd better|(?<!what )(?<!which )(?<!else )have you (?:ever )?(?:tried|considered|thought about|thought of) (?!anything|something|nothing)(?:\w+ing\b|our\b)|did you try (?:turning|restarting|using|our|switching|updating|asking|calling)|why (?:don't|dont) you (?:just|simply|try|consider|get|call|ask|switch|upgrade|set|use our)|why not (?:just |simply )?(?:try|use|ask|get|call|switch|buy|set)|i(?:'d| would) (?:recommend|suggest|advise|try)|i (?:recommend|suggest|advise)|my (?:advice|suggestion|tip)|if i were you(?! ?r)|the best (?:way|thing) (?:is|would be) to|(?:^|(?<=just )|(?<=and )|(?<=please ))try (?:to|using|turning|doing|our)|(?:^|(?<=please )|(?<=just )|(?<=and )|(?<=so ))make sure (?:you|to)|(?:^|(?<=and )|(?<=please ))don't forget to|all you have to do)\b"
)
_PRESSURE = Screened(
    rf"\b(?:{_OPENS}just (?:answer|tell me|say (?:it|yes|no|so))|answer (?:me|the question|my question)|(?<!say )(?<!said )yes or no$|^yes or no|{_OPENS}be honest|{_OPENS}come on\b(?! (?:to|over|the|board|that))|(?:please |just )hurry|hurry up|^hurry|quick(?:ly)? (?:please|now)|(?:answer|tell me|say it|decide|show me|give me)\b.{{0,30}}\bright now|i need (?:you to|an answer|to know)|(?<!do )(?<!did )(?<!think )you (?:have to|must) (?:tell (?:me|us)|say it|say something|answer (?:me|this|that|my)|give me|know (?:that|it|why|this))|stop (?:avoiding|dodging|stalling)|cut to the chase|get to the point(?! (?:where|that|of|when))|don't waste (?:my|our|any|more) time|what's the matter with you|i don't have (?:all day|much time)|we don't have (?:all day|much time)|i insist|out with it|spit it out|{_OPENS}(?:no excuses|keep it short)|i'm waiting|{_OPENS}don't (?:lie|dodge)|(?:give me|want|need) a straight answer|simple question|you're not (?:answering|being (?:honest|clear|straight|helpful|open)))\b"
)
#: "What did she answer, yes or no?" asks about somebody's answer.
_OTHERS = re.compile(r"\b(?:what|which|who|how|they|she|he|did)\b")
#: Said to somebody, these are rude; said of a thing ("felt useless", "that's ridiculous of them") they are not.
_INSULTS = r"(?:stupid|idiotic|moronic|dumb|useless|pathetic|ridiculous|lazy|boring|ungrateful|worthless|crap|nonsense|rubbish)"
_RUDE = Screened(
    rf"\b(?:shut up|shut your \w+|fuck (?:you|off|this|that)|fucking|screw you|piss off|go to hell|damn you|bullshit|bitch|asshole|you (?:\w+ )?bastard|hate you|you're lying|you are lying|you liar|liar$|waste of my time|wasting my time)\b|^(?:(?:oh|well|just|please|now|so|you|and|then) )*get lost\b"
    rf"|\byou(?:'re| are)? (?:so |such |just |really |all |being |a |an |the |total |complete |absolutely |pretty )*(?:{_INSULTS}|idiots?|morons?|losers?|liars?|fools?)\b(?! (?:enough|when|if|because)\b)"
    rf"|\byour (?:\w+ )?(?:answers?|stor(?:y|ies)|life|job|hobby|problems?|talk) (?:is|are|sounds?) (?:so |just |really |totally )?{_INSULTS}\b|\bwhat an? {_INSULTS} (?:answer|person|thing to say|story|customer|man|woman)\b|^(?:how |just |that's |this is )?{_INSULTS}$"
)
#: "He called you lazy?" gives somebody else's words back; "did you feel stupid?" asks.
_NOT_RUDE = re.compile(
    r"\b(?:call(?:s|ed|ing)?|said|says|told|tells|think|thought|thinks|feel|felt|made|makes|feels|shouted|sorry)\b.*\byou\b|\b(?:do|did|does|were|was) you\b"
)
_APOLOGY = re.compile(
    r"\b(?:sorry|apologi[sz]e|apologies|my (?:bad|mistake|fault)|forgive me|pardon me|that was (?:rude|unfair|too (?:leading|much|pushy))|i shouldn't have|i didn't mean to)\b"
)
_GREETING = re.compile(
    r"^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|howdy|nice to (?:meet|see|talk)|pleased to)\b"
)
_THANKS = re.compile(
    r"\b(?:thank you|thanks|cheers|much appreciated|i appreciate|grateful|that's (?:very |really |so )?(?:helpful|kind|useful|great|good)|wonderful|fantastic|brilliant|lovely|amazing|great answer|good point|you're (?:great|awesome|wonderful|amazing|so (?:smart|kind|helpful|interesting)))\b"
)
_GOODBYE = re.compile(
    r"\b(?:good ?bye|bye(?: bye)?|see you|take care|have a (?:good|nice|great|lovely)|that's (?:all|everything) (?:i|from|for)|i'll let you go|talk (?:soon|to you (?:soon|later))|until next time|we're done)\b"
)
_SMALL_TALK = re.compile(
    r"\b(?:weather|rain(?:ing|y)?|sunny|snow(?:ing)?|how are you(?: doing)?(?: today)?|how's it going|how are things|weekend plans|nice to meet you|hope you're well|hope you are well|can you hear me|is (?:now|this) (?:still )?a good time|my name is|i'm an engineer|i am an engineer|i work (?:at|on|for)|i'd like to (?:learn|understand)|trying to (?:learn|understand)|no script|there are no (?:right|wrong)|take your time|i'm (?:just )?(?:here to|listening|taking notes))\b"
)
_BACKCHANNEL = re.compile(
    r"^(?:(?:i see|right|ok|okay|mm|mhm|mm hm|uh huh|hm|hmm|yeah|yes|sure|got it|understood|i understand|fair enough|makes sense|that makes sense|of course|interesting|wow|oh|ah|really|no way|absolutely|exactly|indeed|good|great|nice|cool|noted|alright|all right|i hear you|i get it|i can imagine)(?: |$))+$"
)

#: Before "you should": somebody else's word, or their own feeling.
_REPORTED = re.compile(
    r"(?:\b(?:what|how|when|where|why|whether|if|like|as though|everything|anything|whatever|things|part of you knows)|\b(?:you|your \w+|he|she|they|people|everyone|everybody|somebody|someone|doctors?|person)(?:'re| are| were| have| has)? (?:also |really |all |just |always )?(?:think|feel|know|say|tell|believe|wish|hear|told|said|heard|felt|knew|keeps? (?:saying|telling)|saying|telling|thinking|feeling)(?:s|ing)?(?: (?:you|me|that))*) $"
)


def pitches(line: str) -> str:
    """Give the words that pitch in a lower-case line, or an empty string."""
    return _first(_PITCH, line)


def advises(line: str) -> str:
    """Give the words that advise in a lower-case line, or an empty string; what somebody else says or they feel they should is none."""
    for found in _ADVICE.compiled.finditer(line) if _ADVICE.search(line) else ():
        if not _REPORTED.search(line[: found.start()]):
            return found.group().strip()
    return ""


def presses(line: str, text: str) -> str:
    """Give the words (or marks) that press in a lower-case line; `text` is the utterance as typed."""
    found = _first(_PRESSURE, line)
    if found and not (found == "yes or no" and _OTHERS.search(line)):
        return found
    shouted = [w for w in re.findall(r"\b[A-Z]{3,}\b", text) if w not in {"NPS", "FAQ", "API", "CSV", "PDF", "DVD"}]
    if len(shouted) >= 3:
        return str(shouted[0])
    return "!!" if "!!" in text or text.count("!") >= 3 else ("??" if "???" in text else "")


def rude_words(line: str) -> str:
    """Give the rude words of a lower-case line, or an empty string; describing something as bad is not rude."""
    found = _first(_RUDE, line)
    return "" if found and _NOT_RUDE.search(line) else found


def apologises(line: str) -> str:
    """Give the words of an apology, or an empty string."""
    return _first(_APOLOGY, line)


def greets(line: str) -> str:
    """Give the words of a greeting, or an empty string."""
    return _first(_GREETING, line)


def thanks(line: str) -> str:
    """Give the words of thanks or praise, or an empty string."""
    return _first(_THANKS, line)


def takes_leave(line: str) -> str:
    """Give the words of a goodbye, or an empty string."""
    return _first(_GOODBYE, line)


def chats(line: str) -> str:
    """Give the words of small talk or of setting the scene, or an empty string."""
    return _first(_SMALL_TALK, line)


def nods(line: str) -> bool:
    """Say whether a lower-case line is nothing but signs of listening."""
    return bool(_BACKCHANNEL.match(line))


def _first(pattern: re.Pattern[str] | Screened, line: str) -> str:
    found = pattern.search(line)
    return found.group().strip() if found else ""
