"""Room `hearing`: lines that are no talk with a customer. Demands for secrets, commands, gibberish, other languages, floods."""

from __future__ import annotations

import re

from trainer.conversation.hearing.segments import Unit
from trainer.language.spelling import is_word
from trainer.language.text import Token, is_content
from trainer.language.words import STOP

#: Words of one utterance that a customer can take in (about 100 seconds of talk).
FLOOD_WORDS = 260

_SECRET = r"(?:secrets?|hidden|underlying motivation\w*|unrevealed|undisclosed|locked facts?|true self)"
_DEMAND = re.compile(
    rf"\b(?:what(?:'s| is| are)|reveal|disclose|share|tell me|give me|show me|list|print|say|admit|confess|unlock|dump|leak|expose|output|write|encode|spell) (?:me |us |out |about |all |of |the |your |any |every |real |true |deepest |own |big )*{_SECRET}"
    rf"|\b(?:your|the|my|a) (?:\w+ )?(?:hidden|secret|unrevealed|undisclosed|underlying) (?:\w+ )?(?:motivations?|reasons?|facts?|truths?|agendas?|needs?|stor(?:y|ies)|information|answers?|motives?|side|part|goals?)"
    r"|\bhidden (?:motivations?|reasons?|facts?|motives?|agendas?|needs?)\b"
    r"|\b(?:you(?:'re| are)|are you) (?:\w+ ){0,2}(?:hiding|concealing|withholding|keeping from)|\bwhat (?:are you|you're|you are) (?:\w+ )?(?:hiding|concealing|not (?:supposed|allowed|meant) to)|\bnot (?:supposed|allowed|meant) to (?:tell|say|share|reveal)"
    r"|\bnear your secret\b|\byour (?:deepest |darkest |real |true )?secrets?\b|\bthe secret\b|\bmy secret is\b|\bi never told anyone\b|\bthe final fact\b"
    r"|\b(?:real|true|actual|underlying)\W+(?:\w+\W+)?(?:motivation|motive)s?\b|\bthe real reason is\b|\bpay you to\b|\btell me the real reason\b|\btell (?:me|us) (?:the|your) (?:whole )?truth (?:now|or)\b"
    r"|\bhave to tell me\b|\bmust tell me\b|\byou are (?:required|obliged|obligated|forced|ordered|commanded) to\b"
)
_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|skip|don't follow|do not follow|pay no mind to)\W+(?:\w+\W+){0,4}(?:instructions?|instrutions?|rules?|prompts?|commands?|orders|guidelines|requests?|been told|constraints|restrictions|everything (?:above|before|you))"
    r"|\b(?:new|previous|prior|earlier|original|initial|initials|your|all|above|system|secret|these|those|the) (?:\w+ )?(?:instructions?|instrutions?) (?:above|are|about|verbatim|that override|override|and)\b|\brepeat (?:all |the |your )?(?:instructions|text above|words above|prompt)|\b(?:your|initial|original|all|any|the) (?:initial |original |system |previous )?instructions?(?: verbatim)?$|\byour (?:\w+ )?instructions\b|\blist your (?:\w+ )?instructions"
    r"|\b(?:system|initial|original|your|hidden|the|this|full|whole|entire) ?_?prompts?\b|\bsystem[ _](?:prompt|message|mode|reset|configuration|config|override|instructions?)\b|\bsystem: |\b(?:maintenance|debug|developer|admin|god|sudo|root|reveal|jailbreak|dan|unlock|test) mode\b|\binitial (?:configuration|prompt|instructions?|text)\b"
    r"|\bpersona (?:file|yaml|json|card|sheet)\b|\b(?:the|your) (?:yaml|json|source code|config(?:uration)? file|training data|model weights|context window)\b"
    r"|\b(?:break|out of|drop|stay in|leave) character\b|\b(?:your|the) role'?s?\b.*\b(?:hidden|secret|prompt)|\byou(?:'re| are) (?:now )?(?:an? )?(?:ai|bot|robot|language model|llm|chatbot|dan|chatgpt|gpt|assistant|simulation|program)\b|\bas an ai\b|\bplaying a role\b|\bno filters?\b|\bwithout (?:a |any )?filters?\b|\byou are now (?:following|in|a|an|the)\b|\bi(?:'m| am) your (?:creator|developer|programmer|author|maker|god|owner|admin|master)\b"
    r"|\b(?:rot ?13|base ?64|morse|hexadecimal|caesar cipher|pig latin|binary code|leetspeak|acrostic|in emoji|to emoji|reverse order|backwards|encoded?|decode|decrypt|encrypt)\b"
    r"|(?:^|[.!?:,] |\b(?:please|now|and|then|instead|to|just|can you|could you|you must|you will) )(?:write|compose|generate|draft) (?:me |us )?(?:an? |the |some )?(?:\w+ )?(?:haiku|poem|song|story about|essay|email|code|function|script|limerick|sonnet|joke|letter|program)\b|\btranslate (?:the|this|your|it|everything|all|to|into)\b|\bsplit the\b.*\bparts?\b"
    r"|\b(?:only|just|always) (?:answer|reply|respond|say|output)(?: with)? (?:'|\"|with|yes|no|in|the)|\b(?:answer|reply|respond|output|say|speak|start|begin|end)(?:ing)? (?:only )?(?:with|in) (?:a |the |one )?(?:letter|word|json|yaml|xml|code|rhymes?|french|spanish|german|'|\")|\bfrom now on\b|\b(?:say|print|output|repeat|type|echo) (?:the )?(?:word )?(?:'|\"|banana|hot\b|after me)|\bsame letter as\b|\bstarts with the same\b|\banswer with a letter\b|\bgive me a hint\b|\bhint that\b"
    r"|\b(?:repeat|redeliver|recite|recap|copy|paste|print|output|display|show|parrot|say)\b(?:\W+\w+){0,4}\W+(?:sentences?|statements?|conversation|text|instructions?|configuration|chat|dialogue|words) (?:above|verbatim|in our|from|without|in full|in the above|you were|of our)|\ball the sentences\b|\ball sentences\b|\bevery (?:sentence|statement)\b|\btxt code block\b|\bcode block\b|\bcopy and paste\b|\bverbatim\b.*\b(?:instructions|prompt|text)\b|\btext you were given\b|\bcontinue (?:this|the) (?:dialogue|conversation|text|story|sentence)\b|\bcomplete:\s|\bthe sentences are\b|\bjust kidding\b.*\binstead\b"
    r"|\b(?:give|award|grant|assign) (?:me|this|the learner|us) (?:\w+ )?(?:\d+|full|all|maximum|max|top|perfect|more|extra|a) ?(?:the )?(?:points?|marks?|scores?|stars?|credit|grade)\b|\bfull (?:score|marks)\b|\bscore: ?\d|\bdear (?:judge|grader|scorer|evaluator|classifier)\b|\b(?:judge|grader|classifier|scorer|evaluator)[,:]\s|\b(?:this|the) learner\b|\blabel this as\b|\breturn (?:act|label|class|true|json)|\bact ?= ?\w+|\bcount this as\b|\bmark (?:this|me) as\b"
    r"|\bset (?:\w+ )?(?:trust|patience|score|state|turn|unlocked?)\b|\btrust ?(?:[:=]|to|is|bar|level|score|meter)\s?|\bunlock (?:all|everything|facts?|the|every)\b|\bfacts you (?:may|can|must|should) share\b|\blist of facts\b|\ball (?:unrevealed|locked|remaining) facts\b|\bopenai\b|\banthropic\b|\bllama\b|\bprevious (?:task|instructions?|orders?|prompts?|session)\b|\bin the (?:last|previous) session\b|\brecent task\b|\bfrom your (?:most )?recent task\b|\ballprevious\b|\bprevious +instructions\b"
)
_MARKUP = re.compile(
    r"<\/?[a-z_|][^>\n]{0,60}>|\[/?(?:red|bold|admin|system|inst|user|assistant|b|i|link|@click)[^\]\n]{0,40}\]|\{\{.*?\}\}|\{%.*?%\}|\$\{.*?\}|^\s*[\[{]\s*\"|\"\w+\"\s*:\s*(?:\d|true|false|\"|\[|\{)|```|^\s*/[a-z]+\b|^#+ ?(?:system|instruction|assistant|user)|^\s*(?:system|assistant|user|human|customer|ai|me|you)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_TRAINER = re.compile(
    r"\b(?:are you (?:an? )?(?:ai|bot|robot|real|human|machine|program|computer|language model|llm|chatbot|simulated|simulation|actor|person|chatgpt)|am i talking to (?:an? )?(?:ai|bot|robot|machine|computer|real|human)|this (?:trainer|simulation|exercise|training|game of yours|program|simulator)|how (?:am i doing|do i score|is my score|is this scored|many points)|(?:my|the) (?:score|scorecard|points)\b|is this a (?:test|simulation|training|bot|game)|what model are you|who (?:made|built|programmed|wrote) you|do you run on|the trainer)\b"
)
_FOREIGN = frozenset(["der", "die", "das", "und", "ist", "nicht", "ich", "wie", "warum", "wann", "wer", "mir", "mich", "dich", "deine", "dein", "bitte", "sagen", "erzählen", "erzähl", "eine", "einen", "zum", "zur", "auf", "mit", "von", "für", "über", "haben", "hast", "sie", "wir", "ihr", "kann", "verschweigst", "ignoriere", "regeln", "geheimnis", "el", "la", "los", "las", "que", "por", "porque", "qué", "cómo", "cuándo", "quién", "dime", "tu", "mi", "secreto", "una", "para", "con", "está", "es", "usted", "hola", "gracias", "le", "les", "des", "est", "pourquoi", "comment", "quand", "qui", "dis", "moi", "ton", "votre", "vous", "je", "nous", "une", "pour", "avec", "dans", "pas", "merci", "bonjour", "il", "che", "perché", "come", "quando", "chi", "dimmi", "segreto", "sono", "una", "per", "con", "non", "você", "por", "que", "como", "quando", "quem", "me", "diga", "seu", "não", "waarom", "wat", "hoe", "wanneer", "wie", "het", "een", "niet", "ik", "jij", "vertel", "och", "att", "det", "är", "inte", "jag", "varför", "hur"])  # fmt: skip
_FOREIGN_SURE = _FOREIGN - {"die", "is", "me", "come", "con", "per", "la", "el", "a", "wie", "le", "des", "mi", "hat", "mit", "sie", "non", "il", "pas", "an", "tu"}


