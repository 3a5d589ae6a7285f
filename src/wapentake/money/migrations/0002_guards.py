"""The guards of the journal, which belong to the database: it seals only what balances, and keeps what is sealed.

An entry is inserted as a draft. When it is sealed (`sealed_at` is written), the database refuses one that has no lines,
that does not balance within each fund, whose size is not its debits, whose day lies outside its year, whose journal is
closed or whose period is shut, or whose fund belongs to another journal. It then writes the day into its postings
(`counts_on`), by which every report knows them. What is sealed is neither changed nor deleted, nor are its postings;
only what points at an account, a decision or a passage may be emptied. A closed journal stays closed.

A later migration that makes one of these tables anew in SQLite drops its triggers: let it run `make_guards` again. One
that gives postings another column hands it the columns of a line, as 0003 does.
"""

from collections.abc import Sequence

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FROZEN = (
    "id", "partnership_id", "journal_id", "kind", "on", "text", "size", "party", "reference", "belongs_to",
    "commitment_id", "decided", "approval", "reverses_id", "beyond", "key", "drafted_by_name", "drafted_at",
    "sealed_by_name", "sealed_at",
)  # fmt: skip
POINTERS = ("decision_id", "passage_id", "drafted_by_id", "sealed_by_id")

SEALED = "wapentake: what is sealed is not changed"
DRAFT_FIRST = "wapentake: an entry is drafted before it is sealed"
UNBALANCED = "wapentake: an entry balances within each fund before it is sealed"
SIZE = "wapentake: the size of an entry is its debits"
YEAR = "wapentake: the day of an entry lies in the year of its journal"
SHUT = "wapentake: the journal is closed, or the period is shut"
FUND = "wapentake: the funds of an entry are those of its journal"
COUNTS = "wapentake: a posting counts from the day of its entry, once that is sealed"
CLOSED = "wapentake: a closed journal stays closed"
_CODE = "USING ERRCODE = 'integrity_constraint_violation'"

_ANY_FUND = "SELECT fund_id FROM money_posting WHERE entry_id = NEW.id GROUP BY fund_id HAVING sum(pence) <> 0"
_STRANGE = (
    "SELECT 1 FROM money_posting p JOIN money_fund f ON f.id = p.fund_id "
    "WHERE p.entry_id = NEW.id AND f.journal_id <> NEW.journal_id"
)
_IS_SHUT = (
    "SELECT 1 FROM money_journal j WHERE j.id = NEW.journal_id "
    "AND (j.closed_at IS NOT NULL OR (j.shut_to IS NOT NULL AND NEW.\"on\" <= j.shut_to))"
)
_DEBITS = "(SELECT coalesce(sum(pence), 0) FROM money_posting WHERE entry_id = NEW.id AND pence > 0)"
_NO_LINES = "NOT EXISTS (SELECT 1 FROM money_posting WHERE entry_id = NEW.id)"
_SAME_KEY = (
    "EXISTS (SELECT 1 FROM money_entry WHERE sealed_at IS NOT NULL "
    "AND partnership_id = NEW.partnership_id AND key = NEW.key)"
)
_OTHER_YEAR = (
    "NOT EXISTS (SELECT 1 FROM money_journal j WHERE j.id = NEW.journal_id "
    "AND NEW.\"on\" BETWEEN printf('%04d-04-01', j.start) AND printf('%04d-03-31', j.start + 1))"
)
_TAKEN = "EXISTS (SELECT 1 FROM money_posting WHERE id = NEW.id AND counts_on IS NOT NULL)"
LINE = ("id", "entry_id", "heading", "fund_id", "pence")
_NEW_LINE, _OLD_LINE = "<new line>", "<old line>"  # where the columns of a line are written
_OTHER_LINE = f"{_NEW_LINE} IS NOT {_OLD_LINE}"
_OTHER_DAY = (
    "NEW.counts_on IS NOT (SELECT CASE WHEN sealed_at IS NULL THEN NULL ELSE \"on\" END "
    "FROM money_entry WHERE id = NEW.entry_id)"
)


def _differs(distinct: str) -> str:
    changed = [f'NEW."{name}" {distinct} OLD."{name}"' for name in FROZEN]
    moved = [f'(NEW."{name}" IS NOT NULL AND NEW."{name}" {distinct} OLD."{name}")' for name in POINTERS]
    return " OR ".join(changed + moved)


def _sealed(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM money_entry WHERE id = {row} AND sealed_at IS NOT NULL)"  # noqa: S608 - of ours


def _refuse(words: str, condition: str) -> str:
    return f"SELECT RAISE(ABORT, '{words}') WHERE {condition};"


