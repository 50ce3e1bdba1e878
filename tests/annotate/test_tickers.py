"""Tickers: every writing folds to one form; a code under the wrong exchange is a note with the repair, no ticker."""

from __future__ import annotations

import pytest

from annotate.register import register
from lodestone.annotate import annotate
from lodestone.annotate.reading import read
from lodestone.annotate.tickers import read_tickers


def printed(text: str) -> list[str]:
    return list(dict.fromkeys(str(each.ticker) for each in read_tickers(read(text), register()).printed))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(SSE: 600111)", ["SSE:600111"]),
        ("(SSE:600111)", ["SSE:600111"]),
        ("SSE:600111", ["SSE:600111"]),
        ("XSHG 600111", ["SSE:600111"]),
        ("600111.SS", ["SSE:600111"]),
        ("600111.SH", ["SSE:600111"]),
        ("600111 CH", ["SSE:600111"]),
        ("SHA:600111", ["SSE:600111"]),
        ("SHSE: 600111", ["SSE:600111"]),
        ("SH600111", ["SSE:600111"]),
        ("（上海：600111）", ["SSE:600111"]),
        ("(Shanghai, 600111)", ["SSE:600111"]),
        ("(Shanghai: 600111)", ["SSE:600111"]),
        ("北方稀土（600111）", ["SSE:600111"]),
        ("stock code 600111", ["SSE:600111"]),
        ("(Stock Code: 06680)", ["HKEX:6680"]),
        ("stock code 6680.HK", ["HKEX:6680"]),
        ("(Stock code: 769.HK)", ["HKEX:0769"]),
        ("(code: 600111)", ["SSE:600111"]),
        ("证券代码：600111", ["SSE:600111"]),
        ("postal code 600 and code of conduct 2025", []),
        ("SHE: 300748", ["SZSE:300748"]),
        ("000831.SZ", ["SZSE:000831"]),
        ("300748 CH Equity", ["SZSE:300748"]),
        ("HKEX 6680", ["HKEX:6680"]),
        ("06680.HK", ["HKEX:6680"]),
        ("SEHK: 769", ["HKEX:0769"]),
        ("(300748.SZ; 6680.HK)", ["SZSE:300748", "HKEX:6680"]),
        ("(ASX: LYC; OTC: LYSCF)", ["ASX:LYC", "OTC:LYSCF"]),
        ("(NYSE American: UUUU; TSX: EFR)", ["NYSEAMERICAN:UUUU", "TSX:EFR"]),
        ("(NYSE American: UUUU) (TSX: EFR)", ["NYSEAMERICAN:UUUU", "TSX:EFR"]),
        ("(AIM/TSX-V: MKA)", ["AIM:MKA", "TSXV:MKA"]),
        ("(TSX.V: UCU) (OTCQX: UURAF)", ["TSXV:UCU", "OTC:UURAF"]),
        ("(Nasdaq: USAR)", ["NASDAQ:USAR"]),
        ("(NASDAQ:USAR)", ["NASDAQ:USAR"]),
        ("(TSE: 5471)", ["TYO:5471"]),
        ("(TSE: NEO)", ["TSX:NEO"]),
        ("4063 JP and 6762.T", ["TYO:6762", "TYO:4063"]),
        ("LYC AU", ["ASX:LYC"]),
        ("LYC.AX", ["ASX:LYC"]),
        ("(Euronext Brussels: SOLB)", ["EURONEXT:SOLB"]),
        ("KRX: 047050 or 047050.KS", ["KRX:047050"]),
        ("$MP and $UUUU", ["NYSE:MP", "NYSEAMERICAN:UUUU"]),
        ("USA Rare Earth (USAR)", ["NASDAQ:USAR"]),
        ("SSE plc (LSE: SSE)", ["LSE:SSE"]),
        ("index 930598 and bond 123169", []),
        ("In Hong Kong 2025 was a good year", []),
        ("Paris: EU ministers met", []),
        ("The MP US voters know", []),
        ("600111 tonnes", []),
        ("about 600,392 people", []),
        ("Less Common Metals (LCM)", []),
        ("$500 and $1.5bn", []),
    ],
)
def test_writings(text: str, expected: list[str]) -> None:
    assert sorted(printed(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Northern Rare Earth (NASDAQ: 600111) rose.", "SSE:600111"),
        ("Northern Rare Earth (SZSE: 600111) rose.", "SSE:600111"),
        ("USA Rare Earth (NYSE: USAR) rose.", "NASDAQ:USAR"),
        ("The index (SSE: 000001) rose.", "SZSE"),
        ("The bond (SZSE: 123169) rose.", "no exchange of the vocabulary"),
    ],
)
def test_a_code_under_the_wrong_exchange_is_told_with_the_repair(text: str, offered: str) -> None:
    tape = read_tickers(read(text), register())
    assert tape.printed == ()
    assert [note.why for note in tape.notes if offered in note.why and "wrong exchange" in note.why]


def test_what_only_the_register_knows_is_not_proposed() -> None:
    assert annotate("Lynas opened its rare earths plant.", register()).tickers == ()


def test_the_tickers_of_the_main_company_come_first() -> None:
    text = "Cheaper than Iluka (ASX: ILU): Lynas (ASX: LYC). Lynas mines; Lynas separates rare earths."
    assert [str(each.value) for each in annotate(text, register()).tickers] == ["ASX:LYC", "ASX:ILU"]
