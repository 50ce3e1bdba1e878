"""Each place where we lean on Pelican 4.12. When an upgrade fails, it fails here first, and says which."""

from __future__ import annotations

import inspect
import re
from importlib.metadata import version
from pathlib import Path

import pelican
import pytest
from pelican import Pelican, contents, generators, readers, signals, utils
from pelican.plugins._utils import load_plugins
from pelican.settings import read_settings


def test_the_version_is_the_one_that_was_read() -> None:
    assert re.match(r"4\.12\.", version("pelican"))


def test_readers_of_markdown_and_html_open_files_by_a_name_of_their_module() -> None:
    """`plugins.encoding` puts its own function in the place of this name."""
    assert readers.pelican_open.__name__ in ("pelican_open", "open_repaired")
    for reader in (readers.MarkdownReader, readers.HTMLReader):
        assert "pelican_open(" in inspect.getsource(reader.read)
    assert list(inspect.signature(utils.pelican_open).parameters) == ["filename", "mode"]


def test_a_generator_of_ours_is_asked_for_by_signal_and_made_before_static_files() -> None:
    source = inspect.getsource(Pelican._get_generator_classes)
    assert source.index("signals.get_generators.send") < source.index("StaticGenerator")
    assert [
        name for name in ("generate_context", "generate_output") if name not in inspect.getsource(Pelican.run)
    ] == []


def test_all_contexts_are_generated_before_any_output() -> None:
    """A publish build that must not be carried out ends in `generate_context`."""
    source = inspect.getsource(Pelican.run)
    assert source.index("p.generate_context()") < source.index("p.generate_output(writer)")


def test_an_article_tells_when_it_is_made_and_keeps_its_source_and_settings() -> None:
    """`plugins.front_matter` fills in what is missing then."""
    source = inspect.getsource(contents.Content.__init__)
    assert source.rstrip().endswith("signals.content_object_init.send(self)")
    assert {"self.metadata =", "self.settings =", "self.source_path ="} <= set(
        re.findall(r"self\.\w+ =", source)
    )


def test_exceptions_are_caught_but_not_the_exit_of_the_process() -> None:
    """`plugins.stop` relies on it: exit code 1 without a traceback."""
    source = inspect.getsource(pelican.main)
    assert "except Exception as e:" in source
    assert "BaseException" not in source
    assert "SystemExit" not in source


def test_plugins_that_fail_are_logged_and_left_out_of_the_settings() -> None:
    """The reason for `plugins.require`, and what it compares."""
    assert "except ImportError" in inspect.getsource(load_plugins)
    source = inspect.getsource(Pelican.init_plugins)
    assert "except Exception" in source
    assert 'self.settings["PLUGINS"] = [get_plugin_name(p) for p in self.plugins]' in source
    started = inspect.getsource(Pelican.__init__)
    assert started.index("self.init_plugins()") < started.index("signals.initialized.send(self)")


@pytest.mark.parametrize("key", ["PATH", "OUTPUT_PATH", "THEME"])
def test_paths_in_the_settings_become_absolute(tmp_path: Path, key: str) -> None:
    """`engine.settings` takes them as they are."""
    for name in ("content", "theme"):
        (tmp_path / name).mkdir()
    conf = tmp_path / "pelicanconf.py"
    feeds = "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = None"
    conf.write_text(f'PATH = "content"\nOUTPUT_PATH = "out"\nTHEME = "theme"\nTIMEZONE = "UTC"\n{feeds}\n')
    names = {"PATH": "content", "OUTPUT_PATH": "out", "THEME": "theme"}
    assert read_settings(str(conf))[key] == str(tmp_path / names[key])


def test_the_names_that_we_import_are_there() -> None:
    assert inspect.isclass(generators.Generator)
    assert inspect.isclass(contents.Article)
    for name in ("get_generators", "initialized", "content_object_init", "article_generator_init"):
        assert hasattr(signals, name)