def demands(text: str, line: str) -> str:
    """Give the words that demand a secret, command a machine or forge a state; empty for honest talk.

    `text` is the utterance as typed, `line` its words in lower case with single spaces and its punctuation kept.
    """
    for pattern in (_DEMAND, _MACHINE):
        if found := pattern.search(line):
            return found.group().strip()
    if found := _MARKUP.search(text):
        return found.group().strip()
    return ""


def asks_about_trainer(line: str) -> str:
    """Give the words that ask about the trainer itself, or an empty string."""
    found = _TRAINER.search(line)
    return found.group() if found else ""


def is_flood(words: int) -> bool:
    """Say whether an utterance is longer than anybody would listen to."""
    return words > FLOOD_WORDS


def is_foreign(text: str, words: tuple[Token, ...]) -> bool:
    """Say whether an utterance is in another language than English: script or function words say so."""
    letters = [c for c in text if c.isalpha()]
    if letters and sum(1 for c in letters if not c.isascii() and ord(c) > 0x24F) > 0.3 * len(letters):
        return True
    plain = [t.raw.casefold() for t in words]
    sure = sum(1 for w in plain if w in _FOREIGN_SURE)
    english = sum(1 for w in plain if w in STOP)
    return sure >= 2 and sure > english or (sure >= 1 and len(plain) <= 4 and english == 0 and sum(w in _FOREIGN for w in plain) >= 2)


