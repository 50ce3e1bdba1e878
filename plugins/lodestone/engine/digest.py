"""Digests of values: the same for equal values, in any process and whatever was shared in memory.

Places in a text are no part of what a page shows, so a digest is taken without them: a sentence
added to the prose moves every judgement below it, and changes none.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from lodestone.model import Locator, Span

_PLAIN = (str, int, float, bool, bytes, type(None))
_fields: dict[type, tuple[str, ...]] = {}


def digest(value: Any) -> str:
    """The digest of a value of the model, or of plain data."""
    return of_plain(plain(value))


def of_plain(value: Any) -> str:
    """The digest of text, numbers, None, and tuples, lists and dicts of these."""
    return blake2b(
        marshal.dumps(value, 2), digest_size=12
    ).hexdigest()  # version 2 of the format keeps no identity


def plain(value: Any) -> Any:  # noqa: PLR0911 - a case a kind of value
    """A value as plain data: records as their class and fields, places left out."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is Span or kind is Locator:
        return None
    if kind is tuple or kind is list:
        return tuple(map(plain, value))
    if kind in _fields:
        return (kind.__name__, *[plain(getattr(value, name)) for name in _fields[kind]])
    if isinstance(value, Mapping):
        return tuple((plain(key), plain(each)) for key, each in value.items())
    if isinstance(value, frozenset):
        return tuple(sorted(map(plain, value)))
    if hasattr(kind, "__dataclass_fields__"):
        _fields[kind] = tuple(kind.__dataclass_fields__)
        return plain(value)
    return f"{kind.__name__} {value}"


def number_of(thing: tuple[Any, ...]) -> int:
    """The number under which the state keeps a read or a page: a hash, so that nobody has to look it up."""
    return int.from_bytes(blake2b(repr(tuple(thing)).encode(), digest_size=8).digest(), "big", signed=True)
