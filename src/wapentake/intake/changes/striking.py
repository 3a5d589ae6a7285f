"""Striking words out for ever: of text, file, statements, register, findings, search and log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction

from wapentake.accounts.models import Account, Partnership
from wapentake.actions.changes.notes import scrub_notes
from wapentake.agendas.changes.plan import blot_words
from wapentake.bids.changes.scrubbing import scrub_bids
from wapentake.contacts import changes as contacts
from wapentake.extracts.changes.striking import scrub_extracts
from wapentake.intake.changes import facts
from wapentake.intake.changes.across import want_review
from wapentake.intake.changes.fetching import forget_files
from wapentake.intake.rules import likeness_of, say
from wapentake.intake.struck import Striker, digest_of, find_all, find_known, scrub, scrub_all, words_of
from wapentake.kit.changes import log_change, scrub_log
from wapentake.kit.errors import Refused
from wapentake.meetings import changes as meetings
from wapentake.meetings.changes.absence import scrub_absences
from wapentake.minutes.changes.blotting import blot_minutes
from wapentake.money.changes.striking import scrub_money
from wapentake.money.models import Entry
from wapentake.money.queries.kept import find_kept
from wapentake.plans.changes import scrub_plans
from wapentake.returns.changes.freezing import scrub_returns
from wapentake.sources import changes as sources
from wapentake.sources.models import Document, PassageState, Source, Strike
from wapentake.terms import key_of_body

FEWEST_LETTERS = 3

SCRUBBED: tuple[Callable[[int, Callable[[Any], Any]], object], ...] = (
    scrub_log, scrub_notes, scrub_absences, scrub_plans, scrub_money, scrub_extracts, scrub_returns, scrub_bids,
)  # fmt: skip
"""What takes words out of the rooms below."""

ALSO_SCRUBBED: list[Callable[[int, Callable[[Any], Any]], object]] = []
"""What takes words out of the rooms above, which this one does not know: each is handed a partnership and the pen."""

Places = list[tuple[int, int, str]]
"""Where words stood, and the words."""


def find_pages_with(document: Document, words: str) -> list[tuple[Document, list[tuple[int, int]]]]:
    """Return the readings of this page and of the meeting's other pages in which the words stand, and where."""
    found = [(page, find_all(page.text, words)) for page in _find_pages(document)]
    return [(page, spans) for page, spans in found if spans]


def _find_pages(document: Document) -> list[Document]:
    """Return all readings of this page and of the meeting's others, the earlier and the withdrawn ones too."""
    rows = Document.objects.filter(partnership=document.partnership_id).select_related("source", "partnership")
    rows = rows.defer("source__data").order_by("pk")
    name = document.partnership.name
    key = key_of_body(document.body or name)
    others = rows.filter(on=document.on).exclude(source=document.source_id) if document.on else rows.none()
    return [*rows.filter(source=document.source_id), *(one for one in others if key_of_body(one.body or name) == key)]


def find_keepers(document: Document, words: str) -> list[Entry]:
    """Return the approved entries of the journal in which the words stand: they keep them for ever."""
    return find_kept(document.partnership_id, lambda text: bool(find_all(text, words)))


def strike_words(document: Document, words: str, *, why: str, by: Account) -> int:
    """Strike words out of all pages of a meeting, for ever; return in how many places they stood.

    Means: the files of those pages are no longer kept, since they hold the words. Whoever brings in a page with the
    same words later finds them struck out again. What is approved in the journal keeps them (`find_keepers`).
    """
    if len("".join(words_of(words))) < FEWEST_LETTERS:
        raise Refused("too-few-words", "Give at least three letters, or too much of the page would go.")
    with transaction.atomic():
        partnership = Partnership.objects.select_for_update(no_key=True).get(pk=document.partnership_id)
        pages = [(page, find_all(page.text, words)) for page in _find_pages(document)]
        places = sum(len(spans) for _, spans in pages)
        if not places:
            raise Refused("words-not-found", "These words do not stand in the page. Copy them exactly as they are.")
        for page, spans in pages:
            _strike_page(page, words, spans, why=why, by=by)
        facts.tidy(partnership)
        phrases = [words, *contacts.forget_people(partnership, lambda name: bool(find_all(name, words)))]
        blot_words(partnership.pk, lambda value: scrub_all(value, phrases))
        blot_minutes(partnership.pk, lambda value: scrub_all(value, phrases))
        for scrub_too in (*SCRUBBED, *ALSO_SCRUBBED):
            scrub_too(partnership.pk, lambda value: scrub_all(value, phrases))
        told = {"places": places, "why": scrub(why, words)}
        log_change("struck out words of", document, partnership=partnership.pk, by=by, after=told)
        want_review(partnership)
        sources.purge_index()
        transaction.on_commit(sources.purge)
    return places


