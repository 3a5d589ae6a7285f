"""Handing an action to somebody, who is told at once: by one letter a day, or the coordinator sees why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wapentake.actions.changes import hand_over
from wapentake.actions.changes.states import lock_action
from wapentake.actions.models import Action, ActionState
from wapentake.chasing.changes.digests import KIND, address_of
from wapentake.chasing.models import CHASER, Nudge
from wapentake.chasing.plan import TROUBLES, Draft, Entry, Reach, Row
from wapentake.chasing.queries import find_reach, find_rulings
from wapentake.chasing.rules import LINK_DAYS, Why, find_moment, group_of
from wapentake.chasing.words import Frame, say_handed, write_html, write_text
from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor, log_change
from wapentake.letters import changes as letters
from wapentake.letters.models import Letter, Link
from wapentake.meetings.rules import find_holidays

OFF = "No letter went to them, since the partnership reminds nobody."
UNREACHED = "No letter went to them. {why} Tell them yourself."
WRITTEN = "A letter tells them."


@dataclass(frozen=True, slots=True)
class Telling:
    """What became of telling somebody that an action is theirs: the letter, and the words for whoever handed it."""

    letter: Letter | None = None
    words: str = ""


@transaction.atomic
def hand_to(action: Action, person: Person, *, by: Actor, why: str = "", giver: Person | None = None) -> Telling:
    """Hand an action to somebody, and write to them that it is theirs.

    Means: `giver` is the lead who handed it over, whose words (`why`) the letter has. Nothing is written where they led
    it already, where the partnership reminds nobody, and where no letter reaches them, which the log then says.
    """
    led_by = lock_action(action).lead_id
    action = hand_over(action, person, by=by, why=why)
    if action.lead is None or action.lead_id == led_by or not action.is_live:
        return Telling()
    now = timezone.localtime()
    ruling = next(iter(find_rulings(now.date(), action.partnership)), None)
    if ruling is None:
        return Telling(words=OFF)
    reach = find_reach(action.partnership, [action.lead.pk], on=now.date())[action.lead.pk]
    if reach.trouble:
        trouble = TROUBLES[reach.trouble]
        told = {"to": reach.name, "why": trouble}
        log_change("could not be told", action, partnership=action.partnership_id, by=CHASER, after=told)
        return Telling(words=UNREACHED.format(why=trouble))
    moment = find_moment(now, ruling.rule.timing, find_holidays([now.date()]))
    opening = say_handed(action.partnership.name, giver.name if giver else "", why if giver else "")
    return Telling(_write(action, reach, opening, on=now.date(), moment=moment if moment > now else None), WRITTEN)


def _write(action: Action, reach: Reach, opening: str, *, on: date, moment: datetime | None) -> Letter:
    """Write the letter of an action that is held; whom it was handed to before on that day has one already."""
    key = f"handed {action.pk} {reach.pk} {on.isoformat()}"
    known = Letter.objects.filter(key=key).first()
    if known is not None:
        return known
    link = letters.make_link(Person.objects.get(pk=reach.pk), kind=KIND, days=LINK_DAYS, by=CHASER)
    draft = _draft(action, reach, on)
    frame = _frame(action, link, opening)
    letter = letters.write_letter(
        action.partnership,
        by=CHASER,
        key=key,
        to=link.email,
        person=link.person,
        kind=KIND,
        subject=f"An action is yours now, for {action.partnership.name}",
        text=write_text(draft, frame),
        html=write_html(draft, frame),
        not_before=moment,
    )
    Nudge.objects.create(
        partnership=action.partnership,
        action=action,
        person=link.person,
        letter=letter,
        on=on,
        number=1,
        why=Why.HANDED.value,
        days=0,
        target=on,
    )
    return letter


def _frame(action: Action, link: Link, opening: str) -> Frame:
    until = timezone.localdate(link.expires_at)
    return Frame(action.partnership.name, address_of(link), until, replies=bool(settings.INBOX), opening=opening)


def _draft(action: Action, reach: Reach, on: date) -> Draft:
    """Return what the letter asks for: one action. What was said of it, and promised, somebody else said."""
    due, meeting = action.promised_on or action.due_on, action.meeting
    row = Row(
        action.pk,
        action.text,
        ActionState.OPEN.value,
        due,
        False,
        meeting.body,
        meeting.on,
        meeting.series_id,
        reach.pk,
    )
    return Draft(reach, on, (Entry(1, row, group_of(due, on=on), (), None),))
