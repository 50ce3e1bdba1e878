"""The keys of the front matter as one model: validation, JSON Schema and the tables of the docs come from here.

Every value arrives as text, list or mapping of text (see `yaml_nodes`), so that nothing was
guessed about its type before. The model knows forms only; what has to be in the register
(companies, tickers, themes) is looked up by `resolve`.

A validator refuses with the code of the registry as the type of its error, and puts into the
error's context how to mend it: `hint`, and `fix` where mending is mechanical.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from lodestone.model import CONFIDENCES, DIRECTIONS, LEVELS, did_you_mean
from lodestone.model.briefing import ORIGINS, RIGHTS, SOURCE_KINDS, STATUSES, TLP
from lodestone.model.quantity import parse_period
from lodestone.model.risk import Direction
from lodestone.text.dates import suggested_day
from lodestone.text.harmless import is_web_address
from lodestone.text.slugs import ID, is_slug, slug

Refused = ValidationError
"""What `model_validate` raises; pydantic is known by this name elsewhere."""


def refused(code: str, message: str, hint: str = "", fix: str | None = None) -> PydanticCustomError:
    """An error that carries a code of the registry and how to mend it."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint, "fix": fix})


# Kinds of values

_CURLY = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"

_SAME_WORD = {
    "medium": "moderate",
    "critical": "severe",
    "extreme": "severe",
    "very high": "severe",
    "none": "minimal",
    "white": "TLP:CLEAR",
    "tlp:white": "TLP:CLEAR",
    "up": "raises",
    "increases": "raises",
    "down": "lowers",
    "decreases": "lowers",
    "reduces": "lowers",
}
"""Words of other scales, and ours: offered, never taken."""


def _word(allowed: tuple[str, ...], what: str, code: str = "E114") -> Callable[[Any], Any]:
    """A validator for a closed vocabulary; a difference in case and blanks alone is mended mechanically."""

    def check(value: Any) -> Any:
        if not isinstance(value, str) or value in allowed:
            return value
        bare = re.sub(r"[\s_]+", "-", value.strip(_CURLY + " ")).casefold()
        folded = {each.casefold().removeprefix(before): each for each in allowed for before in ("", "tlp:")}
        meant = _SAME_WORD.get(value.casefold())
        near = (
            f"did you mean `{meant}`? one of: {', '.join(allowed)}"
            if meant in allowed
            else did_you_mean(value, allowed)
        )
        raise refused(code, f"`{value}` is not {what}", near, folded.get(bare))

    return check


def _day(value: Any) -> Any:
    """An ISO date, and nothing that looks nearly like one."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise refused("E113", f"`{value}` is not a day of the calendar", "check month and day") from None
    meant = suggested_day(value)
    hint = f"did you mean {meant}? write year-month-day" if meant else "write year-month-day, as 2025-09-01"
    raise refused(
        "E113", f"`{value}` is not an ISO date", hint, meant if meant and " or " not in meant else None
    )


def _day_or_less(value: Any) -> Any:
    """An ISO date, or a month or a year alone."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d\d)?", value):
        day = _day(value)
        return day.isoformat() if isinstance(day, dt.date) else day
    if parse_period(value) is None:
        raise refused("E113", f"`{value}` is not a month or year", "write 2025, 2025-09 or 2025-09-01")
    return value


def _slug(value: Any) -> Any:
    if isinstance(value, str) and not is_slug(value):
        raise refused(
            "E115", f"`{value}` cannot be used in an address", f"did you mean `{slug(value)}`?", slug(value)
        )
    return value


def _id(value: Any) -> Any:
    if isinstance(value, str) and not ID.fullmatch(value):
        hint = f"small letters, digits and single hyphens; did you mean `{slug(value)}`?"
        raise refused("E147", f"`{value}` cannot be used as an id", hint)
    return value


def _address(value: Any) -> Any:
    if isinstance(value, str) and not is_web_address(value):
        hint = "write the whole address, beginning with `https://`"
        raise refused("E116", f"`{value}` is not an http or https address", hint)
    return value


