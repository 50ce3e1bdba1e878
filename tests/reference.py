"""The site as it has to be: everything in memory, in one pass, nothing remembered. What builds are held against.

This is the plainest way from content to output that there is, so that a mistake in what the engine
remembers cannot be in here too.
"""

from __future__ import annotations

from lodestone.engine.load import load
from lodestone.engine.render import Renderer, assets_of
from lodestone.engine.settings import Settings
from lodestone.site.index import index
from lodestone.site.pictures import pictured
from lodestone.site.view import frame
from lodestone.site.views import views
from lodestone.text.comments import published


def reference(settings: Settings) -> dict[str, bytes]:
    """Every file of the output, by path."""
    content, _ = load(settings.content)
    site, _ = index(
        content.articles, content.lexicon, content.pages, content.events, settings.site, content.media
    )
    seen = site.public if settings.site.publish else site
    assets = assets_of(settings.templates)
    copied = content.media.keys() & (pictured(seen) if settings.site.publish else content.media.keys())
    files = dict(assets.values()) | {path: content.media[path].read_bytes() for path in copied}
    renderer = Renderer(settings.templates, frame(seen), {name: path for name, (path, _) in assets.items()})
    for view in views(seen):
        if view.content is not None:
            files.setdefault(view.path, view.content)
        elif view.source:
            files.setdefault(view.path, published(content.repaired(view.source)).encode())
        else:
            files.setdefault(view.path, renderer.render(view, seen.bodies))
    return files
