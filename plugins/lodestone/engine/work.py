"""The work of one build: what `engine.build` does step by step, where there is something to do."""

from __future__ import annotations

import json
import shutil
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import Any

from lodestone.engine import workers
from lodestone.engine.digest import of_plain
from lodestone.engine.frozen import freeze, thaw
from lodestone.engine.given import Gathering, put_problems
from lodestone.engine.load import LIMIT, is_briefing, is_text
from lodestone.engine.look import CONTENT, TEMPLATES, Look, keep, keep_folders
from lodestone.engine.making import CHECK, KEYS, Made, Out
from lodestone.engine.outputs import MEDIA_KIND, STATIC_KIND, collision, overlaps
from lodestone.engine.planner import Facts, Page, Plan, Uses, plan
from lodestone.engine.pool import ALONE, chunks, executor, spread
from lodestone.engine.reading import Kept, Reader
from lodestone.engine.report import Report, Written, placed, report_text
from lodestone.engine.rows import Rows, asked_again, from_row
from lodestone.engine.scan import Found
from lodestone.engine.settings import Settings, shown
from lodestone.engine.store import SqliteStore, unread
from lodestone.engine.templates import closures
from lodestone.engine.writer import Data, Output
from lodestone.model import Diagnostic
from lodestone.site.index import same_slug
from lodestone.site.reads import Read
from lodestone.site.site import Site
from lodestone.site.view import frame
from lodestone.site.views import VIEWS

SHOWN = 100
"""Warnings that a report lists; the others are counted."""
_UNPLACED = ("page ", "output", "foreign")
"""Origins of problems that are in no file of the content."""


