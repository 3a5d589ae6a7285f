"""Every write of `reports`: publishing, taking back, and striking words out of what was published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Account, Partnership
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Meeting, Series
from wapentake.plans.models import Plan
from wapentake.plans.queries.editions import find_adopted, take_snapshot
from wapentake.reports.composing import paper_of_text
from wapentake.reports.models import Publication, PublicationKind, PublishedPlan
from wapentake.reports.plan_paper import compose_plan, find_plan_leaks
from wapentake.reports.queries import MINUTES, list_corrections, list_details, make_head

NO_ROWS = "The plan has no tactical actions yet. Nothing was published. Add them first."
LEAKS = "Words of the plan may tell of somebody. Nothing was published. Change them, or say why they may stay."


@transaction.atomic
def publish(meeting: Meeting, kind: str, text: str, *, by: Account, note: str = "") -> Publication:
    """Publish the agenda or the minutes of a meeting, whose words are this canonical text, and freeze what is told.

    Means: an earlier one of the kind is shown no longer, nor is a draft of the minutes once they are published.
    Raises: Refused where there is nothing to publish, or an exempt item cannot be held back.
    """
    if not text.strip():
        words = "There is no text to publish yet. Nothing was changed. Write it, or take in the page of the meeting."
        raise Refused("nothing-to-publish", words)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    _give_series(meeting, by=by)
    earlier = Publication.objects.select_for_update().filter(meeting=meeting)
    number = max((one.number for one in earlier if one.kind == kind), default=0) + 1
    head = make_head(meeting, kind, number=number, note=note)
    paper = paper_of_text(text, head, details=list_details(meeting), corrections=list_corrections(meeting))
    places = MINUTES if kind in MINUTES else (PublicationKind.AGENDA.value,)
    earlier.filter(kind__in=places, current=True).update(current=False)
    made = Publication.objects.create(meeting=meeting, kind=kind, number=number, paper=paper.to_dict(), published_by=by)
    told = {"kind": kind, "number": number, "items": len(paper.items), "papers": len(paper.attached)}
    log_change("published", made, partnership=meeting.partnership_id, by=by, after=told)
    return made


def _give_series(meeting: Meeting, *, by: Actor) -> None:
    """Let a meeting that is known from a page belong to its body, so that the public finds it there."""
    if meeting.series_id is not None:
        return
    series, made = Series.objects.get_or_create(
        partnership_id=meeting.partnership_id, key=meeting.body_key, defaults={"name": meeting.body}
    )
    if made:
        log_change("added", series, partnership=meeting.partnership_id, by=by, after={"name": series.name})
    meeting.series = series
    meeting.save(update_fields=["series"])


@transaction.atomic
def withdraw_publication(publication: Publication, *, by: Account, why: str = "") -> bool:
    """Take something published back; return whether it still stood. What it was is kept, and nobody is shown it."""
    publication = Publication.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=publication.pk)
    if not publication.current:
        return False
    publication.current = False
    publication.save(update_fields=["current"])
    told = {"kind": publication.kind, "number": publication.number, "why": why}
    log_change("withdrew", publication, partnership=publication.meeting.partnership_id, by=by, after=told)
    return True


@transaction.atomic
def publish_plan(plan: Plan, *, on: date, by: Account, why: str = "") -> PublishedPlan:
    """Publish the plan as it stands on a day, and freeze what is told; an earlier one is shown no longer.

    Means: `why` says why words stay that may tell of somebody. Raises: Refused without rows, and for such words where
    nothing is said.
    """
    Partnership.objects.select_for_update().get(pk=plan.partnership_id)
    adopted = find_adopted(plan)
    paper = compose_plan(take_snapshot(plan, today=on), adopted_on=adopted.on.isoformat() if adopted else "")
    if not any(one["rows"] for one in paper["objectives"]):
        raise Refused("no-rows", NO_ROWS)
    leaks = find_plan_leaks(paper)
    if leaks and not why.strip():
        raise Refused("leaks", LEAKS)
    earlier = PublishedPlan.objects.filter(partnership=plan.partnership_id)
    number = (earlier.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    earlier.filter(current=True).update(current=False)
    told = {"partnership_id": plan.partnership_id, "number": number, "paper": paper, "published_by": by}
    made = PublishedPlan.objects.create(plan=plan, **told)
    after = {"number": number, "left in": len(leaks), "why": why}
    log_change("published", plan, partnership=plan.partnership_id, by=by, after=after)
    return made


@transaction.atomic
def withdraw_plan(partnership: Partnership, *, by: Account) -> bool:
    """Take the published plan back; return whether one stood. What it was is kept, and nobody is shown it."""
    shown = PublishedPlan.objects.select_for_update(of=("self",)).select_related("plan")
    one = shown.filter(partnership=partnership, current=True).first()
    if one is None:
        return False
    one.current = False
    one.save(update_fields=["current"])
    log_change("withdrew", one.plan, partnership=partnership.pk, by=by, after={"number": one.number})
    return True


def scrub_papers(partnership: int, clean: Callable[[Any], Any]) -> int:
    """Take words that were struck out of a partnership's pages out of what was published; return from how many.

    Means: the one exception to a paper's never changing. Whoever strikes words out logs that.
    """
    changed = []
    for one in Publication.objects.filter(meeting__partnership_id=partnership).iterator(chunk_size=50):
        if (paper := clean(one.paper)) != one.paper:
            one.paper = paper
            changed.append(one)
    Publication.objects.bulk_update(changed, ["paper"], batch_size=50)
    plans = []
    for plan in PublishedPlan.objects.filter(partnership=partnership).iterator(chunk_size=50):
        if (paper := clean(plan.paper)) != plan.paper:
            plan.paper = paper
            plans.append(plan)
    PublishedPlan.objects.bulk_update(plans, ["paper"], batch_size=50)
    return len(changed) + len(plans)
