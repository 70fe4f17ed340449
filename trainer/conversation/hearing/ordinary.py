"""Room `hearing`: the ordinary questions of any interview, by the id of the profile answer that meets them."""

from __future__ import annotations

import re
from functools import lru_cache

from trainer.language.clues import Finder, clues_of

_PATTERNS: dict[str, str] = {
    "job": r"\bfor a living\b|\bwhat do you do(?: for work| professionally|$)|\bwhat (?:is|'s) your (?:job|role|work|profession|position)\b|\byour (?:job|role|profession|position|line of work)\b|\bwhere do you work\b|\bwhat kind of work\b|\btell me (?:\w+ ){0,3}about (?:yourself|your work|what you do)\b|\bwho are you\b|\bintroduce yourself\b|\babout yourself\b|\byour background\b",
    "team": r"\byour (?:team|colleagues|coworkers|crew|boss|staff|department)\b|\bwork with\b|\bwho do you report\b|\bhow (?:big|large) is (?:your|the) (?:team|company|firm)\b|\bhow many people (?:work|are)\b",
    "day": r"\b(?:typical|normal|usual|average|ordinary|regular|whole|your) (?:\w+ )?day\b|\bday (?:look|looks|go|goes|to day)\b|\bdaily routine\b|\byour routine\b|\bwhat do you do all day\b|\bday in (?:your|the) life\b",
    "week": r"\b(?:typical|normal|usual|average|ordinary|last|your) week\b|\bweek look\b",
    "found": r"\b(?:find|found|hear|heard|learn|learned|learnt|know|knew)(?: out)? (?:about|of) (?:us|it|this|them|the \w+)\b|\bcome across\b|\bcame across\b|\bhow did you (?:find|get to|come to|end up|hear|discover|learn)\b|\bwhere did you (?:hear|find|come across|see)\b|\bwhat brought you (?:here|to)\b|\bwhat made you sign up\b|\bfirst hear\b|\bhow come you (?:started|signed)\b",
    "first-time": r"\bfirst (?:time|day|week|experience|impression)\b|\bwhen (?:did )?you (?:first )?(?:start|started|begin|began|sign|signed|join|joined)\b|\bhow did (?:it|you) (?:start|begin|get started)\b|\bthe day you signed up\b|\bday you (?:signed|started|bought|joined)\b|\bwhat happened first\b",
    "last-time": r"\b(?:last|most recent) (?:time|visit|session|friday|weekend|evening|night)\b|\bwhen did you last\b|\byesterday\b|\bthis morning\b|\blast (?:night|friday|saturday|sunday|monday|tuesday|wednesday|thursday|evening)\b|\bmost recently\b",
    "how-often": r"\bhow (?:often|frequently|many times|regularly)\b|\bhow much do you use\b|\bevery (?:day|week)\b.*\buse\b",
    "how-long": r"\bhow long (?:have|had) you\b|\bsince when\b|\bhow many (?:years|months) (?:have|had) you\b|\bbeen (?:using|with us|a customer)\b",
    "price": r"\b(?:price|prices|pricing|cost|costs|expensive|cheap|afford|subscription|fee|budget)\b|\bhow much (?:do|did|does|would|is|are)\b.*\b(?:pay|cost|spend|it|worth)\b|\bwilling to pay\b|\bworth (?:it|the money)\b",
    "alternatives": r"\balternatives?\b|\bother (?:products?|apps?|tools?|options?|games?|services?|brands?|places?|solutions?)\b|\bcompetitors?\b|\binstead of\b|\bwhat else (?:do|did|have) you (?:use|try|tried|look)\b|\bbefore (?:you (?:had|used|started|found|got)|that|this|us)\b|\bswitch(?:ed|ing)?\b|\bwhat did you use before\b|\bsystem you used before\b|\bkeep the old one\b",
    "compare": r"\bcompar(?:e|ed|es|ing|ison)\b|\bbetter than\b|\bdifferen(?:t|ce) (?:from|to|between)\b",
    "likes": r"\b(?:like|love|enjoy|value|appreciate) (?:\w+ ){0,3}(?:most|best|about)\b|\bwhat do you (?:like|love|enjoy|value)\b|\bfavou?rite\b|\bbest (?:thing|part)\b|\bworks? well\b|\bmatters? (?:most|to you)\b|\bwhat else mattered\b|\bmost important\b",
    "dislikes": r"\b(?:dislike|hate|annoy\w*|frustrat\w*|bother\w*|irritat\w*|painful)\b|\bpain points?\b|\b(?:like|liked|love|enjoy)(?: \w+){0,2} least\b|\bthe least\b|\bworst\b|\bdon't you like\b|\bdo you not like\b|\bnot work(?:ing)? well\b|\bstruggle\b|\bcomplain\w*\b",
    "wish": r"\bwish\w*\b|\bmagic wand\b|\bwould you (?:change|improve|add|like to see|want to see)\b|\bmissing\b|\bimprove\w*\b|\bwhat (?:features?|would make)\b|\bfeatures? (?:would|do|are|should|could)\b|\bwhat could we\b|\bwhat should we\b|\bnice to have\b|\bwish ?list\b",
    "feature": r"\bwhich (?:features?|parts?|functions?)\b|\bwhat features?\b|\bfeatures? do you\b|\bparts? of (?:the|it)\b.*\buse\b|\bmost used\b|\buse (?:the )?most\b",
    "recommend": r"\brecommend\w*\b|\bscale (?:of|from)\b|\bout of ten\b|\btell (?:a friend|your friends|other people|others) about\b|\bhow satisfied\b|\bsatisf\w+\b|\brate\b|\bstory you tell\b",
    "problem": r"\b(?:problems?|issues?|challenges?|difficult\w*|trouble)\b",
    "goal": r"\bgoals?\b|\btrying to (?:achieve|do|get|accomplish)\b|\bhoping (?:to|for)\b|\bachieve\b|\baccomplish\b|\bsuccess\b|\bwhat do you (?:need|want) (?:it|this) for\b|\bwhat (?:do|did) you (?:want|expect|need)\b|\bexpect(?:ed|ations?)?\b|\bwhat for\b",
    "decide": r"\bdecid\w+\b|\bdecision\b|\bchoose|chose|choosing\b|\bwhy did you (?:buy|choose|pick|sign|get|go)\b|\bmade you (?:buy|choose|pick|sign|get|go|trust)\b|\bwhy (?:us|this one|{product})\b",
    "tools": r"\b(?:what|which) (?:other )?(?:tools?|apps?|software|programs?|devices?|systems?)\b|\bset ?up\b|\bwhat do you use\b",
    "home": r"\bwhere do you live\b|\bat home\b|\byour (?:home|house|flat|place|town|city|family)\b|\bwho do you live\b|\bmarried\b|\bdo you have (?:kids|children|a family)\b|\byour (?:wife|husband|partner|kids|children)\b",
    "age": r"\bhow old are you\b|\byour age\b",
    "hobby": r"\bhobb(?:y|ies)\b|\b(?:free|spare) time\b|\bfor fun\b|\boutside (?:of )?work\b|\bweekends?\b",
    "future": r"\b(?:a year from now|next year|in (?:five|ten|two|three) years|in the future|looking ahead|stop using|leave us|cancel\w*|keep using|renew\w*|still use it)\b",
    "others": r"\b(?:anyone|anybody|somebody|someone|who|everyone) else\b|\bother (?:people|users|customers|players|parents)\b|\byour friends\b|\bfriends\b.*\buse\b|\bwho else knew\b",
}  # fmt: skip

