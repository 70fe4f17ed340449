"""Each rule of the lint finds the one defect planted for it, where it stands; sound content has no finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trainer.content.findings import Finding
from trainer.content.lint import lint

from .sample import persona_data, save, scenario_data

Data = dict[str, Any]


def _only(tmp_path: Path, plant: Callable[[Data], None]) -> Finding:
    """Plant a defect in a sound persona and give the one finding that comes of it."""
    data = persona_data()
    plant(data)
    findings = lint([save(tmp_path, data)])
    assert len(findings) == 1, [str(finding) for finding in findings]
    assert findings[0].remedy.endswith((".", "?")) and "\n" not in str(findings[0])
    return findings[0]


def _line(path: Path, words: str) -> int:
    return next(n for n, line in enumerate(path.read_text().splitlines(), 1) if words in line)


def test_sound_content_has_no_finding(tmp_path: Path) -> None:
    save(tmp_path, persona_data())
    save(tmp_path, persona_data("bo-fisk"))
    save(tmp_path, scenario_data(personas=("ada-lind", "bo-fisk")))
    assert lint([tmp_path]) == []


def test_a_motivation_that_no_deep_fact_serves_is_dead(tmp_path: Path) -> None:
    def plant(data: Data) -> None:
        for fact in data["facts"][10:]:
            fact["motivation"] = "first-one"

    finding = _only(tmp_path, plant)
    assert (finding.rule, finding.field) == ("dead-motivation", "motivations[1]")


def test_each_of_the_four_forces_must_occur(tmp_path: Path) -> None:
    def plant(data: Data) -> None:
        for fact in data["facts"]:
            fact["force"] = fact["force"].replace("anxiety", "push")

    finding = _only(tmp_path, plant)
    assert finding.rule == "missing-force" and "`anxiety`" in finding.remedy


def test_the_deepest_facts_need_a_tell(tmp_path: Path) -> None:
    finding = _only(tmp_path, lambda data: data["facts"][12].pop("tell"))
    assert (finding.rule, finding.field) == ("missing-tell", "facts[12]")


def test_facts_that_hang_on_each_other_are_a_cycle(tmp_path: Path) -> None:
    data = persona_data()
    data["facts"][12]["unlock"] = {"trust": 0.5, "after": ["ada-lind-fact-13"]}
    data["facts"][13]["unlock"] = {"trust": 0.5, "after": ["ada-lind-fact-12"]}
    path = save(tmp_path, data)
    findings = lint([path])
    assert [finding.rule for finding in findings] == ["after-cycle", "after-cycle"]
    assert findings[0].field == "facts[12].unlock.after"
    assert findings[0].line == _line(path, "- ada-lind-fact-13") - 1


def test_what_hangs_on_a_cycle_is_unreachable(tmp_path: Path) -> None:
    data = persona_data()
    data["facts"][12]["unlock"] = {"trust": 0.5, "after": ["ada-lind-fact-12"]}
    data["facts"][13]["unlock"] = {"trust": 0.5, "after_any": ["ada-lind-fact-12"]}
    found = {finding.field: finding.rule for finding in lint([save(tmp_path, data)])}
    assert found == {"facts[12].unlock.after": "after-cycle", "facts[13].unlock.after_any": "unreachable"}


def test_one_open_way_is_enough_to_reach_a_fact(tmp_path: Path) -> None:
    data = persona_data()
    data["facts"][12]["unlock"] = {"trust": 0.5, "after_any": ["ada-lind-fact-12", "ada-lind-fact-6"]}
    assert lint([save(tmp_path, data)]) == []


def test_trust_does_not_fall_on_the_way_down(tmp_path: Path) -> None:
    finding = _only(tmp_path, lambda data: data["facts"][11]["unlock"].update(trust=0.2))
    assert (finding.rule, finding.field) == ("trust-falls", "facts[11].unlock")
    assert "0.3" in finding.remedy


def test_a_fact_does_not_hang_on_a_deeper_one(tmp_path: Path) -> None:
    def plant(data: Data) -> None:
        data["facts"][7]["unlock"] = {"trust": 0.5, "after_any": ["ada-lind-fact-2", "ada-lind-fact-13"]}

    finding = _only(tmp_path, plant)
    assert (finding.rule, finding.field) == ("after-deeper", "facts[7].unlock.after_any[1]")


def test_a_speech_is_too_long_for_a_line(tmp_path: Path) -> None:
    finding = _only(tmp_path, lambda data: data["decoy"]["says"].append(" ".join(f"q{n}" for n in range(61))))
    assert (finding.rule, finding.field) == ("long-line", "decoy.says[6]")


@pytest.mark.parametrize("change", [str.upper, lambda line: line.rstrip(".") + " …", lambda line: f"“{line}”"])
def test_a_line_stands_once_in_a_file_however_it_is_written(tmp_path: Path, change: Callable[[str], str]) -> None:
    def plant(data: Data) -> None:
        data["lines"]["deflect"].append(change(data["profile"][3]["says"][1]))

    finding = _only(tmp_path, plant)
    assert (finding.rule, finding.field) == ("duplicate-line", "lines.deflect[26]")
    assert "profile[3].says[1]" in finding.remedy


def test_gestures_alone_count_as_lines(tmp_path: Path) -> None:
    finding = _only(tmp_path, lambda data: data["lines"]["pause"].extend(["*waits*", "*Waits*"]))
    assert finding.rule == "duplicate-line"


def test_a_long_sentence_stands_in_one_line_only(tmp_path: Path) -> None:
    def plant(data: Data) -> None:
        data["lines"]["go_on"][0] = "Right. My cousin said so. Then."
        data["lines"]["aside"][0] = "*shrugs* My cousin said so!"

    finding = _only(tmp_path, plant)
    assert (finding.rule, finding.field) == ("duplicate-sentence", "lines.aside[0]")


def test_a_short_sentence_may_come_twice(tmp_path: Path) -> None:
    data = persona_data()
    data["lines"]["go_on"][0] = "I don't know. Zibble."
    data["lines"]["aside"][0] = "I don't know. Zabble."
    assert lint([save(tmp_path, data)]) == []


def _leak_of_a_run(data: Data) -> str:
    data["facts"][13]["says"][0] = "They buried the green accordion behind granary walls, my aunt and him."
    return "He played it behind granary walls, my aunt says."


def _leak_of_most_words(data: Data) -> str:
    data["facts"][12]["says"][2] = "Grandmother's accordion lies buried beneath the orchard."
    return "In the orchard there is an accordion, and grandmother too, somewhere beneath."


def _leak_of_a_phrase(data: Data) -> str:
    data["facts"][11]["about"][1] = "buried accordion"
    return "One of the accordions is buried, they say."


def _leak_of_a_tell(data: Data) -> str:
    data["facts"][11]["tell"]["says"][1] = "There is somewhat more granary than orchard about us."
    return "You would find more granary than orchard here."


def _leak_of_the_insight(data: Data) -> str:
    data["motivations"][0]["insight"] = "She keeps the accordion because grandmother buried hers."
    return "Grandmother buried one accordion, we have another."


LEAKS = [_leak_of_a_run, _leak_of_most_words, _leak_of_a_phrase, _leak_of_a_tell, _leak_of_the_insight]


@pytest.mark.parametrize("plant", LEAKS)
@pytest.mark.parametrize(
    "where",
    [("lines", "deflect", 3), ("profile", 2, "says", 0), ("decoy", "says", 1), ("opening", 0), ("bio",), ("manner",)],
)
def test_what_is_hidden_does_not_stand_in_open_words(
    tmp_path: Path, plant: Callable[[Data], str], where: tuple[str | int, ...]
) -> None:
    def both(data: Data) -> None:
        words = plant(data)
        holder: Any = data
        for step in where[:-1]:
            holder = holder[step]
        holder[where[-1]] = words

    finding = _only(tmp_path, both)
    assert finding.rule in ("leak-run", "leak-words", "leak-phrase")
    assert finding.field.replace("[", ".").replace("]", "") == ".".join(map(str, where))


@pytest.mark.parametrize("plant", LEAKS)
@pytest.mark.parametrize("field", ["brief", "belief", "focus"])
def test_what_is_hidden_does_not_stand_in_the_briefing(
    tmp_path: Path, plant: Callable[[Data], str], field: str
) -> None:
    data = persona_data()
    words = plant(data)
    persona = save(tmp_path, data)
    scenario = save(tmp_path, {**scenario_data(), field: words})
    for paths in ([tmp_path], [scenario], [persona]):
        findings = lint(paths)
        assert [(finding.file, finding.field) for finding in findings] == [(str(scenario), field)]
        assert findings[0].line == _line(scenario, f"{field}:")


@pytest.mark.parametrize("at", [1, 8])
def test_a_shallower_fact_does_not_tell_most_of_a_deeper_one(tmp_path: Path, at: int) -> None:
    def plant(data: Data) -> None:
        data["facts"][13]["says"][0] = "Grandmother's accordion lies buried beneath the orchard."
        data["facts"][at]["more"]["when"] = "When they buried the accordion: beneath the orchard, my grandmother lies."

    finding = _only(tmp_path, plant)
    assert (finding.rule, finding.field) == ("leak-words", f"facts[{at}].more.when")


def test_a_tell_does_not_tell_its_own_fact(tmp_path: Path) -> None:
    def plant(data: Data) -> None:
        data["facts"][13]["says"][0] = "Grandmother's accordion lies buried beneath the orchard."
        data["facts"][13]["tell"]["says"][0] = "Beneath my grandmother's orchard something buried lies."

    finding = _only(tmp_path, plant)
    assert (finding.rule, finding.field) == ("leak-words", "facts[13].tell.says[0]")


def test_a_handle_in_a_tell_or_a_shallower_fact_is_no_leak(tmp_path: Path) -> None:
    data = persona_data()
    data["facts"][13]["says"][0] = "Grandmother's accordion lies buried beneath the orchard in a tin box."
    data["facts"][13]["tell"]["says"][0] = "Some tin boxes are best left alone."
    data["facts"][8]["says"][0] = "We had an accordion in the orchard once."
    assert lint([save(tmp_path, data)]) == []


def test_words_that_this_customer_always_uses_are_no_leak(tmp_path: Path) -> None:
    data = persona_data()
    data["facts"][13]["says"][0] = "Fridays the movie house was shut."
    for at in range(4):
        data["lines"]["surface"][at] = f"Friday, movie house, zib{at}."
    assert lint([save(tmp_path, data)]) == []


def test_a_file_that_does_not_fit_its_schema_gets_each_fault_with_its_line(tmp_path: Path) -> None:
    data = persona_data()
    data["facts"][2]["depth"] = 4
    data["facts"][4]["says"] = data["facts"][4]["says"][:2]
    data["nmae"] = data.pop("name")
    path = save(tmp_path, data)
    assert {(finding.rule, finding.field) for finding in lint([path])} == {
        ("schema", "facts[2].depth"),
        ("missing-paraphrases", "facts[4].says"),
        ("unknown-key", "nmae"),
        ("missing-key", "name"),
    }
    assert _line(path, "nmae:") in {finding.line for finding in lint([path])}


def test_ids_that_do_not_exist_are_found(tmp_path: Path) -> None:
    data = persona_data()
    data["facts"][5]["motivation"] = "frist-one"
    data["facts"][6]["unlock"]["after"] = ["nothing-like-it"]
    found = {finding.field: finding.rule for finding in lint([save(tmp_path, data)])}
    assert found == {"facts[5].motivation": "unknown-id", "facts[6].unlock.after[0]": "unknown-id"}


def test_ids_stand_once_in_a_file(tmp_path: Path) -> None:
    data = persona_data()
    data["profile"][4]["id"] = data["profile"][2]["id"]
    assert [finding.rule for finding in lint([save(tmp_path, data)])] == ["duplicate-id"]


def test_fact_ids_are_unique_over_all_files(tmp_path: Path) -> None:
    save(tmp_path, persona_data())
    data = persona_data("bo-fisk")
    data["facts"][0]["id"] = "ada-lind-fact-3"
    data["facts"][5]["unlock"] = {"trust": 0.3}
    path = save(tmp_path, data)
    finding = lint([tmp_path])[0]
    assert (finding.file, finding.rule, finding.field) == (str(path), "duplicate-id", "facts[0].id")
    assert "ada-lind.yaml" in finding.remedy


def test_a_scenario_names_personas_that_exist(tmp_path: Path) -> None:
    save(tmp_path, persona_data())
    path = save(tmp_path, scenario_data(personas=("ada-lind", "ada-lint")))
    finding = lint([tmp_path])[0]
    assert (finding.file, finding.rule, finding.field) == (str(path), "unknown-id", "personas[1]")
    assert "ada-lint" in finding.remedy


def test_a_file_is_named_for_its_id(tmp_path: Path) -> None:
    finding = lint([save(tmp_path, persona_data(), name="other-name")])[0]
    assert (finding.rule, finding.field, finding.line) == ("file-name", "id", 1)


def test_a_rubric_that_does_not_fit_is_found_at_its_line(tmp_path: Path) -> None:
    save(tmp_path, persona_data())
    path = save(tmp_path, {**scenario_data(), "rubric": {"discovery": 0.5, "insight": 0.4}})
    finding = lint([path])[0]
    assert (finding.rule, finding.line) == ("rubric-sum", _line(path, "rubric:"))


def test_other_files_in_a_folder_are_left_alone_but_not_when_named(tmp_path: Path) -> None:
    save(tmp_path, persona_data())
    other = tmp_path / "settings.yaml"
    other.write_text("colour: blue\n")
    (tmp_path / ".hidden.yaml").write_text("facts: broken\n")
    assert lint([tmp_path]) == []
    assert [finding.rule for finding in lint([other])] == ["unknown-kind"]


def test_a_path_that_is_not_there_and_a_folder_without_content_are_findings(tmp_path: Path) -> None:
    assert [finding.rule for finding in lint([tmp_path / "none.yaml"])] == ["file-missing"]
    assert [finding.rule for finding in lint([tmp_path])] == ["no-content"]


def test_the_shipped_content_has_no_finding(request: pytest.FixtureRequest) -> None:
    root = request.config.rootpath
    assert [str(finding) for finding in lint([root / "personas", root / "scenarios"])] == []
