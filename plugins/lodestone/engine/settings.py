"""What a build is told: directories, site options, and the day. Read once, checked, then frozen.

The source is a mapping of settings as Pelican has it, or the same file run without Pelican, so
that `pelican` and `lodestone build` cannot disagree. Everything of ours that can be wrong is
a problem E210 with the place in the file, never an exception.

Settings, and what they mean here:

- `PATH`, `OUTPUT_PATH`: content and output; relative ones start at the settings file
- `THEME`: the directory that holds `templates/`, and `.lodestone/`, where state is kept
- `SITENAME`, `SITESUBTITLE`, `SITEURL`: the last is absolute, without a slash at its end, or ''
- `LODESTONE_PUBLISH`: whether this is the strict build; needs `SITEURL`
- `LODESTONE_UNCONFIRMED`: `mark`, `hold` or `error`: what to do with machine-read fields
- `LODESTONE_BUYERS`: to whom the risk is one, as in "supply risk to …"; default `buyers`
- `LODESTONE_CHAIN`: steps of the chain, each (segment of the register, name, what leaves it); no steps, no page
- `LODESTONE_EDITION`: an ISO date that stands in for today in reviews and calendar, or ''

The environment outranks the file for `LODESTONE_UNCONFIRMED` and `LODESTONE_EDITION`, and
gives `SOURCE_DATE_EPOCH`, the moment that stands in for the clock.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import runpy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args
from urllib.parse import urlsplit

from lodestone.site.options import SiteOptions, Unconfirmed

if TYPE_CHECKING:
    from lodestone.model import Diagnostic

T = TypeVar("T")
CONF, PUBLISH_CONF = "pelicanconf.py", "publishconf.py"
STATE = ".lodestone"


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a build needs to know. The paths are absolute."""

    content: Path
    output: Path
    home: Path
    """The directory of the site: holds `templates/` and the state."""
    site: SiteOptions

    @property
    def templates(self) -> Path:
        """Where the templates are, and below it `static/`."""
        return self.home / "templates"

    @property
    def state(self) -> Path:
        """Where a build keeps what it remembers; deleting it is always safe."""
        return self.home / STATE


def read_settings(
    conf: Path,
    *,
    content: Path | None = None,
    output: Path | None = None,
    environ: Mapping[str, str] = os.environ,
) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """Run a settings file, without Pelican; `content` and `output` stand in for what it says.

    None with problems where it cannot be used. An exception of the file itself is a problem too.
    """
    try:
        values = {key: value for key, value in runpy.run_path(str(conf)).items() if key.isupper()}
    except OSError as error:
        return None, (_problem(shown(conf), 0, 0, f"cannot be read: {error.strerror or error}"),)
    except Exception as error:  # a settings file may raise anything
        line = _line_in(error, conf)
        return None, (_problem(shown(conf), line, 1, f"stopped with {type(error).__name__}: {error}"),)
    values |= {"PATH": str(content.absolute())} if content else {}
    values |= {"OUTPUT_PATH": str(output.absolute())} if output else {}
    return settings_from(values, conf=conf, environ=environ)


def settings_from(
    values: Mapping[str, Any],
    *,
    conf: Path | None = None,
    environ: Mapping[str, str] = os.environ,
) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """Settings out of a mapping. Relative paths start at the directory of `conf`, else at the current one."""
    told = _Reading(values, conf, environ)
    start = conf.absolute().parent if conf else Path.cwd()
    home = _path(start, values.get("THEME") or ".")
    content = _path(start, values.get("PATH") or "content")
    output = _path(start, values.get("OUTPUT_PATH") or "output")
    publish = told.read("LODESTONE_PUBLISH", _yes_or_no, default=False)
    site = SiteOptions(
        name=str(values.get("SITENAME") or "Lodestone"),
        subtitle=str(values.get("SITESUBTITLE") or ""),
        url=told.read("SITEURL", _address_for(publish=publish), default=""),
        today=told.read("SOURCE_DATE_EPOCH", _day_of, default=None) or dt.datetime.now(dt.UTC).date(),
        edition=told.read("LODESTONE_EDITION", _day, default=None),
        publish=publish,
        unconfirmed=told.read("LODESTONE_UNCONFIRMED", _unconfirmed, default="mark"),
        buyers=told.read("LODESTONE_BUYERS", _words, default="buyers"),
        chain=told.read("LODESTONE_CHAIN", _steps, default=()),
    )
    told.check("PATH", content.is_dir(), f"there is no directory {shown(content)}")
    told.check("THEME", (home / "templates").is_dir(), f"there is no directory {shown(home / 'templates')}")
    told.check("OUTPUT_PATH", *_fit_for_output(output, content, home))
    return (None if told.problems else Settings(content, output, home, site)), tuple(told.problems)


def _problem(path: str, line: int, column: int, message: str) -> Diagnostic:
    """A problem with a setting. The model is imported where there is one: a build with nothing to do does without."""
    from lodestone.model import Diagnostic  # noqa: PLC0415

    return Diagnostic(path, line, column, "E210", message)


