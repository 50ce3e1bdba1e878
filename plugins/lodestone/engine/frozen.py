"""Records of the model to bytes and back, fast: what the state keeps.

Pickle asks a frozen record with slots for its fields one by one each time, which took a fifth of a
build; here a record is its class and its values. Only ever used on files that we wrote ourselves
below `.lodestone/`.
"""

from __future__ import annotations

import io
import pickle
from typing import Any

_fields: dict[type, tuple[str, ...]] = {}


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
    return out.getvalue()


def thaw(data: bytes) -> Any:
    """The value of bytes that `freeze` made."""
    return pickle.loads(data)  # noqa: S301 - our own file
