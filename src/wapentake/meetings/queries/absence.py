"""Reads of letters on absence: those that were written, and a new one with its words filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from wapentake.accounts.models import Partnership
from wapentake.letters.models import Letter
from wapentake.meetings.models import AbsenceLetter, AbsenceWording, Meeting, SentHow
from wapentake.meetings.queries import find_next
from wapentake.meetings.queries.attendance import BodyRow
from wapentake.meetings.rules.absence import Wording, own_wording, write_letter
from wapentake.terms import BodyPresence, say_date, say_day, say_time


def find_wording(partnership: Partnership, *, on: date) -> Wording:
    """Return the words that letters on absence begin with on a day: an officer's, or else our own."""
    rows = AbsenceWording.objects.filter(partnership=partnership, since__lte=on)
    row = rows.order_by("-since").first()
    return Wording(row.subject, row.text, row.duty) if row else own_wording()


def find_letters(partnership: Partnership, meetings: Sequence[Meeting]) -> dict[int, list[AbsenceLetter]]:
    """Return the letters about these meetings by body, the newest pair of meetings first."""
    days, groups = {one.on for one in meetings}, {one.body_key for one in meetings}
    rows = AbsenceLetter.objects.filter(organisation__partnership=partnership)
    found: dict[int, list[AbsenceLetter]] = {}
    for letter in rows.filter(second_on__in=days, group_key__in=groups).order_by("-second_on", "-pk"):
        found.setdefault(letter.organisation_id, []).append(letter)
    return found


def find_posted(letters: Iterable[AbsenceLetter]) -> dict[str, Letter]:
    """Return what became of letters that went by e-mail, by their key."""
    keys = [one.key for one in letters if one.sent_how == SentHow.EMAIL]
    return {one.key: one for one in Letter.objects.filter(key__in=keys)}


def find_pair(row: BodyRow) -> tuple[Meeting, Meeting] | None:
    """Return the last two meetings in a row at which nobody of a body was; None where it is not flagged."""
    return (row.run[-2], row.run[-1]) if row.is_flagged else None


def is_about(letter: AbsenceLetter, pair: tuple[Meeting, Meeting] | None) -> bool:
    """Return whether a letter is about these two meetings."""
    if pair is None:
        return False
    first, second = pair
    return (letter.group_key, letter.first_on, letter.second_on) == (second.body_key, first.on, second.on)


def draft_letter(row: BodyRow, *, sender: str, on: date) -> tuple[str, str]:
    """Return the subject and the text of a letter to a body that was absent, with all that is filled in."""
    last = row.run[-1]
    body = row.organisation
    person = body.representative
    told = {
        "name": person.name if person else "colleague",
        "body": body.name,
        "group": last.body,
        "days": _join([say_date(one.on) for one in row.run]),
        "how": _say_apologies(row),
        "next": _say_next(last, on),
        "sender": sender,
    }
    wording = find_wording(last.partnership, on=on)
    return write_letter(wording, told, is_responsible=body.is_responsible)


def _say_apologies(row: BodyRow) -> str:
    stood = dict(zip((one.pk for one in row.meetings), row.stood, strict=True))
    days = [say_date(one.on) for one in row.run if stood[one.pk] == BodyPresence.APOLOGIES]
    if not days:
        return ""
    return "Thank you for your apologies." if len(days) == len(row.run) else f"Apologies came for {_join(days)}."


def _say_next(last: Meeting, on: date) -> str:
    """Say when and where the next meeting is; nothing where none is planned."""
    coming = find_next(last.series, after=max(last.on, on)) if last.series else None
    if coming is None:
        return ""
    at = f" at {say_time(coming.time)}" if coming.time else ""
    place = ", ".join(filter(None, (coming.room, coming.venue)))
    return f"The next meeting is on {say_day(coming.on)}{at}{f', {place}' if place else ''}."


def _join(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
