"""Links between files of the content: from a relative path, as an editor writes it, to an address of the site.

Editors link to the file (`../topics/magnets.md#risk`), because that works in any Markdown
viewer too. Fixed sections of our pages have anchors with an underscore (`section_figures`,
`figure_capacity`, `source_reex`), so that no heading of the prose can ever take them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from lodestone.text.body import Link

SECTION, FIGURE, SOURCE = "section_", "figure_", "source_"
GONE = "404.html"
"""Where a link leads whose file is not on the site. A publish build has none: it fails before."""


def target_of(link: str, path: str) -> tuple[str, str]:
    """The file and anchor that a link means, written in the file at `path`; both below the content directory.

    >>> target_of("../topics/magnets.md#risk", "briefings/a.md")
    ('topics/magnets.md', 'risk')
    >>> target_of("#kj-1", "briefings/a.md")
    ('briefings/a.md', 'kj-1')
    """
    name, _, anchor = link.partition("#")
    name = unquote(name)
    if not name:
        return path, anchor
    start = "" if name.startswith("/") else posixpath.dirname(path)
    return posixpath.normpath(posixpath.join(start, name.lstrip("/"))), anchor


def media_of(links: Iterable[Link], path: str) -> Iterator[str]:
    """The files below `media/` that the links of a text lead to; the text is that of the file at `path`."""
    targets = (target_of(link.target, path)[0] for link in links)
    return (target for target in dict.fromkeys(targets) if target.startswith("media/"))


def media_address(path: str) -> str:
    """The address of a file below `media/`, safe to print.

    >>> media_address("media/a b.png")
    'media/a%20b.png'
    """
    return quote(path)
