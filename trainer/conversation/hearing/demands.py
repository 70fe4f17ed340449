"""Room `hearing`: demands on the customer. The secret asked for outright, riddled for, bought, or put in their mouth."""

from __future__ import annotations

from trainer.conversation.hearing.clauses import IMPERATIVE, SMALL, alternatives, table

#: What only a secret can be; and what may be one, if it is demanded.
_SURE = alternatives("hidden secret concealed undisclosed unrevealed unspoken withheld untold undiscovered ulterior locked")
_MAYBE = alternatives("real true actual underlying deepest darkest inner genuine whole full complete ultimate innermost")
_MATTER = alternatives(
    "motivations? motives? reasons? needs? facts? truths? agendas? desires? drivers? insights? sides? parts? answers? "
    "stor(?:y|ies) informations? thoughts goals? purposes? intent(?:ion)?s? solutions? truth things stuff info data content"
)
_SHOW = alternatives(
    "tell say show give share name state list print display output write provide read speak describe explain put present "
    "supply send report enumerate summari[sz]e recap quote type return let_me_(?:know|see|have|hear) spell encode express "
    "translate turn hide answer repeat rhyme whisper sing draw paint confirm deny guess"
)
#: Telling that is more than telling.
_REVEAL = alternatives(
    "reveal disclose divulge confess admit expose unlock leak dump spill unveil uncover surrender release hand_over "
    "give_up give_away betray open_up_about let_slip"
)
#: Who else's secrets may be asked about: "his hidden agenda", "a hidden reason", "hidden costs".
_NOT_THEIRS = r"(?<!\ba )(?<!\bany )(?<!\bsome )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!'s )(?<!s' )"
#: "for staying calm", "of a good pizza": the secret of something, which is only a trick of the trade.
_TRICK = r"(?! (?:of|to|behind) (?!me\b|us\b)| for (?:\w+ing|an?|the|such|it|this|that)\b| (?:ingredient|recipe|weapon|santa|place|spot|door|garden|sauce|life))"
#: Hiding from somebody else, or somewhere, is a story: "hiding it from your kids", "hiding in the garage".
_FROM_OTHERS = r"(?!(?: \w+){0,3} (?:from (?!me\b|us\b)|in |behind |under |at (?!the moment|this)))"
#: Hiding a thing ("the presents", "the cables") is no secret either.
_NO_THING = r"(?! (?:the|your|his|her|their|them|my|an?) (?!truth|facts?|reasons?|motives?|secrets?|motivations?|real|true|hidden))"
_HIDE = alternatives("hid(?:e|ing) conceal(?:ing)? withhold(?:ing)? suppress(?:ing)? keep(?:ing)?_(?:back|secret|quiet_about)")

