"""Writing the letters of a day: one a person, each reminder once, whoever else does the same at the same time."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from wapentake.accounts.models import Partnership
from wapentake.chasing.models import CHASER, Nudge, NudgeRule
from wapentake.chasing.plan import Draft, plan_day
from wapentake.chasing.queries import Ruling, gather
from wapentake.chasing.rules import LINK_DAYS, find_moment
from wapentake.chasing.words import Frame, say_subject, write_html, write_text
from wapentake.contacts.models import Person
from wapentake.kit.changes import log_change
from wapentake.letters import changes as letters
from wapentake.letters.links import full_address, sign
from wapentake.letters.models import Letter, Link

KIND = "actions"
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Planned:
    """What a run plans for a partnership: on which day, not before when, what is written, and who is not reached."""

    partnership: Partnership
    on: date
    not_before: datetime | None
    drafts: Sequence[Draft]
    unreached: Sequence[Draft]


def plan_digests(ruling: Ruling, *, now: datetime, on: date | None, holidays: Container[date]) -> Planned:
    """Return what is to be written now, or on a day that is named, and write nothing.

    Means: in quiet hours that is for the day on which the letters may go. Who had a letter that day has no second one.
    """
    moment = find_moment(timezone.localtime(now), ruling.rule.timing, holidays)
    day = on or moment.date()
    material = gather(ruling, first=day, last=day, holidays=holidays)
    drafts = plan_day(material, day)
    keys = {make_key(ruling.partnership, draft.reach.pk, day): draft for draft in drafts if not draft.reach.trouble}
    written = set(Letter.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    new = [draft for key, draft in keys.items() if key not in written]
    unreached = [draft for draft in drafts if draft.reach.trouble]
    return Planned(ruling.partnership, day, moment if moment > now else None, new, unreached)


def make_key(partnership: Partnership, person: int, on: date) -> str:
    """Return the key of a person's letter of a day."""
    return f"nudge {partnership.pk} {person} {on.isoformat()}"


@transaction.atomic
def write_digests(ruling: Ruling, *, now: datetime, on: date | None, holidays: Container[date]) -> Planned:
    """Write what is to be written now, all or nothing of it, and return what that was.

    Means: whoever else plans for the partnership waits until this is done, and then finds nothing left.
    """
    Partnership.objects.select_for_update().get(pk=ruling.partnership.pk)
    planned = plan_digests(ruling, now=now, on=on, holidays=holidays)
    if not planned.drafts:
        return planned
    people = Person.objects.in_bulk([draft.reach.pk for draft in planned.drafts])
    links = letters.make_links(
        [people[draft.reach.pk] for draft in planned.drafts], kind=KIND, days=LINK_DAYS, by=CHASER
    )
    pairs = list(zip(planned.drafts, links, strict=True))
    written = letters.write_letters([_write(planned, draft, link) for draft, link in pairs], by=CHASER)
    _keep(planned, ruling.rule, [(draft, letter) for (draft, _), letter in zip(pairs, written, strict=True)])
    return planned


def _write(planned: Planned, draft: Draft, link: Link) -> letters.Draft:
    name = planned.partnership.name
    frame = Frame(name, address_of(link), timezone.localdate(link.expires_at), replies=bool(settings.INBOX))
    return letters.Draft(
        partnership=planned.partnership,
        key=make_key(planned.partnership, draft.reach.pk, planned.on),
        to=link.email,
        person=link.person,
        kind=KIND,
        subject=say_subject(draft, name),
        text=write_text(draft, frame),
        html=write_html(draft, frame),
        not_before=planned.not_before,
    )


def address_of(link: Link) -> str:
    """Return the whole address of the page that a link opens."""
    return full_address(path_of(sign(link)))


def path_of(token: str) -> str:
    """Return the path of the page that a token opens."""
    return reverse("by-link:actions", args=[token])


def _keep(planned: Planned, rule: NudgeRule, written: Sequence[tuple[Draft, Letter]]) -> None:
    """Keep each reminder, of which the page of its thing tells; the log has a line for each letter and the run."""
    Nudge.objects.bulk_create(
        [
            Nudge(
                partnership=planned.partnership,
                **{f"{entry.row.what.value}_id": entry.row.pk},
                person_id=draft.reach.pk,
                letter=letter,
                on=planned.on,
                number=entry.number,
                why=step.why.value,
                days=step.days,
                target=step.target,
            )
            for draft, letter in written
            for entry in draft.entries
            for step in entry.steps
        ],
        batch_size=AT_ONCE,
    )
    told = {"on": planned.on, "letters": len(written)}
    log_change("reminded", rule, partnership=planned.partnership.pk, by=CHASER, after=told)
