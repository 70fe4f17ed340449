"""Room `transcripts`: what can be a speaker's name, and which names say what somebody does on a call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from trainer.language.spelling import is_word

Role = Literal["interviewer", "customer"]


def _set(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split(","))


_INTERVIEWERS = _set(
    "interviewer,me,myself,you,host,moderator,researcher,ux researcher,user researcher,facilitator,learner,int,question"
)
_CUSTOMERS = _set(
    "customer,interviewee,participant,respondent,guest,client,user,prospect,informant,answer,test user,tester,subject"
)
#: Letters that name roles only together: an A or B alone is what speech services call anybody.
_PAIRS: dict[frozenset[str], str] = {
    frozenset(pair): pair[0] for pair in ("ip", "ir", "ic", "qa", "rp", "mp", "mr", "fp")
}
_NUMBERED = re.compile(r"[\s_#-]*\d{1,3}\Z")
_ASIDE = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\Z")
_ANYBODY = re.compile(
    r"(?:speaker|spk|participant|person|voice|unknown(?: speaker)?|unidentified speaker|caller|channel|guest|user|"
    r"subject|respondent|interviewee|customer|interviewer|male|female|man|woman)(?:[\s_#-]*\d{1,3}|[\s_#-]+[a-z])?\Z"
    r"|[spu][_#-]?\d{1,3}\Z|[a-z]\Z|\d{1,3}\Z",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"person \d{1,4}\Z", re.IGNORECASE)
#: What stands before a colon at the head of a transcript and is nobody.
_HEADINGS = _set(
    "date,time,title,meeting,meeting title,attendees,participants,present,duration,length,location,place,topic,subject,"
    "transcript,recording,summary,notes,note,agenda,host email,organizer,organiser,file,filename,language,source,url,"
    "link,version,action items,next steps,key points,started,ended,start,end,created,interview,project,from,to,cc,re,"
    "warning,ps,nb,example,today,http,https,invited,attachments,meeting records,chapter,keywords,speakers"
)
_PARTICLES = _set("de,da,do,dos,del,della,di,du,la,le,van,von,der,den,ter,ten,zu,zum,al,el,bin,ibn,y,e,of,and,&,und")
_TITLES = _set("dr,mr,mrs,ms,mx,miss,prof,professor,doctor,sir,madam,jr,sr,phd,md")
_SENTENCE = re.compile(r"[?!;\"“”{}\\]|\w{5,}\.(?:\s|$)")
_NO_WORD = re.compile(r"\W+")
_ELIDED = re.compile(r"[dl]['’]", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}\Z")


def bare(name: str) -> str:
    """Give a name in lower case without what stands behind it in brackets: "Ana (Host)" is "ana"."""
    return _ASIDE.sub("", name).strip().casefold() or name.strip().casefold()


def role(name: str, all_names: Iterable[str] = ()) -> Role | None:
    """Say what a name calls its bearer, where it does: "Interviewer", "P2", "Ana (Host)", "Q" beside "A"."""
    aside = _ASIDE.search(name)
    if aside and any(word.strip().casefold() in _INTERVIEWERS for word in re.split("[,/]", aside[1])):
        return "interviewer"
    plain = _NUMBERED.sub("", bare(name))
    if plain in _INTERVIEWERS:
        return "interviewer"
    if plain in _CUSTOMERS:
        return "customer"
    letters = frozenset(_NUMBERED.sub("", bare(other)) for other in all_names)
    if letters in _PAIRS and plain in letters:
        return "interviewer" if plain == _PAIRS[letters] else "customer"
    return None


def is_label(word: str) -> bool:
    """Say whether a word of a name ("van", "Dr", "Speaker", "Host") stands for nobody alone."""
    low = word.casefold()
    return low in _PARTICLES | _TITLES | _INTERVIEWERS | _CUSTOMERS or _ANYBODY.match(low) is not None


def aside_of(name: str) -> str:
    """Give the roles that stand behind a name in brackets: "Host" of "Ana (Host, ana@example.com)"; else nothing."""
    aside = _ASIDE.search(name)
    words = [word.strip() for word in re.split("[,/]", aside[1])] if aside else []
    return ", ".join(word for word in words if word.casefold() in _INTERVIEWERS | _CUSTOMERS)


def names_nobody(name: str) -> bool:
    """Say whether a name tells no more than a number or a role: "Speaker 1", "Host", "B"; such a name masks itself."""
    aside = _ASIDE.search(name)
    if aside and aside_of(name) != aside[1]:
        return False
    plain = bare(name)
    known = role(plain) is not None or _ANYBODY.match(plain) is not None or _PLACEHOLDER.match(plain) is not None
    return known or not any(c.isalpha() for c in plain)


def looks_like_name(label: str) -> bool:
    """Say whether a label has the shape of a name: up to five words, each with a capital, or a known label."""
    plain = _ASIDE.sub("", label.strip())
    if not plain or not (plain[0].isalpha() or plain[0].isdigit()) or _SENTENCE.search(plain):
        return False
    if role(plain) or (_ANYBODY.match(plain) and not plain.isdigit()) or _EMAIL.match(plain):
        return True
    words = plain.replace(",", " ").split()
    if not 1 <= len(words) <= 5 or any(len(word) > 40 for word in words) or not plain[0].isalpha():
        return False
    return all(_capital(word) or word.casefold() in _PARTICLES for word in words) and _capital(words[0])


def _capital(word: str) -> bool:
    """Say whether a word begins as a name does: with a capital, in a script without any, with a digit, or as d'Arcy."""
    word = _ELIDED.sub("", word, count=1)
    first = next((c for c in word if c.isalnum()), "")
    return bool(first) and (first.isdigit() or first == first.upper())


def is_heading(label: str) -> bool:
    """Say whether a label before a colon is a heading of a transcript and no speaker."""
    return label.strip().casefold() in _HEADINGS


def speakers_among(counts: Mapping[str, int]) -> frozenset[str]:
    """Give those labels that are speakers, of labels as they stand before speeches and how often each does.

    A name is capitalised, or a label that is used often. Where two or more labels come back again and again, one that
    comes once and is made of everyday words ("Basically: …") is talk.
    """
    often = [label for label, count in counts.items() if count > 1 and looks_like_name(label) and not is_heading(label)]
    found = set()
    for label, count in counts.items():
        if is_heading(label) and not (role(label) and count > 2):
            continue
        if looks_like_name(label):
            everyday = role(label) is None and all(is_word(word) for word in re.findall(r"[^\W\d_]+", label.casefold()))
            if count > 1 or len(often) < 2 or not everyday:
                found.add(label)
        elif count > 2 and " " not in label.strip() and label.isalnum() and not is_word(label.casefold()):
            found.add(label)
    known = {label.casefold() for label in found}
    return frozenset(label for label in counts if label.casefold() in known)


def matching(names: Sequence[str], wanted: str) -> list[str]:
    """Give the names that fit: the same; else the same but for what stands in brackets; else those with that part."""
    key = " ".join(wanted[:200].split()).casefold()
    if not key:
        return []
    tests = (
        lambda name: name.casefold() == key,
        lambda name: bare(name) == key,
        lambda name: f" {key} " in f" {_NO_WORD.sub(' ', name.casefold())} ",
        lambda name: name.casefold().startswith(key),
    )
    for fits in tests:
        if found := [name for name in names if fits(name)]:
            return found
    return []
