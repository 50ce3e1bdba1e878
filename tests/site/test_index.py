"""The index: order, slugs, links, references, lineage; every problem at its place in the file on disk."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

import trial
from lodestone.annotate import Annotation
from lodestone.article import Article
from lodestone.model import Briefing, Diagnostic, Lexicon, Locator, Span
from lodestone.site.index import SiteOptions, index
from lodestone.site.site import MemorySite
from lodestone.text.markdown import Body, Heading, Link

TEXT = "first line\nsecond line\nthird line\n"
SECOND = Span(11, 17)
"""The word `second`, line 2, column 1."""
OPTIONS = SiteOptions(today=trial.TODAY)
BARE = replace(
    trial.LEXICON, topics={key: replace(each, risk=()) for key, each in trial.LEXICON.topics.items()}
)
"""The register of the trial without risk statements, which would name briefings that are not here."""


def article(slug: str, body: Body | None = None, path: str = "", **fields: Any) -> Article:
    briefing = Briefing(
        slug=slug,
        path=path or f"briefings/{slug}.md",
        title=trial.given(slug.title()),
        date=trial.given(fields.pop("date", dt.date(2025, 9, 1))),
        spans=dict.fromkeys(("slug", "updates", "supersedes", "formerly", "rights"), SECOND),
        **fields,
    )
    return Article(briefing.path, briefing, body or Body("", {}), Annotation(), (), (), (), Locator(TEXT, ()))


def linking(target: str) -> Body:
    return Body("", {}, (Link(target, SECOND),))


def indexed(
    *articles: Article, lexicon: Lexicon = BARE, media: tuple[str, ...] = (), **options: Any
) -> tuple[MemorySite, list[Diagnostic]]:
    site, told = index(articles, lexicon, {}, b"", replace(OPTIONS, **options), media)
    return site, list(told)


def said(told: list[Diagnostic]) -> list[tuple[str, int, int, str]]:
    return [(each.path, each.line, each.column, each.code) for each in told]


def test_newest_first_then_by_slug_and_undated_last() -> None:
    undated = article("a-undated")
    assert undated.briefing is not None
    undated = replace(undated, briefing=replace(undated.briefing, date=None))
    site, told = indexed(
        undated,
        article("b"),
        article("a"),
        article("old", date=dt.date(2024, 1, 1)),
        article("new", date=dt.date(2026, 1, 1)),
    )
    assert [each.slug for each in site.briefings] == ["new", "a", "b", "old", "a-undated"]
    assert [each.slug for each in site.due.before("2026-01-20")] == ["old"]
    assert said(told) == [("briefings/old.md", 1, 1, "W306")]


def test_a_slug_that_two_files_have_names_both() -> None:
    site, told = indexed(article("same", path="briefings/b.md"), article("same", path="briefings/a.md"))
    assert said(told) == [("briefings/b.md", 2, 1, "E201")]
    assert "briefings/a.md" in told[0].message
    assert [each.path for each in site.all] == ["briefings/a.md"]


def test_a_former_slug_is_nobodys_address() -> None:
    _, told = indexed(article("a", formerly=("b",)), article("b"))
    assert said(told) == [("briefings/a.md", 2, 1, "E201")]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("b.md", "briefings/b/"),
        ("./b.md#kj-1", "briefings/b/#kj-1"),
        ("../topics/magnets.md", "topics/magnets/"),
        ("/companies/hypromag.md", "companies/hypromag/"),
        ("../media/two%20words.png", "media/two%20words.png"),
        ("#what", "briefings/a/#what"),
        ("b.md#section_figures", "briefings/b/#section_figures"),
    ],
)
def test_links_lead_to_addresses(target: str, address: str) -> None:
    body = replace(linking(target), headings=(Heading(2, "What", "what"),))
    other = article("b", judgements=trial.ALLOY.judgements[:1])
    site, told = indexed(article("a", body), other, media=("media/two words.png",))
    assert told == []
    assert site.links("a") == [address]


@pytest.mark.parametrize(
    ("target", "code"),
    [("c.md", "E202"), ("../media/none.png", "E202"), ("../../etc/passwd", "E202"), ("b.md#nothing", "E203")],
)
def test_links_that_lead_nowhere_are_told_at_their_place(target: str, code: str) -> None:
    _, told = indexed(article("a", linking(target)), article("b"))
    assert said(told) == [("briefings/a.md", 2, 1, code)]
    assert target.split("#", maxsplit=1)[0] in told[0].message


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("alpah.md", "did you mean `alpha.md`?"),
        ("../pages/alpha.md", "did you mean `alpha.md`?"),
        ("../media/alpha.pdf", "did you mean `alpha.md`?"),
        ("nothing-like-it.md", "write the path from this file to a Markdown file or to a file of media"),
    ],
)
def test_the_file_that_was_meant_is_offered_by_its_path_from_here(target: str, hint: str) -> None:
    _, told = indexed(article("a", linking(target)), article("alpha"))
    assert told[0].hint == hint


def test_a_link_to_a_draft_is_broken_only_where_drafts_are_left_out() -> None:
    articles = (article("a", linking("b.md")), article("b", status="draft"))
    assert indexed(*articles)[1] == []
    site, told = indexed(*articles, publish=True)
    assert said(told) == [("briefings/a.md", 2, 1, "E202")]
    assert site.public.links("a") == ["404.html"]


def test_a_file_that_could_not_be_read_is_told_once_and_not_by_those_that_link_to_it() -> None:
    broken = replace(article("b"), briefing=None)
    found = replace(trial.ALLOY.judgements[0], basis=trial.basis("b#x"))
    _, told = indexed(article("a", linking("b.md"), updates="b", judgements=(found,)), broken)
    assert told == []


@pytest.mark.parametrize("key", ["updates", "supersedes"])
@pytest.mark.parametrize("slug", ["nobody", "a"])
def test_lineage_names_another_briefing(key: str, slug: str) -> None:
    _, told = indexed(article("a", **{key: slug}))
    assert said(told) == [("briefings/a.md", 2, 1, "E204")]


def test_references_to_other_briefings_are_looked_up() -> None:
    found = replace(
        trial.ALLOY.judgements[0],
        basis=trial.basis("price-floor#floor", "price-floor#fas", "price-floor#kj-1"),
    )
    lost = replace(found, basis=trial.basis("price-floor#none", "nobody#x"))
    floor = article(
        "price-floor",
        figures=trial.FLOOR.figures,
        sources=trial.FLOOR.sources,
        judgements=trial.FLOOR.judgements,
    )
    assert indexed(article("a", judgements=(found,)), floor)[1] == []
    assert [each.code for each in indexed(article("a", judgements=(lost,)), floor)[1]] == ["E140", "E140"]


def test_a_risk_statement_rests_on_briefings_that_exist() -> None:
    _, told = indexed(lexicon=trial.LEXICON)
    assert {each.code for each in told} == {"E204"}
    assert "first-look" in told[0].message
    assert told[0].line == 0


def test_a_publish_build_is_told_what_it_may_not_carry() -> None:
    _, told = indexed(article("a", rights="unconfirmed"), article("b", tlp="TLP:RED"), publish=True)
    assert [(each.path, each.code) for each in told] == [
        ("briefings/a.md", "E205"),
        ("briefings/b.md", "E206"),
    ]
    assert (told[0].line, told[0].column) == (2, 1)


def test_of_a_withdrawn_briefing_only_the_stub_is_kept() -> None:
    full = replace(trial.ALLOY, status="withdrawn", corrections=trial.WITHDRAWN.corrections)
    body = trial.BODIES["alloy-capacity"]
    site, _ = index(
        (Article(full.path, full, body, Annotation(), (), (), ()),), trial.LEXICON, {}, b"", OPTIONS
    )
    kept = site.by_slug[full.slug]
    assert (kept.title, kept.date, kept.corrections) == (full.title, full.date, full.corrections)
    assert (kept.bottom_line, kept.judgements, kept.figures, kept.companies) == ("", (), (), ())
    assert site.bodies["alloy-capacity"] == Body("", {})
    assert site.by_topic.counts() == {}


def test_reverse_indexes() -> None:
    site = trial.site().public
    assert [each.slug for each in site.by_topic["magnets"]] == ["alloy-capacity", "first-look", "price-floor"]
    assert [each.slug for each in site.by_company["northern-rare-earth"]] == [
        "machine-read", "alloy-capacity", "first-look", "price-floor",
    ]  # fmt: skip
    assert [each.slug for each in site.by_ticker["SSE:600111"]] == ["machine-read", "alloy-capacity"]
    assert [each.slug for each in site.by_publisher["SMM"]] == ["alloy-capacity"]
    assert [slug for slug, _ in site.implications["US"]] == ["alloy-capacity", "price-floor"]
    assert site.cards["first-look"].newer == "alloy-capacity"
    assert list(site.figures_by_company["northern-rare-earth"])[:2] == [
        ("machine-read", 1),
        ("alloy-capacity", 1),
    ]
