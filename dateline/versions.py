"""Which code made something: a hash over the sources of the packages that took part, rules and lexicons included."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from pathlib import Path

_SOURCES = (".py", ".toml", ".tsv", ".json", ".txt", ".jinja", ".html", ".css", ".js")


@functools.cache
def code_version(*packages: str) -> str:
    """Hash the sources of packages below `dateline`, such as `times`, and of the model; 12 hexadecimal digits."""
    digest = hashlib.sha256((Path(__file__).parent / "model.py").read_bytes())
    for package in packages:
        folder = _folder(package)
        for path in sorted(path for path in folder.rglob("*") if path.suffix in _SOURCES):
            digest.update(f"{package}/{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(f"dateline.{package}")
    if spec is None or not spec.submodule_search_locations:
        raise ValueError(f"no package dateline.{package}")
    return Path(spec.submodule_search_locations[0])
