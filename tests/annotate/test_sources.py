"""Dates and sources: only what is printed as such."""

from __future__ import annotations

import pytest

from annotate.register import register
from lodestone.annotate import annotate


def published(text: str) -> str:
    found = annotate(text, register()).published
    return found.value if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BEIJING, August 28, 2025 (Reuters) - China said.", "2025-08-28"),
        ("PERTH, 28 August 2025 – Lynas said.", "2025-08-28"),
        ("LAS VEGAS, Nov. 3, 2025 /PRNewswire/ -- MP said.", "2025-11-03"),
        ("Press release. Perth, 30 October 2025. Hastings said.", "2025-10-30"),
        ("A title\nBy a staff writer | September 2, 2025\nText.", "2025-09-02"),
        ("A title\n28 August 2025\nText.", "2025-08-28"),
        ("Posted on 3 March 2026\nText.", "2026-03-03"),
        ("A text. Published 14 November 2025.", "2025-11-14"),
        ("Published: 2025-10-09\nText.", "2025-10-09"),
        ("发布日期：2025年8月25日", "2025-08-25"),
        ("Published August 2025\nText.", "2025-08"),
        ("Issue of 14 November 2025\n\nLynas sold oxide.", "2025-11-14"),
        ("Newsletter 12, November 2025\n\nLynas sold oxide.", "2025-11"),
        ("(11 February 2026) Lynas sold oxide.", "2026-02-11"),
        ("Lynas sold oxide. (Reuters, 11 February 2026)", "2026-02-11"),
        ("Lynas sold oxide. 11 February 2026.", "2026-02-11"),
        ("Lynas sold oxide.\nKuala Lumpur, 11 February 2026", "2026-02-11"),
        ("Note dated 9 October 2025. Lynas sold oxide.", "2025-10-09"),
        ("Posted 9 October 2025: Lynas sold oxide.", "2025-10-09"),
        ("2025年9月26日\n商务部公告。", "2025-09-26"),
        ("PERTH--(NEWSFILE)--July 10, 2025--Lynas sold oxide.", "2025-07-10"),
        ("Magnet news, November 2025 issue\n\nLynas sold oxide.", "2025-11"),
        ("Lynas sold oxide.\nDated: 14-Nov-2025", "2025-11-14"),
        ("Released 12.11.2024\nLynas sold oxide.", "2024-11-12"),
        ("Lynas opened its plant in Perth (12 May 2024) and mines.", ""),
        ("Announcement of 4 April 2025 put seven rare earths under licence.", ""),
        ("On 12 May 2024 Lynas opened its plant.", ""),
        ("Lynas opened the mine. It has run since 12 May 2024.", ""),
        ("公司于2025年9月26日开工。", ""),
        ("The plant opened on 18 September 2025.", ""),
        ("Lynas will report on 27 February 2026, it said.", ""),
        ("A report published on 3 March 2025 shows it.", ""),
        ("BEIJING, Aug 28 (Reuters) - China said.", ""),
        ("Published: 03/04/2025", ""),
        ("Published: 31 February 2025", ""),
    ],
)
def test_the_date_of_publication(text: str, expected: str) -> None:
    assert published(text) == expected


@pytest.mark.parametrize(
    ("text", "url", "publisher", "kind", "reliability", "origin"),
    [
        ("BEIJING (Reuters) - The ministry said so.", "", "Reuters", "agency", "B", "government"),
        ("LAS VEGAS /PRNewswire/ -- Noveon today announced.", "", "PR Newswire", "company", "B", "company"),
        ("Text. Source: Xinhua", "", "Xinhua", "state-media", "C", "government"),
        ("It rose.", "https://www.argusmedia.com/en/news/1", "Argus Media", "price-agency", "B", "agency"),
        (
            "Rare Earth Exchanges (REEx) suggests caution.\nDisclaimer: from media of a state-owned company.",
            "",
            "Rare Earth Exchanges",
            "trade-press",
            "C",
            "company",
        ),
        ("According to a company statement the plant runs.", "", "", "", "F", "company"),
        ("Lynas is pleased to announce a plant.", "", "", "company", "B", "company"),
    ],
)
def test_the_source(text: str, url: str, publisher: str, kind: str, reliability: str, origin: str) -> None:
    found = annotate(text, register(), url=url).source
    assert found is not None
    source = found.value
    assert (source.publisher, source.kind, source.reliability, source.origin) == (
        publisher,
        kind,
        reliability,
        origin,
    )


def test_a_publisher_that_is_only_quoted_is_not_the_publisher() -> None:
    assert annotate("Traders told Reuters in May that rare earths rose.", register()).source is None
