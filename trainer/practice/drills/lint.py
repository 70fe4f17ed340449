"""Room `practice`, drills: what is wrong with files of drills. Runs the judge over every answer that they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.content.drills.schema import CHOICES, Drill, Drills, Kind
from trainer.content.drills.shelf import drills_of, placed
from trainer.content.findings import ContentError, Finding, Problem, has_control
from trainer.content.findings import Path as Place
from trainer.content.lint.reading import HARDEST, LEAST_WORDS, grade
from trainer.content.loading import located, read_text, show_path
from trainer.language.text import count_words, jaccard, tokens
from trainer.practice.drills.feelings import families
from trainer.practice.drills.judge import judge
from trainer.practice.drills.reasons import OF_KIND

#: Share of words that two answers of one item have in common, from which on they are one answer (as for personas).
ALIKE = 0.7
#: Different words below which two answers may well be alike ("Your brother?").
SHORT = 5
#: Words that the customer says in one drill, at most: it takes a minute in all (set).
MOST_HEARD = 110
#: Words of a sentence from which two items may not share it.
SHARED = 5
#: Distinct reasons that the wrong answers of an item show, at least (choices have few).
REASONS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Sheet:
    path: Path
    text: str
    drills: Drills

    @property
    def file(self) -> str:
        return show_path(self.path)


def lint_drills(paths: Iterable[Path]) -> list[Finding]:
    """Check files of drills; give what is wrong by file and line. Never raises."""
    findings: list[Finding] = []
    sheets: list[_Sheet] = []
    for path in paths:
        try:
            text = read_text(path)
            sheets.append(_Sheet(path, text, drills_of(text, show_path(path))))
        except ContentError as error:
            findings.extend(error.findings)
    for sheet in sheets:
        findings.extend(located(_problems(sheet), sheet.text, sheet.file))
    findings.extend(_between(sheets))
    return sorted(set(findings), key=lambda finding: (finding.file, finding.line, finding.field, finding.rule))


def _problems(sheet: _Sheet) -> Iterator[Problem]:
    drills = sheet.drills
    if drills.id != sheet.path.stem:
        yield Problem(("id",), "file-name", f"Name the file {drills.id}.yaml or write `id: {sheet.path.stem}`.")
    for at, item in enumerate(drills.items):
        place: Place = ("items", at)
        yield from _judged(drills, item, place)
        yield from _alike(item, place, drills.kind in CHOICES)
        yield from _written(item, drills.kind, place)


def _judged(drills: Drills, item: Drill, place: Place) -> Iterator[Problem]:
    """Every right answer has to pass, every wrong one to fail with its reason."""
    drill = placed(drills, item)
    for name, answers in (("better", item.better), ("passes", item.passes)):
        for at, text in enumerate(answers):
            verdict = judge(drill, text)
            if not verdict.passed:
                remedy = f"The judge fails this: {verdict.reason} ({verdict.why}) Reword it, or mend the judge."
                yield Problem((*place, name, at), "right-fails", remedy)
    for at, wrong in enumerate(item.fails):
        where = (*place, "fails", at)
        if wrong.reason not in OF_KIND[drills.kind]:
            known = ", ".join(OF_KIND[drills.kind])
            yield Problem((*where, "reason"), "unknown-reason", f"Use one of {known}.")
            continue
        verdict = judge(drill, wrong.says)
        if verdict.passed:
            yield Problem(where, "wrong-passes", f"The judge passes this; say why it is {wrong.reason}, or reword it.")
        elif verdict.reason != wrong.reason:
            remedy = f"The judge says {verdict.reason} ({verdict.why}), not {wrong.reason}."
            yield Problem((*where, "reason"), "other-reason", remedy)
    shown = {wrong.reason for wrong in item.fails}
    if drills.kind not in CHOICES and len(shown) < REASONS_SHOWN:
        remedy = (
            f"Let the wrong answers fail for {REASONS_SHOWN} reasons at least; these show {', '.join(sorted(shown))}."
        )
        yield Problem((*place, "fails"), "few-reasons", remedy)


def _alike(item: Drill, place: Place, choice: bool) -> Iterator[Problem]:
    """Answers of one item have to differ in more than a word; the name of a choice may be shown and be an answer."""
    earlier: list[tuple[frozenset[str], str]] = []
    fails = tuple(wrong.says for wrong in item.fails)
    for name, answers in (("better", item.better), ("passes", item.passes), ("fails", fails)):
        for at, text in enumerate(answers):
            words = frozenset(token.word for token in tokens(text))
            same = [where for other, where in earlier if words == other or _near(words, other)]
            same = [where for where in same if (where.startswith("fails") or name != "fails") and not choice]
            if same:
                yield Problem((*place, name, at), "near-duplicate", f"Reword this; it is nearly {same[0]}.")
            earlier.append((words, f"{name}[{at}]"))


def _near(one: frozenset[str], other: frozenset[str]) -> bool:
    return min(len(one), len(other)) >= SHORT and jaccard(one, other) >= ALIKE


def _written(item: Drill, kind: Kind, place: Place) -> Iterator[Problem]:
    heard = sum(map(count_words, item.customer))
    if heard > MOST_HEARD:
        remedy = f"Shorten what the customer says: {heard} words, {MOST_HEARD} are the most for a minute's drill."
        yield Problem((*place, "customer"), "long-line", remedy)
    for where, text in _texts(item):
        if has_control(text):
            yield Problem((*place, *where), "control-characters", "Remove control and invisible characters.")
        elif count_words(text) >= LEAST_WORDS and grade(text) > HARDEST:
            yield Problem((*place, *where), "hard-words", "Use shorter words and sentences.")
    for at, feeling in enumerate(item.feelings if kind is Kind.LABEL else ()):
        if feeling not in families():
            remedy = f"Use one of {', '.join(sorted(families()))}."
            yield Problem((*place, "feelings", at), "unknown-id", remedy)


def _texts(item: Drill) -> Iterator[tuple[Place, str]]:
    for name in ("situation", "line", "task", "why"):
        if text := getattr(item, name):
            yield (name,), text
    for name in ("customer", "better", "passes"):
        for at, text in enumerate(getattr(item, name)):
            yield (name, at), text


def _between(sheets: list[_Sheet]) -> Iterator[Finding]:
    """Ids are unique in the library, and no two drills share a line of a customer or a wording to show."""
    ids: dict[str, str] = {}
    lines: dict[str, tuple[str, str]] = {}
    for sheet in sheets:
        problems = []
        for at, item in enumerate(sheet.drills.items):
            if item.id in ids and ids[item.id] != sheet.file:
                problems.append(
                    Problem(("items", at, "id"), "duplicate-id", f"Rename `{item.id}`; {ids[item.id]} has it.")
                )
            ids.setdefault(item.id, sheet.file)
            for name in ("customer", "better", "line"):
                value = getattr(item, name) or ()
                for text in (value,) if isinstance(value, str) else value:
                    plain = " ".join(token.word for token in tokens(text))
                    if len(plain.split()) <= SHARED:
                        continue
                    owner = lines.setdefault(plain, (item.id, sheet.file))
                    if owner[0] != item.id:
                        remedy = f"Reword “{plain}”; the drill {owner[0]} in {owner[1]} has it."
                        problems.append(Problem(("items", at, name), "shared-line", remedy))
        yield from located(problems, sheet.text, sheet.file)
