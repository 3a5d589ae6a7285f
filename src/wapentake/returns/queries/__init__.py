"""Reads of `returns`: here returns and their parts; beside it the figures of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Organisation
from wapentake.money.models import Fund
from wapentake.returns.models import MISSING, Part, PartState, Return, ReturnState, Template
from wapentake.returns.queries.figures import Ledger, Line, Measured, find_ledger, find_measured

ASKING = (ReturnState.ASKED, ReturnState.COMPILED)
NO_BODY = "No body"


def find_returns(partnership: Partnership) -> QuerySet[Return]:
    """Return the returns of a partnership with how many parts each has, and how many are missing."""
    needed = ~Q(parts__state=PartState.NOT_NEEDED)
    rows = Return.objects.filter(partnership=partnership)
    return rows.annotate(parts_count=Count("parts", needed), missing_count=Count("parts", Q(parts__state__in=MISSING)))


def find_parts(of: Return) -> QuerySet[Part]:
    """Return the parts of a return in their order, each with what it is of and who leads it."""
    rows = Part.objects.filter(of=of).select_related("tactical_action", "lead__joined_to", "lead_body")
    return rows.order_by("position", "pk")


def find_asked(partnership: int, person: int) -> QuerySet[Part]:
    """Return the parts that are asked of somebody in returns that are not sent, those due first at the head."""
    rows = Part.objects.filter(of__partnership=partnership, of__state__in=ASKING, asked_on__isnull=False, lead=person)
    rows = rows.exclude(state=PartState.NOT_NEEDED).select_related("of", "tactical_action", "lead_body")
    return rows.order_by("of__due_internal_on", "position", "pk")


def find_missing(partnership: Partnership) -> QuerySet[Part]:
    """Return the parts that were asked for and are not answered, of all returns that are not sent."""
    rows = Part.objects.filter(of__partnership=partnership, of__state__in=ASKING, asked_on__isnull=False)
    return rows.filter(state__in=MISSING)


def find_ledger_of(one: Return) -> Ledger:
    """Return what the ledger says now of the funds of a return, up to the end of its period."""
    return find_ledger(one.funds.values_list("pk", flat=True), until=one.period_to)


def find_template(one: Return) -> Template | None:
    """Return the spreadsheet of the funder of a return, where there is one."""
    return Template.objects.filter(partnership=one.partnership_id, funder=one.funder).first()


def find_before(part: Part) -> Part | None:
    """Return what was said of the same thing in the last return before that to the same funder."""
    of = part.of
    same = Q(tactical_action=part.tactical_action_id) if part.tactical_action_id else Q(title=part.title)
    rows = Part.objects.filter(same, of__partnership=of.partnership_id, of__funder=of.funder)
    rows = rows.filter(of__period_to__lt=of.period_to, answered_at__isnull=False).exclude(state=PartState.NOT_NEEDED)
    return rows.select_related("of").order_by("-of__period_to", "-pk").first()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a part before anybody says anything: its line of the ledger, its measures, and last time's."""

    line: Line
    measured: list[Measured]
    before: Part | None


def find_known(part: Part) -> Known:
    """Return what is known of a part, in five queries."""
    action = part.tactical_action_id
    if action is None:
        return Known(Line(), [], find_before(part))
    line = find_ledger_of(part.of).of(action)
    return Known(line, find_measured([action], until=part.of.period_to).get(action, []), find_before(part))


@dataclass(frozen=True, slots=True)
class BodyLine:
    """What a body still owes of a return: how many of its parts are missing."""

    body: str
    missing: int
    parts: int


@dataclass(frozen=True, slots=True)
class Owed:
    """A return whose parts are asked for, with what each body owes; `waits` counts the parts that wait for a look."""

    of: Return
    bodies: list[BodyLine]
    waits: int

    @property
    def missing(self) -> int:
        """How many parts are missing in all."""
        return sum(one.missing for one in self.bodies)


def find_owed(partnership: Partnership) -> list[Owed]:
    """Return the returns that are asked for and not sent, each with what every body owes, in two queries."""
    returns = list(Return.objects.filter(partnership=partnership, state__in=ASKING).order_by("due_internal_on", "pk"))
    needed = Part.objects.filter(of__in=[one.pk for one in returns]).exclude(state=PartState.NOT_NEEDED)
    grouped = needed.order_by("lead_body__name").values_list("of", "lead_body__name")
    counted = grouped.annotate(
        many=Count("pk"), missing=Count("pk", Q(state__in=MISSING)), waits=Count("pk", Q(state=PartState.ANSWERED))
    )
    bodies: dict[int, list[BodyLine]] = {}
    waits: dict[int, int] = {}
    for of, body, many, missing, waiting in counted:
        bodies.setdefault(of, []).append(BodyLine(body or NO_BODY, missing, many))
        waits[of] = waits.get(of, 0) + waiting
    return [Owed(one, bodies.get(one.pk, []), waits.get(one.pk, 0)) for one in returns]


def find_coming(partnership: int, *, since: date, until: date) -> list[Return]:
    """Return the returns that are not sent, and are due to the funder or to be answered by partners by a day."""
    near = Q(due_on__range=(since, until)) | Q(due_internal_on__range=(since, until)) | Q(due_on__lt=since)
    rows = Return.objects.filter(near, partnership=partnership).exclude(state=ReturnState.SENT)
    return list(rows.order_by("due_on", "pk"))


def find_funds(partnership: Partnership) -> QuerySet[Fund]:
    """Return the funds of which a return may tell, the newest year first."""
    rows = Fund.objects.filter(partnership=partnership).select_related("journal")
    return rows.order_by("-journal__start", "name")


def find_bodies(partnership: Partnership) -> QuerySet[Organisation]:
    """Return the bodies that may lead a part: members, and those that lead one already."""
    leads = Exists(Part.objects.filter(lead_body=OuterRef("pk")))
    return Organisation.objects.filter(Q(is_member=True) | leads, partnership=partnership).order_by("name")
