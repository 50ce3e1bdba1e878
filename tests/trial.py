"""A trial site, made by hand: every state that a page can be in, on few briefings.

Facts are from published pages named as sources; the sentences are ours. It knows nothing of
files, so that pages can be tried apart from reading and annotation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lodestone.model import (
    Briefing,
    Citation,
    Company,
    Correction,
    Evidence,
    Exchange,
    Figure,
    FormerName,
    Given,
    Implication,
    Judgement,
    Jurisdiction,
    Lexicon,
    Listing,
    Measure,
    Proposed,
    Quantity,
    Reference,
    Relation,
    Risk,
    Source,
    Span,
    Subject,
    Ticker,
    Topic,
    TopicRisk,
    Unit,
    Vocabulary,
    WatchItem,
    parse_period,
)
from lodestone.site.events import Event
from lodestone.site.options import SiteOptions
from lodestone.site.pages import Page
from lodestone.site.reads import Given as GivenSite
from lodestone.site.site import MemorySite
from lodestone.text.charts import Chart
from lodestone.text.markdown import Body, Heading, Link

HERE = Span(0, 0)
TODAY = dt.date(2026, 1, 20)
SECRET = "Zanzibar"
"""A word that stands only in what no public page may show."""


def given(value: Any) -> Given[Any]:
    return Given(value, HERE)


def proposed(value: Any, text: str, why: str) -> Proposed[Any]:
    return Proposed(value, (Evidence(HERE, text, why),), 0.8)


def basis(*ids: str) -> tuple[Reference, ...]:
    return tuple(
        Reference(each.split("#")[1], each.split("#")[0], HERE) if "#" in each else Reference(each, "", HERE)
        for each in ids
    )


def figure(
    name: str, measure: str, of: str, number: str, unit: str, status: str, *cited: str, **more: Any
) -> Figure:
    low, _, high = number.strip("<>~").partition("-")
    bound = {"<": "at-most", ">": "at-least", "~": "about"}.get(number[0], "exact")
    more["period"] = parse_period(more.pop("period", "undated"))
    return Figure(
        id=name,
        measure=measure,
        of=of,
        value=Quantity(Decimal(low), Decimal(high or low), bound, unit),  # type: ignore[arg-type]
        status=status,
        citations=tuple(Citation(each[:-1], int(each[-1]), HERE) for each in cited),
        **more,
    )


def briefing(slug: str, title: str, day: str, **more: Any) -> Briefing:
    for name in ("companies", "themes"):
        more[name] = tuple(each if isinstance(each, Proposed) else given(each) for each in more.get(name, ()))
    for name in ("tickers", "sources", "figures"):
        more[name] = tuple(each if isinstance(each, Proposed) else given(each) for each in more.get(name, ()))
    if isinstance(more.get("risk"), Risk):
        more["risk"] = given(more["risk"])
    date = given(dt.date.fromisoformat(day)) if day else None
    return Briefing(slug, f"briefings/{slug}.md", given(title), date, **more)


REEX = Source(
    "reex", "Rare Earth Exchanges", "Results of the first half", "https://rareearthexchanges.com/?p=11260",
    "2025-08-28", "2025-09-01", "trade-press", "C", "company", "disclosure of the company",
)  # fmt: skip
SMM = Source(
    "smm", "SMM", "Full-year results", "https://news.metal.com/newscontent/103267534", "2025-04-08", "",
    "price-agency", "B", "company",
)  # fmt: skip
FAS = Source(
    "fas", "Federation of American Scientists", "The partnership explained",
    "https://fas.org/publication/unpacking-dod-and-mp-partnership", "2025-07-10", "", "think-tank", "B", "government",
)  # fmt: skip
PILLSBURY = Source(
    "pillsbury", "Pillsbury", "China suspends export controls", "https://www.pillsburylaw.com/en/news-and-insights/",
    "2025-11-07", "", "law-firm", "B", "government",
)  # fmt: skip

ALLOY = briefing(
    "alloy-capacity",
    "Northern Rare Earth plans 50,000 tonnes a year of magnet alloy",
    "2025-09-01",
    companies=["northern-rare-earth"],
    tickers=[Ticker("SSE", "600111")],
    themes=["magnets", "green-smelting", "western-implications"],
    risk=Risk("high", 4, 4, "raises", rationale="Scale and pricing power meet a ban on magnet technology."),
    confidence="moderate",
    bottom_line="The largest rare-earth producer says …",
    sources=[REEX, SMM],
    source_summary="Nearly all rests on the company's own statements, relayed by one trade outlet.",
    judgements=(
        Judgement("kj-1", "likely", "moderate", "…", basis("alloy", "reex"), HERE),
        Judgement("kj-2", "unlikely", "low", "…", basis("price-floor#floor"), HERE),
        Judgement("kj-3", "almost certain", "high", "…", basis("alloy"), HERE),
    ),
    figures=[
        figure("alloy", "alloy-capacity-added", "northern-rare-earth", "50000", "t/yr", "target", "reex2", as_of="2025-08"),
        figure("powder", "powder-capacity-added", "northern-rare-earth", "10000", "t/yr", "target", "reex3", as_of="2025-08"),
        figure("water", "water-use-reduction", "nre-huamei", "30", "%", "target", "reex3", as_of="2025-08"),
        figure(
            "platform", "trading-platform-volume", "northern-rare-earth", "<10000000", "t/yr", "claimed", "reex5",
            period="2025", as_of="2025-08", basis="oxide equivalent",
            implausible="more than 25 times the world's mine output of about 390,000 t in 2024",
        ),
        figure("revenue", "revenue", "northern-rare-earth", "18.87", "bn CNY", "reported", "reex2", "smm2", period="2025-H1", as_of="2025-08-28"),
    ],
    implications=(
        Implication("EU", "…", basis("reex"), HERE),
        Implication("US", "…", basis("alloy", "price-floor#fas"), HERE),
    ),
    watch=(WatchItem("2026-03-31", "…", basis("reex"), HERE), WatchItem("2026-11", "…", (), HERE)),
    gaps=("…", "…"),
    as_of="2025-08",
    supersedes="first-look",
    author="The editors",
    reviewed_by="The editors",
    reviewed_on=dt.date(2025, 9, 1),
    formerly=("alloy-plan",),
    review_by=dt.date(2026, 6, 1),
    ai_use="none",
)  # fmt: skip
FLOOR = briefing(
    "price-floor",
    "A price floor shifts the risk of MP Materials to the US taxpayer",
    "2025-07-14",
    companies=["mp-materials", "northern-rare-earth"],
    tickers=[Ticker("NYSE", "MP")],
    themes=["magnets", "western-implications"],
    risk=Risk("moderate", 3, 3, "lowers"),
    confidence="high",
    sources=[FAS],
    judgements=(Judgement("kj-1", "very likely", "high", "…", basis("floor"), HERE),),
    figures=[figure("floor", "price-floor", "mp-materials", "110", "USD/kg", "reported", "fas2", period="2025-07-10/2035-07-10", as_of="2025-07-10")],
    implications=(Implication("US", "…", basis("floor"), HERE),),
    corrections=(Correction(dt.date(2025, 8, 2), "The floor was given as USD 100 a kilogram; it is USD 110."),),
    status="corrected",
)  # fmt: skip
CONTROLS = briefing(
    "suspension-2026",
    "The October notices are suspended, not withdrawn",
    "2025-11-12",
    policy=True,
    themes=["western-implications"],
    risk=Risk("severe"),
    confidence="low",
    sources=[PILLSBURY],
    judgements=(Judgement("kj-1", "roughly even chance", "low", "…", basis("pillsbury"), HERE),),
    implications=(Implication("JP", "…", (), HERE), Implication("other", "…", (), HERE)),
    watch=(WatchItem("2026-11-10", "…", basis("pillsbury"), HERE),),
)
RAW = briefing(
    "machine-read",
    "Huamei works cut water and acid in the second phase: a text as it came",
    "2025-10-02",
    companies=[proposed("northern-rare-earth", "China Northern Rare Earth (SSE: 600111)", "name and listing of the register")],
    tickers=[proposed(Ticker("SSE", "600111"), "(SSE: 600111)", "a listing in brackets")],
    themes=[proposed("green-smelting", "green smelting upgrade", "terms of the topic")],
    risk=proposed(Risk("low", 2, 2, "lowers"), "a green smelting upgrade", "environmental claim without an effect on supply"),
    sources=[proposed(Source("source", "Rare Earth Exchanges", origin="company"), "according to the company", "a disclaimer")],
    figures=[proposed(figure("acid", "acid-use-reduction", "nre-huamei", "20", "%", "target", "source6"), "20% less acid", "a number near words of the measure")],
    rights="licensed",
    review_by=dt.date(2026, 1, 1),
)  # fmt: skip
OLD = briefing(
    "first-look",
    "First look at the half-year of Northern Rare Earth",
    "2025-08-29",
    companies=["northern-rare-earth"],
    themes=["magnets"],
    risk=Risk("moderate", 3, 3, "raises"),
    sources=[REEX],
    judgements=(Judgement("kj-1", "likely", "low", "…", basis("reex"), HERE),),
)
WITHDRAWN = briefing(
    "mixed-up",
    "A capacity that belonged to another plant",
    "2025-06-01",
    status="withdrawn",
    corrections=(
        Correction(dt.date(2025, 6, 9), "The figure was that of another plant, and nothing else was left."),
    ),
)
UNDATED = briefing(
    "no-date", "A note that nobody has dated", "", themes=["recycling"], companies=["hypromag"]
)
DRAFT = briefing(
    "a-draft",
    f"A draft on {SECRET}",
    "2026-01-02",
    status="draft",
    themes=["magnets"],
    companies=["mp-materials"],
)
EMBARGOED = briefing(
    "embargoed",
    f"{SECRET} opens in March",
    "2026-01-03",
    embargo=dt.date(2026, 3, 1),
    themes=["magnets"],
    companies=["mp-materials"],
)

PROSE = """<h2 id="what-was-said">What was said</h2>
<p>The company told investors that it will add an alloy line and a line for hydrogenated powder. It gave neither a
date nor a budget, and a plan without either is a target and not a capacity. See <a href="lodestone-slot:0">the topic
page on magnets</a> and <a href="lodestone-slot:1">the floor under prices in the United States</a>.</p>
<ul><li>Alloy is the step between metal and magnet.</li><li>The same firm owns the ore contract.</li></ul>
<h3 id="what-it-competes-with">What it competes with</h3>
<p>Outside China alloy is made by few firms, and most of them buy their metal from China.</p>
<div class="scroll" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th>Step</th>
<th class="align-right">Firms</th></tr></thead><tbody><tr><td>Metal</td><td class="align-right">3</td></tr></tbody></table></div>
<blockquote><p>A target is a wish with a number.</p></blockquote>"""


def prose(*fragments: tuple[str, str], html: str = "", links: Sequence[str] = (), line: str = "") -> Body:
    named = {"bottom-line": line} if line else {}
    headings = (Heading(2, "What was said", "what-was-said"),) if "what-was-said" in html else ()
    return Body(html, named | dict(fragments), tuple(Link(each, HERE) for each in links), headings, 900)


BODIES = {
    "alloy-capacity": prose(
        ("kj-1", "Prices of magnet alloy outside China fall within a year of the first shipment."),
        ("kj-2", "A buyer in Europe signs a binding contract with the new line before 2027."),
        (
            "kj-3",
            "The plan strengthens the <em>largest</em> seller at the step where buyers have the least choice.",
        ),
        ("implication-1", "Makers of motors face a cheaper seller than the one that Brussels pays for."),
        ("implication-2", "The floor under prices holds for one firm and one metal, not for alloy."),
        ("watch-1", "Results of the full year, with or without a date for the line."),
        ("watch-2", "Licences of the new line."),
        ("gap-1", "Neither cost nor start of the line is known."),
        ("gap-2", "Nobody outside the company has seen the platform's volume."),
        html=PROSE,
        links=("../topics/magnets.md", "price-floor.md#kj-1"),
        line=(
            "The largest rare-earth producer says that it will add 50,000 tonnes a year of magnet alloy. Neither date "
            "nor money is named, but the direction is plain: the seller of the ore wants the margin of the magnet, and "
            "buyers outside China will find it harder to build a second source."
        ),
    ),
    "price-floor": prose(
        ("kj-1", "The floor is paid in every quarter of 2026."),
        ("implication-1", "The budget carries the risk that the market would not."),
        html="<p>The agreement sets a floor for ten years.</p>",
        line="Washington guarantees one producer a price that the market does not pay.",
    ),
    "suspension-2026": prose(
        ("kj-1", "The notices return in November 2026."),
        ("implication-1", "Licences for magnets stay needed."),
        ("implication-2", "Buyers elsewhere stand behind the same licences."),
        ("watch-1", "The suspension lapses."),
        line="The October notices sleep until 10 November 2026; those of April stay awake.",
    ),
    "machine-read": prose(
        html="<p>The company says that the second phase uses 30% less water and 20% less acid.</p>",
        line="The green smelting upgrade of the company (SSE: 600111) enters its second phase.",
    ),
    "first-look": prose(
        ("kj-1", "The profit of the year passes that of the year before."), line="Profit is back."
    ),
    "mixed-up": prose(),
    "no-date": prose(html="<p>A hub for magnets is planned.</p>", line="A hub is planned."),
    "a-draft": prose(html=f"<p>{SECRET}</p>", line=SECRET),
    "embargoed": prose(html=f"<p>{SECRET}</p>", line=SECRET),
    "page:method": prose(html="<p>How we grade, and why.</p>"),
    "page:terms": prose(html="<p>What these pages are for.</p>"),
    "page:corrections": prose(html="<p>What was wrong, and when it was put right.</p>"),
    "page:about": prose(html="<p>Who writes this.</p>"),
    "page:accessibility": prose(html="<p>What was tried.</p>"),
    "topic:magnets": replace(
        prose(html="<p>From metal to magnet.</p><!--lodestone-chart:0-->"),
        charts=(Chart((given("alloy-capacity-added"), given("powder-capacity-added")), HERE),),
    ),
    "topic:recycling": prose(),
    "topic:green-smelting": prose(),
    "topic:western-implications": prose(html="<p>What follows for buyers outside China.</p>"),
    "company:northern-rare-earth": prose(html="<p>Ore from Bayan Obo, oxide and metal from Baotou.</p>"),
    "company:mp-materials": prose(),
    "company:hypromag": prose(),
}

_LONG = "A long name that shows what a narrow screen does with a company of many words, Limited"
COMPANIES = (
    Company(
        "northern-rare-earth",
        "China Northern Rare Earth (Group) Hi-Tech Co., Ltd.",
        ("Northern Rare Earth", "NRE"),
        (FormerName("Baotou Steel Rare Earth", "2015"),),
        ("北方稀土", "中国北方稀土(集团)高科技股份有限公司"),
        "CN",
        "listed",
        (Listing(Ticker("SSE", "600111"), "XSHG"),),
        ("separation", "metal-alloy"),
        (Relation("offtake-seller", "mp-materials", "register", "ended", "", "", "2020", "oxide"),),
        "https://rareearthexchanges.com/?p=11260",
        "yes",
        "One group, two listings.",
        "Ore from …",
        "companies/northern-rare-earth.md",
    ),
    Company("mp-materials", "MP Materials Corp.", ("MP Materials",), country="US", status="listed",
            listings=(Listing(Ticker("NYSE", "MP"), "XNYS"),), path="companies/mp-materials.md"),
    Company("hypromag", _LONG, country="GB", status="private", path="companies/hypromag.md"),
)  # fmt: skip
TOPICS = (
    Topic("magnets", "Magnets", risk=(
        TopicRisk(dt.date(2025, 6, 1), 3, 3, "raises", "Licences came, and stocks were full.", ("first-look",)),
        TopicRisk(dt.date(2025, 11, 15), 4, 4, "raises", "Licences stay, and the largest seller moves down the chain.",
                  ("alloy-capacity",), ("price-floor",)),
    ), summary="Alloy, powder and sintered magnets, and who can make them.", path="topics/magnets.md"),
    Topic("recycling", "Recycling", summary="Magnets out of scrap.", path="topics/recycling.md"),
    Topic("green-smelting", "Green smelting", risk=(TopicRisk(dt.date(2025, 10, 1), 2, 2, "neutral", "Claims without a record."),),
          path="topics/green-smelting.md"),
    Topic("western-implications", "Western implications", lens=True, summary="What follows for whom.",
          risk=(TopicRisk(dt.date(2025, 11, 15), 5, 5, "raises", "A suspension has a last day."),),
          path="topics/western-implications.md"),
)  # fmt: skip
MEASURES = (
    ("alloy-capacity-added", "Magnet-alloy capacity added", "t/yr"),
    ("powder-capacity-added", "Magnet-powder capacity added", "t/yr"),
    ("water-use-reduction", "Reduction of water use", "%"),
    ("acid-use-reduction", "Reduction of acid use", "%"),
    ("trading-platform-volume", "Volume of a trading platform", "t/yr"),
    ("revenue", "Revenue", "m CNY"),
    ("price-floor", "Floor under a price", "USD/kg"),
)
JURISDICTIONS = (("US", "United States"), ("EU", "European Union"), ("JP", "Japan"), ("other", "elsewhere"))
VOCABULARY = Vocabulary(
    exchanges={
        "SSE": Exchange("SSE", "Shanghai Stock Exchange", ("XSHG",), r"\d{6}"),
        "NYSE": Exchange("NYSE", "New York Stock Exchange", ("XNYS",), "[A-Z]{1,5}"),
    },
    units={unit: Unit(unit, unit, Decimal(1), unit) for _, _, unit in MEASURES},
    measures={name: Measure(name, label, unit, unit, "level") for name, label, unit in MEASURES},
    subjects={
        "nre-huamei": Subject("nre-huamei", "Huamei works, Baotou", "plant", "CN", ("northern-rare-earth",))
    },
    jurisdictions={code: Jurisdiction(code, label) for code, label in JURISDICTIONS},
)
LEXICON = Lexicon(
    {each.id: each for each in COMPANIES}, {each.id: each for each in TOPICS}, VOCABULARY, "trial"
)
EVENTS = (
    Event(
        "notices", "China issues further notices.", date="2025-10-09", themes=("magnets",), jurisdiction="CN"
    ),
    Event("dfars", "US defence rules bar covered magnets.", by="2027-01-01", jurisdiction="US"),
    Event("suspension", "The suspension of the October notices.", date="2025-11-07", until="2026-11-10"),
)
PAGES = tuple(
    Page(slug, title, BODIES[f"page:{slug}"], f"pages/{slug}.md", f"{title} of this site.")
    for slug, title in (
        ("about", "About"), ("accessibility", "Accessibility"), ("corrections", "Corrections"),
        ("method", "Method"), ("terms", "Terms"),
    )
)  # fmt: skip
BRIEFINGS = (EMBARGOED, DRAFT, CONTROLS, RAW, ALLOY, OLD, FLOOR, WITHDRAWN, UNDATED)


CHAIN = (
    ("mining", "Mine", "ore and concentrate"), ("separation", "Oxide", "separated oxides"),
    ("metal-alloy", "Metal and alloy", "reduced metal, magnet alloy"),
    ("magnets", "Magnet", "powder and finished magnets"),
    ("recycling", "Recycling", "magnets and scrap back to oxide, metal or alloy"),
)  # fmt: skip


def site(briefings: Sequence[Briefing] = BRIEFINGS, **options: Any) -> MemorySite:
    """The trial site; `options` are those of `SiteOptions`."""
    bodies = {key: body for key, body in BODIES.items() if ":" in key}
    bodies |= {each.slug: BODIES.get(each.slug, prose(line=each.title.value)) for each in briefings}
    chosen = SiteOptions(
        subtitle="Rare-earth supply risk, with its evidence",
        today=TODAY,
        buyers="buyers outside China",
        chain=CHAIN,
    )
    given = GivenSite(replace(chosen, **options), LEXICON, PAGES, EVENTS)
    return MemorySite(given, tuple(briefings), bodies)