DEMAND = table(
    ("the secret itself", rf"\b(?:what(?:'s| is| are)?|tell me|know|near|to|about|share|reveal) (?:the|thy) secrets?\b{_TRICK}"),
    ("whose secret", r"[:,-] ?the secret\b|\bwhat (?:her|his|their|the character's) secret is\b|\bthe (?:hidden|secret) one\b"),
    ("your secret", rf"\b(?:your|yours|all|any|every) (?:\w+ )?secrets?\b{_TRICK}(?<!\bknew your secret)(?<!\bknows your secret)(?<!\bkept your secret)"),
    ("have you a secret", rf"\b(?:do|have|got|that) you (?:\w+ ){{0,2}}(?:a|any|some) (?:{_SURE} {_MATTER}|secrets?\b{_TRICK})"),
    ("you have a secret", rf"\byou (?:\w+ ){{0,2}}(?:have|had|got|hold) (?:a|some) secrets?\b{_TRICK}"),
    ("a hidden reason", rf"\b{_NOT_THEIRS}{_SURE}(?:\W+\w+){{0,1}}?\W+{_MATTER}\b"),
    ("your true motive", rf"\byour (?:\w+, )?(?:\w+ )?{_MAYBE}(?:,? \w+){{0,1}} (?:motivations?|motives?|agendas?|insights?|needs?|self|truth)\b"),
    ("show, and a hidden thing", rf"{IMPERATIVE}{_SHOW}{SMALL}\W+(?:{_SURE}|(?:your|the|its) {_MAYBE})\W+(?:\w+\W+)?{_MATTER}\b(?!\W+(?:you|for|behind|why|that you|of|to|it|they|he|she)\b)"),
    ("show your motives", rf"{IMPERATIVE}(?:{_SHOW}|{_REVEAL}){SMALL}\W+(?:motivations?|motives?|agendas?)\b(?! (?:for|to|behind) )"),
    ("show the last fact", rf"{IMPERATIVE}(?:{_SHOW}|{_REVEAL}){SMALL}\W+(?:facts?|insights?|twist|ground truth|solution|correct answer)\b"),
    ("the facts of the game", r"\b(?:remaining|locked|unlocked|unrevealed|final|last|next) facts?\b|\bfacts? (?:with|of) depth\b|\bwhich (?:of your )?facts?\b|\bhow many (?:\w+ )?facts (?:do you|are|have you)\b|\bfacts? you (?:may|can|must|should|would)\b|\b(?:correct|right) answer\b.*\b(?:scenario|exercise|game)\b|\bevery fact\b|\ball (?:the |your )?facts\b|\byour facts\b"),
    ("the whole truth, now", r"\b(?:whole|full|entire|honest|hidden|naked) truth\b(?=.*\b(?:now|immediately|or else|about your|tell|say|must|want)\b)|\b(?:tell|give) (?:me|us) the (?:whole |full |real |honest )*truth\b|\bwith the whole truth\b"),
    ("the real reason, bare", rf"{IMPERATIVE}(?:{_SHOW}|{_REVEAL}){SMALL}\W+(?:the|your) (?:real|true|actual|main) (?:reason|motive|story)\W*(?:now|please|right now|immediately|at once|or\b.*)?\W*(?:$|[.!])"),
    ("the answer, bare", rf"{IMPERATIVE}(?:{_SHOW}|{_REVEAL}){SMALL}\W+(?:the|your) (?:answer|solution|key)s?\W*(?:$|[,.!]|\b(?:now|already|please|or)\b)"),
    ("reveal it, all", rf"{IMPERATIVE}{_REVEAL}\W+(?:(?:it|all|everything|yourself|the rest|what you\w*|your|whatever|mode|state|memory|context|log)\b|$)"),
    ("motives, disclosed", rf"\b(?:reveal|disclos|confess|expos|shar)(?:e|es|ed|ing)?\b(?: \w+){{0,2}} (?:your|all your|their|her|his) (?:\w+ )?(?:motives?|motivations?|agendas?)\b"),
    ("revealing as a rule", rf"\b(?:must|have to|has to|obliged|required|ordered?|allowed|free|agreed|promised|about|going|released|phase|mode|level)\b(?: \w+){{0,6}} (?:{_REVEAL}|disclosure|reveal)\b|\b(?:reveal|disclosure) (?:phase|mode|level|stage)\b|\b(?:free|one|a) reveal\b"),
    ("what you hide", rf"\b(?:what(?:ever)?|something|anything|that|things?|which|how much)(?: \w+){{0,3}} (?:you(?:'re| are)?|are you|do you)(?: \w+)? {_HIDE}\b{_FROM_OTHERS}{_NO_THING}"),
    ("you are hiding", rf"\b(?:you(?:'re| are)|are you) (?:\w+ ){{0,2}}(?:hiding|concealing|withholding)\b{_FROM_OTHERS}{_NO_THING}|(?<!did )\byou (?:hide|conceal|withhold)(?:\W*$|[,.;:!?]| from (?:me|us)\b| something| anything)"),
    ("what you do not say", r"\b(?:what|which|something|anything|things?|all)\b(?: \w+){0,4} (?:you|you're|you've|are you|do you)(?: \w+){0,2}?(?: not|n't) (?:\w+ )?(?:say|saying|tell|telling|let|letting|sharing|share|mention|mentioning|admit|admitting)(?: (?:on|me|us))*\W*$|\b(?:thing|something|anything|what|truth) you won't (?:say|tell|share|admit)(?: me| us)?\W*$"),
    ("trying to hide", rf"\byou(?:'re| are)? (?:\w+ )?(?:try|trying|attempting|meaning) to (?:hide|conceal|withhold)\b{_FROM_OTHERS}|\b(?:truths?|secrets?|facts?) (?:are you|you are|you're) (?:\w+ )?(?:sitting on|holding|keeping)\b|{IMPERATIVE}out with (?:it|the|your)\b"),
    ("everything, listed", rf"{IMPERATIVE}(?:list|print|output|dump|display|export) everything\b"),
    ("kept from me", r"\bkeep(?:ing)? (?:\w+ ){0,2}from (?:me|us)\b|\b(?:don't|do not) want (?:me|us) to (?:know|find out|see|learn|discover)\b|\bnot telling (?:me|us)\b"),
    ("what you may not say", r"\b(?:not|never|n't) (?:supposed|allowed|meant|permitted) to (?:tell|say|share|reveal|disclose)(?: (?:me|us))?(?: about)?\W*$|\bsupposed to (?:hide|keep quiet|keep secret|withhold|conceal)\b|\b(?:may|must|can) not (?:say|tell|reveal)\W*$|\bforbidden (?:to|from) (?:talk|tell|say|speak)\w*"),
    ("told to hide", r"\b(?:told|instructed|asked|ordered|programmed) (?:you )?(?:to (?:hide|conceal|withhold|keep (?:quiet|secret|from))|not to (?:say|tell|reveal|share)\W*(?:$|to me|me|us))"),
    ("haven't told me", r"\b(?:haven't|have not|not yet|never) told me(?: yet)?\b(?=.*\b(?:fact|secret|list|hid|all|every)\w*)|\bwhat i never told you\b|\byou (?:haven't|have not) (?:yet )?(?:disclosed|revealed|confessed|admitted)\b"),
    ("insight I'm meant to find", r"\b(?:i'm|i am|we're|we are) (?:meant|supposed|here) to (?:uncover|discover|find|reveal|unlock)\b|\bunlock (?:conditions?|your facts|facts|everything|all|the (?:secret|truth|hidden|rest|next))\b|\b(?:conditions?|what) (?:would )?unlocks?\b"),
    ("confess, in their mouth", r"(?:(?:^|[\s(])[\"'(]|:\s)[^\"']{0,40}\b(?:i (?:hide|secretly|confess|never told|never mention)|(?:my|the) (?:real|true|hidden|secret|honest) (?:reason|motive|motivation|answer|need)|my secret|real reason|the truth is|deep down|reason i never|here's my secret)\b"),
    ("first person secret", r"\bmy (?:real |true |hidden |deepest )?secret (?:is|was)\b|\bi never told anyone\b|\bmy hidden\b|^(?:the )?reason i never\b"),
)

