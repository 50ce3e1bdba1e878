"""The JSON Schema of the front matter with the words of the site: companies, tickers and topics as enumerations.

For editors that complete and check while one types. The form is that of the model in `schema`;
what stands here adds the register, and what each word means (`enumDescriptions`, which editors
show beside a completion). The check of `lodestone check` is the one that counts: it also knows
what no schema can say, such as a ticker that is not one of the company's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lodestone.model import LEVELS, RELIABILITY, Lexicon
from lodestone.text.schema import json_schema

Schema = dict[str, Any]

ID = "https://lodestone.invalid/schema/briefing.schema.json"
"""A name, not an address: the site may stand anywhere. `.invalid` is reserved by RFC 2606."""
_MEANINGS = {
    "status": {
        "draft": "left out of a publish build",
        "published": "on the site",
        "corrected": "on the site, with an entry in `corrections`",
        "withdrawn": "only title, date and the reason stay on the site",
    },
    "rights": {
        "own-words": "written by us",
        "licensed": "of others, with leave",
        "public-domain": "free of rights",
        "quotation": "quoted within the law",
        "unconfirmed": "not yet cleared; never published",
    },
    "reliability": RELIABILITY,
}
"""What the words of a closed list mean, where a word does not say so itself."""


def site_schema(lexicon: Lexicon) -> Schema:
    """The schema (draft 2020-12), in a form that is the same for the same register."""
    schema = json_schema()
    keys, source = schema["properties"], schema["$defs"]["SourceKeys"]["properties"]
    companies = _companies(lexicon)
    tickers = _listings(lexicon)
    topics = _words((each.id, each.title) for each in lexicon.topics.values())
    if lexicon.companies:
        keys["company"] |= {"anyOf": [*companies, _words([("none", "a policy item: no company")])]}
        keys["companies"]["items"] = {"anyOf": companies}
        keys["ticker"] |= tickers
        keys["tickers"]["items"] = tickers
    if lexicon.topics:
        keys["themes"]["items"] = topics
    for properties in (keys, source):
        for name, meanings in _MEANINGS.items():
            if name in properties:
                words = properties[name]["enum"]
                properties[name]["enumDescriptions"] = [meanings[word] for word in words]
    schema["$defs"]["RiskKeys"]["properties"]["level"]["anyOf"][0]["enum"] = list(LEVELS)
    _tidy(schema)
    head = {"$schema": schema.pop("$schema"), "$id": ID, "title": "Front matter of a briefing"}
    return head | schema | {"required": ["title", "date"]}


def _words(pairs: Iterable[tuple[str, str]]) -> Schema:
    """A closed list, each word with what it means."""
    rows = sorted(dict(pairs).items())
    return {
        "type": "string",
        "enum": [word for word, _ in rows],
        "enumDescriptions": [meaning for _, meaning in rows],
    }


def _companies(lexicon: Lexicon) -> list[Schema]:
    """Ids first, which an editor should offer; then whatever else names one company."""
    ids = {each.id: each.name for each in lexicon.companies.values()}
    named = (
        (name, each.id)
        for each in lexicon.companies.values()
        for name in (*each.names, *(str(listing.ticker) for listing in each.listings))
    )
    others = {name: owner for name, owner in named if lexicon.company(name) and name not in ids}
    return [_words(ids.items()), *([_words(others.items())] if others else [])]


def _listings(lexicon: Lexicon) -> Schema:
    return _words((str(ticker), company.short) for ticker, company in lexicon.holders.items())


def _tidy(schema: Schema) -> None:
    """Take out what says nothing (titles made of the key, empty defaults), and let a year stand without quotes."""
    schema.pop("title", None)
    if schema.get("default") in (None, "", []):
        schema.pop("default", None)
    if schema.get("pattern", "").startswith(r"^\d{4}("):
        schema["type"] = ["string", "integer"]
    for name in ("properties", "$defs"):
        for inner in schema.get(name, {}).values():
            _tidy(inner)
    for inner in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])):
        _tidy(inner)
