"""What only the site as a whole can see: links, references and dependencies that lead nowhere; overdue reviews.

Each check gives pairs of the file's path and the problem. A publish build is checked as the
public will see it, so that a link to a draft is as broken there as a link to no file. A link
to a file that could not be read is no second problem: the file's own tells what to mend.
"""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import Briefing, Problem, Reference, Span, did_you_mean
from lodestone.site.links import FIGURE, SECTION, SOURCE, target_of
from lodestone.site.site import Site

Found = Iterator[tuple[str, Problem]]


def check(site: Site, unread: frozenset[str] = frozenset()) -> list[tuple[str, Problem]]:
    """Problems of links (E202, E203), lineage and support (E204), references (E140) and former addresses (E201);
    reviews that are overdue (W306).

    `unread` are the paths of briefings that could not be read, and the slugs that they would have.
    """
    found = [*_links(site, unread), *_topics(site, unread), *_addresses(site), *_overdue(site)]
    for briefing in site.briefings:
        problems = (*_lineage(site, briefing, unread), *_references(site, briefing, unread))
        found += [(briefing.path, problem) for problem in problems]
    return found


def _links(site: Site, unread: frozenset[str]) -> Found:
    for path, (key, _) in site.files.items():
        if key not in site.bodies:
            continue
        for link in site.bodies[key].links:
            file, anchor = target_of(link.target, path)
            if file in site.media or file in unread:
                continue
            if file not in site.files:
                near = did_you_mean(file, (*site.files, *site.media)).partition(" one of")[0]
                yield (
                    path,
                    Problem(
                        "E202", link.span, f"the link `{link.target}` leads to no file of the site", near
                    ),
                )
            elif anchor and not _has_anchor(site, site.files[file][0], anchor):
                hint = "use the anchor of a heading or of a judgement there"
                yield path, Problem("E203", link.span, f"{file} has no anchor `{anchor}`", hint)


def _has_anchor(site: Site, key: str, anchor: str) -> bool:
    """Whether a page has this anchor. Fixed sections come and go with their content, so any of them is let pass."""
    headings = site.bodies[key].headings if key in site.bodies else ()
    if anchor.startswith(SECTION) or any(each.anchor == anchor for each in headings):
        return True
    briefing = site.by_slug.get(key)
    return briefing is not None and anchor in {
        *(each.anchor for each in briefing.judgements),
        *(FIGURE + each.value.id for each in briefing.figures),
        *(SOURCE + each.value.id for each in briefing.sources),
    }


def _lineage(site: Site, briefing: Briefing, unread: frozenset[str]) -> Iterator[Problem]:
    for key, slug in (("updates", briefing.updates), ("supersedes", briefing.supersedes)):
        if slug == briefing.slug or (slug and slug not in site.by_slug and slug not in unread):
            wrong = "the briefing itself" if slug == briefing.slug else "no briefing of the site"
            span = briefing.spans.get(key, Span(0, 0))
            yield Problem("E204", span, f"`{key}: {slug}` names {wrong}", did_you_mean(slug, site.by_slug))


def _references(site: Site, briefing: Briefing, unread: frozenset[str]) -> Iterator[Problem]:
    rows = [
        each.basis for group in (briefing.judgements, briefing.implications, briefing.watch) for each in group
    ]
    for reference in (each for basis in rows for each in basis):
        if reference.slug and reference.slug not in unread and not _leads_somewhere(site, reference):
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


def _topics(site: Site, unread: frozenset[str]) -> Found:
    for topic in site.lexicon.topics.values():
        for statement in topic.risk:
            for slug in (*statement.supports, *statement.contradicts):
                if slug not in site.by_slug and slug not in unread:
                    message = f"the risk of {statement.on} rests on `{slug}`, no briefing of the site"
                    yield topic.path, Problem("E204", Span(0, 0), message, did_you_mean(slug, site.by_slug))


def _addresses(site: Site) -> Found:
    """A former slug must be nobody's address now."""
    taken: dict[str, str] = {each.slug: each.path for each in site.briefings}
    for briefing in site.briefings:
        for slug in briefing.formerly:
            if slug in taken:
                message = f"the former slug `{slug}` is the address of {taken[slug]}"
                yield briefing.path, Problem("E201", briefing.spans.get("formerly", Span(0, 0)), message)
            taken[slug] = briefing.path


def _overdue(site: Site) -> Found:
    """The review date has passed; told at `review_by`, else at `date`, from which it is reckoned."""
    for briefing in site.overdue:
        span = briefing.spans.get("review_by") or briefing.spans.get("date", Span(0, 0))
        hint = "look at it again and set `review_by` anew, or let a newer one say `supersedes`"
        yield briefing.path, Problem("W306", span, f"a review was due on {briefing.due}", hint)
