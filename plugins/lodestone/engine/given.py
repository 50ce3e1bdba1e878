"""What a site is made of beside its briefings: register, pages, events, media. Read anew where its files changed.

What reads a kind of file is imported where one of its files changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from lodestone.engine.asking import Touched
from lodestone.engine.digest import digest
from lodestone.engine.frozen import freeze, thaw
from lodestone.engine.load import EVENTS, is_text
from lodestone.engine.rows import Rows
from lodestone.engine.scan import Found, contents
from lodestone.engine.state import State
from lodestone.limits import TEXT
from lodestone.model import Diagnostic, Lexicon
from lodestone.model.company import named
from lodestone.site.options import SiteOptions
from lodestone.site.reads import Given
from lodestone.text.body import Body
from lodestone.text.folders import is_register

T = TypeVar("T")
Told = tuple[T, Iterable[Diagnostic]]


class Gathering:
    """Brings register, pages and events up to date in the state."""

    def __init__(
        self, state: State, found: Mapping[str, Found], changed: Iterable[str], touched: Touched
    ) -> None:
        """`changed` are the paths of files of the content that are new, other or gone."""
        self._state, self._found, self._touched = state, found, touched
        self._changed = [path for path in changed if is_text(path)]
        self.unread: set[str] = set()
        """Paths of files that could not be read."""
        self.register_changed = state.cold or any(map(is_register, self._changed))
        self.words_changed = state.cold
        """Whether the register says something else to the files of the briefings."""

    def given(self, options: SiteOptions) -> tuple[Given, dict[str, list[Diagnostic]]]:
        """All of it, and the problems of what was read anew, by origin."""
        told: dict[str, list[Diagnostic]] = {}
        before = self._before()
        lexicon = self._lexicon(told)
        pages = self._kept("pages", self._of("pages/"), self._pages, told)
        events = self._kept(
            "events", self.register_changed or EVENTS in self._changed, lambda: self._events(lexicon), told
        )
        media = frozenset(path for path in self._found if path.startswith("media/"))
        given = Given(options, lexicon, pages, events, media)
        if "pages" in told:
            self._bodies({f"page:{each.slug}": each.body for each in pages}, "page:")
        if "register" in told:
            from lodestone.site.index import register_bodies  # noqa: PLC0415 - see above

            self._bodies(register_bodies(lexicon), "topic:", "company:")
        if told:
            self._touch(before, given, told)
        return given, told

    def words(self, lexicon: Lexicon) -> Lexicon:
        """What briefings are read with; see `words_of`."""
        words = words_of(lexicon)
        now = digest(words) if self.register_changed else self._state.meta["words"]
        self.words_changed = self._state.cold or now != self._state.meta["words"]
        self._state.put("words", now)
        return replace(words, digest=now)

    def _before(self) -> Mapping[str, Any]:
        kept = self._state.blob("files")
        return thaw(kept) if kept else {}

    def _lexicon(self, told: dict[str, list[Diagnostic]]) -> Lexicon:
        def read() -> Told[Lexicon]:
            from lodestone.text.lexicon import read_lexicon  # noqa: PLC0415 - see above

            texts = {path: data for path, data in self._texts("").items() if is_register(path)}
            return read_lexicon(texts)

        return self._kept("register", self.register_changed, read, told)

    def _pages(self) -> Told[Any]:
        from lodestone.site.pages import read_pages  # noqa: PLC0415 - see above

        return read_pages(self._texts("pages/"))

    def _events(self, lexicon: Lexicon) -> Told[Any]:
        from lodestone.site.events import read_events  # noqa: PLC0415 - see above

        return read_events(self._texts(EVENTS).get(EVENTS, b""), lexicon)

    def _of(self, start: str) -> bool:
        return self._state.cold or any(path.startswith(start) for path in self._changed)

    def _kept(
        self, name: str, anew: bool, read: Callable[[], Told[T]], told: dict[str, list[Diagnostic]]
    ) -> T:
        """What the state has under a name, or what is read anew."""
        kept = None if anew else self._state.blob(name)
        if kept is not None:
            found: T = thaw(kept)
            return found
        value, problems = read()
        told[name] = list(problems)
        self._state.put_blob(name, freeze(value))
        return value

    def _texts(self, start: str) -> dict[str, bytes]:
        """Bytes of the text files whose path starts so; those that cannot be read are in `unread`."""
        texts = {}
        for path, file in self._found.items():
            if path.startswith(start) and is_text(path) and not path.startswith("briefings/"):
                try:
                    texts[path] = contents(file.place, TEXT)
                except OSError:
                    self.unread.add(path)
        return texts

    def _bodies(self, bodies: Mapping[str, Body], *kinds: str) -> None:
        """Keep the rendered texts of some kinds, and note which of them are others now."""
        db = self._state.db
        where = " OR ".join("key LIKE ?" for _ in kinds)
        old = dict(db.execute(f"SELECT key, digest FROM body WHERE {where}", [f"{kind}%" for kind in kinds]))
        new = {key: digest(body) for key, body in bodies.items()}
        for key in old.keys() | new.keys():
            if old.get(key) != new.get(key):
                self._touched.values.add(("body", key))
                db.execute("DELETE FROM body WHERE key = ?", (key,))
                if key in new:
                    db.execute("INSERT INTO body VALUES (?, ?, ?)", (key, new[key], freeze(bodies[key])))

    def _touch(self, before: Mapping[str, Any], given: Given, told: Mapping[str, Any]) -> None:
        self._state.put_blob("files", freeze(dict(given.files)))
        self._touched.values |= {("file", path) for path in before.keys() | given.files.keys()}
        self._touched.tables |= {name for name in ("pages", "events") if name in told}
        if "register" in told:
            tables = self._state.db.execute(
                "SELECT DISTINCT tbl FROM read WHERE tbl BETWEEN 'register' AND 'register~'"
            )
            self._touched.tables |= {table for (table,) in tables}


def words_of(lexicon: Lexicon) -> Lexicon:
    """The register as the files of briefings see it: without what it says on its own pages alone.

    Briefings are read with this, so that they cannot depend on the rest; an edit of a profile, of a
    status, or of the risk of a topic reads none of them again. It has no digest yet.
    """
    companies = {key: named(each) for key, each in lexicon.companies.items()}
    topics = {key: named(each) for key, each in lexicon.topics.items()}
    return replace(lexicon, companies=companies, topics=topics, digest="")


def put_problems(rows: Rows, told: Mapping[str, Iterable[Diagnostic]]) -> None:
    """Keep the problems of what was read anew."""
    for origin, problems in told.items():
        rows.tell(origin, problems)