def _strike_page(page: Document, words: str, spans: list[tuple[int, int]], *, why: str, by: Account) -> None:
    striker = Striker(page.text, spans, [words])
    sources.blot_document(page, striker.text, record=striker.clean_record(page.record), body=striker.clean(page.body))
    if spans:
        sources.add_strikes(page, spans, _digest(words), count=len(words_of(words)), why=scrub(why, words), by=by)
        _forget_file(page.source, [words])
    _strike_passages(page, striker)
    sources.scrub_findings(page, striker.clean)
    meeting = facts.find_meeting(page)
    if meeting is not None:
        body, venue = striker.clean(meeting.body), striker.clean(meeting.venue)
        if (body, venue) != (meeting.body, meeting.venue):
            meetings.correct_meeting(meeting, body=body, on=meeting.on, time=meeting.time, venue=venue)
    if page.current and page.entries.exists():
        sources.index_document(page)


def _strike_passages(page: Document, striker: Striker) -> None:
    """Strike the words out of what was read and corrected, and write the rows that rest on it again."""
    changed = []
    for passage in page.passages.select_related("document", "partnership"):
        where = (passage.start, passage.end)
        data = striker.clean_statement(passage.data, *where)
        read_data = striker.clean_statement(passage.read_data, *where)
        reason = striker.clean_statement(passage.reason, *where)
        if (data, read_data, reason) != (passage.data, passage.read_data, passage.reason):
            sources.blot_passage(passage, data, read_data, likeness=likeness_of(passage.kind, data), reason=reason)
            changed.append(passage)
    facts.rewrite(page, [one.pk for one in changed], meant=lambda name: striker.clean(name) != name)
    shown = [one for one in changed if one.state in (PassageState.ACCEPTED, PassageState.PROPOSED)]
    sources.index_passages((one, say(one.kind, one.data)) for one in shown)


def strike_known(source: Source, record: dict[str, Any]) -> tuple[dict[str, Any], Places]:
    """Return a record without the words that were struck out of this partnership's pages before, and where they stood.

    Where there are any, the file must not be kept.
    """
    strikes = dict(Strike.objects.filter(partnership=source.partnership_id).values_list("digest", "words_count"))
    text: str = record["text"]
    spans = sorted(set(find_known(text, strikes, settings.SECRET_KEY))) if strikes else []
    if not spans:
        return record, []
    return Striker(text, spans).clean_record(record), [(start, end, text[start:end]) for start, end in spans]


def keep_struck(document: Document, places: Places, partnership: Partnership) -> None:
    """Note on a new reading where words stood that were struck out before, and let its file go."""
    known = {one.digest: one for one in Strike.objects.filter(partnership=partnership)}
    for start, end, words in places:
        before = known[_digest(words)]
        count = before.words_count
        sources.add_strikes(document, [(start, end)], before.digest, count=count, why=before.why, by=before.by)
    if places:
        phrases = list({words for *_, words in places})
        _forget_file(document.source, phrases)
        scrub_log(partnership.pk, lambda value: scrub_all(value, phrases))
        transaction.on_commit(sources.purge)  # of the file that has just been kept for the reader


def _forget_file(source: Source, phrases: list[str]) -> None:
    sources.forget_bytes(source, clean=lambda value: scrub_all(value, phrases))
    transaction.on_commit(lambda: forget_files(source))


def _digest(words: str) -> str:
    return digest_of(words_of(words), settings.SECRET_KEY)
