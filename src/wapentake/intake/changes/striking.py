"""Striking words out for ever: of text, file, statements, register, findings, search and log."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from wapentake.accounts.models import Account, Partnership
from wapentake.contacts.changes import drop_unused
from wapentake.intake.changes import facts
from wapentake.intake.rules import likeness_of, say
from wapentake.intake.struck import digest_of, find_all, find_known, scrub, words_of
from wapentake.kit.changes import log_change, scrub_log
from wapentake.kit.errors import Refused
from wapentake.sources import changes as sources
from wapentake.sources.models import Document, Passage, PassageState, Source, Strike
from wapentake.sources.queries import find_same_meeting

FEWEST_LETTERS = 3


def find_pages_with(document: Document, words: str) -> list[tuple[Document, list[tuple[int, int]]]]:
    """Return the readings of this page and of the meeting's other pages in which the words stand, and where."""
    others = [one.pk for one in find_same_meeting(document)]
    own = Document.objects.filter(source=document.source_id).values_list("pk", flat=True)
    pages = Document.objects.filter(pk__in=[*others, *own]).select_related("source").defer("source__data")
    found = [(page, find_all(page.text, words)) for page in pages.order_by("pk")]
    return [(page, spans) for page, spans in found if spans]


def strike_words(document: Document, words: str, *, why: str, by: Account) -> int:
    """Strike words out of all pages of a meeting, for ever; return in how many places they stood.

    Means: the files of those pages are no longer kept, since they hold the words. Whoever brings in a page with the
    same words later finds them struck out again.
    """
    if len("".join(words_of(words))) < FEWEST_LETTERS:
        raise Refused("too-few-words", "Give at least three letters, or too much of the page would go.")
    with transaction.atomic():
        found = find_pages_with(document, words)
        if not found:
            raise Refused("words-not-found", "These words do not stand in the page. Copy them exactly as they are.")
        for page, spans in found:
            _strike_page(page, words, spans, why=why, by=by)
        scrub_log(document.partnership_id, lambda value: scrub(value, words))
        told = {"places": sum(len(spans) for _, spans in found), "why": why}
        log_change("struck out words of", document, partnership=document.partnership_id, by=by, after=told)
        drop_unused(document.partnership)
    return sum(len(spans) for _, spans in found)


def _strike_page(page: Document, words: str, spans: list[tuple[int, int]], *, why: str, by: Account) -> None:
    passages = page.passages.all()
    sources.blot_document(page, spans, clean=lambda value: scrub(value, words))
    sources.add_strikes(page, spans, _digest(words), count=len(words_of(words)), why=why, by=by)
    sources.forget_bytes(page.source, clean=lambda value: scrub(value, words))
    _strike_passages(passages, words)
    sources.scrub_findings(page, lambda value: scrub(value, words))
    if page.current:
        sources.index_document(page)


def _strike_passages(passages: QuerySet[Passage], words: str) -> None:
    """Strike the words out of what was read and corrected, and write the rows that rest on it again."""
    changed = []
    for passage in passages.select_related("document", "partnership"):
        data, read_data = scrub(passage.data, words), scrub(passage.read_data, words)
        if (data, read_data) != (passage.data, passage.read_data):
            likeness = likeness_of(passage.kind, data)
            sources.blot_passage(passage, data, read_data, likeness=likeness, reason=scrub(passage.reason, words))
            changed.append(passage)
    for passage in changed:
        meeting = facts.find_meeting(passage.document)
        if passage.state == PassageState.ACCEPTED and meeting is not None:
            facts.Writer(passage.document, meeting=meeting).write(passage)
    shown = [one for one in changed if one.state in (PassageState.ACCEPTED, PassageState.PROPOSED)]
    sources.index_passages((one, say(one.kind, one.data)) for one in shown)


def strike_known(source: Source, record: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[int, int, str]]]:
    """Return a record without the words that were struck out of this partnership's pages before, and where they stood.

    The places come with the digest of each; where there are any, the file must not be kept.
    """
    strikes = dict(Strike.objects.filter(partnership=source.partnership_id).values_list("digest", "words_count"))
    if not strikes:
        return record, []
    text: str = record["text"]
    spans = sorted(set(find_known(text, strikes, settings.SECRET_KEY)))
    places = []
    for start, end in spans:
        words = text[start:end]
        record = scrub(record, words)
        places.append((start, end, _digest(words)))
    return record, places


def keep_struck(document: Document, places: list[tuple[int, int, str]], partnership: Partnership) -> None:
    """Note on a new reading where words stood that were struck out before, and let its file go."""
    known = {one.digest: one for one in Strike.objects.filter(partnership=partnership)}
    for start, end, digest in places:
        before = known[digest]
        count = before.words_count
        sources.add_strikes(document, [(start, end)], digest, count=count, why=before.why, by=before.by)
    if places:
        sources.forget_bytes(document.source, clean=lambda value: value)


def _digest(words: str) -> str:
    return digest_of(words_of(words), settings.SECRET_KEY)
