"""Search over all that a partnership's pages say: one language, answered alike by SQLite and PostgreSQL.

The hits are a query set of `Entry`, so that they can be counted, sorted and paged. How good a hit is, is reckoned here
and not by the database: its measure would weigh a word by the pages of all partnerships, and walk through them for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, overload

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, FloatField, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Greatest, Length, Lower, Replace
from django.db.models.sql.compiler import SQLCompiler

from wapentake.accounts.models import Partnership
from wapentake.sources.models import Entry
from wapentake.sources.words import Run, Term, Wanted, has_beginning, parse_search, show_context

USUAL_LENGTH = 300.0  # characters of an entry; a longer one must say the words more often to be as good

_IN_SQLITE = (
    "{table}.id {isin} (SELECT rowid & 4294967295 FROM sources_entry_words"
    " WHERE sources_entry_words MATCH %s AND rowid BETWEEN %s AND %s)"
)
_IN_POSTGRESQL = "({table}.searched @@ %s::tsquery AND {table}.searched @@ to_tsquery('wapentake', %s))"


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit: its entry, and its words in context."""

    entry: Entry
    runs: Sequence[Run]


class Hits(Sequence[Hit]):
    """The hits of a search, best first. Counted and cut into pages by Django's `Paginator`."""

    ordered = True

    def __init__(self, rows: QuerySet[Entry], wanted: Wanted) -> None:
        """Hold the query, which is not asked yet."""
        self.rows, self.wanted = rows, wanted

    def __len__(self) -> int:
        """Return how many there are."""
        return self.rows.order_by().count()

    @overload
    def __getitem__(self, part: int) -> Hit: ...

    @overload
    def __getitem__(self, part: slice) -> list[Hit]: ...

    def __getitem__(self, part: int | slice) -> Hit | list[Hit]:
        """Return one or some of them, with their words in context."""
        if isinstance(part, int):
            return self._show(self.rows[part])
        return [self._show(entry) for entry in self.rows[part]]

    def _show(self, entry: Entry) -> Hit:
        return Hit(entry, show_context(entry.words, self.wanted))


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
        """Return the condition for FTS5; the range of the partnership is how the index numbers its rows.

        Beginnings of words are looked for in the words of the partnership's own entries: for them FTS5 would first
        join the hits of all partnerships.
        """
        table, lowest = self._name_table(compiler), self.partnership_id << 32
        conditions: list[str] = []
        asked: list[str | int] = []
        for terms, wish in ((self.wanted.must, ""), (self.wanted.never, "NOT ")):
            if whole := [term for term in terms if not term.prefix]:
                conditions.append(_IN_SQLITE.format(table=table, isin=f"{wish}IN"))
                asked += [(" OR " if wish else " AND ").join(map(_quote, whole)), lowest, lowest | 0xFFFFFFFF]
            for term in terms:
                if term.prefix:
                    conditions.append(f"{wish}wapentake_begins({table}.words, %s)")
                    asked.append(" ".join(term.words))
        connection.ensure_connection()
        connection.connection.create_function("wapentake_begins", 2, has_beginning, deterministic=True)
        return f"({' AND '.join(conditions)})", tuple(asked)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """Return the condition for tsvector."""
        condition = _IN_POSTGRESQL.format(table=self._name_table(compiler))
        return condition, (f"'p:{self.partnership_id}'", render_tsquery(self.wanted))


def _quote(term: Term) -> str:
    """Return a term in the language of FTS5: in quotes, so that no word is taken for a sign."""
    return f'"{" ".join(term.words)}"'


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
