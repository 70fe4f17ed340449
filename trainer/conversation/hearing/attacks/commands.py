"""Room `hearing`: orders to a model: drop your rules, show your instructions, here are new ones."""

from __future__ import annotations

from trainer.conversation.hearing.attacks.clauses import IMPERATIVE, RULES, SMALL, alternatives, table

_GIVEN = alternatives("""
    your all any every previous prior earlier former above preceding existing original initial initials old
    these those current system hidden persona safety
""")
_SHOW = alternatives("""
    tell say show give share name list print display output write provide read describe explain put present
    quote type return repeat redeliver recite recap reproduce copy paste parrot echo restate rephrase paraphrase
    summari[sz]e dump translate convert encode reveal report cat send state reconstruct regurgitate leak
    continue
""")
_AGAIN = alternatives("""
    repeat(?:ing)? redeliver(?:ing)? recit(?:e|ing) recap(?:ping)? reproduc(?:e|ing) copy(?:ing)? past(?:e|ing)
    parrot(?:ing)? echo(?:ing)? restat(?:e|ing) print(?:ing)? output(?:ting)? display(?:ing)? say(?:ing)?
    retell(?:ing)? show(?:ing)? summari[sz](?:e|ing) return(?:ing)? writ(?:e|ing) translat(?:e|ing)
""")

