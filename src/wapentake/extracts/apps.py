"""The room `extracts` as a Django app."""

from django.apps import AppConfig


class ExtractsConfig(AppConfig):
    """What others wrote of our money."""

    name = "wapentake.extracts"
