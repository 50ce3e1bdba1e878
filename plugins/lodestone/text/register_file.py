"""One file of the register with its problems: text, lists and front matter as nodes with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from lodestone.model import Diagnostic, Locator, Problem, Span
from lodestone.text.excess import capped
from lodestone.text.hidden import hidden_signs, masked
from lodestone.text.lookalike import mixed_words
from lodestone.text.yaml_nodes import Items, Keys, Node
from lodestone.text.yaml_reading import LARGEST_REGISTER, read_yaml

T = TypeVar("T")


class RegisterFile:
    """A file that is being read. The register is UTF-8 and never repaired: it is what repair and reading rest on."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.problems: list[Problem] = []
        text = self._decoded(data)
        self.problems += (*hidden_signs(text), *mixed_words(text))
        self.text = masked(text)

    def _decoded(self, data: bytes) -> str:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            text = data.decode("utf-8-sig", "replace")
            at = len(data[: error.start].decode("utf-8-sig", "replace"))
            self.problems.append(
                Problem("E100", Span(at, at + 1), "the file is not UTF-8", "save it as UTF-8")
            )
            return text

    def list(self, name: str) -> Iterator[Node]:
        """The rows under the one key that a vocabulary file has."""
        root = self._tree(Span(0, len(self.text)))
        for key, value in root.pairs:
            if key.text != name:
                self.tell(key.span, f"`{key.text}` is not the key of this file", f"its key is `{name}`")
            elif isinstance(value, Items):
                yield from value.items
            else:
                self.tell(value.span, f"a list belongs under `{name}`")

    def front_matter(self, span: Span) -> Keys:
        """The front matter as a mapping."""
        return self._tree(span)

    def _tree(self, span: Span) -> Keys:
        tree = read_yaml(span.of(self.text), span.start, LARGEST_REGISTER)
        self.problems += tree.problems
        return tree.root

    def tell(self, span: Span, message: str, hint: str = "") -> None:
        """Add a problem of the register (E209)."""
        self.problems.append(Problem("E209", span, message, hint))

    def diagnostics(self) -> Iterator[Diagnostic]:
        """The problems with their places in the file."""
        if not self.problems:
            return
        locator = Locator(self.text, ())
        yield from capped(self.path, (problem.located(self.path, locator) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A row with its place, so that what is found out later can be told there."""

    value: T
    file: RegisterFile
    node: Node

    def tell(self, way: tuple[str | int, ...], message: str, hint: str = "") -> None:
        """Tell a problem at the end of a way through the row: `("listings", 0, "ticker")`."""
        node = self.node
        for step in way:
            inner: Node | None = None
            if isinstance(node, Keys) and isinstance(step, str):
                inner = node.get(step)
            elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
                inner = node.items[step]
            node = inner or node
        self.file.tell(node.span, message, hint)
