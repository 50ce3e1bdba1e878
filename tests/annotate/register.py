"""The register of the site, read for the tests of the annotator.

A loader of its own, so that these tests stand without the room `text`: the files are trusted here,
their checking is tested there.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lodestone.model import (
    Company,
    Exchange,
    FormerName,
    Jurisdiction,
    Lexicon,
    Listing,
    Measure,
    Publisher,
    ReferenceQuantity,
    Relation,
    Signal,
    Subject,
    Term,
    Ticker,
    Topic,
    Unit,
    Vocabulary,
    digest_of,
)

CONTENT = Path(__file__).parents[2] / "content"


@cache
def register() -> Lexicon:
    """The lexicon of `content/`."""
    paths = sorted(
        path for folder in ("companies", "topics", "vocabulary") for path in (CONTENT / folder).glob("*.*")
    )
    files = {str(path.relative_to(CONTENT)): path.read_bytes() for path in paths}
    rows = {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))[path.stem]
        for path in paths
        if path.suffix == ".yaml"
    }
    companies = [_company(path) for path in paths if path.parent.name == "companies"]
    topics = [_topic(path) for path in paths if path.parent.name == "topics"]
    return Lexicon(
        companies={each.id: each for each in companies},
        topics={each.id: each for each in topics},
        vocabulary=Vocabulary(
            exchanges={row["code"]: Exchange(**_tupled(row)) for row in rows["exchanges"]},
            units={
                row["unit"]: Unit(**row | {"factor": Decimal(str(row["factor"]))}) for row in rows["units"]
            },
            measures={row["id"]: _measure(row) for row in rows["measures"]},
            subjects={row["id"]: Subject(**_tupled(row)) for row in rows["subjects"]},
            jurisdictions={row["code"]: Jurisdiction(**_tupled(row)) for row in rows["jurisdictions"]},
            publishers=tuple(Publisher(**_tupled(row)) for row in rows["publishers"]),
            signals=tuple(Signal(**_tupled(row)) for row in rows["signals"]),
            hedges=tuple(rows["hedges"]),
            domain=tuple(rows["domain"]),
        ),
        digest=digest_of(files),
    )


def _front(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8").split("---\n", 2)[1])


def _tupled(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _company(path: Path) -> Company:
    row = _front(path)
    listings = tuple(Listing(Ticker(*each["ticker"].split(":")), each["mic"]) for each in row.pop("listings"))
    relations = tuple(
        Relation(other=each.pop("with"), **each) for each in (dict(each) for each in row.pop("relations", ()))
    )
    former = tuple(FormerName(**each) for each in row.pop("former_names", ()))
    return Company(**_tupled(row), listings=listings, relations=relations, former_names=former)


def _topic(path: Path) -> Topic:
    row = _front(path)
    terms = tuple(Term(**each) for each in row["terms"])
    return Topic(id=path.stem, title=row["title"], terms=terms, lens=row.get("lens", False))


def _measure(row: dict[str, Any]) -> Measure:
    row = dict(row)
    references = tuple(
        ReferenceQuantity(**each | {"value": Decimal(str(each["value"]))})
        for each in row.pop("references", ())
    )
    cues = tuple(tuple(group) for group in row.pop("cues", ()))
    adds = row.pop("adds") == "yes"
    return Measure(**row, references=references, cues=cues, adds=adds)
