"""The full-text index over the words of entries, which belongs to the database: FTS5 in SQLite, tsvector in PostgreSQL.

One index serves all partnerships, and a search must not walk through the hits of the others. In SQLite a row of the
index is numbered by its partnership first (partnership * 2^32 + id), so that a partnership's hits lie together and
are a range. In PostgreSQL each row holds the partnership as one more word ("p:17"), and the index meets that rare word
with the common ones.

SQLite keeps the index true by triggers. A later migration that makes the table `sources_entry` anew drops them: let it
run `make_index` of this one again.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    """CREATE VIRTUAL TABLE sources_entry_words USING fts5(
        words, content='', columnsize=0, tokenize='porter unicode61 remove_diacritics 2')""",
    """INSERT INTO sources_entry_words(rowid, words)
        SELECT (partnership_id << 32) | id AS place, words FROM sources_entry ORDER BY place""",
    """CREATE TRIGGER sources_entry_added AFTER INSERT ON sources_entry BEGIN
        INSERT INTO sources_entry_words(rowid, words) VALUES ((new.partnership_id << 32) | new.id, new.words);
    END""",
    """CREATE TRIGGER sources_entry_dropped AFTER DELETE ON sources_entry BEGIN
        INSERT INTO sources_entry_words(sources_entry_words, rowid, words)
            VALUES ('delete', (old.partnership_id << 32) | old.id, old.words);
    END""",
    """CREATE TRIGGER sources_entry_changed AFTER UPDATE OF id, partnership_id, words ON sources_entry BEGIN
        INSERT INTO sources_entry_words(sources_entry_words, rowid, words)
            VALUES ('delete', (old.partnership_id << 32) | old.id, old.words);
        INSERT INTO sources_entry_words(rowid, words) VALUES ((new.partnership_id << 32) | new.id, new.words);
    END""",
)
SQLITE_BACK = (
    "DROP TRIGGER IF EXISTS sources_entry_added",
    "DROP TRIGGER IF EXISTS sources_entry_dropped",
    "DROP TRIGGER IF EXISTS sources_entry_changed",
    "DROP TABLE IF EXISTS sources_entry_words",
)

# The configuration `english` without its stop words: "the" is found in one database as in the other. Signs become
# spaces, or else the parser would take "2017/18" for a path and "a.b" for a host. Beside their stems the words stand as
# they are, without places, for searches of beginnings. A tsvector holds 1 MB at most, which 120,000 characters never
# exceed; of a longer page, what its facts say is still found.
_PLAIN = r"""regexp_replace(regexp_replace(normalize(left(words, 120000), NFD), '[\u0300-\u036f]', '', 'g'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf'
    '\u2000-\u206f\u20a0-\u20bf\u2190-\u2bff]+', ' ', 'g')"""
POSTGRESQL = (
    "CREATE TEXT SEARCH DICTIONARY wapentake_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION wapentake (COPY = english)",
    "ALTER TEXT SEARCH CONFIGURATION wapentake ALTER MAPPING REPLACE english_stem WITH wapentake_stem",
    f"""ALTER TABLE sources_entry ADD COLUMN searched tsvector GENERATED ALWAYS AS (
        to_tsvector('wapentake'::regconfig, {_PLAIN})
        || strip(to_tsvector('simple'::regconfig, {_PLAIN}))
        || array_to_tsvector(ARRAY['p:' || partnership_id::text])
        ) STORED""",
    "CREATE INDEX sources_entry_searched ON sources_entry USING gin (searched) WITH (fastupdate = off)",
)
POSTGRESQL_BACK = (
    "DROP INDEX IF EXISTS sources_entry_searched",
    "ALTER TABLE sources_entry DROP COLUMN IF EXISTS searched",
    "DROP TEXT SEARCH CONFIGURATION IF EXISTS wapentake",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS wapentake_stem",
)


def make_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index and fill it from the entries that there are."""
    drop_index(apps, schema_editor)
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, params=None)


def drop_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop all of it; no entry is lost."""
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Makes the full-text index."""

    dependencies = [("sources", "0001_initial")]
    operations = [migrations.RunPython(make_index, drop_index)]
