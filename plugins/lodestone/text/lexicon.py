"""Register files to a `Lexicon`: companies, topics, vocabulary. Pure: bytes in, values and diagnostics out.

Keys are the fields of the dataclasses of `lodestone.model`, one for one, so that the model is
the manual. Files, by their path below the content directory:

- `companies/*.md`: front matter as `Company` (listings: `[{ticker: 'SSE:600111', mic: XSHG}]`,
  relations: `[{type, with, basis, …}]`), body = profile
- `topics/*.md`: front matter as `Topic` (terms: `[{term, weight}]`, risk: `[{on, likelihood, impact,
  direction, why, supports, contradicts}]`, lens), body = landing text; the id is the file's stem
- `vocabulary/exchanges.yaml`: `exchanges: [{code, name, mic: [..], symbol, width, prefixes, suffixes, bloomberg, country}]`
- `vocabulary/units.yaml`: `units: [{unit, dimension, factor, to, currency}]`
- `vocabulary/measures.yaml`: `measures: [...]`, `references` and `cues` as in `Measure` (`adds` yes/no)
- `vocabulary/subjects.yaml`, `jurisdictions.yaml`, `publishers.yaml`, `signals.yaml`, `hedges.yaml`: one list
  each under the key of the file's name
"""

from __future__ import annotations

from collections.abc import Mapping

from lodestone.model import Diagnostic, Lexicon


def read_lexicon(files: Mapping[str, bytes]) -> tuple[Lexicon, tuple[Diagnostic, ...]]:
    """Read the register out of files by path. Problems (E101, E209 …) point into the file; a bad row is left out."""
    raise NotImplementedError


def is_register(path: str) -> bool:
    """Whether a path below the content directory belongs to the register (companies, topics, vocabulary)."""
    return path.startswith(("companies/", "topics/", "vocabulary/"))
