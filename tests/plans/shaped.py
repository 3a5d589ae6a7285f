"""An invented plan in the shape that partnerships have: seven objectives, five old headings, a planning event."""

from datetime import date
from decimal import Decimal

from tests.plans.made import EVENT, START, Made
from wapentake.plans.changes import New, add_tactical_actions, put_tactical_action, record_value, stand_rows
from wapentake.plans.models import TacticalAction
from wapentake.plans.rules import Rag

OBJECTIVES = (
    "Less burglary and theft",
    "Fewer people hurt at home",
    "Calmer town centres",
    "Less harm from drink and drugs",
    "Safer roads and lanes",
    "Young people kept out of trouble",
    "Neighbours who trust each other",
)
OLD = ("Volume", "Victims", "Violence", "Visibility", "Value")
BODIES = (
    "Borough Council",
    "Wendshire Police",
    "Fire and Rescue",
    "Youth Justice Service",
    "Haven Housing",
    "Probation",
)
DEEDS = ("Walk the streets at night with wardens, street pastors and the neighbourhood team",
    "Mark tools and bicycles at allotments, schools and stations, and tell their owners how to lock them",
    "Train those who work at the door to see who is in danger, and to call help early",
    "Visit new tenants", "Hold a morning for families", "Light the path to the station")  # fmt: skip
MANY = 40


class Shaped(Made):
    """The plan, with rows that were planned at an event and have no money, and a service that is measured."""

    def __init__(self, partnership, by, start=START):
        super().__init__(partnership, by, OBJECTIVES, start)
        self.old, self.headings = self.other_view("Headings until 2017", *OLD)

    def hold_event(self, many=MANY, on=EVENT) -> list[TacticalAction]:
        """The event of 8 May: many rows under the objectives, without money."""
        new = [
            New(
                f"{DEEDS[number % 6]}, part {number // 6 + 1}",
                self.objectives[number % 7],
                self.body(BODIES[number % 6]),
            )
            for number in range(many)
        ]
        rows = add_tactical_actions(self.plan, new, on=on, by=self.by, more={"decided": "Planning event, 8 May 2018"})
        for place, heading in enumerate(self.headings):
            stand_rows(heading, rows[place::5], by=self.by)
        return rows

    def tell_service(self, on=date(2018, 6, 29)) -> TacticalAction:
        """A service for children: how much and how well are measured, and not whether anyone is better off."""
        values = {"ref": "2.9", "title": "Lantern workers for children who live with violence", "lead": None,
                  "lead_body": self.body("Haven Housing"), "categories": [self.objectives[1]]}  # fmt: skip
        row = put_tactical_action(self.plan, values, on=on, by=self.by)
        for question, name, unit, value in (
            ("how much", "Families helped", "families", 27),
            ("how much", "Children helped", "children", 37),
            ("how well", "First contact within 48 hours", "%", 92),
        ):
            measure = self.measure(row, question, name, unit=unit)
            record_value(measure, {"on": on, "value": Decimal(value)}, by=self.by)
        self.say(row, Rag.GREEN, "Every family was seen.", on=on)
        return row
