"""Fits the weights of features, of two tellings or of an event, by logistic regression."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, minimize

Floats = NDArray[np.float64]
SLIGHT = 1e-9
"""The spread under which a feature tells nothing."""


def fitted(
    rows: Floats,
    right: Floats,
    shrinkage: float,
    *,
    counts: Floats | None = None,
    rare: float = SLIGHT,
    signs: NDArray[np.int64] | None = None,
) -> tuple[Floats, float]:
    """Return the weights of the columns of `rows` and the bias that tell best which rows are `right`, 0 or 1 each.

    `shrinkage` holds each weight to 0, in units of its feature's spread, of which `rare` is the least: what few rows have is
    held back as if more had it. `counts` says what each row counts, and `signs` which features may only speak for a row (1)
    or against it (-1).
    """
    many, spread = rows.shape[1], np.maximum(rows.std(axis=0), rare)
    mean, count = rows.mean(axis=0), np.ones(len(rows)) if counts is None else counts
    even = (rows - mean) / spread

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = even @ weights[:-1] + weights[-1]
        missed = count * (1 / (1 + np.exp(-np.clip(odds, -50, 50))) - right)
        value = count @ (np.logaddexp(0, odds) - right * odds) + shrinkage * (weights[:-1] @ weights[:-1])
        return float(value), np.append(even.T @ missed + 2 * shrinkage * weights[:-1], missed.sum())

    least, most = np.full(many + 1, -np.inf), np.full(many + 1, np.inf)
    if signs is not None:
        least[:-1][signs > 0], most[:-1][signs < 0] = 0.0, 0.0
    best: Floats = minimize(
        loss, np.zeros(many + 1), jac=True, method="L-BFGS-B", bounds=Bounds(least, most), options={"maxiter": 1000}
    ).x
    kept = np.where(rows.std(axis=0) > 0, best[:-1] / spread, 0.0)
    return kept, float(best[-1] - kept @ mean)
