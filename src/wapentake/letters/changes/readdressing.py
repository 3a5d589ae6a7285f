"""A letter that goes to another address than before: what opens the links in it goes with it, and opens them alone."""

from __future__ import annotations

from django.db import transaction

from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor, log_change
from wapentake.letters.changes.letters import NO_ADDRESS, is_address
from wapentake.letters.changes.links import MOVED, follow_person, replace_link
from wapentake.letters.links import TOKEN, read_token, sign
from wapentake.letters.models import Letter, LetterState


def readdress(letter: Letter, to: str, *, by: Actor) -> bool:
    """Put another address on a letter that is held and not saved yet; return whether it differs from the one before.

    Means: each link in it ends, and a new one for the same purpose stands in its place. One that somebody ended stays
    ended, as do those of somebody who has left.
    """
    if to.casefold() == letter.to.casefold():
        letter.to = to
        return False
    letter.to = to
    for token in dict.fromkeys(TOKEN.findall(f"{letter.text}\n{letter.html}")):
        link = read_token(token)
        if link is None or link.has_left or (link.ended_at is not None and link.ended_because != MOVED):
            continue
        new = sign(replace_link(link, email=to, by=by))
        letter.text, letter.html = letter.text.replace(token, new), letter.html.replace(token, new)
    return True


@transaction.atomic
def follow_address(person: Person, *, was: str, by: Actor) -> int:
    """Let links and the letters that wait follow the address of a person; return how many links ended.

    Means: letters that wait for the address that it `was` go to the address of now; where there is none, they are not
    sent. Those of somebody who has left stay as they are, and the links in them open nothing.
    """
    kept = person.joined_to or person
    ended = follow_person(kept, by=by)
    people = [kept.pk, *kept.joined.values_list("pk", flat=True)]
    waiting = Letter.objects.select_for_update(of=("self",)).filter(person__in=people, state=LetterState.WAITING)
    if not was or was.casefold() == kept.email.casefold():
        return ended
    for letter in waiting.filter(to__iexact=was).order_by("pk"):
        before = {"to": letter.to, "state": letter.get_state_display()}
        if is_address(kept.email):
            readdress(letter, kept.email, by=by)
        else:
            letter.state, letter.said, letter.for_good = LetterState.REFUSED, NO_ADDRESS, True
        letter.save(update_fields=["to", "text", "html", "state", "said", "for_good"])
        after = {"to": letter.to, "state": letter.get_state_display()}
        log_change("readdressed", letter, partnership=letter.partnership_id, by=by, before=before, after=after)
    return ended
