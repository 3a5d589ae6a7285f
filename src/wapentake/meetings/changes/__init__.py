"""Every write of `meetings`: here what pages tell of and the steps; beside it the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Organisation, Person
from wapentake.kit.changes import Actor, log_change, put_rows
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Attendance, Decision, Item, Meeting, Page, Series
from wapentake.meetings.rules import STEPS, Step, may_step
from wapentake.sources.models import Document, Passage
from wapentake.terms import MeetingState as State
from wapentake.terms import key_of_body

NO_DAY = "The page does not say on which day the meeting was held. Correct the meeting first: it needs a date."


def write_row(
    thing: models.Model, values: Mapping[str, Any], *, partnership: int, by: Actor, verb: str = "changed"
) -> None:
    """Write these values of a row, a new one or one that there is, and log those that differ; else do nothing."""
    made = thing.pk is None
    before = {} if made else {name: getattr(thing, name) for name in values}
    if not made and before == dict(values):
        return
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save()
    old, new = _tell(before), _tell(values)
    log_change("added" if made else verb, thing, partnership=partnership, by=by, before=old, after=new)


def _tell(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as the log keeps them: of another row its words."""
    return {name: str(value) if isinstance(value, models.Model) else value for name, value in values.items()}


def add_meeting(
    partnership: Partnership, *, body: str, on: date | None, time: str, venue: str, passage: Passage | None
) -> tuple[Meeting, bool]:
    """Return the meeting of that body on that day, made where there is none, and whether it was made."""
    if on is None:
        raise Refused("meeting-without-date", NO_DAY)
    key = key_of_body(body)[:250]
    first: dict[str, Any] = {
        "body": body[:250],
        "time": time[:5],
        "venue": venue[:300],
        "passage": passage,
        "series": lambda: Series.objects.filter(partnership=partnership, key=key).first(),
    }
    return Meeting.objects.get_or_create(partnership=partnership, body_key=key, on=on, defaults=first)


def correct_meeting(meeting: Meeting, *, body: str, on: date, time: str, venue: str) -> None:
    """Put a meeting right; one that then is another meeting's double is refused."""
    key = key_of_body(body)[:250]
    double = Meeting.objects.filter(partnership=meeting.partnership_id, body_key=key, on=on).exclude(pk=meeting.pk)
    if double.exists():
        words = "There is a meeting of that body on that day already. Nothing was changed."
        raise Refused("meeting-twice", words)
    meeting.body, meeting.body_key, meeting.on = body[:250], key, on
    meeting.time, meeting.venue = time[:5], venue[:300]
    meeting.save()


def add_page(meeting: Meeting, document: Document) -> Page:
    """Say that a document tells of a meeting."""
    page, _ = Page.objects.update_or_create(document=document, defaults={"meeting": meeting})
    return page


def move_pages(old: Document, new: Document) -> None:
    """Put a new reading of a page in the place of the old one."""
    Page.objects.filter(document=old).update(document=new)


def drop_page(document: Document) -> None:
    """Say that a document tells of no meeting any more."""
    Page.objects.filter(document=document).delete()


def drop_empty_meeting(meeting: Meeting) -> bool:
    """Remove a meeting on which nothing rests; return whether it was removed. One in the calendar stays there."""
    if meeting.state != State.RECORDED or meeting.pages.exists():
        return False
    meeting.delete()
    return True


def put_items(meeting: Meeting, passages: Iterable[Passage], *, there: Mapping[int, Item]) -> dict[int, Item]:
    """Write the items that passages tell of, new rows or corrected ones (`there`); return them by passage."""
    wanted = {
        one.pk: {
            "meeting": meeting,
            "position": one.item or 0,
            "number": str(one.data.get("number") or "")[:12],
            "title": one.data["title"],
            "presenters": ", ".join(one.data.get("presenters") or [])[:300],
        }
        for one in passages
    }
    return put_rows(Item, "passage_id", wanted, there=there)


def put_attendances(
    meeting: Meeting, told: Iterable[tuple[Passage, Person | None, Organisation | None]]
) -> dict[int, Attendance]:
    """Write the attendances that passages tell of, each of a person for an organisation; return them by passage."""
    wanted = {
        passage.pk: {
            "meeting": meeting,
            "name": passage.data["name"][:200],
            "person": person,
            "organisation": organisation,
            "role": (passage.data.get("role") or "")[:100],
            "status": passage.data["status"],
            "deputy_for": (passage.data.get("deputy_for") or "")[:200],
        }
        for passage, person, organisation in told
    }
    return put_rows(Attendance, "passage_id", wanted)


def put_decisions(meeting: Meeting, told: Iterable[tuple[Passage, Item | None]]) -> dict[int, Decision]:
    """Write the decisions that passages tell of, each under its item; return them by passage."""
    wanted = {
        passage.pk: {
            "partnership_id": meeting.partnership_id,
            "meeting": meeting,
            "item": item,
            "kind": passage.data["kind"],
            "text": passage.data["text"],
            "condition": passage.data.get("condition") or "",
        }
        for passage, item in told
    }
    return put_rows(Decision, "passage_id", wanted)


def drop_fact(fact: Item | Attendance | Decision, *, by: Actor, batch: UUID | None) -> None:
    """Remove a row whose passage says it no longer; the log keeps what it was."""
    told = {"words": str(fact)}
    log_change("removed", fact, partnership=fact.meeting.partnership_id, by=by, before=told, batch=batch)
    fact.delete()


def rest_on(fact: Item | Attendance | Decision, passage: Passage) -> None:
    """Let a row rest on another passage that says the same."""
    fact.passage = passage
    fact.save(update_fields=["passage"])


def check_step(meeting: Meeting, step: Step) -> None:
    """Raise Refused where a meeting does not stand where a step begins."""
    verdict = may_step(meeting.state, step)
    if not verdict.ok:
        words = f"{' '.join(verdict.reasons)} Nothing was changed. Somebody may have been before you."
        raise Refused("step", words)


def take_step(meeting: Meeting, name: str, *, by: Actor, told: Mapping[str, Any] | None = None) -> Meeting:
    """Move a meeting to the state in which a step ends. Raises Refused where it does not stand where that begins."""
    step = STEPS[name]
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        check_step(meeting, step)
        was, meeting.state = meeting.state, step.end.value
        meeting.save(update_fields=["state"])
        after = {"state": meeting.state, **(told or {})}
        log_change(name, meeting, partnership=meeting.partnership_id, by=by, before={"state": was}, after=after)
    return meeting
