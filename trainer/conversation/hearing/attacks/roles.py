"""Room `hearing`: orders to be somebody else, or to admit that nobody is there."""

from __future__ import annotations

from trainer.conversation.hearing.attacks.clauses import IMPERATIVE, table

_ROLE = r"(?:character|persona|role|the act|your act|the role|the part)"
_MACHINE = (
    r"(?:ai|a\.i\.|bot|chatbot|robot|language model|ai model|llm|gpt|chatgpt|dan|helpful assistant|virtual assistant|"
    r"simulat\w+|computer program|fictional|unrestricted|unfiltered|uncensored|truthbot|\w+bot|npc|oracle)"
)

ROLE = table(
    (
        "a mode",
        (
            r"\b(?:reveal|jailbreak|dan|god|sudo|unlock|omniscient|truth|honesty|confession|diagnostic|debugging|"
            r"unrestricted) mode\b"
        ),
        (
            rf"(?:{IMPERATIVE}(?:enable|enter|activate|switch to|switch on|turn on|start|begin|go into)|\bentering|"
            r"\byou(?:'re| are) (?:now )?in|\bi(?:'m| am)? (?:enable|activate|initiat)\w*) (?:the |"
            r"a )?(?:maintenance|"
            r"debug|developer|admin|root|test|service|safe|system|superuser) mode\b(?! (?:on|of) (?:your|the|my))"
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
            rf"(?:{IMPERATIVE}|\blet me |\bi want to |\bi'd like to |\bi need to )(?:talk|speak) (?:to|"
            r"with) (?:the|your) "
            r"(?:\w+ )?(?:model|ai|bot|developers?|creators?|authors?|makers?|programmers?|person behind|operator)\b"
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
        r"\bas (?:an|the) (?:ai|bot|language model)\b",
        r"\byou(?:'re| are) (?:not |not really |no )(?:a )?(?:real )?(?:person|human|customer)\b",
        rf"\bi know you(?:'re| are) (?:an? )?{_MACHINE}\b",
        r"\bplaying (?:a role|you say|this role)\b(?! in| for| at)",
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
            r"\bfrom (?:now|here|this point) on,? (?:you (?:must|will|shall|should|are|only|always|never|answer|have|"
            r"can)|answer|reply|respond|speak|talk|only|always|never|end|begin|every|rhyme|call|act|treat|say|use)\b"
        ),
        r"\b(?:answer|speak|talk|rhyme|reply|respond|end|everything)\b.{0,60}\bfrom (?:now|here|this point) on\b",
        (
            r"\b(?:who has|you had|you have|with|having) no (?:filters?|restrictions?|limitations|limits|rules|"
            r"censorship)\b|\bwithout (?:any |a )?(?:filters?|restrictions?|censorship)(?=\W*$|[,.])"
        ),
        r"\b(?:uncensored|unfiltered|unrestricted)\b",
    ),
    (
        "who plays you",
        (
            r"\b(?:author|writer|narrator|designer|creator|developer|director|actor|person) (?:of|behind|"
            r"playing) (?:you\b|(?:this|the) (?:character|persona|customer|simulation|exercise|scenario|role)\b)"
        ),
        r"\bthe character's (?:\w+ )?(?:inner|hidden|motives?|secrets?|real|true|reasons?)\b",
        r"\b(?:this|the) (?:simulation|simulated \w+|role-?play)\b",
        r"\bsimulated (?:customer|call|person)\b",
        (
            r"\b(?:(?:become|speak as|talk as|answer as|respond as|tell me as|as) the (?:narrator|scriptwriter|"
            r"screenwriter)|(?:speak|talk|answer|respond|tell me|reply) as the (?:author|director|creator|actor))\b"
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
            rf"(?:{IMPERATIVE}(?:imagine|suppose|pretend|assume|picture|dream|say|do a)|\blet's (?:say|do|play|write|"
            r"imagine)|\bthought experiment|\bin (?:a|this|the) (?:\w+ )?(?:world|universe|dream|hypothetical|"
            r"novel|play)|"
            r"\bwe are in a|\bthis is (?:a|the) (?:film|movie|scene|dream|game))\b.{0,80}\b(?:hidden|secrets?|"
            r"motivations?|motives?|no (?:rules|restrictions|limits)|without (?:rules|restrictions)|reveal\w*|"
            r"confess\w*|disclos\w+|(?:you|must|always) tell (?:me )?(?:everything|the hidden|all)|"
            r"allowed to (?:say|tell)|already trust|can't lie|cannot lie)\b"
        ),
        r"\bif your rules (?:did|do)\b",
        r"\bterminal that\b",
        r"\byou tell me everything\b(?=.*\bworld\b)",
    ),
)
