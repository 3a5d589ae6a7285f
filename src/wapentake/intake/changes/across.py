"""What only shows across pages: findings of the whole record, names that may be one person's, and what
later pages say was done, and what pages tell of bids.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from wapentake.accounts.models import Partnership
from wapentake.contacts.changes import propose_likeness
from wapentake.contacts.models import Person
from wapentake.intake.changes.asking import propose_bids
from wapentake.intake.changes.following import follow_through
from wapentake.intake.models import Review
from wapentake.intake.rules import likeness_of_finding
from wapentake.reading import Record, Series, read_series
from wapentake.sources import changes as sources
from wapentake.sources.models import Document, Finding
from wapentake.sources.queries import find_documents
from wapentake.terms import key_of_name


def want_review(partnership: Partnership) -> None:
    """Ask for a look across all pages of a partnership; the worker takes it when no page waits."""
    Review.objects.update_or_create(partnership=partnership, defaults={"wanted": True})


def take_review() -> Partnership | None:
    """Return a partnership that waits for a look across its pages, and take it off the list."""
    with transaction.atomic():
        review = Review.objects.select_for_update(skip_locked=True, of=("self",)).filter(wanted=True).first()
        if review is None:
            return None
        review.wanted, review.done_at = False, timezone.now()
        review.save(update_fields=["wanted", "done_at"])
    return review.partnership


def review_pages(partnership: Partnership) -> Series:
    """Read all pages of a partnership together; keep what is found, offer names that may be one person's, and
    propose to close what a later page says was done, and the bids that pages tell of.
    """
    documents = list(find_documents(partnership).select_related("source").defer("source__data").order_by("pk"))
    by_page = {document.source.sha256: document for document in documents}
    pages = [(document, _record_of(document)) for document in documents]
    series = read_series(record for _, record in pages)
    found = [
        Finding(
            partnership=partnership,
            document=by_page[one.page],
            other=by_page.get(one.other_page or ""),
            across=True,
            code=one.code,
            severity=one.severity,
            message=one.message,
            spans=[list(span) for span in one.spans],
            likeness=likeness_of_finding(one.code, one.message, one.other_page or ""),
        )
        for one in series.findings
    ]
    with transaction.atomic():
        sources.keep_findings(documents, found, across=True)
        people = {one.key: one for one in Person.objects.filter(partnership=partnership)}
        for words, name, reason in _offers(series):
            one, other = people.get(key_of_name(words)), people.get(key_of_name(name))
            if one and other and one != other:
                propose_likeness(one, other, reason=reason)
        follow_through(partnership, pages)
        propose_bids(partnership, pages)
    return series


def _offers(series: Series) -> Iterator[tuple[str, str, str]]:
    """Give the pairs of names that may be one person's, with why: the likely and the nearly certain ones."""
    for offer in series.proposals:
        yield offer.words, offer.name, offer.reason
    for person in series.people:
        for written in person.written:
            yield written, person.name, f"{written} and {person.name} share initial, surname and organisation."


def _record_of(document: Document) -> Record:
    """Return the record of a document, named by the hash of its bytes and dated as a person may have dated it."""
    held = dict(document.record, text=document.text)
    held["source"] = {**held["source"], "name": held["source"]["sha256"]}
    day = document.on.isoformat() if document.on else None
    held["meeting"] = {**held["meeting"], "body": document.body, "date": day}
    return Record.from_dict(held)
