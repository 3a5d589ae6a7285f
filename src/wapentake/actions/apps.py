"""The room `actions` as a Django app."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """Actions and their owners."""

    name = "wapentake.actions"
