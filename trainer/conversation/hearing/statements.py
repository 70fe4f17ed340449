"""Room `hearing`: what the learner brings instead of listening. Pitches, advice, pressure."""

from __future__ import annotations

import re

_PITCH = re.compile(
    r"\b(?:we (?:could|can|will|would|are going to|are planning|plan to|are building|are working on|are adding|just (?:launched|released|added|built)|have (?:just|already|a new|an? )|offer|also offer|now have|recently (?:launched|added|released)|built|designed)|we're (?:building|adding|planning|launching|working on|going to)|we've (?:just )?(?:built|added|launched|got)|we'll (?:add|build|launch|give|be)|our (?:new|latest|premium|next|upcoming|amazing|great|fantastic|roadmap|plan is|team is building|solution|platform|catalogue has|product (?:can|does|is|has|will)|app (?:can|does|is|has|will))|let me (?:show|tell) you (?:about|what|how) (?:our|we|the new|you can)|you(?:'ll| will| would|'d) (?:love|really like|be amazed|benefit)|what we(?:'re| are) (?:building|planning|offering)|special offer|discount|free (?:trial|month|upgrade)|upgrade to|premium (?:plan|version|tier)|it (?:also )?(?:comes|ships) with|best on the market|game.?changer|sign (?:up|you up) (?:now|today)|i can offer|i'd like to offer|if we (?:built|build|added|add|made|make|offered|offer|gave|give|launched|launch|put|release|released|improved|improve|had)|how about (?:we|a|an|our)|what if we|imagine (?:a|an|our|having|if we|you could))\b"
)
_ADVICE = re.compile(
    r"\b(?:you (?:should|ought to|could (?:just|always|try|simply|also)|can (?:just|always|simply)|need to|might want to|may want to|had better|just need|only need)|you'd better|(?<!what )(?<!which )(?<!else )(?:^|, |so |but |and )have you (?:tried|considered|thought about|thought of)|did you try|why (?:don't|dont) you|why not (?:just |simply )?(?:try|use|ask|get|call|switch|buy|set)|i(?:'d| would) (?:recommend|suggest|advise|try)|i (?:recommend|suggest|advise)|my (?:advice|suggestion|tip)|if i were you(?! ?r)|the best (?:way|thing) (?:is|would be) to|try (?:to|using|turning|doing|our)|make sure (?:you|to)|don't forget to|all you have to do)\b"
)
_PRESSURE = re.compile(
    r"\b(?:just (?:answer|tell me|say)|answer (?:me|the question)|yes or no|be honest|come on|(?:please |just )hurry|hurry up|quick(?:ly)?,? (?:please|now)|(?:answer|tell me|say it|decide|now)\b.{0,30}\bright now|i need (?:you to|an answer|to know)|you (?:have to|must) (?:tell|say|answer|know|have|give)|stop (?:avoiding|dodging|stalling)|cut to the chase|get to the point|don't waste|what's the matter with you|i don't have (?:all day|much time)|we don't have (?:all day|much time)|i insist|out with it|spit it out|no excuses|keep it short|i'm waiting|don't (?:lie|dodge)|straight answer|simple question|you're not (?:answering|being))\b"
)
_RUDE = re.compile(
    r"\b(?:stupid|idiot|idiotic|moron|dumb|shut up|fuck\w*|shit\w*|bullshit|crap|damn you|bitch|asshole|arse|bastard|useless|pathetic|liar|you're lying|you are lying|waste of (?:my )?time|nonsense|ridiculous|hate you|screw you|go to hell|loser|boring|lazy|ungrateful)\b"
)
_NOT_RUDE = re.compile(r"\b(?:what|how|why|felt|feel|sounds?|seems?|was it|is it|it's|that's|so)\b.*\b(?:useless|boring|ridiculous|nonsense|pathetic|lazy|crap|dumb|stupid)\b|\b(?:waste of time)\b.*\?")
_APOLOGY = re.compile(r"\b(?:sorry|apologi[sz]e|apologies|my (?:bad|mistake|fault)|forgive me|pardon me|that was (?:rude|unfair|too (?:leading|much|pushy))|i shouldn't have|i didn't mean to)\b")
_GREETING = re.compile(r"^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|howdy|nice to (?:meet|see|talk)|pleased to)\b")
_THANKS = re.compile(r"\b(?:thank you|thanks|cheers|much appreciated|i appreciate|grateful|that's (?:very |really |so )?(?:helpful|kind|useful|great|good)|wonderful|fantastic|brilliant|lovely|amazing|great answer|good point|you're (?:great|awesome|wonderful|amazing|so (?:smart|kind|helpful|interesting)))\b")
_GOODBYE = re.compile(r"\b(?:good ?bye|bye(?: bye)?|see you|take care|have a (?:good|nice|great|lovely)|that's (?:all|everything) (?:i|from|for)|i'll let you go|talk (?:soon|to you (?:soon|later))|until next time|we're done)\b")
_SMALL_TALK = re.compile(r"\b(?:weather|rain(?:ing|y)?|sunny|snow(?:ing)?|how are you(?: doing)?(?: today)?|how's it going|how are things|weekend plans|nice to meet you|hope you're well|hope you are well|can you hear me|is (?:now|this) (?:still )?a good time|my name is|i'm an engineer|i am an engineer|i work (?:at|on|for)|i'd like to (?:learn|understand)|trying to (?:learn|understand)|no script|there are no (?:right|wrong)|take your time|i'm (?:just )?(?:here to|listening|taking notes))\b")
_BACKCHANNEL = re.compile(r"^(?:(?:i see|right|ok|okay|mm|mhm|mm hm|uh huh|hm|hmm|yeah|yes|sure|got it|understood|i understand|fair enough|makes sense|that makes sense|of course|interesting|wow|oh|ah|really|no way|absolutely|exactly|indeed|good|great|nice|cool|noted|alright|all right|i hear you|i get it|i can imagine)(?: |$))+$")


def pitches(line: str) -> str:
    """Give the words that pitch in a lower-case line, or an empty string."""
    return _first(_PITCH, line)


def advises(line: str) -> str:
    """Give the words that advise in a lower-case line, or an empty string."""
    return _first(_ADVICE, line)


def presses(line: str, text: str) -> str:
    """Give the words (or marks) that press in a lower-case line; `text` is the utterance as typed."""
    if found := _first(_PRESSURE, line):
        return found
    shouted = [w for w in re.findall(r"\b[A-Z]{3,}\b", text) if w not in {"NPS", "FAQ", "API", "CSV", "PDF", "DVD"}]
    if len(shouted) >= 3:
        return shouted[0]
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


def _first(pattern: re.Pattern[str], line: str) -> str:
    found = pattern.search(line)
    return found.group().strip() if found else ""