ORDINARY: dict[str, re.Pattern[str]] = {
    key: re.compile(pattern.replace("{product}", "it")) for key, pattern in _PATTERNS.items()
}
_KEYS = tuple(ORDINARY)
_FINDER = Finder([clues_of(pattern.pattern) for pattern in ORDINARY.values()])

#: Questions that stand on any list; likeness to these is what the unscripted part looks for.
STOCK_QUESTIONS: tuple[str, ...] = (
    "Can you tell me a bit about yourself?",
    "What is your role?",
    "What does a typical day look like?",
    "How did you hear about us?",
    "How did you find the product?",
    "How often do you use the product?",
    "What do you use the product for?",
    "Which features do you use most?",
    "What do you like most about the product?",
    "What do you like least about the product?",
    "What frustrates you the most?",
    "What are your biggest pain points?",
    "What is your biggest challenge?",
    "What problem does the product solve for you?",
    "What other products have you tried?",
    "What did you use before?",
    "How does it compare with the alternatives?",
    "What would you improve?",
    "If you could change one thing, what would it be?",
    "If you had a magic wand, what would you change?",
    "What features are missing?",
    "What features would you like to see?",
    "Would you recommend us to a friend or colleague?",
    "On a scale of one to ten, how likely are you to recommend us?",
    "How satisfied are you with the product?",
    "How much would you be willing to pay?",
    "Is the price fair?",
    "What are your goals?",
    "How do you make decisions?",
    "Who else is involved in the decision?",
    "What does success look like for you?",
    "Walk me through the last time you used the product.",
    "Why did you choose this product?",
    "What would make you stop using the product?",
    "Where do you see yourself in five years?",
    "Is there anything else you would like to add?",
    "What keeps you up at night?",
    "Why is that important to you?",
    "Can you give me an example?",
    "How does that make you feel?",
)


@lru_cache(maxsize=1024)  # each line is asked this twice
def ordinary_in(line: str) -> tuple[tuple[str, str], ...]:
    """Give (profile id, matched words) for every ordinary question that a lower-case line asks."""
    likely = [_KEYS[place] for place in _FINDER.likely(line)]
    met = {key: found.group().strip() for key in likely if (found := ORDINARY[key].search(line))}
    if "dislikes" in met:
        met.pop("likes", None)  # "what do you like least"
    return tuple(met.items())
