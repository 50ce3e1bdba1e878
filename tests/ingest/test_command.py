"""`lodestone ingest` on the disk: what it writes, what it leaves alone, what it says where."""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import pytest
import yaml

from lodestone.commands import main

SAID = "The buyers’ stocks last for a month, the trader’s note said."
DATA = f"Oxides get dearer\n{SAID}\n0 Comments\n".replace("’", "\N{THAI CHARACTER SARA O}").encode()
HASH = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with an empty register, and a scrape beside it."""
    (tmp_path / "content").mkdir()
    (tmp_path / "a scrape.txt").write_bytes(DATA)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(home: Path) -> set[str]:
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}


def test_a_draft_is_written_and_the_raw_text_kept(
    home: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["ingest", "a scrape.txt"]) == 0
    out, err = (stream.decode() for stream in capsysbinary.readouterr())
    draft = home / "content/briefings/oxides-get-dearer.md"
    assert out == "content/briefings/oxides-get-dearer.md\n"
    assert SAID in draft.read_text("utf-8").splitlines()
    assert f'raw_sha256: "{HASH}"' in draft.read_text("utf-8") or f"raw_sha256: {HASH}" in draft.read_text(
        "utf-8"
    )
    assert (home / f"raw/{HASH}.txt").read_bytes() == DATA
    assert "2 places mended" in err
    assert "comment counter: 0 Comments" in err
    assert "W328 `date` is missing" in err


def test_the_same_scrape_is_recognised(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["ingest", "a scrape.txt"])
    before = {name: (home / name).read_bytes() for name in files(home)}
    (home / "again.txt").write_bytes(DATA)
    assert main(["ingest", "again.txt"]) == 0
    assert {name: (home / name).read_bytes() for name in before} == before
    assert files(home) == {*before, "again.txt"}
    assert "this scrape is in content/briefings/oxides-get-dearer.md already" in capsys.readouterr().err


def test_a_name_that_is_taken_gets_a_number(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = home / "content/briefings/oxides-get-dearer.md"
    taken.parent.mkdir()
    taken.write_text("what an editor wrote")
    assert main(["ingest", "a scrape.txt"]) == 0
    assert taken.read_text() == "what an editor wrote"
    assert capsys.readouterr().out == "content/briefings/oxides-get-dearer-2.md\n"


def test_a_dry_run_writes_nothing(home: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    before = files(home)
    assert main(["ingest", "--dry-run", "a scrape.txt"]) == 0
    out, _ = capsysbinary.readouterr()
    assert files(home) == before
    assert out.decode().startswith("---\n")
    assert out.decode().splitlines().count(SAID) == 1


def test_standard_input_and_a_report(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DATA)))
    assert main(["ingest", "-", "--dry-run", "--url", "https://example.com/a", "--report", "told.txt"]) == 0
    out, err = (stream.decode() for stream in capsysbinary.readouterr())
    assert yaml.safe_load(out.split("---")[1])["sources"][0]["url"] == "https://example.com/a"
    assert (home / "told.txt").read_text("utf-8").strip() in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a scrape.txt", "--review", "--dry-run"], "--review writes a page, --dry-run writes nothing"),
        (["a scrape.txt", "--url", "ftp://x"], "`ftp://x` is not an http or https address"),
        (["a scrape.txt", "-", "--url", "https://example.com"], "once for each"),
        (["-", "-"], "given once"),
        (["a scrape.txt", "--content", "nowhere"], "no content directory"),
    ],
)
def test_wrong_usage_is_told(
    home: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(home)
    assert main(["ingest", *words]) == 2
    assert said in capsys.readouterr().err
    assert files(home) == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b" \n ", "there is nothing in it"),
        (b"x" * (2 * 1024 * 1024 + 1), "no article"),
        (bytes(range(1, 9)) * 40, "no text"),
        (b"\x00\x01\x02" * 40, "no text"),
        (None, "No such file"),
    ],
)
def test_what_is_no_text_is_told_and_the_others_are_done(
    home: Path, data: bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (home / "bad").write_bytes(data)
    assert main(["ingest", "bad", "a scrape.txt"]) == 1
    told = capsys.readouterr()
    assert any(line.startswith("lodestone ingest: bad: ") and said in line for line in told.err.splitlines())
    assert told.out == "content/briefings/oxides-get-dearer.md\n"


def test_a_file_with_front_matter_keeps_it(home: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    written = "title: My title   # mine\ndate: 2025-09-01\nrights: licensed"
    (home / "mine.md").write_bytes(f"---\n{written}\n---\n".encode() + DATA)
    assert main(["ingest", "mine.md", "--dry-run"]) == 0
    out, err = (stream.decode() for stream in capsysbinary.readouterr())
    assert out.startswith(f"---\n{written}\nstatus: draft\n")
    assert "\n\nOxides get dearer\n\n" in out
    assert "W328" not in err
    assert "8  comment counter" in err


def test_a_saved_page_is_reduced(home: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    head = "<!DOCTYPE html><html><head><title>Oxides | A Paper</title></head>"
    page = f"{head}<body><nav>Menu</nav><p>{SAID}</p><h2>Gaps</h2><p>{SAID}</p>"
    (home / "page.html").write_text(page, "utf-8")
    assert main(["ingest", "page.html", "--dry-run"]) == 0
    out = capsysbinary.readouterr()[0].decode()
    assert "title: Oxides\n" in out
    assert f"{SAID}\n\n#### Gaps\n\n{SAID}\n" in out
    assert "Menu" not in out