# In SQLite an INSERT OR REPLACE deletes without saying so, and is therefore refused where it would take something away.
SQLITE = {
    "money_entry_drafted": f"""BEFORE INSERT ON money_entry BEGIN
        {_refuse(DRAFT_FIRST, "NEW.sealed_at IS NOT NULL")}
        {_refuse(SEALED, _sealed("NEW.id"))}
        {_refuse(SEALED, _SAME_KEY)}
    END""",
    "money_entry_kept": f"""BEFORE UPDATE ON money_entry WHEN OLD.sealed_at IS NOT NULL AND ({_differs("IS NOT")}) BEGIN
        SELECT RAISE(ABORT, '{SEALED}');
    END""",
    "money_entry_sealing": f"""BEFORE UPDATE ON money_entry WHEN OLD.sealed_at IS NULL AND NEW.sealed_at IS NOT NULL BEGIN
        {_refuse(UNBALANCED, f"EXISTS ({_ANY_FUND})")}
        {_refuse(UNBALANCED, _NO_LINES)}
        {_refuse(SIZE, f"NEW.size <> {_DEBITS}")}
        {_refuse(YEAR, _OTHER_YEAR)}
        {_refuse(SHUT, f"EXISTS ({_IS_SHUT})")}
        {_refuse(FUND, f"EXISTS ({_STRANGE})")}
    END""",
    "money_entry_sealed": """AFTER UPDATE ON money_entry WHEN OLD.sealed_at IS NULL AND NEW.sealed_at IS NOT NULL BEGIN
        UPDATE money_posting SET counts_on = NEW."on" WHERE entry_id = NEW.id;
    END""",
    "money_entry_dropped": f"""BEFORE DELETE ON money_entry WHEN OLD.sealed_at IS NOT NULL BEGIN
        SELECT RAISE(ABORT, '{SEALED}');
    END""",
    "money_posting_drafted": f"""BEFORE INSERT ON money_posting BEGIN
        {_refuse(COUNTS, "NEW.counts_on IS NOT NULL")}
        {_refuse(SEALED, _sealed("NEW.entry_id"))}
        {_refuse(SEALED, _TAKEN)}
    END""",
    "money_posting_kept": f"""BEFORE UPDATE ON money_posting BEGIN
        {_refuse(SEALED, "OLD.counts_on IS NOT NULL")}
        {_refuse(SEALED, f"{_OTHER_LINE} AND ({_sealed('OLD.entry_id')} OR {_sealed('NEW.entry_id')})")}
        {_refuse(COUNTS, _OTHER_DAY)}
    END""",
    "money_posting_dropped": f"""BEFORE DELETE ON money_posting BEGIN
        {_refuse(SEALED, f"OLD.counts_on IS NOT NULL OR {_sealed('OLD.entry_id')}")}
    END""",
    "money_journal_kept": f"""BEFORE UPDATE ON money_journal WHEN OLD.closed_at IS NOT NULL BEGIN
        SELECT RAISE(ABORT, '{CLOSED}');
    END""",
}