def _mark(value: Any) -> Any:
    """Likelihood or impact, 1 to 5."""
    if isinstance(value, str) and value not in ("1", "2", "3", "4", "5"):
        raise refused("E121", f"is {value}, allowed 1 to 5", "1 is the lowest, 5 the highest")
    return value


def _language(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", value):
        raise refused("E114", f"`{value}` is not a language tag", "write it as `en`, `zh` or `zh-Hans`")
    return value


def _hash(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[0-9a-f]{64}", value):
        raise refused("E112", f"`{value}` is not a SHA-256", "64 digits 0-9a-f, as `sha256sum` prints them")
    return value


def _level_alone(value: Any) -> Any:
    """`risk: high` is short for `risk: {level: high}`."""
    return {"level": value} if isinstance(value, str) else value


def _enum(words: tuple[str, ...]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(words)})


_ISO = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
_ISO_OR_LESS = {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"}
_SLUG_SCHEMA = {"type": "string", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"}

Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({**_ISO, "format": "date"})]
DayOrLess = Annotated[str, BeforeValidator(_day_or_less), WithJsonSchema(_ISO_OR_LESS)]
Slug = Annotated[str, BeforeValidator(_slug), WithJsonSchema(_SLUG_SCHEMA)]
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema(_SLUG_SCHEMA)]
Address = Annotated[str, BeforeValidator(_address), WithJsonSchema({"type": "string", "format": "uri"})]
Mark = Annotated[int, BeforeValidator(_mark), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 5})]
Confidence = Annotated[str, BeforeValidator(_word(CONFIDENCES, "a confidence")), _enum(CONFIDENCES)]
Kind = Annotated[str, BeforeValidator(_word(SOURCE_KINDS, "a kind of source")), _enum(SOURCE_KINDS)]
Origin = Annotated[str, BeforeValidator(_word(ORIGINS, "an origin")), _enum(ORIGINS)]
Letter = Annotated[str, BeforeValidator(_word(tuple("ABCDEF"), "a reliability")), _enum(tuple("ABCDEF"))]
Level = Annotated[str, BeforeValidator(_word(LEVELS, "a level", "E120")), _enum(LEVELS)]
Toward = Annotated[Direction, BeforeValidator(_word(DIRECTIONS, "a direction"))]
StatusWord = Annotated[
    Literal["draft", "published", "corrected", "withdrawn"], BeforeValidator(_word(STATUSES, "a status"))
]
Rights = Annotated[str, BeforeValidator(_word(RIGHTS, "a statement of rights")), _enum(RIGHTS)]
Handling = Annotated[str, BeforeValidator(_word(TLP, "a label of TLP 2.0")), _enum(TLP)]
Language = Annotated[str, BeforeValidator(_language)]
Sha256 = Annotated[str, BeforeValidator(_hash)]


# The keys


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceKeys(_Group):
    """One entry of `sources`."""

    id: Id = Field(
        description="Short name by which figures and judgements of this file refer to it.", examples=["reex"]
    )
    publisher: str = Field("", description="Who published it.", examples=["Rare Earth Exchanges"])
    title: str = Field("", description="Its title.", examples=["Magnet project announced"])
    url: Address = Field(
        "", description="Where it can be read; http or https.", examples=["https://example.org/article"]
    )
    published: DayOrLess = Field(
        "", description="When it was published: a day, month or year.", examples=["2025-08-28"]
    )
    retrieved: DayOrLess = Field("", description="When it was read.", examples=["2025-09-01"])
    kind: Kind = Field("", description="What sort of source it is.", examples=["trade-press"])
    reliability: Letter = Field(
        "F", description="How reliable the source is, A to F; F is unknown.", examples=["C"]
    )
    origin: Origin = Field(
        "", description="Who the statement comes from; independence is counted by it.", examples=["company"]
    )
    relays: str = Field(
        "",
        description="What it passes on, where it does not speak for itself.",
        examples=["announcement of the company"],
    )
    raw_sha256: Sha256 = Field("", description="SHA-256 of the raw text that was read.", examples=["0" * 64])


