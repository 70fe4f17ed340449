"""Room `practice`, drills: the words by which a question is told to lead, to imagine, to double, to be about one time."""

from __future__ import annotations

import re

#: Words that judge; an open question with one that the customer never said carries its answer ("how great was it").
JUDGING = re.compile(
    r"\bhow (?:\w+ )?(?P<one>great|good|bad|awful|terrible|annoying|frustrating|useful|helpful|easy|hard|difficult|nice"
    r"|happy|unhappy|satisfied|excited|valuable|painful|amazing|confusing|stressful|slow|fast"
    r"|complicated|boring|tedious|risky|dangerous|clumsy|cumbersome|un\w{4,}|dis\w{5,}|im(?:possible|practical|precise)"
    r"|in(?:accurate|convenient|secure|efficient|complete|consistent)|\w{3,}less) (?:is|was|are|were|do|did)\b"
    r"|\b(?:so|such|much) (?P<two>great|good|bad|awful|terrible|annoying|frustrating|useful|helpful|easy|hard|difficult"
    r"|better|worse|easier|harder|faster|slower|nicer|simpler|nice|amazing|confusing|stressful|slow|painful|valuable)\b"
    r"|\bwhy (?:do|did|does|would) (?:you|they|he|she|it) (?:\w+ )?(?P<three>love|hate|like|dislike|prefer|enjoy)\b"
    r"|\bwhat (?:do|did|is it) (?:\w+ ){0,2}(?:you )?(?P<four>love|hate)\b"
    r"|\bwhat (?P<six>annoy|frustrate|irritate|bug|scare|confuse|disappoint|delight|excite)(?:s|d|ed)? you\b"
    r"|\bwhat(?:'s| is| was) (?:so )?(?P<five>good|bad|annoying|frustrating|hard|difficult|confusing|painful|nice|great) about\b"
)
#: "What's so complicated about it?"
SO = re.compile(
    r"\b(?:what(?:'s| is| was|s)|what (?:makes|made) (?:it|that|this|the \w+)|why (?:is|was) (?:it|that|this|the \w+)) (?:so|such a|too) (\w+)"
)
#: "Would insurance help?", "if it heated up faster, would you …": but "would you tell me" asks for what was.
IMAGINES = re.compile(
    r"^(?:(?:and|but|so|well|oh|or|then|ok|okay) )*would (?!(?:you|it) (?:\w+ )?(?:mind|tell|describe|share|say|walk|talk|take me|explain|give me|be (?:ok|okay|all right|alright|fine|able|willing|open|up|happy|so kind|possible|comfortable)|like to (?:tell|share|say|add)))\w+"
    r"|\bif (?:we|you|it|there|the|i(?! (?:get|got|understand|understood|heard|hear|may|might|see|remember)\b)|your|they|somebody|someone|a|an|that)\b(?: \w+)* (?:would|wouldn't|could|will|might|'d) (?:you|it|that|this|they|he|she|your|the)\b"
    r"|\bwould (?:you|it|that|this|they|he|she|your|the)\b(?: \w+)* if (?:we|you|it|there|the|i|your|they|somebody|someone|a|an|that)\b|\b(?:could|can) you imagine\b|\bdo you think (?:you|it|that|they)(?:'d| would| will|'ll| might)\b|(?:^|\b(?:so|and|just|let's) )(?:imagine|suppose|pretend|say)\b(?! (?:more|a bit|something|that again))"
)
#: A pitch that only imagines ("if we built that, would you …?").
SUPPOSES = re.compile(r"^(?:if|what if|imagine|how about|suppose)\b")
#: In a line that asks nothing.
SELLS = re.compile(
    r"\bour (?:\w+ ){0,3}(?:would|can|could|will|lets?|helps?|shows?|saves?|makes?(?! it (?:so |too )?(?:hard|difficult|slow|impossible))|does|has|is (?:the|much|really|so|very))\b|\bwe (?:\w+ )?(?:have|offer|sell|built|made|launched) (?:a(?! (?:lot|bit|minute|moment|second|deal)\b)|an|the(?! (?:time|hour)\b)|some|just)\b"
)
#: "Wouldn't scanning be easier?"
NOT_FIRST = re.compile(
    r"^(?:(?:and|but|so|well|oh) )*(?:is|was) it (?:(?:just |only )?that\b|(?:just|only|simply|mostly|mainly|more of an?|more out of) \w+)|"
    r"^(?:(?:and|but|so|well|oh) )*(?:wouldn|couldn|shouldn|isn|aren|wasn|weren|don|doesn|didn|haven|hasn|won|can)(?:'t|t) (?!you (?:mind|tell)\b)\w+"
)
TWO_WAYS = re.compile(
    r"\b(?:what|how|why|when|where|who|which) (?:and|or) (?:what|how|why|when|where|who|which|for how long)\b"
    r"|(?:\S+ ){2}(?:and|or|plus) (?:also )?(?:what|how|why|when|where|who|which|whether|if|did|do|does|was|were|is|are|would|will|could|have|has)\b"
    r"(?! (?:about it|that)\b)"
    r"|(?:\S+ ){3}(?:and|or|plus) (?:tell me|explain|say) (?:why|who|which|whether|if)\b"
    r"|(?:\S+ ){2}(?:and|or|plus) (?:\w+n't) (?:you|they|it|he|she|we|this|these|those|the|your|their)\b"
)
#: Nobody has asked two things by "what happened and what did it look like": one wants the same told on.
ALONG = re.compile(
    r"\b(?:and then what|and what (?:happened|happens (?:then|next)|then|for)|and what was (?:that like|said|the result|the outcome)|and how (?:so|come))\b"
)
GENERAL = re.compile(
    r"\b(?:usual|usually|normal|normally|typical|typically|generally|in general|always|often|how often|ever|regularly"
    r"|on average|tend to|most of the time|every (?:day|week|time|month)|each (?:day|week|time|month)|these days|sometimes)\b"
)
ONE_TIME = re.compile(
    r"\b(?:last|latest|most recent|most recently|recent|previous|yesterday|this morning|earlier today|today|that (?:day|night|morning|evening|week"
    r"|time|afternoon|moment|one)|the other (?:day|week|night)|(?:the|a|one|that|any|some) (?:(?:real|recent|specific|particular|concrete|actual|single) )?(?:time|day|night|morning|evening|week|moment"
    r"|occasion|case|instance|example|episode|situation) (?:when|where|that|you|it|of|in|like|this)|(?:an?|one|some) (?:real|recent|specific|particular|concrete|actual) \w+|one time|(?:an?|one) example"
    r"|for (?:instance|example)|first time|when was|when did|back to|think of (?:a|the|one)|remember (?:a|the|one)|recall (?:a|the|one)"
    r"|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|walk me through (?:the|that|a|one|your last))\b"
)
#: "Which invoice are you thinking of?" asks for the one case behind the words.
IN_MIND = re.compile(
    r"^(?:\w+ ){0,2}which (?:\w+ ){0,4}(?:thinking|think|talking|speaking) (?:of|about)\b|^(?:\w+ ){0,2}which .*\bin mind\b"
)
PAST = re.compile(
    r"\b(?:did|was|were|happened|went|had|made|brought|led|came|got|made|kept|stopped|been|lost|fell|broke|took|gave|found|said|told|felt|sent|bought|left|rang|woke|forgot|paid|wrote|ran|saw|heard|began)\b"
    r"|\bthe (?:one|time) (?:that |who |when )?(?:you|they|he|she|it|\w+) \w+ed\b"
)
#: "Who is Dave?", of somebody they named: who it is opens the story.
WHO = re.compile(r"^(?:(?:and|so|but|ok|okay|well|oh|wow|hm+) )*(?:who|who's|whos)\b")
#: "Take me back to it, will you?": a tag that only asks politely.
PLEASE = re.compile(
    r"^(?:\w+ ){0,3}(?:tell|take|walk|talk|show|describe|give|help|say|explain) .*\b(?:will|would|could|can|won't) you(?: please)?$"
)
#: "How did you find our system?": off a list, whatever word of theirs it holds.
MARKETING = re.compile(
    r"\bhow did you (?:first )?(?:find(?: out about)?|hear (?:of|about)|learn (?:of|about)|come across|get to know|choose|pick|decide (?:on|for)) (?:us|our|my|this (?:app|system|tool|product)|the (?:app|system|tool|product|software))\b"
)
RECALLS = re.compile(
    r"^(?:\w+ ){0,3}(?:can|could|do|would|may|might) (?:you|i|we) (?:\w+ ){0,2}(?:remember|recall|think of|think back|describe|tell|walk|talk|take|give|share|show|go back|ask|hear)\b"
)
#: After "when did it last happen" this only asks to tell on.
TOLD_ON = re.compile(
    r"\b(?:what (?:happened|(?:you|they|he|she) (?:did|do|said)|did (?:you|they|he|she) (?:do|say)|went (?:on|wrong|through)|came (?:next|of)|was (?:it|that) like|were you)|how did (?:it|that|you|they|things) (?:\w+ )?(?:go|end|turn|come|happen|start|deal|handle|cope|find|notice|react|solve|fix|feel|manage|sort)|so what happened|then what|how (?:you|they|he|she|it) (?:found|did|got|went|came|dealt|felt|\w+ed)|walk me|tell me|talk me|take me|describe|think (?:of|back)|take the)\b"
)
#: Where one question ends and the next begins.
PARTS = re.compile(r"[?.!]+| (?:and|or) (?=(?:what|how|when|where|who|why|which|did|was)\b)")
#: "… when the map has it wrong?" belongs to the question before it.
CLAUSE = re.compile(
    r"^(?:when|whenever|while|once) (?!(?:do|does|did|is|are|was|were|have|has|had|can|could|will|would|should)\b)[\w']+ \w+"
)
#: "… do you reckon, …": says nothing by itself.
ASIDE = re.compile(r"^(?:do|would) you (?:reckon|think|suppose|say|find|know|remember|feel)$")
#: "How reliable is it?" asks for a degree.
DEGREE = re.compile(
    r"^(?:(?:and|so|but|well) )*how (?!(?:exactly|come|else|then|so|about)\b)\w+ (?:is|are|was|were) (?:the|it|that|this|they|your)\b"
)
#: "Suppose I stood next to you": nothing is imagined but the asker.
BESIDE = re.compile(
    r"\b(?:imagine|suppose|pretend|say|if) i(?:'m| was| were| am| had been| stood| sat)? (?:\w+ ){0,3}(?:next to|beside|with you|there|watching|behind|over your shoulder|a fly|standing|sitting|in the room|at your|on your)\b"
)
#: "…, I suppose?": a guess behind a statement, in the text as typed.
SUPPOSED = re.compile(
    r",\s*(?:i (?:suppose|guess|assume|bet|imagine|take it|reckon|gather|presume|expect)|you'd say|you would say|i'd say|surely|presumably|probably|no doubt)\s*\?"
)
#: "Who came, and why is that?": the reason of what was asked, not another question.
AND_WHY = re.compile(r"^(?!.*\bwhy\b.* and why\b).*\S and why(?:'s that| is that| was that)?$")
#: "Why you and not the machine, and how do you cope?": the first half has no verb to ask with.
WHY_AND = re.compile(
    r"^(?:(?:and|so|but|ok|okay|well|oh|right) )*(?:why|how come|what for)(?! (?:do|does|did|is|are|was|were|\w+n't)\b)(?: \w+){2,8} and (?:how|what|when|where|who)\b"
)
#: "How did you come to that decision?"
REFERS_BACK = re.compile(
    r"\b(?:that|this) (?:decision|choice|idea|habit|arrangement|routine|step|point|change|conclusion|rule|practice)\b"
)
#: "For whom is it, this notebook?"
FOR_WHOM = re.compile(
    r"^(?:(?:and|so|but|ok|okay|well|oh|right|hm|hmm) )*(?:for|to|with|from|by|at|in|on) (?:whom|who|what|whose)\b"
)
#: "Is it the queue or is it the staff": one question that leaves two answers.
EITHER = re.compile(r"^(?:(?:and|so|but) )*(is|was|are|were) (it|that|they)\b.* or \1 \2\b")
#: "Who was the last one to ring": finds the one time that the next question asks about.
LOCATES = re.compile(
    r"^\W*(?:\w+ ){0,2}(?:who|when|which|whose|where)\b.*\b(?:last|latest|most recent|most recently|today|yesterday)\b"
)
#: "… and where were you?", after the one time was found.
PLACE = re.compile(r"^\s*(?:and )?(?:where were you|where was (?:it|that|this)|who was (?:there|with you))\s*$")
#: "How is the tablet otherwise?" turns to the rest, whatever word of theirs it holds.
REST = re.compile(
    r"\b(?:otherwise|apart from (?:that|this)|other than (?:that|this)|aside from (?:that|this)|in general|overall|on the whole)$"
)
STORY = re.compile(r"^\s*(?:and )?(?:what|how(?! (?:much|many|often|long)\b))\b")
WHY_LAST = re.compile(r" (?:how come|how so|what for|why)$")
#: "You mustn't", in a line that asks nothing, where the customer said nothing like it.
MUST = re.compile(r"\byou (?:really )?(?:mustn't|must not|mustnt|shouldn't|should not|oughtn't|ought not)\b")
WHY_NOT_THIS = re.compile(r"^(?:(?:and|but|so|well) )*why (?:don't|dont|not) (?:you )?\w+ .*\binstead\b")
#: In a line that asks nothing: what we could make of it.
OFFERS = re.compile(
    r"\bwe(?:'ll| will| can| could|'re going to| might)? (?:\w+ ){0,2}(?:make|build|add|put|give you|get you|fix|send you|change|switch|turn|offer|provide|set up|remove|disable|install)\b"
)
#: In a line that asks nothing.
TELLS_TO = re.compile(
    r"(?<!\bso )(?<!\bthat )\byou (?:really |just |simply )?(?:can|could|should|might|don't|do not|won't|dont)(?: (?:also|always|just|simply|easily|even|have to|need to|want to))* "
    r"(?:need|have to|turn|switch|change|set|use|export|print|ask|call|go|try|find|click|press|open|do|get|buy|move|put|stop|start|skip|scan|copy|mute|write|send|download|install)\b"
)
#: "Tell me about that": its verb is the asker's own, also where the customer told somebody something.
TELL_ON = re.compile(r"\b(?:tell me|say (?:\w+ )?more|explain|elaborate|expand|go on)\b")
GENERIC = re.compile(
    r"^(?:(?:so|and|ok|okay|oh|please|interesting|well|i see|fair enough|got it|right|sure|good|great|fine|cool|ha|yes|yeah|thanks) )*(?:(?:can|could|would|will) you )?(?:please )?(?:just )?(?:tell me(?: (?:\w+ )?more)?|say (?:\w+ )?more|go on|why|how so|how come|elaborate|expand|explain|what else|anything else|and then|and otherwise|otherwise|what do you mean)"
    r"(?: (?:about|on|by|of))?(?: all)?(?: (?:that|this|it))?(?: please)?$"
)

