"""Risk in word, number and reasons, as data.

A risk is always one of an item or a topic, to buyers outside China; never of a company.
"""

from __future__ import annotations

from lodestone.model import Risk
from lodestone.site.card import Card
from lodestone.site.views.values import Data, moment
from lodestone.site.words import DIRECTION_WORDS, IMPACT_MARKS, LIKELIHOOD_MARKS


def risk_of(card: Card) -> Data | None:
    """The risk of a briefing, marked as proposed where no person confirmed it; None where there is none."""
    return mark(card.risk) | {"proposed": card.proposed} if card.risk else None


def mark(risk: Risk) -> Data:
    """A risk as given: the level, the two marks that it follows from, where it goes, and why."""
    return {
        "level": risk.level,
        "number": risk.number,
        "likelihood": risk.likelihood,
        "likelihood_words": LIKELIHOOD_MARKS.get(risk.likelihood or 0, ""),
        "impact": risk.impact,
        "impact_words": IMPACT_MARKS.get(risk.impact or 0, ""),
        "direction": DIRECTION_WORDS.get(risk.direction or "", ""),
        "months": risk.horizon_months,
        "rationale": risk.rationale,
        "as_of": moment(risk.as_of),
        "proposed": False,
    }
