"""What the tests of returns make: a fund over eight tactical actions, a lead for each, and their return.

def test_it(year_end):
    year_end.ask(date(2018, 4, 9))
    year_end.answer(0, narrative="Eight evenings were held.")
"""

from datetime import UTC, date, datetime, time

from tests.chasing.chased import Visitor, add_lead, link_for
from tests.money.made import pence
from tests.returns.workbook import make_workbook
from wapentake.chasing.changes.asking import ask_return
from wapentake.chasing.nudging import nudge
from wapentake.letters.models import Letter
from wapentake.money.models import BudgetLine
from wapentake.plans.models import Measure, Plan, TacticalAction
from wapentake.returns.changes import draft_parts, put_return
from wapentake.returns.changes.parts import Answer, answer_part
from wapentake.returns.changes.templates import keep_template
from wapentake.returns.models import Frozen, Part, Return, ReturnFile
from wapentake.returns.queries.contents import tell_content
from wapentake.returns.rules import hash_content

NAMES = ("Ada", "Ben", "Cat", "Dev", "Eve", "Fay", "Gus", "Hal")
TITLES = (
    "Evening sessions",
    "Lights on the path",
    "Locks for older homes",
    "Night marshals",
    "School workshops",
    "Street doctors",
    "Victim support",
    "Youth shelter",
)
BODIES = ("Wendshire Police", "Ottersby Council", "Wendshire Fire")
INTERNAL, FUNDERS = date(2018, 4, 30), date(2018, 5, 31)
SAID = {"narrative": "Eight evenings were held in the hall.", "outcomes": "Fewer calls came from the estate."}


def noon(day: date) -> datetime:
    return datetime.combine(day, time(11), UTC)


class YearEnd:
    """The return of a year over eight actions, each with a budget of £1,000 of which £900 is spent."""

    def __init__(self, partnership, by, books):
        self.partnership, self.by, self.books = partnership, by, books
        self.fund = books.fund("Main grant", 9_000, funder="The commissioner")
        self.actions = books.plan(*TITLES)
        self.leads = []
        for number, (action, name) in enumerate(zip(self.actions, NAMES, strict=True)):
            lead = add_lead(partnership, f"{name} Lorne", BODIES[number % 3])
            action.lead, action.lead_body = lead, lead.posts.get().organisation
            action.save()
            self.leads.append(lead)
            BudgetLine.objects.create(fund=self.fund, tactical_action=action, pence=pence(1000))
            books.invoice(self.fund, 900, tactical_action=action)
        self.measure = Measure.objects.create(
            tactical_action=self.actions[0], question="how much", name="Families helped", unit="families", target=30
        )
        self.of = self.make()

    def make(self, name="Year-end return 2017/18", **held):
        values = {
            "name": name,
            "funder": "The commissioner",
            "funds": [self.fund],
            "period_from": date(2017, 4, 1),
            "period_to": date(2018, 3, 31),
            "due_internal_on": INTERNAL,
            "due_on": FUNDERS,
            **held,
        }
        made = put_return(self.partnership, values, by=self.by)
        draft_parts(made, by=self.by)
        return made

    def part(self, number, of=None) -> Part:
        return Part.objects.get(of=of or self.of, tactical_action=self.actions[number])

    def ask(self, on, of=None):
        return ask_return(of or self.of, on=on, by=self.by)

    def visitor(self, number) -> Visitor:
        return Visitor(link_for(self.leads[number]))

    def answer(self, number, of=None, forecast=1000, **texts) -> Part:
        part = self.part(number, of)
        told = Answer({**SAID, **texts}, pence(forecast), version=part.version)
        return answer_part(part, told, by=self.leads[number])

    def answer_all(self, *without, of=None):
        for number in range(len(self.actions)):
            if number not in without:
                self.answer(number, of)


def nudge_on(day: date) -> list[Letter]:
    """The letters that are written on a day."""
    before = set(Letter.objects.values_list("pk", flat=True))
    for _ in nudge(now=noon(day), on=day):
        pass
    return list(Letter.objects.exclude(pk__in=before).order_by("pk"))


def number_returns(partnership, by, lead) -> dict[str, int]:
    """One thing of each kind that an address of returns may name; a part, and a row of a plan that runs, of a lead."""
    days = {"period_from": date(2023, 4, 1), "period_to": date(2024, 3, 31), "due_internal_on": date(2024, 4, 30)}
    told = {"partnership": partnership, "funder": "A funder", "due_on": date(2024, 5, 31), **days}
    of = Return.objects.create(name="To come", state="asked", **told)
    sent = Return.objects.create(name="Gone", state="sent", sent_at=noon(date(2024, 5, 31)), **told)
    content = tell_content(sent, at=noon(date(2024, 5, 31)))
    mark = {"sha256": hash_content(content), "ledger_at": noon(date(2024, 5, 31))}
    Frozen.objects.create(of=sent, content=content, **mark)
    plan = Plan.objects.create(
        partnership=partnership, name="Runs", starts_on=date(2023, 4, 1), ends_on=date(2099, 3, 31)
    )
    row = {"partnership": partnership, "plan": plan, "ref": "R1", "title": "Walk", "added_on": date(2023, 4, 1)}
    return {
        "return": of.pk,
        "sent-return": sent.pk,
        "part": Part.objects.create(of=of, title="All we did", lead=lead, asked_on=date(2024, 4, 9)).pk,
        "return-file": ReturnFile.objects.create(of=sent, name="a.pdf", media_type="application/pdf", data=b"a").pk,
        "template": keep_template(partnership, "A funder", "a.xlsx", make_workbook(), by=by).pk,
        "led-row": TacticalAction.objects.create(lead=lead, **row).pk,
    }
