"""Handing something to somebody, who is told at once: by one letter a day, or the coordinator sees why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wapentake.accounts.models import Partnership
from wapentake.actions.changes import hand_over
from wapentake.actions.models import Action, ActionState
from wapentake.chasing.changes.digests import KIND, address_of
from wapentake.chasing.models import CHASER, Nudge
from wapentake.chasing.plan import TROUBLES, Draft, Entry, Reach, Row, What
from wapentake.chasing.queries import Ruling, find_reach, find_rulings
from wapentake.chasing.rules import LINK_DAYS, Why, find_moment, group_of
from wapentake.chasing.words import Frame, say_handed, say_yours, write_html, write_text
from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor, log_change
from wapentake.letters import changes as letters
from wapentake.letters.models import Letter
from wapentake.meetings.rules import find_holidays
from wapentake.plans.changes import give_row
from wapentake.plans.models import TacticalAction
from wapentake.returns.changes.parts import give_part
from wapentake.returns.models import Part

OFF = "No letter went to them, since the partnership reminds nobody."
UNREACHED = "No letter went to them. {why} Tell them yourself."
WRITTEN = "A letter tells them."
Thing = Action | Part | TacticalAction


@dataclass(frozen=True, slots=True)
class Telling:
    """What became of telling somebody that something is theirs: the letter, and the words for whoever handed it."""

    letter: Letter | None = None
    words: str = ""


@transaction.atomic
def hand_to(thing: Thing, person: Person, *, by: Actor, why: str = "", giver: Person | None = None) -> Telling:
    """Hand an action, a part of a return or a row of the plan to somebody, and write to them that it is theirs.

    Means: `giver` is the lead who handed it over, whose words (`why`) the letter has. Nothing is written where they led
    it already, where the partnership reminds nobody, and where no letter reaches them, which the log then says. Parts
    of returns are asked for whether people are reminded or not.
    """
    led_by = type(thing)._default_manager.values_list("lead", flat=True).get(pk=thing.pk)
    thing = _give(thing, person, by=by, why=why)
    if thing.lead is None or thing.lead_id == led_by or (isinstance(thing, Action) and not thing.is_live):
        return Telling()
    now, partnership = timezone.localtime(), person.partnership
    ruling = next(iter(find_rulings(now.date(), partnership)), None)
    if ruling is None and not isinstance(thing, Part):
        return Telling(words=OFF)
    reach = find_reach(partnership, [thing.lead.pk], on=now.date())[thing.lead.pk]
    if reach.trouble:
        trouble = TROUBLES[reach.trouble]
        told = {"to": reach.name, "why": trouble}
        log_change("could not be told", thing, partnership=partnership.pk, by=CHASER, after=told)
        return Telling(words=UNREACHED.format(why=trouble))
    draft = _draft(thing, reach, now.date())
    what = draft.entries[0].row.what
    opening = say_handed(what, partnership.name, giver.name if giver else "", why if giver else "")
    return Telling(_write(partnership, draft, opening, not_before=_find_moment(ruling, now)), WRITTEN)


def _give(thing: Thing, person: Person, *, by: Actor, why: str) -> Thing:
    """Give a thing to somebody, by the rules of its own room."""
    if isinstance(thing, Action):
        return hand_over(thing, person, by=by, why=why)
    if isinstance(thing, Part):
        return give_part(thing, person, by=by, why=why)
    return give_row(thing, person, by=by, why=why)


def _find_moment(ruling: Ruling | None, now: datetime) -> datetime | None:
    """Return before when a letter does not go; None where it may go at once."""
    if ruling is None:
        return None
    moment = find_moment(now, ruling.rule.timing, find_holidays([now.date()]))
    return moment if moment > now else None


def _write(partnership: Partnership, draft: Draft, opening: str, *, not_before: datetime | None) -> Letter:
    """Write the letter of one thing that is held; whom it was handed to before on that day has one already."""
    row = draft.entries[0].row
    key = f"handed {row.what.value} {row.pk} {row.person} {draft.on.isoformat()}"
    known = Letter.objects.filter(key=key).first()
    if known is not None:
        return known
    link = letters.make_link(Person.objects.get(pk=row.person), kind=KIND, days=LINK_DAYS, by=CHASER)
    until = timezone.localdate(link.expires_at)
    frame = Frame(partnership.name, address_of(link), until, replies=bool(settings.INBOX), opening=opening)
    letter = letters.write_letter(
        partnership,
        by=CHASER,
        key=key,
        to=link.email,
        person=link.person,
        kind=KIND,
        subject=say_yours(row.what, partnership.name),
        text=write_text(draft, frame),
        html=write_html(draft, frame),
        not_before=not_before,
    )
    Nudge.objects.create(
        partnership=partnership,
        **{f"{row.what.value}_id": row.pk},
        person=link.person,
        letter=letter,
        on=draft.on,
        number=1,
        why=Why.HANDED.value,
        days=0,
        target=draft.on,
    )
    return letter


def _draft(thing: Thing, reach: Reach, on: date) -> Draft:
    """Return what the letter asks for: one thing. What was said of it, and promised, somebody else said."""
    row = _tell_row(thing, reach.pk)
    return Draft(reach, on, (Entry(1, row, group_of(row.due, on=on), (), None),))


def _tell_row(thing: Thing, person: int) -> Row:
    state = ActionState.OPEN.value
    if isinstance(thing, Action):
        due, meeting = thing.promised_on or thing.due_on, thing.meeting
        return Row(thing.pk, thing.text, state, due, False, meeting.body, meeting.on, meeting.series_id, person)
    if isinstance(thing, Part):
        of, since = thing.of, thing.asked_on or timezone.localdate()
        return Row(thing.pk, thing.title, state, of.due_internal_on, False, of.name, since, None, person, What.PART)
    since = thing.updated_on or thing.added_on
    return Row(thing.pk, thing.title, state, thing.update_due_on, False, thing.plan.name, since, None, person, What.ROW)
