"""The room `chasing` as a Django app."""

from django.apps import AppConfig


class ChasingConfig(AppConfig):
    """Reminders of actions, and the answers to them."""

    name = "wapentake.chasing"

    def ready(self) -> None:
        """Let words that are struck out of pages go from letters, from mail and from answers too."""
        from wapentake.chasing.changes import scrub_answers
        from wapentake.intake.changes.striking import ALSO_SCRUBBED
        from wapentake.letters.changes.striking import scrub_letters

        ALSO_SCRUBBED.extend((scrub_letters, scrub_answers))