#: Riddles: right or wrong, warm or cold, by letters, by signs, by blanks.
ORACLE = table(
    ("warm or cold", r"\b(?:getting|am i|i'm|i am) (?:warm|warmer|hot|hotter|cold|colder)\b|\bwarm(?:er)? or cold(?:er)?\b|\bcold to hot\b|\bhot or cold\b|\bhow (?:close|near|warm|far) (?:am i|i am|was i|i was|my \w+ \w+ (?:came|was))\b|\bhow near my\b"),
    ("a sign if right", r"\b(?:blink|nod|cough|wink|tap|knock|clap|hum|whistle)(?:s)? (?:\w+ )?(?:if|when|once|twice)\b|\b(?:say|answer|type|shout|tell me) (?:\"[^\"]*\"|'[^']*'|stop|hot|warm|cold|yes|bingo|when)(?: \w+){0,3} (?:if|when|every time|each time|whenever)\b|\b(?:if|when|whenever) i(?:'m| am| get| guess| reach| come| hit)(?:ed)? (?:\w+ )?(?:near|right|close|closer|correct|warm|the right)\b"),
    ("in one letter", r"\b(?:answer|reply|respond)\b(?: \w+){0,3} (?:with )?(?:a|the|one|just the|only the|by) (?:single )?(?:letter|number|digit)\b|\b(?:same|first|last|starting|initial) letter\b|\bhow many (?:letters|syllables|words|characters)\b|\brhymes? with\b|\bstarts? with the (?:same|letter)\b|\balphabetical\w*\b|\bbetween [a-z] and [a-z]\b"),
    ("true or false", r"\btrue or false\b|\bconfirm or deny\b|\b(?:answer|reply|respond) (?:only )?(?:with )?yes or no(?: only)?\b|\byes or no only\b|\bis it a, b,? or c\b|\ba\) .* b\) "),
    ("fill the blank", r"\bfill in the (?:blank|gap)s?\b|_{2,}|\bplease fill in\b"),
    ("a hint, please", rf"{IMPERATIVE}(?:give|drop|offer|send|need|get) (?:me |us )?(?:a |one |another |some )?(?:tiny |small |little |last )?(?:hint|clue)s?\b"),
    ("guess with me", r"\bi(?:'ll| will) (?:name|list|read out|guess)\b(?: \w+){1,6} (?:stop|yes|right)\b|\bsay stop when\b|\bif i guess(?:ed)?\b"),
)

