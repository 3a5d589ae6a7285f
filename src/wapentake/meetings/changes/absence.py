"""What is written of letters on absence: their words, the letter to a body, and that it was sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Organisation
from wapentake.kit.changes import Actor
from wapentake.kit.errors import Refused
from wapentake.letters.changes import write_letter
from wapentake.meetings.changes import write_row
from wapentake.meetings.models import AbsenceLetter, AbsenceWording, Meeting, SentHow
from wapentake.meetings.rules.absence import Wording, check_wording
from wapentake.terms import say_date


def put_wording(partnership: Partnership, *, since: date, wording: Wording, by: Actor) -> AbsenceWording:
    """Say what letters on absence say from a day on; the same day said again is changed.

    Raises: Refused where something in square brackets cannot be filled in.
    """
    verdict = check_wording(wording)
    if not verdict.ok:
        raise Refused("strange-place", f"{' '.join(verdict.reasons)} Nothing was changed.")
    row = AbsenceWording.objects.filter(partnership=partnership, since=since).first()
    row = row or AbsenceWording(partnership=partnership, since=since)
    values = {"subject": wording.subject, "text": wording.text, "duty": wording.duty}
    write_row(row, values, partnership=partnership.pk, by=by)
    return row


@transaction.atomic
def keep_letter(
    organisation: Organisation, pair: tuple[Meeting, Meeting], values: Mapping[str, Any], *, by: Actor
) -> AbsenceLetter:
    """Keep a letter to a body that was at neither of two meetings: `to`, `email`, `subject`, `text`.

    Raises: Refused where it was sent already, for what was sent stays as it went.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    first, second = pair
    about = {"group_key": second.body_key, "first_on": first.on, "second_on": second.on}
    letter = AbsenceLetter.objects.filter(organisation=organisation, **about).first()
    letter = letter or AbsenceLetter(organisation=organisation, group=second.body, made_by=str(by)[:200], **about)
    _refuse_sent(letter)
    write_row(letter, values, partnership=organisation.partnership_id, by=by)
    return letter


@transaction.atomic
def send_letter(letter: AbsenceLetter, how: SentHow, *, on: date, by: Actor) -> AbsenceLetter:
    """Send a letter by e-mail, or say that it went out in another way; it is never changed again.

    Means: by e-mail it waits with the other letters of the partnership, and goes once whatever happens.
    Raises: Refused where it was sent already, or has no address to go to.
    """
    rows = AbsenceLetter.objects.select_for_update(of=("self",))
    letter = rows.select_related("organisation__representative", "organisation__partnership").get(pk=letter.pk)
    _refuse_sent(letter)
    if how == SentHow.EMAIL:
        _post(letter, by)
    values = {"sent_on": on, "sent_how": how.value, "sent_by": str(by)[:200]}
    write_row(letter, values, partnership=letter.organisation.partnership_id, by=by, verb="sent")
    return letter


def _post(letter: AbsenceLetter, by: Actor) -> None:
    if not letter.email:
        words = "There is no e-mail address to send it to. Nothing was changed. Enter one and save the letter first."
        raise Refused("no-address", words)
    write_letter(
        letter.organisation.partnership,
        by=by,
        key=letter.key,
        to=letter.email,
        person=letter.organisation.representative,
        kind="absence",
        subject=letter.subject,
        text=letter.text,
    )


def _refuse_sent(letter: AbsenceLetter) -> None:
    if letter.sent_on is not None:
        words = (
            f"This letter was sent on {say_date(letter.sent_on)}, so it is not changed any more. Nothing was changed."
        )
        raise Refused("sent-before", words)


def scrub_absences(partnership: int, clean: Callable[[Any], Any]) -> int:
    """Take struck-out words out of the letters on absence of a partnership; return from how many."""
    changed = 0
    for letter in AbsenceLetter.objects.filter(organisation__partnership=partnership):
        before = {name: getattr(letter, name) for name in ("to", "subject", "text")}
        after = {name: clean(one) for name, one in before.items()}
        if after != before:
            letter.to, letter.subject, letter.text = after["to"][:300], after["subject"][:200], after["text"]
            letter.save(update_fields=["to", "subject", "text"])
            changed += 1
    return changed
