"""`python -m benches.nudge_rows PARTNERSHIPS`: partnerships with people, bodies, meetings and actions, to nudge.

The days are spread as in minutes: two thirds of the actions have none.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wapentake.accounts.models import Partnership
    from wapentake.contacts.models import Person
    from wapentake.meetings.models import Meeting

ACTIONS, PEOPLE, BODIES, HELD = 434, 40, 3, 20
ORDINARY = date(2026, 5, 5)
WORST = ORDINARY + timedelta(28)  # two days after it every body meets
STATES = ("closed", "closed", "closed", "closed", "done", "open", "open", "open", "in progress", "blocked")
AT_ONCE = 1000


def main(partnerships: int) -> None:
    """Make a database, and fill it."""
    from wapentake.cli.register import open_register

    open_register(migrate=True)
    from django.db import transaction

    chance = random.Random("nudge")
    with transaction.atomic():
        for number in range(partnerships):
            fill(number, chance)


def fill(number: int, chance: random.Random) -> None:
    """Write one partnership."""
    from wapentake.accounts.models import Partnership
    from wapentake.actions.models import Action
    from wapentake.chasing.models import NudgeRule
    from wapentake.contacts.models import Person
    from wapentake.sources.models import Document, Passage, Source

    own = Partnership.objects.create(name=f"Partnership {number}", slug=f"p{number}")
    same = time(8)
    NudgeRule.objects.create(
        partnership=own, since=date(2020, 1, 1), is_on=True, quiet_from=same, quiet_until=same, weekends_quiet=False
    )
    people = Person.objects.bulk_create(
        Person(partnership=own, name=f"Person {one}", key=f"person {one}", email=f"p{one}@p{number}.example")
        for one in range(PEOPLE)
    )
    source = Source.objects.create(partnership=own, sha256=f"{number:064}", name="a.txt", size=1, state="read")
    told = {"reader": "1", "kind": "minutes", "body": "Body", "on": ORDINARY, "text": "Words.", "record": {}}
    document = Document.objects.create(partnership=own, source=source, **told)
    held = list(add_meetings(own, number))
    passages = Passage.objects.bulk_create(
        [
            Passage(partnership=own, document=document, kind="action", start=0, end=6, data={}, state="accepted")
            for _ in range(ACTIONS)
        ],
        batch_size=AT_ONCE,
    )
    rows = (make_action(own, chance.choice(held), chance.choice(people), chance) for _ in passages)
    actions = list(rows)
    for action, passage in zip(actions, passages, strict=True):
        action.passage = passage
    Action.objects.bulk_create(actions, batch_size=AT_ONCE)


def add_meetings(own: Partnership, number: int) -> Iterator[Meeting]:
    """Write the bodies with their meetings; give those that were held."""
    from wapentake.meetings.models import Meeting, Series

    for body in range(BODIES):
        series = Series.objects.create(partnership=own, name=f"Body {body}", key=f"body {body}")
        told = {"partnership": own, "series": series, "body": series.name, "body_key": series.key}
        soon = ORDINARY + timedelta(3 + (number * BODIES + body) % 20)
        for on in (soon, WORST + timedelta(2)):
            Meeting.objects.create(on=on, state="planned", **told)
        for back in range(HELD):
            yield Meeting.objects.create(on=ORDINARY - timedelta(30 + 60 * back), state="from a page", **told)


def make_action(own: Partnership, meeting: Meeting, lead: Person, chance: random.Random) -> object:
    """Return an action that one of these people leads, not yet written."""
    from wapentake.actions.models import Action

    dated = chance.random() < 0.36
    text = f"write to the owners of the lane about lamp {chance.randrange(1000)} and report what they say"
    due = meeting.on + timedelta(chance.randrange(10, 80)) if dated else None
    return Action(partnership=own, meeting=meeting, lead=lead, text=text, due_on=due, state=chance.choice(STATES))


def begin_on(day: date) -> None:
    """Say that all chase from a day on: as if it was run on each day before, so that nothing is to catch up with.

    Means: rows that were kept from an earlier day get the columns that came since.
    """
    from django.core.management import call_command

    from wapentake.cli.register import open_register

    open_register()
    call_command("migrate", verbosity=0)
    from wapentake.chasing.models import NudgeRule

    NudgeRule.objects.update(since=day)


if __name__ == "__main__":
    if sys.argv[1] == "--since":
        begin_on(date.fromisoformat(sys.argv[2]))
    else:
        main(int(sys.argv[1]))
