"""Room `content`, lint: nobody real is portrayed. Ways to reach somebody, and people whom everybody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trainer.content.findings import Problem
from trainer.content.lint.spoken import Text, briefing, public, tells_of, told_by
from trainer.content.schema import Persona, Scenario
from trainer.language.contacts import CONTACTS

_KINDS = {
    "emails": "the e-mail address", "links": "the link", "addresses": "the postal address",
    "numbers": "the long number", "phones": "the phone number",
}  # fmt: skip
#: People of public life who were alive when this list was made: enough that a model or an author in a hurry is caught,
#: by no means all.
_KNOWN = (
    "Sam Altman|Dario Amodei|Jeff Bezos|Marc Andreessen|Steve Ballmer|Marc Benioff|Joe Biden|Richard Branson|"
    "Sergey Brin|Warren Buffett|Brian Chesky|Patrick Collison|Tim Cook|Jack Dorsey|Larry Ellison|Bill Gates|"
    "Demis Hassabis|Reid Hoffman|Jensen Huang|Boris Johnson|Kamala Harris|Narayana Murthy|Emmanuel Macron|"
    "Angela Merkel|Narendra Modi|Elon Musk|Satya Nadella|Benjamin Netanyahu|Barack Obama|Michelle Obama|Larry Page|"
    "Sundar Pichai|Vladimir Putin|Sheryl Sandberg|Olaf Scholz|Friedrich Merz|Keir Starmer|Rishi Sunak|Greta Thunberg|"
    "Peter Thiel|Linus Torvalds|Donald Trump|Ursula von der Leyen|Jimmy Wales|Tim Berners-Lee|Xi Jinping|"
    "Volodymyr Zelenskyy?|Mark Zuckerberg|Oprah Winfrey|Taylor Swift|Cristiano Ronaldo|Lionel Messi|Roger Federer|"
    "Rafael Nadal|Serena Williams|LeBron James|Tom Hanks|Beyoncé|Rihanna|Kim Kardashian|J\\.? ?K\\.? Rowling|"
    "Stephen King|Margaret Atwood|Chris Voss|Bob Moesta|Rob Fitzpatrick|Eric Ries|"
    "Steve Blank|Teresa Torres|Marty Cagan"
)
#: Family names that mean one living person only, wherever they stand.
_ALONE = "Zuckerberg|Bezos|Putin|Zelenskyy?|Merkel|Macron|Obama|Netanyahu|Musk|Trump"
_PERSON = re.compile(rf"(?<!\w)(?:{_KNOWN}|{_ALONE})(?!\w)")
#: The head of a firm or state that exists is a real person even without a name.
_OFFICE = re.compile(
    r"(?<!\w)(?:CEO|founder|boss|head|president|chancellor|prime minister|king|queen) of "
    r"(?:Google|Apple|Amazon|Microsoft|Meta|Facebook|Netflix|Tesla|OpenAI|Spotify|Uber|Airbnb|Twitter|"
    r"the United States|America|Russia|China|Germany|France|Britain|England|India|Ukraine|Israel)(?!\w)",
    re.IGNORECASE,
)


def people_problems(persona: Persona) -> Iterator[Problem]:
    """Give contact details and well-known living people in what a customer says, or hides."""
    hidden = [
        Text(("motivations", at, "insight"), motivation.insight) for at, motivation in enumerate(persona.motivations)
    ]
    told = [text for at, fact in enumerate(persona.facts) for text in (*told_by(at, fact), *tells_of(at, fact))]
    yield from _real([Text(("name",), persona.name), *public(persona), *told, *hidden])


def people_in_briefing(scenario: Scenario) -> Iterator[Problem]:
    """Give contact details and well-known living people in a briefing; `sources` may name whom they credit."""
    yield from _real(briefing(scenario))


def _real(texts: Iterable[Text]) -> Iterator[Problem]:
    for text in texts:
        known = _PERSON.search(text.words) or _OFFICE.search(text.words)
        if known:
            remedy = f"Invent somebody for “{known.group()}”; nobody real is portrayed."
            yield Problem(text.path, "real-person", remedy)
        elif contact := _contact(text.words):
            yield Problem(text.path, "personal-data", f"Drop {contact}; it may be somebody's.")


def _contact(words: str) -> str:
    for kind, _, pattern, fits in CONTACTS:
        if any(fits(match.group()) for match in pattern.finditer(words)):
            return _KINDS[kind]
    return ""
