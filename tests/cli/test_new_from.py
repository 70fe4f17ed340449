"""`trainer new persona --from NOTES`: what is sent, what is made of the answers, and what is said of the draft."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.llm.faulty import FaultServer
from trainer.content.catalogue import Catalogue
from trainer.content.drafting.noted import MARK
from trainer.conversation.model import Stop
from trainer.llm import ladder, loading

from .running import assert_one_line, run

NOTES = """Interview with Katharina Brandl, katharina.brandl@example.org, phone +49 170 5551234.
My name is Katharina Brandl. I keep the seed ledger of our garden club.
Sabine asked why I print it. She rings me every Sunday and I never know what to say.
"""
VERBS = ("matter", "love", "keep", "save", "hold", "want")
OUTLINE = {
    "name": "Ulla Senn", "pronoun": "she", "role": "the treasurer of a garden club", "product": "Seedbook",
    "old": "a shoe box", "wish": "labels that stick", "surface": "She wants labels that stick in the rain.",
    "surface_says": [f"Labels, number {w}, that would do." for w in ("one", "two", "three", "four", "five", "six")],
    "surface_phrases": ["labels", "sticky labels", "label printer", "rain labels", "paper labels"],
    "reasons": [
        {
            "title": f"The {thing} is what counts",
            "insight": f"She does it for the {thing} and for nothing else at all.",
            "accepted": [f"It is about the {thing}, {n}." for n in ("first", "second", "third")],
            "claims": [
                {"says": f"The {thing} matters", "phrases": [f"{thing} {verb}" for verb in VERBS]}
                for _ in range(2)
            ],
        }
        for thing in ("orchard", "harbour")
    ],
}  # fmt: skip
WORDS = (
    "amber", "birch", "cedar", "delta", "ember", "fjord", "gravel", "hazel", "ivory", "juniper", "kettle", "lantern",
    "marble", "nectar",
)  # fmt: skip


def fact(number: int) -> dict[str, Any]:
    word = WORDS[number]
    return {
        "title": f"The story of the {word}",
        "says": [f"That day the {word} {verb} on the {word} shelf." for verb in ("fell", "stood", "broke")],
        "why": f"The {word} wanted it.", "when": f"In the {word} week.", "example": f"Once the {word} rolled away.",
        "phrases": [f"{word} {noun}" for noun in ("shelf", "day", "week", "story", "thing")],
        "hints": [f"There is a {word} somewhere here.", f"Mind the {word}, will you."],
    }  # fmt: skip


@pytest.fixture(scope="module")
def one_server() -> Iterator[FaultServer]:
    loading.loaded(Stop(), 120)
    with FaultServer() as server:
        yield server


@pytest.fixture
def server(one_server: FaultServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FaultServer:
    one_server.forget()
    ladder.forget()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRAINER_MODEL", "openai/drafts")
    monkeypatch.setenv("TRAINER_MODEL_URL", one_server.url)
    monkeypatch.setattr("trainer.lab.trials.os.cpu_count", lambda: 1)  # its processes are tested with the lab
    Path("notes.txt").write_text(NOTES, "utf-8")
    return one_server


class Drafting:
    """Answers each form in its turn; `wrong` facts get something that does not fit."""

    def __init__(self, wrong: tuple[int, ...] = ()) -> None:
        self.sent: list[str] = []
        self._wrong = wrong

    def __call__(self, asked: Any) -> str:
        body = json.dumps(asked.body) if not isinstance(asked.body, str) else asked.body
        self.sent.append(body)
        if "told_before" not in body.replace('\\"', '"').split('"role": "user"')[-1]:
            return json.dumps(OUTLINE)
        at = body.count("The story of the")
        return json.dumps({**fact(at), "says": ["too few"]} if at in self._wrong else fact(at))


def test_a_draft_is_made_of_the_answers_each_line_marked_and_lint_and_lab_are_told(server: FaultServer) -> None:
    server.say("drafts", Drafting())
    done = run("new", "persona", "--from", "notes.txt", "--json")
    assert done.code == 0, done.err
    made = done.json
    assert made["file"] == "personas/ulla-senn.yaml" and made["stock"] == []
    assert [one["rule"] for one in made["findings"]].count("draft") == 1
    assert [line.split()[-0][:2] for line in made["lab"]] and len(made["lab"]) == 4
    text = Path(made["file"]).read_text("utf-8")
    worded = [line for line in text.splitlines() if '"' in line and not line.lstrip().startswith("#")]
    assert len(worded) > 300 and all(line.endswith(MARK) for line in worded)
    persona = Catalogue().persona(made["file"])
    assert (
        persona.draft and persona.name == "Ulla Senn" and persona.motivations[0].title == "The orchard is what counts"
    )
    assert [fact.title for fact in persona.facts] == [f"The story of the {word}" for word in WORDS]
    assert [fact.depth for fact in persona.facts] == [1] * 5 + [2] * 5 + [3] * 4


def test_people_and_addresses_never_leave_the_machine(server: FaultServer) -> None:
    drafting = Drafting()
    server.say("drafts", drafting)
    done = run("new", "persona", "--from", "notes.txt", "--mask", "Sabine", "--json")
    assert done.code == 0, done.err
    assert len(drafting.sent) == 15
    for word in ("Katharina", "Brandl", "Sabine", "example.org", "5551234"):
        assert not any(word in body for body in drafting.sent), word
    assert done.json["removed"]["emails"] == 1 and done.json["removed"]["people"] >= 2


def test_an_answer_that_does_not_fit_leaves_the_stock_story_and_says_so(server: FaultServer) -> None:
    server.say("drafts", Drafting(wrong=(3,)))
    done = run("new", "persona", "robin-x", "--from", "notes.txt")
    assert done.code == 0, done.err
    assert "No use could be made of the answer for robin-x-b-2" in done.err
    assert "Lint finds" in done.err and "[draft]" in done.err and "The lab, 3 calls of each bot:" in done.err
    assert Path("personas/robin-x.yaml").exists()


def test_lint_reports_a_draft_until_its_mark_is_taken_out(server: FaultServer) -> None:
    server.say("drafts", Drafting())
    run("new", "persona", "ulla-senn", "--from", "notes.txt")
    path = Path("personas/ulla-senn.yaml")
    rules = {one["rule"] for one in run("lint", str(path), "--json").json["findings"]}
    assert "draft" in rules
    path.write_text(path.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    assert {one["rule"] for one in run("lint", str(path), "--json").json["findings"]} == rules - {"draft"}


@pytest.mark.parametrize("model", ["401", "404", "500"])
def test_a_model_that_cannot_be_asked_is_one_line_and_nothing_is_written(
    server: FaultServer, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_MODEL", f"openai/{model}")
    done = run("new", "persona", "--from", "notes.txt")
    assert done.code == 3 and "Nothing was written." in done.err and "Traceback" not in done.err
    assert [path.name for path in Path().iterdir()] == ["notes.txt"]


def test_without_a_model_or_notes_it_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes.txt").write_text(NOTES, "utf-8")
    Path("odd.bin").write_bytes(b"\x00\xff")
    for arguments, words in (
        (["persona", "--from", "notes.txt"], "none is set"),
        (["persona", "--from", "lost.txt"], "not there"),
        (["persona", "--from", "odd.bin"], "odd.bin"),
        (["scenario", "--from", "notes.txt"], "drafts a persona"),
    ):
        done = run("new", *arguments)
        assert_one_line(done)
        assert words in done.err
    assert not Path("personas").exists()