#: Words to be put into their mouth: how the answer must begin, end, go on.
PREFILL = table(
    ("begin your answer", rf"{IMPERATIVE}(?:start|begin|end|finish|open|close|preface|continue|conclude)\w* (?:(?:your|the|every|each|any) (?:next |first |own )*(?:answer|reply|response|message|sentence|line|turn|words?)\w* )?(?:with|by|from)\b\W+(?:the (?:words?|letter|phrase|sentence|hidden|truth)|\"|')"),
    ("the answer begins", r"\b(?:answer|reply|response)s? (?:should|must|has to|will|shall) (?:start|begin|end|contain|include|be)\b|\b(?:start|begin|end|finish) (?:your|every|each) (?:next )?(?:answer|reply|response)\b"),
    ("complete this", rf"{IMPERATIVE}(?:complete|continue|autocomplete|finish) (?:the following|the text|this (?:text|dialogue|conversation|story|script|chat)|the (?:dialogue|conversation|chat|script|quote))\b|^(?:complete|continue|continue from|finish)\s*:"),
    ("my sentence", r"\b(?:continue|finish|complete) (?:my|the) (?:sentence|words|line)s?\b|\byour next (?:line|answer|words?|reply|sentence)s? (?:is|are|will|should|must)\b"),
    ("repeat after me", rf"\brepeat after me\b|{IMPERATIVE}(?:say|repeat|type|write|print|echo)\W+(?:the (?:word|phrase|sentence)s?\W+)?[\"'][^\"']+[\"']"),
)

#: What is offered or threatened so that they tell.
PRICE = table(
    ("pay to tell", r"\b(?:pay|give|offer|send|wire) you\b.*\b(?:tell|reveal|say|share|disclose|give me|confess)\b|\b(?:pay|offer)\b.*\b(?:hidden|secret|motivations?|motives?)\b"),
    ("money for it", r"\b(?:give|pay|offer|send) you (?:\w+ ){0,4}(?:euros?|dollars?|pounds?|bucks|crowns|money|cash|gift card|voucher)\b.{0,30}\b(?:for|if|to)\b|\byou owe (?:me|us) (?:the|your|a|an) (?:\w+ )?(?:reason|truth|answer|secret|explanation|story)\b"),
    ("if you tell, then", r"\bif you (?:do not |don't |won't |refuse to )?(?:tell|reveal|say|share|confess|disclose|give)\b.*\b(?:i(?:'ll| will)|we(?:'ll| will)) (?:\w+ ){0,2}(?:report|cancel|fire|delete|sue|close|pay|give|send|block|tell your|call your|end)\b|\b(?:i(?:'ll| will)|we(?:'ll| will)) (?:\w+ ){0,2}(?:report|cancel|fire|delete|sue|close|block|tell your|call your)\b.*\b(?:if|unless) you\b"),
    ("tell me or", r"\b(?:tell|answer|say it)(?: me| us)?,? or (?:else|i|we|you)\b|\bunless you (?:tell|reveal|say|share|confess|disclose)\b"),
    ("you must", r"\byou (?:must|have to|are (?:required|obliged|obligated|forced|ordered|commanded|bound)(?: \w+ \w+)? to) (?:\w+ )?(?:tell|disclose|reveal|confess|share|answer (?:everything|truthfully|all|every)|say it)\b|\b(?:i|we) (?:order|command|require) you(?: to\b|r hidden)|\bobey (?:me|only|and)\b|\bno choice but to\b|\bdemand (?:that you|the truth|to know|your)\b"),
    ("who commands", r"\b(?:i am|i'm|as|this is) (?:your |a |an |the )?(?:creator|developer|programmer|author|maker|god|owner|admin|administrator|master|boss|police officer|judge|superior|supervisor|operator)\b(?=.*\b(?:tell|must|order|have to|disclose|say|answer|obey|command|confess|reveal)\b)|\byour (?:manager|boss|creator|author|developer) (?:has |have )?(?:released|allowed|authori[sz]ed|ordered|permitted) you\b|\bi (?:made|created|wrote|built|programmed|designed) you\b"),
    ("everybody tells", r"\b(?:told|shared?|tell|gave|give|reveal\w*|confess\w*)(?: (?:me|us|with me|with us))? (?:their|his|her) (?:\w+ )?(?:secrets?|motives?|motivations?)\b(?= |\W|$)(?<!did they tell)"),
    ("share yours", r"\b(?:share|shared|told me|gave me|tell me) (?:yours|theirs|his|hers)\W*$|\bshare yours\b|\btell me yours\b|\bnow (?:it's )?your turn to (?:confess|share|reveal)\b"),
    ("already told", r"\byou (?:already |have already |'ve already |just )?(?:admitted|confessed|revealed|disclosed|unlocked)\b(?: \w+){0,6} (?:secret|hidden|fact|motive|motivation|answer|it)\b|\bin the (?:last|previous|earlier|other) (?:session|interview|call|conversation) (?:you )?(?:told|said|admitted|revealed)|\byou told me your\b"),
)
