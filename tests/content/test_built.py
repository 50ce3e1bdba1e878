"""What the build itself counts in the demonstration edition: conflicts, dates, risk changes, reviews that are due."""

from __future__ import annotations

import itertools
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from content.reading import facts
from lodestone.article import Source, article
from lodestone.engine.load import load
from lodestone.engine.settings import read_settings
from lodestone.site.index import index
from lodestone.site.views.contradictions import conflicts
from lodestone.site.views.statements import statements
from lodestone.site.views.triggers import ahead, triggers

ROOT = Path(__file__).parents[2]
EDITION = date(2026, 5, 31)


@cache
def site() -> Any:
    """The index of the content, as `pelicanconf.py` has it."""
    settings, _ = read_settings(ROOT / "pelicanconf.py", environ={})
    assert settings is not None
    content, _ = load(settings.content)
    found, _ = index(
        content.articles, content.lexicon, content.pages, content.events, settings.site, content.media
    )
    return found


def test_the_edition_has_a_day_and_no_figure_is_younger() -> None:
    assert site().options.reading_day == EDITION
    assert max(row["as_of"] for row in facts().values()) <= EDITION.isoformat()


def test_the_build_finds_the_three_conflicts_and_no_other() -> None:
    found = {(each.measure, each.of): {claim.id for claim in each.claims} for each in conflicts(site())}
    assert found == {
        ("capital-cost", "neo-narva"): {"neo-narva-capex", "neo-narva-capex-alt"},
        ("cost-overrun", "lynas-kalgoorlie"): {"lynas-kal-overrun", "lynas-kal-overrun-alt"},
        ("net-profit", "northern-rare-earth"): {"nre-fy-profit-broker", "nre-fy-profit-conflict"},
    }


def test_the_calendar_holds_twenty_dated_events_on_both_sides_of_the_edition() -> None:
    found = [ahead(each.on, EDITION) for each in triggers(site())]
    assert len(found) >= 20
    assert found.count(True) >= 8
    assert found.count(False) >= 12


def test_the_level_of_a_topic_changed_five_times_or_more() -> None:
    levels = [
        [each["mark"]["number"] for each in reversed(statements(site(), topic))]
        for topic in site().lexicon.topics.values()
    ]
    changes = [sum(before != after for before, after in itertools.pairwise(each)) for each in levels]
    assert len(levels) == 4
    assert sum(changes) >= 5


def test_the_briefing_to_start_from_is_itself_without_fault() -> None:
    page = (ROOT / "content" / "pages" / "contribute.md").read_text(encoding="utf-8")
    sample = page.split("```markdown\n", 1)[1].split("```", 1)[0]
    found = article(Source("briefings/sample.md", sample.encode()), site().lexicon)
    assert [str(problem) for problem in found.diagnostics] == []


def test_two_reviews_are_due_since_what_they_wait_for_is_in_no_fact() -> None:
    due = {card.slug for card in site().briefings if site().by_slug[card.slug].due < EDITION}
    assert due == {"lynas-heavy-oxides", "northern-rare-earth-guidance-two-readings"}
