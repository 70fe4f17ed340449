"""Room `llm`: what a model costs, what a session will cost, and how much it may cost.

Prices come from the table that lies in the litellm package. It is read as a file: litellm itself is not imported.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from trainer.llm.providers import is_near, provider_of

if TYPE_CHECKING:
    from trainer.llm.choice import Choice

TABLE = "model_prices_and_context_window_backup.json"

#: Tokens of a prompt of the voice: in the first turn, and from the twelfth on, when the window of exchanges is full.
#: Source: template actor-1 with the six shipped customers and 24 lines of a test call: 2,000 characters in turn 1,
#: 4,000 in turn 10, 4,800 in turn 20 (means), by the usual 4 characters a token. Nobody's tokenizer was asked.
FIRST_PROMPT, FULL_PROMPT, FULL_FROM = 500, 1150, 12
#: Tokens of an answer: two spoken sentences, and the most that is asked for.
SHORT_ANSWER, LONGEST_ANSWER = 50, 265
#: Most requests for one turn of the voice: an answer that may not be said is asked for once more.
MOST_REQUESTS = 2
#: Tokens that the second ear adds to a turn in which it is asked: template ear-1 (1,600 to 2,000 characters) with its
#: form, and the form filled in.
EAR_PROMPT, EAR_ANSWER = 600, 60

#: Bounds of a budget: below, not one session fits; above, it is a slip of the finger.
LEAST_DOLLARS, MOST_DOLLARS = 0.01, 1000.0
LEAST_TOKENS, MOST_TOKENS = 1_000, 1_000_000_000

_DOLLARS = re.compile(r"\$?\s*(\d{1,7}(?:\.\d{1,4})?)\s*(?:\$|usd|dollars?)?", re.IGNORECASE)
_TOKENS = re.compile(r"(\d[\d_]{0,15})\s*(k?)\s*tokens?", re.IGNORECASE)


class BudgetError(ValueError):
    """A budget cannot be read or kept; the message is one line for people."""


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per token. Zero only where the table says zero."""

    prompt: float
    answer: float

    @property
    def free(self) -> bool:
        """Whether the table says that it costs nothing."""
        return self.prompt == 0 and self.answer == 0

    def cost(self, prompt_tokens: int, answer_tokens: int) -> float:
        """Give what a request costs, in US dollars."""
        return prompt_tokens * self.prompt + answer_tokens * self.answer


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a session will cost, in US dollars: short answers at once, and long ones asked for twice, with the ear."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a session may use: US dollars or tokens; exactly one of the two is given."""

    dollars: float | None = None
    tokens: int | None = None

    def __post_init__(self) -> None:
        """Raise BudgetError where it is not exactly one, or out of bounds."""
        if (self.dollars is None) == (self.tokens is None):
            raise BudgetError('a budget is either dollars or tokens; write 0.50, or "50000 tokens"')
        if self.dollars is not None and not LEAST_DOLLARS <= self.dollars <= MOST_DOLLARS:
            raise BudgetError(f"a budget in dollars lies between {LEAST_DOLLARS:.2f} and {MOST_DOLLARS:.0f}")
        if self.tokens is not None and not LEAST_TOKENS <= self.tokens <= MOST_TOKENS:
            raise BudgetError(f"a budget in tokens lies between {LEAST_TOKENS} and {MOST_TOKENS}")

    def __str__(self) -> str:
        """Give it as `parse` reads it."""
        if self.dollars is None:
            return f"{self.tokens} tokens"
        return f"${self.dollars:.2f}" if round(self.dollars, 2) == self.dollars else f"${self.dollars:.4f}"

    @classmethod
    def parse(cls, text: str) -> Budget:
        """Read `0.50`, `$0.50` or `50000 tokens`.

        Raises:
            BudgetError: it is neither, or out of bounds.
        """
        plain = text.strip()
        if found := _TOKENS.fullmatch(plain):
            return cls(tokens=int(found[1].replace("_", "")) * (1000 if found[2] else 1))
        if found := _DOLLARS.fullmatch(plain):
            return cls(dollars=float(found[1]))
        raise BudgetError('a budget is US dollars such as 0.50, or tokens such as "50000 tokens"')

    def left(self, spent_cost: float | None, spent_tokens: int) -> float:
        """Give what is left, in the budget's own unit, never below 0.

        What was spent is unknown (None) only where the price is: then nothing of a budget in dollars counts as left
        once a token was used, for nobody can say that it was kept.
        """
        if self.tokens is not None:
            return max(0, self.tokens - spent_tokens)
        assert self.dollars is not None
        if spent_cost is None:
            return self.dollars if spent_tokens == 0 else 0.0
        return max(0.0, self.dollars - spent_cost)

    def over(self, spent_cost: float | None, spent_tokens: int) -> bool:
        """Say whether it is used up."""
        return self.left(spent_cost, spent_tokens) <= 0


