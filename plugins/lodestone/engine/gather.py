"""From files to the tables of the site: register, pages, events, and every briefing that is not as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial

from lodestone.engine import workers
from lodestone.engine.given import Gathering, put_problems
from lodestone.engine.load import LIMIT, is_briefing, is_text
from lodestone.engine.look import CONTENT, Look, keep
from lodestone.engine.pool import chunks, executor, spread
from lodestone.engine.reading import Kept, Reader
from lodestone.engine.rows import Rows
from lodestone.engine.scan import Found
from lodestone.engine.settings import Settings
from lodestone.engine.store import SqliteStore, unread
from lodestone.model import Diagnostic


class Gather:
    """Brings the tables up to date. `given`, `rows` and `store` are there when `run` has been called."""

    def __init__(self, settings: Settings, seen: Look, watch: Callable[[str, int, int], None]) -> None:
        self._settings, self._seen, self._watch = settings, seen, watch
        self._state, self._db = seen.state, seen.state.db

    def run(self) -> None:
        """Bring register, articles and the site's tables up to date, and note what that touches."""
        state, content = self._state, self._seen.differences[CONTENT]
        changed = [*content.changed, *content.removed]
        unread_before = unread(self._db)
        rows = Rows(state, Reader(self._settings.content, None, self._settings.site))  # type: ignore[arg-type]
        gathering = Gathering(state, self._found(), changed, rows.touched)
        self.given, told = gathering.given(self._settings.site)
        reader = Reader(self._settings.content, self.given.lexicon, self._settings.site)
        rows.use(reader)
        put_problems(rows, told)
        rows.tell("scan", self._strange())
        self._read_articles(rows, reader, gathering.register_changed)
        self._touch(rows, changed, unread_before)
        self.rows = rows
        keep(self._seen)
        self.store = SqliteStore(self._db, self.given)

    def _found(self) -> dict[str, Found]:
        """Files of the content without those that are refused."""
        known = self._state.files(CONTENT)
        difference = self._seen.differences[CONTENT]
        kept = (known.keys() | difference.marks.keys()) - set(difference.removed)
        return {path: self._seen.content[path] for path in sorted(self._seen.content) if path in kept}

    def _strange(self) -> Iterator[Diagnostic]:
        """Files that are refused or passed over, though somebody may have meant them."""
        found = self._found()
        for path, file in self._seen.content.items():
            if path not in found:
                hint = "put a copy of the file in its place"
                yield Diagnostic(
                    path, 0, 0, "E100", "is a link that leads out of the content directory", hint
                )
            elif path.endswith(".md") and not is_text(path) and not path.startswith("media/"):
                hint = "move it to briefings/, if it is one"
                yield Diagnostic(path, 0, 0, "W316", "is in none of the folders that are read", hint)
            elif is_text(path) and not is_briefing(path) and file.mark.size > LIMIT:
                yield Diagnostic(path, 0, 0, "E106", f"has {file.mark.size:,} bytes, allowed are {LIMIT:,}")

    def _read_articles(self, rows: Rows, reader: Reader, all_anew: bool) -> None:
        content = self._seen.differences[CONTENT]
        if all_anew:
            paths = [path for path in self._found() if is_briefing(path)]
        else:
            paths = sorted(filter(is_briefing, {*content.changed, *self._from_scrapes()}))
        settle: set[str] = (
            {rows.slug_of(path) for path in (*paths, *content.removed)} if not self._state.cold else set()
        )
        for path in filter(is_briefing, content.removed):
            rows.drop_article(path)
        for kept in self._kept(paths, reader):
            if self._state.cold:
                settle.update(rows.put_all(kept))
            else:
                for each in kept:
                    rows.put_article(each)
                settle.update(each.slug for each in kept)
            self._db.executemany(
                "UPDATE file SET hash = ? WHERE area = 'content' AND path = ?",
                ((e.hash, e.path) for e in kept),
            )
        settle.update(rows.superseded() if self._state.cold else self._embargoed())
        rows.settle(settle)

    def _kept(self, paths: list[str], reader: Reader) -> Iterator[list[Kept]]:
        """Every file, read, in order of path."""
        with executor(len(paths), partial(workers.set_reader, reader)) as by:
            done = 0
            for kept in spread(workers.read, chunks(paths), by):
                done += len(kept)
                self._watch("read", done, len(paths))
                yield kept

    def _from_scrapes(self) -> list[str]:
        """Briefings that are held against a scrape, where the folder of scrapes is another one."""
        if self._seen.raw == self._state.meta.get("raw"):
            return []
        return [path for (path,) in self._db.execute("SELECT path FROM article WHERE raw")]

    def _embargoed(self) -> list[str]:
        """Slugs whose place on the site depends on settings that are others now."""
        before = json.loads(self._state.meta.get("options", "{}"))
        now = json.loads(self._seen.options)
        if {**before, "today": "", "edition": ""} != {**now, "today": "", "edition": ""}:
            return [slug for (slug,) in self._db.execute("SELECT slug FROM article")]
        if before == now:
            return []
        return [slug for (slug,) in self._db.execute("SELECT slug FROM article WHERE embargo != ''")]

    def _touch(self, rows: Rows, changed: list[str], unread_before: frozenset[str]) -> None:
        """Note what else may be another one: settings, media, what could not be read."""
        if self._seen.options != self._state.meta.get("options"):
            rows.touched.tables |= {"option", "passed"}
        rows.touched.values |= {("media", path) for path in changed if path.startswith("media/")}
        rows.touched.values |= {("unread", name) for name in unread_before ^ unread(self._db)}
