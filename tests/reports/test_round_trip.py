"""The heart of it: what is published, read again, says what the register says: all example meetings, and the seeds."""

import html
import re
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.register import accept_all, take_page
from tests.reports.made import publish_page
from tests.where import ROOT
from wapentake.actions.models import Action
from wapentake.meetings.models import Attendance, Decision, Item, Meeting
from wapentake.reading import read
from wapentake.reading.record import Record
from wapentake.reports.queries import find_page_text

# What stands on pages besides their words: how a site heads them, names files, and writes days.
FURNITURE = {"agenda", "view", "directions", "no", "item", "email", "csp", "at", "held", "on"}
FILE = re.compile(r"pdf icon PDF \d+ KB")
EXAMPLES = sorted((ROOT / "examples/pages").iterdir())


def say(value: Any) -> str:
    return " ".join(str(value or "").split())


def facts_of_register(meeting: Meeting) -> dict[str, list[tuple[str, ...]]]:
    """What the register holds of a meeting, in the order of the page."""
    items = Item.objects.filter(meeting=meeting).order_by("position")
    attendances = Attendance.objects.filter(meeting=meeting).select_related("passage").order_by("passage__start", "pk")
    actions = Action.objects.filter(meeting=meeting).select_related("item", "passage").order_by("passage__start", "pk")
    decisions = Decision.objects.filter(meeting=meeting).select_related("item").order_by("passage__start", "pk")
    return {
        "items": [(one.number, say(one.title), one.presenters) for one in items],
        "attendance": sorted(
            (one.name, say(one.passage.data.get("organisation")), one.role, one.status, one.deputy_for)
            for one in attendances
        ),
        "actions": [
            (one.owners_text, say(one.text), say_due(one.passage.data.get("due")), item_of(one.item)) for one in actions
        ],
        "decisions": [(one.kind, say(one.text), say(one.condition), item_of(one.item)) for one in decisions],
    }


def item_of(item: Item | None) -> str:
    return say(item.title) if item else ""


def say_due(due: Any) -> str:
    due = due or {}
    return f"{due.get('date') or ''} {due.get('event') or ''}".strip()


def facts_of_record(record: Record) -> dict[str, list[tuple[str, ...]]]:
    """The same of a record."""

    def title(index: int | None) -> str:
        return "" if index is None else say(record.items[index].title)

    return {
        "items": [(str(one.number or ""), say(one.title), ", ".join(one.presenters)) for one in record.items],
        "attendance": sorted(
            (one.name, say(one.organisation), say(one.role), one.status, say(one.deputy_for))
            for one in record.attendance
        ),
        "actions": [
            (
                ", ".join(one.owners),
                say(one.text),
                say_due({"date": one.due.date, "event": one.due.event} if one.due else None),
                title(one.item),
            )
            for one in record.actions
        ],
        "decisions": [(one.kind, say(one.text), say(one.condition), title(one.item)) for one in record.decisions],
    }


def take_and_publish(partnership, by, pages) -> list[Meeting]:
    """A register with all of these pages, everything accepted and every meeting published."""
    for path in pages:
        take_page(partnership, path.name, path.read_bytes(), by)
    accept_all(partnership, by)
    meetings = list(Meeting.objects.filter(partnership=partnership).order_by("on", "pk"))
    for meeting in meetings:
        publish_page(meeting, by)
    return meetings


def differences(meetings: list[Meeting], slug: str, ending: str = "") -> list[str]:
    """Where what is published differs from the register; the fewest words that say it."""
    found = []
    for meeting in meetings:
        name = "public:docx" if ending else "public:meeting"
        address = reverse(name, args=[slug, meeting.pk, *(["minutes"] if ending else [])])
        record = read(Client().get(address).content, name=f"page{ending or '.html'}")
        published, held = facts_of_record(record), facts_of_register(meeting)
        for kind, told in held.items():
            found += [f"{meeting}: {kind} lost: {one}" for one in told if one not in published[kind]]
            found += [f"{meeting}: {kind} made up: {one}" for one in published[kind] if one not in told]
        said = (record.meeting.body, record.meeting.date, record.meeting.time or "")
        if said != (meeting.body, meeting.on.isoformat(), meeting.time):
            found.append(f"{meeting}: {said}")
    return found


def test_examples_read_again_are_what_the_register_holds(ottersby, coordinator):
    meetings = take_and_publish(ottersby, coordinator, EXAMPLES)
    assert len(meetings) > 15
    assert differences(meetings, "ottersby") == []
    assert differences(meetings, "ottersby", ".docx") == []


def test_seeds_read_again_are_what_the_register_holds(shared: Path, ottersby, coordinator):
    meetings = take_and_publish(ottersby, coordinator, sorted((shared / "seeds").glob("*.txt")))
    assert len(meetings) == 2
    assert differences(meetings, "ottersby") == []
    assert differences(meetings, "ottersby", ".docx") == []


def words_of(text: str) -> set[str]:
    return {re.sub(r"^(\d+)(?:st|nd|rd|th)$", r"\1", word) for word in re.findall(r"\w+", text.casefold())}


def test_every_word_of_the_page_that_came_stands_on_the_page_that_is_published(ottersby, coordinator):
    lost = {}
    for meeting in take_and_publish(ottersby, coordinator, EXAMPLES):
        page = Client().get(reverse("public:meeting", args=["ottersby", meeting.pk])).content.decode()
        page = re.sub(r'<li value="(\d+)">', r"\1 ", page)
        shown = html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")
        if missing := words_of(FILE.sub("", find_page_text(meeting))) - words_of(shown) - FURNITURE:
            lost[str(meeting)] = missing
    assert lost == {}
