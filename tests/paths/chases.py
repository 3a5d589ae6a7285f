"""The coordinator's pages of chasing, in their states, and what they show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.paths.place import Place, press
from tests.paths.walking import Walk
from wapentake.accounts.models import Account, Partnership


def fill_chases(partnership: Partnership, by: Account) -> dict[str, object]:
    """Somebody who leads, who was reminded and answered; somebody who cannot be reached; something to settle."""
    from django.utils import timezone

    from tests.chasing.chased import Visitor, add_lead, chase, give, link_for
    from wapentake.chasing.changes.handing import hand_to
    from wapentake.chasing.nudging import nudge
    from wapentake.letters.links import sign

    today = date.today()  # noqa: DTZ011 - any day will do
    jo = add_lead(partnership, "Jo Bloggs", "Wendshire Police")
    lost = add_lead(partnership, "Lou Lost", email="")
    lamp = give(partnership, jo, "mend the lamp", due_on=today + timedelta(7))
    odd = give(partnership, jo, "ask the owners of a-very-long-name-without-any-space-that-somebody-gave", due_on=today)
    other = give(partnership, jo, "read the meters", due_on=today)
    give(partnership, lost, "sweep the hall", due_on=today)
    chase(partnership, weekends_quiet=False)
    for _ in nudge(now=timezone.now()):
        pass
    hand_to(give(partnership, jo, "ring the bell", due_on=today), lost, by=by)
    visitor = Visitor(link_for(jo))
    visitor.say(odd, "not mine", words="It is the council’s, I think")
    visitor.say(other, "hand over", once="b", to_name="Pat Lee", to_email="pat@x.example")
    expired = link_for(jo, made_at=timezone.now() - timedelta(31), expires_at=timezone.now() - timedelta(1))
    return {"chased": odd.pk, "lamp": lamp.pk, "jo": jo.pk, "token": visitor.token, "expired": sign(expired)}


def unfold(words: str) -> Callable[[Walk], object]:
    """Open what is folded under these words."""
    return lambda walk: walk.page.locator("summary").filter(has_text=words).click()


CHASING = {
    "chasing": Place("/harrowmere/chasing/"),
    "chasing-settled": Place("/harrowmere/chasing/", (press("^It stays with the one who answered"),)),
    "chasing-stopped": Place("/harrowmere/chasing/", (press("^Stop reminding"),)),
    "chasing-start": Place("/harrowmere/chasing/start/"),
    "chasing-started": Place("/harrowmere/chasing/start/", (press("^Start to chase"),)),
    "chasing-rule": Place("/harrowmere/chasing/rule/"),
    "chasing-links": Place("/harrowmere/chasing/links/"),
    "chasing-links-wrong": Place("/harrowmere/chasing/links/", (press("^Make a link"),)),
    "chasing-action": Place("/harrowmere/actions/{chased}/"),
    "person-links": Place("/harrowmere/people/{jo}/"),
    "by-link": Place("/by-link/{token}/", who=""),
    "by-link-action": Place("/by-link/{token}/actions/{lamp}/", who=""),
    "by-link-wrong": Place(
        "/by-link/{token}/actions/{lamp}/", (unfold("It is blocked"), press("^Say that it is b")), ""
    ),
    "by-link-done": Place("/by-link/{token}/", (press("^Done mend"),), who=""),
    "by-link-not-me": Place("/by-link/{token}/not-me/", who=""),
    "by-link-calendar": Place("/by-link/{token}/calendar/", who=""),
    "by-link-feed": Place("/by-link/{token}/calendar/", (press("^Give me the address"),), who=""),
    "by-link-expired": Place("/by-link/{expired}/", who=""),
    "by-link-renewed": Place("/by-link/{expired}/", (press("^Send me a new link"),), who=""),
    "by-link-none": Place("/by-link/nothing/", who=""),
    "by-link-ended": Place("/by-link/{token}/not-me/", (press("^I am somebody else"),), who=""),
    "by-link-closed": Place("/by-link/{token}/", who=""),
}
