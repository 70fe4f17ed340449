"""Drafts: what is made of a few answers is sound, free of findings and fair, whatever was answered."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from trainer.content.catalogue import Catalogue
from trainer.content.drafting.drafted import persona_text, scenario_text, schema_text
from trainer.content.drafting.proving import known_personas, prove, to_blame
from trainer.content.drafting.questions import (
    KINDS,
    PERSONA,
    SCENARIO,
    AnswerError,
    checked_id,
    clashes,
    id_of,
    read_settings,
)
from trainer.content.lint.run import lint
from trainer.conversation.call import Call
from trainer.lab.bots.every import BOTS, SKILLED
from trainer.lab.measuring import APART
from trainer.lab.playing import play

OTHER = {
    "name": "Łukasz O'Neill-Żak", "pronoun": "he", "role": "a nurse on the night shift of a children's ward",
    "product": "Wardly 2", "old": "index cards", "wish": "bigger print", "person": "José", "piece": "drawing",
    "thing": "green scarf", "mishap": "mixed-up tray", "witness": "Ruth", "trace": "brass key", "talk": "terse",
    "warmth": "guarded",
}  # fmt: skip


def written(folder: Path, persona: dict[str, str], scenario: dict[str, str] | None = None) -> tuple[Path, Path]:
    """Write a drafted persona and a scenario with it."""
    paths = folder / "personas" / "some-one.yaml", folder / "scenarios" / "some-where.yaml"
    texts = persona_text("some-one", persona), scenario_text("some-where", {"personas": "some-one", **(scenario or {})})
    for path, text in zip(paths, texts, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.mark.parametrize(
    "answers", [{}, OTHER, {"pronoun": "she", "talk": "talkative"}], ids=["examples", "other", "she"]
)
def test_a_draft_has_no_finding(tmp_path: Path, answers: dict[str, str]) -> None:
    assert lint(written(tmp_path, answers)) == []


def test_answers_stand_in_the_draft_as_they_were_given(tmp_path: Path) -> None:
    persona, _ = written(tmp_path, OTHER)
    made = Catalogue().persona(str(persona))
    assert (made.name, made.pronoun, made.temperament.talk) == (OTHER["name"], "he", "terse")
    assert "index cards" in " ".join(next(f for f in made.facts if f.id == "some-one-before").says)
    assert {m.id for m in made.motivations} == {"for-somebody", "let-it-happen"}


def test_a_draft_is_solved_by_listening_and_by_nothing_else(tmp_path: Path) -> None:
    _, scenario = written(tmp_path, OTHER)
    played = Catalogue().cast(str(scenario))
    call = Call(played.scenario, played.personas[0], played.hash)
    skilled = play(call, SKILLED, 1)
    assert skilled.overall is not None and skilled.overall >= 75
    others = [play(call, kind, 1) for kind in BOTS if kind not in APART]
    assert all(one.deepest < 3 and (one.overall or 0) <= 45 for one in others)


def test_every_part_of_a_draft_says_what_to_write_there() -> None:
    text = persona_text("some-one", {})
    told = [at for at, line in enumerate(text.splitlines()) if line.startswith("#")]
    for key in ("bio", "manner", "temperament", "opening", "motivations", "facts", "decoy", "profile", "lines"):
        place = next(at for at, line in enumerate(text.splitlines()) if line.startswith(f"{key}:"))
        assert place - 1 in told, key


def test_a_draft_points_to_the_schema_beside_it() -> None:
    for text, kind in ((persona_text("a", {}), "persona"), (scenario_text("a", {}), "scenario")):
        assert text.startswith(f"# yaml-language-server: $schema={kind}.schema.json\n")
        assert yaml.safe_load(schema_text(kind))["type"] == "object"


@pytest.mark.parametrize(
    "answer",
    ['a "quoted" one', "{first}", "two\nlines: here", "- a list", "# a comment", "x" * 300, "a\x1b[31mred", "%s",
     "&a *b", "!!python/object:os.system", "{{ 7 * 7 }}", "\\u0022"],
)  # fmt: skip
def test_an_answer_never_becomes_anything_but_words(tmp_path: Path, answer: str) -> None:
    for question in PERSONA + SCENARIO:
        try:
            question.read(answer)
        except AnswerError:
            continue
        if question in PERSONA:
            value = yaml.safe_load(persona_text("a", {question.key: answer}))
        else:
            value = yaml.safe_load(scenario_text("a", {question.key: answer}))
        whole = yaml.safe_load(persona_text("a", {}) if question in PERSONA else scenario_text("a", {}))
        assert value.keys() == whole.keys() and _shape(value) == _shape(whole), question.key


def _shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    return [_shape(inner) for inner in value] if isinstance(value, list) else type(value).__name__


def test_every_question_takes_its_own_example() -> None:
    for question in PERSONA + SCENARIO:
        assert question.read("") == question.default == question.read(f"  {question.default} ")


def test_two_answers_that_must_differ_are_named() -> None:
    found = clashes("persona", {"witness": "ines"})
    assert found == [("witness", "`witness` and `person` are both “ines”; name another.")]
    assert clashes("persona", {}) == [] and clashes("scenario", {}) == []


def test_settings_that_cannot_be_used_say_what_to_write() -> None:
    for settings, words in (
        (["name"], "write KEY=VALUE"),
        (["nme=Ada Lind"], "did you mean `name`?"),
        (["name=Ada", "name=Eva"], "given twice"),
        (["pronoun=it"], "choose one of she, he, they"),
        (["name=<b>"], "begin with a letter"),
    ):
        with pytest.raises(AnswerError, match=words.replace("?", r"\?")):
            read_settings("persona", settings)
    assert read_settings("persona", ["name= Ada  Lind "]) == {"name": "Ada Lind"}


def test_ids_are_made_of_names() -> None:
    assert id_of("Łukasz O'Neill") == "ukasz-o-neill" and id_of("José Núñez") == "jose-nunez" and id_of("东京") == ""
    assert checked_id("robin-hale") == "robin-hale"
    for wrong in ("Robin", "a--b", "../x", "a" * 33):
        with pytest.raises(AnswerError):
            checked_id(wrong)


def test_what_lint_finds_in_a_draft_leads_to_the_answer_at_fault(tmp_path: Path) -> None:
    """Who says in public for whom another paid has told a secret; the question to ask again is that one."""
    answers = {"role": "the one for whom Walter paid"}
    found = prove("persona", persona_text("some-one", answers), tmp_path / "some-one.yaml")
    assert found and all(one.file == str(tmp_path / "some-one.yaml") for one in found)
    assert to_blame(found, {**answers, "wish": "bigger print"}) == ["role"]


def test_a_scenario_is_proved_with_the_personas_beside_it(tmp_path: Path) -> None:
    written(tmp_path, {})
    file = tmp_path / "scenarios" / "new-one.yaml"
    assert known_personas(file.parent) == ["some-one"]
    assert prove("scenario", scenario_text("new-one", {"personas": "some-one"}), file, ["some-one"]) == []
    lost = prove("scenario", scenario_text("new-one", {"personas": "no-one"}), file, ["no-one"])
    assert [one.rule for one in lost] == ["unknown-id"]


def test_keys_of_questions_are_unique() -> None:
    for questions in KINDS.values():
        assert len({question.key for question in questions}) == len(questions)
