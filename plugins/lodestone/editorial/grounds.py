"""Figures and their grades: what "confirmed" needs, and values beyond belief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lodestone.editorial.manuscript import Manuscript
from lodestone.model import Citation, Figure, Given, Problem, Source

_OF_ITS_OWN_ACT = "official"
"""The kind of source that is the record of an act: a notice, a law, a release of the body that acted."""


def unconfirmed(manuscript: Manuscript) -> Iterator[Problem]:
    """W318: credibility 1 without two origins, or an official record graded A. Only grades that a person gave."""
    sources = {each.value.id: each.value for each in manuscript.briefing.sources}
    for figure in manuscript.briefing.figures:
        if figure.proposed:
            continue
        for citation in figure.value.citations:
            if citation.credibility == 1 and not _confirmed(citation, figure.value, sources):
                origins = sorted(_origins(figure.value, sources)) or ["none that is stated"]
                message = (
                    f"`{citation.source} 1` says confirmed, but the origins here are: {', '.join(origins)}"
                )
                hint = "cite a source of another origin too, or write 2; only an official record graded A stands alone"
                yield Problem("W318", citation.span, message, hint)


def _confirmed(citation: Citation, figure: Figure, sources: Mapping[str, Source]) -> bool:
    source = sources.get(citation.source)
    recorded = source is not None and source.reliability == "A" and source.kind == _OF_ITS_OWN_ACT
    return recorded or len(_origins(figure, sources)) > 1


def _origins(figure: Figure, sources: Mapping[str, Source]) -> set[str]:
    cited = (sources[each.source] for each in figure.citations if each.source in sources)
    return {source.origin for source in cited if source.origin}


def beyond_belief(manuscript: Manuscript) -> Iterator[Problem]:
    """W315: a value that dwarfs the reference quantities of its measure. It is shown with the comparison."""
    for figure in manuscript.briefing.figures:
        if figure.value.implausible:
            place = figure.span if isinstance(figure, Given) else figure.evidence[0].span
            message = f"{figure.value.value.in_words} is {figure.value.implausible}"
            yield Problem("W315", place, message, "check number and unit in the source")
