"""Learning records: valid by a maintained validator, of every kind of session, and with no word of a call."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from trainer.reports.learning import OWN, VERBS, Taken, statements
from trainer.scoring.scorecard import Scorecard

from .test_reports import HOSTILE, report

AT = datetime(2026, 3, 1, 9, 30, 15, 123456, UTC)
#: Verbs of ADL's public vocabulary that our records use.
ADL_VERBS = {"initialized", "completed", "terminated", "suspended"}


def taken(status: str = "debriefed", *, text: str = "A scenario", card: Scorecard | None = None, id: str = "") -> Taken:
    return Taken(
        id or "0123456789abcdef0123456789abcdef", "small-shop", text, ("ada-lind", "bo-lind"), "f" * 64, status, True,
        False, 12, AT, AT + timedelta(minutes=20), card,
    )  # fmt: skip


def every() -> list[Taken]:
    """A session of every kind."""
    scored, unscored = report("words").card, report("words", None).card
    return [
        taken("open"), taken("ended"), taken(card=scored), taken(card=unscored),
        taken(card=scored, id="of-another-hand"),
        *(taken(card=scored, text=text) for text in HOSTILE), taken(card=scored, text="\x00"),
    ]  # fmt: skip


def valid(statement: dict[str, Any]) -> None:
    """Raise where Ralph's model of xAPI statements does not take it as it stands in a file."""
    models = pytest.importorskip(
        "ralph.models.xapi.base.statements", reason="the validator of constraints/xapi.txt is not installed here"
    )
    models.BaseXapiStatement.model_validate(json.loads(json.dumps(statement)))


@pytest.mark.parametrize("name", ["", "Ada Lind", "<b>Ada</b>"])
def test_every_statement_is_valid(name: str) -> None:
    made = statements(every(), "a" * 32, name)
    assert len(made) == 2 * len(every())
    for statement in made:
        valid(statement)


@pytest.mark.parametrize(
    "spoil",
    [
        {"actor": {"objectType": "Agent", "name": "nobody"}}, {"verb": {"id": "completed"}}, {"version": "9"},
        {"result": {"score": {"scaled": 1.5}}}, {"timestamp": "yesterday"}, {"unknown": 1}, {"id": "7"},
        {"object": {"objectType": "Activity", "id": "no iri"}}, {"context": {"registration": "x"}},
    ],
)  # fmt: skip
def test_the_validator_would_find_a_fault(spoil: dict[str, Any]) -> None:
    good = statements([taken(card=report("words").card)], "a" * 32)[1]
    valid(good)
    with pytest.raises(ValueError, match="."):
        valid({**good, **spoil})


def test_verbs_score_and_versions_are_those_of_the_session() -> None:
    card = report("words").card
    made = statements([taken("open"), taken("ended"), taken(card=card)], "a" * 32)
    verbs = [one["verb"]["id"].removeprefix(VERBS) for one in made]
    assert verbs == ["initialized", "suspended", "initialized", "terminated", "initialized", "completed"]
    assert set(verbs) <= ADL_VERBS
    last = made[-1]
    assert last["result"]["score"] == {"scaled": 0.616, "raw": 61.6, "min": 0, "max": 100}
    assert last["result"]["extensions"][f"{OWN}scoring"] == card.versions
    assert last["context"]["extensions"][f"{OWN}content"] == "f" * 64
    assert last["timestamp"] == "2026-03-01T09:50:15.123Z"
    assert "score" not in statements([taken(card=report("words", None).card)], "a")[1]["result"]


def test_the_same_session_gives_the_same_statements_wherever_the_clock_is() -> None:
    there = AT.astimezone(timezone(timedelta(hours=9)))
    one, other = taken(), Taken(**{**{n: getattr(taken(), n) for n in Taken.__slots__}, "started_at": there})
    assert statements([one], "a") == statements([other], "a")
    ids = [UUID(statement["id"]) for statement in statements(every()[:3], "a")]
    assert len(set(ids)) == 4, "one beginning, and each way it can have come to"


def test_nobody_is_named_and_no_word_of_the_call_is_told() -> None:
    card = report("unmistakable words").card
    text = json.dumps(statements([taken(card=card)], "a" * 32))
    assert "unmistakable" not in text and re.search(r'"actor": \{"objectType": "Agent", "account"', text)
    assert '"name": "Ada"' in json.dumps(statements([taken()], "a", "\x1b[1mAda\u202e"))
