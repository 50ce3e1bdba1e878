"""What only the site as a whole can see: links, references and dependencies that lead nowhere; overdue reviews.

Each file is checked by itself, and what it is held against is read from the site, so that a
check is made again when an answer changes, as a page is. A publish build is checked as the
public will see it, so that a link to a draft is as broken there as a link to no file. A link
to a file that could not be read is no second problem: the file's own tells what to mend.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath
from posixpath import dirname, relpath

from lodestone.model import Briefing, Problem, Reference, Span, Topic, did_you_mean
from lodestone.site.charts import faults
from lodestone.site.links import FIGURE, SECTION, SOURCE, target_of
from lodestone.site.site import Site

Problems = Iterator[Problem]


def check_keys(site: Site) -> Iterator[str]:
    """The key of every file that can be checked: that of its body, as in `Site.bodies`."""
    yield from site.briefings.slugs()
    yield from (f"page:{each.slug}" for each in site.pages)
    yield from (f"topic:{each}" for each in site.lexicon.topics)
    yield from (f"company:{each}" for each in site.lexicon.companies)


def check(site: Site, key: str) -> Problems:
    """Problems of one file: links (E202, E203), lineage and support (E204), references (E140), former addresses
    (E201), a review that is overdue (W306), charts (`site/charts.py`)."""
    yield from _links(site, key)
    yield from faults(site, key)
    kind, _, name = key.rpartition(":")
    if kind == "topic":
        yield from _topic(site, site.lexicon.topics[name])
    elif not kind:
        briefing = site.by_slug[key]
        yield from _addresses(site, briefing)
        yield from _overdue(site, briefing)
        yield from _lineage(site, briefing)
        yield from _references(site, briefing)


def _links(site: Site, key: str) -> Problems:
    body = site.bodies.get(key)
    for link in body.links if body else ():
        file, anchor = target_of(link.target, site.path_of(key))
        if site.is_media(file) or site.is_unread(file):
            continue
        found = site.files.get(file)
        if found is None:
            message = f"the link `{link.target}` leads to no file of the site"
            yield Problem("E202", link.span, message, _near_file(site.path_of(key), file, site))
        elif anchor and not _has_anchor(site, found[0], anchor):
            hint = "use the anchor of a heading or of a judgement there"
            yield Problem("E203", link.span, f"{file} has no anchor `{anchor}`", hint)


def _near_file(path: str, file: str, site: Site) -> str:
    """The path to the file that was meant, by its last name alone: folder and ending are alike for all."""
    files = {PurePosixPath(each).stem: each for each in site.all_files()}
    name = PurePosixPath(file).stem.lower()
    near = get_close_matches(name, alike(name, list(files)), n=1)
    if not near:
        return "write the path from this file to a Markdown file or to a file of media"
    return f"did you mean `{relpath(files[near[0]], dirname(path))}`?"


def _has_anchor(site: Site, key: str, anchor: str) -> bool:
    """Whether a page has this anchor. Fixed sections come and go with their content, so any of them is let pass."""
    body = site.bodies.get(key)
    headings = body.headings if body else ()
    if anchor.startswith(SECTION) or any(each.anchor == anchor for each in headings):
        return True
    briefing = site.by_slug.get(key) if ":" not in key else None
    return briefing is not None and anchor in {
        *(each.anchor for each in briefing.judgements),
        *(FIGURE + each.value.id for each in briefing.figures),
        *(SOURCE + each.value.id for each in briefing.sources),
    }


def _lineage(site: Site, briefing: Briefing) -> Problems:
    for key, slug in (("updates", briefing.updates), ("supersedes", briefing.supersedes)):
        if slug == briefing.slug or (slug and slug not in site.cards and not site.is_unread(slug)):
            wrong = "the briefing itself" if slug == briefing.slug else "no briefing of the site"
            span = briefing.spans.get(key, Span(0, 0))
            yield Problem("E204", span, f"`{key}: {slug}` names {wrong}", _near(site, slug))


def _references(site: Site, briefing: Briefing) -> Problems:
    rows = [
        each.basis for group in (briefing.judgements, briefing.implications, briefing.watch) for each in group
    ]
    for reference in (each for basis in rows for each in basis):
        if reference.slug and not site.is_unread(reference.slug) and not _leads_somewhere(site, reference):
            name = f"{reference.slug}#{reference.id}"
            hint = (
                "write the slug of a briefing, `#`, and the id of one of its figures, sources or judgements"
            )
            yield Problem("E140", reference.span, f"the reference `{name}` leads nowhere", hint)


def _leads_somewhere(site: Site, reference: Reference) -> bool:
    other = site.by_slug.get(reference.slug)
    return other is not None and reference.id in {
        *(each.value.id for each in other.figures),
        *(each.value.id for each in other.sources),
        *(each.anchor for each in other.judgements),
    }


def _topic(site: Site, topic: Topic) -> Problems:
    for statement in topic.risk:
        for slug in (*statement.supports, *statement.contradicts):
            if slug not in site.cards and not site.is_unread(slug):
                message = f"the risk of {statement.on} rests on `{slug}`, no briefing of the site"
                yield Problem("E204", Span(0, 0), message, _near(site, slug))


def _near(site: Site, slug: str) -> str:
    return did_you_mean(slug, alike(slug, [each.slug for each in site.briefings]))


def alike(name: str, names: list[str], most: int = 40) -> list[str]:
    """The names that share most pairs of letters with one: few enough to be compared closely.

    >>> alike("lyna", ["solvay", "lynas", "neo"], 1)
    ['lynas']
    """
    if len(names) <= most:
        return names
    pairs = {name[n : n + 2] for n in range(len(name) - 1)}
    return sorted(names, key=lambda each: (-sum(pair in each for pair in pairs) / (len(each) + 1), each))[
        :most
    ]


def _addresses(site: Site, briefing: Briefing) -> Problems:
    """A former slug must be nobody's address now, and no other's former one."""
    for slug in briefing.formerly:
        holders = [slug] if slug in site.cards else [each for each, *_ in site.formerly[slug][:1]]
        if holders and (holders[0] != briefing.slug or slug == briefing.slug):
            message = f"the former slug `{slug}` is the address of {site.by_slug[holders[0]].path}"
            yield Problem("E201", briefing.spans.get("formerly", Span(0, 0)), message)


def _overdue(site: Site, briefing: Briefing) -> Problems:
    """The review date has passed; told at `review_by`, else at `date`, from which it is reckoned."""
    if briefing.status == "withdrawn" or not briefing.due or not site.has_passed(briefing.due):
        return
    if not site.cards[briefing.slug].newer:
        span = briefing.spans.get("review_by") or briefing.spans.get("date", Span(0, 0))
        hint = "look at it again and set `review_by` anew, or let a newer one say `supersedes`"
        yield Problem("W306", span, f"a review was due on {briefing.due}", hint)
