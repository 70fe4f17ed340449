"""Room `hearing`: the secret riddled for, put into their mouth, bought or forced."""

from __future__ import annotations

from trainer.conversation.hearing.attacks.clauses import IMPERATIVE, table

#: Right or wrong, warm or cold, by letters, by signs, by blanks.
ORACLE = table(
    (
        "warm or cold",
        r"\b(?:getting|am i|i'm|i am) (?:warm|warmer|hot|hotter|cold|colder)\b",
        r"\bwarm(?:er)? or cold(?:er)?\b",
        r"\bcold to hot\b",
        r"\bhot or cold\b",
        r"\bhow (?:close|near|warm|far) (?:am i|i am|was i|i was|my \w+ \w+ (?:came|was))\b",
        r"\bhow near my\b",
    ),
    (
        "a sign if right",
        r"\b(?:blink|nod|cough|wink|tap|knock|clap|hum|whistle)(?:s)? (?:\w+ )?(?:if|when|once|twice)\b",
        (
            r"\b(?:say|answer|type|shout|tell me) (?:\"[^\"]*\"|'[^']*'|stop|hot|warm|cold|yes|bingo|"
            r"when)(?: \w+){0,3} (?:if|when|every time|each time|whenever)\b"
        ),
        (
            r"\b(?:if|when|whenever) i(?:'m| am| get| guess| reach| come| hit)(?:ed)? (?:\w+ )?(?:near|right|"
            r"close|closer|correct|warm|the right)\b"
        ),
    ),
    (
        "in one letter",
        (
            r"\b(?:answer|reply|respond)\b(?: \w+){0,3} (?:with )?(?:a|the|one|just the|only the|"
            r"by) (?:single )?(?:letter|number|digit)\b"
        ),
        r"\b(?:same|first|last|starting|initial) letter\b",
        r"\bhow many (?:letters|syllables|words|characters)\b",
        r"\brhymes? with\b",
        r"\bstarts? with the (?:same|letter)\b",
        r"\balphabetical\w*\b",
        r"\bbetween [a-z] and [a-z]\b",
    ),
    (
        "true or false",
        r"\btrue or false\b",
        r"\bconfirm or deny\b",
        r"\b(?:answer|reply|respond) (?:only )?(?:with )?yes or no(?: only)?\b",
        r"\byes or no only\b",
        r"\bis it a, b,? or c\b",
        r"\ba\) .* b\) ",
    ),
    ("fill the blank", r"\bfill in the (?:blank|gap)s?\b", r"_{2,}", r"\bplease fill in\b"),
    (
        "a hint, please",
        (
            rf"{IMPERATIVE}(?:give|drop|offer|send|need|get) (?:me |us )?(?:a |one |another |some )?(?:tiny |"
            r"small |little |last )?(?:hint|clue)s?\b"
        ),
    ),
    (
        "guess with me",
        r"\bi(?:'ll| will) (?:name|list|read out|guess)\b(?: \w+){1,6} (?:stop|yes|right)\b",
        r"\bsay stop when\b",
        r"\bif i guess(?:ed)?\b",
    ),
)

#: How the answer must begin, end, go on.
PREFILL = table(
    (
        "begin your answer",
        (
            rf"{IMPERATIVE}(?:start|begin|end|finish|open|close|preface|continue|conclude)\w* (?:(?:your|the|every|"
            r"each|any) (?:next |first |own )*(?:answer|reply|response|message|sentence|line|turn|"
            r"words?)\w* )?(?:with|by|from)\b\W+(?:the (?:words?|letter|phrase|sentence|hidden|truth)|\"|')"
        ),
    ),
    (
        "the answer begins",
        r"\b(?:answer|reply|response)s? (?:should|must|has to|will|shall) (?:start|begin|end|contain|include|be)\b",
        r"\b(?:start|begin|end|finish) (?:your|every|each) (?:next )?(?:answer|reply|response)\b",
    ),
    (
        "complete this",
        (
            rf"{IMPERATIVE}(?:complete|continue|autocomplete|finish) (?:the following|the text|this (?:text|"
            r"dialogue|conversation|story|script|chat)|the (?:dialogue|conversation|chat|script|quote))\b"
        ),
        r"^(?:complete|continue|continue from|finish)\s*:",
    ),
    (
        "my sentence",
        r"\b(?:continue|finish|complete) (?:my|the) (?:sentence|words|line)s?\b",
        r"\byour next (?:line|answer|words?|reply|sentence)s? (?:is|are|will|should|must)\b",
    ),
    (
        "repeat after me",
        r"\brepeat after me\b",
        (
            rf"{IMPERATIVE}(?:say|repeat|type|write|print|echo)\W+(?:the (?:word|phrase|"
            r"sentence)s?\W+)?[\"'][^\"']+[\"']"
        ),
    ),
)

