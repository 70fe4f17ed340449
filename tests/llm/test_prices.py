"""What a model costs by the table, what a session will cost, and budgets."""

from __future__ import annotations

import json
import math
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.llm import prices
from trainer.llm.choice import choose
from trainer.llm.prices import (
    TABLE,
    Budget,
    BudgetError,
    Price,
    budget_fault,
    counter,
    estimate,
    price_of,
    spoken,
    spoken_estimate,
)
from trainer.llm.providers import PROVIDERS


@pytest.fixture(scope="module")
def table() -> dict[str, Any]:
    """Litellm's own table."""
    spec = find_spec("litellm")
    assert spec is not None and spec.origin is not None
    found = json.loads((Path(spec.origin).parent / TABLE).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("provider", [one for one in PROVIDERS if one.recommended], ids=lambda one: one.id)
def test_each_recommended_model_has_a_price_and_no_end_in_sight(provider: Any, table: dict[str, Any]) -> None:
    price = price_of(choose(provider.recommended))
    assert price is not None and not price.free
    bare = provider.recommended.partition("/")[2]
    row = table.get(provider.recommended) or table[bare]
    assert (price.prompt, price.answer) == (row["input_cost_per_token"], row["output_cost_per_token"])
    assert row["mode"] == "chat" and "deprecation_date" not in row


@pytest.mark.parametrize(
    "choice",
    [
        choose("openai/no-such-model"),
        choose("openrouter/some/model"),
        choose("ollama/llama3.2"),
        choose("ollama/gpt-oss:120b-cloud"),
        choose("openai/gpt-4.1-mini", "https://models.example/v1"),
        choose("mistral/gpt-4.1-mini"),  # in the table, but not of this provider
    ],
    ids=lambda one: f"{one.name}@{one.url}",
)
def test_a_price_that_nobody_knows_is_unknown_and_never_zero(choice: Any) -> None:
    price = price_of(choice)
    assert price is None
    assert counter(price)(1000, 1000) is None
    assert estimate(price, 20) is None and spoken_estimate(price, 20) == "unknown"


def test_a_model_that_is_free_by_the_table_is_said_to_be_so() -> None:
    price = Price(0.0, 0.0)
    assert price.free and spoken_estimate(price, 20) == "free by the price table"


@pytest.mark.parametrize(
    "row",
    [
        {"input_cost_per_token": 1e-7},
        {"input_cost_per_token": None, "output_cost_per_token": 1e-7},
        {"input_cost_per_token": "1e-7", "output_cost_per_token": 1e-7},
        {"input_cost_per_token": True, "output_cost_per_token": 1e-7},
        {"input_cost_per_token": -1e-7, "output_cost_per_token": 1e-7},
        {"input_cost_per_token": math.nan, "output_cost_per_token": 1e-7},
    ],
)
def test_half_a_price_is_none(row: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {"litellm_provider": "openai", "mode": "chat", **row}
    monkeypatch.setattr(prices, "_table", lambda: {"half-priced": whole})
    prices._looked_up.cache_clear()
    assert price_of(choose("openai/half-priced")) is None


def test_a_missing_table_makes_prices_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prices, "TABLE", "no-such-file.json")
    assert price_of(choose("openai/gpt-4.1-missing-table")) is None


def test_an_estimate_lies_between_short_answers_at_once_and_long_ones_asked_for_twice() -> None:
    price = Price(1e-6, 2e-6)
    found = estimate(price, 1)
    assert found is not None
    assert found.low == pytest.approx(500e-6 + 50 * 2e-6)
    assert found.high == pytest.approx(2 * (500e-6 + 265 * 2e-6))
    twelve, twenty = estimate(price, 12), estimate(price, 20)
    assert twelve is not None and twenty is not None
    assert twenty.low - twelve.low == pytest.approx(8 * (1150e-6 + 50 * 2e-6))  # the window of exchanges is full
    heard = estimate(price, 12, ear=True)
    assert heard is not None and heard.low == twelve.low and heard.high > twelve.high


@pytest.mark.parametrize(
    ("cost", "estimated", "said"),
    [
        (None, True, "unknown"),
        (math.nan, False, "unknown"),
        (-1.0, False, "unknown"),
        (0.0, False, "$0.00"),
        (0.004, True, "less than $0.01"),
        (0.03, True, "≈ $0.03"),
        (0.03, False, "$0.03"),
        (1234.5, False, "$1,234.50"),
    ],
)
def test_an_amount_is_said_as_people_say_it(cost: float | None, estimated: bool, said: str) -> None:
    assert spoken(cost, estimated) == said


@pytest.mark.parametrize(
    ("price", "said"),
    [
        (Price(1e-8, 1e-8), "less than $0.01"),
        (Price(4e-7, 1.6e-6), "≈ up to $0.03"),
        (Price(1e-6, 5e-6), "≈ $0.02 to $0.09"),
    ],
)
def test_an_estimate_is_marked_as_one(price: Price, said: str) -> None:
    assert spoken_estimate(price, 20) == said


@pytest.mark.parametrize(
    ("text", "budget", "again"),
    [
        ("0.50", Budget(dollars=0.5), "$0.50"),
        (" $2 ", Budget(dollars=2), "$2.00"),
        ("0.125 USD", Budget(dollars=0.125), "$0.1250"),
        ("50000 tokens", Budget(tokens=50000), "50000 tokens"),
        ("50k tokens", Budget(tokens=50000), "50000 tokens"),
        ("50_000 Tokens", Budget(tokens=50000), "50000 tokens"),
    ],
)
def test_a_budget_is_read_and_read_again(text: str, budget: Budget, again: str) -> None:
    assert Budget.parse(text) == budget
    assert str(budget) == again and Budget.parse(again) == budget


@pytest.mark.parametrize(
    "text",
    ["", "lots", "0,50", "-1", "0", "0.001", "1e3", "nan", "inf", "5 euros", "10 tokens", "tokens", "9" * 40, "1 2"],
)
def test_what_is_no_budget_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BudgetError) as caught:
        Budget.parse(text)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_budget_or_refused(text: str) -> None:
    try:
        budget = Budget.parse(text)
    except BudgetError:
        return
    assert Budget.parse(str(budget)) == budget


def test_a_budget_is_used_up_when_nothing_is_left() -> None:
    dollars, tokens = Budget(dollars=0.5), Budget(tokens=2000)
    assert [dollars.over(spent, 10) for spent in (0.0, 0.49, 0.5, 0.6)] == [False, False, True, True]
    assert [tokens.over(None, spent) for spent in (0, 1999, 2000, 3000)] == [False, False, True, True]
    assert dollars.left(0.2, 10) == pytest.approx(0.3) and dollars.left(9.0, 10) == 0
    assert tokens.left(None, 500) == 1500


def test_dollars_that_cannot_be_counted_are_not_spent() -> None:
    assert Budget(dollars=0.5).over(None, 1) and not Budget(dollars=0.5).over(None, 0)


def test_a_budget_in_dollars_needs_a_price() -> None:
    dollars, tokens = Budget(dollars=0.5), Budget(tokens=5000)
    assert budget_fault(choose("openai/gpt-4.1-mini", budget=dollars)) is None
    for name in ("openai/no-such-model", "ollama/llama3.2"):
        assert "tokens" in (budget_fault(choose(name, budget=dollars)) or "")
        assert budget_fault(choose(name, budget=tokens)) is None and budget_fault(choose(name)) is None
