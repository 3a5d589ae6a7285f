"""Letters on their way out, links that need no sign-in with their uses, and the mail that came in."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Person


class LetterState(models.TextChoices):
    """How far a letter has come. Those that wait are the queue; `SENDING` stands only while one is handed over."""

    WAITING = "waiting", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    DOUBTFUL = "doubtful", "Not known whether it was sent"
    REFUSED = "refused", "Not sent"
    BOUNCED = "bounced", "Came back"


class Letter(models.Model):
    """A letter by e-mail. `key` says what it is about, so that it is written once; it goes to nobody.

    `not_before` is when it may go, and after a try that failed when it is tried again. `said` holds, in words, what the
    server answered, or why the letter was not sent; `for_good` that the server would refuse it again.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="letters")
    to = models.CharField(max_length=254)
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    in_reply_to = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.WAITING)
    made_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    said = models.TextField(blank=True)
    for_good = models.BooleanField(default=False)

    class Meta:
        """The queue by when a letter may go; lists by partnership, newest first; the letters to an address."""

        indexes = (
            models.Index(
                fields=["state", "not_before"], name="letter_queue", condition=Q(state__in=["waiting", "sending"])
            ),
            models.Index(fields=["partnership", "-made_at"], name="letter_newest"),
            models.Index(fields=["partnership", "state"], name="letter_state"),
            models.Index(fields=["to", "kind", "-made_at"], name="letter_address"),
        )

    def __str__(self) -> str:
        """Return what it is about."""
        return self.subject


class Link(models.Model):
    """A link that lets one person answer without signing in, sent to one address, for one purpose (`kind`).

    What stands in a letter is signed and names this row and its `nonce`; `letters.links` makes it and reads it.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    email = models.CharField(max_length=254)
    kind = models.CharField(max_length=30)
    nonce = models.CharField(max_length=32)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        """Found by person when that person leaves, and by address when a new one is asked for."""

        indexes = (
            models.Index(fields=["person", "kind"], name="link_person"),
            models.Index(fields=["email", "-id"], name="link_address"),
        )

    def __str__(self) -> str:
        """Say whose it is, and for what."""
        return f"{self.person}: {self.kind}"

    @property
    def has_left(self) -> bool:
        """Whether the person has left by today, under the name that was kept."""
        kept = self.person.joined_to or self.person
        return kept.left_on is not None and kept.left_on <= timezone.localdate()

    def is_open(self, now: datetime) -> bool:
        """Whether it opens anything: it has not expired, nobody ended it, and its person has not left."""
        return self.ended_at is None and now < self.expires_at and not self.has_left


class Use(models.Model):
    """That a link was used, when and for what."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="uses")
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=200)

    class Meta:
        """Listed by link, newest first."""

        indexes = (models.Index(fields=["link", "-at"], name="use_newest"),)

    def __str__(self) -> str:
        """Say for what."""
        return self.what


class ReceivedState(models.TextChoices):
    """What was made of a mail that came in."""

    ANSWER = "answer", "To be taken up"
    HEEDED = "heeded", "Taken up"
    AUTOMATIC = "automatic", "Automatic answer"
    FAILURE = "failure", "Letter came back"
    LOOK = "look", "To look at"
    LOOKED = "looked", "Looked at"


class Received(models.Model):
    """A mail that came in, kept as it came; `text` is what its sender wrote, without what it quotes.

    `partnership` and `letter` are empty where nobody could tell to which letter it belongs. `said` tells in words what
    was made of it.
    """

    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.CASCADE)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="answers")
    message_id = models.CharField(max_length=200, unique=True)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    raw = models.BinaryField()
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=ReceivedState.choices)
    said = models.TextField(blank=True)

    class Meta:
        """Listed by partnership, newest first; what waits is found by its state."""

        verbose_name_plural = "received"
        indexes = (
            models.Index(fields=["partnership", "-at"], name="received_newest"),
            models.Index(fields=["state", "id"], name="received_unheeded", condition=Q(state="answer")),
        )

    def __str__(self) -> str:
        """Return what it says that it is about."""
        return self.subject or "No subject"
