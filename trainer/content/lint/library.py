"""Room `content`, lint: what must hold between files."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.content.catalogue import Catalogue
from trainer.content.findings import ContentError, Finding, Problem
from trainer.content.lint.leaks import briefing_leaks
from trainer.content.lint.people import people_in_briefing
from trainer.content.lint.reading import hard_briefing
from trainer.content.lint.sheets import Desk, Sheet
from trainer.content.lint.together import pair_problems
from trainer.content.lint.voices import shared_lines
from trainer.content.lint.ways import out_of_any_time, out_of_time
from trainer.content.loading import load_scenario, located, show_path
from trainer.content.schema import Persona, Scenario


def library_findings(desk: Desk) -> Iterator[Finding]:
    """Give ids used twice, misnamed files, lost personas, lines shared by customers, and briefings that will not do."""
    yield from _names(desk.personas)
    yield from _names(desk.scenarios)
    yield from _fact_ids(desk.personas)
    yield from shared_lines(desk.personas)
    for sheet in desk.scenarios:
        yield from _of_scenario(sheet, desk)
    for persona in desk.personas:
        yield from _of_scenarios_beside(persona, desk)


def _names(sheets: list[Sheet[Persona]] | list[Sheet[Scenario]]) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for sheet in sheets:
        name = sheet.content.id
        problems = []
        if name != sheet.path.stem:
            problems.append(
                Problem(("id",), "file-name", f"Name the file {name}.yaml or write `id: {sheet.path.stem}`.")
            )
        if name in owners:
            problems.append(Problem(("id",), "duplicate-id", f"Rename `{name}`; {owners[name]} has this id."))
        owners.setdefault(name, sheet.file)
        yield from located(problems, sheet.text, sheet.file)


def _fact_ids(sheets: list[Sheet[Persona]]) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for sheet in sheets:
        problems = []
        for at, fact in enumerate(sheet.content.facts):
            if fact.id in owners:
                remedy = (
                    f"Rename `{fact.id}`; {owners[fact.id]} has a fact of this id, and ids are unique in the library."
                )
                problems.append(Problem(("facts", at, "id"), "duplicate-id", remedy))
        owners |= {fact.id: sheet.file for fact in sheet.content.facts if fact.id not in owners}
        yield from located(problems, sheet.text, sheet.file)


def _of_scenario(sheet: Sheet[Scenario], desk: Desk) -> Iterator[Finding]:
    checked = {persona.content.id: persona.content for persona in desk.personas}
    problems: list[Problem] = []
    found: dict[str, Persona] = {}
    for at, name in enumerate(sheet.content.personas):
        try:
            persona = checked.get(name) or Catalogue().persona(name, sheet.path.absolute().parent)
        except ContentError as error:
            there = bool(error.findings)  # the file is there, and has findings of its own
            remedy = f"Mend the persona `{name}`: `trainer lint` its file." if there else f"Name a persona: {error}"
            problems.append(Problem(("personas", at), "broken-persona" if there else "unknown-id", remedy))
        else:
            found[name] = persona
            problems.extend(_played_together(sheet.content, persona))
    problems.extend(pair_problems(sheet.content, found))
    problems.extend(hard_briefing(sheet.content))
    problems.extend(people_in_briefing(sheet.content))
    yield from located(problems, sheet.text, sheet.file)


def _played_together(scenario: Scenario, persona: Persona) -> Iterator[Problem]:
    yield from briefing_leaks(scenario, persona)
    yield from out_of_time(scenario, persona)


def _of_scenarios_beside(sheet: Sheet[Persona], desk: Desk) -> Iterator[Finding]:
    """Check a persona against the scenarios next to it that are not checked themselves; without any, by itself."""
    played = any(sheet.content.id in scenario.content.personas for scenario in desk.scenarios)
    checked = {scenario.path.resolve() for scenario in desk.scenarios}
    folder = sheet.path.absolute().parent
    places = [folder.parent / "scenarios"] if folder.name == "personas" else [folder]
    for path in sorted(path for place in places for path in place.glob("*.y*ml")):
        if path.resolve() in checked or path.resolve() == sheet.path.resolve():
            continue
        try:
            scenario = load_scenario(path)
        except ContentError:
            continue
        if sheet.content.id in scenario.personas:
            played = True
            text = path.read_text(encoding="utf-8-sig")
            yield from located(_played_together(scenario, sheet.content), text, show_path(path))
    if not played:
        yield from located(out_of_any_time(sheet.content), sheet.text, sheet.file)
