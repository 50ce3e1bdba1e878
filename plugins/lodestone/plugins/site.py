"""Our own generator beside Pelican's: the whole site through `lodestone.engine`, under the stock command.

Pelican's articles, pages, writer and cache take no part. A build with an error ends with exit
code 1; a publish build with an error ends before anybody has written anything.
"""

from __future__ import annotations

import atexit
import sys
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator

from lodestone.engine.build import finish, prepare
from lodestone.engine.problems import told
from lodestone.engine.report import Report
from lodestone.engine.settings import settings_from
from lodestone.plugins import stop
from lodestone.plugins.guests import Guests, adopt

_MOST_WARNINGS = 20
_RELOADING = {"-r", "--autoreload", "-lr", "-rl"}


class BriefingSite(Generator):
    """Builds the site of the settings that Pelican was given."""

    def generate_context(self) -> None:
        """Load, index and render all, before any generator writes; a plan that must not be carried out ends here."""
        settings, problems = settings_from(self.settings)
        if settings is None:
            stop(told(problems))
        self._plan = prepare(settings)
        self._guests: Guests | None = None
        if self._plan.report.stopped or self._plan.seen is None:
            _close(self._plan.report)
            return  # when Pelican waits for the next edit
        self._guests = Guests(self, self._plan.seen.state)
        self._guests.show_articles()

    def generate_output(self, writer: Any) -> None:
        """Write what differs. Pelican's writer is not used."""
        del writer
        if self._guests is None:
            return
        report = finish(self._plan)
        if report.settings.site.publish and not report.errors:
            atexit.register(adopt, report.settings)
        self._guests.tell_written(report.settings.output)
        _close(report)


def _close(report: Report) -> None:
    """Say what happened; end the process where there is an error, unless it waits for the next edit."""
    if report.problems:
        unlisted = report.errors + report.warnings - len(report.problems)
        print(told(report.problems, _MOST_WARNINGS, unlisted), file=sys.stderr)  # noqa: T201 - for whoever runs `pelican`
    print(report.summary, flush=True)  # noqa: T201
    if report.exit_code and not _RELOADING & set(sys.argv):
        stop()


def generators(pelican: Pelican) -> type[Generator]:
    """The receiver of `get_generators`."""
    del pelican
    return BriefingSite


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(generators)
