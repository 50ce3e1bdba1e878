"""Settings: the same out of a file and out of Pelican's mapping; what is wrong is told with its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from lodestone.engine.settings import read_settings, settings_from

CONF = """SITENAME = "Test"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "."
SITEURL = ""
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A site's directory with nothing in it."""
    for folder in ("content", "templates"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pelicanconf.py").write_text(CONF)
    return tmp_path


def read(home: Path, more: str = "", **environ: str) -> Any:
    (home / "pelicanconf.py").write_text(CONF + more)
    return read_settings(home / "pelicanconf.py", environ=environ)


def test_paths_start_at_the_settings_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    settings, problems = read_settings(home / "pelicanconf.py", environ={})
    assert problems == ()
    assert settings is not None
    assert (settings.content, settings.output) == (home / "content", home / "output")
    assert (settings.templates, settings.state) == (home / "templates", home / ".lodestone")


def test_paths_given_start_where_we_are(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = home.parent / "elsewhere"
    (elsewhere / "texts").mkdir(parents=True)
    monkeypatch.chdir(elsewhere)
    settings, _ = read_settings(
        home / "pelicanconf.py", content=Path("texts"), output=Path("out"), environ={}
    )
    assert settings is not None
    assert (settings.content, settings.output) == (elsewhere / "texts", elsewhere / "out")
    assert settings.home == home


def test_pelicans_mapping_gives_the_same(home: Path) -> None:
    from pelican.settings import read_settings as pelican_settings

    (home / "pelicanconf.py").write_text(
        CONF + 'TIMEZONE = "UTC"\nFEED_ALL_ATOM = CATEGORY_FEED_ATOM = None\n'
    )
    theirs, problems = settings_from(pelican_settings(str(home / "pelicanconf.py")), environ={})
    assert problems == ()
    assert theirs == read_settings(home / "pelicanconf.py", environ={})[0]


@pytest.mark.parametrize(
    ("epoch", "day"),
    [("0", dt.date(1970, 1, 1)), ("1756684799", dt.date(2025, 8, 31)), ("1756684800", dt.date(2025, 9, 1))],
)
def test_source_date_epoch_is_the_clock_and_its_day_is_that_of_utc(
    home: Path, epoch: str, day: dt.date
) -> None:
    settings, _ = read(home, SOURCE_DATE_EPOCH=epoch)
    assert settings.site.today == day


def test_without_it_today_is_today(home: Path) -> None:
    before = dt.datetime.now(dt.UTC).date()
    settings, _ = read(home)
    assert before <= settings.site.today <= dt.datetime.now(dt.UTC).date()


def test_the_environment_outranks_the_file(home: Path) -> None:
    more = 'LODESTONE_UNCONFIRMED = "hold"\nLODESTONE_EDITION = "2025-01-01"\n'
    settings, _ = read(home, more)
    assert (settings.site.unconfirmed, settings.site.edition) == ("hold", dt.date(2025, 1, 1))
    settings, _ = read(home, more, LODESTONE_UNCONFIRMED="error", LODESTONE_EDITION="2026-02-03")
    assert (settings.site.unconfirmed, settings.site.edition) == ("error", dt.date(2026, 2, 3))


def test_the_address_loses_its_last_slash(home: Path) -> None:
    settings, _ = read(home, 'SITEURL = "https://example.org/repo/"\nLODESTONE_PUBLISH = True\n')
    assert (settings.site.url, settings.site.publish) == ("https://example.org/repo", True)


@pytest.mark.parametrize(
    ("more", "line", "message"),
    [
        ('LODESTONE_UNCONFIRMED = "hodl"\n', 6, "'hodl' is not allowed; did you mean `hold`?"),
        ('LODESTONE_EDITION = "1 May 2025"\n', 6, "'1 May 2025' is not a date such as 2025-09-01"),
        ('LODESTONE_EDITION = "2025-02-30"\n', 6, "there is no day 2025-02-30"),
        ("LODESTONE_PUBLISH = True\n", 5, "a publish build needs the absolute address"),
        ('LODESTONE_PUBLISH = "no"\n', 6, "'no' is neither True nor False"),
        ('SITEURL = "example.org"\n', 5, "'example.org' is not an absolute address"),
        ('SITEURL = "https://example.org/?a=b"\n', 5, "is not an absolute address"),
        ('PATH = "contents"\n', 2, "there is no directory"),
        ('THEME = "content"\n', 4, "there is no directory"),
        ('OUTPUT_PATH = "content"\n', 3, "must lie outside"),
        ('OUTPUT_PATH = "content/output"\n', 3, "must lie outside"),
        ('OUTPUT_PATH = "templates/output"\n', 3, "must lie outside"),
        ('OUTPUT_PATH = "."\n', 3, "must not hold it"),
        ('OUTPUT_PATH = "/"\n', 3, "must not hold it"),
        ('OUTPUT_PATH = "pelicanconf.py"\n', 3, "is not a directory"),
        ("1 / 0\n", 6, "stopped with ZeroDivisionError"),
        ("if\n", 6, "stopped with SyntaxError"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(home: Path, more: str, line: int, message: str) -> None:
    settings, problems = read(home, more)
    assert settings is None
    assert [(each.code, each.line) for each in problems] == [("E210", line)]
    assert message in problems[0].message


def test_a_home_directory_is_no_output(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path.parent / "me"))
    _, problems = read(home, f"OUTPUT_PATH = {str(tmp_path.parent / 'me')!r}\n")
    assert [each.code for each in problems] == ["E210"]


def test_what_is_wrong_in_the_environment_is_told_too(home: Path) -> None:
    _, problems = read(home, LODESTONE_UNCONFIRMED="maybe", SOURCE_DATE_EPOCH="soon")
    assert [str(each) for each in problems] == [
        "environment: E210 SOURCE_DATE_EPOCH: 'soon' is not a number of seconds since 1970",
        "environment: E210 LODESTONE_UNCONFIRMED: 'maybe' is not allowed; one of: mark, hold, error",
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    settings, problems = read_settings(tmp_path / "pelicanconf.py", environ={})
    assert settings is None
    assert [each.code for each in problems] == ["E210"]
