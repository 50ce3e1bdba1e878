"""`lodestone serve`: the site while one writes. Each save is built and shown at once, with what is wrong over the page.

It ends by Ctrl-C and by nothing else: neither a broken template, nor settings that cannot be
read, nor a mistake in a plugin.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import lodestone
from lodestone.commands.build import find_conf
from lodestone.engine.settings import CONF
from lodestone.preview.builder import Builder, Built
from lodestone.preview.server import PreviewServer
from lodestone.preview.state import State
from lodestone.preview.watch import Watch
from lodestone.text.hidden import shown

PORT = 8000
_MOST = 10
"""Problems that the terminal tells; the page has them all."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument(
        "content", nargs="?", type=Path, help="content directory (default: as the settings say)"
    )
    parser.add_argument("-p", "--port", type=int, default=PORT, help=f"default: {PORT}; 0 takes a free one")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="output directory (default: as the settings say)"
    )
    parser.add_argument(
        "-s", "--settings", type=Path, metavar="FILE", help=f"settings file (default: {CONF})"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C, which is 0; 1 where the port is taken, 2 without a settings file."""
    conf = args.settings or find_conf(CONF, args.content)
    if conf is None:
        print(f"lodestone serve: there is no {CONF} here or beside the content", file=sys.stderr)
        return 2
    preview = Preview(conf.absolute(), args.content, args.output)
    try:
        server = PreviewServer(preview.output, preview.state, args.port)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        print(
            f"lodestone serve: port {args.port}: {why}; another one: lodestone serve --port {args.port + 1}",
            file=sys.stderr,
        )
        return 1
    with _ended_like_ctrl_c(), _answering(server), contextlib.suppress(KeyboardInterrupt):
        try:
            preview.build()
            print(f"  serving    {server.url}  (Ctrl-C ends it)", flush=True)
            preview.follow()
        finally:
            preview.close()
    print("stopped", file=sys.stderr)
    return 0


class Preview:
    """A site that is built again whenever something of it was saved."""

    def __init__(self, conf: Path, content: Path | None, output: Path | None) -> None:
        self.state = State()
        self._conf = conf
        self._builder = Builder(conf, content, output)
        self._code = [
            each.resolve()
            for each in (Path(lodestone.__file__).parent, conf.parent / "plugins")
            if each.is_dir()
        ]
        self._places = {
            "content": (content or conf.parent / "content").absolute(),
            "templates": conf.parent / "templates",
            "output": (output or conf.parent / "output").absolute(),
        }

    def output(self) -> Path:
        """The output directory, as the last settings that could be read say."""
        return self._places["output"]

    def build(self) -> None:
        """Build, and tell the terminal and the pages."""
        start = time.perf_counter()
        built = self._builder.build()
        self._places |= built.places or {}
        self.state.tell(built)
        _told(built, time.perf_counter() - start)

    def follow(self) -> None:
        """Build after each save, for ever."""
        watch = Watch(self._conf, self._watched())
        try:
            while True:
                for changed in watch.changes():
                    if changed:
                        self._again(changed)
                    if watch.directories != _there(self._watched()):
                        break
                watch.close()
                watch = Watch(self._conf, self._watched())
        finally:
            watch.close()

    def close(self) -> None:
        """Let the pages and the worker go."""
        self.state.end()
        self._builder.close()

    def _again(self, changed: set[Path]) -> None:
        names = sorted({path.name for path in changed})
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        print(f"saved: {shown(', '.join(names[:3]))}{more}", flush=True)
        if any(path.suffix == ".py" for path in changed):
            self._builder.close()  # what it has imported may be old
        self.build()

    def _watched(self) -> set[Path]:
        return {self._places["content"], self._places["templates"], *self._code}


def _there(directories: set[Path]) -> frozenset[Path]:
    return frozenset(each for each in directories if each.is_dir())


def _told(built: Built, seconds: float) -> None:
    for each in built.problems[:_MOST]:
        print(each["text"], file=sys.stderr)
    if len(built.problems) > _MOST:
        print(f"and {len(built.problems) - _MOST} more: the page lists them", file=sys.stderr)
    warnings = len(built.problems) - built.errors
    print(f"  built      in {seconds:.2f} s: {built.errors} errors, {warnings} warnings", flush=True)


@contextlib.contextmanager
def _answering(server: PreviewServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """Being told to end (SIGTERM) is the same as Ctrl-C."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
