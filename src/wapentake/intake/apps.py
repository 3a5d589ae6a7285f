"""The room `intake` as a Django app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """From pages to proposals, and from proposals to the registers."""

    name = "wapentake.intake"
