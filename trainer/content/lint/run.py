"""Room `content`, lint: runs every rule over files and folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from trainer.content.findings import Finding, Problem
from trainer.content.lint.coverage import coverage_problems
from trainer.content.lint.details import detail_problems
from trainer.content.lint.drafts import draft_problems
from trainer.content.lint.graph import graph_problems
from trainer.content.lint.leaks import leak_problems
from trainer.content.lint.library import library_findings
from trainer.content.lint.manner import manner_problems
from trainer.content.lint.ordinary import answer_problems
from trainer.content.lint.people import people_problems
from trainer.content.lint.reading import hard_lines
from trainer.content.lint.repeats import repeat_problems
from trainer.content.lint.sheets import read_all
from trainer.content.lint.tells import tell_problems
from trainer.content.lint.ways import condition_problems
from trainer.content.loading import located
from trainer.content.schema import Persona

RULES: tuple[Callable[[Persona], Iterator[Problem]], ...] = (
    draft_problems,
    graph_problems,
    condition_problems,
    coverage_problems,
    tell_problems,
    answer_problems,
    repeat_problems,
    detail_problems,
    manner_problems,
    hard_lines,
    people_problems,
    leak_problems,
)


def lint(paths: Iterable[Path]) -> list[Finding]:
    """Check persona and scenario files, and folders of them; give what is wrong by file and line. Never raises.

    A file that does not fit its schema gets only those findings; the other rules need sound data.
    """
    desk = read_all(paths)
    findings = list(desk.findings)
    for sheet in desk.personas:
        problems = [problem for rule in RULES for problem in rule(sheet.content)]
        findings.extend(located(problems, sheet.text, sheet.file))
    findings.extend(library_findings(desk))
    return sorted(set(findings), key=lambda finding: (finding.file, finding.line, finding.field, finding.rule))
