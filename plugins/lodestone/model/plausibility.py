"""Hold a value against what is known of its measure: a figure that dwarfs a reference quantity is hard to believe.

Such a figure is shown with the comparison, never dropped: the mistake may be the source's, and
then the comparison is what a reader needs.
"""

from __future__ import annotations

from decimal import Decimal

from lodestone.model.briefing import Figure
from lodestone.model.lexicon import Lexicon, ReferenceQuantity
from lodestone.model.quantity import Period

DWARFS = 10
"""From so many times the largest reference quantity on, a value is implausible: a decimal point or a unit slipped."""
_DAYS_OF_A_YEAR = Decimal("365.25")


def implausible(figure: Figure, lexicon: Lexicon) -> str:
    """The comparison that makes a figure hard to believe, in words; '' where there is none.

    References are those of its measure, of a year, and of the same dimension; a flow over more
    than a year may be so much larger. The value's upper end counts, whatever its bound.
    """
    measure = lexicon.vocabulary.measures.get(figure.measure)
    unit = lexicon.vocabulary.units.get(figure.value.unit)
    if measure is None or unit is None or not measure.references:
        return ""
    comparable = [each for each in measure.references if _dimension(each, lexicon) == unit.dimension]
    largest = max(comparable, key=lambda each: _folded(each, lexicon), default=None)
    if largest is None or not _folded(largest, lexicon):
        return ""
    years = _years(figure.period) if measure.time == "flow" else Decimal(1)
    times = (
        max(map(abs, (figure.value.low, figure.value.high))) * unit.factor / _folded(largest, lexicon) / years
    )
    if times < DWARFS:
        return ""
    basis = f", {largest.basis}" if largest.basis else ""
    return (
        f"about {times:,.0f} times the reference of {largest.value:,f} {largest.unit} "
        f"({lexicon.subject_label(largest.of)}, {largest.period}{basis})"
    )


def _dimension(reference: ReferenceQuantity, lexicon: Lexicon) -> str:
    return (
        lexicon.vocabulary.units[reference.unit].dimension
        if reference.unit in lexicon.vocabulary.units
        else ""
    )


def _folded(reference: ReferenceQuantity, lexicon: Lexicon) -> Decimal:
    return reference.value * lexicon.vocabulary.units[reference.unit].factor


def _years(period: Period | None) -> Decimal:
    """How many years a flow went on; what is shorter than a year, or undated, counts as one."""
    if period is None or period.first is None or period.last is None:
        return Decimal(1)
    return max(Decimal(1), Decimal((period.last - period.first).days + 1) / _DAYS_OF_A_YEAR)
