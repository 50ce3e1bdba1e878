"""What a page is made of, before it is made: address, template or bytes, data, and what it reads.

`data` is canonical and JSON-able, and holds exactly the values that the page shows, so that
its hash is the page's fingerprint. Rendered bodies are big, so a view names them in `reads`
and the engine hands them to the template. Only the engine renders and writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lodestone.site.index import Site

JSON = Any
"""Text, numbers, booleans, None, lists and dicts of these. Dates as ISO text."""


@dataclass(frozen=True, slots=True)
class View:
    """One file of the output."""

    url: str
    """Relative to the site's root: `briefings/x/`, `feeds/all.atom`, `` for home. A slash at the end means index.html."""
    template: str = ""
    """File below `templates/`; empty where `content` is given."""
    data: Mapping[str, JSON] = field(default_factory=dict)
    content: bytes | None = None
    reads: tuple[str, ...] = ()
    """Keys of `Site.bodies` that the template gets as `bodies`."""

    @property
    def path(self) -> str:
        """Path of the file below the output directory."""
        return f"{self.url}index.html" if self.url == "" or self.url.endswith("/") else self.url


ViewMaker = Callable[[Site], Iterator[View]]
"""All the views of one kind, in a fixed order."""
