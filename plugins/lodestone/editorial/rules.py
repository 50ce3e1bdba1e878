"""The table of editorial rules: what each looks for, and of which texts it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lodestone.editorial import grounds, judgements, numbers, wording
from lodestone.editorial.manuscript import Manuscript
from lodestone.model import Problem


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the code that it gives and the function that finds it."""

    code: str
    find: Callable[[Manuscript], Iterator[Problem]]
    own: bool = False
    """Asked only of text in our own words: what others wrote, under licence or not yet cleared, is as it is."""
    english: bool = False
    """Knows English alone."""

    def asks(self, manuscript: Manuscript) -> bool:
        """Whether the rule is for this briefing. A withdrawn one is asked nothing: its text is not published."""
        briefing = manuscript.briefing
        return (
            briefing.status != "withdrawn"
            and not (self.own and briefing.rights != "own-words")
            and not (self.english and not briefing.lang.startswith("en"))
        )


RULES = (
    Rule("W301", judgements.joined, own=True, english=True),
    Rule("W302", judgements.hedged, english=True),
    Rule("W303", numbers.uncarried, own=True),
    Rule("W307", wording.damaged),
    Rule("W309", wording.unexplained, own=True, english=True),
    Rule("W315", grounds.beyond_belief),
    Rule("W318", grounds.unconfirmed),
    Rule("W319", judgements.unfounded),
    Rule("W320", wording.advising, own=True, english=True),
    Rule("W321", wording.branding, english=True),
    Rule("W324", wording.unfinished),
)
"""Beside these, `copying.shared_runs` (W322) is asked where the scrape is at hand, and the site knows of overdue
reviews (W306)."""


def advise(manuscript: Manuscript) -> tuple[Problem, ...]:
    """What all rules find, in their order."""
    return tuple(problem for rule in RULES if rule.asks(manuscript) for problem in rule.find(manuscript))
