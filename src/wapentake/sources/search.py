"""Search over all that a partnership's pages say: one language, answered alike by SQLite and PostgreSQL.

The hits are a query set of `Entry`, so that they can be counted, sorted and paged. How good a hit is, is reckoned here
and not by the database: its measure would weigh a word by the pages of all partnerships, and walk through them for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, overload

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Case, F, FloatField, Func, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Greatest, Length, Lower, Replace
from django.db.models.sql.compiler import SQLCompiler

from wapentake.accounts.models import Partnership
from wapentake.sources.models import Entry
from wapentake.sources.words import Run, Term, Wanted, has_beginning, parse_search, show_context

USUAL_LENGTH = 300.0  # characters of an entry; a longer one must say the words more often to be as good

_IN_SQLITE = (
    "{table}.id IN (SELECT rowid & 4294967295 FROM sources_entry_words"
    " WHERE sources_entry_words MATCH %s AND rowid BETWEEN %s AND %s)"
)
_BEGINS_IN_SQLITE = "wapentake_begins({table}.words, %s)"
_IN_POSTGRESQL = "({table}.searched @@ %s::tsquery AND {table}.searched @@ to_tsquery('wapentake', %s))"
# The function and not its operator `@@`, so that no index is used.
_BEGINS_IN_POSTGRESQL = "ts_match_vq({table}.searched, %s::tsquery)"
_BEGIN_IN_POSTGRESQL = r"(regexp_replace(normalize(lower({table}.words), NFD), '[\u0300-\u036f]', '', 'g') ~ %s)"
_Condition = tuple[str, tuple[str | int, ...]]
_Begins = Callable[[Term], _Condition]


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

    @cached_property
    def ids(self) -> list[int]:
        """Return the ids of all hits in their order: asked for once, since each hit has to be looked at for it."""
        return list(self.rows.values_list("pk", flat=True))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ids)

    @overload
    def __getitem__(self, part: int) -> Hit: ...

    @overload
    def __getitem__(self, part: slice) -> list[Hit]: ...

    def __getitem__(self, part: int | slice) -> Hit | list[Hit]:
        """Return one or some of them, with their words in context."""
        if isinstance(part, int):
            return self[part : part + 1 or None][0]
        entries = Entry.objects.select_related("document").defer("document__text", "document__record")
        found = entries.in_bulk(self.ids[part])
        return [self._show(found[pk]) for pk in self.ids[part] if pk in found]

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
    best = [] if newest else [_reckon(wanted).desc()]
    return Hits(rows.order_by(*best, F("on").desc(nulls_last=True), "-pk"), wanted)


class _Matches(Func):
    """The condition that an entry of the partnership says what is wanted."""

    output_field = BooleanField()

    def __init__(self, partnership_id: int, wanted: Wanted) -> None:
        super().__init__(F("id"))
        self.partnership_id, self.wanted = partnership_id, wanted

    def _render(
        self, compiler: SQLCompiler, whole: Callable[[Sequence[Term], str], _Condition], begins: _Begins
    ) -> _Condition:
        """Join the conditions for whole words, of which the index knows, and for beginnings of words.

        Beginnings are looked for in the partnership's own entries: for them an index would first join the hits of all
        partnerships. The words before a beginning are asked of the index too, which leaves few entries to look into.
        """
        table = compiler.compile(self.get_source_expressions()[0])[0].rpartition(".")[0]
        before = [Term(term.words[:-1]) for term in self.wanted.must if term.prefix and len(term.words) > 1]
        conditions: list[str] = []
        asked: list[str | int] = []
        for terms, more, wish in ((self.wanted.must, before, ""), (self.wanted.never, [], "NOT ")):
            found = [begins(term) for term in terms if term.prefix]
            if known := [*(term for term in terms if not term.prefix), *more]:
                found.insert(0, whole(known, " OR " if wish else " AND "))
            conditions += [wish + condition.format(table=table) for condition, _ in found]
            asked += [value for _, values in found for value in values]
        return f"({' AND '.join(conditions)})", tuple(asked)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> _Condition:
        """Return the condition for FTS5; the range of the partnership is how the index numbers its rows."""
        lowest = self.partnership_id << 32
        connection.ensure_connection()
        connection.connection.create_function("wapentake_begins", 2, has_beginning, deterministic=True)
        return self._render(
            compiler,
            lambda terms, sign: (_IN_SQLITE, (sign.join(map(_quote, terms)), lowest, lowest | 0xFFFFFFFF)),
            lambda term: (_BEGINS_IN_SQLITE, (" ".join(term.words),)),
        )

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> _Condition:
        """Return the condition for tsvector, in which the partnership is a word."""
        scope, signs = f"'p:{self.partnership_id}'", {" AND ": " & ", " OR ": " | "}

        def begins(term: Term) -> _Condition:
            if len(term.words) == 1:
                return _BEGINS_IN_POSTGRESQL, (f"'{term.words[0]}':*",)
            return _BEGIN_IN_POSTGRESQL, (r"\m" + "[^[:alnum:]]+".join(term.words),)

        return self._render(
            compiler,
            lambda terms, sign: (_IN_POSTGRESQL, (scope, signs[sign].join(map(_chain, terms)))),
            begins,
        )


def _quote(term: Term) -> str:
    """Return a term in the language of FTS5: in quotes, so that no word is taken for a sign."""
    return f'"{" ".join(term.words)}"'


def _chain(term: Term) -> str:
    """Return a term in the language of tsquery: its words, which hold letters and digits only, one after the other."""
    return "(" + " <-> ".join(f"'{word}'" for word in term.words) + ")"


def _reckon(wanted: Wanted) -> Any:
    """Return how good a hit is: how often it says each term, measured by its length, as BM25 does.

    Means: a word that stands there with another ending counts as said once. Facts go before whole pages, which say
    many things and are long to look through.
    """
    small, length = Lower(F("words")), Cast(Length("words"), FloatField())
    weight = 1.2 * (0.25 + 0.75 * length / Value(USUAL_LENGTH))
    good: Any = Value(0.0, output_field=FloatField())
    for term in wanted.must[:4]:
        word = " ".join(term.words)
        left = Length(Replace(small, Value(word, output_field=TextField()), Value("")))
        often = Greatest((length - Cast(left, FloatField())) / Value(float(len(word))), Value(1.0))
        good = good + often * 2.2 / (often + weight)
    return Case(When(kind="page", then=Value(0.0)), default=good, output_field=FloatField())
