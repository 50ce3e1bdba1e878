"""The work of one build: what `engine.build` does step by step, where there is something to do."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from lodestone.engine import workers
from lodestone.engine.asking import asked_again
from lodestone.engine.digest import of_plain
from lodestone.engine.frozen import freeze, thaw
from lodestone.engine.gather import Gather
from lodestone.engine.look import CONTENT, TEMPLATES, Look, keep_folders
from lodestone.engine.making import CHECK, KEYS, Made, Out
from lodestone.engine.outputs import MEDIA_KIND, STATIC_KIND, collision, overlaps
from lodestone.engine.pages import Pages
from lodestone.engine.planner import Facts, Page, Plan, Uses, plan
from lodestone.engine.pool import ALONE, chunks, executor, spread
from lodestone.engine.report import Report, Written, report_text
from lodestone.engine.settings import Settings
from lodestone.engine.store import REACH, Told
from lodestone.engine.telling import Telling
from lodestone.engine.templates import closures
from lodestone.engine.writer import Data, Output
from lodestone.model import Diagnostic
from lodestone.site.pictures import pictured
from lodestone.site.reads import Read
from lodestone.site.site import Site
from lodestone.site.view import frame
from lodestone.site.views import VIEWS


class Work:
    """One build. The steps are called in the order in which they stand here."""

    def __init__(self, settings: Settings, seen: Look, watch: Callable[[str, int, int], None]) -> None:
        self._settings, self._seen, self._watch = settings, seen, watch
        self._state, self._db = seen.state, seen.state.db
        self._pages = Pages(seen.state)
        self._build = int(seen.state.meta.get("build", "0")) + 1
        self._midway = seen.state.cold
        self._blank = seen.state.cold or seen.state.meta.get("blank") == "yes"
        self._stage = settings.state / f"stage-{seen.state.file.stem}-{os.getpid()}"

    # read: files into tables

    def read(self) -> None:
        """Bring register, articles and the site's tables up to date, and note what that touches."""
        gather = Gather(self._settings, self._seen, self._watch)
        gather.run()
        self._given, self._rows, self._store = gather.given, gather.rows, gather.store
        self._telling = Telling(self._settings, self._state, self._rows, self._given)

    # plan: what is stale

    def plan(self) -> None:
        """Decide what to make again, and why."""
        self._templates, before_templates = self._template_facts()
        before, now = {}, {}
        for number, read, digest in asked_again(self._state, self._rows.touched):
            new, *reach = self._told(read)
            if new != digest:
                before[read], now[read] = digest, new
                self._db.execute(
                    "UPDATE read SET digest = ?, reach_low = ?, reach_high = ? WHERE id = ?",
                    (new, *reach, number),
                )
        uses = Uses(self._pages.readers, self._pages.made_by, self._pages.copied)
        listing = {kind: (KEYS, kind) for kind in (*VIEWS, CHECK)}
        asked = plan(Facts(before), Facts(now), uses).stale
        anew = [kind for kind, page in listing.items() if self._blank or page in asked]
        maker = self._maker()
        self._lists = [maker.make((KEYS, kind)) for kind in anew]
        files_before, files_now, copied_before, copied_now = self._copies()
        pages_before = {*copied_before, *(page for kind in anew for page in self._pages.of_kind(kind))}
        pages_now = {*copied_now, *((made.page[1], key) for made in self._lists for key in made.keys)}
        self._plan = plan(
            Facts(before, before_templates, files_before, pages_before),
            Facts(now, self._templates, files_now, pages_now),
            uses,
        )
        stale = {page: why for page, why in self._plan.stale.items() if page[0] != KEYS}
        for path in self._seen.spoilt:
            for page in self._pages.of_output(path):
                if page not in self._plan.removed:
                    stale.setdefault(page, f"its file /{path} was changed or removed by somebody else")
            self._db.execute("UPDATE output SET fingerprint = '', hash = '' WHERE path = ?", (path,))
        self._plan = Plan(stale, self._plan.removed)

    def _told(self, read: Read) -> Told:
        """What is kept of an answer. A text of a whole list is another one where a row is: who makes it reads it."""
        return ("", *REACH) if read.part == "text" else self._store.told(read)

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
        before = {page for kind in (STATIC_KIND, MEDIA_KIND) for page in self._pages.of_kind(kind)}
        now = {(STATIC_KIND, name) for name in self._assets}
        site = Site(self._store)
        shown = pictured(site) if self._settings.site.publish else self._given.media
        now |= {(MEDIA_KIND, path) for path in shown & self._given.media}
        changed = self._seen.differences[CONTENT].changed
        media = {path: hash_ for path, hash_ in changed.items() if path in shown}
        return self._assets_before, media | self._assets, before, now

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
        pages = self._pages.all()
        stale = {page: why for page in pages if page not in self._plan.removed} | dict(self._plan.stale)
        self._plan = Plan(stale, self._plan.removed)

    def _make_all(self) -> None:
        pages = _in_order(self._plan.stale)
        shop = self._shop()
        self._made: list[tuple[Page, tuple[Out, ...]]] = []
        setup = partial(workers.set_maker_here, shop, self._db, self._store, self._stage)
        if len(pages) > ALONE:
            self._share()
            setup = partial(workers.set_maker, shop, self._state.file, self._stage)
        with executor(len(pages), setup) as by:
            for made in spread(workers.make, chunks(pages), by):
                self._keep(made)
                self._watch("make", len(self._made), len(pages))

    def _keep(self, made: list[Made]) -> None:
        """Put what was made into the state, while others are being made, and forget all of it but the outputs."""
        self._pages.keep(made, self._plan.stale, self._build)
        for each in made:
            if each.wrong or each.problems or not self._state.cold:
                self._telling.page(each)
        self._made += ((each.page, each.outputs) for each in made)

    def _share(self) -> None:
        """Let other processes see the tables, and have a folder where files wait."""
        self._state.commit(complete=False)
        self._state.begin()
        self._midway = True
        shutil.rmtree(self._stage, ignore_errors=True)
        self._stage.mkdir(parents=True)

    def _shop(self) -> workers.Shop:
        bare = not any(self._settings.output.glob("*"))
        return workers.Shop(
            self._settings, self._given, self._frame, self._assets, self._templates, bare and self._blank
        )

    def _maker(self) -> Any:
        return self._shop().maker(self._db, self._store)

    def _clashes(self) -> bool:
        """Whether a page wants the address of another one."""
        mine = {page for page, _ in self._made} | self._plan.removed.keys()
        taken: set[str] = set()
        for _, outputs in self._made:
            for out in outputs:
                if out.path in taken or any(page not in mine for page in self._pages.of_output(out.path)):
                    return True
                taken.add(out.path)
        return False

    def _claim(self) -> None:
        """Give each address to the first that wants it, and tell the others. Problems: E211, and those of templates."""
        claims: dict[str, str] = {}
        told: list[Diagnostic] = []
        self._outs: dict[str, tuple[Page, Out]] = {}
        for page, outputs in self._made:
            for out in outputs:
                if out.path in claims:
                    told.append(collision(out.path, out.maker, claims[out.path]))
                else:
                    claims[out.path] = out.maker
                    self._outs[out.path] = page, out
        pages = (*(page for page, _ in self._made), *self._plan.removed)
        gone = set(self._pages.outputs_of(pages)) - self._outs.keys()
        if self._blank or self._state.recalled:
            gone |= set(self._pages.left_behind()) - self._outs.keys()
        if self._state.meta.get("clash") != "no" or self._pages.meet(self._outs):
            rest = {path for (path,) in self._db.execute("SELECT path FROM output")} - gone
            overlapping = overlaps(rest | self._outs.keys())
            told += overlapping.values()
            for path in overlapping:
                self._outs.pop(path, None)
            gone |= overlapping.keys() & rest
        self._gone = sorted(gone)
        self._state.put("clash", "yes" if told else "no")
        self._rows.tell("output", told)

    # report, and write

    def report(self) -> Report:
        """What there is to say before anything is written."""
        self._keep_pages()
        self._telling.twins()
        publish = self._settings.site.publish
        if publish:
            self._telling.strangers(set(self._outs))
        report = self._telling.report(Written())
        return replace(report, stopped=publish and bool(report.errors))

    def _keep_pages(self) -> None:
        """Put what was made into the state."""
        self._state.put("build", str(self._build))
        for page in self._plan.removed:
            self._pages.drop(page)
        self._telling.gone(self._plan.removed)
        self._pages.keep(self._lists, self._plan.stale, self._build)
        self._pages.keep_outputs([page for page, _ in self._made], self._gone, self._outs)

    def write(self) -> Report:
        """Put the files in place and remember everything."""
        files = {path: Data(out.hash, out.data) for path, (_, out) in self._outs.items()}
        beside = self._settings.state / f"next-{self._state.file.stem}"
        at_once = beside if self._settings.site.publish else None
        written = Output(self._settings.output, self._state, at_once).change(files, self._gone)
        shutil.rmtree(self._stage, ignore_errors=True)
        if written.problems:
            report = self._telling.report(Written())
            problems = tuple(sorted((*report.problems, *written.problems)))
            return replace(report, problems=problems, errors=report.errors + len(written.problems))
        self._keep_folders(written)
        [count] = self._db.execute("SELECT count(*) FROM output").fetchone()
        report = self._telling.report(replace(written, kept=count - len(written.written)))
        self._state.put("report", report_text(report, count))
        self._state.put("blank", "no")
        self._state.commit(complete=True)
        return report

    def _keep_folders(self, written: Written) -> None:
        folders = set(self._seen.folders)
        paths: Iterable[str] = (*written.written, *written.removed)
        if self._blank or self._settings.site.publish:  # all folders are new ones
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


def _in_order(pages: Iterable[Page]) -> list[Page]:
    """The pages in the order in which they are made, and have a right to their address.

    A briefing is checked, which gives no output, when its page is made: then it is at hand.
    """
    rank = {kind: n for n, kind in enumerate((STATIC_KIND, MEDIA_KIND, *VIEWS, CHECK))}
    rank[CHECK] = rank.get("briefing", rank[CHECK])
    return sorted(pages, key=lambda page: (rank[page[0]], page[1], page[0]))
