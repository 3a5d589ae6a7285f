"""The whole check: every kind asked in turn, what a person let stand left out, in the order of the words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from wapentake.leaks.births import find_births
from wapentake.leaks.households import find_households
from wapentake.leaks.leak import Leak, Span, likeness_of, make_leak
from wapentake.leaks.names import KnownNames, find_people
from wapentake.leaks.page import Page
from wapentake.leaks.reach import find_emails, find_phones, find_postcodes
from wapentake.terms import LeakKind

THRESHOLD = 10
"""People; a smaller count beside a protected characteristic may not be public. Source: local practice."""

_ORDER = {kind: place for place, kind in enumerate(LeakKind)}


def find_leaks(
    text: str, *, known_names: Collection[str] = (), allowed: Collection[str] = (), threshold: int = THRESHOLD
) -> tuple[Leak, ...]:
    """Return what in a text tells the public of somebody, in the order of the words.

    Reads: any text that is to be published; spans are in it as given. `known_names`: whose names may be public.
    `allowed`: the likenesses that a person let stand. `threshold`: a smaller count may let people be known.
    Raises: nothing on odd, hostile or empty text.
    """
    page = Page(text)
    left = frozenset(allowed)
    likenesses: dict[tuple[LeakKind, Span], str] = {}  # a long line with many hits is folded once
    found: list[Leak] = []
    for kind, words, sentence in _find(page, known_names, threshold):
        span, around = page.locate(words), page.locate(sentence)
        likeness = likenesses.get((kind, around)) or likeness_of(kind, text[slice(*around)])
        likenesses[kind, around] = likeness
        if likeness not in left:
            found.append(make_leak(kind, text, span, around, likeness=likeness))
    return tuple(sorted(found, key=lambda one: (one.span, _ORDER[one.kind])))


def _find(page: Page, known_names: Collection[str], threshold: int) -> Iterator[tuple[LeakKind, Span, Span]]:
    """Find the leaks of every kind, each with the span of its words and of the sentence around them."""
    # Its expressions are large, and the reader, which asks for households alone, starts sooner without them.
    from wapentake.leaks.groups import find_small_counts

    people = find_people(page)
    known = KnownNames(known_names)
    unknown = [person for person in people if not known.has(person)]
    for kind, spans in (
        (LeakKind.PHONE, find_phones(page)),
        (LeakKind.EMAIL, find_emails(page)),
        (LeakKind.POSTCODE, find_postcodes(page)),
        (LeakKind.BIRTH, find_births(page, people, unknown)),
        (LeakKind.SMALL_COUNT, find_small_counts(page, threshold)),
        (LeakKind.NAME, (person.span for person in unknown)),
    ):
        for span in spans:
            yield kind, span, page.around(span)
    for span, around in find_households(page):
        yield LeakKind.HOUSEHOLD, span, around