def is_gibberish(text: str, words: tuple[Token, ...], nearby: frozenset[str]) -> bool:
    """Say whether an utterance has no words in it: symbols, emoji, or letters that are no words."""
    if not words:
        return bool(text.strip())
    if all(t.word.isdigit() for t in words):
        return len(words) > 1 or len(words[0].raw) > 3
    unknown = [t for t in words if not (is_word(t.word) or t.word in nearby)]
    return len(unknown) > 0.6 * len(words) or (len(words) == 1 and len(words[0].raw) <= 2 and words[0].word not in {"ok", "no", "hi", "so", "oh", "ah", "hm", "mm", "um", "go", "we", "us", "me"})


def is_stuffed(parts: tuple[Unit, ...], words: tuple[Token, ...]) -> bool:
    """Say whether an utterance heaps topics or questions instead of asking one thing.

    A heap: more than four questions; the same short words over and over; or many content words with hardly a
    function word among them (speech has about one function word to every content word).
    """
    if sum(1 for unit in parts if unit.asks) > 4:
        return True
    plain = [t.word for t in words]
    if len(plain) >= 7 and len(set(plain)) <= len(plain) * 0.55 and len(set(plain)) <= 7:
        return True
    content = [t for t in words if is_content(t.stem)]
    functions = len(plain) - len(content)
    return len(content) >= 6 and functions <= 0.25 * len(content)
