"""A small register, and a briefing read as the pipeline reads it, without what a machine proposes."""

from __future__ import annotations

from functools import cache

from lodestone.annotate import Annotation
from lodestone.assemble import assemble
from lodestone.model import Diagnostic, Lexicon, Locator
from lodestone.repair import repair
from lodestone.repair.decode import decode
from lodestone.text.document import Document, cut
from lodestone.text.fields import Fields, read_fields
from lodestone.text.lexicon import read_lexicon
from lodestone.text.markdown import Body, render
from lodestone.text.sections import Sections, read_sections

REGISTER = {
    "companies/northern-rare-earth.md": """---
id: northern-rare-earth
name: China Northern Rare Earth (Group) Hi-Tech Co., Ltd.
aliases: [Northern Rare Earth, NRE]
weak_aliases: [NRE]
names_zh: [北方稀土]
country: CN
listings: [{ticker: 'SSE:600111', mic: XSHG}]
relations: [{type: partner, with: lynas, basis: register}]
---
A producer of light rare earths.
""",
    "companies/lynas.md": """---
id: lynas
name: Lynas Rare Earths Ltd
aliases: [Lynas]
country: AU
listings: [{ticker: 'ASX:LYC', mic: XASX}]
---
A producer.
""",
    "companies/usa-rare-earth.md": """---
id: usa-rare-earth
name: USA Rare Earth, Inc.
listings: [{ticker: 'NASDAQ:USAR', mic: XNAS}]
---
A maker of magnets.
""",
    "companies/mp-materials.md": """---
id: mp-materials
name: MP Materials Corp.
listings: [{ticker: 'NYSE:MP', mic: XNYS}]
---
A mine and a magnet plant.
""",
    **{
        f"topics/{name}.md": f"---\ntitle: {title}\nterms: [{{term: {name}, weight: 2}}]\n---\nWords.\n"
        for name, title in {
            "magnets": "Permanent magnets",
            "recycling": "Recycling",
            "green-smelting": "Green smelting",
            "western-implications": "Western implications",
        }.items()
    },
    "vocabulary/exchanges.yaml": """exchanges:
  - {code: SSE, name: Shanghai, mic: [XSHG], symbol: '60[0135]\\d{3}', width: 6, suffixes: [.SS], bloomberg: [CH]}
  - {code: NASDAQ, name: Nasdaq, mic: [XNAS], symbol: '[A-Z]{1,5}'}
  - {code: NYSE, name: New York, mic: [XNYS], symbol: '[A-Z]{1,4}'}
  - {code: ASX, name: Australia, mic: [XASX], symbol: '[A-Z][A-Z0-9]{2}', suffixes: [.AX]}
""",
    "vocabulary/units.yaml": """units:
  - {unit: t, dimension: mass, factor: 1, to: t}
  - {unit: t/yr, dimension: mass-rate, factor: 1, to: t/yr}
  - {unit: kt/yr, dimension: mass-rate, factor: 1000, to: t/yr}
  - {unit: '%', dimension: percent, factor: 1, to: '%'}
""",
    "vocabulary/measures.yaml": """measures:
  - {id: capacity, label: Capacity, dimension: mass-rate, unit: t/yr, time: level}
  - {id: output, label: Output, dimension: mass, unit: t, time: flow, adds: 'yes'}
  - {id: water-use, label: Water use, dimension: percent, unit: '%', time: level}
""",
    "vocabulary/subjects.yaml": "subjects:\n  - {id: world, label: World, kind: place}\n",
    "vocabulary/jurisdictions.yaml": """jurisdictions:
  - {code: US, label: United States, names: [American]}
  - {code: EU, label: European Union, names: [Europe]}
  - {code: other, label: Elsewhere}
""",
}
"""Four companies, four topics, four exchanges: enough for every rule."""


@cache
def lexicon() -> Lexicon:
    """The small register, read."""
    read, problems = read_lexicon({path: text.encode() for path, text in REGISTER.items()})
    assert not problems, [str(problem) for problem in problems]
    return read


def read(text: str) -> tuple[Document, Fields, Sections, Body]:
    """A briefing's parts, whatever is wrong with it."""
    document, _ = cut(text)
    fields, _ = read_fields(document, lexicon())
    sections, _ = read_sections(document, fields, lexicon())
    return document, fields, sections, render(document, sections)[0]


def problems_of(data: bytes, path: str = "briefings/a.md") -> list[Diagnostic]:
    """What is wrong with a briefing, as it is on disk; advice on what is missing (W310, W311) left out."""
    decoded = decode(data)
    repaired = repair(decoded.text)
    document, cut_problems = cut(repaired.text)
    fields, field_problems = read_fields(document, lexicon())
    sections, section_problems = read_sections(document, fields, lexicon())
    _, gaps = assemble(path, document, fields, sections, Annotation(), lexicon())
    _, body_problems = render(document, sections)
    locator = Locator(decoded.text, repaired.changes)
    found = (*decoded.problems, *cut_problems, *field_problems, *section_problems, *gaps, *body_problems)
    told = (problem.located(path, locator) for problem in found if problem.code not in ("W310", "W311"))
    return sorted(told)