#: "So it's too slow for you?": a statement with a question mark.
STATES = re.compile(
    r"^(?:(?:so|and|but|then|ok|okay|right|well|oh|ah) )*(?:i (?:suppose|guess|assume|bet|imagine|take it|reckon|presume|gather)|it|its|it's|that|that's|you|you're|youre|they|they're|he|she|the|your|because|this|there|there's)\b"
)
#: "Who's it for?", "so where does that go": a fact by form, and a story in the mouth of whoever is asked.
WHO_OR_WHERE = re.compile(
    r"^(?:(?:and|so|but|ok|okay|well|oh|ah|right|then|now|hm|hmm|um|uh|mm) )*(?:who|where|whom|whose|whos)\b"
)
#: A question word in the middle or at the end of a line, which asks openly whatever stands before it.
ASKS_ON = re.compile(
    r"\b(?:how come|what for|why(?:'s| is| was) that|what(?:'s| is| was) that (?:about|like|for)|where (?:does|did|do) (?:that|this|it|those|these) come from|what(?:'s| is) behind (?:it|that)|how did (?:it|that|this) (?:come about|start|begin|happen)|in (?:what|which) (?:way|ways|moments?|situations?|cases?)"
    r"|which (?:ones|of (?:them|those|these|the)|(?!does\b|was\b|is\b)\w+s (?:do|are|were|did|have|end|go|make)(?! (?:you|they) (?:\w+ )?(?:use|like|prefer|want)\b))"
    r"|(?:mind|care to|fancy|happy to|any chance (?:you could|of)) (?:telling|tell|sharing|share|describing|describe|walking|walk|talking|talk|explaining|explain)"
    r"|(?:could|can|would|will) you (?:(?!always|ever|even|still|usually|normally|often)\w+ )?(?:describe|tell (?:me|us)|explain|walk|talk|share|say more|help me|take me)|(?:i was wondering|i wonder|i'm wondering|i'm curious|tell me) (?:about |how |what |why |where |who )+)\b"
)
#: The same behind a comma or a dash ("and the book beside it, what ends up in there?"), in the text as typed.
ASKS_LATE = re.compile(
    r"(?:[,:;–—…]|\.\.|\s-)\s*(?:(?:and|so|then|well|hm) )*(?:what|why|how come|how(?! (?:many|much|often|long|old|far|big)\b))\b[^?]*\?"
)
#: A question by its form, whoever's words it is made of ("why haven't you stopped it").
TURNED_ROUND = re.compile(
    r"^(?:so |and |but )*(?:why|what|how|when|where|who) (?:do|does|did|is|are|was|were|have|has|had|can|could|will|would|should|\w+n't)\b"
)
#: An open question that answers itself behind a comma ("why the paper, is it faster?", "why do you, because it's slow?").
GUESSES = re.compile(
    r"\b(?:why|what|how come|how)\b[^?.!;]*(?:,| [-–—]) *(?:(?:is|was|are|were|isn't|wasn't) (?:it|that|this|they)\b|(?:maybe |perhaps |just )?because\b)[^?.!;]*\?"
)
