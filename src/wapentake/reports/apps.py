"""The room `reports` as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What was published, kept as it was."""

    name = "wapentake.reports"
