"""Which code made something: a hash over the sources of the packages that took part, rules and lexicons included."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.util
from pathlib import Path

_SOURCES = (".py", ".toml", ".tsv", ".json", ".txt", ".jinja", ".html", ".css", ".js", ".npz")


_MODEL, _CODEC = (Path(__file__).with_name(name) for name in ("model.py", "codec.py"))


@functools.cache
def code_version(*packages: str) -> str:
    """Hash the sources of packages below `dateline`, such as `times`, and of the model; 12 hexadecimal digits."""
    digest = hashlib.sha256(_MODEL.read_bytes() + _CODEC.read_bytes())
    for package in packages:
        folder = _folder(package)
        for path in sorted(path for path in folder.rglob("*") if path.suffix in _SOURCES):
            digest.update(f"{package}/{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


@functools.cache
def module_version(*modules: str) -> str:
    """Hash the sources of single modules below `dateline`, such as `events.parse`; 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for module in modules:
        spec = importlib.util.find_spec(f"dateline.{module}")
        if spec is None or spec.origin is None:
            raise ValueError(f"no module dateline.{module}")
        digest.update(Path(spec.origin).read_bytes() + b"\0")
    return digest.hexdigest()[:12]


@functools.cache
def library_versions(*names: str) -> str:
    """Hash the installed versions of libraries; one that is absent counts as such. 8 hexadecimal digits."""
    found = ",".join(f"{name} {_installed(name)}" for name in names)
    return hashlib.sha256(found.encode()).hexdigest()[:8]


def _installed(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "-"


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(f"dateline.{package}")
    if spec is None or not spec.submodule_search_locations:
        raise ValueError(f"no package dateline.{package}")
    return Path(spec.submodule_search_locations[0])
