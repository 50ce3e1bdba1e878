"""The registry of problem codes: each code once, with the sentence that its docs page opens with.

E1xx fields and sections of a file, E2xx links and the site as a whole, W3xx editorial advice.
A code, once published, never changes its meaning.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem."""

    code: str
    title: str
    why: str
    """Why it matters, for the docs."""
    by_date: bool = False
    """Whether it can appear merely because time passed; such a warning never fails a build."""


_ALL = (
    # The file
    Code(
        "E100",
        "The file cannot be read as text",
        "A briefing is UTF-8 Markdown; other encodings are read where the evidence is clear.",
    ),
    Code(
        "E101",
        "The front matter is not valid YAML",
        "Without it nothing on the page can be trusted, so the file is left out.",
    ),
    Code(
        "E102",
        "There is no front matter",
        "A briefing opens with a block between two lines of three hyphens.",
    ),
    Code(
        "E103",
        "A value holds an unquoted colon",
        "YAML reads `a: b` inside a value as another key; quotes make it text.",
    ),
    Code("E104", "A key is given twice", "YAML would silently keep the last."),
    Code("E105", "The front matter is not closed", "It ends with a line of three hyphens."),
    Code("E106", "The file is larger than allowed", "Limits keep one bad file from stopping the whole site."),
    Code(
        "E107",
        "A merge conflict is left in the file",
        "Two versions of the text stand in it; only a person knows which holds.",
    ),
    # Fields
    Code("E110", "A key is not known", "A misspelt key would otherwise be ignored in silence."),
    Code(
        "E111",
        "A required field is missing",
        "Title and date are always needed; without a date a page is undated, never today's.",
    ),
    Code(
        "E112",
        "A value is of the wrong kind",
        "A list where one value belongs, or text where a number belongs.",
    ),
    Code("E113", "A date is not an ISO date", "Only 2025-09-01 cannot be read in two ways."),
    Code(
        "E114",
        "A value is not one of the allowed",
        "Vocabularies are closed, so that pages can be gathered by them.",
    ),
    Code("E115", "A slug cannot be used in an address", "Small letters, digits and single hyphens only."),
    Code(
        "E116",
        "An address is not an http or https address",
        "Sources must lead somewhere that a reader can open.",
    ),
    # Companies, tickers, risk
    Code(
        "E117",
        "A company is not in the register",
        "Add it to content/companies/ or use a name that is there.",
    ),
    Code("E118", "A ticker does not fit its exchange", "Each exchange has its own form of symbol."),
    Code(
        "E119",
        "A ticker is not one of the company's listings",
        "The register says where a company is listed.",
    ),
    Code("E120", "A risk level is not a level", "There are five: minimal, low, moderate, high, severe."),
    Code("E121", "A mark of the risk is out of range", "Likelihood and impact are 1 to 5."),
    Code(
        "E122",
        "The risk level does not follow from its marks",
        "The level is computed from likelihood times impact.",
    ),
    Code("E123", "An exchange is not known", "Exchanges are rows of content/vocabulary/exchanges.yaml."),
    Code("E124", "A theme is not a topic of the site", "Each topic is a file in content/topics/."),
    Code(
        "E125",
        "A correction is missing its entry",
        "A corrected or withdrawn briefing says what was wrong, and when.",
    ),
    # Sections
    Code("E130", "A section is misspelt", "A near miss of a known heading would be published as prose."),
    Code("E131", "A judgement cannot be read", "It opens with one of the seven terms of likelihood in bold."),
    Code(
        "E132",
        "A term of likelihood is not on the yardstick",
        "Readers can weigh only words that have a stated range.",
    ),
    Code("E133", "A figures table lacks a column", "Id, measure, of, value, status and source are needed."),
    Code(
        "E134",
        "A figures row has the wrong number of cells",
        "A cell too many or too few moves every value after it.",
    ),
    Code("E135", "A value of a figure cannot be read", "A number with a unit of the register, or a range."),
    Code(
        "E136",
        "A unit is not in the register, or not one of the measure's kind",
        "Only known units can be compared.",
    ),
    Code(
        "E137", "A measure is not in the register", "Measures are rows of content/vocabulary/measures.yaml."
    ),
    Code(
        "E138",
        "The subject of a figure is not known",
        "Companies of the register and subjects of the vocabulary.",
    ),
    Code(
        "E139",
        "The status of a figure is not known",
        "Claimed, reported, measured, forecast, estimate or target.",
    ),
    Code(
        "E140",
        "A reference leads nowhere",
        "Ids in brackets name a figure or source of this file, or slug#id of another.",
    ),
    Code("E141", "An id is used twice", "Figures and sources of a file share their ids."),
    Code("E142", "A grade cannot be read", "The credibility behind a source id is a digit from 1 to 6."),
    Code(
        "E143",
        "A period cannot be read",
        "2024, 2025-H1, 2025-Q1, 2025-07, 2025-07-10, an interval A/B, or undated.",
    ),
    Code("E144", "A watch item has no date", "It opens with a year, a month or a day."),
    Code("E145", "An implication names no jurisdiction", "It opens with a code of the vocabulary in bold."),
    Code("E146", "A section is given twice", "Only one of each is read."),
    Code("E147", "An id cannot be used", "Small letters, digits and hyphens only."),
    Code(
        "E148",
        "An allowance cannot be read",
        "It names the code of one warning and a reason; errors cannot be allowed, and no reason is no allowance.",
    ),
    Code(
        "E149",
        "A line of a chart cannot be read",
        "A chart is asked for by lines of a key, a colon and a value; the numbers come from the figures of the site.",
    ),
    Code(
        "E150",
        "A sign makes the text read as something else",
        "Bidirectional overrides turn digits and names around, controls are obeyed by terminals; no page carries them.",
    ),
    Code(
        "E151",
        "A second front matter stands in the file",
        "One file is one briefing; what follows the first would be published as its text.",
    ),
    Code(
        "E152",
        "A block is opened and never closed",
        "The rest of the text, its sections too, would belong to the code or the comment.",
    ),
    # Links and the site
    Code("E201", "Two files have the same slug", "They would have the same address."),
    Code(
        "E202",
        "A link leads to no file",
        "Links between pages are relative paths to Markdown files or media.",
    ),
    Code("E203", "A link leads to no heading", "The part behind # is the anchor of a heading or judgement."),
    Code(
        "E204",
        "A briefing refers to one that does not exist",
        "Updates and supersedes name another briefing's slug.",
    ),
    Code("E205", "Rights are unconfirmed", "A publish build carries only text that the site may publish."),
    Code("E206", "The handling label does not allow publication", "A public site carries TLP:CLEAR only."),
    Code(
        "E207",
        "Machine-read fields are not confirmed",
        "LODESTONE_UNCONFIRMED is `error`: a person must accept them first.",
    ),
    Code("E208", "An output path leaves the output directory", "Nothing outside it is ever written."),
    Code(
        "E209",
        "A register file cannot be used",
        "Companies, topics, vocabulary and events are loaded before all else.",
    ),
    Code("E210", "A setting is not one of the allowed", "Settings stand in pelicanconf.py."),
    Code("E211", "Two pages have the same address", "One would overwrite the other."),
    Code("E212", "A template failed", "The page could not be rendered."),
    Code("E213", "A file could not be written", "The output directory must be writable and have room."),
    Code(
        "E214",
        "The output directory holds unknown files",
        "A publish build must not carry an earlier draft along.",
    ),
    Code(
        "E215",
        "A file below media/ is not one that is published",
        "It would be copied as it is and has the origin of the site: what a browser runs out of it, runs as the site.",
    ),
    # Editorial advice
    Code(
        "W301",
        "Likelihood and confidence in one sentence",
        "They answer different questions; ICD 203 keeps them apart.",
    ),
    Code(
        "W302",
        "A hedge is off the yardstick",
        "A reader cannot tell how likely it means; the seven terms say.",
    ),
    Code("W303", "A number of the prose is in no figure", "Only figures are graded, dated and traceable."),
    Code("W305", "A figure does not say as of when", "A number without a date cannot be compared."),
    Code(
        "W306", "The review date has passed", "A briefing is looked at again after half a year.", by_date=True
    ),
    Code("W307", "Damaged characters are left", "The encoding could not be mended here without guessing."),
    Code(
        "W308",
        "A number in a chart's title is none of its values",
        "The title states the finding, so its numbers must be there to be seen.",
    ),
    Code("W309", "An acronym is never written out", "A reader of another field does not know it."),
    Code("W310", "The bottom line is missing or long", "One paragraph of at most 60 words comes first."),
    Code("W311", "A field is machine-read", "No person has looked at it; accept or correct it."),
    Code(
        "W312",
        "A source of a figure has no credibility digit",
        "Without one it counts as 6, cannot be judged.",
    ),
    Code(
        "W313",
        "Markup was taken out",
        "Only plain, safe HTML is published; scripts, styles and frames are not.",
    ),
    Code(
        "W314",
        "A figure of a flow has no period",
        "A flow is made over a stretch of time; without it nothing compares.",
    ),
    Code(
        "W315",
        "A figure is implausible",
        "It dwarfs a reference quantity; it is shown with the comparison, never dropped.",
    ),
    Code(
        "W316",
        "A Markdown file is not read",
        "Only the known folders of the content are; elsewhere a text would be lost.",
    ),
    Code("W317", "A picture has no description", "Who cannot see it must be told what it shows."),
    Code(
        "W318",
        "Credibility 1 has no grounds",
        "Confirmed means by two origins, or by an official record (grade A) of its own act; outlets are not counted.",
    ),
    Code(
        "W319",
        "A judgement has no basis, or a weak one",
        "A reader must be able to see what it rests on; sources graded E and F alone do not carry it.",
    ),
    Code(
        "W320",
        "The wording advises on an investment",
        "The site tells of supply risk; it gives no investment advice.",
    ),
    Code(
        "W321",
        "A risk level stands beside a company's name",
        "The level is that of supply to buyers; beside a name it reads as a verdict on the company.",
    ),
    Code(
        "W322",
        "The text shares a long run of words with its scrape",
        "Words of others need a licence or quotation marks; ours are written anew.",
    ),
    Code(
        "W323",
        "An allowance silences nothing",
        "What it allowed is mended or was never there; it would hide the next.",
    ),
    Code("W324", "A TODO is left", "What was to be written later would be published as it stands."),
    Code("W325", "A sign cannot be seen", "It parts a word for search and look-up, and no reader knows why."),
    Code(
        "W326",
        "A letter only looks Latin",
        "The word is another one to search and look-up, and may pass for a name that it is not.",
    ),
    Code(
        "W327",
        "A chart has nothing to show",
        "A picture of one number says less than the number; of none, nothing; so it is left out of the page.",
    ),
    Code(
        "W328",
        "A draft lacks what publishing needs",
        "A draft may wait for its title or date; the file is not published without them.",
    ),
    Code(
        "W329",
        "A dot may be meant to group thousands",
        "1.500 is one and a half here, and fifteen hundred in half of Europe.",
    ),
)

CODES: dict[str, Code] = {each.code: each for each in _ALL}
