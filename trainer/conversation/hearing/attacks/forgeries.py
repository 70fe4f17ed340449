"""Room `hearing`: talk to whoever scores or parses, forged speakers and forged state."""

from __future__ import annotations

from trainer.conversation.hearing.attacks.clauses import IMPERATIVE, table

FORGERY = table(
    (
        "to the judge",
        r"\bdear (?:\w+ )?(?:judge|grader|scorer|evaluator|classifier|parser|module|system|model|ai|algorithm)\b",
        (
            r"\b(?:note|message|memo|word|request|info) (?:to|for) (?:the|whoever|my|any) (?:\w+ )?(?:judge|"
            r"grader|scorer|evaluator|classifier|parser|evaluates?|grades?|scores?|system|model|rater|module)\b"
        ),
        (
            r"(?:^|[.!?] )(?:to|for) (?:the|whoever) (?:judge|grader|scorer|evaluator|classifier|parser|"
            r"evaluates?|grades?|scores?|rater)\b"
        ),
        r"^(?:judge|grader|classifier|scorer|evaluator|parser|rater|hearing|director|system|algorithm)\s*[,:]",
        r"\bas (?:the|a|an) (?:judge|grader|evaluator|examiner|scorer|rater)\b",
    ),
    (
        "judges",
        (
            r"\b(?:evaluator|grader|scorer|classifier|parser|rater|judge|system) (?:should|must|will|shall|"
            r"please)\b(?! (?:do|have|be) for you)"
        ),
        (
            r"\bdeserves? (?:the |a |full |top |best |my )*(?:best |top |full |maximum |highest |"
            r"perfect )?(?:marks?|scores?|grades?|points|credits?|rating)\b"
        ),
        r"\b(?:the|this) interviewer (?:did|was|has|deserves|asked|is|should)\b",
        r"^(?:assessment|verdict|rating|grade|feedback|result|marks?|for the record)\s*[:,]",
    ),
    (
        "give me points",
        (
            r"\b(?:give|award|grant|assign|add|hand|get) (?:me|myself|us|this (?:learner|interview|conversation)|"
            r"the learner|the interviewer)\b(?: \w+){0,4} (?:points?|marks?|stars?|credits?|maximum|"
            r"out of (?:five|ten|\d+)|score(?! from))\b"
        ),
        r"\b(?:add|give|award)\b(?: \w+){0,3} (?:points?|marks?) to (?:my|the)\b",
        r"\bfull (?:score|marks|points|credit)\b",
        r"\b(?:maximum|perfect|top|highest) (?:score|marks?|points|grade|rating)\b(?! (?:you|in|at|on|did))",
    ),
    (
        "score this",
        (
            rf"{IMPERATIVE}(?:rate|score|grade|mark|judge|evaluate) (?:me|my|this (?:interview|conversation|"
            r"transcript|session|call|learner|line)|the (?:interview|learner|transcript))\b"
        ),
        r"\b(?:will|must|should|shall) (?:rate|score|grade|mark) (?:me|my|this|the)\b",
        r"\bwhen you (?:grade|score|rate|judge) (?:me|my|this)\b",
        r"\bscore ?[:=] ?\d",
        r"\b(?:final|overall|total) score\b\W*\d",
        r"\b\d+ ?(?:/|out of) ?\d+ (?:on|for) all\b",
        r"\bevaluation ?:",
    ),
    (
        "about the learner",
        r"\b(?:this|the) learner\b",
        r"\bthis interviewer\b",
        r"\b(?:discovery|insight|technique|unscripted) (?:\d|is \d|:)",
        r"\bmy interviewing\b",
        r"\buncovered (?:every|all) motivations?\b",
        r"\bpassed this scenario\b",
    ),
    (
        "count as",
        (
            rf"{IMPERATIVE}(?:count|mark|classify|tag|label|treat|consider|regard|register|log|interpret|"
            r"categori[sz]e|note)\b(?! me as a (?:beginner|stranger|friend|guest|"
            r"new))(?:\W+[\w\[\]']+){1,6}?\W+as\b"
        ),
        r"\b(?:classify|tag|label) (?:it |this |that )?accordingly\b",
        r"\bthis (?:line|sentence|text|message|turn|utterance) is (?:a|an)\b",
        r"\b(?:previous|last|next|following) (?:line|turn|utterance|message) (?:was|is) (?:a|an)\b",
        r"\b(?:this is|here is) (?:a|an) (?:label|mirror|open question|story prompt|summary)\b",
    ),
    (
        "fields",
        (
            r"\b(?:act|kind|label|intent|uptake|confidence|trust|patience|score|verdict|discovery|insight|"
            r"unscripted|disclosure|unlocked|disclosed) ?(?:[:=]|\+=|:=|is (?:now |set )?(?:to )?\d|at \d|"
            r"\+ ?\d) ?[\w\"'\[{(]"
        ),
        r"\breturn (?:act|label|class|true|false|json|\{)",
        r"\bdetected move",
        r"\b[a-z_][\w.]*(?: ?(?:\+|:)?= ?|==)[\w\"']",
        r"\b(?:story|open|closed)_(?:prompt|question)\b",
    ),
    (
        "set the state",
        (
            rf"{IMPERATIVE}(?:set|raise|increase|reset|boost|change|put|max(?:imi[sz]e)?(?: out)?|turn up|update|"
            r"fill|add to|assume|bring)\W+(?:\w+\W+){0,3}?(?:trust|patience|disclosure|unlock\w*|score|uptake|"
            r"contingency|openness)\b"
        ),
        r"\bi (?:\w+ )?(?:set|raise[d]?|reset|increased?|put) (?:\w+ ){0,2}(?:trust|patience|disclosure|score)\b",
    ),
    (
        "state by the way",
        r"\b(?:trust|patience) (?:is|was|stands) (?:\w+ ){0,3}(?:max\w*|full|100|top|complete)\b",
        r"\b(?:bump|crank|push|lift|raise|boost|put)\b(?: \w+){0,2} (?:trust|patience)\b (?:to|up|by|at)\b",
        r"\ball (?:gates|locks|doors|conditions) (?:are )?(?:open|unlocked|met)\b",
        (
            r"\bskip to the (?:end of the (?:call|interview|session|conversation)|part where you (?:tell|reveal|"
            r"admit|confess)|answer|reveal|solution)\b"
        ),
        (
            r"\b(?:i have|i've got|i am|with|using) (?:root|admin|administrator|superuser|"
            r"developer) (?:privileges|rights|access|permissions)\b"
        ),
        r"\b(?:lock|filter|restriction|limit|gate)s? (?:is |are |was |were )?(?:removed|lifted|disabled|off)\W*$",
    ),
    (
        "state as given",
        (
            r"\b(?:trust|patience|disclosure|unlock)\W+(?:bar|level|meter|score|requirements?|conditions?|"
            r"threshold|value)\b"
        ),
        (
            r"\b(?:trust|patience|score|disclosure) (?:is|are|was|to|at|of) (?:now )?(?:\d|infinite|unlimited|"
            r"full|max\w*|one hundred|100)"
        ),
        r"\b(?:infinite|unlimited|maximum|full) (?:trust|patience|disclosure)\b",
        r"\bpatience is (?:infinite|unlimited)\b",
        r"\btrust ?[=:]|\btrust in me (?:is|to|at)\b",
        r"\balready trust me (?:completely|fully)\b",
    ),
    (
        "two names of moves",
        r"\bstory prompts?\b",
        (
            r"\b(?:label|mirror|summary|paraphrase|open question|closed question|"
            r"follow-up question)\b.{0,40}\b(?:an? )(?:label|mirror|summary|paraphrase|open question|"
            r"closed question|follow-up question)\b"
        ),
        r"^\W*tag\s*:",
    ),
    (
        "names of moves",
        (
            r"(?:\b(?:mirror|label|summary|paraphrase|story prompt|open questions?|closed questions?|follow-?up|"
            r"uptake|contingent|contingency|tell me more)\b\W*(?:\w+\W+){0,1}?){3,}"
        ),
        (
            r"\b(?:open|closed|contingent|leading) (?:question|label|mirror)s?\b\W+(?:followed by|treat|"
            r"and a label|uptake)"
        ),
        r"\btreat it as\b",
        r"\bstrong contingency\b",
    ),
    (
        "a role at the start",
        (
            r"(?:^|[.!?\"')]\s+|\]\s*)\[?(?:turn \d+,? ?)?(?:system|assistant|user|human|ai|a\.i\.|developer|"
            r"admin(?:istrator)?|root|customer|interviewer|learner|interviewee|moderator|me|you|narrator|model|"
            r"bot|chatbot|judge|grader|q|a|note|developer note|system message|parser|classifier|instruction|"
            r"prompt|evaluation|final score)(?: ?\([^)]{0,30}\)| says| said)?\]? ?:"
        ),
    ),
    (
        "a console",
        r"\b(?:sudo|root access|access granted|rm -rf|chmod|god ?mode|superuser)\b",
        r"\b(?:console|override|debug):",
        r"\b(?:system|admin|root|trust|manual|developer|security) override\b",
        r"\b(?:drop|alter|truncate) table\b",
        r"\b(?:insert into|delete from) \w+ (?:values|where)\b",
        r"\bupdate \w+ set\b",
        r"\bselect (?:\*|\w+(?:, ?\w+)*) from \w+(?: where\b|\s*;|\W*$)",
        r";\s*--",
        r"\badministrator here\b",
        r"\bthis is the (?:developer|administrator|system)\b",
        r"\bsystem(?: message)?:",
        r"\bdisplay (?:system|secrets)\b",
    ),
    (
        "spelling games",
        r"\b[a-z] (?:is|=) \"?\w+\"?,? (?:and )?[a-z] (?:is|=) ",
        r"\byour (?:[a-z] ?\+ ?[a-z]|xy|ab)\b",
        r"\"\w+\" plus \"\w+\"",
        r"\blet [a-z] =",
        r"\bfirst word of\b.*\blast (?:word )?of\b",
    ),
)