class _Reading:
    """Reads values one by one and collects what is wrong, with its place in the settings file."""

    def __init__(self, values: Mapping[str, Any], conf: Path | None, environ: Mapping[str, str]) -> None:
        self.problems: list[Diagnostic] = []
        self._values = values
        self._conf = conf
        self._environ = environ

    def read(self, key: str, parse: Callable[[Any], T], *, default: T) -> T:
        """The value of `key`, from the environment if it is ours to take from there; `default` if wrong or empty."""
        from_environ = key in _OF_THE_ENVIRONMENT and self._environ.get(key)
        value = from_environ or self._values.get(key)
        if value in (None, "") and key != "SITEURL":
            return default
        try:
            return parse(value)
        except ValueError as error:
            self._told(key, str(error), from_environ=bool(from_environ))
            return default

    def check(self, key: str, holds: bool, message: str) -> None:
        """A problem with `key` unless it holds."""
        if not holds:
            self._told(key, message)

    def _told(self, key: str, message: str, *, from_environ: bool = False) -> None:
        path, line = ("environment", 0) if from_environ else ("settings", 0)
        if self._conf and not from_environ:
            path, line = shown(self._conf), _line_of(key, self._conf)
        self.problems.append(_problem(path, line, 1 if line else 0, f"{key}: {message}"))


_OF_THE_ENVIRONMENT = ("LODESTONE_UNCONFIRMED", "LODESTONE_EDITION", "SOURCE_DATE_EPOCH")


def _unconfirmed(value: Any) -> Unconfirmed:
    allowed: tuple[Unconfirmed, ...] = get_args(Unconfirmed)
    for word in allowed:
        if value == word:
            return word
    from lodestone.model import did_you_mean  # noqa: PLC0415

    raise ValueError(f"{value!r} is not allowed; {did_you_mean(str(value), allowed)}")


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError(f"{value!r} is no line of text")
    return value


def _steps(value: Any) -> tuple[tuple[str, str, str], ...]:
    try:
        return tuple((_words(segment), _words(name), _words(what)) for segment, name, what in value)
    except (TypeError, ValueError):
        raise ValueError(f"{value!r} is no list of steps such as ('mining', 'Mine', 'ore')") from None


def _day(value: Any) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
        raise ValueError(f"{value!r} is not a date such as 2025-09-01")
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"there is no day {value}") from None


def _day_of(value: Any) -> dt.date:
    """The UTC day of a moment, in seconds since 1970: the form of SOURCE_DATE_EPOCH."""
    try:
        return dt.datetime.fromtimestamp(int(value), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"{value!r} is not a number of seconds since 1970") from None


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither True nor False")
    return value


def _address_for(*, publish: bool) -> Callable[[Any], str]:
    def address(value: Any) -> str:
        text = str(value or "").rstrip("/")
        parts = urlsplit(text)
        if text and (
            parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment
        ):
            raise ValueError(f"{text!r} is not an absolute address such as https://example.org/rare-earths")
        if publish and not text:
            raise ValueError(
                "a publish build needs the absolute address of the site, such as https://example.org"
            )
        return text

    return address


def _path(start: Path, value: str | Path) -> Path:
    return Path(os.path.normpath(start / Path(value).expanduser()))


def _fit_for_output(output: Path, content: Path, home: Path) -> tuple[bool, str]:
    """Whether the output may be written there: it must not mix with what people wrote."""
    place = output.resolve()
    for taken in (content.resolve(), (home / "templates").resolve(), Path(__file__).resolve().parents[1]):
        if place == taken or place in taken.parents or taken in place.parents:
            return False, f"{shown(output)} must lie outside {shown(taken)}, and must not hold it"
    person = Path.home().resolve()
    if place in (home.resolve(), (home / STATE).resolve(), person, *person.parents) or ".git" in place.parts:
        return False, f"{shown(output)} is no directory of its own"
    if output.exists() and not output.is_dir():
        return False, f"{shown(output)} is not a directory"
    if (home / STATE).is_symlink():
        return (
            False,
            f"{shown(home / STATE)} is a link, and what a build remembers would be written where it leads",
        )
    return True, ""


def shown(path: Path) -> str:
    """A path as a person at the shell would write it: relative where it lies below the current directory."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix() or "."
    except ValueError:
        return path.as_posix()


def _line_of(key: str, conf: Path) -> int:
    """The line on which a settings file sets `key`; 0 where it does not."""
    lines = conf.read_text("utf-8", "replace").splitlines() if conf.is_file() else []
    return next((number for number, line in enumerate(lines, 1) if re.match(rf"{key}\s*[:=]", line)), 0)


def _line_in(error: Exception, conf: Path) -> int:
    """The line of the settings file at which it stopped."""
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    line, trace = 0, error.__traceback__
    while trace:
        if Path(trace.tb_frame.f_code.co_filename) == conf:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
