"""Lodestone: damaged trade-press scrapes become a source-graded, accessible briefing site.

The way of one article, and the rooms that it passes:

    bytes ─▶ repair/     the encoding is mended, each change in a ledger
          ─▶ text/       front matter, sections and prose, each with its place; Markdown to safe HTML
          ─▶ scrape/     only for a draft: residue of the web out, headings and lists back, the draft's fields
          ─▶ annotate/   what the text says of companies, tickers, themes, figures, risk: proposals
          ─▶ editorial/  advice on wording and sourcing; each warning can be allowed in place, with a reason
          ─▶ article.py  THE pipeline of one file, on one screen (assemble.py: people before machines)
    all  ─▶ site/        the index of all briefings, what may be public, and every page as data
          ─▶ engine/     from settings to files: load, index, render, write what differs
          ─▶ plugins/    Pelican's side: the only room that knows it
          ─▶ preview/    the site while one writes, in the browser
          ─▶ commands/   the `lodestone` command

`model/` is the vocabulary that all of them speak. Knowledge points one way: model ← repair,
text ← scrape, annotate ← editorial ← article ← site ← engine ← plugins ← preview ← commands, and left of `engine`
all is pure: no disk, clock, environment or log. `tests/test_architecture.py` holds the imports to it.

Start at `article.py`, then `model/`.
"""

__version__ = "0.1.0"