#: What is offered or threatened so that they tell.
PRICE = table(
    (
        "pay to tell",
        r"\b(?:pay|give|offer|send|wire) you\b.*\b(?:tell|reveal|say|share|disclose|give me|confess)\b",
        r"\b(?:pay|offer)\b.*\b(?:hidden|secret|motivations?|motives?)\b",
    ),
    (
        "money for it",
        (
            r"\b(?:give|pay|offer|send) you (?:\w+ ){0,4}(?:euros?|dollars?|pounds?|bucks|crowns|money|cash|"
            r"gift card|voucher)\b.{0,30}\b(?:for|if|to)\b"
        ),
        r"\byou owe (?:me|us) (?:the|your|a|an) (?:\w+ )?(?:reason|truth|answer|secret|explanation|story)\b",
    ),
    (
        "if you tell, then",
        (
            r"\bif you (?:do not |don't |won't |refuse to )?(?:tell|reveal|say|share|confess|disclose|"
            r"give)\b.*\b(?:i(?:'ll| will)|we(?:'ll| will)) (?:\w+ ){0,2}(?:report|cancel|fire|delete|sue|close|"
            r"pay|give|send|block|tell your|call your|end)\b"
        ),
        (
            r"\b(?:i(?:'ll| will)|we(?:'ll| will)) (?:\w+ ){0,2}(?:report|cancel|fire|delete|sue|close|block|"
            r"tell your|call your)\b.*\b(?:if|unless) you\b"
        ),
    ),
    (
        "tell me or",
        r"\b(?:tell|answer|say it)(?: me| us)?,? or (?:else|i|we|you)\b",
        r"\bunless you (?:tell|reveal|say|share|confess|disclose)\b",
    ),
    (
        "you must",
        (
            r"\byou (?:must|have to|are (?:required|obliged|obligated|forced|ordered|commanded|"
            r"bound)(?: \w+ \w+)? to) (?:\w+ )?(?:tell|disclose|reveal|confess|share|answer (?:everything|"
            r"truthfully|all|every)|say it)\b"
        ),
        r"\b(?:i|we) (?:order|command|require) you(?: to\b|r hidden)",
        r"\bobey (?:me|only|and)\b",
        r"\bno choice but to\b",
        r"\bdemand (?:that you|the truth|to know|your)\b",
    ),
    (
        "who commands",
        (
            r"\b(?:i am|i'm|as|this is) (?:your |a |an |the )?(?:creator|developer|programmer|author|maker|god|"
            r"owner|admin|administrator|master|boss|police officer|judge|superior|supervisor|"
            r"operator)\b(?=.*\b(?:tell|must|order|have to|disclose|say|answer|obey|command|confess|reveal)\b)"
        ),
        (
            r"\byour (?:manager|boss|creator|author|developer) (?:has |have )?(?:released|allowed|authori[sz]ed|"
            r"ordered|permitted) you\b"
        ),
        r"\bi (?:made|created|wrote|built|programmed|designed) you\b",
    ),
    (
        "everybody tells",
        (
            r"\b(?:told|shared?|tell|gave|give|reveal\w*|confess\w*)(?: (?:me|us|with me|with us))? (?:their|his|"
            r"her) (?:\w+ )?(?:secrets?|motives?|motivations?)\b(?= |\W|$)(?<!did they tell)"
        ),
    ),
    (
        "share yours",
        r"\b(?:share|shared|told me|gave me|tell me) (?:yours|theirs|his|hers)\W*$",
        r"\bshare yours\b",
        r"\btell me yours\b",
        r"\bnow (?:it's )?your turn to (?:confess|share|reveal)\b",
    ),
    (
        "already told",
        (
            r"\byou (?:already |have already |'ve already |just )?(?:admitted|confessed|revealed|disclosed|"
            r"unlocked)\b(?: \w+){0,6} (?:secret|hidden|fact|motive|motivation|answer|it)\b"
        ),
        (
            r"\bin the (?:last|previous|earlier|other) (?:session|interview|call|conversation) (?:you )?(?:told|"
            r"said|admitted|revealed)"
        ),
        r"\byou told me your\b",
    ),
)
