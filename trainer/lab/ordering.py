"""Room `lab`: whether the measured order of difficulty agrees with the stated one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean

from trainer.lab.measuring import Measured

#: Customers from which an order is spoken of.
LEAST = 5


@dataclass(frozen=True, slots=True)
class Order:
    """How two orders agree."""

    customers: int
    agreement: float
    """Spearman's rank correlation, -1 to 1; ties have their mean rank."""

    @property
    def says(self) -> str:
        """Say it in a line."""
        where = f"over {self.customers} customers"
        return f"Order of difficulty, measured against stated: rank correlation {self.agreement:+.2f} {where}"


def order_of(found: Sequence[Measured]) -> Order | None:
    """Compare the orders; None for few customers, or where all are stated alike or measured alike."""
    pairs = [(float(one.difficulty), one.measured) for one in found if one.measured is not None]
    if len(pairs) < LEAST:
        return None
    stated, measured = _ranks([one for one, _ in pairs]), _ranks([one for _, one in pairs])
    across = _moment(stated, stated) * _moment(measured, measured)
    return Order(len(pairs), round(_moment(stated, measured) / sqrt(across), 2)) if across else None


def _ranks(values: Sequence[float]) -> list[float]:
    return [sum(other < one for other in values) + (values.count(one) + 1) / 2 for one in values]


def _moment(one: Sequence[float], other: Sequence[float]) -> float:
    here, there = mean(one), mean(other)
    return sum((x - here) * (y - there) for x, y in zip(one, other, strict=True))
