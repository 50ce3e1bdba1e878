"""The vocabulary of the code: frozen values that every other room speaks in. Imports nothing else of ours."""

from lodestone.model.briefing import (
    Briefing,
    Citation,
    Correction,
    Figure,
    Implication,
    Judgement,
    Reference,
    Source,
    WatchItem,
)
from lodestone.model.change import Change, replay, undo
from lodestone.model.codes import CODES, Code
from lodestone.model.company import Company, FormerName, Listing, Relation, Subject, Term, Topic, TopicRisk
from lodestone.model.diagnostic import Diagnostic, Fix, Problem, did_you_mean
from lodestone.model.grade import CONFIDENCES, CREDIBILITY, LIKELIHOODS, RELIABILITY, Grade
from lodestone.model.lexicon import (
    Accuracy,
    Jurisdiction,
    Lexicon,
    Measure,
    Publisher,
    ReferenceQuantity,
    Signal,
    Vocabulary,
    digest_of,
)
from lodestone.model.place import Locator, Place, Span
from lodestone.model.plausibility import implausible
from lodestone.model.provenance import Evidence, Field, Given, Proposed
from lodestone.model.quantity import Period, Quantity, Unit, parse_period
from lodestone.model.risk import DIRECTIONS, LEVELS, Risk, level_of
from lodestone.model.ticker import Exchange, Ticker

__all__ = [
    "CODES", "CONFIDENCES", "CREDIBILITY", "DIRECTIONS", "LEVELS", "LIKELIHOODS", "RELIABILITY",
    "Accuracy", "Briefing", "Change", "Citation", "Code", "Company", "Correction", "Diagnostic", "Evidence",
    "Exchange", "Field", "Figure", "Fix", "FormerName", "Given", "Grade", "Implication", "Judgement", "Jurisdiction",
    "Lexicon", "Listing", "Locator", "Measure", "Period", "Place", "Problem", "Proposed", "Publisher",
    "Quantity", "Reference", "ReferenceQuantity", "Relation", "Risk", "Signal", "Source", "Span", "Subject", "Term",
    "Ticker", "Topic", "TopicRisk", "Unit", "Vocabulary", "WatchItem", "did_you_mean", "digest_of",
    "implausible", "level_of", "parse_period", "replay", "undo",
]  # fmt: skip
