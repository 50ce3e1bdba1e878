"""The tables of the state, in the order in which they are filled.

- `file`: what is on disk, by area (`content`, `templates`, `package`) and path
- `article`, `body`: what one file of the content gives, whole; nothing of the site is in it
- `briefing`, `card`, `entry`: the site: which article has a slug, what lists show of it, its rows
- `page`, `output`: what was made, of what, and why; `read`, `reader`: what it depends on
- `problem`: what is wrong, by origin
- `owned`: files of ours in the output; `guest`: files there of other plugins of Pelican
"""

VERSION = 5
"""Of this schema and of what the engine puts into it."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS owned (path TEXT, hash TEXT, PRIMARY KEY (path, hash)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS guest (path TEXT PRIMARY KEY, hash TEXT) WITHOUT ROWID;
CREATE TABLE file (
    area TEXT, path TEXT, mtime INTEGER, ctime INTEGER, size INTEGER, inode INTEGER, hash TEXT,
    PRIMARY KEY (area, path)) WITHOUT ROWID;
CREATE TABLE folder (path TEXT PRIMARY KEY, mtime INTEGER) WITHOUT ROWID;
CREATE TABLE article (
    path TEXT PRIMARY KEY, slug TEXT, hash TEXT, embargo TEXT, raw INTEGER, places INTEGER,
    briefing BLOB, rest BLOB, written BLOB);
CREATE INDEX article_slug ON article (slug, path);
CREATE INDEX article_places ON article (places) WHERE places > 0;
CREATE TABLE body (key TEXT PRIMARY KEY, digest TEXT, data BLOB);
CREATE TABLE briefing (slug TEXT PRIMARY KEY, path TEXT, digest TEXT, why TEXT) WITHOUT ROWID;
CREATE INDEX briefing_path ON briefing (path);
CREATE TABLE card (slug TEXT PRIMARY KEY, digest TEXT, data BLOB) WITHOUT ROWID;
CREATE TABLE entry (
    tbl TEXT, key TEXT, sort TEXT, slug TEXT, value TEXT, PRIMARY KEY (tbl, key, sort, slug)) WITHOUT ROWID;
CREATE INDEX entry_slug ON entry (slug);
CREATE TABLE page (id INTEGER PRIMARY KEY, kind TEXT, key TEXT, reads BLOB, why TEXT, build INTEGER);
CREATE UNIQUE INDEX page_key ON page (kind, key);
CREATE TABLE output (
    path TEXT PRIMARY KEY, folded TEXT, page INTEGER, template TEXT, fingerprint TEXT, hash TEXT) WITHOUT ROWID;
CREATE INDEX output_page ON output (page);
CREATE INDEX output_folded ON output (folded);
CREATE TABLE read (
    id INTEGER PRIMARY KEY, tbl TEXT, key TEXT, part TEXT, start INTEGER, stop INTEGER, low TEXT, high TEXT,
    digest TEXT, reach_low TEXT, reach_high TEXT);
CREATE INDEX read_group ON read (tbl, key, part);
CREATE TABLE reader (read INTEGER, page INTEGER, PRIMARY KEY (read, page)) WITHOUT ROWID;
CREATE TABLE problem (
    origin TEXT, path TEXT, line INTEGER, col INTEGER, code TEXT, message TEXT, hint TEXT, width INTEGER, fix TEXT);
CREATE INDEX problem_origin ON problem (origin);
CREATE TABLE blob (name TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
"""
FORGOTTEN = (
    "file", "folder", "article", "body", "briefing", "card", "entry", "page", "output", "read", "reader", "problem",
    "blob",
)  # fmt: skip
"""Tables that a cold build begins without; `owned` and `guest` stay."""
