"""The only room that knows Pelican: three thin plugins, and the guard that they are really there.

`encoding` and `front_matter` work alone on any Pelican site; `site` builds ours. Receivers are
functions of a module, because blinker forgets closures, and registering twice does no harm.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable
from typing import NoReturn

from pelican import Pelican, signals

_required: set[str] = set()


def require(names: Iterable[str]) -> None:
    """Stop the build if one of these plugins cannot be imported, or later cannot be registered.

    Pelican itself logs both and goes on, with exit code 0 and a site that lacks what the plugin
    does. Called by the settings file; exits with 1 and one line of reason.
    """
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError as error:
            stop(f"the plugin {name} cannot be loaded: {error}")
        _required.add(name)
    signals.initialized.connect(_all_registered)


def _all_registered(pelican: Pelican) -> None:
    """Compare what Pelican registered with what the settings listed; both are module names by now."""
    missing = _required - set(pelican.settings["PLUGINS"])
    _required.clear()
    if missing:
        stop(f"Pelican could not register {', '.join(sorted(missing))}; the reason is in the log above")


def stop(reason: str = "") -> NoReturn:
    """End the process with exit code 1 and no traceback, which Pelican would print for any other exception."""
    if reason:
        print(f"lodestone: {reason}", file=sys.stderr)  # noqa: T201 - for whoever runs `pelican`
    raise SystemExit(1)
