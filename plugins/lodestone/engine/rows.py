"""The site's tables in the state: put in what a file gives, and note which questions that touches.

A cold build puts in all rows at once. A warm one holds the rows of each changed briefing against
those that it had; only what differs is written, and only reads that look at what differs are asked
again (`asking.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lodestone.engine.asking import Touched
from lodestone.engine.frozen import thaw
from lodestone.engine.reading import Emission, Kept, Reader
from lodestone.engine.state import State
from lodestone.model import Diagnostic, Fix


class Rows:
    """Puts files into the tables of the site."""

    def __init__(self, state: State, reader: Reader) -> None:
        self._db = state.db
        self.reader = reader
        self.touched = Touched()
        self._fresh: dict[str, Emission] = {}
        """What files that were just read put into the site where nothing supersedes them, by path."""

    def use(self, reader: Reader) -> None:
        """Read and emit with this reader from now on."""
        self.reader = reader

    # One file

    def put_each(self, kept: list[Kept]) -> set[str]:
        """Keep what files give, and settle their slugs. Returns those that others left, to be settled at the end."""
        left = {self.slug_of(each.path) for each in kept} - {each.slug for each in kept}
        self._fresh = {each.path: each.emission for each in kept if each.emission}
        for each in kept:
            self._put_article(each)
        self.settle(each.slug for each in kept)
        self._fresh = {}
        return left

    def _put_article(self, kept: Kept) -> None:
        """Keep what one file gives. Its place on the site is settled later, by `settle`."""
        old = self._db.execute("SELECT slug FROM article WHERE path = ?", (kept.path,)).fetchone()
        body = self._db.execute("SELECT digest FROM body WHERE key = ?", (f"file:{kept.path}",)).fetchone()
        self._insert([kept])
        self.touched.values.add(("text", kept.path))
        if body is None or body[0] != kept.body_digest:
            self.touched.values.add(("body", kept.slug))
        if old and old[0] != kept.slug:
            self.touched.values.add(("body", old[0]))
        self.tell(f"article {kept.path}", kept.problems)

    def drop_article(self, path: str) -> None:
        """Forget a file that is gone."""
        self._db.execute("DELETE FROM article WHERE path = ?", (path,))
        self._db.execute("DELETE FROM body WHERE key = ?", (f"file:{path}",))
        self.touched.values.add(("text", path))
        self.tell(f"article {path}", ())

    def slug_of(self, path: str) -> str:
        """The slug that a file has, or ''."""
        row = self._db.execute("SELECT slug FROM article WHERE path = ?", (path,)).fetchone()
        return row[0] if row else ""

    def put_all(self, kept: list[Kept]) -> list[str]:
        """The same for many files of a cold build, in order of path, with their place on the site.

        Returns slugs that still have to be settled, because two files want them.
        """
        self._insert(kept)
        twice = []
        for each in kept:
            if each.problems:
                self.tell(f"article {each.path}", each.problems)
            if each.emission:
                twice += [] if self._appear(each.slug, each.path, each.emission) else [each.slug]
        return twice

    def _insert(self, kept: list[Kept]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (e.path, e.slug, e.hash, e.embargo, e.raw, e.places, e.briefing, e.rest, e.written)
                for e in kept
            ),
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO body VALUES (?, ?, ?)",
            ((f"file:{e.path}", e.body_digest, e.body) for e in kept),
        )

    def _appear(self, slug: str, path: str, emission: Emission) -> bool:
        """Put a briefing on the site whose slug nobody has yet; whether that was so."""
        free = self._db.execute(
            "INSERT OR IGNORE INTO briefing VALUES (?, ?, ?, ?)", (slug, path, emission.digest, emission.why)
        ).rowcount
        if free:
            self._put_card(slug, emission)
            self._db.executemany(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?)",
                ((table, key, sort, slug, value) for table, key, sort, value in emission.rows),
            )
            self._mistakes(slug, path, emission)
        return bool(free)

    # Places on the site

    def superseded(self) -> list[str]:
        """Every slug that something supersedes."""
        return [key for (key,) in self._db.execute("SELECT DISTINCT key FROM entry WHERE tbl = 'supersedes'")]

    def settle(self, slugs: Iterable[str]) -> None:
        """Bring the site up to date for these slugs, and for what they supersede or superseded."""
        waiting = sorted(set(slugs) - {""})
        while (
            waiting
        ):  # a second round at most: what a briefing supersedes does not depend on what supersedes it
            others = {other for slug in waiting for other in self._settle(slug)}
            waiting = sorted(others)

    def _settle(self, slug: str) -> Iterator[str]:
        """Bring one slug up to date. Gives the slugs that it superseded before or does now."""
        path, emission = self._wanted(slug)
        old = self._db.execute("SELECT path, digest, why FROM briefing WHERE slug = ?", (slug,)).fetchone()
        new = (path, emission.digest, emission.why) if emission else None
        if old != new:
            self.touched.values |= {("briefing", slug), ("body", slug)}
            self.touched.values |= {("file", each[0]) for each in (old, new) if each}
            self._db.execute("DELETE FROM briefing WHERE slug = ?", (slug,))
            if new:
                self._db.execute("INSERT INTO briefing VALUES (?, ?, ?, ?)", (slug, *new))
        yield from self._change_rows(slug, emission)
        self._mistakes(slug, path, emission)

    def _wanted(self, slug: str) -> tuple[str, Emission | None]:
        """The file that has a slug, the first by its path, and what it puts into the site."""
        row = self._db.execute(
            "SELECT path FROM article WHERE slug = ? ORDER BY path LIMIT 1", (slug,)
        ).fetchone()
        if row is None:
            return "", None
        newer = self._db.execute(
            "SELECT slug FROM entry WHERE tbl = 'supersedes' AND key = ? ORDER BY sort, slug LIMIT 1", (slug,)
        ).fetchone()
        if newer is None and row[0] in self._fresh:
            return row[0], self._fresh[row[0]]
        path, briefing, body = self._db.execute(
            "SELECT a.path, a.briefing, b.data FROM article a JOIN body b ON b.key = 'file:' || a.path "
            "WHERE a.path = ?",
            row,
        ).fetchone()
        return path, self.reader.emit(thaw(briefing), thaw(body), newer[0] if newer else "")

    def _change_rows(self, slug: str, emission: Emission | None) -> Iterator[str]:
        before = {
            row[:3]: row[3]
            for row in self._db.execute("SELECT tbl, key, sort, value FROM entry WHERE slug = ?", (slug,))
        }
        now = {row[:3]: row[3] for row in emission.rows} if emission else {}
        other_card = self._put_card(slug, emission)
        for place in before.keys() | now.keys():
            here = place in before and place in now
            same = here and before[place] == now[place] and not (now[place] is None and other_card)
            if same:
                continue
            self.touched.groups.setdefault(place[:2], set()).add(place[2])
            if not here or before[place] != now[place]:
                self._db.execute(
                    "DELETE FROM entry WHERE tbl = ? AND key = ? AND sort = ? AND slug = ?", (*place, slug)
                )
                if place in now:
                    self._db.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", (*place, slug, now[place]))
            if place[0] == "supersedes" and not here:
                yield place[1]

    def _put_card(self, slug: str, emission: Emission | None) -> bool:
        """Keep the card; whether it is another one."""
        old = self._db.execute("SELECT digest FROM card WHERE slug = ?", (slug,)).fetchone()
        new = (emission.card_digest,) if emission and emission.card else None
        if old == new:
            return False
        self.touched.values.add(("card", slug))
        self._db.execute("DELETE FROM card WHERE slug = ?", (slug,))
        if emission and new:
            self._db.execute("INSERT INTO card VALUES (?, ?, ?)", (slug, *new, emission.card))
        return True

    # Problems

    def _mistakes(self, slug: str, path: str, emission: Emission | None) -> None:
        """What is wrong with a briefing that is to be published."""
        found: list[Diagnostic] = []
        if emission and emission.mistakes:
            [rest] = self._db.execute("SELECT rest FROM article WHERE path = ?", (path,)).fetchone()
            found = self.reader.located(path, emission.mistakes, rest)
        self.tell(f"gate {slug}", found)

    def tell(self, origin: str, problems: Iterable[Diagnostic]) -> None:
        """These are the problems of an origin now, and no others."""
        self._db.execute("DELETE FROM problem WHERE origin = ?", (origin,))
        self._db.executemany(
            "INSERT INTO problem VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (as_row(origin, each) for each in problems),
        )


def as_row(origin: str, each: Diagnostic) -> tuple[str | int | None, ...]:
    """A problem as a row of the state."""
    fix = None if each.fix is None else f"{each.fix.start} {each.fix.end} {each.fix.text}"
    return (origin, each.path, each.line, each.column, each.code, each.message, each.hint, each.width, fix)


def from_row(row: tuple[str, int, int, str, str, str, int, str | None]) -> Diagnostic:
    """A problem out of a row, from the path on."""
    path, line, column, code, message, hint, width, fix = row
    start, end, text = fix.split(" ", 2) if fix is not None else ("0", "0", "")
    mend = None if fix is None else Fix(int(start), int(end), text)
    return Diagnostic(path, line, column, code, message, hint, width, mend)
