"""Rows of the register written as they would stand after their passages were accepted, for tests of lists and screens.

Quick, and exact in what they hold; `take_page` and `accept_all` of `tests.register` make them from real pages.
"""

import csv
import io
from datetime import date
from itertools import count

from openpyxl import load_workbook

from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action, Owner
from wapentake.agendas.models import AgendaItem, ForwardItem
from wapentake.contacts.models import Organisation, Person, Post
from wapentake.meetings.models import Attendance, Decision, Meeting, Page, Series
from wapentake.sources.models import Document, Finding, Passage, PassageState, Source, SourceState
from wapentake.terms import fold_text, key_of_body, key_of_name

NUMBERS = count(1)
BODY = "Harrowmere Community Safety Partnership"


def add_document(partnership: Partnership, text: str = "Words.", on: date = date(2024, 3, 12)) -> Document:
    """A page that was read, with its meeting."""
    number = next(NUMBERS)
    source = Source.objects.create(
        partnership=partnership, sha256=f"{number:064}", name=f"{number}.txt", size=1, state=SourceState.READ
    )
    document = Document.objects.create(
        partnership=partnership, source=source, reader="1", kind="minutes", body=BODY, on=on, text=text, record={}
    )
    meeting, _ = Meeting.objects.get_or_create(
        partnership=partnership, body_key=key_of_body(BODY), on=on, defaults={"body": BODY}
    )
    Page.objects.create(meeting=meeting, document=document)
    return document


def add_passage(document: Document, kind: str, words: str = "", **held) -> Passage:
    """An accepted passage; its words are looked for in the text."""
    start = max(document.text.find(words), 0)
    held = {"state": PassageState.ACCEPTED, "data": {}, "likeness": "", **held}
    return Passage.objects.create(
        partnership_id=document.partnership_id,
        document=document,
        kind=kind,
        start=start,
        end=start + len(words),
        **held,
    )


def meeting_of(document: Document) -> Meeting:
    return Page.objects.get(document=document).meeting


def add_action(partnership: Partnership, text: str, *owners, on: date = date(2024, 3, 12), **held) -> Action:
    """An action with owners: written names, or pairs of a written name and a person or organisation."""
    document = add_document(partnership, text, on)
    pairs = [owner if isinstance(owner, tuple) else (owner, None) for owner in owners]
    action = Action.objects.create(
        partnership=partnership,
        meeting=meeting_of(document),
        passage=add_passage(document, "action", text, data={"text": text}),
        text=text,
        owners_text=", ".join(written for written, _ in pairs),
        **held,
    )
    for position, (written, who) in enumerate(pairs):
        known = {"person": who} if isinstance(who, Person) else {"organisation": who}
        Owner.objects.create(action=action, position=position, written=written, **known)
    return action


def add_decision(partnership: Partnership, text: str, kind: str = "agreed", on: date = date(2024, 3, 12), **held):
    document = add_document(partnership, text, on)
    passage = add_passage(document, "decision", text)
    return Decision.objects.create(
        partnership=partnership, meeting=meeting_of(document), passage=passage, text=text, kind=kind, **held
    )


def add_amount(partnership: Partnership, text: str, words: str, pence: int, role: str, on: date = date(2024, 3, 12)):
    document = add_document(partnership, text, on)
    data = {"value": str(pence / 100), "currency": "GBP", "role": role}
    return add_passage(document, "amount", words, pence=pence, role=role, data=data)


def add_figure(partnership: Partnership, measure: str, on: date = date(2024, 3, 12), **data) -> Passage:
    document = add_document(partnership, f"{measure} went from one count to another.", on)
    return add_passage(document, "figure", measure, data={"measure": measure, **data})


def add_finding(partnership: Partnership, message: str, severity: str = "warning", **held) -> Finding:
    document = held.pop("document", None) or add_document(partnership, on=held.pop("on", date(2024, 3, 12)))
    held = {"code": "conflicting-dates", "likeness": message[:64], **held}
    return Finding.objects.create(
        partnership=partnership, document=document, message=message, severity=severity, **held
    )


def add_person(partnership: Partnership, name: str, *bodies, joined_to: Person | None = None) -> Person:
    """A person with posts: (organisation, since, until)."""
    person = Person.objects.create(partnership=partnership, name=name, key=key_of_name(name), joined_to=joined_to)
    for organisation, since, until in bodies:
        Post.objects.create(person=person, organisation=organisation, since=since, until=until)
    return person


def add_organisation(partnership: Partnership, name: str) -> Organisation:
    return Organisation.objects.create(partnership=partnership, name=name, key=fold_text(name))


def add_attendance(person: Person, on: date, status: str = "present") -> Attendance:
    document = add_document(person.partnership, person.name, on)
    passage = add_passage(document, "attendance", person.name)
    return Attendance.objects.create(
        meeting=meeting_of(document), passage=passage, name=person.name, person=person, status=status
    )


def read_csv(answer) -> list[list[str]]:
    """The rows of a CSV answer; it begins with the mark by which Excel knows UTF-8."""
    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def read_xlsx(answer) -> list[tuple]:
    """The rows of a spreadsheet answer, as values."""
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    if answer.file_to_stream is not None:  # the test client has closed its own
        answer.file_to_stream.close()
    return list(book.worksheets[0].iter_rows(values_only=True))


def texts_of(answer) -> list[str]:
    """The rows that a list shows, in words, in its order."""
    return [str(row) for row in answer.context["page"]]


def add_series(partnership: Partnership, name: str = BODY, **held) -> Series:
    """A body in the calendar, with the meetings of it that are known."""
    held = {"time": "14:00", "venue": "Corn Hall", "rule": "FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYDAY=2MO", **held}
    series = Series.objects.create(partnership=partnership, name=name, key=key_of_body(name), **held)
    Meeting.objects.filter(partnership=partnership, body_key=series.key).update(series=series)
    return series


def add_meeting(series: Series, on: date, state: str = "planned", **held) -> Meeting:
    """A meeting of a body, to come where nothing else is said."""
    known = {"body": series.name, "body_key": series.key, "time": series.time, "venue": series.venue, **held}
    return Meeting.objects.create(partnership=series.partnership, series=series, on=on, state=state, **known)


def add_forward(series: Series, title: str, meeting: Meeting | None = None, **held) -> ForwardItem:
    held = {"first_on": meeting.on if meeting else None, **held}
    return ForwardItem.objects.create(
        partnership=series.partnership, series=series, title=title, meeting=meeting, **held
    )


def add_agenda_item(meeting: Meeting, title: str, **held) -> AgendaItem:
    return AgendaItem.objects.create(
        meeting=meeting, title=title, **{"position": meeting.agenda_items.count() + 1, **held}
    )
