"""What a build has to say: its problems out of the state, and the numbers of its report."""

from __future__ import annotations

from collections.abc import Iterable

from lodestone.engine.frozen import thaw
from lodestone.engine.making import CHECK, KEYS, Made
from lodestone.engine.planner import Page
from lodestone.engine.report import Report, Written, placed
from lodestone.engine.rows import Rows, from_row
from lodestone.engine.settings import Settings, shown
from lodestone.engine.state import State
from lodestone.engine.writer import Output
from lodestone.model import Diagnostic
from lodestone.site.reads import Given

SHOWN = 100
"""Warnings that a report lists; the others are counted."""
_UNPLACED = ("page ", "output", "foreign")
"""Origins of problems that are in no file of the content."""


class Telling:
    """Keeps problems under their origins, and reports them."""

    def __init__(self, settings: Settings, state: State, rows: Rows, given: Given) -> None:
        self._settings, self._state, self._rows, self._given = settings, state, rows, given
        self._db = state.db

    def report(self, written: Written) -> Report:
        """All that there is to say."""
        one = self._db.execute
        [briefings] = one("SELECT count(*) FROM briefing WHERE why = ''").fetchone()
        [places, mended] = one(
            "SELECT coalesce(sum(places), 0), count(*) FROM article WHERE places > 0"
        ).fetchone()
        [errors] = one("SELECT count(*) FROM problem WHERE code LIKE 'E%'").fetchone()
        [warnings] = one("SELECT count(*) FROM problem WHERE code LIKE 'W%'").fetchone()
        left_out = dict(one("SELECT why, count(*) FROM briefing WHERE why != '' GROUP BY why ORDER BY why"))
        return Report(
            settings=self._settings,
            briefings=briefings,
            left_out=left_out,
            places=places,
            mended=mended,
            problems=self._problems(),
            errors=errors,
            warnings=warnings,
            written=written,
        )

    def _problems(self) -> tuple[Diagnostic, ...]:
        """All errors and the first warnings, in order."""
        columns = "origin, path, line, col, code, message, hint, width, fix"
        rows = self._db.execute(f"SELECT {columns} FROM problem WHERE code LIKE 'E%'").fetchall()
        rows += self._db.execute(
            f"SELECT {columns} FROM problem WHERE code LIKE 'W%' ORDER BY path, line, col LIMIT ?", (SHOWN,)
        ).fetchall()
        content = self._settings.content
        found = set()
        for origin, *row in rows:
            problem = from_row(row)
            found |= {problem} if origin.startswith(_UNPLACED) else set(placed((problem,), content))
        return tuple(sorted(found))

    def twins(self) -> None:
        """Files that want the slug of another one (E201)."""
        told = []
        for (slug,) in self._db.execute(
            "SELECT slug FROM article WHERE slug != '' GROUP BY slug HAVING count(*) > 1"
        ):
            rows = self._db.execute(
                "SELECT path, briefing, rest FROM article WHERE slug = ? ORDER BY path", (slug,)
            )
            (_, first, _), *others = rows.fetchall()
            for path, briefing, rest in others:
                from lodestone.site.index import same_slug  # noqa: PLC0415 - there are none, as a rule

                problem = same_slug(thaw(briefing), thaw(first))
                told += self._rows.reader.located(path, (problem,), rest)
        self._rows.tell("same", told)

    def strangers(self, made: set[str]) -> None:
        """Files in the output that nobody is known to have made (E214)."""
        kept = {path for (path,) in self._db.execute("SELECT path FROM output")}
        strangers = Output(self._settings.output, self._state).strangers(kept | made)
        self._rows.tell("foreign", [foreign(self._settings, strangers)] if strangers else [])

    def page(self, made: Made) -> None:
        """The problems of a page or check, in the place of those that it had."""
        kind, key = made.page
        if kind == CHECK:
            row = self._db.execute("SELECT rest FROM article WHERE path = ?", (made.path,)).fetchone()
            told = self._located(made, row[0] if row else None)
            self._rows.tell(f"check {key}", told)
        elif kind != KEYS:
            self._rows.tell(f"page {kind} {key}", made.problems)

    def _located(self, made: Made, rest: bytes | None) -> list[Diagnostic]:
        page = next((each for each in self._given.pages if each.path == made.path), None)
        if page:
            return [problem.located(made.path, page.locator) for problem in made.wrong]
        return self._rows.reader.located(made.path, made.wrong, rest)

    def gone(self, pages: Iterable[Page]) -> None:
        """Pages that are no more have no problems."""
        for kind, key in pages:
            self._rows.tell(f"check {key}" if kind == CHECK else f"page {kind} {key}", ())


def foreign(settings: Settings, strangers: tuple[str, ...]) -> Diagnostic:
    """What a publish build says of files that it does not know (E214)."""
    rest = f" and {len(strangers) - 3} more" if len(strangers) > 3 else ""
    told = f"holds what no build of ours is known to have made: {', '.join(strangers[:3])}{rest}"
    hint = "empty the directory, or build into another: an earlier draft must not be published by accident"
    return Diagnostic(shown(settings.output), 0, 0, "E214", told, hint)
