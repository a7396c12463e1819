"""Linear models whose weights a person can read: a file of feature names and numbers, written by tools/train_anchoring.py."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Features = Mapping[str, float]
Weights = Mapping[str, float]


@cache
def weights(model: str) -> Weights:
    """Return the weights of one model of anchoring.json by feature; `bias` stands for every case."""
    shipped = files("dateline.evaluation") / "anchoring.json"
    return json.loads(shipped.read_text(encoding="utf-8"))[model]


def logit(features: Features, model: Weights) -> float:
    return model.get("bias", 0.0) + sum(model.get(name, 0.0) * value for name, value in features.items())


def probability(features: Features, model: Weights) -> float:
    return 1 / (1 + math.exp(-logit(features, model)))
