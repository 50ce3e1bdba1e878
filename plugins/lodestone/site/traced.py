"""The register as pages see it: every company, topic or measure that a page looks at is noted as a read."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from functools import cached_property
from types import FunctionType, MethodType
from typing import Any

from lodestone.model.company import OF_ITSELF
from lodestone.site.reads import NAMED, Note, Read


class TracedMapping(Mapping[str, Any]):
    """A table of the register. Looking up a key notes that key; walking through it notes the whole."""

    def __init__(self, name: str, source: Mapping[str, Any], note: Note) -> None:
        self._name, self._source, self._note = name, source, note

    def __getitem__(self, key: str) -> Any:
        self._note(Read(self._name, key))
        return self._source[key]

    def __contains__(self, key: object) -> bool:
        self._note(Read(self._name, str(key)))
        return key in self._source

    def __iter__(self) -> Iterator[str]:
        self._whole()
        return iter(self._source)

    def __len__(self) -> int:
        self._whole()
        return len(self._source)

    def values(self) -> ValuesView[Any]:
        """All rows, noted at once."""
        self._whole()
        return self._source.values()

    def items(self) -> ItemsView[str, Any]:
        """All rows with their ids, noted at once."""
        self._whole()
        return self._source.items()

    def _whole(self) -> None:
        self._note(Read(self._name, part="all"))


class TracedEntries(TracedMapping):
    """Companies or topics. To look one up notes what others show of it; what it says of itself, when it is asked."""

    def __getitem__(self, key: str) -> Any:
        self._note(Read(self._named, key))
        return TracedEntry(self._source[key], lambda: self._note(Read(self._name, key)))

    def __contains__(self, key: object) -> bool:
        self._note(Read(self._named, str(key)))
        return key in self._source

    @property
    def _named(self) -> str:
        return self._name.replace("register.", NAMED)


_ENTRIES = ("register.companies", "register.listed", "register.topics")


class TracedEntry:
    """A company or topic, of which most pages show a name: an edit of the rest is none of theirs."""

    def __init__(self, source: Any, note: Callable[[], None]) -> None:
        self._source, self._note = source, note

    def __getattr__(self, name: str) -> Any:
        made = getattr(type(self._source), name, None)
        if isinstance(made, property) and made.fget:
            return made.fget(self)
        if name in OF_ITSELF[type(self._source)]:
            self._note()
        return getattr(self._source, name)


class Traced:
    """A record of the register, or the register itself: its tables are traced, its methods see the traced tables."""

    def __init__(self, source: Any, note: Note, name: str = "register") -> None:
        self._source, self._note, self._name = source, note, name

    def __getattr__(self, name: str) -> Any:
        """Called for what is not here yet; what it gives is kept for the life of this object: one page."""
        found = getattr(type(self._source), name, None)
        value: Any
        if isinstance(found, FunctionType):
            value = MethodType(found, self)
        elif isinstance(found, cached_property):
            value = self._value(name) if self._is_by_name(name) else found.func(self)
        elif isinstance(found, property) and found.fget:
            value = found.fget(self)
        else:
            value = self._value(name)
        self.__dict__[name] = value
        return value

    def _is_by_name(self, name: str) -> bool:
        """Whether a table that is made out of others can be looked up like them: by a text."""
        made = getattr(self._source, name)
        return isinstance(made, Mapping) and all(isinstance(key, str) for key in made)

    def _value(self, name: str) -> Any:
        value, full = getattr(self._source, name), f"{self._name}.{name}"
        if full in _ENTRIES:
            return TracedEntries(full, value, self._note)
        if isinstance(value, Mapping):
            return TracedMapping(full, value, self._note)
        if hasattr(value, "__dataclass_fields__"):
            return Traced(value, self._note, full)
        self._note(Read(full, part="all"))
        return value


class TracedOptions:
    """The settings; each that a page looks at is noted."""

    def __init__(self, source: Any, note: Note) -> None:
        self._source, self._note = source, note

    def __getattr__(self, name: str) -> Any:
        self._note(Read("option", name))
        return getattr(self._source, name)