class Work:
    """One build. The steps are called in the order in which they stand here."""

    def __init__(self, settings: Settings, seen: Look, watch: Callable[[str, int, int], None]) -> None:
        self._settings, self._seen, self._watch = settings, seen, watch
        self._state = seen.state
        self._db = seen.state.db
        self._midway = seen.state.cold
        self._blank = seen.state.cold or seen.state.meta.get("blank") == "yes"
        self._stage = settings.state / f"stage-{seen.state.file.stem}"
        self._written = Written()

    # read: files into tables

    def read(self) -> None:
        """Bring register, articles and the site's tables up to date, and note what that touches."""
        state, content = self._state, self._seen.differences[CONTENT]
        changed = [*content.changed, *content.removed]
        unread_before = unread(self._db)
        rows = Rows(state, Reader(self._settings.content, None, self._settings.site))  # type: ignore[arg-type]
        gathering = Gathering(state, self._found(), changed, rows.touched)
        self._given, told = gathering.given(self._settings.site)
        reader = Reader(self._settings.content, self._given.lexicon, self._settings.site)
        rows.use(reader)
        put_problems(rows, told)
        rows.tell("scan", self._strange())
        self._read_articles(rows, reader, gathering.register_changed)
        self._touch(rows, changed, unread_before)
        self._rows = rows
        keep(self._seen)
        self._store = SqliteStore(self._db, self._given)

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

    # plan: what is stale

    def plan(self) -> None:
        """Decide what to make again, and why."""
        self._templates, before_templates = self._template_facts()
        before, now = {}, {}
        for number, read, digest in asked_again(self._state, self._rows.touched):
            new = self._store.digest(read)
            if new != digest:
                before[read], now[read] = digest, new
                reach = self._store.reach(read)
                self._db.execute(
                    "UPDATE read SET digest = ?, reach_low = ?, reach_high = ? WHERE id = ?",
                    (new, *reach, number),
                )
        uses = Uses(self._readers, self._made_by, self._copied)
        listing = {kind: (KEYS, kind) for kind in (*VIEWS, CHECK)}
        asked = plan(Facts(before), Facts(now), uses).stale
        anew = [kind for kind, page in listing.items() if self._blank or page in asked]
        maker = self._maker()
        self._lists = [maker.make((KEYS, kind)) for kind in anew]
        files_before, files_now, copied_before, copied_now = self._copies()
        pages_before = {*copied_before, *(page for kind in anew for page in self._pages_of(kind))}
        pages_now = {*copied_now, *((made.page[1], key) for made in self._lists for key in made.keys)}
        self._plan = plan(
            Facts(before, before_templates, files_before, pages_before),
            Facts(now, self._templates, files_now, pages_now),
            uses,
        )
        stale = {page: why for page, why in self._plan.stale.items() if page[0] != KEYS}
        for path in self._seen.spoilt:
            for page in self._page_of(path):
                if page not in self._plan.removed:
                    stale.setdefault(page, f"its file /{path} was changed or removed by somebody else")
            self._db.execute("UPDATE output SET fingerprint = '', hash = '' WHERE path = ?", (path,))
        self._plan = Plan(stale, self._plan.removed)

    def _template_facts(self) -> tuple[dict[str, str], dict[str, str]]:
        """The digest of each template now and before, with what every page shows."""
        kept = self._state.blob("templates")
        texts, before = thaw(kept) if kept else ({}, {})
        names = self._names(TEMPLATES)
        if self._seen.differences[TEMPLATES] or not kept:
            texts = closures(
                self._settings.templates, [name for name in names if not name.startswith("static/")]
            )
        self._frame = frame(Site(self._store))
        self._assets_before = json.loads(self._state.meta.get("assets", "{}"))
        self._assets = self._assets_before
        if self._seen.differences[TEMPLATES]:
            self._assets = workers.assets(self._settings.templates)
        shown_by_all = of_plain((self._frame, self._assets))
        now = {name: of_plain((text, shown_by_all)) for name, text in texts.items()}
        self._state.put("assets", json.dumps(self._assets))
        self._state.put_blob("templates", freeze((texts, now)))
        return now, before

    def _names(self, area: str) -> list[str]:
        return sorted(path for (path,) in self._db.execute("SELECT path FROM file WHERE area = ?", (area,)))

    def _copies(self) -> tuple[dict[str, str], dict[str, str], set[Page], set[Page]]:
        """Files that are copied: hashes before and now of those that changed; which there were and are."""
        before = {page for kind in (STATIC_KIND, MEDIA_KIND) for page in self._pages_of(kind)}
        now = {(STATIC_KIND, name) for name in self._assets}
        now |= {(MEDIA_KIND, path) for path in self._given.media}
        changed = self._seen.differences[CONTENT].changed
        media = {path: hash_ for path, hash_ in changed.items() if path.startswith("media/")}
        return self._assets_before, media | self._assets, before, now

    def _readers(self, read: Read) -> list[Page]:
        rows = self._db.execute(
            "SELECT p.kind, p.key FROM reader r JOIN page p ON p.id = r.page WHERE r.read = ?",
            (number_of(read),),
        )
        return [(kind, key) for kind, key in rows]

    def _made_by(self, template: str) -> list[Page]:
        rows = self._db.execute(
            "SELECT p.kind, p.key FROM output o JOIN page p ON p.id = o.page WHERE o.template = ? "
            # A page whose template failed has no output; any mended template may be what it waits for.
            "UNION SELECT kind, key FROM page WHERE 'page ' || kind || ' ' || key IN "
            "(SELECT origin FROM problem WHERE code = 'E212')",
            (template,),
        )
        return [(kind, key) for kind, key in rows]

    def _copied(self, path: str) -> list[Page]:
        return [(MEDIA_KIND if path.startswith("media/") else STATIC_KIND, path)]

    def _pages_of(self, kind: str) -> list[Page]:
        return [(kind, key) for (key,) in self._db.execute("SELECT key FROM page WHERE kind = ?", (kind,))]

    def _page_of(self, path: str) -> list[Page]:
        rows = self._db.execute(
            "SELECT p.kind, p.key FROM output o JOIN page p ON p.id = o.page WHERE o.path = ?", (path,)
        )
        return [(kind, key) for kind, key in rows]

    # make: pages into files that wait

    def make(self) -> None:
        """Make what is stale. Where two pages want one address, all is made again in order, to know the first."""
        if self._state.meta.get("clash") == "yes":
            self._everything("two pages want one address")
        self._make_all()
        if self._clashes() and not self._state.cold:
            self._everything("another page wants its address")
            self._make_all()
        self._claim()

    def _everything(self, why: str) -> None:
        """Plan all pages."""
        pages = [
            (kind, key) for kind, key in self._db.execute("SELECT kind, key FROM page WHERE kind != 'keys'")
        ]
        stale = {page: why for page in pages if page not in self._plan.removed} | dict(self._plan.stale)
        self._plan = Plan(stale, self._plan.removed)

    def _make_all(self) -> None:
        pages = sorted(self._plan.stale, key=_order)
        shop = workers.Shop(self._settings, self._given, self._frame, self._assets, self._templates)
        self._made: list[Made] = []
        setup = partial(workers.set_maker_here, shop, self._db, self._store)
        if len(pages) > ALONE:
            self._share()
            setup = partial(workers.set_maker, shop, self._state.file, self._stage)
        with executor(len(pages), setup) as by:
            for made in spread(workers.make, chunks(pages), by):
                self._made += made
                self._watch("make", len(self._made), len(pages))

    def _share(self) -> None:
        """Let other processes see the tables, and have a folder where files wait."""
        self._state.commit(complete=False)
        self._state.begin()
        self._midway = True
        shutil.rmtree(self._stage, ignore_errors=True)
        self._stage.mkdir(parents=True)

    def _maker(self) -> Any:
        shop = workers.Shop(self._settings, self._given, self._frame, self._assets, self._templates)
        return shop.maker(self._db, self._store)

    def _clashes(self) -> bool:
        """Whether a page wants the address of another one."""
        mine = {made.page for made in self._made} | self._plan.removed.keys()
        taken: set[str] = set()
        for made in self._made:
            for out in made.outputs:
                if out.path in taken or any(page not in mine for page in self._page_of(out.path)):
                    return True
                taken.add(out.path)
        return False

    def _claim(self) -> None:
        """Give each address to the first that wants it, and tell the others. Problems: E211, and those of templates."""
        claims: dict[str, str] = {}
        told: list[Diagnostic] = []
        self._outs: dict[str, tuple[Page, Out]] = {}
        for made in self._made:
            for out in made.outputs:
                if out.path in claims:
                    told.append(collision(out.path, out.maker, claims[out.path]))
                else:
                    claims[out.path] = out.maker
                    self._outs[out.path] = made.page, out
        gone = set(self._old_outputs()) - self._outs.keys()
        if self._blank or self._state.recalled:
            gone |= set(self._left_behind()) - self._outs.keys()
        if gone or any(not self._page_of(path) for path in self._outs):
            rest = {path for (path,) in self._db.execute("SELECT path FROM output")} - gone
            overlapping = overlaps(rest | self._outs.keys())
            told += overlapping.values()
            for path in overlapping:
                self._outs.pop(path, None)
            gone |= overlapping.keys() & rest
        elif self._state.meta.get("clash") != "yes":
            told += ()
        self._gone = sorted(gone)
        self._state.put("clash", "yes" if told else "no")
        self._rows.tell("output", told)

    def _left_behind(self) -> Iterator[str]:
        """Files of ours in the output of which no page is known: what a build left that was cut short."""
        rows = self._db.execute("SELECT path FROM owned WHERE path NOT IN (SELECT path FROM output)")
        return (path for (path,) in rows)

    def _old_outputs(self) -> Iterator[str]:
        """Outputs that the pages had which are made again or removed."""
        for page in (*(made.page for made in self._made), *self._plan.removed):
            rows = self._db.execute("SELECT path FROM output WHERE page = ?", (number_of(page),))
            yield from (path for (path,) in rows)

    # report

    def report(self) -> Report:
        """What there is to say before anything is written."""
        self._keep_pages()
        self._tell_twins()
        publish = self._settings.site.publish
        if publish:
            self._tell_strangers()
        report = self._report()
        return replace(report, stopped=publish and bool(report.errors))

    def _report(self) -> Report:
        one = self._db.execute
        [briefings] = one("SELECT count(*) FROM briefing WHERE why = ''").fetchone()
        [places, mended] = one(
            "SELECT coalesce(sum(places), 0), count(*) FROM article WHERE places"
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
            written=self._written,
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

    def _tell_twins(self) -> None:
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
                problem = same_slug(thaw(briefing), thaw(first))
                told += self._rows.reader.located(path, (problem,), rest)
        self._rows.tell("same", told)

    def _tell_strangers(self) -> None:
        """Files in the output that nobody is known to have made (E214)."""
        kept = {path for (path,) in self._db.execute("SELECT path FROM output")}
        strangers = Output(self._settings.output, self._state).strangers(kept | self._outs.keys())
        self._rows.tell("foreign", [foreign(self._settings, strangers)] if strangers else [])

    # The state of pages

    def _keep_pages(self) -> None:
        """Put what was made into the state."""
        db, build = self._db, int(self._state.meta.get("build", "0")) + 1
        self._state.put("build", str(build))
        for page in self._plan.removed:
            self._drop_page(page)
        why = self._plan.stale
        for made in (*self._lists, *self._made):
            self._keep_reads(made, why.get(made.page, ""), build)
            if made.wrong or made.problems or not self._state.cold:
                self._keep_problems(made)
        pages = [(number_of(made.page),) for made in self._made]
        if not self._state.cold:
            db.executemany("DELETE FROM output WHERE page = ?", pages)
            db.executemany("DELETE FROM output WHERE path = ?", ((path,) for path in self._gone))
        db.executemany(
            "INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?)",
            (
                (path, number_of(page), o.template, o.fingerprint, o.hash)
                for path, (page, o) in self._outs.items()
            ),
        )

    def _keep_reads(self, made: Made, why: str, build: int) -> None:
        db, page = self._db, number_of(made.page)
        new = array("q", sorted({number_of(read) for read, *_ in made.reads})).tobytes()
        row = (
            db.execute("SELECT reads FROM page WHERE id = ?", (page,)).fetchone()
            if not self._state.cold
            else None
        )
        if row is None or row[0] != new:
            if row:
                old = array("q", row[0])
                db.executemany(
                    "DELETE FROM reader WHERE read = ? AND page = ?", ((read, page) for read in old)
                )
            db.executemany("INSERT INTO reader VALUES (?, ?)", ((read, page) for read in array("q", new)))
        db.executemany(
            "INSERT OR REPLACE INTO read VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((number_of(read), *read, *answer) for read, *answer in made.reads),
        )
        db.execute(
            "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)", (page, *made.page, new, why, build)
        )

    def _keep_problems(self, made: Made) -> None:
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

    def _drop_page(self, page: Page) -> None:
        number = number_of(page)
        row = self._db.execute("SELECT reads FROM page WHERE id = ?", (number,)).fetchone()
        if row:
            reads = array("q", row[0])
            self._db.executemany(
                "DELETE FROM reader WHERE read = ? AND page = ?", ((r, number) for r in reads)
            )
        for table, column in (("page", "id"), ("output", "page")):
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))
        kind, key = page
        self._rows.tell(f"check {key}" if kind == CHECK else f"page {kind} {key}", ())

    # write

    def write(self) -> Report:
        """Put the files in place and remember everything."""
        files = {path: Data(out.hash, out.data) for path, (_, out) in self._outs.items()}
        output = Output(self._settings.output, self._state)
        written = output.change(files, self._gone)
        shutil.rmtree(self._stage, ignore_errors=True)
        if written.problems:
            report = self._report()
            problems = tuple(sorted((*report.problems, *written.problems)))
            return replace(report, problems=problems, errors=report.errors + len(written.problems))
        self._keep_folders(written)
        [count] = self._db.execute("SELECT count(*) FROM output").fetchone()
        self._written = replace(written, kept=count - len(written.written))
        report = self._report()
        self._state.put("report", report_text(report, count))
        self._state.put("blank", "no")
        self._state.commit(complete=True)
        return report

    def _keep_folders(self, written: Written) -> None:
        folders = set(self._seen.folders)
        paths: Iterable[str] = (*written.written, *written.removed)
        if self._blank:
            paths = (path for (path,) in self._db.execute("SELECT path FROM output"))
        for path in paths:
            parent = path.rpartition("/")[0]
            while parent not in folders:
                folders.add(parent)
                parent = parent.rpartition("/")[0]
        keep_folders(self._state, self._settings.output, folders)

    def give_up(self) -> None:
        """Write nothing. What was read is kept where that is possible, so that mending one file costs one file."""
        shutil.rmtree(self._stage, ignore_errors=True)
        if not self._midway:
            return
        for table in ("page", "output", "read", "reader", "folder"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("DELETE FROM problem WHERE origin LIKE 'page %' OR origin LIKE 'check %'")
        self._db.execute("DELETE FROM meta WHERE name IN ('report', 'clash')")
        self._state.put("blank", "yes")
        self._state.commit(complete=True)


def _order(page: Page) -> tuple[int, str]:
    """The order in which pages are made, and have a right to their address."""
    return (STATIC_KIND, MEDIA_KIND, *VIEWS, CHECK).index(page[0]), page[1]


def number_of(thing: tuple[Any, ...]) -> int:
    """The number under which the state keeps a read or a page: a hash, so that nobody has to look it up."""
    return int.from_bytes(blake2b(repr(tuple(thing)).encode(), digest_size=8).digest(), "big", signed=True)


def foreign(settings: Settings, strangers: tuple[str, ...]) -> Diagnostic:
    """What a publish build says of files that it does not know (E214)."""
    rest = f" and {len(strangers) - 3} more" if len(strangers) > 3 else ""
    told = f"holds what no build of ours is known to have made: {', '.join(strangers[:3])}{rest}"
    hint = "empty the directory, or build into another: an earlier draft must not be published by accident"
    return Diagnostic(shown(settings.output), 0, 0, "E214", told, hint)
