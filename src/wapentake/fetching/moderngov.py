"""What a ModernGov site is asked for, and what its answers say: addresses, lists of meetings and meeting pages.

Sites differ in version, template and settings, so the rules here hold on to little: the names of the XML elements in
any case and any namespace, and the addresses that links lead to rather than how they are laid out. A list that may have
lost meetings on its way is no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from wapentake.reading.moments import find_moments

EARLIEST = date(1990, 1, 1)
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+")
_PAGE_SUFFIXES = (".aspx", ".asmx")
_MODERNGOV = re.compile(rb"""(?:class|id) {0,2}= {0,2}["']?(?:mg[A-Z]|modgov)""")
_XML_HEAD = re.compile(r"\s{0,20}<\?xml[^>]{0,200}\?>")
_FULL_TEXT = re.compile(r"\bfull\b.{0,30}\btext\b", re.IGNORECASE | re.DOTALL)
_ITEM_NUMBER = re.compile(r"\bitem\s+([0-9][\w.]{0,10})", re.IGNORECASE)
_LIST_NAMES = frozenset({"getmeetings", "meetings", "meetingscount", "committeemeetings"})
_NO_PAPERS = "no documents are available"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting in a committee's list: the site's number for it, and its day where the list gives one."""

    number: int
    on: date | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a committee's list, and the address of the page with earlier meetings, if it has one."""

    meetings: tuple[Meeting, ...]
    earlier: str | None


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """What a meeting's page shows of itself: papers at all, minutes in their final form, items that are cut short."""

    has_papers: bool
    has_minutes: bool
    cut_items: tuple[tuple[str, str], ...]  # (the item as it goes into a file's name, address)


def parse_base(address: str) -> str:
    """Return the address under which a site's pages lie, from any address of the site. Raises ValueError."""
    address = address.strip()
    parts = urlsplit(address if "://" in address else f"https://{address}")
    scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    if scheme not in ("http", "https") or not _HOST.fullmatch(host) or "@" in parts.netloc:
        raise ValueError(address)
    folders: list[str] = []
    for name in parts.path.split("/"):
        if name.lower().endswith(_PAGE_SUFFIXES):
            break
        if name:
            folders.append(name)
    shown = f"[{host}]" if ":" in host else host
    return "/".join([f"{scheme}://{shown}" + (f":{port}" if port else ""), *folders])


def parse_day(text: str) -> date | None:
    """Return the day that the whole of `text` names: "2017-07-31", "31/07/2017" or "31 July 2017"."""
    text = " ".join(text.split())
    found = find_moments(text)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
    return found[0].on(None) if whole else None


def service_address(base: str, committee: int, *, until: date) -> str:
    """Return where the web service lists a committee's meetings. All are asked for: many sites ignore the dates."""
    asked = {"lCommitteeId": committee, "sFromDate": f"{EARLIEST:%d/%m/%Y}", "sToDate": f"{until:%d/%m/%Y}"}
    return f"{base}/mgWebService.asmx/GetMeetings?{urlencode(asked, safe='/')}"


def list_addresses(base: str, committee: int) -> tuple[str, str]:
    """Return where a site's pages list a committee's meetings: as of now, and in older versions with all years."""
    page = f"{base}/ieListMeetings.aspx"
    return f"{page}?CommitteeId={committee}", f"{page}?CId={committee}&Year=0"


def meeting_address(base: str, committee: int, number: int) -> str:
    """Return where a meeting's page is."""
    return f"{base}/ieListDocuments.aspx?CId={committee}&MId={number}&Ver=4"


def read_service_list(data: bytes, *, committee: int) -> tuple[Meeting, ...] | None:
    """Return the meetings that the web service lists, or None where its answer is no list or has lost some."""
    head = _XML_HEAD.match(text := decode_page(data))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text[head.end() if head else 0 :].encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    elements = [(_name_of(element), element) for element in root.iter(etree.Element)]
    names = {name for name, _ in elements}
    if "html" in names or not names & _LIST_NAMES:
        return None
    rows = [element for name, element in elements if name == "meeting"]
    counts = [_number_in(element.text) for name, element in elements if name == "meetingscount"]
    told = sum(count for count in counts if count is not None) if counts and None not in counts else None
    flawed = any(entry.level >= etree.ErrorLevels.ERROR for entry in parser.error_log)
    cut_off = flawed and not text.rstrip().lower().endswith(f"{_name_of(root)}>")
    if cut_off or told not in (len(rows), None) or (flawed and told is None):
        return None
    return drop_doubles(meeting for row in rows if (meeting := _meeting_in(row, committee)))


