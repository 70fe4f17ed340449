"""Each defect planted into a sound, shipped file gives one finding: the right rule, field and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from trainer.content.findings import field_name

from .planting import Change, Data, both, findings_of, line_with, put, shipped, write


@dataclass(frozen=True)
class Planted:
    """A defect: the rule it breaks, where, some words of the line there, and what is changed."""

    rule: str
    field: str
    words: str
    change: Change
    persona: str = "dario-benko"
    above: int = 0
    """Lines from those words up to the one that is meant."""


def said(rule: str, *path: str | int, says: str, persona: str = "dario-benko", also: Change | None = None) -> Planted:
    """Give the defect of one line that is said."""
    change = put(*path, value=says)
    return Planted(rule, field_name(path), says[:40], both(also, change) if also else change, persona)


def _drop(*path: str | int) -> Change:
    def change(data: Data) -> None:
        holder: Any = data
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]

    return change


def _no_anxiety(data: Data) -> None:
    for fact in data["facts"]:
        fact["force"] = fact["force"].replace("anxiety", "context")


def _one_motivation(data: Data) -> None:
    for fact in data["facts"]:
        if fact["depth"] == 3:
            fact["motivation"] = "somebody-answers"


def _no_price(data: Data) -> None:
    data["profile"] = [answer for answer in data["profile"] if answer["id"] != "price"]


DEFLECT, ASIDE, GO_ON = ("lines", "deflect", 32), ("lines", "aside", 10), ("lines", "go_on", 19)

PLANTED = [
    # what a customer must have
    Planted("missing-force", "facts", "facts:", _no_anxiety),
    Planted("missing-tell", "facts[15]", "- id: dario-here", _drop("facts", 15, "tell")),
    Planted("dead-motivation", "motivations[1]", "- id: the-one-who-answers", _one_motivation),
    Planted("missing-answer", "profile", "profile:", _no_price),
    # the way to a fact
    Planted(
        "after-cycle",
        "facts[16].unlock.after",
        "after:",
        put("facts", 16, "unlock", "after", value=["dario-nine-napkins"]),
    ),
    Planted(
        "after-deeper",
        "facts[12].unlock.after_any[2]",
        "- dario-here",
        put("facts", 12, "unlock", "after_any", 2, value="dario-here"),
    ),
    Planted(
        "trust-falls", "facts[16].unlock", "trust: 0.2701", put("facts", 16, "unlock", "trust", value=0.2701), above=1
    ),
    Planted("unmeetable", "facts[6].unlock.by", "by:", put("facts", 6, "unlock", "by", value=["pause"])),
    Planted(
        "too-open",
        "facts[12].unlock",
        "Somebody's got white fingers.",
        put("facts", 12, "unlock", value={"trust": 0.0}),
        above=-1,
    ),
    Planted(
        "no-handle",
        "facts[17].about",
        "- glockenspiel",
        put("facts", 17, "about", value=["glockenspiel", "xylophone", "marimba", "vibraphone"]),
        above=1,
    ),
    said("dead-tell", "facts", 12, "tell", "says", 0, says="Well, it is what it is, as they say."),
    # what is hidden, heard too early
    said("leak-run", *DEFLECT, says="One Thursday in September, was it. Skip it."),
    said("leak-words", *DEFLECT, says="Tomas, apple, bakery, brake, pit, November."),
    said("leak-phrase", *DEFLECT, says="A stuck passenger. Another time."),
    said("leak-run", "profile", 1, "says", 0, says="Fitter, with flour on my thumbs."),
    said("leak-run", "decoy", "says", 0, says="One Thursday in September a torch would have done."),
    said(
        "leak-run",
        "bio",
        says="Dario Benko, 52, runs the service crews of a lift firm. Mrs. Adamek sat on the floor there.",
    ),
    said(
        "leak-words",
        "facts",
        6,
        "more",
        "then",
        says="Tomas, apple, bakery, brake, pit, November, fourteenth floor, landing.",
    ),
    said("leak-gist", *DEFLECT, says="Tomas, an apple, a brake, some floor, a pit."),
    Planted("leak-about", "facts[6].about[1]", "- Adamek then", put("facts", 6, "about", 1, value="Adamek then")),
    # lines that say the same
    said("duplicate-line", "lines", "small_talk", 9, says="IT'S A PHONE!"),
    said("duplicate-sentence", *DEFLECT, says="Hm. My wife's tried that. No."),
    said("near-duplicate", *DEFLECT, says="Ask me in a pub, though I don't go to the pub."),
    said("adds-nothing", "facts", 0, "more", "what", says="Petra, at the library. The door. Me, at the school."),
    # details that do not agree
    said("detail-age", "profile", 20, "says", 0, says="Forty-nine. The knees are older."),
    said("detail-age", *ASIDE, says="I'm forty-nine. My back isn't."),
    said(
        "detail-age",
        *ASIDE,
        says="Petra's forty, by the way.",
        also=put(*GO_ON, value="Petra's thirty-six. She knows."),
    ),
    said(
        "detail-day",
        "facts",
        0,
        "says",
        1,
        says="Thursday, outside the school. Message from Petra, a door. Two minutes, answered. I don't let them wait.",
        also=put(
            "facts",
            0,
            "says",
            0,
            value="Tuesday. School car park. Petra wrote, library door wouldn't close. Two minutes, answered.",
        ),
    ),
    said("detail-number", "facts", 2, "more", "feeling", says="Seventy lifts. Read it standing."),
    said("detail-number", "facts", 1, "more", "example", says="Forty fitters and one wrong rope. Sent it back."),
    # lines in another voice
    said("tone-drift", *DEFLECT, says="Regarding that, nothing."),
    said("tone-drift", *DEFLECT, says="I do not know. It is my trade, and I will not guess, it is no use."),
    said("tone-drift", *DEFLECT, says="Enough!! Go on!"),
    said(
        "tone-drift",
        *DEFLECT,
        says="You see the thing about a long day is that it goes on and on until somebody comes "
        "along and tells you that it was over hours ago and that you can go.",
    ),
    # lines that are hard to take in
    said(
        "hard-sentence",
        "lines",
        "deflect",
        0,
        persona="maren-tveit",
        says="It's a bit like when you come in out of the wet with both arms full of bags and a "
        "hat in your teeth and there's a bell going somewhere in the house and you can't for "
        "the life of you think which door it was.",
    ),
    said(
        "hard-words",
        "lines",
        "deflect",
        0,
        persona="judith-okafor",
        says="Organisational responsibilities necessitate interdisciplinary communication, and "
        "administrative considerations notoriously complicate individual availability at "
        "every opportunity, I'm afraid.",
    ),
    # people who may be real
    said("personal-data", *ASIDE, says="Write to d.benko@liftdienst-nord.example, then."),
    said("personal-data", *ASIDE, says="Ring 0151 2345 6789 next time."),
    said("personal-data", *ASIDE, says="Parked at 14 Harbour Street. Tight."),
    said("personal-data", *ASIDE, says="It's on www.benko-lifts.com. All of it."),
    said("real-person", *ASIDE, says="Elon Musk wouldn't fit down there."),
    said("real-person", *ASIDE, says="Tell the boss of Google that."),
    # what does not fit the schema
    Planted("unknown-key", "nmae", "nmae:", put("nmae", value="Dario")),
    Planted(
        "missing-paraphrases",
        "facts[4].says",
        "- Only this",
        put("facts", 4, "says", value=["Only this.", "And that."]),
        above=1,
    ),
    Planted("schema", "facts[3].depth", "depth: 4", put("facts", 3, "depth", value=4)),
    Planted(
        "unknown-id",
        "facts[3].motivation",
        "motivation: nobody-answers",
        put("facts", 3, "motivation", value="nobody-answers"),
    ),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: f"{planted.rule}-{planted.field}")
def test_a_planted_defect_is_found_once_where_it_stands(tmp_path: Path, planted: Planted) -> None:
    data = shipped(planted.persona)
    planted.change(data)
    findings, path = findings_of(tmp_path, data), tmp_path / "personas" / f"{planted.persona}.yaml"
    assert [(finding.rule, finding.field) for finding in findings] == [(planted.rule, planted.field)], [
        str(finding) for finding in findings
    ]
    assert findings[0].line == line_with(path, planted.words) - planted.above
    assert findings[0].remedy.endswith((".", "?")) and "\n" not in str(findings[0])


def test_at_least_forty_defects_are_planted() -> None:
    assert len(PLANTED) >= 40


IN_BRIEFING = [
    said(
        "leak-run",
        "brief",
        says="You talk to a man who bought forty handsets. One Thursday in September they were silent.",
    ),
    said("real-person", "belief", says="We believe what Satya Nadella says about phones."),
    said("personal-data", "product", "about", says="Handsets; call +49 30 1234567 to order some."),
    said("hard-sentence", "focus", says="Ask " + "about this and then that " * 9 + "until there is no more."),
]


@pytest.mark.parametrize("planted", IN_BRIEFING, ids=lambda planted: f"{planted.rule}-{planted.field}")
def test_a_defect_of_a_briefing_is_found_in_the_scenario(tmp_path: Path, planted: Planted) -> None:
    scenario = shipped("phones-for-the-field", "scenarios")
    planted.change(scenario)
    findings = findings_of(tmp_path, shipped("dario-benko"), scenario)
    assert [(finding.rule, finding.field) for finding in findings] == [(planted.rule, planted.field)]
    path = tmp_path / "scenarios" / "phones-for-the-field.yaml"
    assert findings[0].line == line_with(path, planted.field.rpartition(".")[2] + ":")


def test_a_call_too_short_for_the_way_to_a_fact_is_found_with_the_way(tmp_path: Path) -> None:
    persona, scenario = shipped("dario-benko"), shipped("phones-for-the-field", "scenarios")
    facts = persona["facts"]
    for before, fact in zip(facts[:6], facts[1:7], strict=True):
        fact["unlock"]["after"] = [before["id"]]
    facts[10]["unlock"]["after"] = [facts[6]["id"]]
    scenario["limits"] = {"turns": 8, "minutes": 20}
    findings = findings_of(tmp_path, persona, scenario)
    assert [(finding.rule, finding.field) for finding in findings] == [("out-of-time", "limits.turns")]
    assert findings[0].line == line_with(tmp_path / "scenarios" / "phones-for-the-field.yaml", "turns: 8")
    assert "Allow 9 turns" in findings[0].remedy
    assert "dario-boots → dario-drawer-rule → dario-nine-napkins (turn 9)" in findings[0].remedy


def test_a_line_that_two_customers_say_is_found_at_the_later_one(tmp_path: Path) -> None:
    shared = "I'd sooner paint the shed again, honestly."
    first, second = shipped("judith-okafor"), shipped("tomas-reyes")
    first["lines"]["deflect"].append(shared)
    second["lines"]["small_talk"].append("Hm. " + shared)
    findings = findings_of(tmp_path, first, second)
    assert [(finding.rule, Path(finding.file).stem) for finding in findings] == [("shared-line", "tomas-reyes")]
    assert findings[0].line == line_with(tmp_path / "personas" / "tomas-reyes.yaml", shared)
    assert "judith-okafor.yaml" in findings[0].remedy


def test_five_words_may_be_anybodys(tmp_path: Path) -> None:
    first, second = shipped("judith-okafor"), shipped("tomas-reyes")
    for data in (first, second):
        data["lines"]["small_talk"].append("Sun's out, for a change.")
    assert findings_of(tmp_path, first, second) == []


def test_somebody_who_never_shortens_is_heard_to_shorten(tmp_path: Path) -> None:
    import re

    def long(words: str) -> str:
        for short, full in (("can't", "can not"), ("won't", "will not"), ("n't", " not"), ("'m ", " am "),
                            ("'re ", " are "), ("'ve ", " have "), ("'ll ", " will ")):  # fmt: skip
            words = words.replace(short, full)
        return re.sub(r"\b([Ii]t|[Tt]hat|[Hh]e|[Ss]he|[Tt]here|[Ww]hat|[Ww]ho)'s\b", r"\1 is", words).replace(
            "'d ", " would "
        )

    data = shipped("ilse-brandt")
    for lines in data["lines"].values():
        lines[:] = [long(line) for line in lines]
    for part in (*data["facts"], *data["profile"], data["decoy"]):
        part["says"] = [long(line) for line in part["says"]]
        if part.get("more"):
            part["more"] = {facet: long(line) for facet, line in part["more"].items()}
        if part.get("tell"):
            part["tell"]["says"] = [long(line) for line in part["tell"]["says"]]
    data["lines"]["aside"][0] = "That's the kettle, don't mind it."
    found = [finding for finding in findings_of(tmp_path, data) if finding.rule == "tone-drift"]
    assert "lines.aside[0]" in [finding.field for finding in found]
    assert "never shortens" in found[-1].remedy


SOUND = [
    ("dario-benko", put(*DEFLECT, value="Ask the cleaner.")),
    ("dario-benko", put(*ASIDE, value="Thirty-nine bolts in the tray. Odd.")),
    ("dario-benko", put("temperament", "patience", value=0.8)),
    ("dario-benko", put("facts", 16, "unlock", "trust", value=0.55)),
    ("dario-benko", put("profile", 20, "says", 0, value="Fifty-three in spring. Fifty-two till then.")),
    (
        "dario-benko",
        put(
            "facts",
            0,
            "says",
            3,
            value="Tuesday. Petra's door, from the school car park. Two minutes, and nobody stood waiting.",
        ),
    ),
    ("judith-okafor", put("lines", "small_talk", 0, value="Grey, but it's holding off.")),
    ("judith-okafor", put("facts", 0, "unlock", value={"by": ["open", "story", "follow-up"]})),
    ("judith-okafor", put("name", value="Judith Okafor-Lane")),
    ("judith-okafor", lambda data: data["lines"]["deflect"].reverse()),
    ("ilse-brandt", put("lines", "gibberish", 0, value="Somebody leaned on the space bar, I think.")),
    ("ilse-brandt", put("lines", "aside", 0, value="*the printer wakes up, thinks better of it*")),
    ("ilse-brandt", lambda data: data["profile"].sort(key=lambda answer: answer["id"])),
    ("maren-tveit", put("lines", "thanks", 0, value="Oh, that's kindly said, and you've a patient ear.")),
    ("maren-tveit", lambda data: data["facts"].reverse()),
    ("maren-tveit", put("temperament", "trust", value=0.3)),
    ("pim-verhoeven", put("lines", "greeting", 0, value="Hiya! Reporting for film duty.")),
    ("pim-verhoeven", put("lines", "goodbye", 0, value="Bye! Twelve weeks of laundry say hello.")),
    ("tomas-reyes", put("lines", "ask_learner", 0, value="Do you ever get to climb, in your line?")),
    ("tomas-reyes", put("lines", "pressed", 0, value="I'd answer faster if I knew faster.")),
]


@pytest.mark.parametrize(("name", "change"), SOUND)
def test_a_harmless_change_gives_no_finding(tmp_path: Path, name: str, change: Change) -> None:
    data = shipped(name)
    before = write(tmp_path / "before", data).read_text(encoding="utf-8")
    change(data)
    findings = findings_of(tmp_path, data)
    assert [str(finding) for finding in findings] == []
    assert (tmp_path / "personas" / f"{name}.yaml").read_text(encoding="utf-8") != before


def test_twenty_sound_files_are_tried() -> None:
    assert len(SOUND) >= 20
