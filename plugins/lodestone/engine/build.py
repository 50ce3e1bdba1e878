"""A build, step by step: load, index, render, then write. Nothing is written before all of it is known.

A publish build with an error writes nothing at all. Any other build lists what is wrong,
builds the rest, and still ends with exit code 1, so that an editor sees the page and CI
sees the mistake.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from lodestone.engine.load import Content, load
from lodestone.engine.render import Renderer, RenderError, assets_of
from lodestone.engine.report import Report, placed
from lodestone.engine.settings import Settings, shown
from lodestone.engine.writer import Output, Written
from lodestone.model import Diagnostic
from lodestone.site.index import Site, index
from lodestone.site.view import View, frame
from lodestone.site.views import views


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a build would write, by path below the output, and what it has to say."""

    report: Report
    files: Mapping[str, bytes] = field(default_factory=dict)


def build(settings: Settings) -> Report:
    """Build the site that the settings describe."""
    return finish(prepare(settings))


def prepare(settings: Settings) -> Plan:
    """Everything up to the files to write, in memory. Reads the disk, writes nothing."""
    seconds: dict[str, float] = {}
    with _timed(seconds, "read"):
        content, problems = load(settings.content)
    with _timed(seconds, "index"):
        site, left_out, site_problems = _index(content, settings)
    with _timed(seconds, "render"):
        files, page_problems = _files(site, content, settings)
    told = {*placed((*problems, *site_problems), settings.content), *page_problems}
    changed = [each for each in content.articles if each.changes]
    report = Report(
        settings=settings,
        briefings=len(site.briefings),
        left_out=left_out,
        places=sum(len(each.changes) for each in changed),
        mended=len(changed),
        problems=tuple(sorted(told)),
        seconds=seconds,
    )
    return Plan(_judged(report, files), files)


def finish(plan: Plan) -> Report:
    """Write what differs, unless the plan must not be carried out."""
    report = plan.report
    if report.stopped:
        return report
    seconds = dict(report.seconds)
    with _timed(seconds, "write"):
        written = Output(report.settings.output, report.settings.state).write(plan.files)
    problems = tuple(sorted((*report.problems, *written.problems)))
    return replace(report, written=written, problems=problems, seconds=seconds)


def _index(content: Content, settings: Settings) -> tuple[Site, Mapping[str, int], tuple[Diagnostic, ...]]:
    """The index and how many briefings are left out: through the one gate of privacy where the build is public."""
    site, problems = index(
        content.articles, content.lexicon, content.pages, content.events, settings.site, content.media
    )
    return (site.public, site.left_out, problems) if settings.site.publish else (site, {}, problems)


def _files(
    site: Site, content: Content, settings: Settings
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Every file of the output: views, assets, media. Problems: E211, E212."""
    assets = assets_of(settings.templates)
    renderer = Renderer(settings.templates, frame(site), {name: path for name, (path, _) in assets.items()})
    files = dict(assets.values()) | {path: place.read_bytes() for path, place in content.media.items()}
    makers = dict.fromkeys(files, "a static file")
    problems: list[Diagnostic] = []
    for view in views(site):
        if view.path in makers:
            problems.append(_collision(view, makers[view.path]))
            continue
        makers[view.path] = view.template or "a view"
        try:
            files[view.path] = _bytes(view, site, content, renderer)
        except RenderError as failed:
            problems.append(failed.problem)
    for path, told in _overlaps(files):
        del files[path]
        problems.append(Diagnostic(f"/{path}", 0, 0, "E211", told, "rename one of them"))
    return files, tuple(problems)


def _bytes(view: View, site: Site, content: Content, renderer: Renderer) -> bytes:
    if view.content is not None:
        return view.content
    if view.source:
        return content.repaired(view.source).encode()
    return renderer.render(view, site.bodies)


def _collision(view: View, first: str) -> Diagnostic:
    made = f"two pages have the address /{view.url}: one from {first}, one from {view.template or 'a view'}"
    return Diagnostic(f"/{view.url}", 0, 0, "E211", made, "give one of them another slug")


def _overlaps(paths: Iterable[str]) -> list[tuple[str, str]]:
    """Paths that a disk cannot hold beside another: they differ in case only, or a file would be a folder too."""
    known: dict[str, str] = {}
    found = []
    for path in sorted(paths):
        twin = known.setdefault(path.casefold(), path)
        if twin != path:
            found.append((path, f"/{path} and /{twin} differ in small and capital letters only"))
    for folded, path in known.items():
        parent = next((known[each] for each in _parents(folded) if each in known), None)
        if parent:
            found.append((path, f"/{parent} would be a file and, for /{path}, a folder"))
    return found


def _parents(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _judged(report: Report, files: Mapping[str, bytes]) -> Report:
    """The report, stopped where this is a publish build with an error, or over files of unknown origin."""
    if not report.settings.site.publish:
        return report
    strangers = Output(report.settings.output, report.settings.state).strangers(files)
    if strangers:
        report = replace(
            report, problems=tuple(sorted((*report.problems, _foreign(report.settings, strangers))))
        )
    return replace(report, stopped=bool(report.errors), written=Written())


def _foreign(settings: Settings, strangers: tuple[str, ...]) -> Diagnostic:
    rest = f" and {len(strangers) - 3} more" if len(strangers) > 3 else ""
    told = f"holds what no build of ours is known to have made: {', '.join(strangers[:3])}{rest}"
    hint = "empty the directory, or build into another: an earlier draft must not be published by accident"
    return Diagnostic(shown(settings.output), 0, 0, "E214", told, hint)


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    """Note how long a stage takes, in seconds of wall time."""
    start = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - start
