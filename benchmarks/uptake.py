"""Trains the measure of uptake: `python -m benchmarks.uptake FILE.csv > trainer/conversation/hearing/data/uptake.txt`.

The corpus (Demszky et al., ACL 2021; MIT licence) holds exchanges of lessons: a student's turn, the teacher's answer,
and how far it takes the student up, as three people rated it (`uptake_zscore`). Ridge regression in plain Python, so
that the result is the same on every machine; figures of a ten-fold cross-validation go to stderr.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from math import sqrt
from pathlib import Path

from benchmarks.corpora import CorpusFault, exchanges
from benchmarks.measures import spearman
from trainer.conversation.hearing.questions import question_in
from trainer.conversation.hearing.segments import units
from trainer.conversation.hearing.taking_up import features
from trainer.language.text import tokens

#: Strength of the ridge, in rows (set; 3 to 100 give the same to the third decimal).
RIDGE = 30.0
FOLDS = 10

Row = tuple[list[float], float]


def main(arguments: Sequence[str]) -> int:
    """Train on the file named and print the weights as text; 2 where it is missing or no such corpus."""
    if len(arguments) != 1:
        print("usage: python -m benchmarks.uptake FILE.csv", file=sys.stderr)
        return 2
    try:
        names, rows = read(Path(arguments[0]))
    except CorpusFault as fault:
        print(fault, file=sys.stderr)
        return 2
    out: list[float] = [0.0] * len(rows)
    for fold in range(FOLDS):
        weights, means, spreads = fit([row for place, row in enumerate(rows) if place % FOLDS != fold])
        for place in range(fold, len(rows), FOLDS):
            out[place] = sum(
                w * (x - m) / s for w, x, m, s in zip(weights, rows[place][0], means, spreads, strict=True)
            )
    found = spearman(out, [rated for _, rated in rows])
    print(f"{len(rows)} exchanges; {FOLDS}-fold cross-validation: Spearman {found:.3f}", file=sys.stderr)
    weights, means, spreads = fit(rows)
    print("# Uptake: ridge regression on rated exchanges of lessons (Demszky et al., ACL 2021; MIT licence).")
    print("# Made by `python -m benchmarks.uptake uptake-dev.csv`. Columns: feature, weight, mean, standard deviation.")
    for name, weight, mean, spread in zip(names, weights, means, spreads, strict=True):
        print(f"{name}\t{weight:.4f}\t{mean:.4f}\t{spread:.4f}")
    return 0


def read(path: Path) -> tuple[list[str], list[Row]]:
    """Read the corpus: names of the features, and a row of features with its rating per exchange.

    Raises:
        CorpusFault: the file is missing or something else.
    """
    names: list[str] = []
    rows: list[Row] = []
    for one in exchanges(path):
        words = tokens(one.answer)
        asks = any(question_in(unit).form != "none" for unit in units(one.answer, words))
        found = features(words, asks, one.said)
        names = list(found)
        rows.append((list(found.values()), one.rated))
    return names, rows


def fit(rows: Sequence[Row]) -> tuple[list[float], list[float], list[float]]:
    """Give ridge weights for features brought to mean 0 and spread 1, with those means and spreads."""
    size, count = len(rows[0][0]), len(rows)
    means = [sum(x[k] for x, _ in rows) / count for k in range(size)]
    spreads = [sqrt(sum((x[k] - means[k]) ** 2 for x, _ in rows) / count) or 1.0 for k in range(size)]
    scaled = [[(x[k] - means[k]) / spreads[k] for k in range(size)] for x, _ in rows]
    middle = sum(y for _, y in rows) / count
    square = [[sum(x[i] * x[j] for x in scaled) + (RIDGE if i == j else 0.0) for j in range(size)] for i in range(size)]
    target = [sum(x[i] * (y - middle) for x, (_, y) in zip(scaled, rows, strict=True)) for i in range(size)]
    return solve(square, target), means, spreads


def solve(square: list[list[float]], target: list[float]) -> list[float]:
    """Solve a system of linear equations by elimination; the ridge keeps it regular."""
    size = len(target)
    rows = [[*square[i], target[i]] for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(size):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