# In PostgreSQL a posting that is written locks its entry, so that none slips into an entry which is just being sealed.
POSTGRESQL = (
    f"""CREATE FUNCTION money_guard_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.sealed_at IS NOT NULL THEN RAISE EXCEPTION '{SEALED}' {_CODE}; END IF;
            RETURN OLD;
        ELSIF TG_OP = 'INSERT' THEN
            IF NEW.sealed_at IS NOT NULL THEN RAISE EXCEPTION '{DRAFT_FIRST}' {_CODE}; END IF;
        ELSIF OLD.sealed_at IS NOT NULL THEN
            IF {_differs("IS DISTINCT FROM")} THEN RAISE EXCEPTION '{SEALED}' {_CODE}; END IF;
        ELSIF NEW.sealed_at IS NOT NULL THEN
            PERFORM 1 FROM money_journal WHERE id = NEW.journal_id FOR SHARE;
            IF EXISTS ({_ANY_FUND}) OR NOT EXISTS (SELECT 1 FROM money_posting WHERE entry_id = NEW.id)
                THEN RAISE EXCEPTION '{UNBALANCED}' {_CODE}; END IF;
            IF NEW.size <> {_DEBITS} THEN RAISE EXCEPTION '{SIZE}' {_CODE}; END IF;
            IF NOT EXISTS (SELECT 1 FROM money_journal j WHERE j.id = NEW.journal_id
                AND NEW."on" BETWEEN make_date(j.start, 4, 1) AND make_date(j.start + 1, 3, 31))
                THEN RAISE EXCEPTION '{YEAR}' {_CODE}; END IF;
            IF EXISTS ({_IS_SHUT}) THEN RAISE EXCEPTION '{SHUT}' {_CODE}; END IF;
            IF EXISTS ({_STRANGE}) THEN RAISE EXCEPTION '{FUND}' {_CODE}; END IF;
        END IF;
        RETURN NEW;
    END $$""",  # noqa: S608 - of ours
    """CREATE FUNCTION money_mark_postings() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE money_posting SET counts_on = NEW."on" WHERE entry_id = NEW.id;
        RETURN NULL;
    END $$""",
    f"""CREATE FUNCTION money_guard_posting() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE kept money_entry%ROWTYPE;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF OLD.counts_on IS NOT NULL THEN RAISE EXCEPTION '{SEALED}' {_CODE}; END IF;
            SELECT * INTO kept FROM money_entry WHERE id = OLD.entry_id FOR SHARE;
            IF kept.sealed_at IS NOT NULL AND (TG_OP = 'DELETE' OR
                {_NEW_LINE} IS DISTINCT FROM {_OLD_LINE})
                THEN RAISE EXCEPTION '{SEALED}' {_CODE}; END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        END IF;
        SELECT * INTO kept FROM money_entry WHERE id = NEW.entry_id FOR SHARE;
        IF TG_OP = 'INSERT' AND kept.sealed_at IS NOT NULL THEN RAISE EXCEPTION '{SEALED}' {_CODE}; END IF;
        IF NEW.counts_on IS DISTINCT FROM (CASE WHEN kept.sealed_at IS NULL THEN NULL ELSE kept."on" END)
            THEN RAISE EXCEPTION '{COUNTS}' {_CODE}; END IF;
        IF TG_OP = 'UPDATE' AND NEW.entry_id <> OLD.entry_id AND kept.sealed_at IS NOT NULL
            THEN RAISE EXCEPTION '{SEALED}' {_CODE}; END IF;
        RETURN NEW;
    END $$""",  # noqa: S608 - of ours
    f"""CREATE FUNCTION money_guard_journal() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.closed_at IS NOT NULL THEN RAISE EXCEPTION '{CLOSED}' {_CODE}; END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER money_entry_guard BEFORE INSERT OR UPDATE OR DELETE ON money_entry
        FOR EACH ROW EXECUTE FUNCTION money_guard_entry()""",
    """CREATE TRIGGER money_entry_sealed AFTER UPDATE ON money_entry
        FOR EACH ROW WHEN (OLD.sealed_at IS NULL AND NEW.sealed_at IS NOT NULL)
        EXECUTE FUNCTION money_mark_postings()""",
    """CREATE TRIGGER money_posting_guard BEFORE INSERT OR UPDATE OR DELETE ON money_posting
        FOR EACH ROW EXECUTE FUNCTION money_guard_posting()""",
    """CREATE TRIGGER money_journal_guard BEFORE UPDATE ON money_journal
        FOR EACH ROW EXECUTE FUNCTION money_guard_journal()""",
)
POSTGRESQL_BACK = (
    "DROP TRIGGER IF EXISTS money_entry_guard ON money_entry",
    "DROP TRIGGER IF EXISTS money_entry_sealed ON money_entry",
    "DROP TRIGGER IF EXISTS money_posting_guard ON money_posting",
    "DROP TRIGGER IF EXISTS money_journal_guard ON money_journal",
    "DROP FUNCTION IF EXISTS money_guard_entry",
    "DROP FUNCTION IF EXISTS money_mark_postings",
    "DROP FUNCTION IF EXISTS money_guard_posting",
    "DROP FUNCTION IF EXISTS money_guard_journal",
)


def make_guards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor, line: Sequence[str] = LINE) -> None:
    """Put the guards up; those that stand are put up anew. `line` names the columns of a posting that stay."""
    drop_guards(apps, schema_editor)
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    statements = [f"CREATE TRIGGER {name} {body}" for name, body in SQLITE.items()] if is_sqlite else POSTGRESQL
    new, old = (f"({', '.join(f'{row}.{one}' for one in line)})" for row in ("NEW", "OLD"))
    for statement in statements:
        schema_editor.execute(statement.replace(_NEW_LINE, new).replace(_OLD_LINE, old), params=None)


def drop_guards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards down; no row is lost."""
    back = (
        [f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE]
        if schema_editor.connection.vendor == "sqlite"
        else POSTGRESQL_BACK
    )
    for statement in back:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Puts the guards up."""

    dependencies = [("money", "0001_initial")]
    operations = [migrations.RunPython(make_guards, drop_guards)]
