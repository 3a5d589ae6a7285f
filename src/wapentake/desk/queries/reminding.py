"""What the life of an action has of letters: each reminder, to whom, why, and what became of the letter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from wapentake.actions.models import Action
from wapentake.chasing.models import Nudge
from wapentake.chasing.rules import Why, say_why
from wapentake.desk.queries.life import Moment


def tell_reminders(action: Action) -> Iterator[Moment]:
    """Yield each letter that reminded somebody of an action, oldest first: one letter may have two reasons."""
    rows = Nudge.objects.filter(action=action).select_related("letter", "person").order_by("letter", "pk")
    for letter, nudges in groupby(rows, key=lambda one: one.letter):
        reasons = list(nudges)
        title = "Told" if all(one.why == Why.HANDED for one in reasons) else "Reminded"
        why = " and ".join(say_why(one.why, one.days, one.target) for one in reasons)
        said = f"{reasons[0].person}: {why}. Letter: {letter.get_state_display().lower()}."
        yield Moment(at=letter.sent_at or letter.made_at, title=title, by="Wapentake", why=said)
