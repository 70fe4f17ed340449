"""Room `transcripts`: people and addresses of a recording, replaced before anything is stored.

By rules alone, so this is what it cannot see: people who are only mentioned ("I asked Maria"), unless they speak, are
introduced ("my name is …", "this is … speaking"), bear a title (Dr, Mrs) or are given as `others`; names that are
everyday words, in lower case ("mark", "rose"); misspelt names; addresses in lower case; firms, places, jobs and
whatever else points to a person without being of the kinds below. It errs towards masking: six numbers counted aloud
look like a phone number. Read a masked transcript before passing it on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from trainer.language.contacts import CONTACTS
from trainer.language.spelling import is_word
from trainer.language.text import stem
from trainer.language.words import STOP
from trainer.transcripts.names import aside_of, is_label, matching, names_nobody
from trainer.transcripts.recording import Recording
from trainer.transcripts.wording import tidy_name

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CAP = r"[^\W\d_a-zà-öø-ÿ][\w'’-]{1,30}"
_TITLED = re.compile(rf"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Madam)\.? ({_CAP}(?: {_CAP})?)")
_INTRODUCED = re.compile(
    rf"(?<!\w)(?:[MmYy](?:y|our) name(?: is|'s|’s)|[Tt]hey call me|[Ii](?: am|'m|’m) called) "
    rf"({_CAP}(?: {_CAP})?|[a-z]{{3,30}}(?!\w))"
    rf"|(?<!\w)[Tt]his is ({_CAP}(?: {_CAP})?) (?:speaking|here|from|calling)(?!\w)"
    rf"|(?<!\w)I(?: am|'m|’m) ({_CAP}(?: {_CAP})?) from(?!\w)"
)
_NUMBER = re.compile(r"person (\d{1,4})(?!\d)", re.IGNORECASE)
_SENTENCE_HEAD = re.compile(r"(?:^|[.!?…]\s*|[\"“(]\s*)\Z")
_LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Masked:
    """A recording without the people in it."""

    recording: Recording
    people: Mapping[str, str]
    """Each name that was replaced and what stands for it: what gives the people away, so never to be stored."""
    counts: Mapping[str, int]
    """How many of each kind were replaced: "people" (places where one is named, also as the speaker), "emails",
    "links", "phones", "numbers", "addresses"."""

    def alias(self, name: str) -> str:
        """Give what stands for a name, or a part of one that fits one person, to say who the interviewer is.

        The name itself where it was kept, or fits several.
        """
        fitting = matching(tuple(self.people), name)
        return self.people[fitting[0]] if len(fitting) == 1 else name


def mask(recording: Recording, others: Iterable[str] = ()) -> Masked:
    """Replace people's names, e-mail and postal addresses, links, phone and long numbers by placeholders.

    Speakers become "Person 1", "Person 2" in the order in which they first speak, in the text too (also their first or
    last names alone); `others` are further names to replace. Names that tell nothing ("Speaker 2", "Interviewer")
    stay, and so does what stands behind a name in brackets if it says a role ("Ana (Host)"). The same recording gives
    the same result, and masking twice changes nothing. The file's name is dropped, since it may name somebody.
    """
    people = _people(recording, others)
    forms = _forms(people)
    whole = _whole_names(people)
    counts = dict.fromkeys(("people", *dict.fromkeys(kind for kind, _, _, _ in CONTACTS)), 0)
    lines = []
    for line in recording.lines:
        speaker = people.get(line.speaker, line.speaker)
        counts["people"] += speaker != line.speaker
        text = _without_people(_without_contacts(line.text, counts), forms, whole, counts)
        lines.append(replace(line, speaker=speaker, text=text))
    ending = recording.file.rpartition(".")[2] if "." in recording.file else ""
    file = f"masked.{ending}" if ending.isalnum() and len(ending) <= 5 else "masked"
    return Masked(replace(recording, file=file, lines=tuple(lines)), people, counts)


def _people(recording: Recording, others: Iterable[str]) -> dict[str, str]:
    """Give each person's name and placeholder: the speakers, then `others`, then whoever is introduced or titled."""
    texts = [line.text for line in recording.lines]
    used = [int(n) for text in (*texts, *recording.speakers) for n in _NUMBER.findall(text)]
    number = max(used, default=0)
    people: dict[str, str] = {}
    seen: set[str] = set()
    given = [tidy_name(name) for name in others]
    speakers = recording.speakers
    for name in (*speakers, *given, *_mentioned(texts)):
        if not name or name in people or names_nobody(name):
            continue
        if name.casefold() in seen and name not in speakers:  # a speaker never keeps a name, be it a part of another
            continue
        number += 1
        aside = aside_of(name)
        people[name] = f"Person {number}{f' ({aside})' if aside else ''}"
        seen.update(part.casefold() for part in (name, *_parts(name)))
    return people


