"""Words that are struck out of pages for ever go from what was written, received and noted of links too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wapentake.letters.models import Letter, Received, Use

AT_ONCE = 200


def scrub_letters(partnership: int, clean: Callable[[Any], Any]) -> int:
    """Take struck-out words out of the letters and the mail of a partnership; return from how many.

    Means: a letter that had them keeps only its text, and a mail that had them, or that answers such a letter and may
    quote it, only what was read of it. Whoever strikes words out logs that.
    """
    letters = []
    for letter in Letter.objects.filter(partnership=partnership).iterator(chunk_size=AT_ONCE):
        subject, text = clean(letter.subject), clean(letter.text)
        if (subject, text) != (letter.subject, letter.text):
            letter.subject, letter.text, letter.html = subject, text, ""
            letters.append(letter)
    Letter.objects.bulk_update(letters, ["subject", "text", "html"], batch_size=AT_ONCE)
    mails = _scrub_mails(partnership, {letter.pk for letter in letters}, clean)
    uses = []
    for use in Use.objects.filter(link__partnership=partnership).iterator(chunk_size=AT_ONCE):
        if (what := clean(use.what)[:200]) != use.what:
            use.what = what
            uses.append(use)
    Use.objects.bulk_update(uses, ["what"], batch_size=AT_ONCE)
    return len(letters) + mails + len(uses)


def _scrub_mails(partnership: int, letters: set[int], clean: Callable[[Any], Any]) -> int:
    changed = []
    for mail in Received.objects.filter(partnership=partnership).defer("raw").iterator(chunk_size=AT_ONCE):
        before = (mail.subject, mail.text, mail.said)
        mail.subject, mail.text, mail.said = (clean(one) for one in before)
        mail.subject = mail.subject[:250]
        if before != (mail.subject, mail.text, mail.said) or mail.letter_id in letters:
            mail.raw = b""
            changed.append(mail)
    Received.objects.bulk_update(changed, ["subject", "text", "said", "raw"], batch_size=AT_ONCE)
    return len(changed)
