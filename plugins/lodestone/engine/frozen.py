"""Records of the model to bytes and back, fast: what the state keeps.

Pickle asks a frozen record with slots for its fields one by one each time, which took a fifth of a
build; here a record is its class and its values. Only ever used on files that we wrote ourselves
below `.lodestone/`, and even of these it makes nothing but values: a sum tells a damaged one, and
no class is called that is no record, no enumeration and no plain value.
"""

from __future__ import annotations

import io
import pickle
from enum import Enum
from typing import Any
from zlib import crc32

from lodestone.engine.state import Damaged
from lodestone.model.place import Locator

_fields: dict[type, tuple[str, ...]] = {}
_SUM = 4
"""Bytes of the sum at the end."""


class _Pickler(pickle.Pickler):
    """Writes a record as a call of its class."""

    def reducer_override(self, value: Any) -> Any:
        """See `pickle.Pickler`."""
        kind = type(value)
        names = _fields.get(kind)
        if names is None:
            parts = getattr(kind, "__dataclass_fields__", None)
            if (
                parts is None
                or "__slots__" not in kind.__dict__
                or not all(part.init for part in parts.values())
            ):
                return NotImplemented
            names = _fields[kind] = tuple(parts)
        return kind, tuple([getattr(value, name) for name in names])


def freeze(value: Any) -> bytes:
    """The bytes of a value."""
    out = io.BytesIO()
    _Pickler(out, 5).dump(value)
    data = out.getvalue()
    return data + crc32(data).to_bytes(_SUM)


def thaw(data: bytes) -> Any:
    """The value of bytes that `freeze` made. Raises `Damaged` for others."""
    try:
        value = data[:-_SUM]
        if crc32(value).to_bytes(_SUM) != data[-_SUM:]:
            raise Damaged("a kept value is not as it was kept")
        return _Unpickler(io.BytesIO(value)).load()
    except Damaged:
        raise
    except Exception as error:  # a pickle can raise anything
        raise Damaged(f"{type(error).__name__}: {error}") from error


_PLAIN = {
    ("builtins", "frozenset"), ("builtins", "set"), ("datetime", "date"), ("datetime", "datetime"),
    ("datetime", "timezone"), ("datetime", "timedelta"), ("decimal", "Decimal"), ("collections", "OrderedDict"),
    ("markupsafe", "Markup"),
}  # fmt: skip
_known: dict[tuple[str, str], Any] = {}


class _Unpickler(pickle.Unpickler):
    """Calls classes of values only."""

    def find_class(self, module: str, name: str) -> Any:
        """See `pickle.Unpickler`."""
        found = _known.get((module, name))
        if found is None:
            found = super().find_class(module, name) if _may_hold(module, name) else None
            if not _is_value(found, module):
                raise Damaged(f"{module}.{name} is no class of values")
            _known[module, name] = found
        return found


def _may_hold(module: str, name: str) -> bool:
    return module.startswith("lodestone.") or (module, name) in _PLAIN


def _is_value(found: Any, module: str) -> bool:
    if not module.startswith("lodestone."):
        return found is not None
    return isinstance(found, type) and (
        hasattr(found, "__dataclass_fields__") or issubclass(found, tuple | Enum | Locator)
    )
