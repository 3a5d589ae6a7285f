"""People with addresses who lead actions, a partnership that chases them, and what they open by link.

def test_it(partnership, coordinator):
    jo = add_lead(partnership, "Jo Bloggs", body="Wendshire Police")
    give(partnership, jo, "write to the landlords", due_on=date(2026, 5, 5))
    chase(partnership)
    run(NOON)
"""

from datetime import UTC, date, datetime

from django.test import Client
from django.urls import reverse

from tests.facts import add_action, add_organisation, add_person
from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action
from wapentake.chasing.models import NudgeRule
from wapentake.chasing.nudging import nudge
from wapentake.contacts.models import Organisation, Person
from wapentake.letters.changes import make_link
from wapentake.letters.links import sign
from wapentake.letters.models import Letter, Link

LONG_AGO = date(2020, 1, 1)
TUESDAY = date(2026, 5, 5)
NOON = datetime(2026, 5, 5, 11, 0, tzinfo=UTC)  # noon in London


def add_lead(partnership: Partnership, name: str, body: str = "", email: str | None = None, **held) -> Person:
    """Somebody with an address who stands for a body."""
    posts = []
    if body:
        known = Organisation.objects.filter(partnership=partnership, name=body).first()
        posts = [(known or add_organisation(partnership, body), LONG_AGO, None)]
    person = add_person(partnership, name, *posts)
    person.email = f"{name.split()[0].lower()}@{partnership.slug}.example" if email is None else email
    for field, value in held.items():
        setattr(person, field, value)
    person.save()
    return person


def give(partnership: Partnership, person: Person | None, text: str, **held) -> Action:
    """An action that somebody leads."""
    return add_action(partnership, text, lead=person, **held)


def chase(partnership: Partnership, **held) -> NudgeRule:
    """The rule by which a partnership has chased for long."""
    return NudgeRule.objects.create(partnership=partnership, **{"since": LONG_AGO, "is_on": True, **held})


def run(now: datetime = NOON, on: date | None = None) -> list[Letter]:
    """Write the letters of a day; return those that were written now."""
    before = set(Letter.objects.values_list("pk", flat=True))
    for _ in nudge(now=now, on=on):
        pass
    return list(Letter.objects.exclude(pk__in=before).order_by("pk"))


def link_for(person: Person, **held) -> Link:
    """A link to somebody's actions."""
    link = make_link(person, kind=held.pop("kind", "actions"), days=30)
    for field, value in held.items():
        setattr(link, field, value)
    link.save()
    return link


def texts_in(letter: Letter) -> list[str]:
    """The actions of a letter, in the order of their numbers."""
    return [nudge.action.text for nudge in letter.nudges.select_related("action").order_by("number")]


class Visitor:
    """Somebody with a link and no account."""

    def __init__(self, link: Link) -> None:
        self.token = sign(link)
        self.client = Client(enforce_csrf_checks=True)

    def path(self, name: str = "actions", *more: object) -> str:
        return reverse(f"by-link:{name}", args=[self.token, *more])

    def get(self, name: str = "actions", *more: object, **told):
        return self.client.get(self.path(name, *more), **told)

    def text(self, name: str = "actions", *more: object) -> str:
        return self.get(name, *more).content.decode()

    def say(self, action: Action, kind: str, *, once: str = "a", follow: bool = False, **told):
        """Answer on an action, as its form would that was just opened."""
        from wapentake.chasing.queries.own import mark_of

        fresh = Action.objects.get(pk=action.pk)
        data = {"kind": kind, "once": once, "seen": mark_of(fresh), **told}
        return self.client.post(self.path("action", action.pk), data, follow=follow)