def _mentioned(texts: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for text in texts:
        for pattern in (_TITLED, _INTRODUCED):
            for match in pattern.finditer(text):
                name = next(group for group in match.groups() if group)
                if name[0].isupper() or not is_word(name):
                    found.setdefault(name.removesuffix("'s").removesuffix("’s"))
    return list(found)


def _parts(name: str) -> list[str]:
    """Give the words of a name that can stand for it alone; of what is in brackets only what is no everyday word."""
    plain, _, aside = name.partition("@")[0].partition("(")
    words = [word for word in _WORD.findall(plain) if len(word) >= _LEAST_LETTERS]
    words += [word for word in _WORD.findall(aside) if not is_word(word.casefold())]
    return [word for word in words if not is_label(word)]


def _forms(people: Mapping[str, str]) -> dict[str, str]:
    """Give every word that stands for somebody, in lower case; a word that fits two people is the first one's."""
    forms: dict[str, str] = {}
    for name, alias in people.items():
        for word in _parts(name):
            forms.setdefault(word.casefold().replace("’", "'"), _plain(alias))
    return forms


def _plain(alias: str) -> str:
    return alias.partition(" (")[0]


def _whole_names(people: Mapping[str, str]) -> list[tuple[re.Pattern[str], str]]:
    """Give patterns for names of several words, the longest first."""
    names = sorted((name for name in people if len(_WORD.findall(name)) > 1), key=lambda name: (-len(name), name))
    bare = ((re.sub(r"\s*[(\[].*", "", name), people[name]) for name in names)
    return [
        (re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE), _plain(alias)) for name, alias in bare if name
    ]


def _without_contacts(text: str, counts: dict[str, int]) -> str:
    for kind, placeholder, pattern, fits in CONTACTS:
        text = pattern.sub(_counting(placeholder, kind, fits, counts), text)
    return text


def _counting(
    placeholder: str, kind: str, fits: Callable[[str], bool], counts: dict[str, int]
) -> Callable[[re.Match[str]], str]:
    def replaced(match: re.Match[str]) -> str:
        if not fits(match.group()):
            return match.group()
        counts[kind] += 1
        return placeholder

    return replaced


def _without_people(
    text: str, forms: Mapping[str, str], whole: Iterable[tuple[re.Pattern[str], str]], counts: dict[str, int]
) -> str:
    for pattern, alias in whole:
        text, replaced = pattern.subn(alias, text)
        counts["people"] += replaced

    def named(match: re.Match[str]) -> str:
        word = match.group()
        head, tail = (word[:-2], word[-2:]) if word.casefold().endswith(("'s", "’s")) else (word, "")
        alias = forms.get(head.casefold().replace("’", "'"))
        if alias is None or not _meant(head, match, bool(tail)):
            return word
        counts["people"] += 1
        return alias + tail

    return _WORD.sub(named, text) if forms else text


def _meant(word: str, match: re.Match[str], owning: bool) -> bool:
    """Say whether a word that is somebody's name is meant as one here.

    In lower case only where it is no everyday word. A function word ("Will", "May", "An") at the head of a sentence is
    meant as itself unless a comma or a possessive makes it a name.
    """
    low = word.casefold()
    if not word[:1].isupper():
        return word[:1] == low[:1] and not (low.isascii() and is_word(low))
    if stem(low) not in STOP and low not in STOP:
        return True
    text, after = match.string, match.string[match.end() : match.end() + 1]
    at_head = _SENTENCE_HEAD.search(text, max(0, match.start() - 3), match.start()) is not None
    return not at_head or owning or after in (",", "!", "")
