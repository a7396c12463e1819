"""Which language a text is in."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

COMMON_ENGLISH = frozenset(
    "the of and to in a is that for on was with as by at from it he she they his her their be are were has have had will would "
    "said not but who which this an after its been or more when than about over we our you your i".split()
)
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sr": "Serbian", "sv": "Swedish", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
ENOUGH_WORDS = 8


def detect(text: str) -> str:
    """Return the ISO 639-1 code of a text's language; a text too short to tell counts as English."""
    sample = text[:4000]
    words = re.findall(r"[^\W\d_]+", sample)
    latin = sum(1 for w in words if w.isascii())
    english = sum(1 for w in words if w.lower() in COMMON_ENGLISH)
    if words and english >= 0.2 * len(words):
        return "en"
    if not words or (len(words) < ENOUGH_WORDS and latin > len(words) / 2):
        return "en"
    return _classified(sample, english / len(words))


def _classified(sample: str, english: float) -> str:
    """Ask the classifier, which knows 97 languages, and doubt it where English function words are frequent."""
    langid: Any = import_module("py3langid")  # untyped, and slow to import
    code, _ = langid.classify(sample)
    return "en" if english >= 0.12 else str(code)


def name(code: str) -> str:
    return NAMES.get(code, code)
