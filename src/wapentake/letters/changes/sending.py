"""What becomes of a letter on its way: claimed, sent, put off, refused, in doubt; and what a person decides of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from wapentake.kit.changes import Actor, log_change, log_changes, make_change
from wapentake.kit.errors import Refused, Verdict
from wapentake.letters.changes.letters import NO_ADDRESS, is_address
from wapentake.letters.changes.readdressing import readdress
from wapentake.letters.models import Letter, LetterState
from wapentake.letters.postman import POSTMAN
from wapentake.letters.queries import find_due
from wapentake.letters.rules import check_again, check_arrived, is_last, pause_after, say_given_up

VERBS = {
    LetterState.SENT: "sent",
    LetterState.REFUSED: "could not send",
    LetterState.WAITING: "put off",
    LetterState.DOUBTFUL: "left in doubt",
}
TAKEN = "Sending was broken off later. The next letter had been begun, so the mail server had taken this one."
KILLED = (
    "Sending was broken off in the middle of this letter. Nobody can tell whether the mail server took it, so it was "
    "not sent again."
)

# Written out, since this is the one thing that is asked of the database for each letter by itself.
CLAIM = 'UPDATE letters_letter SET state = %s, claimed_at = %s WHERE id = %s AND state = %s AND "to" = %s'


def claim_letter(letter: Letter, *, now: datetime) -> bool:
    """Take a letter that waits, so that nobody else sends it; return whether it was still there to take, as it was."""
    letter.claimed_at = now
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [LetterState.SENDING.value, at, letter.pk, LetterState.WAITING.value, letter.to])
        return bool(cursor.rowcount == 1)


def release_letter(letter: Letter) -> None:
    """Put a letter that was claimed and certainly not sent back among those that wait."""
    Letter.objects.filter(pk=letter.pk, claimed_at=letter.claimed_at).update(state=LetterState.WAITING)


@transaction.atomic
def settle_letter(letter: Letter, state: LetterState, *, at: datetime, said: str = "") -> LetterState:
    """Say what came of a letter that was claimed, and return its state: one that waits for the last time is refused.

    Means: who claimed it may say so even where another process held it for left in the middle.
    """
    values: dict[str, object] = {"state": state, "said": said}
    if state == LetterState.SENT:
        values["sent_at"] = at
    elif state == LetterState.REFUSED:
        values["for_good"] = True
    elif state == LetterState.WAITING:
        values = _put_off(letter.tries + 1, at=at, said=said)
    own = Letter.objects.filter(pk=letter.pk, claimed_at=letter.claimed_at)
    own.filter(state__in=[LetterState.SENDING, LetterState.DOUBTFUL]).update(**values)
    became = LetterState(str(values["state"]))
    after = {"said": said} if said else {}
    log_change(VERBS[became], letter, partnership=letter.partnership_id, by=POSTMAN, after=after)
    return became


def _put_off(tries: int, *, at: datetime, said: str) -> dict[str, object]:
    if is_last(tries):
        return {"state": LetterState.REFUSED, "said": say_given_up(said), "tries": tries}
    return {"state": LetterState.WAITING, "said": said, "tries": tries, "not_before": at + pause_after(tries)}


@transaction.atomic
def put_off_waiting(now: datetime, *, said: str) -> int:
    """Put off all letters that are due, since the server takes none; return how many there were.

    Means: no line of the log for each: nothing was tried of them, and what is known stands with them.
    """
    tries = find_due(now).order_by().values_list("tries", flat=True).distinct()
    return sum(find_due(now).order_by().filter(tries=n).update(**_put_off(n + 1, at=now, said=said)) for n in tries)


@transaction.atomic
def settle_taken(letters: Sequence[Letter], *, because: str = "") -> None:
    """Say of letters that were claimed one after the other that the mail server took them; `because` is for the log.

    Means: as `settle_letter`, for many at once. A report that one came back, which was quicker, stands.
    """
    if not letters:
        return
    own = Letter.objects.filter(pk__in=[one.pk for one in letters], claimed_at__lte=letters[-1].claimed_at)
    own.filter(state__in=[LetterState.SENDING, LetterState.DOUBTFUL]).update(
        state=LetterState.SENT, said="", sent_at=F("claimed_at")
    )
    verb, after = VERBS[LetterState.SENT], {"because": because} if because else {}
    log_changes(make_change(verb, one, partnership=one.partnership_id, by=POSTMAN, after=after) for one in letters)


@transaction.atomic
def settle_left() -> int:
    """Say what became of the letters that a killed process left; return how many of them nobody knows: one at most.

    Means: a letter is claimed only when it is known what came of the one before, and whatever is not "taken" is written
    down at once. So all that are left but the last were taken. Only for who holds the lock.
    """
    rows = Letter.objects.select_for_update().filter(state=LetterState.SENDING).defer("text", "html")
    left = list(rows.order_by("claimed_at", "pk"))
    settle_taken(left[:-1], because=TAKEN)
    Letter.objects.filter(pk__in=[one.pk for one in left[-1:]]).update(state=LetterState.DOUBTFUL, said=KILLED)
    verb = VERBS[LetterState.DOUBTFUL]
    log_changes(make_change(verb, one, partnership=one.partnership_id, by=POSTMAN) for one in left[-1:])
    return len(left[-1:])


@transaction.atomic
def send_again(letter: Letter, *, by: Actor) -> None:
    """Have a letter sent again that came back, was refused or is in doubt: to the present address of its person.

    Means: at another address than before, the links of the old one end, and the letter has new ones.
    Raises: Refused where it was sent, or waits, or where there is no address to send it to.
    """
    letter = _hold(letter, check_again)
    before = {"to": letter.to, "state": letter.get_state_display()}
    person = letter.person and (letter.person.joined_to or letter.person)
    to = person.email if person and person.email else letter.to
    if not is_address(to):
        raise Refused("no-address", NO_ADDRESS)
    readdress(letter, to, by=by)
    letter.state, letter.not_before, letter.tries = LetterState.WAITING, None, 0
    letter.said, letter.for_good = "", False
    letter.save(update_fields=["to", "text", "html", "state", "not_before", "tries", "said", "for_good"])
    after = {"to": letter.to, "state": letter.get_state_display()}
    log_change("will send again", letter, partnership=letter.partnership_id, by=by, before=before, after=after)


@transaction.atomic
def confirm_arrival(letter: Letter, *, by: Actor, because: str = "") -> None:
    """Say that a letter in doubt arrived. Raises Refused where it is known already what became of it."""
    letter = _hold(letter, check_arrived)
    letter.state, letter.said, letter.sent_at = LetterState.SENT, "", letter.claimed_at or timezone.now()
    letter.save(update_fields=["state", "said", "sent_at"])
    before = {"state": LetterState.DOUBTFUL.label}
    after = {"state": letter.get_state_display()} | ({"because": because} if because else {})
    log_change("found to have arrived", letter, partnership=letter.partnership_id, by=by, before=before, after=after)


def _hold(letter: Letter, check: Callable[[str], Verdict]) -> Letter:
    letter = Letter.objects.select_for_update(of=("self",)).select_related("person__joined_to").get(pk=letter.pk)
    verdict = check(letter.state)
    if not verdict.ok:
        raise Refused("letter-state", " ".join(verdict.reasons))
    return letter
