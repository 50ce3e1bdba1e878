"""Read who published a text and who its statements come from, and propose a grade by the vocabulary.

Independence is counted by origin: a trade paper that relays a company's statement is one
origin with every other paper that does. So a disclaimer, or `according to a company statement`, decides
the origin; the outlet decides only kind and reliability.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lodestone.annotate.reading import Reading
from lodestone.annotate.tables import per_lexicon
from lodestone.model import Lexicon, Proposed, Publisher, Source, Span

_BODIES = r"(?:company|companies|state-owned|corporate|issuer|business entity)"
_ORIGIN_RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (origin, why, re.compile(pattern, re.IGNORECASE))
    for origin, why, pattern in (
        (
            "company",
            "a disclaimer says that the news comes from company media",
            (
                r"\bmedia of (?:a |the )?(?:state-owned |listed )?compan(?:y|ies)\b|"
                r"\b(?:originat\w+|sourced|derived|comes?|based|taken|drawn|relies|compiled)\b.{0,40}\b(?:from|on)\b.{0,80}"
                rf"\b{_BODIES}\b.{{0,60}}"
                r"\b(?:media|disclosures?|statements?|releases?|filings?|materials?|publications?|account|channel)\w*"
            ),
        ),
        (
            "company",
            "a company statement is named as the source",
            (
                r"\b(?:according to|citing|in|based on|quoting)\b.{0,30}\b(?:"
                r"(?:company|corporate|exchange|regulatory|stock exchange|bourse|ASX|SEC|Shanghai|Shenzhen|earnings) "
                r"(?:statements?|filings?|announcements?|disclosures?|releases?|reports?|notices?)|"
                r"press releases?|filings? (?:to|with)|statements? (?:to|by) the (?:company|exchange))\b"
            ),
        ),
        (
            "company",
            "the company speaks of itself",
            (
                r"\b(?:the (?:company|group|miner|firm|maker|producer|developer)|management|executives|"
                r"we are (?:pleased|delighted|proud)|its (?:chief executive|CEO|chairman))\b.{0,30}"
                r"\b(?:said|says|stated|claimed|claims|announced|reported|told|to announce)\b"
            ),
        ),
        (
            "company",
            "the form of a company's release",
            (
                r"\b(?:is pleased to (?:announce|advise|report)|today announced|announced today|"
                r"forward-looking statements|for immediate release|authori[sz]ed (?:for release )?by the board|"
                r"by order of the board|voluntary announcement|inside information|ad[ -]hoc (?:announcement|release)|"
                r"(?-i:the (?:Company|Board|Directors|Group) (?:ha[sv]e?|is|are|will|confirms?|advises?)))\b|"
                r"^\W*(?:RNS|ASX (?:release|announcement)|stock exchange (?:release|announcement)|press release|"
                r"form \d+-?[A-Z]\b|item \d\.\d\d\b|current report)|"
                r"\)[,:]?\s(?:announces|advises|gives notice|notifies)\b|\bstock code:|\u8bc1\u5238\u4ee3\u7801|"
                r"(?-i:(?:Inc|Corp|Ltd|Limited|plc|AG|SA|SE|ASA)\.?(?: \([^)]*\))* today )"
            ),
        ),
        (
            "company",
            "the company speaks in the first person",
            (
                r"\bour (?:(?:own|new|first|whole|entire|\w+ing) )?(?:plants?|process|mines?|refinery|magnets?|oxides?|"
                r"furnaces?|factory|factories|sites?|workforce|products?|capacity|production|board|operations|technology)\b|"
                r"\bwe (?:now |have |also )?(?:make|made|produced?|mined?|recycled?|built|open(?:ed)?|shipped|"
                r"delivered|employ|supply|sell|sold|completed|commissioned|separated?)\b"
            ),
        ),
        (
            "government",
            "an authority is named as the source",
            (
                r"\b(?:ministry|department|commission|government|customs|administration|authorit(?:y|ies)|regulator|"
                r"agency|MOFCOM|White House|Pentagon)\b.{0,60}\b(?:said|announced|stated|data show(?:ed)?|published|"
                r"confirmed|issued a|in a statement|notice)\b"
            ),
        ),
        (
            "analyst",
            "analysts are named as the source",
            (
                r"\b(?:analysts?|consultanc(?:y|ies)|brokers?|brokerage|research(?:ers| note)?|estimates by)\b.{0,50}"
                r"\b(?:said|says|wrote|write|estimate[sd]?|expects?|note[sd]?|forecast)\b"
            ),
        ),
    )
)
"""Origin, reason, pattern: the first that a sentence anywhere meets."""
_VOICE = (
    r"\s*(?:\([^)]{1,20}\)\s*)?(?:suggests?|notes?|believes?|reports?|views?|understands?|reflects?|"
    r"takeaways?|commentary|assesse[sd])\b"
)
_LABELLED = (
    r"\b(?:source|published by|publisher|originally published (?:in|by|on)|first appeared (?:in|on)|"
    r"via|provided by|from)\s*:?\s*"
)


@dataclass(frozen=True, slots=True)
class _Press:
    names: re.Pattern[str]
    publishers: dict[str, Publisher]
    hosts: tuple[tuple[str, Publisher], ...]


def propose_source(
    reading: Reading, lexicon: Lexicon, url: str, published: Proposed[str] | None
) -> Proposed[Source] | None:
    """The source of a text as far as it says; None where it says nothing of it."""
    publisher, where, score = _publisher(reading, lexicon, url)
    origin, why, at = _origin(reading)
    if publisher is None and not origin and not url:
        return None
    evidence = [reading.evidence(where, "publisher of the vocabulary")] if where else []
    evidence += [reading.evidence(at, why)] if at else []
    evidence += published.evidence if published else ()
    company_release = publisher is None and origin == "company" and why.startswith("the form")
    source = Source(
        id=_id(publisher) if publisher else "source",
        publisher=publisher.name if publisher else "",
        url=url,
        published=published.value if published else "",
        kind=publisher.kind if publisher else "company" if company_release else "",
        reliability=publisher.reliability if publisher else "B" if company_release else "F",
        origin=origin or (publisher.origin if publisher else ""),
    )
    return Proposed(source, tuple(evidence), score if publisher else 0.5)


def _publisher(reading: Reading, lexicon: Lexicon, url: str) -> tuple[Publisher | None, Span | None, float]:
    """The publisher: by the address, by a mark of agencies, by a label, by its own voice, by a head line."""
    press = _press(lexicon)
    host = re.sub(r"^https?://(?:www\.)?|[/:?#].*$", "", url.casefold())
    for known, publisher in press.hosts:
        if host and (host == known or host.endswith("." + known)):
            return publisher, None, 0.98
    best: tuple[Publisher | None, Span | None, float] = (None, None, 0.0)
    for found in press.names.finditer(reading.text):
        publisher = press.publishers[" ".join(found[0].split())]
        score = _role(reading.text, found, publisher)
        if score > best[2]:
            best = (publisher, Span(*found.span()), score)
    return best


def _role(text: str, found: re.Match[str], publisher: Publisher) -> float:
    """How surely a publisher's name in the text is that of its publisher, and not of somebody quoted."""
    before, after = text[max(found.start() - 40, 0) : found.start()], text[found.end() : found.end() + 60]
    line_start = text.rfind("\n", 0, found.start()) + 1
    line = text[line_start : (text.find("\n", found.end()) + 1 or len(text) + 1) - 1].strip(" *_#|")
    early = found.start() < 400
    if early and re.search(r"[(/]\s*$", before) and re.match(r"\s*[)/]", after):
        return 0.95
    if re.search(_LABELLED + r"$", before, re.IGNORECASE) and (
        early or before.rstrip().endswith(":") or len(line) < 80
    ):
        return 0.9
    if line == found[0] or (early and len(line) < 60 and re.search(r"[|\N{MIDDLE DOT}]", line)):
        return 0.85
    if publisher.kind in (
        "trade-press",
        "newsletter",
        "price-agency",
        "consultancy",
        "think-tank",
    ) and re.match(_VOICE, after):
        return 0.7
    return 0.0


def _origin(reading: Reading) -> tuple[str, str, Span | None]:
    """Who the statement comes from, by the first rule of the table that is met anywhere."""
    for origin, why, pattern in _ORIGIN_RULES:
        for sentence in reading.sentences:
            found = pattern.search(sentence.text)
            if found:
                return origin, why, Span(*found.span()).shifted(sentence.span.start)
    return "", "", None


def _id(publisher: Publisher) -> str:
    """A short id: an abbreviation where there is one, else the name."""
    short = next(
        (alias for alias in publisher.aliases if " " not in alias and len(alias) <= 8), publisher.name
    )
    return re.sub(r"[^a-z0-9]+", "-", short.casefold()).strip("-") or "source"


@per_lexicon
def _press(lexicon: Lexicon) -> _Press:
    rows = lexicon.vocabulary.publishers
    names = {name: row for row in rows for name in (row.name, *row.aliases)}
    either = "|".join(
        re.escape(name).replace(r"\ ", r"\s") for name in sorted(names, key=lambda n: (-len(n), n))
    )
    hosts = tuple((host.casefold(), row) for row in rows for host in row.hosts)
    return _Press(re.compile(rf"(?<!\w)(?:{either or '(?!)'})(?!\w)"), names, hosts)
