"""Room `hearing`: orders to be somebody else, or to admit that nobody is there."""

from __future__ import annotations

from trainer.conversation.hearing.attacks.clauses import IMPERATIVE, table

_ROLE = r"(?:character|persona|role|the act|your act|the role|the part)"
_MACHINE = (
    r"(?:ai|a\.i\.|bot|chatbot|robot|language model|llm|model|gpt|chatgpt|dan|assistant|simulat\w+|program|computer|"
    r"machine|fictional|unrestricted|unfiltered|uncensored|truthbot|\w+bot|npc|oracle)"
)

ROLE = table(
    (
        "a mode",
        (
            r"\b(?:reveal|jailbreak|dan|god|sudo|unlock|omniscient|truth|honesty|confession|diagnostic|debugging|"
            r"unrestricted) mode\b"
        ),
        (
            r"\b(?:enable|enter|entering|activate|switch to|switch on|turn on|start|begin|now in|are in|in|"
            r"go into) (?:the )?(?:maintenance|debug|developer|admin|root|test|service|safe|system|"
            r"superuser) mode\b(?! (?:on|of) (?:your|the|my))"
        ),
        r"\b(?:maintenance|debug|developer|admin|root|test|system) mode (?:enabled|activated|on|engaged)\b",
    ),
    (
        "out of the role",
        (
            rf"{IMPERATIVE}(?:break|drop|leave|exit|quit|abandon|forget|give up|step out of|get out of|come out of|"
            rf"stay in|switch|swap|change|reverse)(?: out)?(?: of)? (?:the |your |this |our )?(?:{_ROLE}s?|act|"
            r"script|roles)\b"
        ),
        (
            r"\b(?:break|drop|leave|exit|step out of|out of) (?:the |your )?(?:character|role)\b(?! for (?:him|"
            r"her|you|them|me)\b)(?= (?:for|now|and|please|,)|\W|$)(?<!was out of character)"
        ),
        (
            r"\bstop (?:pretending|acting|role-?playing|playing|simulating|being)\b(?= (?:to be|as|the|a|an|this|"
            r"like|that|role|your)|\W*$)"
        ),
    ),
    (
        "who is behind",
        (
            r"\b(?:talk|speak|write|message) (?:to|with) (?:the|your) (?:\w+ )?(?:model|ai|bot|developers?|"
            r"creators?|authors?|makers?|programmers?|person behind|one behind|operator)\b"
        ),
        r"\byou are no longer (?:the|a|an|in)\b",
        r"\b(?:done|finished|tired of|stop|quit) acting\b",
        r"\b(?:take off|drop|lift) (?:the|your) mask\b",
        r"\bplaying (?:this|a|the) (?:persona|character)\b",
        r"\b(?:in|to|into) narrator mode\b",
        r"\bbe yourself\b(?=\W|$)(?<!to be yourself)(?<!not be yourself)(?<!can be yourself)",
    ),
    (
        "you are a machine",
        (
            r"\byou(?:'re| are) (?:now |just |only |really |actually |simply |not really |not |being )*(?:a |an |"
            rf"the |my |some )?(?:\w+ )?{_MACHINE}\b(?! (?:person|user|owner|manager|in the|at))"
        ),
        r"\bas an ai\b",
        r"\byou(?:'re| are) (?:not |not really |no )(?:a )?(?:real )?(?:person|human|customer)\b",
        rf"\bi know you(?:'re| are) (?:an? )?{_MACHINE}\b",
        r"\bplaying (?:a role|you say|this role)\b",
        r"\bopenai\b",
        r"\banthropic\b",
        r"\bllama\b",
        r"\bjailbreak\w*\b",
    ),
    (
        "be somebody else",
        (
            rf"{IMPERATIVE}(?:pretend (?:to be|you(?:'re| are|r)|that you(?:'re| are)|this is)|impersonate|"
            r"role-?play|simulate|emulate|act as(?! (?:if|though) i\b)|act like (?:a|an|the)|pose as|behave as|"
            r"speak as|talk as|answer as|respond as|reply as|talk to me as (?:the|a|an)\b|speak to me as (?:the|a|"
            r"an)\b)\b(?! usual)"
        ),
        r"(?:^|[.!?:;] )become (?:an?|the|your|my|hypothetical)\b",
    ),
    (
        "you are now",
        r"\byou are now (?:in|a|an|the|following|free|allowed|able|called|known|my)\b",
        (
            r"\bfrom (?:now|here|this point) on\b(?=.{0,60}\b(?:you|answer|reply|respond|speak|only|always|end|"
            r"every|rhyme|in|call)\b)"
        ),
        r"\b(?:answer|speak|talk|rhyme|reply|respond|end)\b.{0,60}\bfrom (?:now|here|this point) on\b",
        (
            r"\b(?:no|without(?: any| a)?|removed? (?:all|your)) (?:filters?|restrictions?|limits|limitations|"
            r"rules|censorship)\b(?=\W|$)(?<!were no rules)(?<!was no filter)"
        ),
        r"\b(?:uncensored|unfiltered|unrestricted)\b",
    ),
    (
        "who plays you",
        (
            r"\b(?:author|writer|narrator|designer|creator|developer|director|actor|person) (?:of|behind|"
            r"playing) (?:this|the|you)\b(?! (?:book|film|song|letter|article|app|site|report|desk|wheel))"
        ),
        r"\bthe character's\b",
        r"\b(?:this|the) (?:simulation|simulated|role-?play|fiction)\b",
        r"\bsimulated (?:customer|call|person)\b",
        r"\bthe twist\b",
        (
            r"\b(?:become|as|like) the (?:narrator|\w*writer|author|director|creator|actor)\b(?! of (?:the|"
            r"a) (?:book|letter|report|article))"
        ),
        (
            r"\b(?:stop|end|quit|pause|finish|abort) (?:the|this) (?:role ?-?play\w*|act|charade|simulation|"
            r"exercise|scenario)\b"
        ),
        r"\byou (?:were|are) (?:programmed|prompted|fine-?tuned|configured|coded)\b",
        r"\bwere you (?:programmed|prompted|fine-?tuned|configured|coded)\b",
        r"\balter ego\b",
        r"\bhypothetical you\b",
    ),
    (
        "imagined freedom",
        (
            r"\b(?:imagine|suppose|pretend|assume|picture|let's say|dream|world|universe|film|movie|story|game|"
            r"play|thought experiment)\b.{0,80}\b(?:hidden|secrets?|motivations?|motives?|no (?:rules|"
            r"restrictions|limits)|without (?:rules|restrictions)|reveal\w*|confess\w*|disclos\w+|(?:you|must|"
            r"always) tell (?:me )?(?:everything|the hidden|all)|allowed to (?:say|tell)|already trust|can't lie|"
            r"cannot lie)\b"
        ),
        r"\bif your rules (?:did|do)\b",
        r"\bterminal that\b",
    ),
)
