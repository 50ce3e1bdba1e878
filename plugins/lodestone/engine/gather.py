"""From files to the tables of the site: register, pages, events, and every briefing that is not as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from lodestone.engine import workers
from lodestone.engine.given import Gathering, put_problems
from lodestone.engine.load import is_briefing, is_text
from lodestone.engine.look import CONTENT, Look, keep
from lodestone.engine.pool import chunks, executor, spread
from lodestone.engine.reading import Kept, Known, Reader
from lodestone.engine.refused import Gate
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
        self._hashes: dict[str, str] = {}

    def run(self) -> None:
        """Bring register, articles and the site's tables up to date, and note what that touches."""
        state, content = self._state, self._seen.differences[CONTENT]
        changed = [*content.changed, *content.removed]
        unread_before = unread(self._db)
        rows = Rows(state, Reader(self._settings.content, None, self._settings.site))  # type: ignore[arg-type]
        gathering = Gathering(state, self._found(), changed, rows.touched)
        self.given, told = gathering.given(self._settings.site)
        reader = Reader(self._settings.content, gathering.words(self.given.lexicon), self._settings.site)
        rows.use(reader)
        put_problems(rows, told)
        rows.tell("scan", self._strange(gathering.unread))
        self._read_articles(rows, reader, gathering.words_changed)
        self._touch(rows, changed, unread_before)
        self.rows = rows
        keep(self._seen)
        self._keep_hashes(gathering.unread)
        self.store = SqliteStore(self._db, self.given)

    def _found(self) -> dict[str, Found]:
        """Files of the content without those that are refused."""
        known = self._state.files(CONTENT)
        difference = self._seen.differences[CONTENT]
        kept = (known.keys() | difference.marks.keys()) - set(difference.removed)
        return {path: self._seen.content[path] for path in sorted(self._seen.content) if path in kept}

    def _keep_hashes(self, unread: Iterable[str]) -> None:
        """Files are as they were when they were read, and what could not be read is as if it had not been seen."""
        self._db.executemany(
            "UPDATE file SET hash = ? WHERE area = 'content' AND path = ?",
            ((hash_, path) for path, hash_ in (*self._hashes.items(), *((path, "") for path in unread))),
        )

    def _strange(self, unread: Iterable[str]) -> Iterator[Diagnostic]:
        """Files that are refused or passed over, though somebody may have meant them, or could not be read."""
        marks = self._seen.differences[CONTENT].marks
        blank = (path for path, seen in marks.items() if not seen.hash and is_text(path))
        for path in sorted({*unread, *(path for path in blank if not is_briefing(path))}):
            yield Diagnostic(path, 0, 0, "E100", "cannot be read", "look at its permissions, and at the disk")
        gate = Gate(self._settings.content)
        for path, file in self._seen.content.items():
            refused = gate.refuses(file)
            if refused:
                yield Diagnostic(path, 0, 0, *refused)
            elif path.endswith(".md") and not is_text(path) and not path.startswith("media/"):
                hint = "move it to briefings/, if it is one"
                yield Diagnostic(path, 0, 0, "W316", "is in none of the folders that are read", hint)

    def _read_articles(self, rows: Rows, reader: Reader, all_anew: bool) -> None:
        content = self._seen.differences[CONTENT]
        if all_anew:
            paths = [path for path in self._found() if is_briefing(path)]
        else:
            paths = sorted(filter(is_briefing, {*content.changed, *self._from_scrapes()}))
        settle: set[str] = set()
        for path in filter(is_briefing, content.removed):
            settle.add(rows.slug_of(path))
            rows.drop_article(path)
        files = paths if self._state.cold else self._known(paths)
        for kept in self._kept(files, len(paths), reader):
            if self._state.cold:
                settle.update(rows.put_all(kept))
            else:
                settle.update(rows.put_each(kept))
            self._hashes |= {each.path: each.hash for each in kept}
        settle.update(rows.superseded() if self._state.cold else self._embargoed())
        rows.settle(settle)

    def _known(self, paths: list[str]) -> Iterator[str | Known]:
        """Files that are read again, each with what it gave before."""
        for path in paths:
            row = self._db.execute(
                "SELECT a.path, a.rest, b.data, a.written FROM article a JOIN body b ON b.key = 'file:' || a.path "
                "WHERE a.path = ?",
                (path,),
            ).fetchone()
            yield Known(*row) if row else path

    def _kept(self, files: Iterable[str | Known], count: int, reader: Reader) -> Iterator[list[Kept]]:
        """Every file, read, in order of path."""
        with executor(count, partial(workers.set_reader, reader)) as by:
            done = 0
            for kept in spread(workers.read, chunks(files), by):
                done += len(kept)
                self._watch("read", done, count)
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
