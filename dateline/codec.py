"""Values as bytes and back, told apart by the types of the model: JSON, never pickle.

`pack(value)` writes frozen dataclasses, tuples, mappings, dates and plain scalars; `unpack(kind, content)` reads them back as
`kind`, a type such as `tuple[Mention, ...]`. Fields that a newer model added take their defaults, unknown ones are left out.
`plain` and `build` do the same with values of JSON in place of bytes, and refuse unknown fields.
"""

from __future__ import annotations

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


def pack(value: object) -> bytes:
    """Write a value of the model as JSON."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # half of a surrogate pair, as a broken file can hold
        text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "surrogatepass")


def unpack(kind: type[T], content: bytes) -> T:
    """Read what `pack` wrote; raises ValueError where the content is not a `kind`."""
    try:
        return _decoder(kind).decode(content)
    except msgspec.DecodeError as error:
        if isinstance(error, msgspec.ValidationError) or b"\xed" not in content:
            raise ValueError(str(error)) from error
    except UnicodeDecodeError:
        pass
    return build(kind, json.loads(content.decode("utf-8", "surrogatepass")))


@functools.cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def plain(value: Any) -> Any:
    """Turn a value into what JSON knows: mappings, lists, text, numbers, None."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _field_names(type(value))}
    if isinstance(value, (tuple, list, set, frozenset)):
        return [plain(item) for item in typing.cast("tuple[Any, ...]", value)]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in typing.cast("Mapping[Any, Any]", value).items()}
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
        return _optional_reader(arguments)
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


def _optional_reader(arguments: tuple[Any, ...]) -> Reader:
    present = [argument for argument in arguments if argument is not type(None)]
    if len(present) != 1:
        raise TypeError(f"no decoding for a union of {present}")
    item = reader(present[0])
    return lambda raw: None if raw is None else item(raw)


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
        unknown = raw.keys() - readers.keys()
        if unknown:
            raise ValueError(f"{kind.__name__} has no field {min(unknown)}")
        return kind(**{name: readers[name](value) for name, value in raw.items()})

    return read
