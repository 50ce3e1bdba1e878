"""Rows of the register to dataclasses of the model, by the types of their fields: the model is the manual.

`Measure` says `adds: bool` and `references: tuple[ReferenceQuantity, ...]`; so a row may write
`adds: yes` and a list of groups. What does not fit is told at its place (E209), and the row
left out. A new field of the model is a new key of the file, without code here.

>>> from lodestone.model import Jurisdiction
>>> from lodestone.text.yaml_reading import read_yaml
>>> problems = []
>>> read_row(read_yaml("code: EU\\nlabel: European Union\\nnames: [Brussels]").root, Jurisdiction, problems)
Jurisdiction(code='EU', label='European Union', names=('Brussels',))
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from lodestone.model import Problem, Span, did_you_mean
from lodestone.text.yaml_nodes import Items, Keys, Node, Scalar

T = TypeVar("T")

KEYS = {"with": "other", "id": "id"}
"""Keys of files that are named otherwise in the model, because Python keeps the word."""

Special = Mapping[type, Callable[[Node], Any]]
"""How to read values of types that need the register itself, such as tickers; raises `Unfit`."""

_TRUTHS = {"yes": True, "no": False, "true": True, "false": False}


class Unfit(Exception):  # noqa: N818 - not an error of ours: the file's
    """A value does not fit its field."""

    def __init__(self, span: Span, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.problem = Problem("E209", span, message, hint)


def read_row(
    node: Node, kind: type[T], problems: list[Problem], special: Special | None = None, **given: Any
) -> T | None:
    """The dataclass `kind` out of a mapping; `given` are fields that the file does not write. None if it does not fit.

    All that is wrong in the row is put into `problems`.
    """
    if not isinstance(node, Keys):
        problems.append(
            Problem("E209", node.span, f"this is no {kind.__name__.lower()} with keys of its own")
        )
        return None
    types_ = _types(kind)  # type: ignore[arg-type] # a class is hashable
    names = [name for name in types_ if name not in given]
    values = dict(given)
    before = len(problems)
    for key, value in node.pairs:
        name = KEYS.get(key.text, key.text)
        if name not in names:
            hint = did_you_mean(key.text, names) or f"the keys are: {', '.join(names)}"
            problems.append(
                Problem("E209", key.span, f"`{key.text}` is not a key of a {kind.__name__.lower()}", hint)
            )
        elif not (isinstance(value, Scalar) and value.empty):
            _put(values, name, value, types_[name], problems, special or {})
    if len(problems) == before:
        lacking = [each.name for each in fields(kind) if _required(each) and each.name not in values]  # type: ignore[arg-type]
        problems += [Problem("E209", node.span, f"`{name}` is missing") for name in lacking]
    return kind(**values) if len(problems) == before else None


def _put(
    values: dict[str, Any], name: str, node: Node, kind: Any, problems: list[Problem], special: Special
) -> None:
    try:
        values[name] = _read(node, kind, problems, special)
    except Unfit as unfit:
        problems.append(unfit.problem)


@cache
def _types(kind: type) -> dict[str, Any]:
    return {each.name: get_type_hints(kind)[each.name] for each in fields(kind)}


def _required(each: Any) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _read(node: Node, kind: Any, problems: list[Problem], special: Special) -> Any:
    """The value of a node as a type of the model; raises `Unfit`."""
    if kind in special:
        return special[kind](node)
    if get_origin(kind) is tuple:
        return _tuple(node, get_args(kind)[0], problems, special)
    if is_dataclass(kind) and isinstance(kind, type):
        return read_row(node, kind, problems, special)
    if not isinstance(node, Scalar):
        raise Unfit(node.span, "one value belongs here, not a list or group")
    if get_origin(kind) is Literal:
        return _word(node, get_args(kind))
    return _plain(node, kind)


def _tuple(node: Node, kind: Any, problems: list[Problem], special: Special) -> tuple[Any, ...]:
    if not isinstance(node, Items):
        raise Unfit(node.span, "a list belongs here", "put it in square brackets")
    return tuple(_read(item, kind, problems, special) for item in node.items)


def _word(node: Scalar, words: tuple[str, ...]) -> str:
    if node.text not in words:
        raise Unfit(node.span, f"`{node.text}` is not one of the allowed", did_you_mean(node.text, words))
    return node.text


def _plain(node: Scalar, kind: Any) -> Any:
    """Text, number, date or truth."""
    if kind is bool:
        if node.text.lower() not in _TRUTHS:
            raise Unfit(node.span, f"`{node.text}` is neither yes nor no")
        return _TRUTHS[node.text.lower()]
    if kind is date:
        kind = date.fromisoformat
    try:
        value = kind(node.text)
    except (ValueError, InvalidOperation):
        what = {int: "a whole number", float: "a number", Decimal: "a number"}.get(kind, "an ISO date")
        raise Unfit(node.span, f"`{node.text}` is not {what}") from None
    if isinstance(value, (float, Decimal)) and not math.isfinite(value):
        raise Unfit(node.span, f"`{node.text}` is not a number")
    return value
