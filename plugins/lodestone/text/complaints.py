"""What the model refuses, as problems: each error is led back to the value in the file that it is about.

The column is that of the offending value's first character; of the key, where the key is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lodestone.model import Problem, Span, did_you_mean
from lodestone.text.schema import GROUPS, KEYS, LISTS, RENAMED, RENAMED_IN_GROUPS
from lodestone.text.yaml_nodes import Items, Keys, Node, Scalar
from lodestone.text.yaml_reading import quoted

_KINDS = {
    "string_type": ("E112", "takes one text"),
    "list_type": ("E112", "takes a list"),
    "model_type": ("E112", "takes keys of its own"),
    "model_attributes_type": ("E112", "takes keys of its own"),
    "int_parsing": ("E112", "takes a whole number"),
    "int_type": ("E112", "takes a whole number"),
    "int_from_float": ("E112", "takes a whole number"),
    "date_type": ("E113", "takes an ISO date"),
    "string_too_short": ("E112", "is empty"),
    "greater_than_equal": ("E112", "is too small"),
    "less_than_equal": ("E112", "is too large"),
    "literal_error": ("E112", "takes one word"),
}
"""Errors of pydantic's own: our code, and what to say of the key."""


def complaint(error: Mapping[str, Any], root: Keys) -> Problem:
    """The problem of one error of pydantic, at the value or key that it is about."""
    way: tuple[str | int, ...] = error["loc"]
    kind = error["type"]
    name = _name(way)
    if kind == "extra_forbidden":
        return _unknown_key(way, root)
    if kind == "missing":
        owner = _at(root, way[:-1])
        return Problem(
            "E111", _first(owner), f"`{name}` is missing", f"add `{way[-1]}: \N{HORIZONTAL ELLIPSIS}`"
        )
    node = _at(root, way)
    if kind in _KINDS:
        return _wrong_kind(_KINDS[kind], way, node)
    context = error.get("ctx") or {}
    message = context.get("message", error["msg"])
    message = f"{name} {message}" if message.startswith("is ") else f"{name}: {message}"
    return Problem(_code(kind), node.span, message, context.get("hint", ""), context.get("fix"))


def _code(kind: str) -> str:
    return kind if len(kind) == 4 and kind.startswith("E") else "E112"


def _name(way: tuple[str | int, ...]) -> str:
    """The way as an editor would say it.

    >>> _name(("sources", 0, "url"))
    'sources[0].url'
    """
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in way).lstrip(".")


def _at(root: Keys, way: tuple[str | int, ...]) -> Node:
    """The node at the end of the way, or the last that there is."""
    node: Node = root
    for step in way:
        inner: Node | None = None
        if isinstance(node, Keys) and isinstance(step, str):
            inner = node.get(step)
        elif isinstance(node, Items) and isinstance(step, int):
            written = [item for item in node.items if not (isinstance(item, Scalar) and item.empty)]
            inner = written[step] if step < len(written) else None
        if inner is None:
            return node
        node = inner
    return node


def _first(node: Node) -> Span:
    """The first character of a group, for what is missing in it."""
    return Span(node.span.start, min(node.span.start + 1, node.span.end))


def _unknown_key(way: tuple[str | int, ...], root: Keys) -> Problem:
    """A key that is not ours: what was meant, if that can be told."""
    owner = _at(root, way[:-1])
    seen = str(way[-1])
    key = next((key for key, _ in owner.pairs if key.text == seen), None) if isinstance(owner, Keys) else None
    span = key.span if key else owner.span
    group = str(way[0]) if len(way) > 1 else ""
    known = tuple(GROUPS[group].model_fields) if group in GROUPS else KEYS
    renamed = _renamed(seen, group)
    where = f"`{seen}` is not a key of {group}" if group else f"`{seen}` is not a key of the front matter"
    if renamed is None:
        return Problem("E110", span, where, did_you_mean(seen, known) or f"the keys are: {', '.join(known)}")
    taken = isinstance(owner, Keys) and (
        owner.get(renamed) is not None or _first_so_named(owner, group, renamed) != seen
    )
    hint = f"did you mean `{renamed}`?" + (" It is given too." if taken else "")
    return Problem("E110", span, where, hint, None if taken else renamed)


def meant_key(seen: str) -> str | None:
    """Our key that a key of another name was meant as, or None: `tags` for `themes`, `Title` for `title`."""
    return None if seen in KEYS else _renamed(seen, "")


def _renamed(seen: str, group: str) -> str | None:
    """Our key behind another's name for it, or behind another way to write it."""
    known = tuple(GROUPS[group].model_fields) if group in GROUPS else KEYS
    others = RENAMED_IN_GROUPS.get(group, {}) if group else RENAMED
    plain = seen.casefold().replace("-", "_").replace(" ", "_")
    return others.get(seen.casefold()) or (plain if plain in known else None)


def _first_so_named(owner: Keys, group: str, renamed: str) -> str:
    """The first key that stands for ours: of two that do, only one can be renamed."""
    return next(key.text for key, _ in owner.pairs if _renamed(key.text, group) == renamed)


def _wrong_kind(rule: tuple[str, str], way: tuple[str | int, ...], node: Node) -> Problem:
    code, says = rule
    hint, fix = "", None
    key = str(way[-1])
    if isinstance(node, Scalar) and key in LISTS and key not in GROUPS:
        parts = [part.strip() for part in node.text.split(",") if part.strip()]
        fix = f"[{', '.join(part if part.replace('-', '').isalnum() else quoted(part) for part in parts)}]"
        hint = f"write it as a list: `{key}: {fix}`"
    elif isinstance(node, Items) and key in ("company", "ticker"):
        hint = f"put the main one here and the others in `{'companies' if key == 'company' else 'tickers'}`"
    elif way == ("sources",):
        hint = "begin each with `  - id: name` on a line, and put `publisher:`, `title:`, `url:` in the lines below it"
    elif way == ("risk",):
        hint = "write it as `{likelihood: 3, impact: 4, direction: raises}`, or a level alone: `risk: high`"
    elif key in GROUPS or (way and str(way[0]) in GROUPS and isinstance(way[-1], int)):
        group = str(way[0])
        hint = f"its keys are: {', '.join(GROUPS[group].model_fields)}"
    seen = f", not `{node.text}`" if isinstance(node, Scalar) and node.text else ""
    return Problem(code, node.span, f"`{_name(way)}` {says}{seen}", hint, fix)
