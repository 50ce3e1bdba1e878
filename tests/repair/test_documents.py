"""What concerns a document as a whole: blocks of a long text, places left over, genuine lines beside damaged ones."""

from __future__ import annotations

import pytest

from lodestone.model.change import Loss, replay, undo
from lodestone.repair import repair
from lodestone.repair.damage import Damage
from lodestone.repair.mend import LINES

REPLACED = "\N{REPLACEMENT CHARACTER}"


def test_a_long_text_is_mended_in_all_its_blocks() -> None:
    text = "The firmโs plan.\nPlain.\n" * LINES
    mended = repair(text)
    assert mended.text == "The firm’s plan.\nPlain.\n" * LINES
    assert replay(text, mended.changes) == mended.text
    assert undo(mended.text, mended.changes) == text
    assert mended.changes[-1].line == 2 * LINES - 1


def test_a_fence_stays_closed_over_the_edge_of_a_block() -> None:
    text = "```\n" + "print('itโs')\n" * (LINES + 10) + "```\nThe firmโs plan.\n"
    assert [change.line for change in repair(text).changes] == [LINES + 13]


def test_what_is_left_is_told_at_its_place_in_the_input() -> None:
    text = f"The firmโs plan is the townโs.\nThe city{REPLACED}s mayor spoke."
    mended = repair(text)
    assert [(left.line, left.column, left.before) for left in mended.unresolved] == [(2, 9, REPLACED)]
    assert text[mended.unresolved[0].offset] == REPLACED


@pytest.mark.parametrize(
    ("page", "genuine"),
    [
        ("tis_620", "เรอูนียง อาโรมาเนีย"),
        ("koi8_u", "Переконайтеся, що значення є кратним"),
        ("koi8_r", "апреля"),
    ],
)
def test_genuine_words_stay_beside_damaged_lines(page: str, genuine: str) -> None:
    english = "The firm’s plan — “not yet” — is the town’s."
    mended = repair("\n".join([Damage(page).of(english), genuine] * 3))
    assert mended.text.split("\n")[1::2] == [genuine] * 3


@pytest.mark.parametrize("page", ["latin_1", "iso8859_5"])
def test_a_next_line_that_is_half_of_a_letter_goes(page: str) -> None:
    polish = "Są dwie spółki.\nUrządzenia są gotowe."
    mended = repair(Damage(page).of(polish))
    assert mended.text == polish
    assert undo(mended.text, mended.changes) == Damage(page).of(polish)


@pytest.mark.parametrize(
    "text", ["one\x85two\nthree", "CAFÉ\x85next", "MANHÃ\x85NOITE", "The firm’s plan.\x85The townâs."]
)
def test_a_next_line_that_is_one_stays(text: str) -> None:
    assert repair(text).text.count("\x85") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Závod letos vyrobí víc magnetů než loni.\nNová linka začne běžet na podzim, říká ředitel.",
        "İlk fabrika İzmir yakınında açıldı; üretim bu yıl iki katına çıkacak.\nYeni hattın işçileri başlıyor.",
    ],
)
@pytest.mark.parametrize(("page", "loss"), [("latin_1", "replaced"), ("tis_620", "dropped")])
def test_letters_that_are_whole_tell_the_language_of_those_that_are_not(
    text: str, page: str, loss: Loss
) -> None:
    assert repair(Damage(page, loss, "c1").of(text)).text == text


def test_a_lost_letter_of_greek_is_no_sign() -> None:
    greek = "Η εταιρεία άνοιξε χώρο παραγωγής και μέρος του έργου έτρεξε."
    mended = repair(Damage("cp1252", "replaced", "undefined").of(greek)).text
    assert "Ï\N{REPLACEMENT CHARACTER}" in mended
    assert mended.count("π") == greek.count("π")


def test_a_name_with_lost_letters_is_found_among_known_ones_but_not_between_two() -> None:
    mended = repair(
        Damage("tis_620", "dropped", "undefined", 2).of("The mine’s owner, José M., met Ms Müller.")
    )
    assert "José" in mended.text
    assert {"ü", "ø"} <= {*mended.unresolved[0].alternatives, *mended.unresolved[0].after}


def test_quotations_are_single_where_they_are_elsewhere_in_the_document() -> None:
    plain = "It was called a ‘pilot’ in May and ‘a trial’ in June, and it won’t last."
    damaged = "Now the town’s mayor calls it ‘a lasting plan’, and the firm’s owner ‘a start’."
    damage = Damage("tis_620", "dropped", "undefined")
    assert repair(f"{plain}\n{damage.of(damaged)}").text == f"{plain}\n{damaged}"
    assert repair(damage.of(damaged)).text == damaged.translate({0x2018: "“"}).replace(
        "plan’", "plan”"
    ).replace("start’", "start”")
