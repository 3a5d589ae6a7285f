"""What the read-only data service answers: XML with the element names of the service that councils' sites offer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from io import StringIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from wapentake.meetings.models import Meeting, Series
from wapentake.reports.models import Publication
from wapentake.reports.papers import Attached, Entry, Paper
from wapentake.reports.queries import MINUTES
from wapentake.reports.webpage import write_plain
from wapentake.terms import MeetingState, Presence

Tree = str | Sequence[tuple[str, "Tree"]]
AddressOf = Callable[[Attached], str]
_PLAIN: AttributesImpl[str] = AttributesImpl({})
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_PRESENCE: dict[str, str] = {
    Presence.PRESENT: "Present",
    Presence.IN_ATTENDANCE: "In attendance",
    Presence.APOLOGIES: "Apologies",
    Presence.ABSENT: "Absent",
}


def write_xml(name: str, tree: Tree) -> bytes:
    """Write an element and all below it as XML in UTF-8; what XML cannot hold is left out."""
    out = StringIO()
    writer = XMLGenerator(out, "utf-8", short_empty_elements=True)
    writer.startDocument()
    _write(writer, name, tree)
    return out.getvalue().encode()


def _write(writer: XMLGenerator, name: str, tree: Tree) -> None:
    writer.startElement(name, _PLAIN)
    if isinstance(tree, str):
        writer.characters(_CONTROLS.sub("", tree))
    else:
        for below, one in tree:
            _write(writer, below, one)
    writer.endElement(name)


def say_day(on: date) -> str:
    """Return a day as the service writes it: 31/07/2017."""
    return f"{on:%d/%m/%Y}"


def say_bool(value: object) -> str:
    """Return "True" or "False"."""
    return "True" if value else "False"


def list_committees(bodies: Iterable[Series], *, category: str) -> bytes:
    """Answer which bodies there are."""
    rows: list[tuple[str, Tree]] = [
        (
            "committee",
            [
                ("committeeid", str(body.pk)),
                ("committeetitle", body.name),
                ("committeedeleted", "False"),
                ("committeeexpired", "False"),
                ("committeecategory", category),
            ],
        )
        for body in bodies
    ]
    return write_xml("getcommittees", [("committeescount", str(len(rows))), ("committees", rows)])


def list_meetings(meetings: Iterable[Meeting], *, name: str, body: Series | None = None) -> bytes:
    """Answer which meetings there are, under the name that the question gives the answer."""
    rows: list[tuple[str, Tree]] = [("meeting", _meeting(one)) for one in meetings]
    of: list[tuple[str, Tree]] = [("committeeid", str(body.pk)), ("committeetitle", body.name)] if body else []
    return write_xml(name, [*of, ("meetingscount", str(len(rows))), ("meetings", rows)])


def _meeting(meeting: Meeting) -> list[tuple[str, Tree]]:
    place = ", ".join(filter(None, [meeting.room, meeting.venue]))
    return [
        ("meetingid", str(meeting.pk)),
        ("committeeid", str(meeting.series_id or "")),
        ("committeetitle", meeting.series.name if meeting.series else meeting.body),
        ("meetingdate", say_day(meeting.on)),
        ("meetingtime", meeting.time),
        ("meetingstatus", say_meeting_status(meeting.state)),
        ("meetinglocation", place),
    ]


def say_meeting_status(state: str) -> str:
    """Return how the service calls a state."""
    if state == MeetingState.CANCELLED:
        return "Cancelled"
    return "Provisional" if state in (MeetingState.PLANNED, MeetingState.AGENDA_DRAFT) else "Confirmed"


def tell_meeting(meeting: Meeting, publications: Mapping[str, Publication], *, address_of: AddressOf) -> bytes:
    """Answer what is known of one meeting: its items, their papers and minutes, who was there."""
    minutes, agenda = publications.get("minutes"), publications.get("agenda")
    told = minutes or agenda
    paper = Paper.from_dict(told.paper) if told else None
    final = minutes is not None and minutes.kind in MINUTES
    items: list[tuple[str, Tree]] = [
        ("agendaitem", _item(entry, at, minuted=final, address_of=address_of))
        for at, entry in enumerate(paper.items if paper else (), 1)
    ]
    there: list[tuple[str, Tree]] = [
        (
            "attendee",
            [
                ("name", one.name),
                ("attendance", _PRESENCE.get(one.status, one.status)),
                ("representing", one.organisation),
                ("roledescription", one.role),
                ("substitutefor", one.deputy_for),
            ],
        )
        for one in (paper.attendance if paper else ())
    ]
    tree: list[tuple[str, Tree]] = [
        *_meeting(meeting),
        ("agendapublished", say_bool(agenda)),
        ("minutepublished", say_bool(minutes)),
        ("isminutepublished", say_bool(minutes)),
        ("decisionpublished", say_bool(paper and any(one.settled for one in paper.items))),
        ("agendaitems", items),
        ("attendees", there),
        ("linkeddocuments", [_document(one, address_of) for one in (paper.documents if paper else ())]),
    ]
    return write_xml("meeting", tree)


def _item(entry: Entry, at: int, *, minuted: bool, address_of: AddressOf) -> list[tuple[str, Tree]]:
    """Return an item; of an exempt one its title, and why it is exempt."""
    why = f"Exempt under paragraph {entry.paragraph}. {entry.public_interest}" if entry.is_exempt else ""
    body = str(write_plain(entry.parts, level=3))
    decisions = "".join(f"{one.text}\n" for one in entry.settled).strip()
    return [
        ("agendaitemid", str(at)),
        ("agendaitemtitle", entry.title),
        ("agendaitemnumber", str(at)),
        ("fulldisplaynumberformat", f"{entry.number}." if entry.number else ""),
        ("minutesitemnumber", entry.number),
        ("agendatext", why if entry.is_exempt else "" if minuted else body),
        ("isrestricted", say_bool(entry.is_exempt)),
        ("isdisplayallowed", say_bool(not entry.is_exempt)),
        ("isdecision", say_bool(entry.settled)),
        ("isdecisionpublished", say_bool(entry.settled)),
        ("isminutepublished", say_bool(minuted and not entry.is_exempt)),
        ("minutesnonemptyhtmlbody", body if minuted else ""),
        ("decisionnonemptyhtmlbody", decisions),
        ("linkeddocuments", [_document(one, address_of) for one in entry.attached]),
    ]


def _document(file: Attached, address_of: AddressOf) -> tuple[str, Tree]:
    return (
        "linkeddoc",
        [
            ("attachmentid", str(file.pk)),
            ("title", file.title),
            ("url", address_of(file)),
            ("isrestricted", "False"),
        ],
    )
