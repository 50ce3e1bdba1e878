"""From a page of the web, or a text copied from one, to a draft: residue out, structure back, fields written.

Only `ingest` needs it: these steps move lines, which the build never does.

    webpage    HTML to the text that a reader would copy
    residue    what belongs to the page and not to the text, by the table `residue_rules`
    structure  headings, lists and paragraphs that were run flat, with `headlines`, `nesting` and `wrapping`
    draft      the file that an editor finds, each proposal with the words that it stands on
"""
