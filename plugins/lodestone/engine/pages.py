"""What the state knows of pages: which there are, what each is made of, and what it wrote."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping

from lodestone.engine.digest import number_of
from lodestone.engine.making import Made, Out
from lodestone.engine.outputs import MEDIA_KIND, STATIC_KIND, parents
from lodestone.engine.planner import Page
from lodestone.engine.state import State
from lodestone.site.reads import Read


class Pages:
    """The pages of the last build, and their place in the next."""

    def __init__(self, state: State) -> None:
        self._state, self._db = state, state.db

    # Who

    def readers(self, read: Read) -> list[Page]:
        """Pages that asked a question."""
        rows = self._db.execute(
            "SELECT p.kind, p.key FROM reader r JOIN page p ON p.id = r.page WHERE r.read = ?",
            (number_of(read),),
        )
        return [(kind, key) for kind, key in rows]

    def made_by(self, template: str) -> list[Page]:
        """Pages of a template."""
        rows = self._db.execute(
            "SELECT p.kind, p.key FROM output o JOIN page p ON p.id = o.page WHERE o.template = ? "
            # A page whose template failed has no output; any mended template may be what it waits for.
            "UNION SELECT kind, key FROM page WHERE 'page ' || kind || ' ' || key IN "
            "(SELECT origin FROM problem WHERE code = 'E212')",
            (template,),
        )
        return [(kind, key) for kind, key in rows]

    def copied(self, path: str) -> list[Page]:
        """The page that is a copy of a file."""
        return [(MEDIA_KIND if path.startswith("media/") else STATIC_KIND, path)]

    def of_kind(self, kind: str) -> list[Page]:
        """All pages of a kind."""
        return [(kind, key) for (key,) in self._db.execute("SELECT key FROM page WHERE kind = ?", (kind,))]

    def of_output(self, path: str) -> list[Page]:
        """The page that made an output; none or one."""
        rows = self._db.execute(
            "SELECT p.kind, p.key FROM output o JOIN page p ON p.id = o.page WHERE o.path = ?", (path,)
        )
        return [(kind, key) for kind, key in rows]

    def meet(self, paths: Iterable[str]) -> bool:
        """Whether new paths and outputs that there are, or two new ones, may be one on some disk, or file and folder.

        Told without regard to small and capital letters, for a few paths; `outputs.overlaps` then says it exactly.
        """
        new = [path for path in paths if not self.of_output(path)]
        folded = {path.casefold() for path in new}
        if len(folded) < len(new) or any(not folded.isdisjoint(parents(path)) for path in folded):
            return True
        return any(self._meets(path) for path in folded)

    def _meets(self, folded: str) -> bool:
        taken = (folded, *parents(folded))
        marks = ", ".join("?" * len(taken))
        row = self._db.execute(
            f"SELECT 1 FROM output WHERE folded IN ({marks}) OR (folded > ? AND folded < ?) LIMIT 1",
            (*taken, f"{folded}/", f"{folded}0"),
        ).fetchone()
        return row is not None

    def left_behind(self) -> Iterator[str]:
        """Files of ours in the output of which no page is known: what a build left that was cut short."""
        rows = self._db.execute("SELECT path FROM owned WHERE path NOT IN (SELECT path FROM output)")
        return (path for (path,) in rows)

    def outputs_of(self, pages: Iterable[Page]) -> Iterator[str]:
        """Outputs that pages had."""
        for page in pages:
            rows = self._db.execute("SELECT path FROM output WHERE page = ?", (number_of(page),))
            yield from (path for (path,) in rows)

    def all(self) -> list[Page]:
        """Every page but the lists of keys."""
        return [
            (kind, key) for kind, key in self._db.execute("SELECT kind, key FROM page WHERE kind != 'keys'")
        ]

    # What was made

    def keep(self, made: Iterable[Made], why: Mapping[Page, str], build: int) -> None:
        """Remember pages as they were made, each with the reason."""
        for each in made:
            self._keep_reads(each, why.get(each.page, ""), build)

    def keep_outputs(
        self, made: Iterable[Page], gone: Iterable[str], outs: Mapping[str, tuple[Page, Out]]
    ) -> None:
        """Remember the outputs of pages in the place of those that they had."""
        if not self._state.cold:
            self._db.executemany("DELETE FROM output WHERE page = ?", ((number_of(page),) for page in made))
            self._db.executemany("DELETE FROM output WHERE path = ?", ((path,) for path in gone))
        self._db.executemany(
            "INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?, ?)",
            (
                (path, path.casefold(), number_of(page), o.template, o.fingerprint, o.hash)
                for path, (page, o) in outs.items()
            ),
        )

    def _keep_reads(self, made: Made, why: str, build: int) -> None:
        db, page = self._db, number_of(made.page)
        row = (
            db.execute("SELECT reads FROM page WHERE id = ?", (page,)).fetchone()
            if not self._state.cold
            else None
        )
        if row is None or row[0] != made.reads:
            if row:
                old = array("q", row[0])
                db.executemany(
                    "DELETE FROM reader WHERE read = ? AND page = ?", ((read, page) for read in old)
                )
            db.executemany(
                "INSERT INTO reader VALUES (?, ?)", ((read, page) for read in array("q", made.reads))
            )
        instead = "IGNORE" if self._state.cold else "REPLACE"  # what two pages ask has one answer
        db.executemany(
            f"INSERT OR {instead} INTO read VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((asked.number, *asked.read, *asked.told) for asked in made.told),
        )
        db.execute(
            "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)",
            (page, *made.page, made.reads, why, build),
        )

    def drop(self, page: Page) -> None:
        """Forget a page."""
        number = number_of(page)
        row = self._db.execute("SELECT reads FROM page WHERE id = ?", (number,)).fetchone()
        if row:
            reads = array("q", row[0])
            self._db.executemany(
                "DELETE FROM reader WHERE read = ? AND page = ?", ((r, number) for r in reads)
            )
        for table, column in (("page", "id"), ("output", "page")):
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))
