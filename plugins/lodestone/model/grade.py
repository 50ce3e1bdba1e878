"""How sources and statements are graded: the Admiralty code, its words, and the yardsticks of likelihood.

Sources: NATO AJP-2.1 and US FM 2-22.3 for the two-character code; Intelligence Community
Directive 203 for the seven likelihood terms and their bands.
"""

from __future__ import annotations

from dataclasses import dataclass

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
LIKELIHOODS = {
    "almost no chance": (1, 5),
    "very unlikely": (5, 20),
    "unlikely": (20, 45),
    "roughly even chance": (45, 55),
    "likely": (55, 80),
    "very likely": (80, 95),
    "almost certain": (95, 99),
}
"""The seven terms of ICD 203, each with its band in per cent."""
CONFIDENCES = ("low", "moderate", "high")


@dataclass(frozen=True, slots=True, order=True)
class Grade:
    """Reliability of the source, A to F, and credibility of the statement, 1 to 6, judged apart."""

    reliability: str
    credibility: int

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"

    @property
    def words(self) -> str:
        """The grade in words.

        >>> Grade("B", 2).words
        'usually reliable, probably true'
        """
        return f"{RELIABILITY[self.reliability]}, {CREDIBILITY[self.credibility]}"
