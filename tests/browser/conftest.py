"""The built site in a real Chromium: built once, served at a root and under a path, watched for every complaint.

`page` is a fresh page of a browser without memory. At the end of each test it fails for any
error or warning on the console, any exception, any request that failed, and any request to
another host; a test that expects one takes it out of `complaints` first.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

import trial
from browser.chromium import chromium
from browser.static_host import StaticHost
from lodestone.engine.build import build
from lodestone.engine.problems import told
from lodestone.engine.render import Renderer, assets_of
from lodestone.engine.settings import read_settings
from lodestone.site.view import frame
from lodestone.site.views import views

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
ARTEFACTS = ROOT / "test-artefacts"
"""Screenshots are kept here; CI uploads them."""


@dataclass(frozen=True)
class Served:
    """A built site and the address at which it is served, with a slash at its end."""

    directory: Path
    url: str


def serve(tmp_path_factory: pytest.TempPathFactory, under: str, conf: str) -> Iterator[Served]:
    """Build the real content for the address at which it is then served, with the settings file `conf`."""
    directory = tmp_path_factory.mktemp("site") / "output"
    handler = type("Handler", (StaticHost,), {"under": under})
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(directory)))
    url = f"http://127.0.0.1:{server.server_port}{under}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITEURL", url)
        settings, problems = read_settings(ROOT / conf, output=directory)
        assert settings is not None, told(problems)
        report = build(settings)
    assert report.exit_code == 0, told(report.problems)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(directory, url)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site as published, at a root."""
    yield from serve(tmp_path_factory, "/", "publishconf.py")


@pytest.fixture(scope="session")
def site_under_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site as published, under `/repo/`."""
    yield from serve(tmp_path_factory, "/repo/", "publishconf.py")


@pytest.fixture(scope="session")
def development_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site as an editor sees it: drafts too."""
    yield from serve(tmp_path_factory, "/", "pelicanconf.py")


@pytest.fixture(scope="session")
def trial_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The trial site at a root, a development build."""
    directory = tmp_path_factory.mktemp("trial")
    site = trial.site()
    assets = assets_of(TEMPLATES)
    renderer = Renderer(TEMPLATES, frame(site), {name: path for name, (path, _) in assets.items()})
    files = dict(assets.values())
    for view in views(site):
        made = view.content if view.content is not None else b""
        files[view.path] = renderer.render(view, site.bodies) if view.template else made
    for path, data in files.items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(StaticHost, directory=str(directory)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(directory, f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. Where there is none and none can be had, the tests fail and say what to do."""
    with sync_playwright() as playwright:
        path = str(chromium())
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of in this test."""
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A fresh page, 1280 by 800, light, no motion; it must end without complaint."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce"
    )
    fresh = context.new_page()
    fresh.on("console", lambda said: _note(complaints, said.type in ("error", "warning"), said.text))
    fresh.on("pageerror", lambda error: complaints.append(f"exception: {error}"))
    fresh.on("requestfailed", lambda request: _note(complaints, _broke(request), f"failed: {request.url}"))
    fresh.on(
        "response", lambda answer: _note(complaints, answer.status >= 400, f"{answer.status}: {answer.url}")
    )
    fresh.on("request", lambda request: _note(complaints, not _local(request.url), f"foreign: {request.url}"))
    yield fresh
    context.close()
    assert complaints == []


def _note(complaints: list[str], holds: bool, text: str) -> None:
    if holds:
        complaints.append(text)


def _broke(request: Request) -> bool:
    """Whether a request failed for another reason than that its page was left meanwhile."""
    return request.failure != "net::ERR_ABORTED"


def _local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "about:", "blob:"))


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Callable[..., Path]:
    """A function that keeps a screenshot of a page under a name: `keep(page, "home")`."""

    def shoot(page: Page, name: str, *, whole: bool = False) -> Path:
        ARTEFACTS.mkdir(exist_ok=True)
        stem = re.sub(r"[^a-z0-9-]+", "-", f"{request.node.originalname}-{name}".lower()).strip("-")
        path = ARTEFACTS / f"{stem}.png"
        size = page.evaluate("[innerWidth, Math.min(document.documentElement.scrollHeight, 4000)]")
        clip = {"x": 0, "y": 0, "width": size[0], "height": size[1]}
        page.screenshot(path=path, full_page=whole, clip=clip if whole else None)  # type: ignore[arg-type]
        return path

    return shoot