class RiskKeys(_Group):
    """The keys of `risk`; the level is computed from likelihood times impact."""

    level: Level | None = Field(
        None, description="May be left out where both marks are given.", examples=["high"]
    )
    likelihood: Mark | None = Field(None, description="Of the harm within the horizon, 1 to 5.", examples=[4])
    impact: Mark | None = Field(None, description="On buyers outside China, 1 to 5.", examples=[4])
    direction: Toward | None = Field(
        None, description="Which way the item moves the risk.", examples=["raises"]
    )
    horizon_months: int = Field(12, description="How far ahead the marks look.", ge=1, le=120, examples=[12])
    rationale: str = Field(
        "", description="Why these marks, in a sentence.", examples=["A binding licence rule with a date."]
    )
    as_of: Day | None = Field(
        None, description="The day of the marks, if not that of the briefing.", examples=["2025-09-01"]
    )


class CorrectionKeys(_Group):
    """One entry of `corrections`."""

    date: Day = Field(description="When it was put right.", examples=["2025-09-03"])
    what: str = Field(
        description="What was wrong.", min_length=1, examples=["The capacity was given ten times too high."]
    )


class ReviewedKeys(_Group):
    """Who accepted what a machine had read, and when."""

    by: str = Field(description="Who looked at it.", min_length=1, examples=["the desk"])
    on: Day = Field(description="On which day.", examples=["2025-09-01"])


class FrontMatter(_Group):
    """All keys that the front matter of a briefing may have."""

    title: str = Field(
        "",
        description="What the briefing says, as a headline.",
        examples=["A magnet plant opens without a source of metal"],
    )
    date: Day | None = Field(
        None,
        description="When we publish. Without it a page is undated, never today's.",
        examples=["2025-09-01"],
    )
    company: str = Field(
        "",
        description="The main company: id, name, alias or ticker of the register; `none` for a policy item.",
        examples=["northern-rare-earth"],
    )
    companies: list[str] = Field([], description="The other companies.", examples=[["lynas", "mp-materials"]])
    ticker: str = Field(
        "",
        description="One of the company's listings; may be left out, the register knows it.",
        examples=["SSE:600111"],
    )
    tickers: list[str] = Field([], description="Further listings that matter here.", examples=[["ASX:LYC"]])
    themes: list[str] = Field([], description="Ids of topics.", examples=[["magnets", "green-smelting"]])
    risk: Annotated[RiskKeys, BeforeValidator(_level_alone)] | None = Field(
        None,
        description="Likelihood and impact of harm to buyers outside China, or a level alone.",
        examples=[{"likelihood": 4, "impact": 4, "direction": "raises"}, "high"],
    )
    confidence: Confidence = Field(
        "", description="How good the evidence is as a whole.", examples=["moderate"]
    )
    sources: list[SourceKeys] = Field(
        [],
        description="What the briefing rests on.",
        examples=[[{"id": "notice", "publisher": "A ministry", "kind": "official", "reliability": "A"}]],
    )
    source_summary: str = Field(
        "",
        description="Strengths and gaps of the sources as a whole, in a sentence or two.",
        examples=["One trade article relays the company; no second origin."],
    )
    slug: Slug = Field(
        "", description="The last part of the address; default is the file's name.", examples=["magnet-plant"]
    )
    as_of: DayOrLess = Field(
        "", description="The day, month or year up to which the text knows.", examples=["2025-08"]
    )
    review_by: Day | None = Field(
        None,
        description="When it is to be looked at again; default is 180 days after `date`.",
        examples=["2026-03-01"],
    )
    updates: Slug = Field(
        "", description="Slug of the briefing that this one adds to.", examples=["magnet-plant"]
    )
    supersedes: Slug = Field(
        "", description="Slug of the briefing that this one takes the place of.", examples=["magnet-plant"]
    )
    corrections: list[CorrectionKeys] = Field(
        [],
        description="What was wrong, and when it was put right.",
        examples=[[{"date": "2025-09-03", "what": "The capacity was given ten times too high."}]],
    )
    formerly: list[Slug] = Field(
        [], description="Earlier slugs; each becomes a redirect.", examples=[["magnet-works"]]
    )
    author: str = Field("", description="Who wrote it.", examples=["the desk"])
    reviewed: ReviewedKeys | None = Field(
        None,
        description="Who accepted machine-read fields, and when.",
        examples=[{"by": "the desk", "on": "2025-09-01"}],
    )
    lang: Language = Field("en", description="Language of the text.", examples=["en"])
    ai_use: str = Field(
        "",
        description="What a language model was used for, if it was.",
        examples=["translation of one source"],
    )
    embargo: Day | None = Field(None, description="Not published before this day.", examples=["2025-09-10"])
    status: StatusWord = Field(
        "published",
        description="`corrected` and `withdrawn` need an entry in `corrections`.",
        examples=["draft"],
    )
    rights: Rights = Field(
        "own-words",
        description="Whose words these are; `unconfirmed` is never published.",
        examples=["own-words"],
    )
    tlp: Handling = Field(
        "TLP:CLEAR",
        description="Handling label of TLP 2.0; only TLP:CLEAR is published.",
        examples=["TLP:CLEAR"],
    )