def _name_of(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _number_in(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None


def _meeting_in(row: etree._Element, committee: int) -> Meeting | None:
    """Return the meeting in one element of the service's list, or None where it is another committee's."""
    told = {_name_of(child): child.text or "" for child in row.iterchildren(etree.Element)}
    number = _number_in(told.get("meetingid"))
    if number is None or _number_in(told.get("committeeid")) not in (committee, None):
        return None
    return Meeting(number, _find_day(told.get("meetingdate", "")))


def _find_day(text: str) -> date | None:
    days = (moment.on(None) for moment in find_moments(" ".join(text[:300].split())))
    return next((day for day in days if day), None)


def drop_doubles(meetings: Iterator[Meeting] | list[Meeting]) -> tuple[Meeting, ...]:
    """Return the meetings with each number once: the first that has a day, else the first."""
    kept: dict[int, Meeting] = {}
    for meeting in meetings:
        if meeting.number not in kept or (kept[meeting.number].on is None and meeting.on):
            kept[meeting.number] = meeting
    return tuple(kept.values())


def decode_page(data: bytes) -> str:
    """Return a page's text: UTF-8 where it is that, whatever its label says, and the Windows letters otherwise."""
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def is_moderngov_page(data: bytes) -> bool:
    """Does this look like a page of ModernGov, and not like a sign-in, a fault or a check that we are human?"""
    return bool(_MODERNGOV.search(data))


def read_list_page(data: bytes, *, base: str, committee: int) -> ListPage:
    """Return the committee's meetings that a page of its list links to. Links of other committees are passed over."""
    meetings, earlier = [], None
    for link, parts, asked in _links_in(LexborHTMLParser(decode_page(data))):
        if _number_in(asked.get("cid", asked.get("committeeid"))) not in (committee, None):
            continue
        page, number = _page_of(parts), _number_in(asked.get("mid", asked.get("meetingid")))
        if page == "ielistdocuments.aspx" and number is not None:
            meetings.append(Meeting(number, _find_day(link.text()) or _find_day(link.attributes.get("title") or "")))
        elif page == "ielistmeetings.aspx" and asked.get("act", "").lower() == "earlier":
            earlier = f"{base}/ieListMeetings.aspx?{parts.query}"
    return ListPage(drop_doubles(meetings), earlier)


def read_meeting_page(data: bytes, *, base: str) -> MeetingPage:
    """Return what a meeting's page shows of itself."""
    tree = LexborHTMLParser(decode_page(data))
    title = tree.css_first(".mgMainTitleTxt") or tree.css_first("h1")
    heading = title.text().lower() if title else ""
    body = tree.body.text().lower() if tree.body else ""
    return MeetingPage(
        has_papers=tree.css_first(".mgItemTable") is not None or _NO_PAPERS not in body,
        has_minutes="minutes" in heading and "draft" not in heading,
        cut_items=tuple(_cut_items(tree, base)),
    )


def _cut_items(tree: LexborHTMLParser, base: str) -> Iterator[tuple[str, str]]:
    """Yield the items for which the page says "view the full minutes text for item 16", each once."""
    names: dict[int, str] = {}
    for link, parts, asked in _links_in(tree):
        key, text = _number_in(asked.get("id")), link.text()[:300]
        if _page_of(parts) != "mgai.aspx" or key is None or key in names or not _FULL_TEXT.search(text):
            continue
        printed = _ITEM_NUMBER.search(text)
        name = printed[1].rstrip(".") if printed else f"id{key}"
        names[key] = f"{name}-id{key}" if name in names.values() else name
        yield names[key], f"{base}/mgAi.aspx?ID={key}"


def _links_in(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, SplitResult, dict[str, str]]]:
    """Yield each link with the parts of its address and what it asks for, the names of that in lower case."""
    for link in tree.css("a[href]"):
        try:
            parts = urlsplit(link.attributes["href"] or "")
        except ValueError:
            continue
        yield link, parts, {name.lower(): value for name, value in parse_qsl(parts.query)}


def _page_of(parts: SplitResult) -> str:
    """Return the name of the page that an address leads to, in lower case, without its folder and site."""
    return parts.path.rpartition("/")[2].lower()
