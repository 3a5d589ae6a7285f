"""How somebody can be reached: phone numbers, e-mail addresses and postcodes, without those of services and offices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wapentake.leaks.leak import Span
from wapentake.leaks.page import Page
from wapentake.leaks.phrases import any_of, load_phrases, set_of

_BEFORE, _AFTER = 60, 40  # characters beside a number or address that say what it is

_PHONE = re.compile(
    r"(?<![\w£$€+/.:=-])(?:(?:\+|\b00)44[ -]{0,2}(?:\(0\) {0,2})?\(?|\(?0)[1-9]"
    r"(?:[ ().‐‑–-]{0,3}\d){8,9}(?![\d/]|[.,-]\d)"
)
_COUNTRY = re.compile(r"(?:\+|00)44[ -]{0,2}(?:\(0\))?")
_NO_DIGIT = re.compile(r"\D")
_FIRST_GROUP = re.compile(r"\(?0\d{2,5}(?!\d)|\(?0\d{9,10}$")
_SERVICES = tuple(load_phrases("reach")["service_numbers"])
_LONGEST_SERVICE = max(map(len, _SERVICES))
_REFERENCE = re.compile(rf"\b(?:{any_of('reach', 'references')})\W{{0,3}}(?:\w{{1,3}}\W{{1,2}}){{0,2}}$", re.IGNORECASE)
_LINE = re.compile(rf"\b(?:{any_of('reach', 'public_lines')})\b[^.;!?]{{0,30}}$", re.IGNORECASE)

_EMAIL = re.compile(r"(?<![\w.%+'-])[\w.%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
_SHORT_FORM = 6  # letters, at most, of a body's short form
_PARTS = re.compile(r"[a-z]+")
_SHARED = set_of("reach", "mailboxes")
_SHARED_INSIDE = tuple(load_phrases("reach")["mailbox_parts"])
_GIVEN = frozenset(name.lower() for name in set_of("given", "given"))

_POSTCODE = re.compile(
    r"(?<![\w/@.=-])([A-Za-z]{1,2})\d[A-Za-z\d]? {0,2}\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![\w@/-])"
)
_AREAS = set_of("reach", "postcode_areas")
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|[04-9]th)$")
_BUILDING = re.compile(rf"\b(?:{any_of('reach', 'buildings')})\b(?! (?:{any_of('households', 'streets')})\b)")
_LABEL = re.compile(rf"\b(?:{any_of('reach', 'venue_labels')})\b", re.IGNORECASE)
_DAY_OR_TIME = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{any_of('births', 'months')})\b,? \d{{4}}"
    r"|\b\d{1,2}[:.]\d\d ?(?:[ap]m\b|[–-])|\b\d{1,2} ?[ap]m\b",
    re.IGNORECASE,
)
_LINE_BEFORE, _HEAD_AFTER = 160, 80  # characters before a postcode that are looked at, and after a bare address
_SMALL_WORD = re.compile(r"\b[a-z]+\b")
_ADDRESS_WORDS = set_of("reach", "address_words")
_HOME = re.compile(rf"\b(?:{any_of('reach', 'home_words')})\b", re.IGNORECASE)


def find_phones(page: Page) -> Iterator[Span]:
    """Find telephone numbers of the United Kingdom that are not those of public services, and no other numbers."""
    for found in _PHONE.finditer(page.flat):
        abroad = _COUNTRY.match(found[0])
        digits = ("0" if abroad else "") + _NO_DIGIT.sub("", found[0][abroad.end() :] if abroad else found[0])
        if not abroad and not _FIRST_GROUP.match(found[0]):
            continue
        before = page.flat[max(0, found.start() - _BEFORE) : found.start()].rpartition("\n")[2]
        if not (digits.startswith(_SERVICES) or _REFERENCE.search(before) or _LINE.search(before)):
            yield found.start() + (found[0][0] == "(" and ")" not in found[0]), found.end()


def find_emails(page: Page) -> Iterator[Span]:
    """Find e-mail addresses that are not those of a shared mailbox."""
    if "@" not in page.flat:
        return
    for found in _EMAIL.finditer(page.flat):
        start = found.start() + len(found[0]) - len(found[0].lstrip("'."))
        mailbox = page.flat[start : found.end()].partition("@")[0]
        if not (_is_shared(mailbox.lower()) or (mailbox.isupper() and len(mailbox) <= _SHORT_FORM)):
            yield start, found.end()


def _is_shared(mailbox: str) -> bool:
    """Whether the part before the @ is that of a team or an office, and names nobody."""
    parts = set(_PARTS.findall(mailbox))
    if parts & _GIVEN:
        return False
    letters = "".join(_PARTS.findall(mailbox))
    return bool(parts & _SHARED) or any(part in letters for part in _SHARED_INSIDE)


def find_postcodes(page: Page) -> Iterator[Span]:
    """Find full postcodes that are not those of a venue, an office or another building of an organisation."""
    homes: dict[int, bool] = {}  # whether a sentence tells of a home
    for found in _POSTCODE.finditer(page.flat):
        code = found[0]
        if found[1].upper() not in _AREAS or _ORDINAL.search(code):
            continue
        if not (code.isupper() or (" " in code and code.islower())):
            continue
        index = page.index_at(found.start())
        if index not in homes:
            homes[index] = bool(_HOME.search(page.words(index)))
        if homes[index] or not _is_of_building(page, found.span()):
            yield found.span()


def _is_of_building(page: Page, span: Span) -> bool:
    """Whether a postcode stands in a line that tells of a venue or an office."""
    far = max(0, span[0] - _LINE_BEFORE)
    line_start = max(far, page.flat.rfind("\n", far, span[0]) + 1)
    if _LABEL.search(page.flat, line_start, span[0]) or _stands_in_head(page.flat, line_start, span):
        return True
    sentence_start, sentence_end = page.around(span)
    return bool(_BUILDING.search(page.flat, max(line_start, sentence_start), min(sentence_end, span[1] + _AFTER)))


def _stands_in_head(flat: str, line_start: int, span: Span) -> bool:
    """Whether a postcode ends a bare address beside the day or hour of a meeting: a venue that is not called so."""
    if not set(_SMALL_WORD.findall(flat, line_start, span[0])) <= _ADDRESS_WORDS:
        return False
    return bool(_DAY_OR_TIME.search(flat, max(0, line_start - _LINE_BEFORE), span[1] + _HEAD_AFTER))
