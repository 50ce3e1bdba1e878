"""Advice on wording and sourcing: warnings that a person may silence in place, with a reason.

`rules` is the table of all rules; each file beside it holds those of one question: `judgements`
(yardstick, basis), `numbers` (what the prose claims and no figure carries), `grounds` (figures
and their grades), `wording` (advice, titles, acronyms, residue), `copying` (runs of words shared
with a scrape). `silence` reads allowances, `consequences` leaves out what only follows from an
error. Rules see a `Manuscript` and give problems; pure.
"""

from lodestone.editorial.consequences import without_consequences
from lodestone.editorial.manuscript import Manuscript
from lodestone.editorial.rules import RULES, advise
from lodestone.editorial.silence import Allowance, allows, settle

__all__ = ["RULES", "Allowance", "Manuscript", "advise", "allows", "settle", "without_consequences"]
