"""The register out of its files: what is read, and what is told of a bad row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lodestone.model import Ticker
from lodestone.text.lexicon import read_lexicon
from text.reading import REGISTER, lexicon


def test_the_small_register() -> None:
    read = lexicon()
    company = read.companies["northern-rare-earth"]
    assert company.listings[0].ticker == Ticker("SSE", "600111")
    assert (company.profile, company.path) == (
        "A producer of light rare earths.",
        "companies/northern-rare-earth.md",
    )
    assert (company.relations[0].other, company.weak_aliases, company.names_zh) == (
        "lynas",
        ("NRE",),
        ("北方稀土",),
    )
    assert (read.topics["magnets"].title, read.topics["magnets"].terms[0].weight) == (
        "Permanent magnets",
        2.0,
    )
    assert read.vocabulary.units["kt/yr"].factor == Decimal(1000)
    assert (read.vocabulary.measures["output"].adds, read.vocabulary.measures["output"].time) == (
        True,
        "flow",
    )
    assert read.vocabulary.jurisdictions["EU"].names == ("Europe",)


def test_the_digest_is_of_the_files() -> None:
    files = {path: text.encode() for path, text in REGISTER.items()}
    again = dict(reversed(files.items()))
    assert read_lexicon(files)[0].digest == read_lexicon(again)[0].digest
    again["vocabulary/hedges.yaml"] = b"hedges: [may]\n"
    assert read_lexicon(files)[0].digest != read_lexicon(again)[0].digest


COMPANY = "---\nid: x\nname: X\n{}---\nProfile.\n"
X, TOPIC, UNITS = "companies/x.md", "topics/x.md", "vocabulary/units.yaml"
SIGNALS, SUBJECTS, MEASURES = (f"vocabulary/{name}.yaml" for name in ("signals", "subjects", "measures"))
SIGNAL = "signals:\n- {{id: a, axis: {}, points: 1, why: w, patterns: [{}]}}\n"
MEASURE = "measures: [{{id: a, label: L, dimension: mass, unit: {}, time: level}}]\n"


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        (X, COMPANY.format("alias: [Y]\n"), "4:1: E209 `alias`"),
        (X, COMPANY.format("aliases: Y\n"), "4:10: E209 a list"),
        (X, "---\nname: X\n---\n", "2:1: E209 `id` is missing"),
        (X, "---\nid: X Y\nname: X\n---\n", "2:5: E209 `X Y`"),
        (X, "---\nid: lynas\nname: X\n---\n", "2:5: E209 the id `lynas`"),
        (X, COMPANY.format("listings: [{ticker: 'ASX:LYC', mic: XASX}]\n"), "4:21: E209 ASX:LYC"),
        (X, COMPANY.format("listings: [{ticker: 'ASX:12', mic: XASX}]\n"), "4:21: E209 ASX can"),
        (X, COMPANY.format("listings: [{ticker: 'XX:12', mic: XASX}]\n"), "4:21: E209 `XX`"),
        (X, COMPANY.format("listings: [{ticker: 'ASX:ABC', mic: XLON}]\n"), "4:37: E209 `XLON`"),
        (X, COMPANY.format("relations: [{type: owns, with: lyna, basis: r}]\n"), "4:32: E209 `lyna`"),
        (X, COMPANY.format("note: A: b\n"), "4:7: E103"),
        (X, "id: x\n", "1:1: E102"),
        (X, b"---\nid: x\nname: \xff\n---\n", "3:7: E100"),
        (TOPIC, "---\ntitle: X\nterms: [{term: a}]\n---\n", "3:9: E209 `weight` is missing"),
        (TOPIC, "---\ntitle: X\nterms: [{term: a, weight: nan}]\n---\n", "3:27: E209 `nan`"),
        (TOPIC, "---\ntitle: X\nrisk: [{on: 2025-9-1}]\n---\n", "3:13: E209 `2025-9-1`"),
        (UNITS, "units:\n  - {unit: t, dimension: mass, factor: one, to: t}\n", "2:40: E209 `one`"),
        (UNITS, "unit:\n  - {}\n", "1:1: E209 `unit` is not the key"),
        (UNITS, "units: {}\n", "1:8: E209 a list"),
        (SIGNALS, SIGNAL.format("luck", "a"), "2:17: E209 `luck`"),
        (SIGNALS, SIGNAL.format("impact", "'('"), "2:55: E209 the regular"),
        (SUBJECTS, "subjects: [{id: lynas, label: L, kind: plant}]\n", "1:17: E209 `lynas` is the id"),
        (SUBJECTS, "subjects: [{id: a, label: L, kind: plant, owners: [lyna]}]\n", "1:52: E209 `lyna`"),
        (SUBJECTS, "subjects: [{id: a, label: L, kind: p}, {id: a, label: M, kind: p}]", "1:40: E209 `a`"),
        (MEASURES, MEASURE.format("lb"), "1:53: E209 `lb`"),
        (MEASURES, MEASURE.format("'%'"), "1:41: E209 `%`"),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_at_its_place(path: str, text: str | bytes, told: str) -> None:
    files = {name: each.encode() for name, each in REGISTER.items()}
    files[path] = text if isinstance(text, bytes) else text.encode()
    if path.startswith("vocabulary/") and path != MEASURES:
        del files["vocabulary/measures.yaml"]
    _, problems = read_lexicon(files)
    assert [str(problem).removeprefix(f"{path}:")[: len(told)] for problem in problems] == [told]


def test_a_bad_row_leaves_the_others() -> None:
    files = {name: each.encode() for name, each in REGISTER.items()}
    files["vocabulary/subjects.yaml"] = (
        b"subjects:\n  - {id: a, label: A}\n  - {id: b, label: B, kind: place}\n"
    )
    read, problems = read_lexicon(files)
    assert list(read.vocabulary.subjects) == ["b"]
    assert [str(problem) for problem in problems] == ["vocabulary/subjects.yaml:2:5: E209 `kind` is missing"]


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("Lynas Rare Earths Limited", "lynas"),
        ("lynas rare earths", "lynas"),
        ("Lynas Pty Ltd", "lynas"),
        ("USA Rare Earth", "usa-rare-earth"),
        ("USA Rare Earth LLC", "usa-rare-earth"),
        ("MP Materials Corporation", "mp-materials"),
        ("China Northern Rare Earth (Group) Hi-Tech Co Ltd", "northern-rare-earth"),
        ("北方稀土股份有限公司", "northern-rare-earth"),
        ("Limited", None),
        ("Rare Earths Ltd", None),
    ],
)
def test_a_company_is_known_with_any_legal_form_or_none(written: str, id_: str | None) -> None:
    found = lexicon().company(written)
    assert (found.id if found else None) == id_


def test_a_name_that_two_companies_share_without_their_legal_forms_is_of_neither() -> None:
    """With its form each still has a name of its own."""
    entry = "---\nid: {id}\nname: {name}\ncountry: DE\n---\nWords.\n"
    files = {
        "companies/one.md": entry.format(id="one", name="Erz AG").encode(),
        "companies/two.md": entry.format(id="two", name="Erz GmbH").encode(),
    }
    read, problems = read_lexicon(files)
    assert not problems
    found = [read.company(each) for each in ("Erz AG", "Erz GmbH", "Erz", "Erz SE")]
    assert [each and each.id for each in found] == ["one", "two", None, None]
