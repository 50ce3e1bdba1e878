"""Companies: names longest first, over joints and line breaks, weak aliases only where something makes them sure."""

from __future__ import annotations

import pytest

from annotate.register import register
from lodestone.annotate import annotate


def companies(text: str) -> list[str]:
    return [each.value for each in annotate(text, register()).companies]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China Rare Earth Group mines rare earths.", ["china-rare-earth-group"]),
        ("China Rare Earth Holdings sells magnets.", ["china-rare-earth-holdings"]),
        ("China Rare Earth Resources and Technology reported.", ["china-rare-earth-resources"]),
        ("China Northern Rare Earth (Group) Hi-Tech is large.", ["northern-rare-earth"]),
        ("China Northern Rare Earth Group Hi-Tech Co. is large.", ["northern-rare-earth"]),
        ("Analysts follow Northern\nRare Earth.", ["northern-rare-earth"]),
        ("the output of Northern Rare-Earth’s plant", ["northern-rare-earth"]),
        ("Inner Mongolia Baotou Steel Rare-Earth Hi-Tech Co. had another name.", ["northern-rare-earth"]),
        ("北方稀土与包钢股份签订合同。", ["northern-rare-earth", "baotou-steel"]),
        ("中国稀土集团", ["china-rare-earth-group"]),
        ("中国稀土出口下降。", []),
        ("LYNAS RARE EARTHS opens a plant", ["lynas"]),
        ("Hitachi Metals is now Proterial.", ["proterial"]),
        ("Urban Mining Co. became Noveon.", ["noveon"]),
        ("AT&M makes magnets.", ["at-and-m"]),
        ("Vulcan Energy wants lithium.", []),
        ("American Rare Earths drilled.", []),
        ("lynas and iluka, in small letters", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert companies(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The MP asked ministers about magnets.", []),
        ("Labour MP Jane Roe spoke.", []),
        ("MP Materials rose. MP also mines.", ["mp-materials"]),
        ("MP (NYSE: MP) makes magnets.", ["mp-materials"]),
        ("$MP is up.", ["mp-materials"]),
        ("The magnets are sintered in a VAC furnace.", []),
        ("It runs on 230 VAC.", []),
        ("Vacuumschmelze grew; VAC sells magnets.", ["vac"]),
        ("ionic clay and Ionic liquids", []),
        ("Ionic said its plant in Belfast recycles magnets.", ["ionic-rare-earths"]),
        ("Apple Valley lies near Mountain Pass.", []),
        ("Apple growers lost the harvest.", []),
        ("MP Materials will supply Apple.", ["mp-materials", "apple"]),
        ("neo magnets and a Neo Lithium project", []),
        ("GM signed a contract for rare earth magnets.", ["general-motors"]),
        ("Hastings is a town on the coast.", ["hastings"]),
        ("The American Resources Act passed.", []),
    ],
)
def test_weak_aliases(text: str, expected: list[str]) -> None:
    assert companies(text) == expected


def test_the_company_that_a_text_is_about_comes_first() -> None:
    text = (
        "Iluka puts up the cost of its refinery\n"
        "The miner, like Lynas, is hit by wages. Lynas agrees. Iluka Resources (ASX: ILU) will report in May."
    )
    assert companies(text) == ["iluka", "lynas"]


def test_a_name_that_could_mean_several_is_a_note() -> None:
    found = annotate("Shares of China Rare Earth rose on Monday.", register())
    assert found.companies == ()
    assert [note.why.split(":")[0] for note in found.notes] == ["ambiguous name"]
    assert "China Rare Earth Holdings" in found.notes[0].why


def test_evidence_stands_in_the_text_and_is_short() -> None:
    text = (
        "The plant of Northern Rare Earth (SSE: 600111) in Baotou makes magnets, "
        + "and more, " * 60
        + "all year."
    )
    found = annotate(text, register())
    evidence = found.companies[0].evidence[0]
    assert len(evidence.text) <= 160
    assert " ".join(evidence.span.of(text).split()) == evidence.text