KEYS = tuple(FrontMatter.model_fields)
"""All keys of the front matter, in the order of the docs."""

RENAMED = {
    "risk_level": "risk", "risk-level": "risk", "topics": "themes", "topic": "themes", "theme": "themes",
    "tags": "themes", "tag": "themes", "category": "themes", "categories": "themes", "keywords": "themes",
    "headline": "title", "published": "date", "publish_date": "date", "pubdate": "date",
    "organisation": "company", "organization": "company", "firm": "company",
    "symbol": "ticker", "symbols": "tickers", "stock": "ticker", "source": "sources",
    "summary_of_sources": "source_summary", "review": "review_by", "review-by": "review_by",
    "as-of": "as_of", "asof": "as_of", "language": "lang", "authors": "author", "by": "author",
    "licence": "rights", "license": "rights", "alias": "formerly", "aliases": "formerly",
    "redirect_from": "formerly", "correction": "corrections", "ai": "ai_use", "confidence_level": "confidence",
}  # fmt: skip
"""Keys that others use for ours; `--fix` renames them."""

RENAMED_IN_GROUPS = {
    "sources": {
        "name": "publisher", "outlet": "publisher", "link": "url", "href": "url", "date": "published",
        "type": "kind", "grade": "reliability", "accessed": "retrieved", "sha256": "raw_sha256", "key": "id",
    },
    "risk": {
        "risk_level": "level", "probability": "likelihood", "severity": "impact", "trend": "direction",
        "why": "rationale", "reason": "rationale", "horizon": "horizon_months", "date": "as_of",
    },
    "corrections": {"on": "date", "text": "what", "note": "what"},
    "reviewed": {"who": "by", "date": "on", "when": "on"},
}  # fmt: skip
"""The same for the keys inside of ours."""

GROUPS: dict[str, type[BaseModel]] = {
    "sources": SourceKeys,
    "risk": RiskKeys,
    "corrections": CorrectionKeys,
    "reviewed": ReviewedKeys,
}
"""Keys whose values have keys of their own."""

LISTS = tuple(
    name
    for name, each in FrontMatter.model_fields.items()
    if getattr(each.annotation, "__origin__", None) is list
)
"""Keys that take a list."""


def json_schema() -> dict[str, Any]:
    """The form of the front matter as JSON Schema (draft 2020-12); `json_schema.site_schema` adds the site's words."""
    schema = FrontMatter.model_json_schema()
    risk = schema["properties"]["risk"]["anyOf"]
    risk.insert(0, {"type": "string", "enum": list(LEVELS)})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
