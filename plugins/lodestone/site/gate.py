"""The gate of privacy: which briefings the public may see, and which of the others are mistakes.

Drafts and embargoed briefings wait, and are counted. Text whose rights nobody confirmed, and
text under a handling label other than TLP:CLEAR, is an error of a publish build; it is kept
back here all the same, so that no mistake further on can let it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lodestone.model import Briefing, Problem, Span
from lodestone.site.options import SiteOptions

_START = Span(0, 0)


def kept_back(briefing: Briefing, options: SiteOptions) -> str:
    """Why the public may not see this briefing: one word, or '' where it may."""
    if briefing.status == "draft":
        return "draft"
    if briefing.embargo is not None and briefing.embargo > options.today:
        return "embargoed"
    if briefing.rights == "unconfirmed":
        return "rights"
    if briefing.tlp != "TLP:CLEAR":
        return "handling"
    if options.unconfirmed != "mark" and briefing.machine_read:
        return "held"
    return ""


def mistakes(briefing: Briefing, options: SiteOptions) -> Iterator[Problem]:
    """What stops a publish build (E205, E206, E207), for a briefing that claims to be ready."""
    if kept_back(briefing, options) in ("draft", "embargoed"):
        return
    if briefing.rights == "unconfirmed":
        yield Problem(
            "E205",
            briefing.spans.get("rights", _START),
            "`rights` is unconfirmed, and the briefing is no draft",
            "write what allows publication: own-words, licensed, public-domain or quotation; "
            "or `status: draft`",
        )
    if briefing.tlp != "TLP:CLEAR":
        yield Problem(
            "E206",
            briefing.spans.get("tlp", _START),
            f"the handling label is {briefing.tlp}; only TLP:CLEAR is published",
            "take the label off if the text may be public, or write `status: draft`",
        )
    if options.unconfirmed == "error" and briefing.machine_read:
        yield Problem(
            "E207",
            _START,
            f"machine-read and not confirmed: {', '.join(briefing.machine_read)}",
            f"look at them, then run `lodestone accept {briefing.path}`",
        )


def stub(briefing: Briefing) -> Briefing:
    """What is left of a withdrawn briefing: title, date, and the corrections that say why."""
    return Briefing(
        slug=briefing.slug,
        path=briefing.path,
        title=briefing.title,
        date=briefing.date,
        corrections=briefing.corrections,
        formerly=briefing.formerly,
        embargo=briefing.embargo,
        status=briefing.status,
        rights=briefing.rights,
        tlp=briefing.tlp,
        spans=briefing.spans,
    )
