"""What the tests of plans make: a plan of three years with its objectives, and rows, each in one short call."""

from datetime import date

from wapentake.contacts.models import Organisation
from wapentake.plans.changes import (
    add_categories,
    put_measure,
    put_milestone,
    put_plan,
    put_tactical_action,
    put_view,
    record_update,
)
from wapentake.plans.rules import Rag
from wapentake.terms import key_of_body

START = date(2018, 4, 1)
EVENT = date(2018, 5, 8)


class Made:
    """The plan of a partnership, which one person fills."""

    def __init__(self, partnership, by, objectives=("Safer homes", "Safer streets"), start=START):
        self.by, self.partnership = by, partnership
        years = f"{start.year} to {start.year + 3}"
        values = {"name": f"Delivery plan {years}", "starts_on": start, "ends_on": date(start.year + 3, 3, 31)}
        self.plan = put_plan(partnership, values, objectives=objectives, by=by)
        self.view = self.plan.views.get(is_main=True)
        self.objectives = list(self.view.categories.order_by("position"))

    def body(self, name):
        told = {"partnership": self.partnership, "key": key_of_body(name)}
        return Organisation.objects.get_or_create(**told, defaults={"name": name})[0]

    def row(self, title="Walk the estate", objective=0, on=EVENT, **more):
        number = self.plan.tactical_actions.count() + 1
        values = {"ref": f"A{number}", "title": title, "categories": [self.objectives[objective]], **more}
        return put_tactical_action(self.plan, values, on=on, by=self.by)

    def say(self, row, rag=Rag.GREEN, reason="Sessions run each week.", on=EVENT, **more):
        values = {"on": on, "rag": rag, "reason": reason, **more}
        return record_update(row, values, by=self.by, via="desk")

    def measure(self, row, question="how much", name="Families helped", **more):
        values = {"question": question, "name": name, "unit": "", "baseline": None, "target": None, **more}
        return put_measure(row, values, by=self.by)

    def milestone(self, row, text="The room is let", due_on=date(2018, 6, 30)):
        return put_milestone(row, {"text": text, "due_on": due_on}, by=self.by)

    def other_view(self, name, *categories):
        view = put_view(self.plan, {"name": name}, by=self.by)
        return view, add_categories(view, categories, by=self.by)
