"""Letters in every state and mail of every kind, and the pages that show them."""

from __future__ import annotations

from django.utils import timezone

from tests.letters.mails import answer, returned
from tests.paths.place import Place, press
from wapentake.accounts.models import Account, Partnership
from wapentake.contacts.models import Person
from wapentake.letters.changes import Draft, keep_mail, write_letters
from wapentake.letters.changes.sending import KILLED
from wapentake.letters.models import Letter, LetterState
from wapentake.letters.rules import say_refusal

WORDS = "Dear Tom,\n\nTwo actions are due:\n\n- write to the landlords of Tallow Lane\n- ask the wardens\n\nThank you."


def fill_posted(partnership: Partnership, by: Account) -> dict[str, object]:
    """Write letters, let things happen to them, and let mail come in."""
    tom = Person.objects.filter(partnership=partnership, name="Tom Beckwith").first()
    named = [*LetterState, "late"]
    drafts = [
        Draft(
            partnership=partnership,
            key=f"pictures:{name}",
            to="tom.beckwith@harrowmere.example" if name != "late" else f"{'a-long-name-' * 5}@harrowmere.example",
            person=tom,
            kind="digest",
            subject="Two actions are due by 30 April 2024",
            text=WORDS,
        )
        for name in named
    ]
    letters = dict(zip(named, write_letters(drafts, by=by), strict=True))
    now = timezone.now()
    said = {
        LetterState.DOUBTFUL: KILLED,
        LetterState.REFUSED: say_refusal(550, "5.1.1 No such user here", of_address=True),
        LetterState.WAITING: "",
    }
    for state in LetterState:
        told = {"said": said.get(state, ""), "claimed_at": now, "sent_at": now if state == LetterState.SENT else None}
        Letter.objects.filter(pk=letters[state].pk).update(state=state, **told)
    Letter.objects.filter(pk=letters["late"].pk).update(tries=3, not_before=now, said="The mail server broke off.")
    keep_mail(returned(letters[LetterState.BOUNCED]), at=now)
    keep_mail(answer(letters[LetterState.SENT], "Both are done.\n\nTom"), at=now)
    stray = answer(
        letters[LetterState.SENT], "I have the map, not Tom.", From_="al@harrowmere.example", Message_ID="<2@a.example>"
    )
    received, _ = keep_mail(stray, at=now)
    ids = {f"letter_{name}": letter.pk for name, letter in letters.items()}
    return {**ids, "mail": received.pk}


POSTED = {
    "letters": Place("/harrowmere/letters/"),
    "letters-care": Place("/harrowmere/letters/?state=care"),
    "received": Place("/harrowmere/letters/received/"),
    "mail": Place("/harrowmere/letters/received/{mail}/"),
    "mail-left": Place("/harrowmere/letters/received/{mail}/", (press("There is nothing to do"),)),
    "letter-arrived": Place("/harrowmere/letters/{letter_doubtful}/", (press("It arrived"),)),
    "letter-again": Place("/harrowmere/letters/{letter_refused}/", (press("Send again"),)),
}
POSTED |= {f"letter-{name}": Place(f"/harrowmere/letters/{{letter_{name}}}/") for name in (*LetterState, "late")}
