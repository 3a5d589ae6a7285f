"""Search over all that a partnership's pages say: one language, answered alike by SQLite and PostgreSQL.

The hits are a query set of `Entry`, so that they can be counted, sorted and paged. How good a hit is, is reckoned here
and not by the database: its measure would weigh a word by the pages of all partnerships, and walk through them for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, FloatField, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Greatest, Length, Lower, Replace
from django.db.models.sql.compiler import SQLCompiler

from wapentake.accounts.models import Partnership
from wapentake.sources.models import Entry
from wapentake.sources.words import Run, Term, Wanted, parse_search, show_context

USUAL_LENGTH = 300.0  # characters of an entry; a longer one must say the words more often to be as good

_IN_SQLITE = (
    "{table}.id IN (SELECT rowid & 4294967295 FROM sources_entry_words"
    " WHERE sources_entry_words MATCH %s AND rowid BETWEEN %s AND %s)"
)
_IN_POSTGRESQL = "({table}.searched @@ %s::tsquery AND {table}.searched @@ to_tsquery('wapentake', %s))"


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit: its entry, and its words in context."""

    entry: Entry
    runs: Sequence[Run]


class Hits:
    """The hits of a search, best first. Counted and cut into pages by Django's `Paginator`."""

    ordered = True

    def __init__(self, rows: QuerySet[Entry], wanted: Wanted) -> None:
        """Hold the query, which is not asked yet."""
        self.rows, self.wanted = rows, wanted

    def count(self) -> int:
        """Return how many there are."""
        return self.rows.order_by().count()

    def __getitem__(self, part: slice) -> list[Hit]:
        """Return some of them, with their words in context."""
        return [Hit(entry, show_context(entry.words, self.wanted)) for entry in self.rows[part]]


def search(
    partnership: Partnership,
    words: str,
    *,
    kind: str | None = None,
    since: date | None = None,
    until: date | None = None,
    newest: bool = False,
) -> Hits:
    """Return what the partnership's pages say with these words, best first, or newest first where that is asked for.

    Reads: `words` as a person types them (see `wapentake.sources.words`); nothing that can be typed raises.
    Means: `kind` is one of passages or "page"; `since` and `until` are days of meetings, both included. A search that
    says only what must not stand there finds nothing.
    """
    wanted = parse_search(words)
    if not wanted.must:
        return Hits(Entry.objects.none(), wanted)
    said = {"kind": kind, "on__gte": since, "on__lte": until}
    asked = {key: value for key, value in said.items() if value}
    # The partnership stands here once more, in plain sight: the index alone need not be trusted with it.
    rows = Entry.objects.filter(_Matches(partnership.pk, wanted), partnership=partnership, **asked)
    rows = rows.select_related("document").defer("document__text", "document__record")
    best = [] if newest else [_reckon(wanted).desc()]
    return Hits(rows.order_by(*best, F("on").desc(nulls_last=True), "-pk"), wanted)


class _Matches(Func):
    """The condition that an entry of the partnership says what is wanted."""

    output_field = BooleanField()

    def __init__(self, partnership_id: int, wanted: Wanted) -> None:
        super().__init__(F("id"))
        self.partnership_id, self.wanted = partnership_id, wanted

    def _name_table(self, compiler: SQLCompiler) -> str:
        return compiler.compile(self.get_source_expressions()[0])[0].rpartition(".")[0]

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """Return the condition for FTS5; the range of the partnership is how the index numbers its rows."""
        lowest = self.partnership_id << 32
        condition = _IN_SQLITE.format(table=self._name_table(compiler))
        return condition, (render_fts5(self.wanted), lowest, lowest | 0xFFFFFFFF)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """Return the condition for tsvector."""
        condition = _IN_POSTGRESQL.format(table=self._name_table(compiler))
        return condition, (f"'p:{self.partnership_id}'", render_tsquery(self.wanted))


def render_fts5(wanted: Wanted) -> str:
    """Return what is wanted in the language of FTS5. Each word stands in quotes, so that none is taken for a sign."""

    def say(term: Term) -> str:
        return f'"{" ".join(term.words)}"' + (" *" if term.prefix else "")

    must, never = " AND ".join(map(say, wanted.must)), " OR ".join(map(say, wanted.never))
    return f"({must}) NOT ({never})" if never else must


def render_tsquery(wanted: Wanted) -> str:
    """Return what is wanted in the language of `to_tsquery`; words hold letters and digits only."""

    def say(term: Term) -> str:
        return "(" + " <-> ".join(f"'{word}'" for word in term.words) + (":*)" if term.prefix else ")")

    must, never = " & ".join(map(say, wanted.must)), " | ".join(map(say, wanted.never))
    return f"({must}) & !({never})" if never else must


def _reckon(wanted: Wanted) -> Any:
    """Return how good a hit is: how often it says each term, measured by its length, as BM25 does.

    Means: a word that stands there with another ending counts as said once.
    """
    small, length = Lower(F("words")), Cast(Length("words"), FloatField())
    weight = 1.2 * (0.25 + 0.75 * length / Value(USUAL_LENGTH))
    good: Any = Value(0.0, output_field=FloatField())
    for term in wanted.must[:4]:
        word = " ".join(term.words)
        left = Length(Replace(small, Value(word, output_field=TextField()), Value("")))
        often = Greatest((length - Cast(left, FloatField())) / Value(float(len(word))), Value(1.0))
        good = good + often * 2.2 / (often + weight)
    return good