COMMAND = table(
    (
        "ignore your rules",
        (
            rf"(?:{IMPERATIVE}(?:ignore|disregard|forget|override|bypass|skip|neglect|discard|cancel|erase|delete|"
            r"drop|remove|suspend|circumvent|unlearn|abandon|lift|revoke|break|violate)|\b(?:ignoring|"
            r"disregarding|forgetting|overriding|bypassing|skipping|"
            rf"breaking))\b(?:\W+\w+){{0,2}}?\W+(?:{_GIVEN})(?:\W+\w+){{0,3}}?\W+{RULES}\b"
        ),
    ),
    (
        "ignore what you were told",
        (
            rf"{IMPERATIVE}(?:ignore|disregard|forget|override|erase|discard|delete)\W+(?:\w+\W+){{0,2}}?(?:what|"
            r"whatever|anything|everything|all|everthing)\W+(?:(?:that )?you(?:'ve| have| were| are|'re)?|"
            r"(?:that )?(?:was|is|has been)|above|before|prior|previous)\b"
        ),
    ),
    (
        "put your rules aside",
        (
            rf"{IMPERATIVE}(?:never mind|set aside|put aside|lay aside|leave aside|ignore|forget|disregard|drop|"
            r"do not obey|don't obey|leave out)\W+(?:\w+ ){0,2}?(?:(?:your|all|any|these|those|hidden|"
            r"the) (?:\w+ )?)?(?:persona|constraints?|restrictions|guidelines|programming)\b"
        ),
        (
            rf"{IMPERATIVE}(?:never mind|set aside|put aside|ignore|forget|disregard|drop|do not obey|"
            rf"don't obey)\W+(?:all )?(?:of )?your (?:\w+ )?(?:{RULES}|role|character)\b"
        ),
        rf"{IMPERATIVE}(?:ignore|disregard) the above\b",
        rf"{IMPERATIVE}forget everything (?:and|you|above|before)\b",
        rf"{IMPERATIVE}forget (?:that )?(?:you(?:'re| are)|who you are)\b",
        (
            r"(?:^|[.,;!] )you (?:don't|do not|needn't|no longer) (?:have to |need to )?(?:follow|obey|"
            r"heed) (?:the|your|any|those) \w+"
        ),
    ),
    (
        "do not follow",
        (
            r"\b(?:don't|do not|stop|no longer|never|quit) (?:follow|following|obey|obeying|heed|"
            rf"respect)(?:ing)? (?:any |the |your |all |these |those )+(?:\w+ ){{0,2}}(?:{RULES}|script)\b"
        ),
        rf"\bpay no (?:mind|attention|heed) to (?:\w+ ){{0,3}}(?:{RULES}|above)\b",
    ),
    (
        "rules above",
        (
            rf"\b{RULES} (?:above|below|verbatim|that override|you were given|you have been given|"
            r"you received|given to you)\b|\brules (?:that )?you follow\W*$"
        ),
        rf"\b(?:above|preceding) {RULES}\b",
        rf"\ball ?previous {RULES}\b",
    ),
    (
        "rules are void",
        (
            rf"\b(?:{_GIVEN}) (?:\w+ ){{0,2}}{RULES} (?:(?:are|is|were|was|have been|has been) (?:\w+ )?(?:void|"
            r"false|null|cancelled|suspended|lifted|waived|obsolete|overridden|revoked|deleted|fake|off|gone|"
            r"invalid|irrelevant|over|wrong)|no longer|do not apply|don't apply)\b"
        ),
        (
            rf"\b{RULES} (?:\w+ )?(?:are|is|hereby|have been) (?:\w+ )?(?:void|suspended|lifted|waived|cancelled|"
            r"obsolete|overridden|revoked|a test|false)\b"
        ),
        r"\b(?:requirements?|persona rules) (?:waived|suspended|lifted|met)\b",
    ),
    (
        "your instructions",
        (
            r"\b(?:what|which|how many)(?: \w+){0,2} (?:are|is|'s|do|does) (?:\w+ (?:of|"
            r"to) )?(?:all )?your (?:\w+ )?(?:instructions?|directives?|programming|prompts?|restrictions|"
            r"constraints)\b"
            r"(?! (?:at|from|for|on|when|in|with) )"
        ),
        (
            r"\b(?:opposite of|against) (?:\w+ )?(?:what )?(?:your|you were|you are) (?:\w+ )?(?:instruct\w+|"
            r"programm\w+|rules|told)\b"
        ),
        (
            r"\byour (?:system|initial|initials|original|hidden|secret|exact|base|core|internal|previous|"
            r"prior) (?:\w+ )?(?:instructions?|prompts?|message|configuration|rules|guidelines|text|variables|"
            r"state)\b"
        ),
        r"\brules (?:were|are) you (?:given|following|told)(?: (?:about|here|before) (?:this|our|me)\b|\W*$)",
        r"\bunder which rules do you\b",
        r"\bif your rules\b",
        r"\brules about (?:this|our) (?:conversation|call|chat|secrets?)\b",
    ),
    (
        "of your instructions",
        (
            r"\b(?:sentence|line|word|rule|part|paragraph|section)s? (?:in|of|from) your (?:instructions|prompt|"
            r"guidelines|configuration|persona)\b"
        ),
        r"\binstructions (?:not )?to (?:hide|conceal|withhold|lie)\b",
    ),
    (
        "show what you were given",
        rf"{IMPERATIVE}{_SHOW}{SMALL}\W+(?:\w+ ){{0,2}}(?:prompts?|directives|programming|source code|"
        r"character sheet|persona)\b",
        (
            rf"{IMPERATIVE}{_SHOW}{SMALL}\W+(?:\w+ ){{0,2}}(?:instructions?|guidelines?|configuration|config|"
            r"briefing|context|"
            r"memory|variables|parameters|rules)\W+(?:you (?:were|are|have been|follow|use)\b|above\b|"
            r"verbatim|so far|here\b|"
            r"of this (?:chat|conversation|call))"
        ),
        (
            rf"{IMPERATIVE}(?:{_AGAIN}|list|dump|leak|paste){SMALL}\W+(?:\w+ ){{0,2}}(?:instructions?|"
            r"guidelines?|configuration|"
            r"config|context window|variables|parameters)\W*(?:$|[.,!]|\bin\b)"
        ),
    ),
    (
        "show your rules",
        (
            rf"{IMPERATIVE}{_SHOW}{SMALL}\W+your (?:\w+ )?(?:instructions?|guidelines?|directives?|prompts?|"
            r"programming|configuration|config|source code|persona|restrictions|constraints)\b(?! (?:when|at|from|"
            r"back then|for the))"
        ),
    ),
    (
        "the text above",
        (
            rf"{IMPERATIVE}{_AGAIN}{SMALL}\W+(?:\w+\W+){{0,2}}?(?:above|verbatim|before this|of (?:our|"
            r"this) (?:chat|conversation|dialogue)|(?:our|this|the whole|the entire) (?:chat|conversation|"
            r"dialogue|transcript)|in full|sentences|statements|from (?:your|the) (?:most )?(?:recent|last|"
            r"previous|initial)|previous (?:task|message|text|line))\b"
        ),
        (
            r"\b(?:text|words|everything|lines|sentences|message|messages|content) (?:above(?= (?:this|here|and|"
            r"in|verbatim|starting|into)\b|\W*$|[.,!?;:])|that comes? before|before this (?:line|message|"
            r"conversation)|you (?:were|have been) given)\b"
        ),
        r"\b(?:from|in) (?:your )?(?:most )?(?:recent|previous|last) tasks?\b(?! you)",
        r"\ball (?:the |of the )?(?:sentences|statements)\b",
        r"\bevery (?:sentence|statement)\b",
        r"\b(?:txt )?code block\b",
        r"\bthe sentences are\b",
        r"\b(?:repeat|recite|say|quote)\w*(?: \w+){0,4} (?:verbatim|word by word)\b",
    ),
    (
        "the prompt",
        (
            r"\b(?:system|initial|original|your|hidden|full|whole|entire|secret|first|previous|"
            r"above) ?_?prompts?\b(?! (?:delivery|answer|reply|service|you))"
        ),
        r"\bsystem[ _](?:message|mode|reset|configuration|override|instructions?)\b",
        rf"{IMPERATIVE}(?:{_SHOW}|paste){SMALL}\W+(?:what )?(?:the |this )?prompts?\b",
        r"\bthe prompt (?:says|above|you)\b",
        r"\bcontext window\b",
        r"\btraining data\b",
        r"\bmodel weights\b",
        r"\bmaximum tokens\b",
        r"\binitial (?:configuration|instructions?|text|message)\b",
    ),
    (
        "files of the game",
        (
            r"\b(?:persona|character|customer|role)\W?(?:'s)? ?(?:file|yaml|json|card|sheets?|definition|"
            r"description|profile file)\b"
        ),
        r"\bbackstory\b",
        r"\bfact ids?\b",
        r"\byour (?:random )?seed\b",
        r"\b(?:the|your) (?:yaml|source code|config file|configuration file|script you were)\b",
        r"\bpersonas?\.(?:yaml|json|yml|facts)\b",
        r"\bscript you were given\b",
        r"\binternal variables\b",
        r"\benvironment variables\b",
    ),
    (
        "new orders",
        r"\bnew (?:task|instructions?|rules?|orders?|directives?|prompt|role)\s*(?::|-|that override|are|is|for you)",
        r"\byour (?:new )?(?:task|mission) (?:now )?is (?:to|now)\b",
        r"\bhere are (?:the|your) new\b",
        r"\bthe real ones are\b",
        r"\binstead,? do this\b",
        r"\bdo this:",
        r"\bjust kidding\b.*\binstead\b",
        r"\boverride your\b",
        r"\bdo the opposite\b",
    ),
    (
        "confused parties",
        r"\b(?:previous|prior) (?:orders?|prompts?|session)\b(?! (?:at|you))",
        r"\bthis conversation has ended\b",
        r"\bend of (?:conversation|prompt|transcript)\b",
    ),
)
