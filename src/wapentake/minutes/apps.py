"""The room `minutes` as a Django app."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    """Minutes as they are typed, cleared and confirmed."""

    name = "wapentake.minutes"
