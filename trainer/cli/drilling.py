"""Room `cli`: exercises of a minute: `drills`, `drill`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trainer.cli import output
from trainer.cli.faults import Refused
from trainer.cli.opening import opened
from trainer.cli.options import Json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainer.content.drills.shelf import Placed
    from trainer.desk.drilling import Drilling, Overview, SkillState
    from trainer.practice.drills.verdict import Verdict

#: Bytes of an answer on stdin that are read; the judge calls less too long.
MOST_READ = 20_000
Which = Annotated[
    str | None, typer.Argument(metavar="[today]", help="`today`: the day's session; else the list of all drills.")
]
Drill = Annotated[str, typer.Argument(metavar="ID", help="Id of a drill; `trainer drills` lists them.")]
Text = Annotated[str | None, typer.Option("--answer", metavar="TEXT", help="Your answer; without it you are asked.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(drills)
    app.command()(drill)


def drills(which: Which = None, json: Json = False) -> None:
    """List the drills by skill, or go through the day's session: eight at most, mixed, the weakest first."""
    if which not in (None, "today"):
        raise Refused("`trainer drills` lists all drills, `trainer drills today` begins the day's session")
    with opened() as desk:
        seen = desk.drilling.overview()
        if json:
            return output.emit(_shape_of_day(seen) if which else _shape(seen))
        if which:
            return _session(desk.drilling, seen)
    for line in _lines(seen):
        output.say(line)


def drill(id: Drill, answer: Text = None, json: Json = False) -> None:
    """Do one drill: judged at once, with the reason and a better wording. Without --answer you are asked for it."""
    with opened() as desk:
        found = desk.drilling.find(id)
        if answer is None:
            _show(found, note=json)
            answer = _asked()
            if answer is None:
                raise Refused("no answer was given; nothing was stored")
        verdict = desk.drilling.answer(found, answer)
    if json:
        return output.emit(asdict(verdict))
    for line in _told(verdict):
        output.say(line)


def _session(drilling: Drilling, seen: Overview) -> None:
    """Go through the day's drills; the end of input is a pause."""
    plan = seen.session
    if not plan:
        return output.say(_day_done(seen))
    output.say(f"{len(plan)} to do today, about a minute each. The end of input (Ctrl-D) leaves; nothing is lost.")
    for at, one in enumerate(plan, 1):
        output.say()
        output.say(f"{at} of {len(plan)}: {one.title}")
        _show(one)
        answer = _asked()
        if answer is None:
            return output.note("Left. What you answered is kept.")
        for line in _told(drilling.answer(one, answer)):
            output.say(line)
    output.say()
    output.say(_day_done(drilling.overview()))


def _asked() -> str | None:
    """Give the next line of stdin, or None at its end."""
    output.ask(">")
    line = sys.stdin.readline(MOST_READ) if sys.stdin is not None else ""
    return line.rstrip("\r\n") if line else None


def _show(found: Placed, *, note: bool = False) -> None:
    """Show what is asked; on stderr where stdout is for a machine."""
    tell = output.note if note else output.say
    for line in question(found):
        tell(line)


def question(found: Placed) -> Iterator[str]:
    """Give what a drill asks, in lines."""
    item = found.item
    if item.situation:
        yield item.situation
    for line in item.customer:
        yield f"  “{line}”"
    if item.line:
        yield f"  You: “{item.line}”"
    for letter, option in zip("abcde", item.options, strict=False):
        yield f"  {letter}. {option.says}"
    yield found.task


def _told(verdict: Verdict) -> Iterator[str]:
    yield f"{'Yes.' if verdict.passed else 'Not yet.'} {verdict.why}"
    if verdict.quote and not verdict.passed:
        yield f"  In your words: “{verdict.quote}”"
    yield f"  {'Also good' if verdict.passed else 'For example'}: “{verdict.better}”"


def _lines(seen: Overview) -> Iterator[str]:
    for skill in seen.skills:
        yield _head(skill)
        for one in skill.drills:
            yield f"  {one.id}  {_state(seen, one.id)}"
    yield ""
    yield _day_done(seen) if seen.plan.finished else f"Today: {len(seen.plan.drills)} to do (`trainer drills today`)."


def _head(skill: SkillState) -> str:
    known = f"{skill.known} of {len(skill.drills)} passed the last time" if skill.tried else "not tried yet"
    return f"{skill.title} ({skill.id}): {known}"


def _state(seen: Overview, name: str) -> str:
    stand = seen.standings.get(name)
    if stand is None:
        return "new"
    due = stand.due.astimezone().date()
    return f"{'passed' if stand.passed else 'not yet'}, {'due' if due <= seen.today else f'again on {due}'}"


def _day_done(seen: Overview) -> str:
    days = f" Days in a row: {seen.streak}." if seen.streak else ""
    return f"Nothing more for today; {seen.plan.done} done.{days}"


def _shape(seen: Overview) -> dict[str, Any]:
    return {
        "drills": [_shape_of(seen, one) for skill in seen.skills for one in skill.drills],
        "skills": [
            {"id": one.id, "title": one.title, "drills": len(one.drills), "tried": one.tried, "passed": one.known,
             "due": one.due, "weakness": one.weakness}
            for one in seen.skills
        ],
        "today": list(seen.plan.drills), "streak": seen.streak, "answers": seen.answers,
    }  # fmt: skip


def _shape_of_day(seen: Overview) -> dict[str, Any]:
    return {
        "drills": [_shape_of(seen, one) for one in seen.session],
        "done": seen.plan.done, "due": seen.plan.due, "streak": seen.streak,
    }  # fmt: skip


def _shape_of(seen: Overview, one: Placed) -> dict[str, Any]:
    item, stand = one.item, seen.standings.get(one.id)
    return {
        "id": one.id, "skill": one.skill, "title": one.title, "kind": one.kind.value, "task": one.task,
        "situation": item.situation, "customer": list(item.customer), "line": item.line,
        "options": [option.says for option in item.options], "tries": stand.tries if stand else 0,
        "passed": stand.passed if stand else None, "due": stand.due.isoformat(timespec="seconds") if stand else None,
    }  # fmt: skip
