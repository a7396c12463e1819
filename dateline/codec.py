"""Values as bytes and back, told apart by the types of the model: JSON, never pickle.

`pack(value)` writes frozen dataclasses, tuples, mappings, dates and plain scalars; `unpack(kind, content)` reads them back as
`kind`, a type such as `tuple[Mention, ...]`. Fields that a newer model added take their defaults, unknown ones are left out.
`plain` and `build` do the same with values of JSON in place of bytes, and refuse unknown fields.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import json
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar, Union

import msgspec

T = TypeVar("T")
Reader = Callable[[Any], Any]
_NAME = "@"
"""Under which a dataclass says its name, where it may be one of several."""


def pack(value: object, kind: Any = None) -> bytes:
    """Write a value of the model as JSON; `kind` is needed where a field is one of several dataclasses."""
    if kind is None or _decoder(kind):
        with contextlib.suppress(UnicodeEncodeError):  # half of a surrogate pair, as a broken file can hold
            return msgspec.json.encode(value)
    text = json.dumps(plain(value, named=kind is not None), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def unpack(kind: type[T], content: bytes) -> T:
    """Read what `pack` wrote; raises ValueError where the content is not a `kind`."""
    decoder = _decoder(kind)
    if decoder:
        try:
            return decoder.decode(content)
        except msgspec.DecodeError as error:
            if isinstance(error, msgspec.ValidationError) or b"\xed" not in content:
                raise ValueError(str(error)) from error
        except UnicodeDecodeError:
            pass
    return build(kind, json.loads(content.decode("utf-8", "surrogatepass")))


@functools.cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any] | None:
    """The reader of a kind, or None where msgspec knows none: it cannot tell several dataclasses apart."""
    try:
        return msgspec.json.Decoder(kind)
    except TypeError:
        return None


def plain(value: Any, *, named: bool = False) -> Any:
    """Turn a value into what JSON knows: mappings, lists, text, numbers, None; `named`, each dataclass says its name."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {name: plain(getattr(value, name), named=named) for name in _field_names(type(value))}
        return {_NAME: type(value).__name__, **fields} if named else fields
    if isinstance(value, (tuple, list, set, frozenset)):
        return [plain(item, named=named) for item in typing.cast("tuple[Any, ...]", value)]
    if isinstance(value, Mapping):
        return {key: plain(item, named=named) for key, item in typing.cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no encoding for {type(value).__name__}")


def build(kind: type[T], raw: Any) -> T:
    """Turn what `plain` made back into a `kind`."""
    return reader(kind)(raw)


@functools.cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@functools.cache
def reader(kind: Any) -> Reader:
    """Compile the function that rebuilds a type from plain values."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(typing.cast("type", kind))
    if origin in (Union, types.UnionType):
        return _union_reader(arguments)
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin is list:
        item = reader(arguments[0])
        return lambda raw: [item(each) for each in raw]
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        key, item = reader(arguments[0]), reader(arguments[1])
        return lambda raw: {key(k): item(v) for k, v in raw.items()}
    return _scalar_reader(kind, origin)


def _scalar_reader(kind: Any, origin: Any) -> Reader:
    if origin is Literal or kind in (str, bool, int, Any, object):
        return lambda raw: raw
    if kind is float:
        return float
    if kind is dt.date:
        return lambda raw: raw if isinstance(raw, dt.date) else dt.date.fromisoformat(raw)
    raise TypeError(f"no decoding for {kind!r}")


def _union_reader(arguments: tuple[Any, ...]) -> Reader:
    present = [argument for argument in arguments if argument is not type(None)]
    if len(present) == 1:
        item = reader(present[0])
        return lambda raw: None if raw is None else item(raw)
    several: dict[str, Reader] = {}
    for kind in present:
        if dataclasses.is_dataclass(kind):
            several[typing.cast("type", kind).__name__] = reader(kind)
    others = [kind for kind in present if not dataclasses.is_dataclass(kind)]
    if not several or not all(kind in (str, int, bool) or typing.get_origin(kind) is Literal for kind in others):
        raise TypeError(f"no decoding for a union of {present}")
    return lambda raw: several[raw[_NAME]](raw) if isinstance(raw, dict) else raw


def _tuple_reader(arguments: tuple[Any, ...]) -> Reader:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = reader(arguments[0])
        return lambda raw: tuple(map(item, raw))
    items = [reader(argument) for argument in arguments]
    return lambda raw: tuple(item(each) for item, each in zip(items, raw, strict=True))


def _dataclass_reader(kind: type) -> Reader:
    hints = typing.get_type_hints(kind)
    readers: dict[str, Reader] = {}

    def read(raw: Any) -> Any:
        if not readers:  # compiled at first use, so that a type may contain itself
            readers.update({name: reader(hints[name]) for name in _field_names(kind)})
        unknown = raw.keys() - readers.keys() - {_NAME}
        if unknown:
            raise ValueError(f"{kind.__name__} has no field {min(unknown)}")
        return kind(**{name: readers[name](value) for name, value in raw.items() if name != _NAME})

    return read