def price_of(choice: Choice) -> Price | None:
    """Give the price of a model; None where it is unknown: a server of the learner's choice, or not in the table."""
    if choice.address:
        return None
    found = provider_of(choice.name)
    return _looked_up(found[0].id, found[1]) if found else None


def counter(price: Price | None) -> Callable[[int, int], float | None]:
    """Give what turns prompt and answer tokens into US dollars; it gives None where the price is unknown."""
    return price.cost if price is not None else _unknown


def budget_fault(choice: Choice) -> str | None:
    """Say why a choice's budget cannot be kept, in one line with what to do; None where it can.

    A budget in dollars needs a price. A server of the learner's choice has none, nor has a model outside the table.
    """
    if choice.budget is None or choice.budget.dollars is None or price_of(choice) is not None:
        return None
    return (
        f"no price is known for {choice.name}, so a budget in dollars cannot be kept; "
        'give it in tokens, such as --budget "50000 tokens"'
    )


def estimate(price: Price | None, turns: int, *, ear: bool = False) -> Estimate | None:
    """Say what a session of so many turns will cost before it starts; None where the price is unknown."""
    if price is None:
        return None
    prompts = sum(_prompt_tokens(turn) for turn in range(1, turns + 1))
    heard = price.cost(EAR_PROMPT * turns, EAR_ANSWER * turns) if ear else 0.0
    low = price.cost(prompts, SHORT_ANSWER * turns)  # the ear is asked only where the rules are not sure
    high = MOST_REQUESTS * price.cost(prompts, LONGEST_ANSWER * turns) + heard
    return Estimate(low, high)


def spoken(cost: float | None, estimated: bool = False) -> str:
    """Give an amount for people: `≈ $0.03`, `less than $0.01`, `unknown`. Never 0 for what is not known."""
    if cost is None or not math.isfinite(cost) or cost < 0:
        return "unknown"
    if cost == 0:
        return "$0.00"
    if cost < 0.01:
        return "less than $0.01"
    return f"{'≈ ' if estimated else ''}${cost:,.2f}"


def spoken_estimate(price: Price | None, turns: int, *, ear: bool = False) -> str:
    """Give what a session will cost, for people: `≈ $0.01 to $0.03`, `free by the price table`, `unknown`."""
    found = estimate(price, turns, ear=ear)
    if price is None or found is None:
        return "unknown"
    if price.free:
        return "free by the price table"
    low, high = spoken(found.low), spoken(found.high)
    if low == high:
        return spoken(found.high, estimated=True)
    if found.low < 0.01:
        return f"≈ up to {high}"
    return f"≈ {low} to {high}"


def needs_no_price(choice: Choice) -> bool:
    """Say whether nobody charges: a server on this machine or in its private network."""
    return bool(choice.address) and is_near(choice.address)


def _prompt_tokens(turn: int) -> int:
    grown = min(1.0, (turn - 1) / (FULL_FROM - 1))
    return round(FIRST_PROMPT + (FULL_PROMPT - FIRST_PROMPT) * grown)


def _unknown(prompt_tokens: int, answer_tokens: int) -> None:
    return None


@lru_cache(maxsize=32)
def _looked_up(provider: str, model: str) -> Price | None:
    """Read the table (3 MB, 40 ms) and keep one price of it, not the table (30 MB in memory)."""
    table = _table()
    for key in (f"{provider}/{model}", model):
        row = table.get(key)
        if isinstance(row, dict) and row.get("litellm_provider") == provider and row.get("mode") == "chat":
            return _price(row)
    return None


def _price(row: dict[str, Any]) -> Price | None:
    prices = [row.get("input_cost_per_token"), row.get("output_cost_per_token")]
    if any(isinstance(price, bool) or not isinstance(price, int | float) for price in prices):
        return None
    prompt, answer = (float(price) for price in prices)  # type: ignore[arg-type]
    sound = all(math.isfinite(price) and price >= 0 for price in (prompt, answer))
    return Price(prompt, answer) if sound else None


def _table() -> dict[str, Any]:
    """Read litellm's table; empty where litellm is missing or its table is not there."""
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("litellm")  # a top-level name: found without importing it
    if spec is None or spec.origin is None:
        return {}
    try:
        table = json.loads((Path(spec.origin).parent / TABLE).read_bytes())
    except (OSError, ValueError):
        return {}
    return table if isinstance(table, dict) else {}
