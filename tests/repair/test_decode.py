"""Bytes to text: marks, UTF-8, UTF-8 with strays, and what scrapes are kept in otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lodestone.repair.decode import LARGEST, decode

PROSE = "“It’s a magnet — really,” she said… output rose 5 %.\nCafé Zürich, façade in São Paulo"
KEPT = {
    "utf-8": PROSE,
    "utf-8-sig": PROSE,
    "utf-16": PROSE,
    "utf-16-le": PROSE,
    "utf-32": PROSE,
    "cp1252": PROSE,
    "mac_roman": PROSE,
    "cp1250": "Spółka zwiększyła produkcję magnesów – żółć, łódź",
    "cp1251": "Компания «Север» сообщила — рост “5 %”",
    "koi8_r": "Компания сообщила о росте добычи",
    "cp1255": "החברה מודיעה על מפעל חדש",
    "iso8859_5": "Компания сообщила о росте добычи",
    "cp866": "Компания сообщила о росте добычи",
    "iso8859_2": "Spółka zwiększyła produkcję magnesów, żółć",
    "euc_jp": "磁石の生産を増やす計画です。",
    "cp1253": "Η εταιρεία ανακοίνωσε μαγνήτες",
    "cp1256": "أعلنت الشركة عن مغناطيس",
    "cp874": "บริษัทแปดเปิดโรงงานแม่เหล็กในไทย",
    "gb18030": "北方公司公布半年报，净利润大幅增长。",
    "big5hkscs": "稀土價格上升，公司公布業績。",
    "cp932": "磁石の生産を増やす計画です。",
    "cp949": "희토류 자석 공장을 건설한다.",
}


@pytest.mark.parametrize("encoding", KEPT)
def test_the_text_comes_back(encoding: str) -> None:
    assert decode(KEPT[encoding].encode(encoding)).text == KEPT[encoding]


@pytest.mark.parametrize("text", ["the plant’s output", "rose by 5 – 6 %", "Zürich"])
def test_one_sign_of_windows_1252_is_enough(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


def test_another_encoding_that_fits_as_well_is_told() -> None:
    assert "cp1250" in decode("naïve".encode("cp1252")).rivals
    assert decode(PROSE.encode()).rivals == ()


def test_stray_bytes_among_utf8_are_read_apart() -> None:
    data = "Café, naïve, “well”".encode() + b" and \x93stray\x94"
    assert decode(data).text == "Café, naïve, “well” and “stray”"
    assert decode(data).encoding == "utf-8+cp1252"


@pytest.mark.parametrize(
    ("data", "newline"),
    [(b"a\nb\n", "\n"), (b"a\r\nb\r\n", "\r\n"), (b"a\rb\r", "\r"), (b"a\nb\r\nc\n", "\n"), (b"", "\n")],
)
def test_line_ends_are_folded_and_remembered(data: bytes, newline: str) -> None:
    found = decode(data)
    assert found.newline == newline
    assert "\r" not in found.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_can_be_written_back_as_it_was(encoding: str) -> None:
    data = "title: “x”\r\nb\r\n".encode(encoding)
    found = decode(data)
    assert found.encode(found.text) == data


@pytest.mark.parametrize(("data", "code"), [(b"PNG\0\1\2\0\xff", "E100"), (b"a" * (LARGEST + 1), "E106")])
def test_what_is_no_text_is_said(data: bytes, code: str) -> None:
    found = decode(data)
    assert found.text == ""
    assert [problem.code for problem in found.problems] == [code]


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    found = decode(data)
    assert isinstance(found.text, str)
    assert bool(found.text) or not data or found.problems or found.encoding.startswith("utf")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=300))
def test_utf8_is_always_utf8(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")
