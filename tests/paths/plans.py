"""A delivery plan in its second half-year: an event's rows, some told of, some late, one ended; adopted and public."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from tests.paths.place import Place, press
from tests.plans.shaped import Shaped
from tests.register import MINUTES, accept_all, take_page
from wapentake.accounts.models import Account, Partnership
from wapentake.contacts.models import Person
from wapentake.meetings.models import Decision
from wapentake.plans.changes import (
    end_tactical_action,
    freeze_edition,
    put_tactical_action,
    reach_milestone,
    set_rhythm,
)
from wapentake.plans.rules import Rag
from wapentake.reports.changes import publish_plan


def fill_plans(partnership: Partnership, other: Partnership, by: Account) -> dict[str, object]:
    """Fill a plan, and return the ids that addresses need."""
    today = timezone.localdate()
    take_page(partnership, "march.txt", MINUTES, by)
    accept_all(partnership, by)
    shaped = Shaped(partnership, by, start=date(today.year - (today.month < 4), 4, 1))
    rows = shaped.hold_event(21, on=today - timedelta(days=100))
    decision = Decision.objects.filter(partnership=partnership).order_by("pk")[0]
    freeze_edition(shaped.plan, {"on": today - timedelta(days=90), "decision": decision}, by=by)
    service = shaped.tell_service(on=today - timedelta(days=20))
    lead = Person.objects.filter(partnership=partnership, name="Tom Beckwith").first()
    values = {"lead": lead, "decision": decision, "description": "Two workers, twenty hours a week."}
    put_tactical_action(shaped.plan, values, on=today, by=by, row=service)
    done = shaped.milestone(service, "Both workers are there", today - timedelta(days=60))
    reach_milestone(done, on=today - timedelta(days=61), by=by)
    milestone = shaped.milestone(service, "Schools know how to refer", today + timedelta(days=40))
    shaped.say(rows[0], Rag.AMBER, "Half of the walks are staffed.", on=today, text="Wardens came twice a week.")
    shaped.say(rows[1], Rag.RED, "The money was not granted.", on=today)
    shaped.say(rows[2], Rag.COMPLETE, "All of them are trained.", on=today)
    shaped.say(rows[3], Rag.GREEN, "Nine visits a month.", on=today)
    late = shaped.milestone(rows[3], "A list of new tenants comes each month", today - timedelta(days=30))
    end_tactical_action(rows[4], on=today, why="The hall is closed.", by=by)
    set_rhythm(partnership, {"update_days": 92, "grace_days": 14}, since=shaped.plan.starts_on, by=by)
    publish_plan(shaped.plan, on=today, by=by)
    view, _ = shaped.other_view("Priorities of the county")
    return {
        "plan": shaped.plan.pk,
        "service": service.pk,
        "red": rows[3].pk,
        "ended": rows[4].pk,
        "old": shaped.old.pk,
        "county": view.pk,
        "category": shaped.headings[0].pk,
        "measure": service.measures.order_by("pk")[0].pk,
        "milestone": milestone.pk,
        "late": late.pk,
        "edition": shaped.plan.editions.get().pk,
    }


_AT = "/harrowmere/plan/"
PLANS = {
    "plan": Place(_AT),
    "plan-old": Place(f"{_AT}?view={{old}}"),
    "plan-amber": Place(f"{_AT}?rag=amber"),
    "plan-none": Place(f"{_AT}?words=nowhere"),
    "plan-money": Place(f"{_AT}money/"),
    "plan-row": Place(f"{_AT}actions/{{service}}/"),
    "plan-red": Place(f"{_AT}actions/{{red}}/"),
    "plan-ended": Place(f"{_AT}actions/{{ended}}/"),
    "plan-add": Place(f"{_AT}actions/add/"),
    "plan-add-wrong": Place(f"{_AT}actions/add/", (press("^Save$"),)),
    "plan-edit": Place(f"{_AT}actions/{{service}}/edit/"),
    "plan-many": Place(f"{_AT}actions/add-many/"),
    "plan-many-wrong": Place(f"{_AT}actions/add-many/", (press("^Add them$"),)),
    "plan-end": Place(f"{_AT}actions/{{service}}/end/"),
    "plan-update": Place(f"{_AT}actions/{{service}}/update/"),
    "plan-update-wrong": Place(f"{_AT}actions/{{service}}/update/", (press("^Save$"),)),
    "plan-measure-new": Place(f"{_AT}actions/{{service}}/measure/"),
    "plan-milestone-new": Place(f"{_AT}actions/{{service}}/milestone/"),
    "plan-measure": Place(f"{_AT}measures/{{measure}}/"),
    "plan-value": Place(f"{_AT}measures/{{measure}}/value/"),
    "plan-milestone": Place(f"{_AT}milestones/{{milestone}}/"),
    "plan-reached": Place(f"{_AT}milestones/{{late}}/reached/"),
    "plan-views": Place(f"{_AT}views/"),
    "plan-view-new": Place(f"{_AT}views/add/"),
    "plan-view": Place(f"{_AT}views/{{old}}/"),
    "plan-categories": Place(f"{_AT}views/{{county}}/categories/"),
    "plan-category": Place(f"{_AT}categories/{{category}}/"),
    "plan-stand": Place(f"{_AT}categories/{{category}}/actions/"),
    "plan-editions": Place(f"{_AT}editions/"),
    "plan-edition": Place(f"{_AT}editions/{{edition}}/"),
    "plan-refresh": Place(f"{_AT}editions/refresh/"),
    "plan-settings": Place(f"{_AT}settings/"),
    "plan-years": Place(f"{_AT}settings/{{plan}}/"),
    "plan-begin": Place(f"{_AT}begin/", (press("^Begin$"),)),
    "plan-rhythm": Place(f"{_AT}settings/updates/"),
    "plan-publishing": Place(f"{_AT}public/"),
    "plan-public": Place("/public/harrowmere/plan/", who=""),
}
EMPTY_PLANS = {
    "empty-delivery": Place(_AT),
    "empty-plan-settings": Place(f"{_AT}settings/"),
    "empty-plan-public": Place(f"{_AT}public/"),
}
