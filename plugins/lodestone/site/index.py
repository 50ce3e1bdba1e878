"""From articles and the register to a `Site`, and what only the whole can see is checked on the way.

site, problems = index(articles, lexicon, pages, events, options, media)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath

from lodestone.article import Article
from lodestone.editorial import allows
from lodestone.model import Briefing, Diagnostic, Lexicon, Locator, Problem, Span
from lodestone.site.checks import check, check_keys
from lodestone.site.events import Event, read_events
from lodestone.site.gate import mistakes, stub
from lodestone.site.options import SiteOptions, Unconfirmed
from lodestone.site.pages import Page, read_pages
from lodestone.site.reads import Given, newest_first
from lodestone.site.site import MemorySite, Site, confirmed_risk
from lodestone.text.body import Body
from lodestone.text.markdown import render_page

__all__ = ["Event", "Page", "Site", "SiteOptions", "Unconfirmed", "confirmed_risk", "index"]


def index(
    articles: tuple[Article, ...],
    lexicon: Lexicon,
    pages: Mapping[str, bytes],
    events: bytes,
    options: SiteOptions,
    media: Collection[str] = (),
) -> tuple[MemorySite, tuple[Diagnostic, ...]]:
    """Index the articles; check slugs, links, references and the rules of a publish build (E2xx).

    `pages` are the files of `content/pages/` by path, `events` the bytes of `events.yaml`,
    `media` the paths of files below `content/media/`; all paths start below the content directory.
    """
    kept, bodies, problems = _unique(articles)
    read, page_problems = read_pages(pages)
    known, event_problems = read_events(events, lexicon)
    given = Given(options, lexicon, read, known, frozenset(media), unread_of(articles, kept))
    bodies |= {f"page:{page.slug}": page.body for page in read} | register_bodies(lexicon)
    site = MemorySite(given, sorted(kept, key=newest_first), bodies)
    seen = site.public if options.publish else site
    for key in check_keys(seen):
        problems += [(seen.path_of(key), problem) for problem in check(seen, key)]
    if options.publish:
        problems += [(each.path, fault) for each in site.all for fault in mistakes(each, options)]
    locators = {each.path: each.locator for each in articles} | {each.path: each.locator for each in read}
    allowed = {each.path: each.allowances for each in articles}
    told = {
        _located(path, problem, locators)
        for path, problem in problems
        if not allows(allowed.get(path, ()), problem)
    }
    return site, tuple(sorted(told.union(page_problems, event_problems)))


def _unique(articles: Iterable[Article]) -> tuple[list[Briefing], dict[str, Body], list[tuple[str, Problem]]]:
    """Briefings with the first file of each slug, in order of path, and a problem for every other (E201)."""
    first: dict[str, Briefing] = {}
    bodies: dict[str, Body] = {}
    problems = []
    for article in sorted(articles, key=lambda each: each.path):
        briefing = article.briefing
        if briefing is None:
            continue
        if briefing.slug in first:
            problems.append((briefing.path, same_slug(briefing, first[briefing.slug])))
            continue
        withdrawn = briefing.status == "withdrawn"
        first[briefing.slug] = stub(briefing) if withdrawn else briefing
        bodies[briefing.slug] = Body("", {}) if withdrawn else article.body
    return list(first.values()), bodies, problems


def unread_of(articles: Iterable[Article], kept: Iterable[Briefing]) -> frozenset[str]:
    """Paths of the files that gave no briefing of the site, and the slugs that they would have by their names."""
    paths = {each.path for each in articles} - {each.path for each in kept}
    return frozenset(paths | {PurePosixPath(path).stem for path in paths})


def same_slug(second: Briefing, first: Briefing) -> Problem:
    """Two files want one slug (E201)."""
    return Problem(
        "E201",
        second.spans.get("slug", Span(0, 0)),
        f"the slug `{second.slug}` of {second.path} is taken by {first.path}",
        "rename one of the files, or give it a `slug:` of its own",
    )


def register_bodies(lexicon: Lexicon) -> dict[str, Body]:
    """Landing texts of the topics and profiles of the companies, rendered."""
    texts = {f"topic:{each.id}": each.body for each in lexicon.topics.values()}
    texts |= {f"company:{each.id}": each.profile for each in lexicon.companies.values()}
    return {key: render_page(text)[0] for key, text in texts.items()}


def _located(path: str, problem: Problem, locators: Mapping[str, Locator]) -> Diagnostic:
    """The problem in its file; of a register file, whose lines are not known here, the file as a whole."""
    if path in locators:
        return problem.located(path, locators[path])
    return Diagnostic(path, 0, 0, problem.code, problem.message, problem.hint)
