"""Room `language`: closed lists of words. Function words, the words of any interview, and everyday synonyms."""

from __future__ import annotations

import snowballstemmer

_stem = snowballstemmer.stemmer("english").stemWord


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word.replace("'", "")) for word in text.split())


#: Function words: they carry no topic.
STOP = _stems("""
a an the this that these those there here it its itself he him his himself she her hers herself they them their theirs
i me my mine myself we us our ours you your yours yourself yourselves one ones who whom whose which what when where why how
and or but nor so if then than because as of at by for with about against between into through during before after above
below to from up down in out on off over under again further once am is are was were be been being have has had having do
does did doing can could may might must shall should will would ought not no yes yeah yep ok okay oh ah um uh hm hmm mm well
just only also too very really quite rather much many more most some any all both each few other another such own same
don't doesn't didn't isn't wasn't aren't weren't won't wouldn't can't couldn't shouldn't haven't hasn't hadn't
s t d ll m re ve now even still ever never always already yet else like kind sort bit lot etc please let lets im ive id
youre youve youd thats whats hes shes theyre were its dont gonna wanna gotta cause cos right sure maybe perhaps though
although while whether since until till upon per via thing things something anything everything nothing somebody someone
anyone everybody everyone get gets got getting gotten go goes going went gone say says said saying tell tells told telling
know knows knew known think thinks thought thinking mean means meant make makes made making see sees saw seen
come comes came coming take takes took taken put puts want wants wanted look looks looked give gives gave given
mention mentioned describe explain talk talked talking bring brings brought curious interested wonder wondering
mind guess sound sounds seem seems seemed actually basically literally honestly anyway today
""")

#: Words of any interview and any script: shared by chance, so they never count as taking somebody up.
GENERIC = _stems("""
use using used user users product products app apps tool tools feature features software service services system problem
problems issue issues pain point points need needs like likes dislike favorite favourite best worst better improve improvement
good bad great nice easy hard difficult important matter matters time times day days week weeks month months year years typical
usual usually normal normally often sometimes people person customer customers company business experience experiences
work works working worked job role team start started begin began first last next recent recently happen happens happened
way ways reason reasons example examples question questions ask asks asked asking stay stays stayed answer answers help helps helped try tried trying
part side find found help love hate enjoy frustrate frustrating frustrated frustration challenge challenges goal goals
solution solutions recommend friend's colleague's rate scale score pay paid price cost costs money value option options
alternative alternatives compare competitor competitors change changes changed wish magic wand future expect expectation
process step steps decide decided decision choose chose choosing choice moment situation lately currently current
life whole long short little big new old two three four five ten hundred number numbers thank thanks hello hi hey sorry
word words story more detail details different difference similar today tomorrow yesterday morning evening feel feels felt feeling feelings
hear hears heard listen listening call calls minute minutes hour hours idea ideas keep kept end place world sort background share specific particular
""") - _stems("share friend")

#: Groups of words that learners and customers use for one thing; the first names the group.
_GROUPS = """
picture photo photograph pic image snapshot photos
child kid kids children toddler
mother mum mom mam mummy mommy
father dad daddy papa
parent folks
movie film films flick
rent rental hire borrow
shop store
spouse wife husband partner
boss manager chief owner
colleague coworker workmate teammate
phone handset cellphone smartphone mobile device
laptop notebook
fast quick rapid
fear afraid scared anxious frightened worry worried dread nervous
lonely alone loneliness lonesome
argue argument quarrel fight bicker
tired exhausted worn weary knackered
ashamed embarrassed shame embarrassing embarrassment
proud pride
guilty guilt
relief relieved relieving
angry furious mad cross annoyed irritated
sad sadness unhappy
calm quiet peace peaceful silence silent
reach reachable reached
advert ad ads advertisement advertising advertisements
metric metrics figure figures statistic statistics stats
visitor visitors
website site webpage page
dashboard dashboards
meeting meetings
cancel quit unsubscribe
purchase buy bought buying
fee charge penalty
holiday vacation
job occupation profession
house home flat apartment
dinner supper
ill sick
"""


def _synonyms() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _GROUPS.split("\n"):
        group = [_stem(word) for word in line.split()]
        for word in group[1:]:
            table.setdefault(word, group[0])
    return table


SYNONYMS: dict[str, str] = _synonyms()
