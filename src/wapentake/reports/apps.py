"""The room `reports` as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What was published, kept as it was."""

    name = "wapentake.reports"

    def ready(self) -> None:
        """Let words that are struck out of pages go from what was published too."""
        from wapentake.intake.changes.striking import ALSO_SCRUBBED
        from wapentake.reports.changes import scrub_papers

        ALSO_SCRUBBED.append(scrub_papers)
